"""Tables of web pages, which many programs save under the name of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from crmcli.sheets.grid import Cell, Grid, Merge, Unreadable, fitted, is_sparse, settle
from crmcli.sheets.package import BOMB

# No pattern runs past the next "<", so a page of broken tags is still read in one go.
_TOKEN = re.compile(r"<(/?)([A-Za-z][\w:.-]*)([^<>]*)>|([^<]+|<)")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,6})", re.IGNORECASE)
_NUMBER = re.compile(r"\bx:num\s*=\s*[\"']?([-+.\dEe]+)")
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAKS = frozenset(("br", "p", "div", "li"))
_WIDEST = 16_384


class _Table:
    """Places cells where a browser would, around those that reach down from above."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[Merge] = []
        self.cells = self.area = 0
        self._below: dict[int, int] = {}
        self._text: list[str] | None = None
        self._attributes = ""

    def begin_row(self) -> None:
        self.end_cell()
        self.rows.append([])
        self.area += 1 + len(self._below)
        self._below = {column: left - 1 for column, left in self._below.items() if left > 1}

    def begin_cell(self, attributes: str) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self._text, self._attributes = [], attributes

    def write(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end_cell(self) -> None:
        if self._text is None:
            return
        spans = {kind.lower(): max(1, int(number)) for kind, number in _SPAN.findall(self._attributes)}
        across, down = spans.get("col", 1), spans.get("row", 1)
        row, top = self.rows[-1], len(self.rows) - 1
        while len(row) in self._below:
            row.append(None)
        left = len(row)
        row.append(self._value())
        row.extend([None] * min(across - 1, _WIDEST))
        if down > 1:
            self._below.update(dict.fromkeys(range(left, len(row)), down))
        if across > 1 or down > 1:
            self.merged.append((top, left, top + down - 1, left + across - 1))
        self._text = None
        self.cells += 1
        self.area += min(across, _WIDEST)

    def _value(self) -> Cell:
        number = _NUMBER.search(self._attributes)
        if number:
            try:
                value = float(number[1])
                return int(value) if value.is_integer() else value
            except (ValueError, OverflowError):
                pass
        lines = (_WHITE.sub(" ", line).strip(" \xa0") for line in "".join(self._text or ()).split("\v"))
        return "\n".join(lines).strip("\n")


def read_html(text: str, name: str, file: str) -> list[Grid]:
    """One grid for every table that holds cells; a table inside a cell is one of its own."""
    finished: list[_Table] = []
    open_tables: list[_Table] = []
    for closing, tag, attributes, written in _tokens(text):
        table = open_tables[-1] if open_tables else None
        if tag == "table" and not closing:
            open_tables.append(_Table())
            finished.append(open_tables[-1])
        elif table is None:
            continue
        elif tag == "table":
            table.end_cell()
            open_tables.pop()
        else:
            _take(table, closing, tag, attributes, written)
        if table and is_sparse(table.area, table.cells):
            raise Unreadable(BOMB, file=file)
    for table in open_tables:
        table.end_cell()
    tables = [table for table in finished if table.cells]
    return [_grid(table, name if number == 1 else f"{name} {number}") for number, table in enumerate(tables, 1)]


def _take(table: _Table, closing: str, tag: str, attributes: str, written: str) -> None:
    if written:
        table.write(unescape(written).replace("\v", " "))
    elif tag in _BREAKS:
        table.write("\v")
    elif tag == "tr":
        table.end_cell() if closing else table.begin_row()
    elif tag in ("td", "th"):
        table.end_cell() if closing else table.begin_cell(attributes)


def _grid(table: _Table, name: str) -> Grid:
    errors = settle(table.rows)
    return Grid(name, table.rows, fitted(table.merged, table.rows), errors=errors)


def _tokens(text: str) -> Iterator[tuple[str, str, str, str]]:
    """(slash, tag, attributes, "") or ("", "", "", text), comments, styles and scripts left out."""
    for opening, end in (("<!--", "-->"), ("<style", "</style"), ("<script", "</script")):
        text = _without(text, opening, end)
    for found in _TOKEN.finditer(text):
        closing, tag, attributes, written = found.groups("")
        yield closing, tag.lower(), attributes, written


def _without(text: str, opening: str, end: str) -> str:
    lower, kept, position = text.lower(), [], 0
    if len(lower) != len(text):
        lower = text
    while (start := lower.find(opening, position)) >= 0:
        kept.append(text[position:start])
        stop = lower.find(end, start)
        position = stop + len(end) if stop >= 0 else len(text)
    kept.append(text[position:])
    return "".join(kept)
