"""Excel 2003's XML workbooks, which many programs still write and call .xls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from crmcli.core.findings import N_
from crmcli.sheets.grid import ERROR_WORDS, Cell, Grid, Merge, Unreadable, fitted, is_sparse, settle
from crmcli.sheets.package import BOMB

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_SS = f"{{{NAMESPACE}}}"
_PIECE = 1 << 18

BROKEN_XML = N_("{file} is an XML workbook with a fault in line {line}: open it in Excel or WPS and save it as .xlsx")


def read_spreadsheetml(text: str, file: str) -> list[Grid]:
    """The sheets of the workbook."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Unreadable(BOMB, file=file)
    grids: list[Grid] = []
    date1904 = False
    for item in _elements(_without_declaration(text), file):
        name = item.tag.rpartition("}")[2]
        if name == "Date1904":
            date1904 = True
        elif name == "Worksheet":
            grids.append(_sheet(item, file))
            item.clear()
    return [replace(grid, date1904=date1904) for grid in grids]


def _without_declaration(text: str) -> str:
    """The text is decoded already; the encoding its first line names would be wrong."""
    text = text.lstrip()
    return text[text.index("?>") + 2 :] if text.startswith("<?xml") and "?>" in text else text


def _elements(text: str, file: str) -> Iterator[Element]:
    parser: Any = XMLPullParser(("end",))
    try:
        for start in range(0, len(text), _PIECE):
            parser.feed(text[start : start + _PIECE])
            yield from (item for _, item in parser.read_events())
        parser.close()
    except ParseError as error:
        raise Unreadable(BROKEN_XML, file=file, line=error.position[0]) from error


def _sheet(sheet: Element, file: str) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    merged: list[Merge] = []
    row = 0
    for line in sheet.iterfind(f"{_SS}Table/{_SS}Row"):
        row = _number(line, "Index", row + 1)
        column = 0
        for item in line.iterfind(f"{_SS}Cell"):
            column = _number(item, "Index", column + 1)
            right, bottom = column + _number(item, "MergeAcross", 0), row + _number(item, "MergeDown", 0)
            if (right, bottom) != (column, row):
                merged.append((row - 1, column - 1, bottom - 1, right - 1))
            cells[row - 1, column - 1] = _value(item.find(f"{_SS}Data"))
            column = right
    rows = _laid_out(cells, file)
    visible = sheet.find("{*}WorksheetOptions/{*}Visible")
    hidden = visible is not None and (visible.text or "").startswith("SheetHidden")
    errors = settle(rows)
    return Grid(sheet.get(f"{_SS}Name", ""), rows, fitted(merged, rows), False, hidden, errors)


def _laid_out(cells: dict[tuple[int, int], Cell], file: str) -> list[list[Cell]]:
    height = max((row for row, _ in cells), default=-1) + 1
    width = max((column for _, column in cells), default=-1) + 1
    if is_sparse(height * width, len(cells)):
        raise Unreadable(BOMB, file=file)
    rows: list[list[Cell]] = [[None] * width for _ in range(height)]
    for (row, column), value in cells.items():
        rows[row][column] = value
    return rows


def _number(item: Element, name: str, otherwise: int) -> int:
    text = item.get(_SS + name, "")
    return int(text) if text.isdecimal() and len(text) < 8 else otherwise


def _value(data: Element | None) -> Cell:
    if data is None:
        return None
    text = "".join(data.itertext())
    kind = data.get(f"{_SS}Type")
    try:
        if kind == "Number":
            number = float(text)
            return int(number) if number.is_integer() else number
        if kind == "DateTime":
            return _moment(text)
    except (ValueError, OverflowError):
        return text
    if kind == "Boolean":
        return text == "1"
    if kind == "Error":
        return text if text in ERROR_WORDS else "#N/A"
    return text


def _moment(text: str) -> Cell:
    """A day where the time is midnight, a time of day where the day is Excel's zeroth, else both."""
    moment = datetime.fromisoformat(text)
    if moment.date() <= date(1899, 12, 31):
        return moment.time()
    return moment if moment.time() != datetime.min.time() else moment.date()
