"""Opening figures: taken over once, never changed by a list, the tier follows or is given by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import counts, entries, query, reasons, remarks

Imported = Callable[..., dict[str, Any]]

HEAD = ["姓名", "手机", "会员等级", "累计消费", "积分", "卡内余额"]
WHO = ["王小明", "19900005678"]


def tier(desk: Any) -> tuple[str, str]:
    (row,) = desk.json("member", "list")
    return row["tier_name"], row["spend"]


def grants(desk: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in query(desk.path, "SELECT tier, on_day, reason, staff_id FROM tier_grant")]


def test_each_figure_becomes_one_entry_on_the_day_of_import(imported: Imported, desk: Any) -> None:
    assert counts(imported(HEAD, [*WHO, "白金卡", 20000, 120, "300元"])) == (1, 0, 0, 0)
    assert entries(desk.path) == [
        ("王小明", "opening-spend", "2026-10-31", 2000000, 0),
        ("王小明", "opening-points", "2026-10-31", 0, 120),
        ("王小明", "opening-balance", "2026-10-31", 30000, 0),
    ]
    assert (tier(desk), grants(desk)) == (("白金卡", "20000.00"), [])
    (state,) = query(desk.path, "SELECT spend_fen, points, balance_fen, purchases FROM member_state")
    assert state == {"spend_fen": 2000000, "points": 120, "balance_fen": 30000, "purchases": 0}


def test_the_day_may_be_given(imported: Imported, desk: Any) -> None:
    imported(HEAD, [*WHO, "尊享卡", 100], words=("--opening-on", "2026-05-31"))
    assert [row[2] for row in entries(desk.path)] == ["2026-05-31"]
    assert grants(desk) == [("prestige", "2026-05-31", "期初", 1)]


def test_the_same_figures_again_change_nothing(imported: Imported) -> None:
    row = [*WHO, "白金卡", 300, 120, 300]
    imported(HEAD, row)
    again = imported(HEAD, row)
    assert (counts(again), again["operation"]) == ((0, 0, 1, 0), None)


CHANGED = [
    ([*WHO, None, 20001], "累计消费 is 20,001.00, recorded is 20,000.00"),
    ([*WHO, None, None, 121], "积分 is 121, recorded is 120"),
    ([*WHO, None, None, None, 0.5], "卡内余额 is 0.50, recorded is 300.00"),
]


@pytest.mark.parametrize(("row", "why"), CHANGED)
def test_a_changed_figure_comes_back_with_both(row: list[Any], why: str, imported: Imported, desk: Any) -> None:
    imported(HEAD, [*WHO, None, 20000, 120, 300])
    before = entries(desk.path)
    answer = imported(HEAD, row)
    assert reasons(answer) == {2: [f"{why}; a figure taken over once is not changed by a list"]}
    assert entries(desk.path) == before


def test_a_figure_that_was_missing_may_still_come(imported: Imported, desk: Any) -> None:
    imported(HEAD, [*WHO, None, 20000])
    answer = imported(HEAD, [*WHO, None, 20000, 120])
    assert (counts(answer), answer["changes"]) == ((0, 1, 0, 0), [])
    assert [row[1:] for row in entries(desk.path)][1:] == [("opening-points", "2026-10-31", 0, 120)]


def test_two_rows_of_one_list_with_different_figures(imported: Imported, desk: Any) -> None:
    answer = imported(HEAD, [*WHO, None, 100], [*WHO, None, 200])
    assert counts(answer) == (1, 0, 0, 1)
    assert reasons(answer)[3][0].startswith("累计消费 is 200.00, recorded is 100.00")
    assert [row[3] for row in entries(desk.path)] == [10000]


@pytest.fixture
def bought(desk: Any) -> Any:
    """王小明, to whom 3 000 were sold on 20 October."""
    desk.json("member", "add", WHO[0], "--mobile", WHO[1])
    desk.json("purchase", "add", WHO[0], "--item", "其他", "--amount", "3000", "--date", "2026-10-20")
    return desk


@pytest.mark.parametrize("row", [[*WHO, None, 5000], [*WHO, None, None, 5000]])
def test_a_figure_that_may_hold_what_was_sold_comes_back(bought: Any, imported: Imported, row: list[Any]) -> None:
    answer = imported(HEAD, row)
    ((reason,),) = reasons(answer).values()
    assert reason.endswith(
        "may contain what was recorded since 2026-10-20; if it does not, give a day before that one: --opening-on"
    )
    answer = imported(HEAD, row, words=("--opening-on", "2026-10-19"))
    assert counts(answer) == (0, 1, 0, 0)


def test_the_sum_the_file_knows_is_no_news(bought: Any, imported: Imported) -> None:
    answer = imported(HEAD, [*WHO, "银卡", "3,000.00"])
    assert (counts(answer), answer["operation"]) == ((0, 0, 1, 0), None)


def test_a_tier_above_the_sum_is_given_by_hand(imported: Imported, desk: Any) -> None:
    imported(HEAD, [*WHO, "尊享卡", 300])
    assert (tier(desk), grants(desk)) == (("尊享卡", "300.00"), [("prestige", "2026-10-31", "期初", 1)])


def test_a_tier_below_the_sum_is_told(imported: Imported, desk: Any) -> None:
    answer = imported(HEAD, [*WHO, "银卡", 50000])
    assert remarks(answer) == {2: ["the list says 银卡, but 50,000.00 earns 尊享卡, which is what holds"]}
    assert (tier(desk), grants(desk)) == (("尊享卡", "50000.00"), [])


def test_another_list_does_not_change_a_tier_given_once(imported: Imported, desk: Any) -> None:
    imported(HEAD, [*WHO, "白金卡", 300])
    answer = imported(HEAD, [*WHO, "尊享卡", 300])
    why = "the list gives 尊享卡, another list gave 白金卡; change it with crmcli member upgrade --to"
    assert reasons(answer) == {2: [why]}
    assert tier(desk) == ("白金卡", "300.00")


def test_an_unknown_tier_comes_back(imported: Imported) -> None:
    answer = imported(HEAD, [*WHO, "钻石卡"])
    assert reasons(answer) == {2: ["钻石卡 is no tier; there are 银卡, 白金卡, 尊享卡"]}


def test_a_rejected_row_leaves_its_figures_behind(imported: Imported, desk: Any) -> None:
    answer = imported([*HEAD, "生日"], [*WHO, "尊享卡", 300, 1, 2, "2月30日"], ["李四", "19900000045", None, 100])
    assert counts(answer) == (1, 0, 0, 1)
    assert ([row[0] for row in entries(desk.path)], grants(desk)) == (["李四"], [])


def test_a_day_ahead_is_refused(desk: Any) -> None:
    (desk.folder / "a.csv").write_text("姓名,手机\n王小明,19900005678\n", encoding="utf-8")
    error = desk.refused(2, "import", "members", "a.csv", "--opening-on", "2026-11-01")
    assert (error["field"], error["value"]) == ("--opening-on", "2026-11-01")
