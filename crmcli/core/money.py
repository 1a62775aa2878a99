"""Amounts: whole fen inside, yuan as clerks write them outside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from crmcli.core.findings import Refused
from crmcli.core.pattern import pattern
from crmcli.core.text import fold

if TYPE_CHECKING:
    from decimal import Decimal

# Every amount stays below it, on either side of nought.
LIMIT_FEN = 10**12
_LONGEST = 40

_FREE = frozenset(("免费", "免", "免单", "免收", "赠送", "赠", "赠品", "free"))
_CURRENCY = "(?:人民币|rmb|cny|¥)?"
# ¥200, -¥200, ¥-200, 负200, (200) as accountants write what is below nought, 200rmb
_FRAME = pattern(rf"{_CURRENCY}(?P<bracket>\()?(?P<minus>[-−–—负])?{_CURRENCY}(?P<amount>.+?){_CURRENCY}(?(bracket)\))")
# Formal, traditional and Latin writing of one set of digits and units.
_PLAIN = str.maketrans(
    dict.fromkeys("一壹", "1")
    | dict.fromkeys("二两贰貳兩", "2")
    | dict.fromkeys("三叁參", "3")
    | dict(zip("四五六七八九肆伍陆柒捌玖陸〇。点點", "4567894567896零...", strict=True))
    | dict(zip("拾佰仟萬億wk圆圓块塊毛正", "十百千万亿万千元元元元角整", strict=True))
)
_UNITS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_AMOUNT = pattern(
    f"(?:(?P<yuan>[0-9,.零{''.join(_UNITS)}]+)(?:元钱?|(?=整?$)))?"
    "(?:零?(?P<jiao>[0-9])角)?(?:零?(?P<fen>[0-9])分|(?<=元)(?P<tenths>[0-9])|(?<=角)(?P<hundredths>[0-9]))?整?"
)
_NUMBER = pattern(r"(?P<whole>[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.(?P<decimals>[0-9]+))?")


def parse_amount(text: str | int | float | Decimal, *, allow_negative: bool = False) -> int:
    """The amount in fen, from yuan in any form a clerk or a spreadsheet gives.

    1200 · 1,200.50 · 1，200 · ￥1200 · 1200元整 · 人民币壹仟贰佰元整 · 2万 · 1.5万 · 5w · 3k · 三千八 ·
    3块5 · 两万五 and 2万5, both 25,000 · 免费 and 赠送, both nothing. A float loses what lies beyond its
    15th digit or 9th decimal, the noise of binary fractions; nothing else is rounded. Below nought are
    -200, 负200 and (200), where ``allow_negative``.

    Raises Refused for anything else, for more than two decimals, for a comma that does not part
    thousands and from 10,000,000,000 yuan on.
    """
    value = str(text).strip()
    if isinstance(text, str):
        negative, fen = _read(text, value)
    elif isinstance(text, bool):
        raise _not_an_amount(value)
    else:
        number = _digits(text, value)
        negative, fen = number.startswith("-"), _scaled(number.lstrip("-"), 1, value)
    if fen >= LIMIT_FEN:
        raise _too_large(value)
    if negative and fen and not allow_negative:
        raise Refused("{value} is negative; give an amount of 0 or more", value=value)
    return -fen if negative else fen


def _read(text: str, value: str) -> tuple[bool, int]:
    """Whether a written amount is below nought, and its size in fen."""
    if _NUMBER.fullmatch(value):
        return False, _scaled(value, 1, value)
    frame = _FRAME.fullmatch(fold(text)) if len(value) <= _LONGEST else None
    if frame is None or (frame["bracket"] and frame["minus"]):
        raise _not_an_amount(value)
    negative = bool(frame["bracket"] or frame["minus"])
    if frame["amount"] in _FREE:
        return negative, 0
    match = _AMOUNT.fullmatch(frame["amount"].translate(_PLAIN))
    if match is None or not any(match.groups()):
        raise _not_an_amount(value)
    yuan, tenths, hundredths = (
        match["yuan"] or "0",
        match["jiao"] or match["tenths"],
        match["fen"] or match["hundredths"],
    )
    if "." in yuan and (tenths or hundredths):
        raise _not_an_amount(value)
    return negative, _yuan(yuan, 1, value) + int(tenths or 0) * 10 + int(hundredths or 0)


def _yuan(text: str, times: int, value: str) -> int:
    """The fen in ``text`` yuan, multiplied; ``text`` is digits, or digits and Chinese units."""
    unit = next((unit for unit in _UNITS if unit in text), None)
    if unit is None:
        return _scaled(text.replace("零", "0"), times, value)
    head, _, tail = text.partition(unit)
    size = _UNITS[unit]
    if not head and unit == "十":
        head = "1"
    if tail and "." in head:
        raise _not_an_amount(value)
    rest = _after_unit(tail, size, value) if tail else 0
    return _yuan(head, times * size, value) + times * rest


def _after_unit(tail: str, size: int, value: str) -> int:
    """The fen that follow a unit of ``size`` yuan: 两万五 and 2万5000 say thousands, 两万零五 says five."""
    exact = tail.lstrip("零")
    digits = exact.isdigit()
    if digits and exact == tail and len(tail) == 1:
        return int(tail) * size * 10
    whole = exact == tail and len(tail) == len(str(size)) - 1
    if "." in exact or "," in exact or (digits and exact == tail and not whole):
        raise _not_an_amount(value)
    rest = _yuan(exact, 1, value)
    if rest >= size * 100:
        raise _not_an_amount(value)
    return rest


def _scaled(number: str, times: int, value: str) -> int:
    """The fen in a number of yuan, multiplied. Raises Refused where they are not whole."""
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise _misplaced_comma(value) if "," in number else _not_an_amount(value)
    decimals = match["decimals"] or ""
    scale: int = 10 ** len(decimals)
    fen, beyond = divmod(int(match["whole"].replace(",", "") + decimals) * 100 * times, scale)
    if beyond or (times == 1 and len(decimals) > 2):
        raise Refused("{value} has more than two decimals; write yuan and fen, such as 0.50", value=value)
    return fen


def _digits(number: float | Decimal, value: str) -> str:
    """A number from a spreadsheet as plain digits, without trailing zeros behind the point."""
    if not math.isfinite(number):
        raise _not_an_amount(value)
    if not -LIMIT_FEN < number * 100 < LIMIT_FEN:
        raise _too_large(value)
    decimals = min(9, 15 - len(str(abs(int(number)))))
    plain = f"{number:.{decimals}f}" if isinstance(number, float) else f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _not_an_amount(value: str) -> Refused:
    return Refused("{value} is not an amount; write for example 1200, 1,200.50 or 1.5万", value=value)


def _misplaced_comma(value: str) -> Refused:
    return Refused(
        "{value} may be read in two ways: a comma only parts thousands (1,200), a point begins the decimals",
        value=value,
    )


def _too_large(value: str) -> Refused:
    return Refused("{value} is too large; an amount stays below 10,000,000,000 yuan", value=value)


def yuan(fen: int) -> str:
    """The amount for programs: ``19800.00``, ``-0.50``."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02}"


def show_yuan(fen: int) -> str:
    """The amount for people: ``19,800.00``."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"


def capitals(fen: int) -> str:
    """The amount in the characters used on receipts, without 人民币 in front: 壹仟肆佰零玖元伍角.

    整 stands after 元 only; an optional 零 between 元 and 角 is left out; what is below nought begins
    with 负. Below 10^12 yuan.

    Source: 支付结算办法, 附件一 正确填写票据和结算凭证的基本规定.
    """
    whole, part = divmod(abs(fen), 100)
    if whole >= 10**12:
        raise ValueError(f"{fen} fen is beyond what is written in characters")
    tenths, hundredths = divmod(part, 10)
    text = _capital_whole(whole) + "元" if whole or not part else ""
    if not part:
        text += "整"
    if tenths:
        text += _CAPITAL_DIGITS[tenths] + "角"
    elif hundredths and whole:
        text += "零"
    if hundredths:
        text += _CAPITAL_DIGITS[hundredths] + "分"
    return ("负" if fen < 0 else "") + text


def _capital_whole(number: int) -> str:
    digits = str(number)
    text = ""
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        if digit != "0":
            text += _CAPITAL_DIGITS[int(digit)] + ("", "拾", "佰", "仟")[place % 4]
        elif not text.endswith("零"):
            text += "零"
        # A group of four that is all noughts has no 万 or 亿 of its own.
        if place in (4, 8) and number // 10**place % 10000:
            text = text.rstrip("零") + ("万" if place == 4 else "亿")
    return text.rstrip("零") or "零"
