"""What cannot be read is refused with what would help; what would eat the machine, within seconds and little memory."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt
from memory import PEAK_MB
from sheets.hostile import BOMBS, compound, sheet_xml, small_workbook, workbook_with
from sheets.ugly import UGLY
from sheets.uglytext import ods_parts, zipped

from crmcli.sheets import biff, delimited, encoding, package, read, spreadsheetml
from crmcli.sheets.read import Unreadable, read_grids

MEASURE = """
import sys, time
from pathlib import Path
from crmcli.sheets.read import Unreadable, read_grids
try:
    read_grids(Path(sys.argv[1]))
except Unreadable as refusal:
    print(refusal.message)
# what it worked, not what it waited for a machine that does other things as well
print(time.process_time())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="measures memory as POSIX does")
@pytest.mark.parametrize("build", BOMBS, ids=lambda build: build.__name__)
def test_refuses_a_bomb_in_time_and_memory(build: Callable[[Path], Path], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE + PEAK_MB, str(build(tmp_path))], capture_output=True, text=True, check=True
    )
    sentence, seconds, megabytes = done.stdout.splitlines()
    assert sentence == package.BOMB
    assert float(seconds) < 3
    assert float(megabytes) < 300


def _bytes(name: str, data: bytes) -> Callable[[Path], Path]:
    def build(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return build


def _cut_off(folder: Path) -> Path:
    path = UGLY["tidy"](folder)
    path.write_bytes(path.read_bytes()[:-300])
    return path


def _damaged_inside(folder: Path) -> Path:
    path = UGLY["tidy"](folder)
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 60
    data = bytearray(path.read_bytes())
    data[start : start + 40] = bytes(40)
    path.write_bytes(data)
    return path


def _without_sheet(folder: Path) -> Path:
    parts = {name: data.decode() for name, data in small_workbook().items() if "sheet1" not in name}
    return zipped(folder / "hole.xlsx", parts)


def _locked_zip(folder: Path) -> Path:
    path = UGLY["tidy"](folder)
    data = bytearray(path.read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    return path


def _locked_ods(folder: Path) -> Path:
    parts = ods_parts("")
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(
        "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
    )
    return zipped(folder / "locked.ods", parts)


def _locked_xls(folder: Path) -> Path:
    """The record behind the first is renamed to the one that says how the rest is enciphered."""
    book = xlwt.Workbook()
    book.add_sheet("s").write(0, 0, "x")
    path = folder / "locked.xls"
    book.save(str(path))
    data = bytearray(path.read_bytes())
    first = data.index(b"\x09\x08\x10\x00")
    data[first + 20 : first + 22] = b"\x2f\x00"
    path.write_bytes(data)
    return path


def _rare_packing(folder: Path) -> Path:
    path = folder / "lzma.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in small_workbook().items():
            archive.writestr(name, data)
    return path


def _folder(folder: Path) -> Path:
    (folder / "list.xlsx").mkdir()
    return folder / "list.xlsx"


def _huge(folder: Path) -> Path:
    path = folder / "huge.csv"
    with path.open("wb") as stream:
        stream.truncate(read.MAX_FILE + 1)
    return path


def _parts(name: str, **parts: str) -> Callable[[Path], Path]:
    return lambda folder: zipped(folder / name, {"[Content_Types].xml": "<Types/>", **parts})


BITMAP = b"BM" + struct.pack("<I", 64) + bytes(58)
LONG_CHINESE = "姓名,手机,备注\r\n" * 10

REFUSED: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty": (_bytes("a.xlsx", b""), read.EMPTY),
    "zeros": (_bytes("a.xls", bytes(4096)), read.EMPTY),
    "blank text": (_bytes("a.csv", b"\xef\xbb\xbf \r\n\r\n"), read.EMPTY),
    "folder": (_folder, read.FOLDER),
    "too large": (_huge, read.TOO_LARGE),
    "png": (_bytes("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(50)), read.PICTURE),
    "jpeg": (_bytes("a.xls", b"\xff\xd8\xff\xe0" + bytes(50)), read.PICTURE),
    "bitmap": (_bytes("a.csv", BITMAP), read.PICTURE),
    "webp": (_bytes("a.xlsx", b"RIFF\x10\0\0\0WEBPVP8 "), read.PICTURE),
    "photograph of a telephone": (_bytes("a.xlsx", b"\0\0\0\x18ftypheic" + bytes(9)), read.PICTURE),
    "pdf": (_bytes("a.xlsx", b"%PDF-1.7\n" + bytes(50)), read.PDF),
    "rar": (_bytes("a.xlsx", b"Rar!\x1a\x07\x01\0"), package.ARCHIVE),
    "zip of files": (lambda folder: zipped(folder / "a.xlsx", {"会员.xlsx": "x", "b.txt": "y"}), package.ARCHIVE),
    "rtf": (_bytes("a.xls", b"{\\rtf1 x}"), package.OTHER_PROGRAM),
    "web archive": (_bytes("a.xls", b"MIME-Version: 1.0\r\n\r\n<table>"), package.OTHER_PROGRAM),
    "some XML": (_bytes("a.xls", b"<?xml version='1.0'?><list><m/></list>"), package.OTHER_PROGRAM),
    "noise": (_bytes("a.csv", b"\x01\x02ab\0\0\x03" * 20), package.OTHER_PROGRAM),
    "docx": (_parts("a.xlsx", **{"word/document.xml": "<d/>"}), package.WORD),
    "pptx": (_parts("a.xlsx", **{"ppt/presentation.xml": "<d/>"}), package.SLIDES),
    "xlsb": (_parts("a.xlsx", **{"xl/workbook.bin": "x"}), package.BINARY),
    "another office program": (lambda folder: zipped(folder / "a.odt", {"mimetype": "x"}), package.OTHER_PROGRAM),
    "cut off": (_cut_off, package.DAMAGED),
    "damaged inside": (_damaged_inside, package.DAMAGED),
    "a sheet missing": (_without_sheet, package.DAMAGED),
    "garbage behind a zip's sign": (_bytes("a.xlsx", b"PK\x03\x04" + bytes(200)), package.DAMAGED),
    "rare packing": (_rare_packing, package.DAMAGED),
    "workbook part no XML": (lambda f: workbook_with(f / "a.xlsx", "xl/workbook.xml", b"<workbook"), package.DAMAGED),
    "locked zip": (_locked_zip, package.LOCKED),
    "locked ods": (_locked_ods, package.LOCKED),
    "locked xls": (_locked_xls, package.LOCKED),
    "locked xlsx": (_bytes("a.xlsx", compound({"EncryptedPackage": bytes(9000)})), package.LOCKED),
    "doc or wps": (_bytes("a.wps", compound({"WordDocument": bytes(9000)})), package.WORD),
    "ppt": (_bytes("a.xls", compound({"PowerPoint Document": bytes(9000)})), package.SLIDES),
    "unknown compound, an old .et": (_bytes("a.et", compound({"ETContent": bytes(9000)})), package.OTHER_PROGRAM),
    "no records": (_bytes("a.xls", compound({"Workbook": b"x" * 9000})), package.DAMAGED),
    "cut compound": (_bytes("a.xls", compound({"Workbook": b"x" * 9000})[:1000]), package.DAMAGED),
    "only a sign": (_bytes("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), package.DAMAGED),
    "Excel 95": (_bytes("a.xls", compound({"Book": bytes(9000)})), biff.ANCIENT),
    "bare records": (_bytes("a.xls", struct.pack("<6H", 0x809, 8, 0, 0x10, 0, 0)), biff.ANCIENT),
    "two encodings": (_bytes("a.csv", LONG_CHINESE.encode() + "王小明".encode("gbk")), encoding.MIXED),
    "no encoding": (_bytes("a.csv", "姓名,手机\r\n".encode("gbk") + b"\xff\xff,1"), encoding.MIXED),
    "quotation mark": (_bytes("a.csv", '姓名,手机\r\n"王小明,1\r\n李四,2\r\n'.encode()), delimited.UNCLOSED),
    "XML workbook with a fault": (
        _bytes(
            "a.xls",
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">\n<Worksheet></Workbook>',
        ),
        spreadsheetml.BROKEN_XML,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refuses_with_its_own_sentence(what: str, tmp_path: Path) -> None:
    build, sentence = REFUSED[what]
    path = build(tmp_path)
    with pytest.raises(Unreadable) as refusal:
        read_grids(path)
    assert refusal.value.message == sentence
    assert refusal.value.facts["file"] == path.name
    assert path.name in str(refusal.value)


@pytest.mark.parametrize(
    ("what", "line"),
    [("two encodings", 11), ("no encoding", 2), ("quotation mark", 3), ("XML workbook with a fault", 2)],
)
def test_names_the_line(what: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_grids(REFUSED[what][0](tmp_path))
    assert refusal.value.facts["line"] == line


def test_a_missing_file_is_the_callers_affair(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_grids(tmp_path / "none.xlsx")


def test_takes_a_workbook_kept_without_packing_and_with_large_pictures(tmp_path: Path) -> None:
    path = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in small_workbook().items():
            archive.writestr(name, data)
        archive.writestr("xl/media/image1.bmp", bytes(20 << 20), zipfile.ZIP_DEFLATED)
    assert [grid.rows for grid in read_grids(path)] == [[["姓名"]]]


def test_takes_a_tall_sheet_that_is_mostly_filled(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 200_001, 2))
    (grid,) = read_grids(workbook_with(tmp_path / "tall.xlsx", "xl/worksheets/sheet1.xml", sheet_xml(rows)))
    assert (len(grid.rows), grid.rows[-1], grid.rows[-2]) == (199_999, [199_999], [None])


def test_takes_short_comments_and_strings_computed_empty(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><!-- one --><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f>1/0</f></c><c r="D1" t="e"><f>NA()</f><v>#N/A</v></c><c r="E1"><v>5</v></c></row>'
    )
    (grid,) = read_grids(workbook_with(tmp_path / "f.xlsx", "xl/worksheets/sheet1.xml", sheet_xml(cells)))
    assert grid.rows == [["ab", None, None, None, 5]]
    assert (grid.errors, grid.uncalculated) == ({(0, 3)}, {(0, 2)})


def _spoiled(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(spoiled))
        match chance.randrange(3):
            case 0:
                spoiled[place] = chance.randrange(256)
            case 1:
                del spoiled[place : place + chance.randrange(1, 200)]
            case _:
                spoiled[place:place] = chance.randbytes(chance.randrange(1, 20))
        if not spoiled:
            break
    return bytes(spoiled)


def _repacked(path: Path, chance: random.Random) -> bytes:
    """A zip whose parts are spoiled before they are packed, so that faults lie behind sound sums."""
    target = path.with_name("repacked")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        names = source.namelist()
        victim = chance.choice(names)
        for name in names:
            data = source.read(name)
            archive.writestr(name, _spoiled(data, chance) if name == victim and data else data)
    return target.read_bytes()


def _fuzz(folder: Path, rounds: int) -> dict[bool, int]:
    names = ["tidy", "formulas", "real_xls", "ods", "gbk_csv", "utf16_tab", "html_spans_xls", "spreadsheetml_xls"]
    sources = [UGLY[name](folder) for name in names]
    victim = folder / "spoiled"
    taken = {True: 0, False: 0}
    for seed in range(rounds):
        chance = random.Random(seed)
        source = sources[seed % len(sources)]
        data = source.read_bytes()
        packed = data.startswith(b"PK") and chance.random() < 0.7
        victim.write_bytes(_repacked(source, chance) if packed else _spoiled(data, chance))
        try:
            taken[isinstance(read_grids(victim), list)] += 1
        except Unreadable:
            taken[False] += 1
    return taken


def test_a_spoiled_file_is_read_or_refused(tmp_path: Path) -> None:
    taken = _fuzz(tmp_path, 400)
    assert min(taken.values()) > 20


@pytest.mark.long
def test_many_spoiled_files_are_read_or_refused(tmp_path: Path) -> None:
    taken = _fuzz(tmp_path, 5_000)
    assert min(taken.values()) > 250


def test_a_part_longer_than_its_directory_says_is_refused_early(tmp_path: Path) -> None:
    """The library inflates to the end whatever the directory says; the look beforehand must notice."""
    path = workbook_with(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", sheet_xml(" " * 100_000))
    data = path.read_bytes()
    size = len(sheet_xml(" " * 100_000))
    short = sheet_xml(" " * 100_000)[:500]
    data = data.replace(struct.pack("<I", size), struct.pack("<I", 500))
    data = data.replace(struct.pack("<I", zlib.crc32(sheet_xml(" " * 100_000))), struct.pack("<I", zlib.crc32(short)))
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refusal:
        read_grids(path)
    assert refusal.value.message == package.BOMB
