"""Lists as table, JSON, CSV and workbook, on the screen and into files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from harness import Desk

Rows = list[list[Any]]

LISTS = [
    ["member", "list"],
    ["member", "find", "王"],
    ["member", "history", "王小明"],
    ["member", "duplicates", "--least", "40"],
    ["purchase", "list"],
    ["followup", "list"],
    ["staff", "list"],
    ["operations"],
    ["config", "list"],
    ["pack", "list"],
]


@pytest.fixture
def some(desk: Desk) -> Desk:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--birthday", "农历腊月三十", "--note", "=1+1")
    desk.ok("member", "add", "王小红", "--mobile", "19900005678", "--same-phone-ok", "--birthday", "05-03")
    desk.ok("buy", "王小明", "--item", "激光祛斑", "--amount", "20000.50", "--note", "[bold]满意[/bold]")
    return desk


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def read_book(path: Path) -> Rows:
    sheet = load_workbook(path).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_csv_holds_what_json_holds(some: Desk, words: list[str]) -> None:
    rows = some.json(*words)
    assert rows
    text = some.ok(*words, "--csv").out
    assert text.startswith("\ufeff")
    found = read_csv(text)
    assert [set(row) for row in found] == [set(row) for row in rows]
    for row, kept in zip(found, rows, strict=True):
        for key, value in kept.items():
            if isinstance(value, str):
                # a cell a spreadsheet would compute has an apostrophe before it
                assert row[key].removeprefix("'") == value
            elif value is None:
                assert row[key] == ""


@pytest.mark.parametrize("words", [*LISTS, ["doctor"]], ids=" ".join)
def test_a_workbook_has_a_line_for_each(some: Desk, words: list[str]) -> None:
    some.ok(*words, "--xlsx", "list.xlsx")
    rows = read_book(some.folder / "list.xlsx")
    assert len([row for row in rows if any(cell is not None for cell in row)]) >= 1 + len(some.json(*words))


def test_a_workbook_is_for_people(some: Desk) -> None:
    some.env(CRMCLI_LANG="zh_CN")
    said = some.ok("member", "list", "--xlsx", "名单.xlsx")
    assert (said.out, said.err) == ("", f"已写入 {some.folder / '名单.xlsx'}\n")
    rows = read_book(some.folder / "名单.xlsx")
    head = next(row for row in rows if row[0] == "编号")
    first = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert (first["姓名"], first["生日"], first["累计消费"], first["状态"]) == ("王小明", "农历 12-30", 20000.5, "会员")
    assert first["手机"] == "199****5678"


ENDINGS = [
    (["--output", "list.json"], "list.json", "json"),
    (["--output", "list.csv"], "list.csv", "csv"),
    (["--output", "list.xlsx"], "list.xlsx", "xlsx"),
    (["--output", "list.txt"], "list.txt", "table"),
    (["-o", "list.csv"], "list.csv", "csv"),
    (["--json", "--output", "list.txt"], "list.txt", "json"),
    (["--output", "list.txt", "--format", "csv"], "list.txt", "csv"),
    (["--xlsx", "list.xlsx"], "list.xlsx", "xlsx"),
    (["--csv", "--output", "list"], "list", "csv"),
]


@pytest.mark.parametrize(("options", "name", "form"), ENDINGS, ids=str)
def test_the_ending_sets_the_format_unless_it_is_said(some: Desk, options: list[str], name: str, form: str) -> None:
    result = some.ok("member", "list", *options)
    assert result.out == ""
    path = some.folder / name
    if form == "json":
        assert [row["no"] for row in json.loads(path.read_text("utf-8"))] == ["M-00001", "M-00002"]
    elif form == "csv":
        assert [row["no"] for row in read_csv(path.read_text("utf-8"))] == ["M-00001", "M-00002"]
    elif form == "xlsx":
        assert "M-00002" in [row[0] for row in read_book(path)]
    else:
        assert path.read_text("utf-8") == some.ok("member", "list").out
    assert [left.name for left in some.folder.iterdir() if left.name.startswith((".", "~"))] == []


def test_an_object_goes_into_a_file_as_well(some: Desk) -> None:
    some.ok("member", "show", "王小明", "--output", "one.json")
    assert json.loads((some.folder / "one.json").read_text("utf-8")) == some.json("member", "show", "王小明")
    some.ok("member", "show", "王小明", "--output", "one.txt")
    assert (some.folder / "one.txt").read_text("utf-8") == some.ok("member", "show", "王小明").out


def test_a_workbook_needs_a_file(some: Desk) -> None:
    result = some("member", "list", "--format", "xlsx")
    assert (result.status, result.out, result.err) == (2, "", "A workbook needs a file: --xlsx FILE.\n")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(some: Desk) -> None:
    (some.folder / "there").mkdir()
    (some.folder / "old.csv").write_text("old", "utf-8")
    before = sorted(some.folder.iterdir())
    for target in ("there", "missing/list.csv"):
        result = some("member", "list", "--output", target)
        assert (result.status, result.out) == (2, ""), result
        assert result.err.count("\n") == 1
    assert sorted(some.folder.iterdir()) == before


def test_data_is_never_read_as_markup_or_formula(some: Desk) -> None:
    assert "[bold]满意[/bold]" in some.ok("purchase", "list").out
    some.ok("purchase", "list", "--xlsx", "list.xlsx")
    assert "[bold]满意[/bold]" in [cell for row in read_book(some.folder / "list.xlsx") for cell in row]
    shown = some.ok("member", "show", "王小明").out
    assert "=1+1" in shown


def test_an_empty_list_says_so_and_is_one(desk: Desk) -> None:
    assert desk.ok("member", "list").out == "No member fits.\n"
    assert desk.json("member", "list") == []
    assert desk.ok("member", "list", "--csv").out.strip("\ufeff\r\n") == ""


def test_exports_are_noted(some: Desk) -> None:
    from crmcli.storage.engine import connect

    some.ok("member", "list", "--tier", "银卡", "--output", "list.csv", "--reveal")
    db = connect(some.path)
    try:
        noted = [tuple(row) for row in db.execute("SELECT what, detail, count FROM access_log ORDER BY id")]
    finally:
        db.close()
    assert noted[-2:] == [("reveal", "member list", 1), ("export", "member list 银卡", 1)]
