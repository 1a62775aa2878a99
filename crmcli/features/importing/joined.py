"""Several worksheets of one workbook read as one list: a sheet for each person, each with the same heads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from crmcli.sheets.grid import Cell, Grid, filled
from crmcli.sheets.head import Head, data_rows, find_head

if TYPE_CHECKING:
    from crmcli.features.importing.synonym import Vocabulary


class Place(NamedTuple):
    """Where a row stands: the worksheet, and its number there, from 1."""

    sheet: str
    row: int


class Joined(NamedTuple):
    """The worksheets laid one below the other: a grid and its head as if it were one, and where each row comes from."""

    grid: Grid
    head: Head
    places: dict[int, Place]

    @property
    def sheets(self) -> list[str]:
        """The names of the worksheets, in their order."""
        return list(dict.fromkeys(place.sheet for place in self.places.values()))


def join_sheets(grids: Sequence[Grid], vocabulary: Vocabulary, needed: Sequence[str]) -> Joined | None:
    """The shown worksheets that have a head for each of the `needed` fields, as one list.

    None where fewer than two have: then it is a list like any other. Columns may stand in another order on every
    sheet; the head keeps the place it has on the first.
    """
    found = [(grid, head) for grid in grids if not grid.hidden and (head := find_head(grid, vocabulary.knows))]
    lists = [(grid, head) for grid, head in found if set(needed) <= _fields(head, vocabulary)]
    if len(lists) < 2:
        return None
    first, at = lists[0]
    titles = list(dict.fromkeys(title for _grid, head in lists for title in _titles(head).values()))
    rows: list[list[Cell]] = [[] for _above in range(at.row)] + [[*titles]]
    errors, uncalculated, places = set(), set(), {}
    for grid, head in lists:
        to = {column: titles.index(title) for column, title in _titles(head).items()}
        whole = filled(grid)
        for index in data_rows(head):
            row = len(rows)
            places[row] = Place(grid.name, index + 1)
            rows.append(_laid(whole[index], to, len(titles)))
            errors |= {(row, to[column]) for column in to if (index, column) in grid.errors}
            uncalculated |= {(row, to[column]) for column in to if (index, column) in grid.uncalculated}
    grid = Grid(
        first.name,
        rows,
        date1904=first.date1904,
        errors=frozenset(errors),
        uncalculated=frozenset(uncalculated),
    )
    return Joined(grid, Head(at.row, 1, dict(enumerate(titles)), at.row + 1, len(rows) - 1, []), places)


def _fields(head: Head, vocabulary: Vocabulary) -> set[str]:
    meanings = (vocabulary.meant(title) for title in head.columns.values())
    return {meant.field for meant in meanings if meant}


def _titles(head: Head) -> dict[int, str]:
    """The heads of a sheet by column; one that stands there twice is read once."""
    seen: dict[str, int] = {}
    for column, title in head.columns.items():
        seen.setdefault(title, column)
    return {column: title for title, column in seen.items()}


def _laid(cells: Sequence[Cell], to: dict[int, int], width: int) -> list[Cell]:
    row: list[Cell] = [None] * width
    for column, place in to.items():
        row[place] = cells[column] if column < len(cells) else None
    return row
