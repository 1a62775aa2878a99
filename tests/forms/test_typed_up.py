"""The same sheets typed by somebody else: shifted, without title, unmerged, spaced, ticked in other ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from formcase import FORMS, RECORDS, TODAY, read, said, written
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmcli.core.findings import Refused
from crmcli.forms.read import read_form

Change = Callable[[Worksheet], None]
COMPLAINT = RECORDS["complaint"]


def typed(folder: Path, name: str, change: Change, count: int = 1) -> Path:
    """A workbook of ours, unmerged and changed by hand."""
    path = written(folder, name, [RECORDS[name]] * count)
    book = load_workbook(path)
    for sheet in book.worksheets:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        change(sheet)
    book.save(path)
    return path


def put(**cells: Any) -> Change:
    """Types values into cells."""

    def change(sheet: Worksheet) -> None:
        for at, value in cells.items():
            sheet[at] = value

    return change


def no_title(sheet: Worksheet) -> None:
    sheet.delete_rows(1)


def shifted(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 3)
    sheet.insert_cols(1, 2)


def spaced(sheet: Worksheet) -> None:
    """Labels with blanks between, full-width colons made half, brackets left out."""
    for row in sheet.iter_rows():
        for cell in row:
            text = cell.value
            if isinstance(text, str) and len(text) < 6 and text.isalpha() and cell.column in (1, 2, 5):
                cell.value = "　".join(text)
            elif isinstance(text, str):
                cell.value = text.replace("：", ":").replace("（", "(").replace("）", ")")


@pytest.mark.parametrize("change", [no_title, shifted, put(), lambda sheet: sheet.row_dimensions.clear()])
@pytest.mark.parametrize("name", ["complaint", "event", "application", "plan"])
def test_a_card_typed_elsewhere_is_read(name: str, change: Change, tmp_path: Path) -> None:
    reading = read(name, typed(tmp_path, name, change))
    assert said(reading) == []
    for key, value in RECORDS[name].items():
        assert reading.records[0].values[key] == value, key


@pytest.mark.parametrize("change", [no_title, shifted, put()])
@pytest.mark.parametrize("name", ["intake", "promotion"])
def test_a_list_typed_elsewhere_is_read(name: str, change: Change, tmp_path: Path) -> None:
    reading = read(name, typed(tmp_path, name, change, count=12))
    assert said(reading) == []
    assert len(reading.records) == 12
    for key, value in RECORDS[name].items():
        assert reading.records[11].values[key] == value, key


def test_blanks_and_half_width_signs_in_labels_do_not_matter(tmp_path: Path) -> None:
    reading = read("complaint", typed(tmp_path, "complaint", spaced))
    assert said(reading) == []
    assert reading.records[0].values == COMPLAINT


def test_labels_without_what_stands_in_brackets(tmp_path: Path) -> None:
    change = put(A4="姓名", A8="有效证件名称", B8="身份证√ 护照")
    values = read("application", typed(tmp_path, "application", change)).records[0].values
    assert (values["name"], values["id_type"]) == (RECORDS["application"]["name"], "resident")


def test_values_as_people_type_them(tmp_path: Path) -> None:
    change = put(B4=46326, C4="V电话咨询  现场咨询", E4=19900005678, H4="报纸、邮政", I4="是√ 否", J4="1.28万")
    values = read("intake", typed(tmp_path, "intake", change)).records[0].values
    assert values["asked_on"] == date(2026, 10, 31)
    assert (values["channel"], values["source"], values["first_deal"]) == ("phone", ["newspaper", "post"], "yes")
    assert (values["phone"], values["amount"]) == ("19900005678", 1280000)


def test_a_label_and_its_value_in_cells_of_their_own(tmp_path: Path) -> None:
    change = put(A2="投诉日期：", C2="2026年10月30日", E2="编号", F2="TS-2026-0009", C10="姓名:", D10="李娜")
    values = read("complaint", typed(tmp_path, "complaint", change)).records[0].values
    assert (values["logged_on"], values["no"], values["person"]) == (date(2026, 10, 30), "TS-2026-0009", "李娜")


def test_pages_one_below_the_other_with_their_heads_and_ends(tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, "intake", [RECORDS["intake"]] * 10))
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    page = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for row in page:
        sheet.append(row)
    book.save(tmp_path / "pages.xlsx")
    reading = read("intake", tmp_path / "pages.xlsx")
    assert (len(reading.records), said(reading)) == (20, [])


def test_columns_in_another_order_are_found_by_their_heads(tmp_path: Path) -> None:
    def swap(sheet: Worksheet) -> None:
        for row in range(3, 14):
            left, right = sheet.cell(row, 5), sheet.cell(row, 7)
            left.value, right.value = right.value, left.value

    reading = read("intake", typed(tmp_path, "intake", swap))
    values = reading.records[0].values
    assert (values["phone"], values["item"], said(reading)) == ("19900005678", "激光祛斑", [])


@pytest.mark.parametrize(
    ("name", "change", "sentences", "faulty"),
    [
        (
            "complaint",
            put(B7=None),
            ["the label 被投诉事项 is missing, so nothing was read for it: write it as on the printed form"],
            {"matter"},
        ),
        (
            "complaint",
            put(C4="☑男 ☑女"),
            ["C4:D4 性别 in C4:D4: 男, 女 are ticked and only one may be: leave one tick"],
            {"gender"},
        ),
        (
            "complaint",
            put(C4="□男 □女 ☑保密"),
            ["C4:D4 性别 in C4:D4: 保密 is none of the options: tick one of 男, 女"],
            {"gender"},
        ),
        (
            "complaint",
            put(A2="投诉日期：2026年  月  日"),
            ["A2:D2 投诉日期 in A2:D2: 2026年  月  日 is not a day: write for example 1990-05-03"],
            {"logged_on"},
        ),
        (
            "complaint",
            put(F5=110105194912310021),
            [
                "F5:G5 身份证件号码 in F5:G5: 1.10105e+17 was kept as a number and has lost its last figures: "
                "type it again as text"
            ],
            {"id_no"},
        ),
        (
            "intake",
            put(J4="一大笔"),
            ["J4 首次办理金额 in J4: 一大笔 is not an amount; write for example 1200, 1,200.50 or 1.5万"],
            {"amount"},
        ),
        (
            "promotion",
            put(G4="杯子一个"),
            ["G4 赠送情况 in G4: 杯子一个 is not written as it is printed: 小礼品(…) 赠送金额(…)"],
            {"gift", "bonus"},
        ),
        (
            "promotion",
            put(F4="=1+"),
            ["F4 办理金额: the formula in F4 has no value: open the workbook, let it calculate and save it"],
            {"amount"},
        ),
        (
            "application",
            put(F4="三十多"),
            ["F4 年龄 in F4: 三十多 is not a whole number: write it in figures"],
            {"age"},
        ),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str, change: Change, sentences: list[str], faulty: set[str], tmp_path: Path
) -> None:
    reading = read(name, typed(tmp_path, name, change))
    assert said(reading) == sentences
    record = reading.records[0]
    assert record.faulty == faulty
    kept = RECORDS[name]
    assert {key for key in kept if record.values[key] != kept[key]} == faulty & kept.keys()


def test_a_label_that_moved_is_said_and_read(tmp_path: Path) -> None:
    reading = read("complaint", typed(tmp_path, "complaint", put(B7="备用", A16="被投诉事项", B16="等候")))
    assert reading.records[0].values["matter"] is None or reading.records[0].values["matter"] != COMPLAINT["matter"]
    assert said(reading) == [
        "A16 the label 被投诉事项 stands in A16 and not in B7: what is beside it was read, check it"
    ]


def test_a_sheet_of_another_form_is_called_by_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, "promotion", [RECORDS["promotion"]])
    with pytest.raises(Refused) as refused:
        read("intake", path)
    assert (
        str(refused.value)
        == "promotion.xlsx is the sheet 活动客户回报登记表, not 客户咨询登记表: name the right one of the two"
    )


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "手机"])
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(Refused, match=r"list\.xlsx is not the sheet 客户投诉登记表, few of its labels are there"):
        read("complaint", tmp_path / "list.xlsx")
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(Refused, match=r"empty\.xlsx holds no sheet with anything in it"):
        read("complaint", tmp_path / "empty.xlsx")


def test_other_sheets_of_the_workbook_are_named_and_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, "complaint", [COMPLAINT])
    book = load_workbook(path)
    book.create_sheet("说明")["A1"] = "填表说明"
    book.create_sheet("Sheet2")
    book.create_sheet("藏").append(["填表说明"])
    book["藏"].sheet_state = "hidden"
    book.save(path)
    reading = read("complaint", path)
    assert len(reading.records) == 1
    assert said(reading) == ["the sheet 说明 is no such form and was left out"]


def test_a_workbook_with_a_password_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(_compound("EncryptedPackage"))
    with pytest.raises(Refused, match=r"locked\.xlsx is protected with a password: .* remove the password"):
        read_form(FORMS["intake"], path, TODAY)


def _compound(stream: str) -> bytes:
    """A compound file with one empty stream: what Excel makes of a workbook with a password begins like that."""
    import struct

    def entry(name: str, kind: int, child: int) -> bytes:
        encoded = (name + "\0").encode("utf-16-le")
        links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
        head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1) + links
        return head + bytes(36) + struct.pack("<IQ", 0xFFFFFFFE, 0)

    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, *([0] + [0xFFFFFFFF] * 108))
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *([0xFFFFFFFF] * 126))
    directory = entry("Root Entry", 5, 1) + entry(stream, 2, 0xFFFFFFFF)
    return bytes(header) + table + directory.ljust(512, b"\0")
