"""Where the list in a sheet begins and ends: its head, its rows, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crmcli.core.findings import N_
from crmcli.sheets.grid import Cell, Grid
from crmcli.sheets.headrow import Known, clean_title, titles_of
from crmcli.sheets.tail import END_MARKS, kind_of_row

__all__ = ["Head", "best_sheet", "clean_title", "data_rows", "find_head"]

SEARCHED_ROWS = 15

ABOVE = N_("above the head")
BLANK = N_("blank row")
NUMBER_ONLY = N_("only a running number")
REPEATED = N_("the head again")
BELOW = N_("below the end of the list")

_RUNNING = frozenset(("序号", "序", "No", "No.", "NO", "NO."))


@dataclass(frozen=True)
class Head:
    """A list's head and extent.

    ``row`` is the head's first row and ``rows`` how many it has; ``columns`` the
    title of each titled column, the two titles of a divided column joined
    (联系方式-手机). ``first_data_row`` to ``last_data_row`` are inclusive (the last
    is the smaller where there is no data). All 0-based. ``skipped`` lists the
    other rows that are not blank, or blank between data, numbered from 1 as
    Excel does, each with a template that says why.
    """

    row: int
    rows: int
    columns: dict[int, str]
    first_data_row: int
    last_data_row: int
    skipped: list[tuple[int, str]]


def find_head(grid: Grid, known: Known) -> Head | None:
    """The first of the first fifteen rows with two titles the caller knows (one, in a sheet of one column).

    ``known`` is asked with titles free of marks and blanks (``clean_title``).
    """
    needed = 1 if _is_one_column(grid) else 2
    for index, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        if sum(isinstance(cell, str) and known(clean_title(cell)) for cell in row) >= needed:
            found = titles_of(grid, index, known)
            return _with_extent(grid, found.row, found.rows, found.columns)
    return None


def best_sheet(grids: list[Grid], known: Known) -> tuple[Grid, Head] | None:
    """The sheet with the most known titles, one with rows before one without; hidden sheets never."""
    best: tuple[tuple[int, bool], Grid, Head] | None = None
    for grid in grids:
        head = None if grid.hidden else find_head(grid, known)
        if head is None:
            continue
        titles = sum(known(title) or known(title.rpartition("-")[2]) for title in head.columns.values())
        score = (titles, head.last_data_row >= head.first_data_row)
        if best is None or score > best[0]:
            best = score, grid, head
    return best[1:] if best else None


def data_rows(head: Head) -> Iterator[int]:
    """The 0-based indexes of the list's rows, those to be skipped left out."""
    skipped = {number - 1 for number, _ in head.skipped}
    return (row for row in range(head.first_data_row, head.last_data_row + 1) if row not in skipped)


def _is_one_column(grid: Grid) -> bool:
    used = {column for row in grid.rows[:100] for column, cell in enumerate(row) if not _is_blank(cell)}
    return len(used) == 1


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _with_extent(grid: Grid, row: int, rows: int, columns: dict[int, str]) -> Head:
    """Follows the rows below the head to the list's end."""
    skipped = [(index + 1, ABOVE) for index in range(row) if not all(map(_is_blank, grid.rows[index]))]
    first = row + rows
    last, pending = first - 1, list[tuple[int, str]]()
    reading = _Reading(grid, row, columns)
    for index in range(first, len(grid.rows)):
        why = reading.why_skipped(grid.rows[index])
        if why:
            pending.append((index + 1, why))
            continue
        skipped += pending
        pending, last = [], index
    skipped += [item for item in pending if item[1] != BLANK]
    return Head(row, rows, columns, first, last, skipped)


class _Reading:
    """Says of each row in turn whether it belongs to the list; after a total or a note only full rows do."""

    def __init__(self, grid: Grid, row: int, columns: dict[int, str]) -> None:
        self._columns, self._titled = list(columns), set(columns)
        self._titles = _picked(grid.rows[row], self._columns)
        self._running = {column for column, title in columns.items() if title in _RUNNING}
        self._ended = False
        self._seen = self._filled = 0

    def why_skipped(self, row: list[Cell]) -> str:
        """Empty for a row of the list, else the template that says why it is none."""
        # Once for every cell of a long list: `_is_blank` written out.
        filled = [
            column
            for column, cell in enumerate(row)
            if cell is not None and cell != "" and (type(cell) is not str or not cell.isspace())
        ]
        if not filled:
            return BLANK
        mark = kind_of_row([row[column] for column in filled[:2]])
        if mark:
            self._ended = self._ended or mark in END_MARKS
            return mark
        if self._running and len(filled) == 1 and filled[0] in self._running:
            return NUMBER_ONLY if str(row[filled[0]]).strip().isdecimal() else BELOW
        cells = _picked(row, self._columns)
        if len(filled) > 1 and cells == self._titles:
            return REPEATED
        count = sum(column in self._titled for column in filled)
        if not count or (self._ended and not self._is_full(count)):
            return BELOW
        self._ended = False
        self._seen, self._filled = self._seen + 1, self._filled + count
        return ""

    def _is_full(self, count: int) -> bool:
        usual = self._filled / self._seen if self._seen else 2.0
        return count >= 2 and count * 2 >= usual


def _picked(row: list[Cell], columns: list[int]) -> list[Cell]:
    return [row[column] if column < len(row) else None for column in columns]
