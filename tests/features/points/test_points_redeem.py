"""Redeeming: which rewards, with which points, and every refusal with its figures."""

from __future__ import annotations

import pytest
from buying import Buy

from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk


@pytest.fixture
def rich(house: Desk, buy: Buy) -> Desk:
    """王小明 has 150 points of 2026-10-31, free since 2026-11-07, and 60 of that day (operations 3 and 4)."""
    buy(150, "2026-10-31")
    buy(60, "2026-11-07")
    return house


def test_a_voucher_is_given_out_from_the_points_that_lapse_first(rich: Desk) -> None:
    assert rich.json("points", "redeem", "王小明", "返现") == {
        "id": 3,
        "member": "M-00001",
        "name": "王小明",
        "reward": "50元返现金券",
        "kind": "voucher",
        "quantity": 1,
        "points": 100,
        "date": "2026-11-07",
        "vouchers": [{"no": "DJ-2026-0001", "amount": "50.00", "expires_on": "2027-05-07"}],
        "stock_left": None,
        "available": 50,
        "locked": 60,
        "operation": 5,
    }
    assert [lot["left"] for lot in rich.json("points", "balance", "m1")["lots"]] == [50, 60]


def test_what_is_said(rich: Desk) -> None:
    assert rich.ok("points", "redeem", "m1", "50元").out.splitlines() == [
        "王小明: 50元返现金券 ×1 for 100 points, 50 left free · undo: crmcli undo 5",
        "  voucher DJ-2026-0001: 50.00 each, until 2027-05-07",
    ]
    assert rich.ok("points", "redeem", "m1", "mj").out.splitlines() == [
        "王小明: 毛巾 ×1 for 40 points, 10 left free · undo: crmcli undo 6",
        "  2 of it left",
    ]


#: words, status, what is said
REFUSED = [
    (
        ("m1", "50元", "--quantity", "2"),
        5,
        "50元返现金券 takes 200 points; 王小明 has 210, 60 of them are locked until 2026-11-14.",
    ),
    (
        ("m1", "50元", "--quantity", "3"),
        5,
        "50元返现金券 takes 300 points; 王小明 has 210, 60 of them are locked until 2026-11-14.",
    ),
    (
        ("m1", "毛巾", "--quantity", "4"),
        5,
        "Of 毛巾 3 are left, not 4. What has come in: crmcli points stock 毛巾 --add N",
    ),
    (("m1", "毛巾", "--quantity", "0"), 2, "0 moves nothing; give 1 or more"),
    (("m1", "毛巾", "--quantity", "-1"), 2, "-1 moves nothing; give 1 or more"),
    (("m1", "毛巾", "--quantity", "1.5"), 2, "1.5 is no whole number"),
    (("m1", "手机"), 4, "手机 is no reward. There are: 50元返现金券, 毛巾"),
    (("m1", "毛布"), 4, "毛布 is no reward. There are: 毛巾"),
    (("m1",), 2, "Reward is missing: write it after the command."),
    (("周九", "毛巾"), 4, "No member fits 周九. Try a part of the name, pinyin, or the last four digits of a phone."),
]


@pytest.mark.parametrize(("words", "status", "said"), REFUSED)
def test_what_cannot_be_redeemed_changes_nothing(rich: Desk, words: tuple[str, ...], status: int, said: str) -> None:
    before = rich.json("points", "balance", "m1")
    assert rich.refused(status, "points", "redeem", *words)["message"] == said
    assert rich.json("points", "balance", "m1") == before


def test_nothing_locked_is_said_plainly(rich: Desk) -> None:
    rich.env(CRMCLI_TODAY="2026-11-14")
    refused = rich.refused(5, "points", "redeem", "m1", "50元", "--quantity", "3")
    assert refused["message"] == "50元返现金券 takes 300 points; 王小明 has 210."


def test_with_a_debt_only_the_rest_can_be_redeemed(rich: Desk) -> None:
    rich.ok("points", "redeem", "m1", "50元")
    # of its 150 points 100 are spent and owed
    rich.ok("purchase", "refund", 1)
    rich.env(CRMCLI_TODAY="2026-11-14")
    refused = rich.refused(5, "points", "redeem", "m1", "毛巾")
    assert refused["message"] == "毛巾 takes 40 points; 王小明 has 60 free and owes 100."
    held = rich.json("points", "balance", "m1")
    assert (held["available"], held["debt"], held["redeemable"]) == (60, 100, 0)


def test_points_can_be_redeemed_up_to_their_last_day(rich: Desk) -> None:
    rich.env(CRMCLI_TODAY="2027-10-31")
    assert rich.json("points", "redeem", "m1", "50元")["available"] == 110
    rich.env(CRMCLI_TODAY="2027-11-01")
    refused = rich.refused(5, "points", "redeem", "m1", "50元")
    assert refused["message"] == "50元返现金券 takes 100 points; 王小明 has 60."


def test_stock_runs_out_and_comes_in(rich: Desk) -> None:
    rich.env(CRMCLI_TODAY="2026-11-14")
    assert rich.json("points", "redeem", "m1", "毛巾", "--quantity", "3")["stock_left"] == 0
    refused = rich.refused(5, "points", "redeem", "m1", "毛巾")
    assert refused["message"] == "毛巾 has run out. What has come in: crmcli points stock 毛巾 --add N"
    assert rich.ok("points", "stock", "毛巾", "--add", "2").out == "毛巾: +2, 2 left · undo: crmcli undo 6\n"
    assert rich.json("points", "redeem", "m1", "毛巾")["stock_left"] == 1
    # the towels that came in stand under what was given out since
    assert [one["operation"] for one in rich.refused(5, "undo", 6)["candidates"]] == [7]


def test_stock_in_a_table_and_for_programs(rich: Desk) -> None:
    assert rich.ok("points", "stock").out.splitlines() == [
        "reward        kind     points  face value  in stock  given out  code",
        "50元返现金券  voucher     100       50.00                    0  voucher-50",
        "毛巾          gift         40                     3          0  towel",
    ]
    assert rich.json("points", "stock", "毛巾", "--add", "-1", "--reason", "污损") == {
        "code": "towel",
        "name": "毛巾",
        "kind": "gift",
        "points": 40,
        "amount": None,
        "valid": None,
        "stock": 2,
        "redeemed": 0,
        "change": -1,
        "reason": "污损",
        "operation": 5,
    }
    assert rich.refused(2, "points", "stock", "毛巾", "--add", "-1")["message"] == "Reason is missing: give --reason."
    less = rich.refused(5, "points", "stock", "毛巾", "--add", "-3", "--reason", "丢失")
    assert less["message"] == "Of 毛巾 2 are left; 3 cannot be taken away."
    endless = rich.refused(5, "points", "stock", "50元", "--add", "3")
    assert endless["message"] == "50元返现金券 is without limit; the pack says no stock for it."


def test_undo_and_redo(rich: Desk) -> None:
    before = rich.json("points", "balance", "m1")
    rich.ok("points", "redeem", "m1", "50元")
    after = rich.json("points", "balance", "m1")
    rich.ok("undo")
    assert rich.json("points", "balance", "m1") == before
    assert rich.json("points", "vouchers", "m1") == []
    rich.ok("redo")
    assert rich.json("points", "balance", "m1") == after


def test_who_is_a_customer_no_longer_redeems_nothing(rich: Desk) -> None:
    session = Session(Shared(db=str(rich.path)))
    with session.write("a member leaves") as operation:
        operation.db.execute("UPDATE member SET standing = 'left' WHERE id = 1")
    session.close()
    refused = rich.refused(5, "points", "redeem", "m1", "毛巾")
    assert refused["message"] == "王小明 (M-00001) is a customer no longer; no points are moved."
