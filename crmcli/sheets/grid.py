"""A sheet as it was found: rows of plain values, and where cells were merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import isfinite
from typing import Any

from crmcli.core.findings import Refused

Cell = str | int | float | bool | date | datetime | time | None
Merge = tuple[int, int, int, int]

# Excel's words for a formula that failed; as text in CSV, HTML and ODS they mean the same.
ERROR_WORDS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#FIELD!",
        "#GETTING_DATA",
    )
)

# A sheet is laid out as a full rectangle in memory: more than this must be mostly filled.
FREE_AREA = 4_000_000
EMPTY_PER_CELL = 8


class Unreadable(Refused):
    """A file that cannot be taken for a list: why, and what would do."""


@dataclass(frozen=True)
class Grid:
    """One sheet.

    ``rows`` hold the cached values of formulas; rows may differ in length and
    blanks are ``None``. ``merged`` are inclusive, 0-based (first row, first
    column, last row, last column). ``date1904`` says from when the workbook
    counts its days: a serial number that comes as a number is to be read with
    it; a cell formatted as a date arrives as one (the serial 0, Excel's
    1900-01-00, as midnight). ``errors`` are the cells, now ``None``, that held
    #N/A or its like; ``uncalculated`` those with a formula that no program has
    computed yet. Both are (row, column), 0-based.
    """

    name: str
    rows: list[list[Cell]]
    merged: list[Merge] = field(default_factory=list)
    date1904: bool = False
    hidden: bool = False
    errors: frozenset[tuple[int, int]] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


def filled(grid: Grid) -> list[list[Cell]]:
    """The rows with every merged cell's value repeated in all it covers, and nothing else filled."""
    rows = list(grid.rows)
    copied: set[int] = set()
    for top, left, bottom, right in grid.merged:
        value = rows[top][left] if top < len(rows) and left < len(rows[top]) else None
        if value is None:
            continue
        for index in range(top, min(bottom + 1, len(rows))):
            if index not in copied:
                rows[index] = list(rows[index])
                copied.add(index)
            row = rows[index]
            row.extend([None] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right + 1 - left)
    return rows


def is_sparse(area: int, cells: int) -> bool:
    """Whether rectangles of that many places are too large for what is in them to be laid out."""
    return area > max(FREE_AREA, EMPTY_PER_CELL * cells)


def fitted(merged: Iterable[Merge], rows: list[list[Cell]]) -> list[Merge]:
    """The merges cut to the rows there are; no more of them than can lie side by side."""
    height, width = len(rows), max(map(len, rows), default=0)
    room = height * width
    kept = []
    for top, left, bottom, right in merged:
        bottom, right = min(bottom, height - 1), min(right, width - 1)
        if bottom < top or right < left or (top, left) == (bottom, right):
            continue
        room -= (bottom - top + 1) * (right - left + 1)
        if room < 0:
            break
        kept.append((top, left, bottom, right))
    return kept


def settle(rows: list[list[Any]]) -> frozenset[tuple[int, int]]:
    """Turns what readers give into cells, in place; gives where #N/A and the like stood.

    Whole numbers become int, empty texts and failed formulas None, spans of a day
    or more, which no time of day can hold, Excel's words for them.
    """
    errors = set()
    for index, row in enumerate(rows):
        for column, value in enumerate(row):
            kind = type(value)
            if kind is str:
                if not value:
                    row[column] = None
                elif value[0] == "#" and value in ERROR_WORDS:
                    row[column] = None
                    errors.add((index, column))
            elif kind is float:
                if value.is_integer():
                    row[column] = int(value)
                elif not isfinite(value):
                    row[column] = None
            elif kind is timedelta:
                row[column] = _span(value)
    return frozenset(errors)


def _span(value: timedelta) -> str:
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
