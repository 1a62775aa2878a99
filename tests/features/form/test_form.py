"""`crmcli form`: what there is, what is wrong with it, an empty one to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from harness import TODAY, Desk

NAMES = ["intake", "complaint", "promotion", "application", "event", "plan"]


def own(name: str, text: str) -> Path:
    """A sheet of the user's own."""
    from crmcli.place import user_data_dir

    folder = user_data_dir() / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def shipped(name: str) -> str:
    from crmcli.place import data_dir

    return (data_dir() / "forms" / f"{name}.toml").read_text("utf-8")


def values(path: Path) -> dict[str, Any]:
    sheet = load_workbook(path).worksheets[0]
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None}


def test_the_list_needs_no_file(bare: Desk) -> None:
    rows = bare.json("form", "list")
    assert [row["name"] for row in rows] == NAMES
    assert rows[0] == {
        "name": "intake",
        "title": "客户咨询登记表",
        "kind": "list",
        "orientation": "landscape",
        "prefix": "ZX",
        "origin": "shipped",
    }
    assert "客户投诉登记表" in bare.ok("form", "list").out


def test_a_sheet_of_ones_own_is_listed_and_wins(bare: Desk) -> None:
    own("signing", shipped("intake").replace("客户咨询登记表", "签到表"))
    own("plan", shipped("plan").replace("客户维护计划表", "我院维护计划表"))
    rows = {row["name"]: (row["title"], row["origin"]) for row in bare.json("form", "list")}
    assert list(rows) == [*NAMES, "signing"]
    assert (rows["signing"], rows["plan"]) == (("签到表", "own"), ("我院维护计划表", "own"))
    assert values(Path(bare.json("form", "blank", "签到", "--pack", "club")["file"]))["A1"] == "签到表"


def test_everything_shipped_is_right(bare: Desk) -> None:
    assert bare.json("form", "check") == []
    assert bare.ok("form", "check").out == "6 sheets: 0 faults\n"
    assert bare.ok("form", "check", "客户投诉").out == "1 sheet: 0 faults\n"


def test_faults_are_told_with_file_and_key_and_end_with_seven(bare: Desk) -> None:
    own("plan", shipped("plan").replace('"portrait"', "1").replace('at = "C3:D3"', 'at = "B3:D3"'))
    result = bare("form", "check", "--json")
    assert (result.status, result.json) == (
        7,
        [
            {
                "file": "plan.toml",
                "key": "cells[6].at",
                "message": "B3:D3 overlaps cells[5] A3:B3; a place belongs to one cell",
            }
        ],
    )
    assert "plan.toml  cells[6].at\n  B3:D3 overlaps" in bare("form", "check", "plan").out
    assert bare("form", "check", "intake").status == 0
    assert bare.refused(7, "form", "blank", "plan", "--pack", "clinic")["message"] == (
        "plan.toml cells[6].at: B3:D3 overlaps cells[5] A3:B3; a place belongs to one cell"
    )


def test_what_a_pack_says_where_nothing_can_be_printed(bare: Desk) -> None:
    import shutil

    from crmcli.place import data_dir, user_data_dir

    folder = user_data_dir() / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    text = (folder / "forms.toml").read_text("utf-8")
    text = text.replace("[forms.promotion]", "[forms.promotoin]").replace("statements =", "statement =")
    (folder / "forms.toml").write_text(text, "utf-8")
    result = bare("form", "check", "--json")
    assert result.status == 7
    assert [(fault["file"], fault["key"]) for fault in result.json] == [
        ("clinic/forms.toml", "forms.promotoin"),
        ("clinic/forms.toml", "forms.application.statement"),
    ]


def test_an_empty_sheet_with_the_words_of_the_house(desk: Desk) -> None:
    desk.ok("config", "set", "organisation", "仁和美容医院")
    answer = desk.json("form", "blank", "application", "--output", "申请表.xlsx")
    assert answer == {"file": str(desk.folder / "申请表.xlsx"), "form": "application", "rows": 0, "sheets": 1}
    shown = values(desk.folder / "申请表.xlsx")
    assert shown["A1"] == "仁和美容医院入会申请表"
    assert [line[:3] for line in shown["A14"].splitlines()] == ["1. ", "2. ", "3. "]
    assert shown["E2"] == "会员卡类型：□充值卡  □单项卡"


@pytest.mark.parametrize(
    ("pack", "title", "remark"),
    [
        ("clinic", "医疗美容医院入会申请表", "备注：到院咨询的客户"),
        ("club", "运动俱乐部入会申请表", "备注：现场来咨询的客户"),
    ],
)
def test_without_a_file_the_pack_is_named(bare: Desk, pack: str, title: str, remark: str) -> None:
    card = values(Path(bare.json("form", "blank", "application", "--pack", pack)["file"]))
    roll = values(Path(bare.json("form", "blank", "intake", "--pack", pack)["file"]))
    assert card["A1"] == title
    assert roll["A14"].startswith(remark)


def test_rows_fill_up_their_pages(desk: Desk) -> None:
    answer = desk.json("form", "blank", "intake", "--rows", "25")
    assert answer["file"] == str(desk.folder / "sheets" / f"intake-{TODAY[:10]}.xlsx")
    shown = values(Path(answer["file"]))
    assert [shown[f"A{row}"] for row in (4, 13, 33)] == [1, 10, 30]
    assert shown["C33"] == "□电话咨询\n□现场咨询"
    assert shown["A34"].startswith("备注：到院咨询的客户")
    plan = values(Path(desk.json("form", "blank", "plan", "--rows", "9")["file"]))
    assert (plan["A22"], plan["A23"]) == (16, "响应机制")


def test_it_goes_to_the_folder_of_sheets(desk: Desk) -> None:
    (desk.folder / "表格").mkdir()
    desk.ok("config", "set", "sheets-folder", str(desk.folder / "表格"))
    desk.ok("form", "blank", "complaint")
    assert [path.name for path in (desk.folder / "表格").iterdir()] == [f"complaint-{TODAY[:10]}.xlsx"]


def test_a_packs_own_options_are_printed(bare: Desk) -> None:
    import shutil

    from crmcli.place import data_dir, user_data_dir

    folder = user_data_dir() / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    with (folder / "forms.toml").open("a", encoding="utf-8") as stream:
        stream.write('\n[forms.application.options]\ninterest = [{ code = "skin", name = "美白" },')
        stream.write(' { code = "other", name = "其他____" }]\n')
    shown = values(Path(bare.json("form", "blank", "application", "--pack", "clinic")["file"]))
    assert shown["B9"] == "□美白 □其他____"


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        (4, ["xyz"], f"There is no sheet xyz; there are {', '.join(NAMES)}."),
        (4, ["登记表"], "登记表 fits several sheets: intake, complaint, promotion."),
        (2, [], f"Sheet is missing: give {', '.join(NAMES)}."),
        (2, ["complaint", "--rows", "3"], "客户投诉登记表 has no rows to repeat; leave out --rows"),
        (2, ["intake", "--rows", "0"], "0 is not a number of rows from 1 to 10000."),
        (2, ["intake", "--rows", "10001"], "10001 is not a number of rows from 1 to 10000."),
        (
            2,
            ["intake", "--output", "a.pdf"],
            "A sheet is written as a workbook; give --output a name that ends in .xlsx",
        ),
        (2, ["intake"], "Pack is missing: give --pack clinic (医疗美容医院), club (运动俱乐部)."),
        (4, ["intake", "--pack", "nothing"], "There is no pack nothing; there are clinic, club."),
    ],
)
def test_what_is_refused(bare: Desk, status: int, words: list[str], message: str) -> None:
    assert bare.refused(status, "form", "blank", *words)["message"] == message
    assert list(bare.folder.iterdir()) == []


def test_a_folder_that_is_not_there(bare: Desk) -> None:
    result = bare("form", "blank", "intake", "--pack", "clinic", "--output", "nowhere/a.xlsx")
    assert result.status != 0
    assert "nowhere" in result.err
    assert "Traceback" not in result.err
