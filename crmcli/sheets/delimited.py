"""Lists as text: separated by commas, tabs, semicolons or bars."""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from itertools import islice

from crmcli.core.findings import N_
from crmcli.sheets.grid import Cell, Grid, Unreadable, settle

DELIMITERS = ",\t;|；"
# Never in a list: what the single column of a file without a delimiter is split at.
_NONE = "\x1f"
_SAMPLE = 50
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n?')
# ="0012" is how programs tell Excel to keep a text; '=x is how our own CSV keeps one from running.
_KEPT = re.compile(r'="([^"]*)"')
_SHIELDED = re.compile(r"''*[=+\-@\t\r]")

UNCLOSED = N_(
    'a quotation mark in or before line {line} of {file} is never closed: remove the odd " there, '
    "or open the file in Excel or WPS and save it as .xlsx"
)


def read_text(text: str, name: str, file: str) -> list[Grid]:
    """The one grid of a text; every cell is text as it stands, empty ones are None."""
    delimiter, text = _delimiter(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Cell]] = []
    try:
        rows.extend(list(row) for row in reader)
    except csv.Error as error:
        if "end of data" in str(error) or "field larger" in str(error):
            raise Unreadable(UNCLOSED, file=file, line=reader.line_num) from error
        lenient = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        rows = [list(row) for row in lenient]
    _unshield(rows)
    errors = settle(rows)
    return [Grid(name, rows, errors=errors)]


def _delimiter(text: str) -> tuple[str, str]:
    """The separator, declared by Excel's first line or guessed, and the text behind such a line."""
    declared = _DECLARED.match(text)
    if declared and (declared[0].endswith("\n") or declared.end() == len(text)):
        return declared[1], text[declared.end() :]
    best, score = _NONE, (0, 0)
    for candidate in DELIMITERS:
        found = _agreement(text, candidate)
        if found > score:
            best, score = candidate, found
    return best, text


def _agreement(text: str, delimiter: str) -> tuple[int, int]:
    """How many of the first rows agree on a number of columns beyond one, and on which."""
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in islice(rows, _SAMPLE))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _unshield(rows: list[list[Cell]]) -> None:
    for row in rows:
        for column, value in enumerate(row):
            if not isinstance(value, str) or value[:1] not in ("=", "'"):
                continue
            kept = _KEPT.fullmatch(value)
            if kept:
                row[column] = kept[1]
            elif _SHIELDED.match(value):
                row[column] = value[1:]
