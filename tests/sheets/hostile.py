"""Files that are no list, or one that would eat the machine; each function writes one into a folder."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlwt
from openpyxl import Workbook
from sheets.uglytext import ods_parts, zipped

MEGABYTE = 1 << 20
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def small_workbook() -> dict[str, bytes]:
    """The parts of an honest workbook with one cell."""
    book = Workbook()
    book.worksheets[0]["A1"] = "姓名"
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def workbook_with(path: Path, part: str, *pieces: bytes) -> Path:
    """The honest workbook with one part put in the place of its own, or added."""
    parts = small_workbook()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            if name != part:
                archive.writestr(name, data)
        with archive.open(part, "w") as stream:
            for piece in pieces:
                stream.write(piece)
    return path


def sheet_xml(cells: str) -> bytes:
    """A worksheet part around some rows."""
    return f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>'.encode()


SHEET = "xl/worksheets/sheet1.xml"


def far_cell(folder: Path) -> Path:
    """The first cell and the very last one."""
    book = Workbook()
    book.worksheets[0]["A1"] = "姓名"
    book.worksheets[0]["XFD1048576"] = "x"
    book.save(folder / "far.xlsx")
    return folder / "far.xlsx"


def far_cell_oddly_written(folder: Path) -> Path:
    """The same in single quotes, with a prefix, out of order and with blanks around the equals sign."""
    cells = "<x:row xmlns:x='x' r = '1'><x:c xmlns:x='x' t='n' r = 'XFD1048576'><v>1</v></x:c></x:row>"
    return workbook_with(folder / "odd.xlsx", SHEET, sheet_xml(f'{cells}<row r="1"><c r="A1"><v>1</v></c></row>'))


def many_wide_sheets(folder: Path) -> Path:
    """Each sheet spans less than is free, all together far more."""
    book = Workbook()
    for number in range(6):
        sheet = book.create_sheet(f"s{number}")
        sheet["A1"] = sheet["AZ60000"] = 1
    book.save(folder / "many.xlsx")
    return folder / "many.xlsx"


def far_xls(folder: Path) -> Path:
    """The last cell of the old format."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    sheet.write(0, 0, "姓名")
    sheet.write(65535, 255, 1)
    book.save(str(folder / "far.xls"))
    return folder / "far.xls"


def repeated_ods(folder: Path) -> Path:
    """One written cell that stands for ten million."""
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="10"><text:p>x</text:p>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-cell></table:table-row>'
    return zipped(folder / "rows.ods", ods_parts(f'<table:table table:name="s">{row}</table:table>'))


def comment_bomb(folder: Path) -> Path:
    """300 MB of comment in the sheet, 300 kB in the file."""
    before, after = sheet_xml("").split(b"<sheetData>")
    comment = (b"<!--", *[b"x" * MEGABYTE] * 300, b"-->")
    return workbook_with(folder / "comment.xlsx", SHEET, before, *comment, b"<sheetData>", after)


def notes_bomb(folder: Path) -> Path:
    """300 MB in the part where remarks on cells are kept."""
    return workbook_with(folder / "notes.xlsx", "xl/comments1.xml", *[b" " * MEGABYTE] * 300)


def dense_comment(folder: Path) -> Path:
    """A comment of 4 MB that packs badly, so that the directory looks harmless."""
    noise = random.Random(1).randbytes(2 * MEGABYTE).hex().encode()
    return workbook_with(folder / "noise.xlsx", SHEET, sheet_xml("").replace(b"<sheetData>", b"<!--" + noise))


def endless_text(folder: Path) -> Path:
    """A text of 4 MB where a cell holds 32 767 characters."""
    noise = random.Random(1).randbytes(2 * MEGABYTE).hex()
    cell = f'<row r="1"><c r="A1" t="inlineStr"><is><t>{noise}</t></is></c></row>'
    return workbook_with(folder / "text.xlsx", SHEET, sheet_xml(cell))


def understated_size(folder: Path) -> Path:
    """The directory says 1 kB where 100 MB lie packed."""
    path = workbook_with(folder / "lie.xlsx", "xl/sharedStrings.xml", *[b" " * MEGABYTE] * 100)
    data = bytearray(path.read_bytes())
    data[:] = data.replace(struct.pack("<I", 100 * MEGABYTE), struct.pack("<I", 1000))
    path.write_bytes(data)
    return path


def entities_in_workbook(folder: Path) -> Path:
    """Entities that grow a thousandfold, in the list of sheets."""
    workbook = small_workbook()["xl/workbook.xml"].replace(b"<workbook", ENTITIES.encode() + b"<workbook", 1)
    return workbook_with(folder / "entities.xlsx", "xl/workbook.xml", workbook)


def entities_in_sheet(folder: Path) -> Path:
    """The same in front of the cells."""
    sheet = sheet_xml("").replace(b"<worksheet", ENTITIES.encode() + b"<worksheet")
    return workbook_with(folder / "entities2.xlsx", SHEET, sheet)


def entities_in_ods(folder: Path) -> Path:
    """The same in an .ods."""
    parts = ods_parts("")
    parts["content.xml"] = parts["content.xml"].replace("<office:document", ENTITIES + "<office:document", 1)
    return zipped(folder / "entities.ods", parts)


_XML = '<?xml version="1.0"?>{}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" {}>{}</Workbook>'
_SS = 'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def entities_in_xml(folder: Path) -> Path:
    """The same in Excel 2003's XML."""
    path = folder / "entities.xls"
    path.write_text(_XML.format(ENTITIES, _SS, ""), "utf-8")
    return path


def far_xml(folder: Path) -> Path:
    """A cell at the end of Excel 2003's XML."""
    cell = '<Cell ss:Index="16384"><Data ss:Type="Number">1</Data></Cell>'
    table = f'<Worksheet ss:Name="s"><Table><Row ss:Index="1048576">{cell}</Row></Table></Worksheet>'
    path = folder / "far.xml"
    path.write_text(_XML.format("", _SS, table), "utf-8")
    return path


def wide_html(folder: Path) -> Path:
    """Cells that each claim a thousand columns."""
    path = folder / "wide.xls"
    path.write_text("<table>" + "<tr><td colspan=16384 rowspan=99999>x" * 5000, "utf-8")
    return path


BOMBS: tuple[Callable[[Path], Path], ...] = (
    far_cell,
    far_cell_oddly_written,
    many_wide_sheets,
    far_xls,
    repeated_ods,
    comment_bomb,
    notes_bomb,
    dense_comment,
    endless_text,
    understated_size,
    entities_in_workbook,
    entities_in_sheet,
    entities_in_ods,
    entities_in_xml,
    far_xml,
    wide_html,
)


def compound(streams: dict[str, bytes], threshold: int = 4096) -> bytes:
    """A compound file by the book: 512-byte sectors, small streams inside the root's, one FAT sector."""
    fat: list[int] = [0xFFFFFFFD, 0xFFFFFFFE]
    body: list[bytes] = [b"", b""]

    def store(data: bytes) -> int:
        if not data:
            return 0xFFFFFFFE
        first = len(fat)
        count = -(-len(data) // 512)
        fat.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        body.extend(data[n * 512 : n * 512 + 512].ljust(512, b"\0") for n in range(count))
        return first

    small, small_fat = b"", list[int]()
    places = {}
    for name, data in streams.items():
        if len(data) >= threshold:
            places[name] = store(data)
            continue
        places[name] = len(small_fat)
        count = max(-(-len(data) // 64), 1)
        small_fat.extend([*range(len(small_fat) + 1, len(small_fat) + count), 0xFFFFFFFE])
        small += data.ljust(count * 64, b"\0")
    root = store(small)
    small_table = store(struct.pack(f"<{len(small_fat)}I", *small_fat).ljust(512, b"\xff") if small_fat else b"")
    entries = _entry("Root Entry", 5, root, len(small))
    entries += b"".join(_entry(name, 2, places[name], len(data)) for name, data in streams.items())
    body[1] = entries[:512].ljust(512, b"\0")
    if len(entries) > 512 or len(fat) > 128:
        raise ValueError("one sector each for directory and table")
    body[0] = struct.pack(f"<{len(fat)}I", *fat).ljust(512, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, threshold, small_table, 1 if small else 0, 0xFFFFFFFE, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    return header + b"".join(body)


def _entry(name: str, kind: int, first: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1) + b"\xff" * 12 + bytes(36)
    return head + struct.pack("<II", first, size) + bytes(4)
