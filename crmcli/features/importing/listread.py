"""What reading a row of any list has in common: its cells one by one, troubled ones, what is missing, past days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from crmcli.core.findings import N_, Finding, Refused
from crmcli.core.sheetday import parse_sheet_day
from crmcli.errors import Failure
from crmcli.features.importing.plan import ListRow, reason_of

if TYPE_CHECKING:
    from crmcli.features.importing.table import Table, Taken
    from crmcli.sheets.grid import Cell

R = TypeVar("R", bound=ListRow)

MISSING = N_("{head} is missing")
AHEAD = N_("{value} lies ahead; what is recorded has happened")
ERROR = N_("{head} holds an error of Excel and is left out")
UNCALCULATED = N_("{head} holds a formula nobody has worked out: open the file in Excel, save it, import it again")


def read_cells(
    table: Table,
    columns: list[Taken],
    required: Sequence[str],
    cells: list[Cell],
    row: R,
    take: Callable[[Taken, Cell, R], None],
) -> None:
    """Takes the row's cells one by one into its `values`; what cannot be taken or is missing is a reason against it."""
    tell_trouble(table.grid, columns, row)
    for column in columns:
        cell = cells[column.index] if column.index < len(cells) else None
        try:
            take(column, cell, row)
        except (Refused, Failure) as error:
            row.refuse(reason_of(error), column.index)
    for column in table.taken(*required):
        if column.field not in row.values and column.index not in row.columns:
            row.refuse(Finding(MISSING, {"head": column.head}), column.index)


def tell_trouble(grid: Any, columns: list[Taken], row: Any) -> None:
    """Cells with #N/A and the like are left out, a formula without its value rejects the row."""
    for column in columns:
        place = (row.index, column.index)
        if place in grid.errors:
            row.remarks.append(Finding(ERROR, {"head": column.head}))
        if place in grid.uncalculated:
            row.refuse(Finding(UNCALCULATED, {"head": column.head}), column.index)


def past_day(cell: Cell, today: date, *, date1904: bool) -> date | None:
    """The day in a cell, today at the latest. Raises Refused."""
    day = parse_sheet_day(cell, today, date1904=date1904)
    if day is not None and day > today:
        raise Refused(AHEAD, value=day.isoformat())
    return day
