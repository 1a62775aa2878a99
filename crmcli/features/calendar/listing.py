"""A list of days off and make-up days, as somebody typed it: day, 休 or 班, name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding, Refused
from crmcli.errors import Failure, from_refused
from crmcli.features.calendar.rules import FILE, CalendarDay, kind_of
from crmcli.features.importing.cell import text_of
from crmcli.features.importing.synonym import Vocabulary
from crmcli.language import _, said

if TYPE_CHECKING:
    from crmcli.sheets.grid import Cell, Grid
    from crmcli.sheets.head import Head

HEADS = {
    "day": "日期 日子 放假日期 调休日期 day date",
    "kind": "类型 休班 休/班 班/休 安排 性质 状态 kind type",
    "name": "名称 节日 节假日 节日名称 假期 假日 说明 备注 name holiday note",
    "-": "星期 来源 序号 年份 weekday source year",
}
#: So many faulty rows are told of at once.
SHOWN = 10
#: A day without its year, which --year gives: 10月1日, 10-1, 10.1
_NO_YEAR = re.compile(r"[0-9]{1,2}[-/.月][0-9]{1,2}[日号]?")


class Listed(NamedTuple):
    """What a list holds: its days in their order, and how many rows are of other years than the one wanted."""

    days: list[CalendarDay]
    elsewhere: int


def read_listing(path: Path, year: int | None, today: date, own: Mapping[str, str]) -> Listed:
    """The days in a file, of one year where that is wanted; `own` are the reader's words for off and work.

    Raises Failure(not-found) for a missing file, Failure(data) where it is no such list, and Failure(usage)
    with the rows where any row cannot be taken: half a calendar would be worse than none.
    """
    grid, head = _sheet(path)
    columns = _columns(path, head)
    days: dict[str, CalendarDay] = {}
    faults: list[str] = []
    elsewhere = 0
    for index, cells in _rows(grid, head):
        try:
            found = _row(cells, columns, grid, year, today, own)
            if found is None:
                continue
            if year is not None and not found.day.startswith(f"{year}-"):
                elsewhere += 1
                continue
            if days.setdefault(found.day, found).kind != found.kind:
                raise Refused(N_("{value} is listed both as a day off and as a working day"), value=found.day)
        except Refused as refused:
            row = Finding(N_("row {row}: {reason}"), {"row": index + 1, "reason": said(refused)})
            faults.append(said(row))
    if faults:
        raise _faulty(path, faults)
    return Listed(sorted(days.values()), elsewhere)


def _sheet(path: Path) -> tuple[Grid, Head]:
    from crmcli.sheets.grid import Unreadable
    from crmcli.sheets.head import best_sheet
    from crmcli.sheets.read import read_grids

    try:
        found = best_sheet(read_grids(path), Vocabulary(HEADS).knows)
    except FileNotFoundError as error:
        message = N_("There is no file {file}. Give its path, or drag the file into the window.")
        raise Failure("not-found", message, field="FILE", value=str(path), file=str(path)) from error
    except Unreadable as refused:
        raise from_refused(refused, kind="data", field="FILE", value=str(path)) from refused
    if found is None:
        raise _no_list(path)
    return found


def _no_list(path: Path) -> Failure:
    message = N_("{file} has no row of heads with day and kind; write above the list: 日期 类型 名称")
    return Failure("data", message, field="FILE", value=str(path), file=path.name)


def _columns(path: Path, head: Head) -> dict[str, int]:
    """Field -> its column."""
    vocabulary = Vocabulary(HEADS)
    columns: dict[str, int] = {}
    for index, title in head.columns.items():
        meant = vocabulary.meant(title)
        if meant is not None:
            columns.setdefault(meant.field, index)
    if not {"day", "kind"} <= columns.keys():
        raise _no_list(path)
    return columns


def _rows(grid: Grid, head: Head) -> list[tuple[int, list[Cell]]]:
    from crmcli.sheets.grid import filled
    from crmcli.sheets.head import data_rows

    whole = filled(grid)
    return [(index, whole[index]) for index in data_rows(head)]


def _row(
    cells: list[Cell], columns: Mapping[str, int], grid: Grid, year: int | None, today: date, own: Mapping[str, str]
) -> CalendarDay | None:
    """The day in a row; None in an empty one."""

    def cell(field: str) -> Cell:
        place = columns.get(field, len(cells))
        return cells[place] if place < len(cells) else None

    day = _day(cell("day"), year, today, date1904=grid.date1904)
    kind = text_of(cell("kind"))
    if day is None and not kind:
        return None
    if day is None:
        raise Refused(N_("the day is missing"))
    if not kind:
        raise Refused(N_("{value} is neither off nor work; say which"), value=day.isoformat())
    return CalendarDay(day.isoformat(), kind_of(kind, own), text_of(cell("name")) or None, FILE)


def _day(value: Cell, year: int | None, today: date, *, date1904: bool) -> date | None:
    from crmcli.core.sheetday import parse_sheet_day

    if year is not None and isinstance(value, str) and _NO_YEAR.fullmatch(value.strip()):
        from crmcli.core.day import parse_day

        return parse_day(value, date(year, 1, 1))
    return parse_sheet_day(value, today, date1904=date1904, century_pivot=False)


def _faulty(path: Path, faults: list[str]) -> Failure:
    message = N_("{count} rows of {file} cannot be taken, so nothing was written; mend them and import it again:")
    more = [_("and {count} more").format(count=len(faults) - SHOWN)] if len(faults) > SHOWN else []
    return Failure(
        "usage",
        message,
        field="FILE",
        value=str(path),
        lines=[*faults[:SHOWN], *more],
        count=len(faults),
        file=path.name,
    )
