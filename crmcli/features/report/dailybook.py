"""The day as a sheet to print: its tables one below the other, on A4."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from crmcli.features.report.dailyshow import NOTHING, Table, head, tables
from crmcli.features.report.paper import Kind, Look, lines, put, set_page
from crmcli.language import _
from crmcli.sheets.bookpart import sheet_title
from crmcli.ui.output import Column, shown

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.period import Period
    from crmcli.session import Session

WIDTHS = (17, 17, 22, 16, 15, 15)
_KINDS: dict[str, Kind] = {"money": "money", "int": "count"}


def daily_book(session: Session, answer: dict[str, Any], period: Period) -> Workbook:
    """The workbook: one worksheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "crmcli"
    sheet: Any = book.active
    sheet.title = sheet_title(_("Daily report"))
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
    heads = Look(bold=True, fill="E7E6E6", align="center")
    for place, column in enumerate(table.columns, 1):
        put(sheet, row, place, _(column.label), heads)
    for one in table.rows:
        row += 1
        values = [_value(column, one) for column in table.columns]
        for place, (column, value) in enumerate(zip(table.columns, values, strict=True), 1):
            put(sheet, row, place, value, Look(_KINDS.get(column.kind, "text")))
        high = max(lines(value, width) for value, width in zip(values, WIDTHS, strict=False))
        sheet.row_dimensions[row].height = 3 + 15 * high
    return row + 1


def _value(column: Column, row: dict[str, Any]) -> Any:
    held = row.get(column.key)
    if held is None:
        return None
    if column.kind == "money":
        return Decimal(held)
    if column.kind == "int":
        return held
    return shown(column, held) if not isinstance(held, date) else held
