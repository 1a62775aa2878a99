"""What an .xls says about itself: its day count, whether it is locked, how far its cells reach."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from crmcli.core.findings import N_
from crmcli.sheets.compound import Compound
from crmcli.sheets.grid import Unreadable, is_sparse
from crmcli.sheets.package import BOMB, DAMAGED, LOCKED, OTHER_PROGRAM, SLIDES, WORD
from crmcli.sheets.sheetxml import Notes, Workbook

ANCIENT = N_("{file} comes from an Excel of before 1997: open it in Excel or WPS and save it as .xlsx")

_BOF, _EOF, _SHEET, _LOCK, _DATES = 0x0809, 0x000A, 0x0085, 0x002F, 0x0022
_FORMULA, _ERROR, _RUN = 0x0006, 0x0205, 0x00BD
# NUMBER, LABEL, LABELSST, RK, RSTRING: one cell each
_SINGLE = frozenset((0x0203, 0x0204, 0x00FD, 0x027E, 0x00D6, _FORMULA, _ERROR))


def inspect(compound: Compound) -> Workbook:
    """Walks through the records once; refuses what is locked, no workbook, or would not fit into memory."""
    data = _book(compound)
    date1904, places = False, []
    for kind, start, length in _records(data, 0):
        if kind == _LOCK:
            raise Unreadable(LOCKED, file=compound.file)
        if kind == _DATES and length >= 2:
            date1904 = data[start] == 1
        if kind == _SHEET and length >= 8:
            places.append((_sheet_name(data[start + 6 : start + length]), *struct.unpack_from("<I", data, start)))
    sheets = {name: _sheet(data, offset) for name, offset in places}
    if is_sparse(sum(area for _, area, _ in sheets.values()), sum(cells for *_, cells in sheets.values())):
        raise Unreadable(BOMB, file=compound.file)
    return Workbook(date1904, {name: notes for name, (notes, *_) in sheets.items()})


def _book(compound: Compound) -> bytes:
    if "Workbook" in compound:
        data = compound.stream("Workbook")
    elif "EncryptedPackage" in compound:
        raise Unreadable(LOCKED, file=compound.file)
    elif "WordDocument" in compound:
        raise Unreadable(WORD, file=compound.file)
    elif "PowerPoint Document" in compound:
        raise Unreadable(SLIDES, file=compound.file)
    elif "Book" in compound:
        raise Unreadable(ANCIENT, file=compound.file)
    else:
        raise Unreadable(OTHER_PROGRAM, file=compound.file)
    if struct.unpack_from("<H", data.ljust(2, b"\0"))[0] != _BOF:
        raise Unreadable(DAMAGED, file=compound.file)
    return data


def _records(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its body begins, length) up to the end of this part, charts inside it included."""
    unpack = struct.Struct("<HH").unpack_from
    end, depth = len(data) - 4, 0
    while start <= end:
        kind, length = unpack(data, start)
        if start + 4 + length > len(data):
            return
        yield kind, start + 4, length
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        start += 4 + length


def _sheet_name(body: bytes) -> str:
    count, wide = body[0], body[1] & 1
    return body[2 : 2 + count * 2].decode("utf-16-le", "replace") if wide else body[2 : 2 + count].decode("latin-1")


def _sheet(data: bytes, offset: int) -> tuple[Notes, int, int]:
    """A sheet's failed cells, the area its cells span and their count."""
    notes, rows, columns, cells = Notes(), 0, 0, 0
    for kind, start, length in _records(data, offset):
        if kind in _SINGLE and length >= 8:
            row, column = struct.unpack_from("<HH", data, start)
            rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
            if _failed(data[start : start + length], kind):
                notes.errors.add((row, column))
        elif kind == _RUN and length >= 6:
            row, column = struct.unpack_from("<HH", data, start)
            count = (length - 6) // 6
            rows, columns, cells = max(rows, row + 1), max(columns, column + count), cells + count
    return notes, rows * columns, cells


def _failed(body: bytes, kind: int) -> bool:
    """An error value, or a formula whose cached result is one."""
    if kind == _ERROR:
        return body[7:8] == b"\x01"
    return kind == _FORMULA and body[6:7] == b"\x02" and body[12:14] == b"\xff\xff"
