"""What a purchase earns: the rate of the tier held before it, on its day."""

from __future__ import annotations

from pathlib import Path

import pytest
from buying import Buy

from harness import Desk

#: Amounts bought one after the other on one day, and what each earns: 1 a yuan below 20 000, 1.5 from there, 2 from
#: 50 000 on.
COURSES = [
    ([19800], [19800]),
    ([20000, 100], [20000, 150]),
    ([19999.99, 0.01, 0.67], [19999, 0, 1]),
    ([19999, 100, 100], [19999, 100, 150]),
    ([50000, 1], [50000, 2]),
    ([20000, 30000, 10.99], [20000, 45000, 21]),
]


@pytest.mark.parametrize(("amounts", "points"), COURSES)
def test_the_purchase_that_crosses_earns_at_the_old_rate(buy: Buy, amounts: list[float], points: list[int]) -> None:
    assert [buy(amount)["points"] for amount in amounts] == points


def test_a_late_one_earns_at_the_rate_of_its_date_and_nothing_is_computed_again(house: Desk, buy: Buy) -> None:
    assert buy(20000, "2026-10-10")["points"] == 20000
    assert buy(100, "2026-10-20")["points"] == 150
    house.env(CRMCLI_TODAY="2026-10-31")
    late = house.json("buy", "m1", "--item", "其他", "--amount", 100, "--note", "x", "--date", "2026-10-09")
    same = house.json("buy", "m1", "--item", "其他", "--amount", 100, "--note", "x", "--date", "2026-10-10")
    assert (late["points"], same["points"]) == (100, 150)
    lots = house.json("points", "balance", "m1")["lots"]
    assert [(lot["earned_on"], lot["expires_on"], lot["points"], lot["locked"]) for lot in lots] == [
        ("2026-10-09", "2027-10-09", 100, False),
        ("2026-10-10", "2027-10-10", 20000, False),
        ("2026-10-10", "2027-10-10", 150, False),
        ("2026-10-20", "2027-10-20", 150, False),
    ]


def test_a_tier_by_hand_counts_from_its_day_to_its_last(house: Desk, buy: Buy) -> None:
    house.ok("member", "upgrade", "m1", "--to", "尊享卡", "--reason", "老客户", "--until", "2026-11-30")
    assert [buy(100, day)["points"] for day in ("2026-10-31", "2026-11-30", "2026-12-01")] == [200, 200, 100]
    late = house.json("buy", "m1", "--item", "其他", "--amount", 100, "--note", "x", "--date", "2026-10-30")
    assert late["points"] == 100


def test_who_becomes_a_member_by_it_earns_at_the_lowest_rate(house: Desk) -> None:
    house.ok("inquiry", "log", "--name", "岳清荷", "--phone", "19900002718", "--channel", "phone", "--item", "光子嫩肤")
    answer = house.json("buy", "岳清荷", "--item", "其他", "--amount", 198, "--note", "x")
    assert (answer["tier_before"], answer["tier_after"], answer["points"]) == (None, "silver", 198)


def test_it_is_said(house: Desk) -> None:
    said = house.ok("buy", "m1", "--item", "其他", "--amount", 198, "--note", "x").out
    assert said == "1 王小明 其他 198.00 · undo: crmcli undo 3\n  earned 198 points\n"


def test_a_list_of_purchases_earns_as_if_entered_day_by_day(house: Desk) -> None:
    Path("消费.csv").write_text(
        "日期,姓名,项目,金额\n2026-10-20,王小明,其他,100\n2026-10-01,王小明,其他,20000\n2026-10-20,王小明,其他,0.67\n"
        "2026-09-30,王小明,其他,10\n",
        "utf-8",
    )
    house.ok("import", "purchases", "消费.csv", "--apply")
    lots = house.json("points", "statement", "m1")
    assert [(line["date"], line["points"], line["rate"], line["tier"]) for line in lots] == [
        ("2026-09-30", 10, "1", "silver"),
        ("2026-10-01", 20000, "1", "silver"),
        ("2026-10-20", 150, "1.5", "platinum"),
        ("2026-10-20", 1, "1.5", "platinum"),
    ]


def test_what_a_list_of_members_brings_along_earns_nothing_and_lapses(house: Desk) -> None:
    Path("会员.csv").write_text("姓名,手机,累计消费,积分\n李四,19900000045,30000,120\n", "utf-8")
    house.ok("import", "members", "会员.csv", "--apply", "--opening-on", "2026-10-01")
    held = house.json("points", "balance", "李四")
    assert (held["available"], held["locked"]) == (120, 0)
    assert [(lot["expires_on"], lot["unlocks_on"], lot["points"]) for lot in held["lots"]] == [
        ("2027-10-01", None, 120)
    ]
    assert house.json("buy", "李四", "--item", "其他", "--amount", 10, "--note", "x")["points"] == 15
