"""Every ugly file gives the same five members; what it cannot carry is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sheets.ugly import LACKS, PEOPLE, TITLES, UGLY

from crmcli.core.sheetday import parse_sheet_day
from crmcli.sheets.grid import Cell, Grid, filled
from crmcli.sheets.head import Head, best_sheet, data_rows
from crmcli.sheets.read import read_grids

KNOWN = {*TITLES, "联系方式", "card_no", "name", "mobile", "birthday"}
FIELDS = dict(
    zip(TITLES[1:], ("card", "name", "mobile", "gender", "born", "tier", "spend", "points", "note"), strict=True)
)


def found(path: Path) -> tuple[Grid, Head]:
    best = best_sheet(read_grids(path), KNOWN.__contains__)
    assert best is not None
    return best


def person_in(grid: Grid, head: Head, row: list[Cell]) -> dict[str, Any]:
    """A row's values by field, each in the one form of ``Person``."""
    cells = {
        FIELDS.get(title.rpartition("-")[2]): row[column] for column, title in head.columns.items() if column < len(row)
    }
    return {
        "card": cells.get("card"),
        "name": cells["name"],
        "mobile": str(int(float(str(cells["mobile"])))),
        "gender": cells["gender"],
        "born": parse_sheet_day(cells["born"], date(2026, 11, 21), date1904=grid.date1904),
        "tier": cells["tier"],
        "spend": None if cells.get("spend") is None else Decimal(str(cells["spend"])),
        "points": None if cells.get("points") is None else int(str(cells["points"])),
        "note": cells.get("note") or "",
    }


@pytest.mark.parametrize("name", UGLY)
def test_gives_the_five_members(name: str, tmp_path: Path) -> None:
    grid, head = found(UGLY[name](tmp_path))
    rows = filled(grid)
    got = {person["name"]: person for person in (person_in(grid, head, rows[row]) for row in data_rows(head))}
    want = {person.name: asdict(person) for person in PEOPLE}
    for (file, field), names in LACKS.items():
        for person in names if file == name else ():
            assert got[person][field] != want[person][field]
            del got[person][field], want[person][field]
    assert got == want


# What stands in a file besides: (merged cells, skipped rows, errors, cells without a computed value, 1904)
EXPECTED: dict[str, tuple[int, list[tuple[int, str]], int, int, bool]] = {
    "tidy": (0, [], 0, 0, False),
    "titles_above": (3, [(2, "above the head"), (3, "above the head")], 0, 0, False),
    "grouped_head": (9, [(1, "above the head")], 0, 0, False),
    "notes_below": (
        0,
        [
            (2, "example"),
            (5, "subtotal"),
            (6, "blank row"),
            (7, "blank row"),
            (11, "total"),
            (13, "note"),
            (14, "below the end of the list"),
            (15, "signature line"),
        ],
        0,
        0,
        False,
    ),
    "macintosh_days": (0, [], 0, 0, True),
    "wide_and_long": (0, [(number, "only a running number") for number in range(7, 19)], 0, 0, False),
    "merged_data": (2, [], 0, 0, False),
    "error_cells": (0, [], 3, 0, False),
    "formulas": (0, [], 0, 0, False),
    "never_calculated": (0, [], 0, 5, False),
    "page_heads": (0, [(5, "the head again")], 0, 0, False),
    "real_xls": (1, [(2, "above the head")], 1, 0, False),
    "macintosh_xls": (1, [(2, "above the head")], 1, 0, True),
    "semicolon_csv": (0, [(1, "above the head")], 0, 0, False),
    "html_named_xls": (1, [(1, "above the head")], 0, 0, False),
    "html_spans_xls": (2, [], 0, 0, False),
    "spreadsheetml_xls": (1, [(2, "above the head")], 0, 0, False),
    "ods": (1, [(3, "above the head")], 0, 0, False),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_notes_what_stands_around_and_beside(name: str, tmp_path: Path) -> None:
    grid, head = found(UGLY[name](tmp_path))
    got = (len(grid.merged), head.skipped, len(grid.errors), len(grid.uncalculated), grid.date1904)
    assert got == EXPECTED[name]


@pytest.mark.parametrize(
    ("name", "row", "rows", "columns"),
    [
        ("tidy", 0, 1, TITLES),
        ("titles_above", 4, 1, TITLES),
        (
            "grouped_head",
            1,
            2,
            (
                "序号",
                "会员卡号",
                "姓名",
                "联系方式-手机",
                "联系方式-性别",
                "生日",
                "会员等级",
                "消费情况-累计消费",
                "消费情况-积分",
                "备注",
            ),
        ),
        (
            "groups_only_above",
            0,
            2,
            (
                "序号",
                *(f"基本资料-{title}" for title in TITLES[1:6]),
                *(f"消费情况-{title}" for title in TITLES[6:9]),
                "备注",
            ),
        ),
        ("english_names", 0, 2, TITLES),
        ("starred_head", 0, 1, TITLES),
        ("quoted_newlines_csv", 0, 1, TITLES),
        ("mojibake_mark_csv", 0, 1, TITLES[2:]),
        (
            "two_row_head_csv",
            0,
            2,
            (
                "序号",
                "会员卡号",
                "姓名",
                "联系方式-手机",
                "联系方式-性别",
                "生日",
                "会员等级",
                "消费-累计消费",
                "消费-积分",
                "备注",
            ),
        ),
    ],
)
def test_finds_the_head(name: str, row: int, rows: int, columns: tuple[str, ...], tmp_path: Path) -> None:
    _, head = found(UGLY[name](tmp_path))
    assert (head.row, head.rows, tuple(head.columns.values())) == (row, rows, columns)


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("extra_sheets", [("填写说明", False), ("选项", False), ("会员", False), ("Sheet2", False), ("Sheet3", False)]),
        ("hidden_sheet", [("前年", True), ("去年", True), ("会员", False)]),
        ("real_xls", [("会员", False), ("旧名单", True)]),
        ("spreadsheetml_xls", [("会员", False), ("字典", True)]),
        ("ods", [("会员", False), ("旧", True)]),
        ("html_named_xls", [("web", False)]),
        ("gbk_csv", [("gbk", False)]),
    ],
)
def test_lists_every_sheet(name: str, sheets: list[tuple[str, bool]], tmp_path: Path) -> None:
    assert [(grid.name, grid.hidden) for grid in read_grids(UGLY[name](tmp_path))] == sheets


def test_picks_the_list_among_the_sheets(tmp_path: Path) -> None:
    builders: list[Callable[[Path], Path]] = [UGLY["extra_sheets"], UGLY["hidden_sheet"]]
    assert [found(builder(tmp_path))[0].name for builder in builders] == ["会员", "会员"]


def test_keeps_text_as_it_stands(tmp_path: Path) -> None:
    (grid,) = read_grids(UGLY["quoted_newlines_csv"](tmp_path))
    assert grid.rows[1][9] == '怕冷\n常说"随便"'
    (grid,) = read_grids(UGLY["excel_safe_csv"](tmp_path))
    assert grid.rows[2] == [
        "2",
        "C0002",
        "单小姐",
        "1.9900000012E+10",
        "女",
        "1985-12-30",
        "白金卡",
        "35600.00",
        "356",
        "=拒接陌生电话",
    ]


def test_says_where_formulas_failed_or_were_never_computed(tmp_path: Path) -> None:
    (grid,) = read_grids(UGLY["error_cells"](tmp_path))
    assert grid.errors == {(2, 5), (3, 7), (5, 9)}
    assert grid.rows[2][5] is grid.rows[3][7] is grid.rows[5][9] is None
    (grid,) = read_grids(UGLY["never_calculated"](tmp_path))
    assert grid.uncalculated == {(row, 7) for row in range(1, 6)}
