"""Rows handed back: the same values under the same head, what is wrong coloured and said."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from sheets.ugly import TITLES, UGLY

from crmcli.sheets.grid import Cell, Grid, filled
from crmcli.sheets.head import Head, best_sheet, data_rows, find_head
from crmcli.sheets.read import read_grids
from crmcli.sheets.rejects import write_rejects

REASON = "退回原因"
KNOWN = frozenset((*TITLES, "联系方式", "name", "mobile", "card_no", "birthday"))


def known(title: str) -> bool:
    return title in KNOWN


def handed_back(path: Path, grid: Grid, head: Head, rejects: dict[int, tuple[str, set[int]]]) -> tuple[Grid, Head]:
    write_rejects(path, grid, head, rejects, REASON)
    (back,) = read_grids(path)
    again = find_head(back, known)
    assert again is not None
    return back, again


def same(cell: Cell) -> Cell:
    """A day whose moment is midnight may come back as the day."""
    return cell.date() if isinstance(cell, datetime) and cell.time() == time() else cell


def cells(row: list[Cell], columns: list[int]) -> list[Cell]:
    return [same(row[column]) if column < len(row) else None for column in columns]


@pytest.mark.parametrize("name", [name for name in UGLY if name != "never_calculated"])
def test_rejects_of_any_file_are_that_file_again(name: str, tmp_path: Path) -> None:
    best = best_sheet(read_grids(UGLY[name](tmp_path)), known)
    assert best is not None
    grid, head = best
    rows = list(data_rows(head))
    wrong = {rows[1]: ("手机号码少一位", {3}), rows[4]: ("生日看不懂", {5})}
    back, again = handed_back(tmp_path / "back.xlsx", grid, head, wrong)
    columns = list(head.columns)
    reason = max(again.columns)
    assert again.columns == {**head.columns, reason: REASON}
    assert (again.row, again.rows, again.skipped, back.date1904) == (0, head.rows, [], grid.date1904)
    source, result = filled(grid), filled(back)
    got = [(cells(result[row], columns), result[row][reason]) for row in data_rows(again)]
    assert got == [(cells(source[row], columns), wrong[row][0]) for row in wrong]


VALUES: list[Cell] = [
    "007",
    110105194912310016,
    "110105194912310016",
    19900005678,
    1.5,
    True,
    date(1990, 5, 3),
    datetime(1990, 5, 3, 8, 30, 15),
    time(8, 30),
    "=1+1",
    "_x0041_x",
    "1990-05-03",
    "a\x01b",
    " x ",
    None,
]
KEPT: list[Cell] = [
    "007",
    "110105194912310016",
    "110105194912310016",
    19900005678,
    1.5,
    True,
    date(1990, 5, 3),
    datetime(1990, 5, 3, 8, 30, 15),
    time(8, 30),
    "=1+1",
    "_x0041_x",
    "1990-05-03",
    "ab",
    " x ",
    None,
]


def test_values_stay_what_they_are(tmp_path: Path) -> None:
    titles: list[Cell] = ["姓名", "手机", *(f"t{number}" for number in range(len(VALUES) - 2))]
    grid = Grid("会员/一", [titles, VALUES, ["王小明"]])
    head = find_head(grid, known)
    assert head is not None
    back, again = handed_back(tmp_path / "a.xlsx", grid, head, {1: ("=原因", set())})
    assert (back.name, again.last_data_row) == ("会员 一", 1)
    assert back.rows[1] == [*KEPT, "=原因"]


def test_colours_what_is_wrong(tmp_path: Path) -> None:
    grid = Grid("会员", [["姓名", "手机", "备注"], ["王小明", "1"], ["李四", "2", "x"], ["单小姐", None, "y"]])
    head = find_head(grid, known)
    assert head is not None
    write_rejects(tmp_path / "a.xlsx", grid, head, {1: ("号码不对", {1}), 3: ("号码没填，备注太长", {1, 2})}, REASON)
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    coloured = [cell.coordinate for row in sheet.iter_rows(min_row=2) for cell in row if cell.fill.fill_type]
    assert coloured == ["B2", "B3", "C3"]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["姓名", "手机", "备注", REASON],
        ["王小明", "1", None, "号码不对"],
        ["单小姐", None, "y", "号码没填，备注太长"],
    ]
    assert (sheet.freeze_panes, bool(sheet["D2"].alignment.wrap_text)) == ("A2", True)


def test_a_second_round_uses_the_same_column(tmp_path: Path) -> None:
    grid = Grid("会员", [["姓名", REASON, "手机"], ["王小明", "旧", "1"], ["李四", "旧", "2"]])
    head = find_head(grid, known)
    assert head is not None
    back, again = handed_back(tmp_path / "a.xlsx", grid, head, {2: ("新", {2})})
    assert back.rows == [["姓名", REASON, "手机"], ["李四", "新", "2"]]
    third, _ = handed_back(tmp_path / "b.xlsx", back, again, {1: ("更新", set())})
    assert third.rows == [["姓名", REASON, "手机"], ["李四", "更新", "2"]]


def test_keeps_what_stands_in_columns_without_a_title(tmp_path: Path) -> None:
    grid = Grid("会员", [["姓名", "手机"], ["王小明", "1", None, "页边"], ["李四", "2"]])
    head = find_head(grid, known)
    assert head is not None
    back, again = handed_back(tmp_path / "a.xlsx", grid, head, {1: ("x", {1}), 2: ("y", {1})})
    assert back.rows[1:] == [["王小明", "1", None, "页边", "x"], ["李四", "2", None, None, "y"]]
    assert again.columns == {0: "姓名", 1: "手机", 4: REASON}


def test_groups_of_a_head_stay_groups(tmp_path: Path) -> None:
    (grid,) = read_grids(UGLY["grouped_head"](tmp_path))
    head = find_head(grid, known)
    assert head is not None
    handed_back(tmp_path / "a.xlsx", grid, head, {3: ("x", set())})
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {"D1:E1", "H1:I1", "A1:A2", "K1:K2"} <= {str(area) for area in sheet.merged_cells.ranges}


def test_keeps_the_day_count_of_the_workbook(tmp_path: Path) -> None:
    (grid,) = read_grids(UGLY["macintosh_days"](tmp_path))
    head = find_head(grid, known)
    assert head is not None
    back, _ = handed_back(tmp_path / "a.xlsx", grid, head, {1: ("x", set()), 2: ("y", set())})
    assert [row[5] for row in back.rows[1:]] == [row[5] for row in grid.rows[1:3]]
    assert load_workbook(tmp_path / "a.xlsx").epoch == CALENDAR_MAC_1904
