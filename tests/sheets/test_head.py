"""Where the list begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.sheets.grid import Cell, Grid, Merge, filled, fitted
from crmcli.sheets.head import Head, best_sheet, data_rows, find_head
from crmcli.sheets.headrow import clean_title

KNOWN = frozenset(("姓名", "手机", "性别", "地址", "生日", "name", "mobile", "gender", "联系方式"))


def known(title: str) -> bool:
    return title in KNOWN


def head_of(*rows: list[Cell], merged: tuple[Merge, ...] = ()) -> Head | None:
    return find_head(Grid("会员", list(rows), list(merged)), known)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("*姓名", "姓名"),
        ("姓名（必填）", "姓名"),
        ("姓名(必填)：", "姓名"),
        ("【必填】手机", "手机"),
        (" 姓 　名\n", "姓名"),
        ("＊手机 :", "手机"),
        ("\ufeff姓名\u200b", "姓名"),
        ("手机（11位）", "手机（11位）"),
        ("Member  No", "Member No"),
        ("会员 No", "会员No"),
        (2026, "2026"),
        (None, ""),
    ],
)
def test_cleans_a_title(cell: Cell, title: str) -> None:
    assert clean_title(cell) == title


TITLES: list[Cell] = ["序号", "姓名", "手机", "性别"]
ROW: list[Cell] = [1, "王小明", "19900005678", "男"]
COLUMNS = {0: "序号", 1: "姓名", 2: "手机", 3: "性别"}


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([TITLES, ROW], Head(0, 1, COLUMNS, 1, 1, [])),
        ([TITLES], Head(0, 1, COLUMNS, 1, 0, [])),
        ([TITLES, ROW, [], ["", " "], ROW], Head(0, 1, COLUMNS, 1, 4, [(3, "blank row"), (4, "blank row")])),
        ([TITLES, ROW, [], []], Head(0, 1, COLUMNS, 1, 1, [])),
        (
            [TITLES, ROW, [2], [3]],
            Head(0, 1, COLUMNS, 1, 1, [(3, "only a running number"), (4, "only a running number")]),
        ),
        ([TITLES, ROW, ["合  计", None, 1]], Head(0, 1, COLUMNS, 1, 1, [(3, "total")])),
        ([TITLES, ROW, [2, "总计", 1]], Head(0, 1, COLUMNS, 1, 1, [(3, "total")])),
        ([TITLES, ROW, ["共1人"]], Head(0, 1, COLUMNS, 1, 1, [(3, "total")])),
        ([TITLES, ["小计"], ROW, ["小计："]], Head(0, 1, COLUMNS, 1, 2, [(2, "subtotal"), (4, "subtotal")])),
        (
            [TITLES, ROW, ["备注：甲", None, "乙"], ["二、丙"], ["制表人：陈静"]],
            Head(0, 1, COLUMNS, 1, 1, [(3, "note"), (4, "below the end of the list"), (5, "signature line")]),
        ),
        ([TITLES, ROW, ["说明：甲"], ROW], Head(0, 1, COLUMNS, 1, 3, [(3, "note")])),
        ([TITLES, ["示例", "张三", "1", "男"], ROW], Head(0, 1, COLUMNS, 1, 2, [(2, "example")])),
        ([TITLES, ROW, TITLES, ROW], Head(0, 1, COLUMNS, 1, 3, [(3, "the head again")])),
        ([TITLES, ROW, [None] * 6 + ["页边的字"]], Head(0, 1, COLUMNS, 1, 1, [(3, "below the end of the list")])),
        ([["某店会员"], [], TITLES, ROW], Head(2, 1, COLUMNS, 3, 3, [(1, "above the head")])),
    ],
)
def test_finds_head_and_extent(rows: list[list[Cell]], head: Head) -> None:
    assert head_of(*rows) == head


@pytest.mark.parametrize(
    ("rows", "merged", "columns"),
    [
        (
            [["姓名", "联系方式", None], [None, "手机", "地址"]],
            [(0, 1, 0, 2), (0, 0, 1, 0)],
            ["姓名", "联系方式-手机", "联系方式-地址"],
        ),
        ([["姓名", "联系方式", None], [None, "手机", "地址"]], [], ["姓名", "联系方式-手机", "联系方式-地址"]),
        ([["姓名", "手机", "卡种"], ["name", "mobile", "card_kind"]], [], ["姓名", "手机", "卡种"]),
        ([["姓名", "手机", "Kind"], ["name", "mobile", "卡种"]], [], ["姓名", "手机", "卡种"]),
        ([["name", "mobile"], ["姓名", "手机"]], [], ["name", "mobile"]),
        ([["姓名", "手机", "卡种"], ["Full Name", "Cell Phone", "Card Kind"]], [], ["姓名", "手机", "卡种"]),
        (
            [["父亲", None, "母亲", None], ["姓名", "手机", "姓名", "手机"]],
            [(0, 0, 0, 1), (0, 2, 0, 3)],
            ["父亲-姓名", "父亲-手机", "母亲-姓名", "母亲-手机"],
        ),
    ],
)
def test_joins_a_head_of_two_rows(rows: list[list[Cell]], merged: list[Merge], columns: list[str]) -> None:
    head = head_of(*rows, ["王小明", "19900005678", "x", 1], merged=tuple(merged))
    assert head is not None
    assert (head.row, head.rows, list(head.columns.values()), head.first_data_row) == (0, 2, columns, 2)


@pytest.mark.parametrize(
    ("rows", "merged"),
    [
        ([["某店"], ["姓名", "性别"], ["Tom", "M"]], []),
        ([["会员名单", None], ["姓名", "性别"], ["王小明", "男"]], [(0, 0, 0, 1)]),
        ([["会员名单", None, "打印：陈静"], ["姓名", "性别", "x"], ["王小明", "男", ""]], [(0, 0, 0, 1)]),
        ([["x"], ["姓名", "性别", "来源"], ["王小明", "男", "电话"]], []),
    ],
)
def test_takes_one_row_for_one(rows: list[list[Cell]], merged: list[Merge]) -> None:
    head = head_of(*rows, merged=tuple(merged))
    assert head is not None
    assert (head.row, head.rows, head.first_data_row) == (1, 1, 2)


def test_one_column_needs_one_title_and_more_need_two() -> None:
    assert head_of(["名单"], ["手机"], ["19900005678"]) == Head(1, 1, {0: "手机"}, 2, 2, [(1, "above the head")])
    assert head_of(["手机", "x"], ["19900005678", "y"]) is None
    assert head_of() is None


def test_looks_no_further_than_fifteen_rows() -> None:
    assert head_of(*[["x"]] * 15, TITLES, ROW) is None


titles = st.lists(st.text(st.sampled_from("会员名单某店客户二〇"), max_size=6), max_size=1)


@given(st.lists(titles, max_size=13), st.integers(0, 3))
def test_rows_above_only_move_the_head(above: list[list[str]], blanks: int) -> None:
    rows: list[list[Cell]] = [list[Cell](row) for row in above]
    plain, moved = head_of(TITLES, ROW, *[[]] * blanks, ROW), head_of(*rows, TITLES, ROW, *[[]] * blanks, ROW)
    assert plain is not None
    k = len(above)
    above_head = [(number, "above the head") for number, row in enumerate(above, 1) if row and row[0]]
    below = [(number + k, why) for number, why in plain.skipped]
    assert moved == Head(k, 1, plain.columns, 1 + k, plain.last_data_row + k, above_head + below)


def test_gives_the_rows_of_the_list() -> None:
    head = head_of(["名单"], TITLES, ROW, ["小计"], [], ROW, ["合计"])
    assert head is not None
    assert list(data_rows(head)) == [2, 5]


def test_the_best_sheet_has_most_known_titles_then_rows() -> None:
    poor = Grid("选项", [["姓名", "手机"], ["王小明", "1"]])
    bare = Grid("空表", [["姓名", "手机", "性别"]])
    rich = Grid("会员", [["姓名", "手机", "性别"], ["王小明", "1", "男"]])
    hidden = Grid("旧", [["姓名", "手机", "性别", "地址"], ["王小明", "1", "男", "x"]], hidden=True)
    best = best_sheet([poor, bare, rich, hidden], known)
    assert best is not None
    assert best[0] is rich
    assert best_sheet([hidden, Grid("x", [["a", "b"]])], known) is None


def test_fills_inside_merges_only() -> None:
    grid = Grid("x", [["a", "b"], [None, None, "c"], [None], ["d"]], [(0, 0, 2, 0), (1, 2, 1, 3)])
    assert filled(grid) == [["a", "b"], ["a", None, "c", "c"], ["a"], ["d"]]
    assert grid.rows == [["a", "b"], [None, None, "c"], [None], ["d"]]


@pytest.mark.parametrize(
    ("merged", "kept"),
    [
        ([(0, 0, 0, 1)], [(0, 0, 0, 1)]),
        ([(0, 0, 1_048_575, 16_383)], [(0, 0, 1, 2)]),
        ([(5, 0, 6, 0), (0, 9, 0, 11), (1, 2, 1, 9)], []),
        ([(0, 0, 1, 2)] * 1000, [(0, 0, 1, 2)]),
    ],
)
def test_cuts_merges_to_the_sheet(merged: list[Merge], kept: list[Merge]) -> None:
    assert fitted(merged, [["a", "b", "c"], ["d", "e", "f"]]) == kept


def test_a_value_that_is_a_title_elsewhere_does_not_make_a_row_part_of_the_head() -> None:
    grid = Grid("会员", [["姓名", "手机", "客户类型"], ["东海大药房", None, "单位"], ["赵甲", "1", "个人"]])
    head = find_head(grid, {"姓名", "手机", "客户类型", "单位"}.__contains__)
    assert head is not None
    assert (head.rows, list(data_rows(head))) == (1, [1, 2])
