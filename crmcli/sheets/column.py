"""What a list's columns are, and how wide they stand on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from unicodedata import east_asian_width

Kind = Literal["text", "int", "money", "day", "time", "number", "percent"]

WIDEST = 40
_NARROWEST = 6
_FILTER_ARROW = 3
_USUAL: dict[str, int] = {"day": 11, "time": 17}


@dataclass(frozen=True)
class Column:
    """One column of a list.

    ``key`` is its English name for programs, ``label`` its title for people.
    ``money`` values are int fen, ``day`` values dates, ``time`` values datetimes
    (days and times may also come as ISO 8601 text); what does not fit its kind
    is written as the text it is. ``width`` is in characters of which Chinese
    ones count two; without it the values decide. Texts of a ``wrap`` column, and of one
    of the full width, go on in a next line.
    """

    key: str
    label: str
    kind: Kind = "text"
    width: int | None = None
    wrap: bool = False

    def wraps(self, width: int) -> bool:
        """Whether its texts may take several lines at a width."""
        return self.kind == "text" and (self.wrap or width >= WIDEST)


@dataclass(frozen=True)
class Sheet:
    """A worksheet to be written.

    ``heading`` stands large above the list and ``note`` (the filter, say) below
    it. ``choices`` gives a column's drop-down by its key. ``row_colour`` may give
    a row's background as six hex digits. ``title`` names the tab. A ``written_in`` sheet
    is one people print and write into: rows as high as their texts need, and lines between.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    heading: str | None = None
    note: str | None = None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    row_colour: Callable[[Sequence[object]], str | None] | None = None
    written_in: bool = False


def shown_width(text: str) -> int:
    """How many Latin characters the widest line takes, Chinese ones counted as two."""
    return max((_line_width(line) for line in text.split("\n")), default=0)


def _line_width(line: str) -> int:
    return len(line) if line.isascii() else sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)


def column_width(column: Column, sample: Iterable[object]) -> int:
    """The width for a column: its own, or what label and sample need, at most forty."""
    if column.width is not None:
        return column.width
    label = shown_width(column.label) + _FILTER_ARROW
    needed = max((_value_width(column.kind, value) for value in sample if value is not None), default=0)
    return min(max(label, needed + 1, _NARROWEST), WIDEST)


def lines_needed(columns: Sequence[Column], widths: Sequence[int], row: Sequence[object]) -> int:
    """How many lines the highest cell of a row takes. A line holds a character less than its width at worst."""
    return max(
        (
            sum(-(-max(shown_width(line), 1) // max(width - 2, 1)) for line in str(value).split("\n"))
            for column, width, value in zip(columns, widths, row, strict=True)
            if value is not None and column.wraps(width)
        ),
        default=1,
    )


def _value_width(kind: Kind, value: object) -> int:
    if kind == "money" and isinstance(value, int):
        return len(f"{value / 100:,.2f}")
    return _USUAL.get(kind, 0) or shown_width(str(value))
