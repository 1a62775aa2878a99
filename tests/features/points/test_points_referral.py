"""Points for bringing somebody: both sides, once, taken back with the purchase they were given for."""

from __future__ import annotations

import pytest
from buying import Buy

from harness import Desk


@pytest.fixture
def brought(house: Desk) -> Desk:
    """M-00002 李四, whom 王小明 introduced (operation 3)."""
    house.ok("member", "add", "李四", "--mobile", "19900000045", "--introduced-by", "m1")
    return house


def held(desk: Desk) -> list[int]:
    """The points of both."""
    return [row["points"] for row in desk.json("member", "list", "--sort", "no")]


#: What 李四 buys one after the other, and what 王小明 and 李四 hold then.
COURSES = [
    ([999.99], [0, 999]),
    ([1000], [300, 1200]),
    ([500, 500], [0, 1000]),
    ([500, 1000], [300, 1700]),
    ([1000, 2000], [300, 3200]),
]


@pytest.mark.parametrize(("amounts", "points"), COURSES)
def test_the_first_purchase_of_the_amount_gives_both_sides_once(
    brought: Desk, buy: Buy, amounts: list[float], points: list[int]
) -> None:
    for amount in amounts:
        buy(amount, None, "李四")
    assert held(brought) == points


def test_it_is_said_and_locked_as_long_as_the_purchase_can_come_back(brought: Desk) -> None:
    said = brought.ok("buy", "李四", "--item", "其他", "--amount", 1000, "--note", "x").out
    assert said.splitlines()[1:] == [
        "  earned 1000 points",
        "  王小明 got 300 points for the introduction",
        "  李四 got 200 points for the introduction",
    ]
    assert [(lot["unlocks_on"], lot["points"]) for lot in brought.json("points", "balance", "王小明")["lots"]] == [
        ("2026-11-07", 300)
    ]


def test_a_refund_below_the_amount_takes_both_back_and_the_next_purchase_gives_again(brought: Desk, buy: Buy) -> None:
    first = buy(1200, None, "李四")["id"]
    brought.ok("purchase", "refund", first, "--amount", 200)
    assert held(brought) == [300, 1200]
    said = brought.ok("purchase", "refund", first, "--amount", "0.01").out
    assert said.splitlines()[1:] == [
        "  1 point taken back",
        "  王小明: 300 points for the introduction taken back",
        "  李四: 200 points for the introduction taken back",
    ]
    assert held(brought) == [0, 999]
    buy(1000, None, "李四")
    assert held(brought) == [300, 2199]
    brought.ok("undo")
    assert held(brought) == [0, 999]


def test_what_the_introducer_spent_of_it_is_owed(brought: Desk, buy: Buy) -> None:
    first = buy(1000, "2026-10-31", "李四")["id"]
    brought.env(CRMCLI_TODAY="2026-11-07")
    brought.ok("points", "redeem", "王小明", "50元", "--quantity", 2)
    said = brought.ok("purchase", "refund", first).out
    assert "  王小明: 300 points for the introduction taken back, 200 of them were spent and are owed" in said
    assert brought.json("points", "balance", "王小明")["debt"] == 200


def test_nobody_new_nobody_introduced_nobody_gone(brought: Desk, buy: Buy) -> None:
    buy(1000)
    assert held(brought) == [1000, 0]
    brought.ok("member", "add", "周九", "--mobile", "19900000081")
    buy(1000, None, "周九")
    brought.ok("member", "edit", "周九", "--introduced-by", "m1")
    # the first purchase of the amount was made before anybody was named
    buy(1000, None, "周九")
    assert held(brought) == [1000, 0, 2000]
