"""Grids as a workbook: A4, SimSun, thin frames, everything wrapped, text that stays text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from typing import TYPE_CHECKING, Any

from crmcli.forms.fit import SIZES, TITLE_SIZE
from crmcli.forms.grid import Grid, Look, Page, Placed
from crmcli.forms.model import letters
from crmcli.sheets.bookpart import sheet_title
from crmcli.sheets.cellxml import kept_as_written

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
FOOTER = "第 &P 页 共 &N 页"
A4 = 9
MARGIN_INCHES = 0.43  # 11 mm
FOOTER_MARGIN_INCHES = 0.6
#: How the kinds of values are shown.
NUMBER_FORMATS = {"general": "General", "text": "@", "day": "yyyy\\-mm\\-dd", "money": "#,##0.00", "count": "0"}
_STAYS_TEXT = ("=", "+", "-", "@")


def workbook(grids: Iterable[Grid], watch: Callable[[Sequence[Placed]], Iterable[Placed]] = iter) -> Workbook:
    """One worksheet a grid, named after it; names that occur twice get a number.

    `watch` gets the cells of a worksheet and gives them on one by one, as they are written.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "crmcli"
    assert book.active is not None
    book.remove(book.active)
    taken: set[str] = set()
    for grid in grids:
        _write(book.create_sheet(_free_name(grid.name, taken)), grid, watch(grid.cells))
    return book


def _free_name(name: str, taken: set[str]) -> str:
    """A tab's name nobody has; case does not part two tabs."""
    title, number = sheet_title(name), 1
    base = title
    while title.casefold() in taken:
        number += 1
        ending = f" ({number})"
        title = base[: 31 - len(ending)] + ending
    taken.add(title.casefold())
    return title


def _write(sheet: Worksheet, grid: Grid, cells: Iterable[Placed]) -> None:
    from openpyxl.worksheet.cell_range import CellRange

    styles = _Styles(sheet)
    for placed in cells:
        _put(sheet, placed, styles)
    for at in grid.merges:
        # the sheet's own merge_cells would draw the frames anew, and wrongly for inner cells
        sheet.merged_cells.add(CellRange(None, at.left, at.top, at.right, at.bottom))
    for column, width in enumerate(grid.widths, 1):
        sheet.column_dimensions[letters(column)].width = width
    for row, height in enumerate(grid.heights, 1):
        sheet.row_dimensions[row].height = height
    _set_page(sheet, grid.page)


def _put(sheet: Worksheet, placed: Placed, styles: _Styles) -> None:
    at, value, look = placed
    quoted = isinstance(value, str) and value.startswith(_STAYS_TEXT)
    style = styles.of(look, quoted)
    for row in range(at.top, at.bottom + 1):
        for column in range(at.left, at.right + 1):
            cell: Any = sheet.cell(row, column)
            cell._style = style
    cell = sheet.cell(at.top, at.left)
    if isinstance(value, str):
        cell._value = kept_as_written(value)
        cell.data_type = "s"  # openpyxl takes what begins with "=" for a formula, and #N/A for a failed one
    elif value is not None:
        # a day brings a format of its own with it
        cell.value = value
        cell._style = style


class _Styles:
    """The looks of a sheet; each is made once, on a cell outside the sheet, and shared."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Look, bool], Any] = {}

    def of(self, look: Look, quoted: bool) -> Any:
        """The style of a look; `quoted` keeps text that looks like a formula from being calculated."""
        if (look, quoted) not in self._made:
            self._made[look, quoted] = self._make(look, quoted)
        return self._made[look, quoted]

    def _make(self, look: Look, quoted: bool) -> Any:
        from openpyxl.cell.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, Side

        cell: Any = Cell(self._sheet, row=1, column=1)
        title = look.font == "title"
        cell.font = Font(name=FONT, size=TITLE_SIZE if title else SIZES[look.font], bold=title)
        number = look.form in ("day", "money", "count")
        # a figure does not touch the words in the next column
        indent = 1 if look.align == "right" and number else 0
        cell.alignment = Alignment(look.align, look.valign, wrap_text=not number, shrink_to_fit=number, indent=indent)
        cell.number_format = NUMBER_FORMATS[look.form]
        if not title:
            side = Side("thin")
            cell.border = Border(side, side, side, side)
        if quoted:
            cell.quotePrefix = True
        return copy(cell._style)


def _set_page(sheet: Worksheet, page: Page) -> None:
    from openpyxl.worksheet.pagebreak import Break
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = page.orientation  # type: ignore[assignment]
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 1 if page.single else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN_INCHES
    margins.bottom, margins.header, margins.footer = FOOTER_MARGIN_INCHES, 0.3, 0.3
    sheet.print_options.horizontalCentered = True
    footer: Any = sheet.oddFooter
    footer.center.text = FOOTER
    if page.repeat:
        sheet.print_title_rows = f"{page.repeat[0]}:{page.repeat[1]}"
        sheet.freeze_panes = f"A{page.repeat[1] + 1}"
    for row in page.breaks:
        sheet.row_breaks.append(Break(id=row))
