"""Zipped workbooks looked at before any library unpacks them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from crmcli.core.findings import N_
from crmcli.sheets.grid import Unreadable

CHUNK = 1 << 20
MAX_PARTS = 10_000
MAX_TOTAL = 2 << 30
# XML of real workbooks packs 5 to 30 times; deflate ends at 1 032.
MAX_RATIO = 100
SMALL_PART = 16 << 20

DAMAGED = N_("{file} is damaged or cut off: copy it again, or open it in Excel or WPS and save it as .xlsx")
BOMB = N_(
    "{file} would unpack to far more than a list ever needs and was not opened: "
    "copy the rows into a new workbook and import that"
)
LOCKED = N_(
    "{file} is protected with a password: open it in Excel or WPS, remove the password, save it and import it again"
)
WORD = N_("{file} is a text document, not a workbook: put its table into a workbook, save it as .xlsx")
SLIDES = N_("{file} is a presentation, not a workbook: put the list into a workbook, save it as .xlsx")
BINARY = N_("{file} is a binary workbook (.xlsb): open it in Excel and save it as .xlsx")
OTHER_PROGRAM = N_("{file} is of a kind that is not read here: save it as .xlsx in the program it comes from")
ARCHIVE = N_("{file} is an archive of several files: unpack it and import the workbook in it")

_SIGNS = (
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", SLIDES),
    ("xl/workbook.bin", BINARY),
)


class Package:
    """A zip whose directory has been found harmless; parts come out in bounded pieces."""

    def __init__(self, data: bytes, file: str) -> None:
        self.data, self.file = data, file
        try:
            with ZipFile(BytesIO(data)) as archive:
                self.parts = {info.filename: info for info in archive.infolist()}
        except (BadZipFile, ValueError, NotImplementedError, struct.error, OSError) as error:
            raise Unreadable(DAMAGED, file=file) from error
        self._check()

    def _check(self) -> None:
        """Refuses by the directory alone what is locked, packed in a rare way, or a bomb."""
        if len(self.parts) > MAX_PARTS:
            raise Unreadable(BOMB, file=self.file)
        total = 0
        for info in self.parts.values():
            if info.flag_bits & 1:
                raise Unreadable(LOCKED, file=self.file)
            if not is_xml(info):
                continue
            total += info.file_size
            swollen = info.file_size > SMALL_PART and info.file_size > MAX_RATIO * info.compress_size
            if total > MAX_TOTAL or swollen:
                raise Unreadable(BOMB, file=self.file)
            if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise Unreadable(DAMAGED, file=self.file)

    def kind(self) -> str:
        """``"xlsx"`` or ``"ods"``; anything else in a zip is refused by its own name."""
        for sign, sentence in _SIGNS:
            if sign in self.parts:
                raise Unreadable(sentence, file=self.file)
        if "[Content_Types].xml" in self.parts and "xl/workbook.xml" in self.parts:
            return "xlsx"
        if self.text("mimetype").startswith("application/vnd.oasis.opendocument.spreadsheet"):
            return "ods"
        if "[Content_Types].xml" in self.parts or "mimetype" in self.parts:
            raise Unreadable(OTHER_PROGRAM, file=self.file)
        raise Unreadable(ARCHIVE, file=self.file)

    def text(self, name: str, limit: int = 8 << 20) -> str:
        """A small part as text; empty where there is none."""
        if name not in self.parts:
            return ""
        pieces, size = [], 0
        for piece in self.pieces(name):
            size += len(piece)
            if size > limit:
                raise Unreadable(BOMB, file=self.file)
            pieces.append(piece)
        return b"".join(pieces).decode("utf-8-sig", "replace")

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part in pieces of at most a megabyte; refused when it holds more than its directory says."""
        info = self.parts[name]
        start = info.header_offset
        if self.data[start : start + 4] != b"PK\x03\x04":
            raise Unreadable(DAMAGED, file=self.file)
        lengths = struct.unpack_from("<HH", self.data, start + 26)
        begin = start + 30 + sum(lengths)
        packed = memoryview(self.data)[begin : begin + info.compress_size]
        left = info.file_size
        for piece in _stored(packed) if info.compress_type == ZIP_STORED else self._inflated(packed):
            left -= len(piece)
            if left < 0:
                raise Unreadable(BOMB, file=self.file)
            yield piece
        if left:
            raise Unreadable(DAMAGED, file=self.file)

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        engine = zlib.decompressobj(-15)
        try:
            for start in range(0, len(packed), 1 << 16):
                rest: bytes | memoryview = packed[start : start + (1 << 16)]
                while rest and not engine.eof:
                    piece = engine.decompress(rest, CHUNK)
                    rest = engine.unconsumed_tail
                    if piece:
                        yield piece
            last = engine.flush()
        except zlib.error as error:
            raise Unreadable(DAMAGED, file=self.file) from error
        if last:
            yield last


def is_xml(info: ZipInfo) -> bool:
    """Whether a library would read the part; pictures and the like are never unpacked."""
    return info.filename.lower().endswith((".xml", ".rels", "mimetype"))


def _stored(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), CHUNK):
        yield bytes(packed[start : start + CHUNK])
