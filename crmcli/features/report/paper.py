"""Worksheets a manager prints: A4, SimSun, framed tables, heads repeated, text that stays text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from crmcli.language import _
from crmcli.sheets.cellxml import kept_as_written

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
FOOTER = "第 &P 页 共 &N 页"
A4 = 9
Kind = Literal["text", "count", "money", "rate", "day", "count-change", "money-change", "rate-change", "time"]
FORMATS: dict[str, str] = {
    "text": "@",
    "count": "#,##0",
    "money": "#,##0.00",
    "rate": "0%",
    "day": "yyyy\\-mm\\-dd",
    "time": "@",
    "count-change": "+#,##0;-#,##0;0",
    "money-change": "+#,##0.00;-#,##0.00;0.00",
}
_STAYS_TEXT = ("=", "+", "-", "@")
_HEAD, _SECTION = "E7E6E6", "F2F2F2"
#: About how many characters of 11 points stand in a line of so wide a column.
_LINE_POINTS = 15


class Column(NamedTuple):
    """A column of a table: head, what it holds, how wide."""

    head: str
    kind: Kind
    width: float


class Look(NamedTuple):
    """How a cell looks."""

    kind: Kind = "text"
    bold: bool = False
    fill: str | None = None
    framed: bool = True
    size: int = 11
    indent: int = 0
    align: str | None = None


def put(sheet: Worksheet, row: int, column: int, value: Any, look: Look) -> None:
    """One cell. A missing value is a dash in a column of numbers, nothing in one of text."""
    cell: Any = sheet.cell(row, column)
    font, border, fill, alignment = _styles(look, value is None)
    cell.font, cell.border, cell.alignment = font, border, alignment
    if fill is not None:
        cell.fill = fill
    if value is None:
        value = "–" if look.kind not in ("text", "time", "day") else None
    if isinstance(value, str):
        cell.value = "-"
        cell._value, cell.data_type = kept_as_written(value), "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(_STAYS_TEXT)
        return
    cell.value = float(value) if isinstance(value, Decimal) else value
    cell.number_format = _points() if look.kind == "rate-change" else FORMATS[look.kind]


def _points() -> str:
    """Percentage points with their sign and their word."""
    unit = _("{points} pt").format(points="").replace('"', "")
    return ";".join(f'{sign}0"{unit}"' for sign in ("+", "-", ""))


@cache
def _styles(look: Look, missing: bool) -> tuple[Any, Any, Any, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side("thin", color="999999") if look.framed else None
    number = look.kind not in ("text", "time", "day")
    horizontal = look.align or ("right" if number else "left")
    return (
        Font(name=FONT, size=look.size, bold=look.bold),
        Border(side, side, side, side) if side else Border(),
        PatternFill("solid", fgColor=look.fill) if look.fill else None,
        Alignment(horizontal, "center", wrap_text=not number, indent=look.indent, shrink_to_fit=number),
    )


def put_heads(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """The head row of a table, and the widths of its columns."""
    from openpyxl.utils import get_column_letter

    for place, column in enumerate(columns, 1):
        put(sheet, row, place, column.head, Look(bold=True, fill=_HEAD, align="center"))
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def put_row(sheet: Worksheet, row: int, columns: Sequence[Column], values: Sequence[Any]) -> None:
    """A row of a table, high enough for its longest text."""
    for place, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        put(sheet, row, place, value, Look(column.kind))
    sheet.row_dimensions[row].height = (
        _LINE_POINTS
        * max((lines(value, column.width) for column, value in zip(columns, values, strict=True)), default=1)
        + 3
    )


def put_section(sheet: Worksheet, row: int, text: str, count: int) -> None:
    """A heading within a table, across its columns."""
    for place in range(1, count + 1):
        put(sheet, row, place, text if place == 1 else None, Look(bold=True, fill=_SECTION))
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=count)


def put_title(sheet: Worksheet, text: str, note: str, count: int) -> None:
    """Title and note above a table, across its columns; the table begins in row 3."""
    put(sheet, 1, 1, text, Look(bold=True, framed=False, size=16, align="center"))
    put(sheet, 2, 1, note, Look(framed=False, size=10))
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=count)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 28, 18


def lines(value: Any, column_width: float) -> int:
    """How many lines a text needs in a column of so many characters; Chinese ones are two wide."""
    if not isinstance(value, str):
        return 1
    from crmcli.core.text import width

    room = max(int(column_width) - 2, 2)
    return sum(max(1, -(-width(piece) // room)) for piece in value.split("\n"))


def day(text: str | None) -> date | None:
    """A day as a workbook keeps it."""
    return date.fromisoformat(text[:10]) if text else None


def set_page(sheet: Worksheet, *, heads: str | None = None, landscape: bool = False, one_page: bool = False) -> None:
    """A4 in width, as many pages as it takes, page numbers, the rows `heads` ("3:3") on every page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = FOOTER
    if heads:
        sheet.print_title_rows = heads
        sheet.freeze_panes = f"A{int(heads.split(':')[1]) + 1}"
