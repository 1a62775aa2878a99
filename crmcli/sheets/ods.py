"""What an .ods says about itself: merged cells, its day count, and rows repeated a million times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from crmcli.sheets.grid import Merge, Unreadable, is_sparse
from crmcli.sheets.package import BOMB, LOCKED, Package

_TAG = re.compile(r"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^<>]*)>")
_NUMBER = re.compile(r'table:number-(rows|columns)-(repeated|spanned)="(\d{1,9})"')
_NAME = re.compile(r'table:name="([^"]*)"')
_MACINTOSH = re.compile(r'<table:null-date\b[^<>]*date-value="1904-01-01"')
_LARGEST = 256 << 20


def _numbers(attributes: str) -> dict[tuple[str, str], int]:
    return {(kind, how): int(number) for kind, how, number in _NUMBER.findall(attributes)}


@dataclass
class Table:
    """One sheet's merged cells and how far its content reaches."""

    merged: list[Merge] = field(default_factory=list)
    row: int = 0
    next_row: int = 0
    column: int = 0
    rows: int = 0
    columns: int = 0
    cells: int = 0

    def take_row(self, attributes: str) -> None:
        """Begins a row element, which stands for as many rows as it is repeated."""
        self.row, self.column = self.next_row, 0
        self.next_row += _numbers(attributes).get(("rows", "repeated"), 1)

    def take_cell(self, attributes: str, has_content: bool) -> None:
        """Counts one cell element, as often as it is repeated."""
        numbers = _numbers(attributes)
        across, down = numbers.get(("columns", "spanned"), 1), numbers.get(("rows", "spanned"), 1)
        if across > 1 or down > 1:
            self.merged.append((self.row, self.column, self.row + down - 1, self.column + across - 1))
        self.column += numbers.get(("columns", "repeated"), 1)
        if has_content:
            self.rows = max(self.rows, self.next_row)
            self.columns = max(self.columns, self.column)
            self.cells += 1


def inspect(package: Package) -> tuple[bool, dict[str, Table]]:
    """Whether days count from 1904, and each table by its name; refuses what would not fit into memory."""
    if "encryption-data" in package.text("META-INF/manifest.xml"):
        raise Unreadable(LOCKED, file=package.file)
    text = package.text("content.xml", _LARGEST)
    if "<!DOCTYPE" in text:
        raise Unreadable(BOMB, file=package.file)
    tables: dict[str, Table] = {}
    table = Table()
    for found in _TAG.finditer(text):
        closing, tag, attributes = found.groups()
        if closing:
            continue
        if tag == "table":
            name = _NAME.search(attributes)
            table = tables[unescape(name[1]) if name else ""] = Table()
        elif tag == "table-row":
            table.take_row(attributes)
        else:
            table.take_cell(attributes, "office:value-type" in attributes)
    area = sum(each.rows * each.columns for each in tables.values())
    if is_sparse(area, sum(each.cells for each in tables.values())):
        raise Unreadable(BOMB, file=package.file)
    return _MACINTOSH.search(text) is not None, tables
