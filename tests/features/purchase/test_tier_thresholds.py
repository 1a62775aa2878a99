"""The clinic's ladder at its edges, through the real commands."""

from __future__ import annotations

import pytest

from harness import Desk

LADDER = [
    (["19999.99"], "silver"),
    (["20000"], "platinum"),
    (["20000.00"], "platinum"),
    (["19999.99", "0.01"], "platinum"),
    (["49999.99"], "platinum"),
    (["50000.00"], "prestige"),
    (["2万", "3万"], "prestige"),
    (["0"], "silver"),
]


@pytest.mark.parametrize(("amounts", "tier"), LADDER)
def test_the_tier_follows_the_sum(desk: Desk, amounts: list[str], tier: str) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    for amount in amounts:
        answer = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", amount)
    assert answer["tier_after"] == tier
    assert desk.json("member", "tier", "王小明")["tier"] == tier


def test_a_refund_back_below_lowers_the_tier_and_says_so(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    bought = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000")
    back = desk.json("purchase", "refund", bought["id"], "--amount", "0.01")
    assert (back["tier_before"], back["tier_after"], back["amount"]) == ("platinum", "silver", "0.01")
    said = desk.ok("purchase", "refund", bought["id"], "--amount", "1").out
    assert "19,999" not in said
    assert desk.json("member", "tier", "王小明")["counted"] == "19998.99"
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "1.01")
    said = desk.ok("purchase", "refund", bought["id"], "--amount", "5").out
    assert "tier: 白金卡 → 银卡" in said


def test_the_explanation_names_every_move(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    first = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "30000", "--date", "2026-03-01")
    second = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000", "--date", "2026-10-01")
    desk.json("purchase", "refund", second["id"], "--date", "2026-10-05")
    assert desk.json("member", "tier", "王小明") == {
        "no": "M-00001",
        "name": "王小明",
        "tier": "platinum",
        "tier_name": "白金卡",
        "counted": "30000.00",
        "basis": "lifetime",
        "counts": "consumption",
        "window_from": None,
        "window_to": "2026-10-31",
        "retention": None,
        "earned": "platinum",
        "by_hand": None,
        "next_tier": "尊享卡",
        "to_next_tier": "20000.00",
        "keep_by": None,
        "keep_needed": None,
        "keep_amount": None,
        "keep_counted": None,
        "keep_from": None,
        "history": [
            {"on": on, "from": before, "to": to, "cause": cause, "entry": entry, "by": "陈静"}
            for on, before, to, cause, entry in (
                ("2026-03-01", "silver", "platinum", "purchase", first["id"]),
                ("2026-10-01", "platinum", "prestige", "purchase", second["id"]),
                ("2026-10-05", "prestige", "platinum", "refund", 3),
            )
        ],
    }


def test_a_purchase_entered_late_takes_its_place_in_the_history(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000", "--date", "2026-10-01")
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000", "--date", "2026-03-01")
    moves = desk.json("member", "tier", "王小明")["history"]
    assert [(move["on"], move["to"]) for move in moves] == [("2026-03-01", "platinum")]


def test_a_points_voucher_counts_for_nothing(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    paid = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000", "--pay", "voucher")
    assert paid["tier_after"] == "silver"
    assert desk.json("member", "tier", "王小明")["counted"] == "0.00"


def test_undo_of_the_older_of_two_purchases_and_redo(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    older = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "20000")
    newer = desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "30000")
    assert newer["tier_after"] == "prestige"

    undone = desk.json("undo", older["operation"])
    assert undone["undone"] == older["operation"]
    tier = desk.json("member", "tier", "王小明")
    assert (tier["tier"], tier["counted"]) == ("platinum", "30000.00")

    desk.json("undo")
    tier = desk.json("member", "tier", "王小明")
    assert (tier["tier"], tier["counted"], tier["history"]) == ("silver", "0.00", [])

    desk.json("redo")
    desk.json("redo")
    tier = desk.json("member", "tier", "王小明")
    assert (tier["tier"], tier["counted"]) == ("prestige", "50000.00")
    assert [entry["id"] for entry in desk.json("purchase", "list", "王小明")] == [newer["id"], older["id"]]
