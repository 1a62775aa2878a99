"""Vouchers as a way of paying: used once, live again when all of it is paid back, lapsed after their last day."""

from __future__ import annotations

import pytest
from buying import Buy

from harness import Desk


@pytest.fixture
def holder(house: Desk, buy: Buy) -> Desk:
    """王小明 holds DJ-2026-0001 over 50.00, given out on 2026-11-07 (operation 5); 李四 is M-00002."""
    buy(200, "2026-10-31")
    house.ok("member", "add", "李四", "--mobile", "19900000045")
    house.env(CRMCLI_TODAY="2026-11-07")
    house.ok("points", "redeem", "m1", "50元")
    return house


WITH = ("--item", "其他", "--note", "x", "--voucher")


def test_what_it_pays_counts_nowhere(holder: Desk) -> None:
    paid = holder.json("buy", "m1", "--amount", 120, *WITH, "dj-2026-0001", "--pay", "cash")
    assert (paid["amount"], paid["points"]) == ("120.00", 70)
    assert holder.json("points", "vouchers", "m1") == [
        {
            "no": "DJ-2026-0001",
            "member": "M-00001",
            "reward": "50元返现金券",
            "amount": "50.00",
            "state": "used",
            "issued_on": "2026-11-07",
            "expires_on": "2027-05-07",
            "used_on": "2026-11-07",
            "used_by": 3,
        }
    ]
    assert holder.json("member", "list")[0]["spend"] == "270.00"


def test_a_voucher_twice(holder: Desk) -> None:
    holder.ok("buy", "m1", "--amount", 50, *WITH, "1")
    refused = holder.refused(5, "buy", "m1", "--amount", 50, *WITH, "1")
    assert refused["message"] == "Voucher DJ-2026-0001 was used on 2026-11-07 for purchase 3."
    holder.ok("purchase", "refund", 3)
    assert holder.json("buy", "m1", "--amount", 50, *WITH, "1")["points"] == 0


def test_a_part_paid_back_leaves_it_used(holder: Desk) -> None:
    holder.ok("buy", "m1", "--amount", 80, *WITH, "1", "--pay", "cash")
    holder.ok("purchase", "refund", 3, "--amount", 10)
    assert holder.json("points", "vouchers", "m1")[0]["state"] == "used"
    back = holder.json("purchase", "refund", 3)
    assert (back["amount"], back["points"]) == ("20.00", 20)
    assert holder.json("points", "vouchers", "m1")[0]["state"] == "live"


#: member, day of the purchase, number given, status, what is said
REFUSED = [
    ("m2", "2026-11-07", "DJ-2026-0001", 5, "Voucher DJ-2026-0001 is of 王小明 (M-00001), not of 李四."),
    ("m1", "2026-11-06", "1", 5, "Voucher DJ-2026-0001 was given out on 2026-11-07; it cannot pay on 2026-11-06."),
    ("m1", "2027-05-08", "1", 5, "Voucher DJ-2026-0001 lapsed: its last day was 2027-05-07."),
    ("m1", "2026-11-07", "9", 4, "There is no voucher 9. 王小明 has: DJ-2026-0001"),
    ("m2", "2026-11-07", "9", 4, "There is no voucher 9; 李四 has none that is not used."),
]


@pytest.mark.parametrize(("member", "day", "number", "status", "said"), REFUSED)
def test_one_that_cannot_pay(holder: Desk, member: str, day: str, number: str, status: int, said: str) -> None:
    words = ("buy", member, "--amount", 50, *WITH, number, "--date", day, "--today", max(day, "2026-11-07"))
    assert holder.refused(status, *words)["message"] == said


def test_it_pays_on_its_last_day_and_is_lapsed_the_day_after(holder: Desk) -> None:
    holder.env(CRMCLI_TODAY="2027-05-08")
    assert holder.ok("points", "vouchers", "m1").out.splitlines() == [
        "number        reward        amount  state   given out   last day    used on  purchase",
        "DJ-2026-0001  50元返现金券   50.00  lapsed  2026-11-07  2027-05-07",
    ]
    holder.env(CRMCLI_TODAY="2027-05-07")
    assert holder.json("buy", "m1", "--amount", 50, *WITH, "1")["amount"] == "50.00"


def test_a_redemption_whose_voucher_was_used_is_not_undone_alone(holder: Desk) -> None:
    holder.ok("buy", "m1", "--amount", 50, *WITH, "1")
    assert [one["operation"] for one in holder.refused(5, "undo", 5)["candidates"]] == [6]
