"""Cells as texts, and the words that say a cell is empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from crmcli.sheets.grid import Cell

V = TypeVar("V")

_NO_VALUE = "- -- --- — —— / \\ 无 没有 暂无 不详 未知 未填 空 null none n/a na nil"
_EMPTY = frozenset(("", *_NO_VALUE.split()))
_LONGEST_EMPTY = max(map(len, _EMPTY))
#: Besides, in columns of numbers that name somebody.
_EMPTY_NUMBER = _EMPTY | {"0", "00", "000"}
#: How text is kept from being taken for a number; other text that begins with = stays as it is.
_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
#: 0 and nothing behind it, as programs write whole numbers that went through a float.
_FLOATED = re.compile(r"[0-9]+\.0+")


def text_of(cell: Cell) -> str:
    """The cell as text, blanks around it gone; nothing for an empty cell and for words that say so."""
    if type(cell) is str:
        text = cell.strip()
        if text[:1] == "=":
            found = _WRAPPED.fullmatch(text)
            text = found[1].strip() if found else text
        return "" if len(text) <= _LONGEST_EMPTY and text.lower() in _EMPTY else text
    if cell is None or type(cell) is bool:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return str(cell)


def number_text(cell: Cell) -> str:
    """The same for phones, cards and IDs, of which 0 is none."""
    text = text_of(cell).removeprefix("=")
    if text in _EMPTY_NUMBER:
        return ""
    return text.partition(".")[0] if _FLOATED.fullmatch(text) else text


def remembered(read: Callable[[str], V]) -> Callable[[str], V]:
    """`read` with its answers kept, for columns in which few texts stand many times. What it raises is kept too."""
    answers: dict[Hashable, tuple[V | None, Exception | None]] = {}

    def ask(text: str) -> V:
        if text not in answers:
            try:
                answers[text] = (read(text), None)
            except Exception as error:
                answers[text] = (None, error)
        answer, refusal = answers[text]
        if refusal is not None:
            raise refusal
        return answer  # type: ignore[return-value]

    return ask
