"""`followup due --by-owner --xlsx FILE`: an overview, what nobody has, and a sheet for each who calls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crmcli.features.followup.workbook import COLUMNS


@pytest.fixture
def morning(desk: Any, hire: Callable[..., None]) -> Any:
    """王小明: a call of 李娜's that is late and one of 周婷's; 刘敏: one of 周婷's; 何琳: one of nobody's."""
    hire(desk, "李娜", "follow-up")
    hire(desk, "周婷", "follow-up")
    desk.env(CRMCLI_AS="陈静", CRMCLI_TODAY="2026-10-30T09:00")
    for number, name in enumerate(("王小明", "刘敏", "何琳"), 1):
        desk.ok("member", "add", name, "--mobile", f"1990000{number:04d}")
    for member, day, purpose, whose in (
        ("王小明", "10-30", "问停车票", "李娜"),
        ("王小明", "10-31", "报价", "周婷"),
        ("刘敏", "10-31", "快递", "周婷"),
        ("何琳", "10-31", "照片", "陈静"),
    ):
        desk.ok("followup", "add", member, "--due", day, "--purpose", purpose, "--to", whose)
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    return desk


def _book(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The visible sheets: what stands in each, trailing empty cells left out."""
    return {
        sheet.title: [_cut(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in load_workbook(path).worksheets
        if sheet.sheet_state == "visible"
    }


def _cut(row: tuple[Any, ...]) -> tuple[Any, ...]:
    held = [place for place, value in enumerate(row) if value is not None]
    return row[: held[-1] + 1] if held else ()


def _told(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Name, mobile, what for and whose of each row under the heads."""
    heads = rows[1]
    places = [heads.index(head) for head in ("name", "mobile", "purpose", "assigned to")]
    return [tuple(row[place] if place < len(row) else None for place in places) for row in rows[2:]]


def test_a_sheet_for_each_and_an_overview_first(morning: Any) -> None:
    result = morning.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    assert result == (0, "", f"written: {morning.folder / 'due.xlsx'}\n")
    book = _book(morning.folder / "due.xlsx")
    assert list(book) == ["overview", "陈静", "李娜", "周婷"]
    assert book["overview"] == [
        ("2026-10-31 Saturday · everybody's · 4 lines · 3 people",),
        ("who calls", "people to call", "lines in all", "cannot wait", "overdue", "today"),
        ("陈静", 1, 1, 0, 0, 1),
        ("李娜", 1, 2, 0, 1, 1),
        ("周婷", 1, 1, 0, 0, 1),
    ]
    assert [book[name][0] for name in ("陈静", "李娜", "周婷")] == [
        ("2026-10-31 Saturday · of 陈静 · 1 line · 1 person · 3 of others",),
        ("2026-10-31 Saturday · of 李娜 · 2 lines · 1 person · 2 of others",),
        (
            "2026-10-31 Saturday · of 周婷 · 1 line · 1 person · 3 of others · "
            "1 line is told in somebody else's call: 王小明 (李娜)",
        ),
    ]
    assert {name: _told(rows) for name, rows in book.items() if name != "overview"} == {
        "陈静": [("何琳", "19900000003", "照片", "陈静")],
        "李娜": [("王小明", "19900000001", "问停车票", "李娜"), ("王小明", "19900000001", "报价", "周婷")],
        "周婷": [("刘敏", "19900000002", "快递", "周婷")],
    }


def test_every_sheet_has_the_heads_and_the_choices_of_the_list(morning: Any) -> None:
    """`import followups` reads them by the heads, and people write into them."""
    morning.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    morning.ok("due", "--xlsx", "all.xlsx")
    whole = load_workbook(morning.folder / "all.xlsx").worksheets[0]
    lists = {str(rule.sqref).split("3:")[0] for rule in whole.data_validations.dataValidation}
    for sheet in load_workbook(morning.folder / "due.xlsx").worksheets[1:4]:
        assert [cell.value for cell in sheet[2]] == [cell.value for cell in whole[2]]
        assert {str(rule.sqref).split("3:")[0] for rule in sheet.data_validations.dataValidation} == lists
        assert len(list(sheet[2])) == len(COLUMNS)


def test_every_sheet_can_be_printed(morning: Any) -> None:
    """Across the page on its long side, the heads on every page."""
    morning.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    for sheet in load_workbook(morning.folder / "due.xlsx").worksheets[:4]:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert sheet.print_title_rows == "$2:$2"
        assert sheet.freeze_panes is not None


def test_the_sheets_together_are_the_list_of_everybody(morning: Any) -> None:
    morning.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    book = _book(morning.folder / "due.xlsx")
    ids = [row[0] for name, rows in book.items() if name != "overview" for row in rows[2:]]
    assert sorted(ids) == sorted(line["id"] for line in morning.json("due"))


def test_what_nobody_has_stands_before_everybody(morning: Any) -> None:
    morning.ok("purchase", "add", "何琳", "--item", "激光祛斑", "--amount", "1280", "--date", "yesterday")
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(morning.path), operator="陈静"))
    with session.write("staff leave") as operation:
        operation.db.execute("UPDATE staff SET until_on = '2026-10-30' WHERE name <> '陈静'")
    session.close()
    morning.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    book = _book(morning.folder / "due.xlsx")
    assert list(book) == ["overview", "unassigned", "陈静"]
    assert [row[:3] for row in book["overview"][2:]] == [("unassigned", 3, 5), ("陈静", 0, 0)]
    assert {row[1] for row in _told(book["unassigned"])} == {"19900000001", "19900000002", "19900000003"}


def test_an_empty_day_has_its_overview_and_one_line(desk: Any) -> None:
    desk.env(CRMCLI_LANG="zh_CN")
    result = desk.ok("due", "--by-owner", "--xlsx", "due.xlsx", "--quiet-if-empty")
    assert result.out == ""
    book = _book(desk.folder / "due.xlsx")
    assert len(book) == 2
    overview, nobodys = book.values()
    assert overview[2:] == [("今日无待办",)]
    assert nobodys[2:] == [(None, "今日无待办")]
    assert overview[0] == ("2026-10-31 周六 · 所有人 · 0条 · 0人",)


def test_one_store_has_its_own(morning: Any) -> None:
    morning.ok("due", "--by-owner", "--store", "医疗美容", "--xlsx", "{store}-{date}.xlsx")
    assert len(_book(morning.folder / "医疗美容医院-2026-10-31.xlsx")) == 4


def test_the_numbers_are_for_who_rings_them_and_are_logged(morning: Any, facts: Any) -> None:
    before = len(facts(morning.path, "access_log"))
    morning.ok("due", "--by-owner", "--xlsx", "due.xlsx", "--as", "李娜")
    book = _book(morning.folder / "due.xlsx")
    assert {row[1] for name in ("陈静", "李娜", "周婷") for row in _told(book[name])} == {
        "19900000001",
        "19900000002",
        "19900000003",
    }
    logged = facts(morning.path, "access_log")[before:]
    assert [row["count"] for row in logged if row["what"] == "due"] == [4]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--by-owner"], "--by-owner writes a workbook; give --xlsx FILE as well."),
        (["--by-owner", "--output", "due.csv"], "--by-owner writes a workbook; give --xlsx FILE as well."),
        (
            ["--by-owner", "--mine", "--xlsx", "due.xlsx"],
            "--by-owner gives everybody a sheet; leave out --mine and --owner.",
        ),
        (
            ["--by-owner", "--owner", "李娜", "--xlsx", "due.xlsx"],
            "--by-owner gives everybody a sheet; leave out --mine and --owner.",
        ),
    ],
)
def test_what_cannot_be_meant_is_said(morning: Any, options: list[str], message: str) -> None:
    result = morning("due", *options)
    assert (result.status, result.out, result.err.strip()) == (2, "", message)
    assert not list(morning.folder.glob("due.*"))
