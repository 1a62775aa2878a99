"""Workbooks handed to the reading library once they have been looked at."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from crmcli.sheets import biff, ods, sheetxml
from crmcli.sheets.compound import Compound
from crmcli.sheets.grid import Cell, Grid, Merge, Unreadable, fitted, settle
from crmcli.sheets.package import DAMAGED, Package


def read_zipped(data: bytes, file: str) -> list[Grid]:
    """The sheets of an .xlsx, .xlsm or .ods."""
    package = Package(data, file)
    if package.kind() == "xlsx":
        return _with_notes(data, file, sheetxml.inspect(package))
    date1904, tables = ods.inspect(package)
    return [_grid(sheet, hidden, tables[sheet.name].merged, date1904) for sheet, hidden in _sheets(data, file, tables)]


def read_xls(data: bytes, file: str) -> list[Grid]:
    """The sheets of an .xls."""
    return _with_notes(data, file, biff.inspect(Compound(data, file)))


def _with_notes(data: bytes, file: str, workbook: sheetxml.Workbook) -> list[Grid]:
    grids = []
    for sheet, hidden in _sheets(data, file, workbook.notes):
        merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        grids.append(_grid(sheet, hidden, merged, workbook.date1904, workbook.notes[sheet.name]))
    return grids


def _sheets(data: bytes, file: str, looked_at: Container[str]) -> Iterator[tuple[Any, bool]]:
    """The sheets that were looked at, one after the other, and whether each is hidden; drawings have none."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    with _sentence_for_its_errors(file):
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    for index, about in enumerate(book.sheets_metadata):
        if about.name in looked_at:
            with _sentence_for_its_errors(file):
                sheet = book.get_sheet_by_index(index)
            yield sheet, about.visible != SheetVisibleEnum.Visible


@contextmanager
def _sentence_for_its_errors(file: str) -> Iterator[None]:
    """The library's errors as a sentence, and its panics, which are no Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:
        raise Unreadable(DAMAGED, file=file) from error


def _grid(
    sheet: Any, hidden: bool, merged: Iterable[Merge], date1904: bool, notes: sheetxml.Notes | None = None
) -> Grid:
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    errors = settle(rows)
    notes = notes or sheetxml.Notes()
    return Grid(
        sheet.name,
        rows,
        fitted(merged, rows),
        date1904,
        hidden,
        errors | notes.errors,
        frozenset(notes.uncalculated),
    )
