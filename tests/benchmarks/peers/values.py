"""Rows of twenty columns for the two writers of workbooks; invented, the same every time."""

from collections.abc import Iterator
from datetime import date, timedelta

KINDS = ("text",) * 12 + ("money",) * 3 + ("int",) * 2 + ("day",) * 3
HEADS = tuple(f"{kind} {place}" for place, kind in enumerate(KINDS, 1))
_WORDS = ("王小明", "幸福路12号3单元", "走过路过", "美容师推荐", "尊享卡", "皮肤管理", "陈静", "人民路店")


def rows(count: int) -> Iterator[list[object]]:
    """So many rows: text mostly short and Chinese, some cells empty, money in fen, days."""
    first = date(2020, 1, 1)
    for number in range(count):
        texts: list[object] = [f"M-{number:05d}", f"1990{number:07d}"]
        texts += [None if (number + n) % 7 == 0 else f"{_WORDS[(number + n) % 8]}{number % 997}" for n in range(10)]
        money = [number * 37 % 9_000_000, number * 11 % 100_000, number % 500 * 100]
        days = [first + timedelta(days=(number * k) % 2000) for k in (1, 3, 7)]
        yield [*texts, *money, number % 1000, number % 13, *days]
