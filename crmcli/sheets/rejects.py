"""The rows an import could not take, handed back as the sheet they came from, ready to be mended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crmcli.sheets.bookpart import sheet_title
from crmcli.sheets.cellxml import kept_as_written, plain_text
from crmcli.sheets.column import shown_width
from crmcli.sheets.grid import Cell, Grid, filled
from crmcli.sheets.head import Head
from crmcli.sheets.headrow import clean_title

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as Written
    from openpyxl.worksheet.worksheet import Worksheet

Rejects = dict[int, tuple[str, set[int]]]

_WRONG = "FFC7CE"
_HEAD = "E7EEF7"
_REASON_WIDTH = 48
_LINE_HEIGHT = 15.0
# Excel keeps fifteen digits of a number.
_LAST_EXACT = 10**15
_MOMENT = ((datetime, "yyyy\\-mm\\-dd\\ hh:mm:ss"), (date, "yyyy\\-mm\\-dd"), (time, "hh:mm:ss"))


def write_rejects(path: Path, grid: Grid, head: Head, rejects: Rejects, reason_title: str) -> None:
    """Writes head and rejected rows with their values as they were, and a column with the reasons.

    ``rejects`` gives by 0-based row of ``grid`` the reason, in the reader's words, and
    the columns at fault, which are coloured. Values of merged cells stand in every row
    they covered. A column that already bears ``reason_title``, from an earlier round, is
    taken again. Write through ``replace_atomically``.
    """
    from openpyxl import Workbook
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = Workbook()
    if grid.date1904:
        # Serial numbers typed as numbers keep their meaning.
        book.epoch = CALENDAR_MAC_1904
    sheet = cast("Worksheet", book.active)
    sheet.title = sheet_title(grid.name)
    rows = filled(grid)
    rejected = {index: rows[index] for index in sorted(rejects)}
    reason_column, last = _reason_column(grid, head, rejected.values(), reason_title)
    _write_head(sheet, grid, head, reason_column, last, reason_title)
    for number, (index, row) in enumerate(rejected.items(), head.rows + 1):
        _write_row(sheet, number, row, reason_column, *rejects[index])
    _arrange(sheet, head, reason_column, last, list(rejected.values()))
    book.save(path)


def _reason_column(grid: Grid, head: Head, rejected: Iterable[list[Cell]], title: str) -> tuple[int, int]:
    """Where an earlier round left its reasons, else behind everything; and the last column there will be."""
    wanted = clean_title(title)
    lines = [*grid.rows[head.row : head.row + head.rows], *rejected]
    last = max([*head.columns, *(_last_filled(line) for line in lines)], default=-1)
    for column, name in head.columns.items():
        if name == wanted:
            return column, last
    return last + 1, last + 1


def _last_filled(row: list[Cell]) -> int:
    return max((column for column, cell in enumerate(row) if cell is not None), default=-1)


def _write_head(sheet: Worksheet, grid: Grid, head: Head, reason_column: int, last: int, title: str) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for row in range(head.rows):
        for column, value in enumerate(grid.rows[head.row + row]):
            _put(sheet, row + 1, column, value)
    _put(sheet, 1, reason_column, title)
    for top, left, bottom, right in _head_merges(grid, head):
        if left != reason_column:
            sheet.merge_cells(None, top - head.row + 1, left + 1, bottom - head.row + 1, right + 1)
    if head.rows == 2:
        sheet.merge_cells(None, 1, reason_column + 1, 2, reason_column + 1)
    for cells in sheet.iter_rows(1, head.rows, 1, last + 1):
        for cell in cells:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor=_HEAD)
            cell.alignment = Alignment("center", "center", wrap_text=True)


def _head_merges(grid: Grid, head: Head) -> Iterable[tuple[int, int, int, int]]:
    last = head.row + head.rows - 1
    return (merge for merge in grid.merged if head.row <= merge[0] and merge[2] <= last)


def _write_row(
    sheet: Worksheet, number: int, row: list[Cell], reason_column: int, reason: str, at_fault: set[int]
) -> None:
    from openpyxl.styles import PatternFill

    for column, value in enumerate(row[:reason_column]):
        _put(sheet, number, column, value)
    for column, value in enumerate(row[reason_column + 1 :], reason_column + 1):
        _put(sheet, number, column, value)
    _put(sheet, number, reason_column, reason)
    for column in at_fault:
        sheet.cell(number, column + 1).fill = PatternFill("solid", fgColor=_WRONG)


def _put(sheet: Worksheet, row: int, column: int, value: Cell) -> None:
    """The value as it is: text stays text whatever it looks like, days stay days."""
    if value is None:
        return
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= _LAST_EXACT:
        value = str(value)
    cell = cast("Written", sheet.cell(row, column + 1))
    if isinstance(value, str):
        _put_text(cell, plain_text(value))
        return
    cell.value = value
    cell.number_format = next((code for kind, code in _MOMENT if isinstance(value, kind)), cell.number_format)


def _put_text(cell: Written, text: str) -> None:
    cell.value = kept_as_written(text)
    # openpyxl takes what begins with "=" for a formula, and #N/A for a failed one.
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def _arrange(sheet: Worksheet, head: Head, reason_column: int, last: int, rows: list[list[Cell]]) -> None:
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for column in range(last + 1):
        title = head.columns.get(column, "")
        sample = [row[column] for row in rows[:1000] if column < len(row) and row[column] is not None]
        width = max([shown_width(title), *(shown_width(str(value)) for value in sample), 8]) + 2
        sheet.column_dimensions[get_column_letter(column + 1)].width = min(width, 40)
    letters = get_column_letter(reason_column + 1)
    sheet.column_dimensions[letters].width = _REASON_WIDTH
    for number, cells in enumerate(sheet.iter_rows(head.rows + 1, head.rows + len(rows), 1, last + 1), head.rows + 1):
        for cell in cells:
            cell.alignment = Alignment(vertical="top", wrap_text=cell.column == reason_column + 1)
        # programs that open the sheet do not all make room for a folded text by themselves
        lines = -(-shown_width(str(cells[reason_column].value or "")) // (_REASON_WIDTH - 4))
        sheet.row_dimensions[number].height = _LINE_HEIGHT * max(lines, 1)
    sheet.freeze_panes = f"A{head.rows + 1}"
    _set_page(sheet, head.rows)


def _set_page(sheet: Worksheet, head_rows: int) -> None:
    """All columns on one landscape page of A4, the head on each: it is mended with the paper forms beside it."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{head_rows}"
