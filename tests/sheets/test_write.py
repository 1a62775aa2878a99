"""Workbooks and CSV: every value comes back as it was, whoever opens the file."""

from __future__ import annotations

import io
import os
import stat
import sys
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmcli.core.findings import Refused
from crmcli.sheets.column import Kind, column_width, shown_width
from crmcli.sheets.head import find_head
from crmcli.sheets.read import read_grids
from crmcli.sheets.sheetpart import column_letters
from crmcli.sheets.write import Column, Sheet, replace_atomically, sheet_title, write_csv, write_xlsx

COLUMNS = (
    Column("no", "编号"),
    Column("name", "姓名"),
    Column("points", "积分", "int"),
    Column("spend", "累计消费", "money"),
    Column("born_on", "生日", "day"),
    Column("seen_at", "上次到店", "time"),
    Column("rate", "折扣", "number"),
)
MOMENT = datetime(2026, 11, 21, 9, 30)
ROWS: list[list[object]] = [
    ["M-00001", "王小明", 128, 1_980_000, date(1990, 5, 3), MOMENT, 0.95],
    ["M-00002", "单小姐", 0, -5, "1985-12-30", "2026-11-21T09:30:00+08:00", Decimal("1.5")],
    ["M-00003", None, None, None, None, None, None],
    ["M-00004", "欧阳娜娜", "无", "面议", "--10-01", "上午", "九折"],
    [19900000045, "李四", 10**17, 10**17, date(1900, 1, 31), date(2026, 1, 1), float("nan")],
]
FOUND: list[list[object]] = [
    ["M-00001", "王小明", 128, 19800, date(1990, 5, 3), MOMENT, 0.95],
    ["M-00002", "单小姐", 0, -0.05, date(1985, 12, 30), MOMENT, 1.5],
    ["M-00003", None, None, None, None, None, None],
    ["M-00004", "欧阳娜娜", "无", "面议", "--10-01", "上午", "九折"],
    ["19900000045", "李四", str(10**17), str(10**17), "1900-01-31", "2026-01-01", "nan"],
]


def written(path: Path, *sheets: Sheet) -> tuple[list[list[list[Any]]], list[Worksheet]]:
    """The file as both libraries see it."""
    write_xlsx(path, sheets)
    return [grid.rows for grid in read_grids(path)], load_workbook(path).worksheets


def values(sheet: Worksheet) -> list[list[Any]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_values_come_back_the_same(tmp_path: Path) -> None:
    (grid,), (sheet,) = written(tmp_path / "a.xlsx", Sheet("会员", COLUMNS, ROWS))
    assert grid == [[column.label for column in COLUMNS], *FOUND]
    # openpyxl has a moment where a day is meant.
    days = [[MOMENT.combine(v, MOMENT.min.time()) if type(v) is date else v for v in row] for row in FOUND]
    assert values(sheet) == [[column.label for column in COLUMNS], *days]


def test_says_how_values_look(tmp_path: Path) -> None:
    _, (sheet,) = written(tmp_path / "a.xlsx", Sheet("会员", COLUMNS, ROWS[:1]))
    formats = [cell.number_format for cell in sheet[2]]
    assert formats == ["@", "@", "0", "#,##0.00", "yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\\ hh:mm", "General"]
    assert {(cell.font.name, cell.font.sz, bool(cell.font.b)) for cell in sheet[2]} == {("宋体", 11, False)}
    assert {(cell.font.name, cell.font.sz, bool(cell.font.b)) for cell in sheet[1]} == {("宋体", 11, True)}


def test_dresses_a_sheet_for_people(tmp_path: Path) -> None:
    sheets = Sheet("会员", COLUMNS, ROWS, heading="会员名单", note="tier:白金卡")
    (grid,), (sheet,) = written(tmp_path / "a.xlsx", sheets)
    assert grid[:3] == [["会员名单", *[None] * 6], ["tier:白金卡", *[None] * 6], [column.label for column in COLUMNS]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A4", "A3:G8", "$3:$3")
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:G1", "A2:G2"]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Page &P of &N"
    (read,) = read_grids(tmp_path / "a.xlsx")
    head = find_head(read, {column.label for column in COLUMNS}.__contains__)
    assert head is not None
    assert (head.row, head.first_data_row, head.last_data_row) == (2, 3, 7)


def test_an_empty_list_is_a_head(tmp_path: Path) -> None:
    (grid,), (sheet,) = written(tmp_path / "a.xlsx", Sheet("会员", COLUMNS[:2], []))
    assert grid == [["编号", "姓名"]]
    assert sheet.auto_filter.ref == "A1:B1"


def test_offers_choices_and_colours_rows(tmp_path: Path) -> None:
    tiers = ["银卡", "白金卡", '尊,享"卡', "=卡"]
    columns = (Column("name", "姓名"), Column("tier", "等级"), Column("new_tier", "新等级"))
    rows = [["王小明", "银卡", None], ["李四", "尊享卡", None], ["单小姐", None, "白金卡"]]
    sheet = Sheet(
        "会员",
        columns,
        rows,
        choices={"tier": tiers, "new_tier": tiers, "name": []},
        row_colour=lambda row: {"李四": "FFC7CE", "单小姐": "C6EFCE"}.get(str(row[0])),
    )
    grids, (first, second) = written(tmp_path / "a.xlsx", sheet)
    assert grids[1] == [[tier] for tier in tiers]
    assert second.sheet_state == "hidden"
    found = [(str(each.sqref), each.formula1, each.type) for each in first.data_validations.dataValidation]
    assert found == [
        ("B2:B204", "'_choices'!$A$1:$A$4", "list"),
        ("C2:C204", "'_choices'!$A$1:$A$4", "list"),
    ]
    colours = [[cell.fill.fgColor.rgb if cell.fill.fill_type else None for cell in row] for row in first["A2:C4"]]
    assert colours == [[None] * 3, ["FFFFC7CE"] * 3, ["FFC6EFCE"] * 3]


HOSTILE = ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "=", "\t=1", " =1", "<b>&\"'</b>", "_x000D_", "_x0041_x"]


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    (grid,), (sheet,) = written(tmp_path / "a.xlsx", Sheet("x", [Column("a", "=甲")], [[text] for text in HOSTILE]))
    assert [row[0] for row in grid[1:]] == HOSTILE
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [bool(cell.quotePrefix) for cell in cells] == [text[0] in "=+-@" for text in HOSTILE]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\x00\x07b", "ab"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud83d坏\ufffe\uffff", "坏"),
        ("a\x85b\x7f", "ab"),
        ("\x1f", None),
        ("  a  b ", "  a  b "),
        ("a\x1fb", "ab"),
        ("👩‍⚕️ 𠮷 ﷺ", "👩‍⚕️ 𠮷 ﷺ"),
        ("长" * 32_767, "长" * 32_767),
        ("长" * 32_768, "长" * 32_766 + "…"),
        ("𠮷" * 16_384, "𠮷" * 16_383 + "…"),
    ],
)
def test_text_is_kept_but_for_what_no_workbook_holds(text: str, kept: str | None, tmp_path: Path) -> None:
    (grid,), _ = written(tmp_path / "a.xlsx", Sheet("x", [Column("a", "甲"), Column("b", "乙")], [[text, "b"]]))
    assert grid[1] == [kept, "b"]


safe_text = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=30)


@settings(max_examples=60)
@given(st.lists(st.tuples(safe_text, safe_text), min_size=1, max_size=20))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    lines = [["x", *row] for row in rows]
    write_xlsx(path, [Sheet("x", [Column(key, key) for key in "abc"], lines)])
    sheet = load_workbook(path).worksheets[0]
    assert values(sheet)[1:] == [[cell or None for cell in line] for line in lines]


@given(
    st.lists(
        st.tuples(
            st.integers(-(10**14), 10**14),
            st.dates(date(1900, 3, 1), date(2200, 1, 1)),
            st.datetimes(datetime(1900, 3, 1), datetime(2200, 1, 1)).map(lambda m: m.replace(microsecond=0)),
        ),
        min_size=1,
        max_size=9,
    )
)
def test_any_amount_and_day_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, date, datetime]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    kinds: list[Kind] = ["money", "day", "time"]
    write_xlsx(path, [Sheet("x", [Column(kind, kind, kind) for kind in kinds], rows)])
    got = values(load_workbook(path).worksheets[0])[1:]
    midnight = datetime.min.time()
    assert got == [[float(f"{fen / 100:.2f}"), datetime.combine(day, midnight), moment] for fen, day, moment in rows]


def test_rows_are_taken_as_they_come(tmp_path: Path) -> None:
    """Many blocks of rows, each with another need: plain, escaped, blank, quoted."""
    texts = ["王小明", "<&>", None, "=1", " b", "x" * 5]
    rows = [[number, texts[number // 700 % 6]] for number in range(5_000)]
    columns = [Column("n", "号", "int"), Column("t", "文")]
    assert write_xlsx(tmp_path / "a.xlsx", [Sheet("x", columns, iter(rows))]) == 5_000
    (grid,) = read_grids(tmp_path / "a.xlsx")
    assert grid.rows[1:] == rows


def test_memory_does_not_grow_with_the_list(tmp_path: Path) -> None:
    def rows(count: int) -> Iterator[list[object]]:
        return ([f"客户{number}", number, f"备注 {number}"] for number in range(count))

    columns = [Column("a", "甲"), Column("b", "乙", "int"), Column("c", "丙")]
    peaks = []
    for count in (5_000, 50_000):
        tracemalloc.start()
        write_xlsx(tmp_path / "a.xlsx", [Sheet("x", columns, rows(count))])
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


def test_a_worksheet_holds_so_many_rows(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="1048576"):
        write_xlsx(tmp_path / "a.xlsx", [Sheet("x", [Column("a", "甲")], ([None] for _ in range(1_048_577)))])


def test_rows_of_another_length_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="zip"):
        write_xlsx(tmp_path / "a.xlsx", [Sheet("x", [Column("a", "甲")], [[1, 2]])])


@pytest.mark.parametrize(
    ("titles", "tabs"),
    [
        (["会员/2026:[一]*?\\", "会员"], ["会员 2026  一", "会员"]),
        (["会员", "会员", "会员"], ["会员", "会员 (2)", "会员 (3)"]),
        (["Sheet", "sheet", "_choices"], ["Sheet", "sheet (2)", "_choices (2)"]),
        (["", "'x'", "长" * 40], ["Sheet", "x", "长" * 31]),
        (["长" * 40, "长" * 40], ["长" * 31, "长" * 26 + " (2)"]),
        (["a&b<c>\"d'e"], ["a&b<c>\"d'e"]),
    ],
)
def test_tabs_have_names_that_excel_takes(titles: list[str], tabs: list[str], tmp_path: Path) -> None:
    write_xlsx(tmp_path / "a.xlsx", [Sheet(title, [Column("a", "甲")], []) for title in titles])
    assert load_workbook(tmp_path / "a.xlsx").sheetnames == tabs
    assert [sheet_title(title) for title in tabs] == tabs


def test_parts_come_in_the_order_of_the_format(tmp_path: Path) -> None:
    """Excel calls a sheet damaged whose parts are in another order."""
    columns = [Column("a", "甲"), Column("b", "乙")]
    write_xlsx(tmp_path / "a.xlsx", [Sheet("x", columns, [["1", "2"]], heading="题", choices={"a": ["1"]})])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert archive.testzip() is None
        roots = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    names = [item.tag.rpartition("}")[2] for item in roots["xl/worksheets/sheet1.xml"]]
    assert names == [
        "sheetPr",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "autoFilter",
        "mergeCells",
        "dataValidations",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
    ]


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("王小明", 6), ("￥1·a", 6), ("王\nabcdef", 6), ("", 0)])
def test_chinese_takes_two_places(text: str, width: int) -> None:
    assert shown_width(text) == width


@pytest.mark.parametrize(
    ("column", "sample", "width"),
    [
        (Column("a", "甲"), [], 6),
        (Column("a", "会员卡号"), ["C1"], 11),
        (Column("a", "甲"), ["阿依古丽·买买提", None], 17),
        (Column("a", "甲"), ["长" * 100], 40),
        (Column("a", "甲", "money"), [123_456_700], 13),
        (Column("a", "甲", "day"), [date(1990, 5, 3)], 12),
        (Column("a", "甲", "text", 55), ["长" * 100], 55),
    ],
)
def test_columns_are_as_wide_as_they_need(column: Column, sample: list[object], width: int) -> None:
    assert column_width(column, sample) == width


def test_long_text_is_wrapped(tmp_path: Path) -> None:
    _, (sheet,) = written(tmp_path / "a.xlsx", Sheet("x", [Column("a", "甲"), Column("b", "乙")], [["长" * 50, "b"]]))
    assert [bool(cell.alignment.wrap_text) for cell in sheet[2]] == [True, False]


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16_384, "XFD")])
def test_columns_have_letters(number: int, letters: str) -> None:
    assert column_letters(number) == letters


CSV = """\ufeffno,name,points,spend,born_on,seen_at,rate\r
M-00001,王小明,128,19800.00,1990-05-03,2026-11-21T09:30:00,0.95\r
M-00002,单小姐,0,-0.05,1985-12-30,2026-11-21T09:30:00+08:00,1.5\r
M-00003,,,,,,\r
M-00004,欧阳娜娜,无,面议,'--10-01,上午,九折\r
19900000045,李四,100000000000000000,1000000000000000.00,1900-01-31,2026-01-01,nan\r
"""


def test_csv_is_for_programs(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", COLUMNS, ROWS)
    assert (tmp_path / "a.csv").read_bytes().decode() == CSV


def test_csv_goes_to_a_stream_too() -> None:
    stream = io.StringIO(newline="")
    aware = datetime(2026, 11, 21, 9, 30, tzinfo=timezone(timedelta(hours=8)))
    write_csv(stream, [Column("a", "甲", "time"), Column("b", "乙")], [[aware, "x,\ny"], [None, True]])
    assert stream.getvalue() == '\ufeffa,b\n2026-11-21T09:30:00+08:00,"x,\ny"\n,true\n'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1", "'=1"),
        ("+86", "'+86"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("'x", "'x"),
        ("a=1", "a=1"),
        ("a\x00\ud800b", "ab"),
    ],
)
def test_csv_text_is_never_a_formula(text: str, cell: str) -> None:
    stream = io.StringIO(newline="")
    write_csv(stream, [Column("a", "甲")], [[text]])
    assert stream.getvalue() == f"\ufeffa\n{cell}\n"


csv_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).filter(lambda text: text[:1] != "#")


@given(st.lists(st.tuples(csv_text, csv_text), max_size=12))
def test_csv_read_again_is_the_same(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.csv"
    write_csv(path, [Column("name", "姓名"), Column("note", "备注")], [("head", "head"), *rows])
    (grid,) = read_grids(path)
    want = [[cell or None for cell in row] for row in [("name", "note"), ("head", "head"), *rows]]
    assert grid.rows == want


def test_puts_a_file_in_place_whole(tmp_path: Path) -> None:
    target = tmp_path / "名单.xlsx"
    seen: list[tuple[str, int]] = []

    def write(path: Path) -> None:
        seen.append((path.suffix, stat.S_IMODE(path.stat().st_mode)))
        assert not target.exists()
        path.write_text("new")

    assert replace_atomically(target, write) == target
    assert (target.read_text(), seen) == ("new", [(".xlsx", 0o600 if os.name == "posix" else 0o666)])
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_keeps_the_mode_of_a_file_replaced(tmp_path: Path) -> None:
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("old")
    old.chmod(0o640)
    for path in (old, new):
        replace_atomically(path, lambda place: place.write_text("new"))
    assert [stat.S_IMODE(path.stat().st_mode) for path in (old, new)] == [0o640, 0o600]


def test_a_link_still_points_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    assert replace_atomically(link, lambda place: place.write_text("new")) == tmp_path / "real.csv"
    assert (link.is_symlink(), link.read_text()) == (True, "new")


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")

    def write(path: Path) -> None:
        path.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_atomically(target, write)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "old")]


def _held(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Lets the operating system refuse to replace some files, as Windows does while Excel has them open."""
    replace = Path.replace

    def refusing(self: Path, target: str | os.PathLike[str]) -> Path:
        if Path(target).name in names:
            raise PermissionError(13, "held", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)


def test_a_file_held_open_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.xlsx", "a (2).xlsx"):
        (tmp_path / name).write_text("old")
    _held(monkeypatch, "a.xlsx", "a (3).xlsx")
    assert replace_atomically(tmp_path / "a.xlsx", lambda place: place.write_text("new")) == tmp_path / "a (4).xlsx"
    found = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert found == {"a.xlsx": "old", "a (2).xlsx": "old", "a (4).xlsx": "new"}


def test_a_folder_where_everything_is_held_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _held(monkeypatch, "a.xlsx", *(f"a ({number}).xlsx" for number in range(2, 200)))
    with pytest.raises(Refused, match=r"a\.xlsx is open in another program"):
        replace_atomically(tmp_path / "a.xlsx", lambda place: place.write_text("new"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for path, sentence in (
        (tmp_path / "none" / "a.csv", "there is no folder"),
        (tmp_path / "file" / "a.csv", "there is no folder"),
        (tmp_path / "folder", "folder is a folder"),
    ):
        with pytest.raises(Refused, match=sentence):
            replace_atomically(path, lambda place: place.write_text("new"))


def test_a_share_is_written_as_a_percentage(tmp_path: Path) -> None:
    path = tmp_path / "shares.xlsx"
    write_xlsx(path, [Sheet("完整度", [Column("share", "完整度", "percent", None)], iter([[0.483], [None], [1]]))])
    sheet = load_workbook(path).worksheets[0]
    assert [(cell.value, cell.number_format) for (cell,) in sheet.iter_rows(min_row=2)] == [
        (0.483, "0%"),
        (None, "General"),
        (1, "0%"),
    ]
