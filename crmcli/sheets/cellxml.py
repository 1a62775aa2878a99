"""A block of one column's values as the XML of its cells.

Whole blocks are turned at once: one look over a column's joined text finds that
nothing in it needs escaping, which is nearly always so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from math import isfinite

from crmcli.sheets.style import DAY, INT, MONEY, NUMBER, PERCENT, QUOTED, TEXT, TIME, WRAPPED

# Excel cuts longer texts off and calls the file damaged.
LONGEST = 32_767
_LAST_EXACT = 10**15
_SEPARATOR = "\x1f"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNPLAIN = re.compile("[\x00-\x08\x0b-\x1e\x7f-\x9f\ud800-\udfff\ufffe\uffff&<>]|_x[0-9A-Fa-f]{4}_")
_EDGE_BLANK = re.compile("(?:^|\x1f)[ \t\n]|[ \t\n](?:\x1f|$)|  |\n")
_HEX_NAME = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA = ("=", "+", "-", "@")
_ZERO = datetime(1899, 12, 30)
# Before this day Excel counts a 29 February 1900 that never was.
_FIRST_DAY = date(1900, 3, 1)
_CACHED_DAYS = 50_000


def plain_text(value: object) -> str:
    """The value as text a workbook may hold: no control characters, lone surrogates or half signs."""
    text = _ILLEGAL.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST // 2 else _cut(text)


def _cut(text: str) -> str:
    """Excel counts UTF-16 units, two for signs beyond the first 65 536."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return text
    return text.encode("utf-16-le")[: (LONGEST - 1) * 2].decode("utf-16-le", "ignore") + "…"


def escaped(text: str) -> str:
    """The text for XML; what Excel would decode as _x000D_ is kept as written."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _HEX_NAME.sub("_x005F_", text)


def kept_as_written(text: str) -> str:
    """The text for a library that does not do it: _x0041_ stays what it is and is not decoded as A."""
    return _HEX_NAME.sub("_x005F_", text)


class ColumnWriter:
    """Turns blocks of one column into cells; ``letters`` is the column's name (``AB``)."""

    def __init__(self, kind: str, letters: str, wrapped: bool) -> None:
        self._letters = letters
        self._text_style = WRAPPED if wrapped else TEXT
        self._days: dict[object, str] = {}
        kinds: dict[str, Callable[[Sequence[object], Iterable[int], Iterable[int]], list[str]]] = {
            "int": self._ints,
            "money": self._money,
            "day": self._dates,
            "time": self._times,
            "number": partial(self._numbers, style=NUMBER),
            "percent": partial(self._numbers, style=PERCENT),
        }
        self.cells = kinds.get(kind, self._texts)

    def _texts(self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int]) -> list[str]:
        texts = ["" if value is None else value if type(value) is str else str(value) for value in values]
        joined = _SEPARATOR.join(texts)
        is_long = max(map(len, texts), default=0) > LONGEST // 2
        if is_long or _UNPLAIN.search(joined) or joined.count(_SEPARATOR) >= len(texts):
            texts = [escaped(plain_text(text)) for text in texts]
            joined = _SEPARATOR.join(texts)
        tag = '<t xml:space="preserve">' if _EDGE_BLANK.search(joined) else "<t>"
        before = f'<c r="{self._letters}'
        plain = self._text_style
        return [
            f'{before}{number}" s="{plain + offset}" t="inlineStr"><is>{tag}{text}</t></is></c>'
            if text and not text.startswith(_FORMULA)
            else f'{before}{number}" s="{plain + QUOTED + offset}" t="inlineStr"><is>{tag}{text}</t></is></c>'
            if text
            else self._blank(number, offset)
            for text, number, offset in zip(texts, numbers, offsets, strict=False)
        ]

    def _blank(self, number: int, offset: int) -> str:
        """Only a coloured row needs its empty cells."""
        return f'<c r="{self._letters}{number}" s="{self._text_style + offset}"/>' if offset else ""

    def _number(self, value: str, style: int, number: int) -> str:
        return f'<c r="{self._letters}{number}" s="{style}"><v>{value}</v></c>'

    def _other(self, value: object, number: int, offset: int) -> str:
        """A value that is not of its column's kind, as text."""
        return self._texts((value,), (number,), (offset,))[0]

    def _ints(self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int]) -> list[str]:
        return [
            self._number(str(value), INT + offset, number)
            if type(value) is int and -_LAST_EXACT < value < _LAST_EXACT
            else self._other(value, number, offset)
            for value, number, offset in zip(values, numbers, offsets, strict=False)
        ]

    def _money(self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int]) -> list[str]:
        return [
            self._number(yuan(value), MONEY + offset, number)
            if type(value) is int and -_LAST_EXACT < value < _LAST_EXACT
            else self._other(value, number, offset)
            for value, number, offset in zip(values, numbers, offsets, strict=False)
        ]

    def _numbers(
        self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int], *, style: int
    ) -> list[str]:
        return [
            self._number(str(value), style + offset, number)
            if isinstance(value, int | float | Decimal) and _is_exact(value)
            else self._other(value, number, offset)
            for value, number, offset in zip(values, numbers, offsets, strict=False)
        ]

    def _dates(self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int]) -> list[str]:
        if len(self._days) > _CACHED_DAYS:
            self._days.clear()
        days = self._days
        for value in values:
            if value not in days:
                days[value] = _day_serial(value)
        return [
            self._number(days[value], DAY + offset, number) if days[value] else self._other(value, number, offset)
            for value, number, offset in zip(values, numbers, offsets, strict=False)
        ]

    def _times(self, values: Sequence[object], numbers: Iterable[int], offsets: Iterable[int]) -> list[str]:
        serials = map(_time_serial, values)
        return [
            self._number(serial, TIME + offset, number) if serial else self._other(value, number, offset)
            for value, serial, number, offset in zip(values, serials, numbers, offsets, strict=False)
        ]


def yuan(fen: int) -> str:
    """Fen as yuan with two decimals: 1980000 is 19800.00."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100}.{fen % 100:02}"


def _is_exact(value: int | float | Decimal) -> bool:
    if isinstance(value, bool) or (not isinstance(value, int) and not isfinite(value)):
        return False
    return -_LAST_EXACT < value < _LAST_EXACT


def _day_serial(value: object) -> str:
    """Excel's number of the day; empty for what is no day or lies before March 1900."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return ""
    if isinstance(day, datetime):
        day = day.date()
    if not isinstance(day, date) or day < _FIRST_DAY:
        return ""
    return str((day - _ZERO.date()).days)


def _time_serial(value: object) -> str:
    """Excel's number of the moment, by the clock where it was noted; empty for what is none."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return ""
    if not isinstance(moment, datetime) or moment.date() < _FIRST_DAY:
        return ""
    span = moment.replace(tzinfo=None) - _ZERO
    return repr(round(span.days + (span.seconds + span.microseconds / 1e6) / 86_400, 11))
