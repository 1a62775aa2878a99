"""The two demo workbooks through the import: counts, every rejected row, undo and redo, the mended rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from features.importing.lists import cells_of, counts, query, reasons
from openpyxl import load_workbook

from crmcli.storage.schema import DERIVED, FACTS

DEMO = Path(__file__).parents[3] / "data" / "demo"
MEMBERS, PURCHASES = DEMO / "members.xlsx", DEMO / "purchases.xlsx"
#: Row of the sheet, which is 序号 + 4.
WRONG_MEMBERS = {
    23: "The last character of 329999199103084221 does not fit the 17 before it: 1 at position 18; "
    "compare every digit with the document",
    54: "1990000118 is not a phone number by its length (10): a mobile has 11 digits, "
    "a landline 10 to 12 with its area code",
    82: "the name is missing",
    114: "1988年2月30日 is not a day: 1988-02 has 29 days",
    143: "约两千多 is not an amount; write for example 1200, 1,200.50 or 1.5万",
    171: "there is no phone and no WeChat name to reach 魏思蓉 by",
    200: "119999198702140000 has been cut by Excel, its last digits are lost; "
    "type the number again from the document into a cell formatted as text",
    229: "3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03",
    256: "12,00 may be read in two ways: a comma only parts thousands (1,200), a point begins the decimals",
    295: "冯佳怡 is 7: below 14 guardian and day of the guardian's consent are needed",
}
WRONG_PURCHASES = {
    72: "秦小曼 is nobody of the file; add the member first, or import the members' list",
    116: "2026.6.31 is not a day: 2026-06 has 30 days",
    158: "小气泡水光套餐 is not in the price list; nearest: 小气泡清洁, 水光注射. What is not listed is booked as 其他",
    281: "ML88888 is nobody of the file; add the member first, or import the members' list",
    353: "-980 is negative; pay the purchase back with crmcli purchase refund",
    397: "未付清 is not an amount; write for example 1200, 1,200.50 or 1.5万",
    497: "卢小满 is nobody of the file; add the member first, or import the members' list",
    589: "美白针 is not in the price list; nearest: 冷光美白. What is not listed is booked as 其他",
}
#: What mends the members' rows: (row of the rejects sheet, column) -> value.
MENDED = {
    (2, "身份证号"): "329999199103084221",
    (3, "*联系电话（必填）"): "19900009901",
    (4, "*姓  名"): "田小满",
    (5, "出生日期"): "1988-02-28",
    (6, "累计消费（元）"): 2000,
    (7, "*联系电话（必填）"): "19900009902",
    (8, "身份证号"): None,
    (9, "出生日期"): "1990-05-03",
    (10, "累计消费（元）"): 1200,
    (11, "出生日期"): "2001-05-03",
}

Dumped = Callable[[Path, tuple[str, ...]], Any]


def take(desk: Any, kind: str, path: Path, *words: str) -> dict[str, Any]:
    rejects = desk.folder / f"{kind}-rejects.xlsx"
    return dict(desk.ok("import", kind, path, "--apply", "--rejects", rejects, "--json", *words).json)


@pytest.fixture
def filled(desk: Any) -> Any:
    """A desk with the demo members."""
    take(desk, "members", MEMBERS, "--opening-on", "2026-05-31")
    return desk


def test_members_and_every_rejected_row(desk: Any) -> None:
    answer = take(desk, "members", MEMBERS)
    assert counts(answer) == (309, 0, 1, 10)
    assert reasons(answer) == {row: [why] for row, why in WRONG_MEMBERS.items()}
    assert (answer["sheet"], answer["head_row"], answer["sheets"]) == ("会员登记", 4, ["说明"])
    again = take(desk, "members", MEMBERS)
    assert (counts(again), again["operation"]) == ((0, 0, 310, 10), None)


def test_purchases_and_every_rejected_row(filled: Any) -> None:
    answer = take(filled, "purchases", PURCHASES)
    assert counts(answer) == (692, 0, 0, 8)
    assert reasons(answer) == {row: [why] for row, why in WRONG_PURCHASES.items()}
    again = take(filled, "purchases", PURCHASES)
    assert (counts(again), again["operation"]) == ((0, 0, 692, 8), None)


def test_plans_of_a_list_open_on_the_day_of_import(filled: Any) -> None:
    take(filled, "purchases", PURCHASES)
    states = query(
        filled.path, "SELECT state, MIN(due_on) AS low, MAX(due_on) AS high FROM followup GROUP BY state ORDER BY state"
    )
    assert [row["state"] for row in states] == ["before-start", "open"]
    assert states[0]["high"] < "2026-10-31" <= states[1]["low"]
    # what README.md of the lists says of the day to show; birthdays are no step of a list's plans
    lines = filled.json("followup", "due", "--date", "2026-11-02")
    days = Counter(line["due_on"] for line in lines if line["kind"] == "treatment")
    assert (days["2026-11-02"], sum(days.values()), min(days)) == (20, 27, "2026-10-31")


def test_undo_takes_everything_back_and_redo_brings_it_again(desk: Any, dump: Dumped) -> None:
    tables = (*FACTS, *DERIVED)
    before = dump(desk.path, tables)
    number = take(desk, "members", MEMBERS)["operation"]
    after = dump(desk.path, tables)
    assert desk.json("undo", number, "--yes")["undone"] == number
    assert dump(desk.path, tables) == before
    desk.json("redo", number, "--yes")
    assert dump(desk.path, tables) == after != before


def test_undo_of_the_purchases_leaves_the_members(filled: Any, dump: Dumped) -> None:
    tables = (*FACTS, *DERIVED)
    before = dump(filled.path, tables)
    number = take(filled, "purchases", PURCHASES)["operation"]
    after = dump(filled.path, tables)
    filled.json("undo", number, "--yes")
    assert dump(filled.path, tables) == before
    filled.json("redo", number, "--yes")
    assert dump(filled.path, tables) == after != before


def test_rejects_come_back_as_the_sheet_with_reasons_and_colours(desk: Any) -> None:
    answer = take(desk, "members", MEMBERS)
    path = desk.folder / "members-rejects.xlsx"
    assert answer["rejects_file"] == str(path)
    source, back = cells_of(MEMBERS), cells_of(path)
    assert back[0] == [*source[3], "why not taken"]
    assert [row[-1] for row in back[1:]] == list(WRONG_MEMBERS.values())
    assert [row[0] for row in back[1:]] == [row - 4 for row in WRONG_MEMBERS]
    coloured = {
        cell.row: back[0][cell.column - 1]
        for row in load_workbook(path).worksheets[0].iter_rows(min_row=2)
        for cell in row
        if cell.fill.fill_type and cell.column_letter not in "FG"
    }
    assert coloured == {
        2: "身份证号",
        4: "*姓  名",
        5: "出生日期",
        6: "累计消费（元）",
        8: "身份证号",
        9: "出生日期",
        10: "累计消费（元）",
        11: "出生日期",
    }


def test_the_mended_rejects_are_the_rest_of_the_list(desk: Any) -> None:
    take(desk, "members", MEMBERS)
    path = desk.folder / "members-rejects.xlsx"
    made = load_workbook(path)
    sheet = made.worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for (row, head), value in MENDED.items():
        sheet.cell(row, heads[head]).value = value
    made.save(path)
    answer = desk.ok("import", "members", path, "--apply", "--json", "--rejects", desk.folder / "still.xlsx").json
    # the first row was mended wrongly again
    assert (counts(answer), answer["unknown"]) == ((9, 0, 0, 1), [])
    assert reasons(answer) == {2: [WRONG_MEMBERS[23]]}
    assert cells_of(desk.folder / "still.xlsx")[0] == cells_of(path)[0]
    assert len(desk.json("member", "list")) == 318
    again = desk.ok("import", "members", path, "--apply", "--json").json
    assert (counts(again), again["operation"]) == ((0, 0, 9, 1), None)


def test_a_rejects_sheet_somebody_mends_is_never_written_over(desk: Any) -> None:
    copyfile(MEMBERS, desk.folder / "list.xlsx")

    def rejects() -> str:
        return Path(desk.ok("import", "members", "list.xlsx", "--apply", "--json").json["rejects_file"]).name

    assert rejects() == "list-rejected.xlsx"
    # what says the same takes its place
    assert rejects() == "list-rejected.xlsx"
    mended = load_workbook(desk.folder / "list-rejected.xlsx")
    mended.worksheets[0].cell(2, 3).value = "许文贞"
    mended.save(desk.folder / "list-rejected.xlsx")
    before = (desk.folder / "list-rejected.xlsx").read_bytes()
    assert rejects() == "list-rejected-2.xlsx"
    assert (desk.folder / "list-rejected.xlsx").read_bytes() == before
