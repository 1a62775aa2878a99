"""The day as a sheet to print: its tables one below the other, on A4."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crmcli.features.report.dailyshow import NOTHING, Table, head, tables
from crmcli.features.report.paper import Kind, Look, lines, put, set_page
from crmcli.language import _
from crmcli.ui.output import Column, shown

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.period import Period
    from crmcli.session import Session

WIDTHS = (16, 16, 24, 15, 15, 15)
_KINDS: dict[str, Kind] = {"money": "money", "int": "count"}


def daily_book(session: Session, answer: dict[str, Any], period: Period) -> Workbook:
    """The workbook: one worksheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "crmcli"
    sheet: Any = book.active
    sheet.title = _("Daily report")
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEF"[place]].width = width
    _across(sheet, 1, _("Daily report of customer service"), Look(bold=True, framed=False, size=18, align="center"), 32)
    _across(sheet, 2, head(session, answer, period.first), Look(framed=False, align="center"), 18)
    row = 3
    for table in tables(session, answer):
        row = _table(sheet, row + 1, table)
    _across(sheet, row + 2, _made(session, period), Look(framed=False, size=10), 18)
    set_page(sheet)
    return book


def _made(session: Session, period: Period) -> str:
    who = session.operator.name if session.operator else ""
    made = _("made {time}").format(time=period.now[:16].replace("T", " "))
    return " · ".join(part for part in (made, who, _("Checked by: ____________")) if part)


def _across(sheet: Worksheet, row: int, text: str, look: Look, height: float) -> None:
    put(sheet, row, 1, text, look)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = height


def _table(sheet: Worksheet, top: int, table: Table) -> int:
    """Heading, line, heads, rows; gives the first free row."""
    _across(sheet, top, table.title, Look(bold=True, framed=False, size=12), 22)
    row = top + 1
    if table.line:
        _across(sheet, row, table.line, Look(framed=False), 18 * lines(table.line, sum(WIDTHS)))
        row += 1
    if not table.rows:
        if not table.line:
            _across(sheet, row, _(NOTHING), Look(framed=False), 18)
            row += 1
        return row
    spans = _spans(len(table.columns))
    _row(
        sheet, row, spans, [_(column.label) for column in table.columns], Look(bold=True, fill="E7E6E6", align="center")
    )
    for one in table.rows:
        row += 1
        values = [_value(column, one) for column in table.columns]
        looks = [Look(_KINDS.get(column.kind, "text")) for column in table.columns]
        _row(sheet, row, spans, values, *looks)
    return row + 1


def _spans(count: int) -> list[tuple[int, int]]:
    """The columns of the page shared out among so many of a table: the first ones one each, the last the rest."""
    return [(place + 1, place + 1 if place < count - 1 else len(WIDTHS)) for place in range(count)]


def _row(sheet: Worksheet, row: int, spans: Sequence[tuple[int, int]], values: Sequence[Any], *looks: Look) -> None:
    for place, ((first, last), value) in enumerate(zip(spans, values, strict=True)):
        look = looks[place] if len(looks) > 1 else looks[0]
        for column in range(first, last + 1):
            put(sheet, row, column, value if column == first else None, look if column == first else Look())
        if last > first:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    rooms = [sum(WIDTHS[first - 1 : last]) for first, last in spans]
    sheet.row_dimensions[row].height = 3 + 15 * max(
        lines(value, room) for value, room in zip(values, rooms, strict=True)
    )


def _value(column: Column, row: dict[str, Any]) -> Any:
    held = row.get(column.key)
    if held is None:
        return None
    if column.kind == "money":
        return Decimal(held)
    if column.kind == "int":
        return held
    return shown(column, held) if not isinstance(held, date) else held
