"""Our own lists come back: unchanged they change nothing, edited they update by number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from features.importing.lists import counts, members, query, reasons
from openpyxl import load_workbook

from crmcli.storage.schema import DERIVED, FACTS

Dumped = Callable[[Path, tuple[str, ...]], Any]

PEOPLE = [
    ["王小明", "--mobile", "19900005678", "--birthday", "农历1990年闰五月初三", "--note", "怕冷"],
    ["李四", "--phone2", "0513-85123456", "--birthday", "05-20"],
    ["赵六", "--wechat", "zhao_liu6", "--prospect"],
    ["阿依古丽·买买提", "--mobile", "19900000023", "--birthday", "农历腊月三十", "--card-no", "0012"],
    ["刘一", "--mobile", "+85291234567", "--owner", "陈静", "--joined-on", "2020-05-03"],
    ["刘二", "--mobile", "19900000023", "--same-phone-ok", "--gender", "女"],
]


@pytest.fixture
def desk_of_many(desk: Any) -> Any:
    """People of every sort, an organisation, spend, tiers earned and given."""
    for words in PEOPLE:
        desk.json("member", "add", *words)
    (desk.folder / "houses.csv").write_text("姓名,手机,客户类型\n东海大药房,,单位\n", encoding="utf-8")
    desk.json("import", "members", "houses.csv", "--apply")
    desk.json("member", "upgrade", "刘一", "--to", "白金卡", "--reason", "老客户")
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "25000.50")
    return desk


@pytest.mark.parametrize("reveal", [(), ("--reveal",)], ids=["masked", "revealed"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("written", ["en", "zh_CN"])
@pytest.mark.parametrize("read", ["en", "zh_CN"])
def test_a_list_of_ours_changes_nothing(
    reveal: tuple[str, ...], ending: str, written: str, read: str, desk_of_many: Any, dump: Dumped
) -> None:
    desk = desk_of_many
    desk.env(CRMCLI_LANG=written)
    desk.ok("member", "list", "--output", f"out.{ending}", *reveal)
    before = dump(desk.path, (*FACTS, *DERIVED))
    desk.env(CRMCLI_LANG=read)
    answer = desk.ok("import", "members", f"out.{ending}", "--apply", "--json").json
    assert (counts(answer), answer["operation"]) == ((0, 0, 7, 0), None)
    assert dump(desk.path, (*FACTS, *DERIVED)) == before


def edited(desk: Any, changes: dict[tuple[str, str], object]) -> Path:
    """The list as a workbook, with cells of (name, head) changed."""
    path = Path(desk.folder / "out.xlsx")
    desk.ok("member", "list", "--output", path)
    made = load_workbook(path)
    sheet = made.worksheets[0]
    lines = list(sheet.iter_rows())
    head = next(line for line in lines if line[0].value == "no.")
    columns = {cell.value: cell.column for cell in head}
    rows = {line[1].value: line[0].row for line in lines}
    for (name, title), value in changes.items():
        sheet.cell(rows[name], columns[title]).value = value
    made.save(path)
    return path


def test_edited_it_updates_by_number_and_lists_the_changes(desk_of_many: Any) -> None:
    path = edited(
        desk_of_many,
        {("李四", "name"): "李思", ("刘一", "mobile"): "19900000088", ("刘二", "card no."): "B7"},
    )
    answer = desk_of_many.json("import", "members", path, "--apply")
    assert counts(answer) == (0, 3, 4, 0)
    assert [(c["no"], c["name"], c["field"], c["old"], c["new"]) for c in answer["changes"]] == [
        ("M-00002", "李四", "name", "李四", "李思"),
        ("M-00005", "刘一", "mobile", "+85291234567", "19900000088"),
        ("M-00006", "刘二", "card_no", None, "B7"),
    ]
    found = members(desk_of_many.path)
    assert (found["李思"]["phone2"], found["刘一"]["mobile"], found["刘二"]["card_no"]) == (
        "0513-85123456",
        "19900000088",
        "B7",
    )
    again = desk_of_many.json("import", "members", path, "--apply")
    assert (counts(again), again["operation"]) == ((0, 0, 7, 0), None)


def test_a_masked_phone_of_somebody_else_comes_back(desk_of_many: Any) -> None:
    path = edited(desk_of_many, {("刘一", "mobile"): "199****5678"})
    answer = desk_of_many.ok("import", "members", path, "--apply", "--json").json
    assert counts(answer) == (0, 0, 6, 1)
    ((why,),) = reasons(answer).values()
    assert why == "199****5678 does not fit what is recorded; a masked value is never written"


def test_what_the_program_works_out_is_not_taken(desk_of_many: Any) -> None:
    path = edited(desk_of_many, {("刘一", "complete"): 1, ("刘一", "standing"): "left", ("刘一", "last contact"): "x"})
    answer = desk_of_many.json("import", "members", path, "--apply")
    assert (counts(answer), answer["ignored"]) == (
        (0, 0, 7, 0),
        dict.fromkeys(("complete", "last contact", "standing"), "worked out by the program"),
    )


def test_a_spend_edited_in_our_list_comes_back(desk_of_many: Any) -> None:
    path = edited(desk_of_many, {("王小明", "spend"): 99})
    answer = desk_of_many.ok("import", "members", path, "--apply", "--json").json
    assert counts(answer) == (0, 0, 6, 1)
    assert query(desk_of_many.path, "SELECT COUNT(*) AS n FROM ledger") == [{"n": 1}]
