"""What a refund takes back: its own lot, to the point; what was spent of it is owed until later points repay it."""

from __future__ import annotations

import pytest
from buying import Buy

from harness import Desk

#: Amount, what is paid back one after the other, and the points each takes back; at 1.5 a yuan.
PARTS = [
    ("100", ["100"], [150]),
    ("100", ["50", "50"], [75, 75]),
    # 33.33 keeps floor(1.5 × 66.67) = 100 of 150
    ("100", ["33.33", "33.33", "33.34"], [50, 50, 50]),
    ("0.67", ["0.01", "0.65", "0.01"], [1, 0, 0]),
    ("10.01", ["0.01"], [0]),
    ("10.01", ["0.02"], [1]),
]


@pytest.mark.parametrize(("amount", "parts", "points"), PARTS)
def test_a_purchase_keeps_what_the_rest_of_it_earns(
    house: Desk, buy: Buy, amount: str, parts: list[str], points: list[int]
) -> None:
    house.ok("member", "upgrade", "m1", "--to", "白金卡", "--reason", "老客户")
    number = buy(amount)["id"]
    back = [house.json("purchase", "refund", number, "--amount", part) for part in parts]
    assert [(one["points"], one["points_owed"]) for one in back] == [(each, 0) for each in points]


def test_the_rate_of_the_purchase_counts_not_the_one_of_today(house: Desk, buy: Buy) -> None:
    first = buy(20000)["id"]
    assert house.json("purchase", "refund", first, "--amount", 100)["points"] == 100


def spent(house: Desk, buy: Buy) -> int:
    """198 points, 100 of which went for a voucher."""
    number: int = buy(198, "2026-10-31")["id"]
    house.env(CRMCLI_TODAY="2026-11-07")
    house.ok("points", "redeem", "m1", "50元")
    return number


def test_what_was_spent_is_owed_and_the_next_points_repay_it(house: Desk, buy: Buy) -> None:
    number = spent(house, buy)
    said = house.ok("purchase", "refund", number).out.splitlines()
    assert said[1:] == ["  198 points taken back, 100 of them were spent and are owed"]
    held = house.json("points", "balance", "m1")
    assert (held["available"], held["locked"], held["debt"], held["lots"]) == (0, 0, 100, [])
    assert house.json("member", "list")[0]["points"] == -100
    said = house.ok(
        "buy", "m1", "--item", "其他", "--amount", 60, "--note", "x", "--date", "2026-11-08", "--today", "2026-11-08"
    )
    assert said.out.splitlines()[1:] == ["  earned 60 points, 60 of them repay what was owed"]
    assert house.json("points", "balance", "m1", "--today", "2026-11-08")["debt"] == 40
    house.ok("points", "adjust", "m1", "--points", 70, "--reason", "补", "--today", "2026-11-09")
    held = house.json("points", "balance", "m1", "--today", "2026-11-09")
    assert (held["available"], held["debt"], [lot["left"] for lot in held["lots"]]) == (30, 0, [30])
    # every day can still be asked
    days = ("2026-10-31", "2026-11-07", "2026-11-08", "2026-11-09")
    past = [house.json("points", "balance", "m1", "--on", day, "--today", "2026-12-01") for day in days]
    assert [(one["available"], one["locked"], one["debt"]) for one in past] == [
        (0, 198, 0),
        (0, 0, 100),
        (0, 0, 40),
        (30, 0, 0),
    ]


def test_a_partial_refund_takes_what_is_left_before_anything_is_owed(house: Desk, buy: Buy) -> None:
    number = spent(house, buy)
    first = house.json("purchase", "refund", number, "--amount", 98)
    second = house.json("purchase", "refund", number, "--amount", 40)
    assert [(one["points"], one["points_owed"]) for one in (first, second)] == [(98, 0), (40, 40)]


def test_a_repaying_purchase_that_is_paid_back_is_owed_again(house: Desk, buy: Buy) -> None:
    house.ok("purchase", "refund", spent(house, buy))
    second = buy(60)["id"]
    back = house.json("purchase", "refund", second)
    assert (back["points"], back["points_owed"]) == (60, 60)
    assert house.json("points", "balance", "m1")["debt"] == 100


@pytest.mark.parametrize("booked", [True, False])
def test_what_has_lapsed_is_neither_taken_back_nor_owed(house: Desk, buy: Buy, booked: bool) -> None:
    number = spent(house, buy)
    house.env(CRMCLI_TODAY="2027-11-01")
    if booked:
        house.ok("points", "expire")
    back = house.json("purchase", "refund", number)
    # 98 lapsed, 100 were spent
    assert (back["points"], back["points_owed"]) == (100, 100)
    assert house.json("points", "balance", "m1")["debt"] == 100


def test_a_late_lot_that_lapsed_before_the_debt_repays_nothing(house: Desk, buy: Buy) -> None:
    house.ok("purchase", "refund", spent(house, buy))
    house.ok("buy", "m1", "--item", "其他", "--amount", 60, "--note", "x", "--date", "2025-01-01")
    held = house.json("points", "balance", "m1")
    assert (held["debt"], held["expired"]) == (100, 60)


def test_undo_and_redo_of_a_refund_move_points_back_and_forth(house: Desk, buy: Buy) -> None:
    number = spent(house, buy)
    before = house.json("points", "balance", "m1")
    house.ok("purchase", "refund", number)
    after = house.json("points", "balance", "m1")
    house.ok("undo")
    assert house.json("points", "balance", "m1") == before
    house.ok("redo")
    assert house.json("points", "balance", "m1") == after


def test_undo_of_a_purchase_whose_points_were_spent_names_what_stands_on_it(house: Desk, buy: Buy) -> None:
    spent(house, buy)
    refused = house.refused(5, "undo", 3)
    assert [one["operation"] for one in refused["candidates"]] == [4]
