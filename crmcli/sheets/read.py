"""Any list a desk is handed: what kind of file it is, told by its content, and its sheets."""

from __future__ import annotations

import struct
from pathlib import Path

from crmcli.core.findings import N_
from crmcli.sheets.biff import ANCIENT
from crmcli.sheets.compound import MAGIC
from crmcli.sheets.delimited import read_text
from crmcli.sheets.encoding import decoded
from crmcli.sheets.grid import Cell, Grid, Unreadable, filled
from crmcli.sheets.html import read_html
from crmcli.sheets.package import ARCHIVE, OTHER_PROGRAM
from crmcli.sheets.spreadsheetml import NAMESPACE, read_spreadsheetml
from crmcli.sheets.workbook import read_xls, read_zipped

__all__ = ["Cell", "Grid", "Unreadable", "filled", "read_grids"]

MAX_FILE = 256 << 20

EMPTY = N_("{file} is empty: ask for the file again, or save the list once more")
FOLDER = N_("{file} is a folder or a device, not a file: name the workbook in it")
HELD = N_("{file} cannot be opened: close it in the other program, or ask for the right to read it")
TOO_LARGE = N_("{file} has {megabytes} MB; at most {limit} MB are read at once: split the list into several files")
PICTURE = N_("{file} is a picture: ask for the list itself, as .xlsx or .csv")
PDF = N_("{file} is a PDF: ask for the list itself, as .xlsx or .csv")

_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_RAW_BIFF = (b"\x09\x00", b"\x09\x02", b"\x09\x04", b"\x09\x08")


def read_grids(path: Path) -> list[Grid]:
    """Every sheet of the file, hidden ones too, in its order.

    xlsx, xlsm, xls, ods, HTML and XML tables, and text with a delimiter, whatever the
    name says. Raises ``Unreadable`` with a remedy; a missing file is the caller's FileNotFoundError.
    """
    file = path.name
    data = _content(path, file)
    if data.startswith(b"PK\x03\x04"):
        return read_zipped(data, file)
    if data.startswith(MAGIC):
        return read_xls(data, file)
    _refuse_foreign(data, file)
    text = decoded(data, file)
    if not text.strip():
        raise Unreadable(EMPTY, file=file)
    return _read_written(text, path.stem, file)


def _content(path: Path, file: str) -> bytes:
    if path.exists() and not path.is_file():
        raise Unreadable(FOLDER, file=file)
    size = path.stat().st_size
    if size > MAX_FILE:
        raise Unreadable(TOO_LARGE, file=file, megabytes=size >> 20, limit=MAX_FILE >> 20)
    try:
        data = path.read_bytes()
    except PermissionError as error:
        raise Unreadable(HELD, file=file) from error
    if not data.strip(b"\0"):
        raise Unreadable(EMPTY, file=file)
    return data


def _refuse_foreign(data: bytes, file: str) -> None:
    """Kinds that no remedy of ours can read, each by its first bytes."""
    is_bitmap = data[:2] == b"BM" and data[2:6] == struct.pack("<I", len(data) & 0xFFFFFFFF)
    is_boxed = data[4:8] == b"ftyp" or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
    if data.startswith(_PICTURES) or is_bitmap or is_boxed:
        raise Unreadable(PICTURE, file=file)
    if data.startswith(b"%PDF"):
        raise Unreadable(PDF, file=file)
    if data.startswith((b"PK\x05\x06", *_ARCHIVES)):
        raise Unreadable(ARCHIVE, file=file)
    if data.startswith(_RAW_BIFF):
        raise Unreadable(ANCIENT, file=file)
    if data.startswith((b"{\\rtf", b"MIME-Version:")):
        raise Unreadable(OTHER_PROGRAM, file=file)


def _read_written(text: str, name: str, file: str) -> list[Grid]:
    beginning = text[:4096].lstrip().lower()
    if not beginning.startswith("<"):
        return read_text(text, name, file)
    if NAMESPACE in beginning and "<html" not in beginning:
        return read_spreadsheetml(text, file)
    if "<table" in text.lower():
        return read_html(text, name, file)
    raise Unreadable(OTHER_PROGRAM, file=file)
