"""Sheets read back from files and folders: what each holds is told by its content, and none stops the others."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from features.importing.filledforms import CASE, GUEST, PERIOD, PERSON, ROW, counts, filled, typed
from features.importing.lists import book
from openpyxl import load_workbook
from sheets.hostile import compound

from harness import Desk

SHEETS = [
    ("intake", ROW, {}),
    ("application", PERSON, {}),
    ("complaint", CASE, {}),
    ("promotion", GUEST, PERIOD),
]


@pytest.mark.parametrize(("form", "record", "context"), SHEETS)
def test_a_sheet_is_told_by_its_labels(club: Desk, form: str, record: Any, context: Any) -> None:
    answer = club.json("import", filled(club.folder / "表.xlsx", form, record, **context))
    assert (answer["form"], answer["read"]) == (form, 1)


@pytest.mark.parametrize(
    ("head", "row", "column"),
    [
        (["姓名", "手机", "生日"], ["王小明", "19900005678", "1990-05-03"], "birthday"),
        (["日期", "姓名", "手机", "项目", "实收金额"], ["2026-10-30", "王小明", "19900005678", "其他", "10"], "date"),
        (
            ["咨询日期", "咨询方式", "姓名", "手机", "咨询项目"],
            ["2026-10-30", "电话", "王小明", "19900005678", "x"],
            "channel",
        ),
    ],
)
def test_a_list_is_told_by_its_heads(club: Desk, head: list[str], row: list[str], column: str) -> None:
    answer = club.json("import", book(club.folder / "list.xlsx", head, row))
    assert column in answer["columns"].values()
    assert answer["read"] == 1


def test_what_is_nothing_that_is_known(club: Desk) -> None:
    error = club.refused(7, "import", book(club.folder / "list.xlsx", ["甲", "乙"], ["1", "2"]))
    assert "is no list and no sheet that is known" in error["message"]
    assert club.refused(2, "import", "people")["field"] == "KIND"
    for words in (["applications", "nowhere.xlsx"], ["nowhere.xlsx"], ["./nowhere"]):
        assert club.refused(4, "import", *words)["message"].startswith("There is no file ")


def test_a_sheet_that_is_not_read_back(club: Desk) -> None:
    error = club.refused(
        7, "import", filled(club.folder / "plan.xlsx", "plan", {"customer": "某医院", "made_by": "吴敏"})
    )
    assert "客户维护计划表, which is not read back" in error["message"]


def test_a_sheet_of_another_form_is_called_by_its_name(club: Desk) -> None:
    error = club.refused(7, "import", "complaints", filled(club.folder / "f4.xlsx", "application", PERSON))
    assert error["message"] == "f4.xlsx is the sheet 入会申请表, not 客户投诉登记表: name the right one of the two"


def test_options_of_lists_mean_nothing_for_sheets(club: Desk) -> None:
    path = filled(club.folder / "f4.xlsx", "application", PERSON)
    error = club.refused(2, "import", "applications", path, "--map", "姓名=name")
    assert error["field"] == "--map"


def test_a_label_moved_is_told_and_what_is_beside_it_is_read(club: Desk) -> None:
    path = filled(club.folder / "f4.xlsx", "application", PERSON)
    sheet = load_workbook(path)
    page = sheet.worksheets[0]
    for merged in ("B7:D7", "E7:F7", "G7:H7"):
        page.unmerge_cells(merged)
    page["A7"], page["B7"], page["E7"], page["G7"] = None, None, "Email", "someone@example.com"
    sheet.save(path)
    answer = club.json("import", path, "--apply")
    said = [remark["message"] for remark in answer["remarks"]] + [r for x in answer["rejects"] for r in x["reasons"]]
    assert any("Email" in text and "E7" in text for text in said)


def test_a_label_that_is_gone_rejects_the_card(club: Desk) -> None:
    path = typed(filled(club.folder / "f4.xlsx", "application", PERSON), A6="电话呢")
    answer = club.json("import", path, "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert "the label 有效联系电话 is missing" in answer["rejects"][0]["reasons"][0]


@pytest.fixture
def folder(club: Desk) -> Path:
    """A folder of two sheets, one of them wrong, a rejects sheet, what Excel leaves, and what is none."""
    place = club.folder / "表格"
    place.mkdir()
    filled(place / "a.xlsx", "application", PERSON)
    filled(place / "b.xlsx", "application", PERSON | {"name": "赵敏", "phone": "1990", "card_no": None})
    filled(place / "c.xlsx", "complaint", CASE)
    (place / "d.xlsx").write_bytes(b"PK\x03\x04 cut short")
    shutil.copy(place / "a.xlsx", place / "list-rejected.xlsx")
    shutil.copy(place / "a.xlsx", place / "list-rejected-2.xlsx")
    (place / "~$a.xlsx").write_text("x")
    (place / "notes.txt").write_text("x")
    return place


def test_a_folder_never_stops_at_a_bad_one(club: Desk, folder: Path, schema_holds: Any) -> None:
    answer = club.json("import", "applications", folder, "--apply")
    schema_holds(answer)
    assert counts(answer) == (2, 1, 0, 0, 1)
    assert [Path(name).name for name in answer["files"]] == ["a.xlsx", "b.xlsx"]
    assert [Path(one["file"]).name for one in answer["failed"]] == ["c.xlsx", "d.xlsx"]
    assert "客户投诉登记表" in answer["failed"][0]["message"]
    assert [Path(one["file"]).name for one in answer["rejects"]] == ["b.xlsx"]
    said = club.ok("import", "applications", folder).out
    assert said.index("Rejected:") < said.index("Could not be read:")
    assert "b.xlsx (B6:D6): " in said


def test_a_folder_of_nothing_readable_is_7(club: Desk, folder: Path) -> None:
    error = club.refused(7, "import", "promotions", folder)
    assert error["message"].startswith("None of the 4 workbooks in ")


def test_a_folder_whose_kind_is_not_said(club: Desk, folder: Path) -> None:
    error = club.refused(2, "import", folder)
    assert (error["field"], "applications, complaints" in error["message"]) == ("KIND", True)
    (folder / "c.xlsx").unlink()
    assert counts(club.json("import", folder)) == (2, 1, 0, 0, 1)
    empty = club.folder / "leer"
    empty.mkdir()
    assert club.refused(4, "import", empty)["field"] == "FILE"


def test_a_sheet_with_a_password_says_so(club: Desk) -> None:
    locked = compound({"EncryptionInfo": bytes(100), "EncryptedPackage": bytes(5000)})
    (club.folder / "locked.xlsx").write_bytes(locked)
    for words in (["applications", "locked.xlsx"], ["locked.xlsx"]):
        assert "password" in club.refused(7, "import", *words)["message"]


def test_nothing_is_written_while_nobody_says_so(club: Desk) -> None:
    said = club.ok("import", filled(club.folder / "f4.xlsx", "application", PERSON))
    assert "To write it: the same line with --apply" in said.out
    assert club.json("member", "list") == []
