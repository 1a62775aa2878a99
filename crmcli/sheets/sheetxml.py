"""What an .xlsx says about itself that the reading library keeps silent about.

Every part it would read is gone through once, in pieces: cells far away from
all others, endless comments and entities are found before memory is asked for;
failed and uncalculated formulas are noted, which the library gives as blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree import ElementTree

from crmcli.sheets.grid import Unreadable, is_sparse
from crmcli.sheets.package import BOMB, CHUNK, DAMAGED, Package, is_xml

# Only references outside A1:Z99999 are looked at closely; ordinary lists have few.
_FAR = re.compile(rb"""r\s*=\s*["'](?:([A-Za-z]{2,3})(\d{1,7})|[A-Za-z]?(\d{6,7}))["']""")
_REFERENCE = re.compile(rb"""<(?:\w+:)?(?:c|row)\s[^<>]*?\br\s*=\s*["']([A-Za-z]*)(\d+)""")
_FAILED = re.compile(rb"""<c r="([A-Z]+)(\d+)"[^<>]*? t="e\"""")
_BARE_FORMULA = re.compile(rb"(?:</f>|<f[^<>]*/>)\s*(?:<v\s*/>|<v>\s*</v>|</c>)")
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^<>]*)>')
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26
_LONGEST_COMMENT = 1 << 16
# A cell's text ends at 32 767 characters.
_LONGEST_CELL = 1 << 18
# Packed parts below this cannot unpack to more than 64 MiB, whatever their directory says.
_HARMLESS = 1 << 16


@dataclass
class Notes:
    """What was seen in one sheet; places are (row, column), 0-based."""

    errors: set[tuple[int, int]] = field(default_factory=set)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Workbook:
    """The day count of a workbook and the notes on each sheet by its name."""

    date1904: bool
    notes: dict[str, Notes]


def inspect(package: Package) -> Workbook:
    """Goes through every part; refuses what would not fit into memory."""
    sheets = _sheet_parts(package)
    notes = {part: Notes() for part in sheets.values()}
    bound = cells = 0
    for name, info in package.parts.items():
        if name in notes:
            area, count = _inspect_sheet(package, name, notes[name])
            bound, cells = bound + area, cells + count
        elif is_xml(info) and name.startswith("xl/") and info.compress_size > _HARMLESS:
            for _ in _sane(package, name):
                pass
    if is_sparse(bound, cells) and is_sparse(sum(_area(package, part) for part in notes), cells):
        raise Unreadable(BOMB, file=package.file)
    workbook = _root(package, "xl/workbook.xml")
    properties = next((item for item in workbook.iter() if _local(item) == "workbookPr"), None)
    date1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
    return Workbook(date1904, {sheet: notes[part] for sheet, part in sheets.items()})


def _sheet_parts(package: Package) -> dict[str, str]:
    targets = {
        item.get("Id", ""): item.get("Target", "")
        for item in _root(package, "xl/_rels/workbook.xml.rels")
        if item.get("Type", "").endswith("/worksheet")
    }
    parts = {}
    for item in _root(package, "xl/workbook.xml").iter():
        if _local(item) != "sheet":
            continue
        key = next((value for name, value in item.attrib.items() if name.endswith("}id")), "")
        if key not in targets:
            continue
        part = normpath(targets[key].lstrip("/") if targets[key].startswith("/") else "xl/" + targets[key])
        if part not in package.parts or not is_xml(package.parts[part]):
            raise Unreadable(DAMAGED, file=package.file)
        parts[item.get("name", "")] = part
    return parts


def _root(package: Package, name: str) -> ElementTree.Element:
    text = package.text(name)
    if "<!DOCTYPE" in text:
        raise Unreadable(BOMB, file=package.file)
    try:
        return ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise Unreadable(DAMAGED, file=package.file) from error


def _local(item: ElementTree.Element) -> str:
    return item.tag.rpartition("}")[2]


def _sane(package: Package, name: str) -> Iterator[bytes]:
    """The part in pieces cut between cells, free of entities and of comments and texts without end."""
    rest, silent = b"", 0
    for piece in package.pieces(name):
        silent = 0 if b"<" in piece else silent + len(piece)
        piece = rest + piece
        open_comment = _open_comment(piece) if b"<!" in piece else -1
        unclosed = len(piece) - open_comment if open_comment >= 0 else 0
        if silent > CHUNK or unclosed > _LONGEST_COMMENT or (b"<!" in piece and b"<!DOCTYPE" in piece):
            raise Unreadable(BOMB, file=package.file)
        cut = open_comment if open_comment >= 0 else max(piece.rfind(b"<c "), 0)
        if len(piece) - cut > _LONGEST_CELL:
            cut = len(piece)
        yield piece[:cut]
        rest = piece[cut:]
    yield rest


def _open_comment(piece: bytes) -> int:
    """Where a comment begins that does not end here; -1 where there is none."""
    start = piece.find(b"<!--")
    while start >= 0:
        end = piece.find(b"-->", start)
        if end < 0 or end - start > _LONGEST_COMMENT:
            return start
        start = piece.find(b"<!--", end)
    return -1


def _inspect_sheet(package: Package, name: str, notes: Notes) -> tuple[int, int]:
    """At most how large the sheet is, from a quick look, and how many cells it writes out."""
    rows, columns, cells = _NEAR_ROWS, _NEAR_COLUMNS, 0
    for piece in _sane(package, name):
        for letters, row, far_row in _FAR.findall(piece):
            rows = max(rows, int(row or far_row))
            columns = max(columns, column_number(letters))
        cells += piece.count(b"<c ")
        if b't="e"' in piece:
            notes.errors.update(_place(*found.groups()) for found in _FAILED.finditer(piece))
        if b"<f" in piece:
            notes.uncalculated.update(_uncalculated(piece))
    return rows * columns, cells


def _area(package: Package, name: str) -> int:
    """The last row times the last column exactly, where the quick look found something far out."""
    rows = columns = 1
    for piece in _sane(package, name):
        for letters, row in _REFERENCE.findall(piece):
            rows, columns = max(rows, int(row)), max(columns, column_number(letters))
    return rows * columns


def _uncalculated(piece: bytes) -> Iterator[tuple[int, int]]:
    for found in _BARE_FORMULA.finditer(piece):
        start = piece.rfind(b"<c ", 0, found.start())
        cell = _CELL.match(piece, start) if start >= 0 else None
        if cell and b't="str"' not in cell[3]:
            yield _place(cell[1], cell[2])


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, column_number(letters) - 1


def column_number(letters: bytes) -> int:
    """``A`` is 1, ``XFD`` 16 384, nothing 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
