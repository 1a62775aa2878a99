"""Undo and redo leave no balance below zero and nothing spent twice: refused with the list, or taken with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from booked import Row, book, entry, hand_to, opened, spending, topup, use, voucher

from crmcli.storage.schema import DERIVED, FACTS


def state(kind: str) -> Row:
    return entry(kind, card_id=1)


def held(desk: Any, dump: Any) -> list[tuple[Any, ...]]:
    """Holder and principal of the cards there are."""
    return [(row[1], row[6]) for row in dump(desk.path, ("card_state",))["card_state"]]


def stands_in_way(desk: Any, number: int, *, word: str = "undo") -> list[int]:
    """The operations an undo or redo is refused for; nothing is changed by it."""
    error = desk.refused(5, word, number)
    assert error["kind"] == "refused"
    return [one["operation"] for one in error["candidates"]]


@pytest.fixture
def everything(dump: Any) -> Callable[[Any], Any]:
    return lambda desk: dump(desk.path, (*FACTS, *DERIVED))


def test_a_top_up_that_was_used_is_not_taken_back_alone(two: Any, everything: Any, dump: Any) -> None:
    book(two, *opened(10000))
    top_up = book(two, topup(10000))
    small, large = book(two, use(3000)), book(two, use(15000))
    before = everything(two)
    error = two.refused(5, "undo", top_up)
    assert error == {
        "kind": "refused",
        "message": f"Later work stands on operation {top_up}: {large}. Take all of it back with --with-later.",
        "value": top_up,
        "candidates": [{"operation": large, "command": "test"}],
    }
    assert everything(two) == before
    assert two.json("undo", top_up, "--with-later") == {
        "operation": 8, "undone": top_up, "later": [large], "rows": 2,
    }  # fmt: skip
    assert held(two, dump) == [(1, 7000)]
    assert small not in [row["operation"] for row in two.json("operations") if row["state"] == "undone"]
    two.ok("redo", top_up)
    assert everything(two) == before


def test_what_is_still_covered_stands_in_no_way(two: Any, dump: Any) -> None:
    book(two, *opened(10000))
    top_up = book(two, topup(10000))
    book(two, use(10000))
    assert two.json("undo", top_up)["later"] == []
    assert held(two, dump) == [(1, 0)]


def test_a_later_top_up_does_not_cover_an_earlier_day(two: Any, dump: Any) -> None:
    book(two, *opened(1000))
    top_up = book(two, topup(5000, on_day="2026-10-10"))
    used = book(two, use(6000, on_day="2026-10-12"))
    book(two, topup(90000, on_day="2026-10-20"))
    assert stands_in_way(two, top_up) == [used]
    assert held(two, dump) == [(1, 90000)]


def test_of_many_uses_the_latest_and_no_more_than_needed(two: Any) -> None:
    book(two, *opened(0))
    top_up = book(two, topup(10000))
    for _count in range(3):
        book(two, use(1000))
    refilled = book(two, topup(1500))
    last = book(two, use(8500))
    assert stands_in_way(two, top_up) == [7, 8, last]
    assert refilled == 9
    assert two.json("undo", refilled, "--with-later")["later"] == [last]


def test_a_use_given_back_is_named_by_its_own_number(two: Any) -> None:
    book(two, *opened(0))
    top_up = book(two, topup(100))
    used = book(two, use(100))
    two.ok("undo", used)
    two.ok("redo", used)
    assert stands_in_way(two, top_up) == [used]


def test_a_transfer_the_new_holder_built_upon(two: Any, everything: Any, dump: Any) -> None:
    book(two, *opened(10000))
    transfer = book(two, *hand_to(2, 10000, 2))
    used = book(two, use(100, member_id=2))
    frozen = book(two, entry("card-freeze", card_id=1, member_id=2))
    before = everything(two)
    assert stands_in_way(two, transfer) == [used, frozen]
    assert everything(two) == before
    assert two.json("undo", transfer, "--with-later")["later"] == [used, frozen]
    assert held(two, dump) == [(1, 10000)]


def test_a_top_up_before_a_transfer_moved_with_it(two: Any) -> None:
    book(two, *opened(0))
    top_up = book(two, topup(5000))
    transfer = book(two, *hand_to(2, 5000, 3))
    used = book(two, use(100, member_id=2))
    assert stands_in_way(two, top_up) == [transfer, used]


def test_a_use_before_a_transfer_is_not_given_back_behind_it(two: Any) -> None:
    book(two, *opened(5000))
    used = book(two, use(1000))
    two.ok("undo", used)
    transfer = book(two, *hand_to(2, 5000, 3))
    assert stands_in_way(two, used, word="redo") == [transfer]


def test_a_use_is_not_given_back_once_the_balance_is_gone(two: Any, everything: Any) -> None:
    book(two, *opened(5000))
    used = book(two, use(3000))
    two.ok("undo", used)
    other = book(two, use(4000))
    before = everything(two)
    error = two.refused(5, "redo", used)
    assert error["message"] == (
        f"Operation {used} cannot be given back, later work is in its way: {other}. "
        "Take that back first: crmcli undo NO"
    )
    assert everything(two) == before
    two.ok("undo", other)
    two.ok("redo", used)


def test_sessions_and_bonus_are_guarded_like_principal(two: Any) -> None:
    book(two, *opened(0))
    given = book(two, entry("card-bonus", card_id=1, bonus_fen=500, sessions=2))
    bonus = book(two, entry("purchase", 500, card_id=1, bonus_fen=-500, pay="card"))
    session = book(two, entry("purchase", 0, card_id=1, sessions=-1, pay="card"))
    assert stands_in_way(two, given) == [bonus, session]


@pytest.mark.parametrize(
    ("shuts", "opens", "later", "stands"),
    [
        ("card-freeze", "card-unfreeze", use(10), True),
        ("card-lost", "card-replace", topup(10), True),
        ("card-freeze", "card-unfreeze", entry("card-close", card_id=1), False),
        ("card-freeze", "card-unfreeze", entry("fee-charge", 10, fee="x", period="2026", due_on="2026-10-31"), False),
    ],
)
def test_what_a_live_card_was_needed_for(two: Any, shuts: str, opens: str, later: Any, stands: bool) -> None:
    book(two, *opened(5000))
    book(two, state(shuts))
    live = book(two, state(opens))
    number = book(two, later)
    if stands:
        assert stands_in_way(two, live) == [number]
    else:
        assert two.json("undo", live)["later"] == []


def test_a_last_day_put_off_that_was_needed(two: Any) -> None:
    book(two, *opened(5000, expires_on="2026-10-15"))
    put_off = book(two, lambda db: db.execute("UPDATE card SET expires_on = '2027-10-15'"))
    used = book(two, use(10))
    assert stands_in_way(two, put_off) == [used]


def test_a_lot_is_not_overdrawn_and_an_entry_covered_once(two: Any) -> None:
    book(two, entry("points-hand", points=100), entry("points-hand", points=-80))
    taken = book(two, spending(2, 1, 80))
    two.ok("undo", taken)
    other = book(two, entry("points-hand", points=-60), spending(3, 1, 60))
    assert stands_in_way(two, taken, word="redo") == [other]
    two.ok("undo", other)
    again = book(two, entry("points-hand", points=90), spending(2, 4, 80))
    assert stands_in_way(two, taken, word="redo") == [again]


def test_a_purchase_is_not_paid_back_twice(two: Any) -> None:
    book(two, entry("purchase", 10000, pay="cash"))
    back = book(two, entry("refund", -6000, refers_to=1, pay="cash"))
    two.ok("undo", back)
    other = book(two, entry("refund", -5000, refers_to=1, pay="cash"))
    assert stands_in_way(two, back, word="redo") == [other]
    part = book(two, entry("refund", -5000, refers_to=1, pay="cash"))
    assert stands_in_way(two, back, word="redo") == [other, part]


def test_a_voucher_is_in_use_once(two: Any) -> None:
    paid = {"voucher_id": 1, "voucher_fen": 5000, "pay": "cash"}
    book(two, entry("points-redeem", item="cash-50", quantity=1), voucher(5000, 1))
    bought = book(two, entry("purchase", 12000, **paid))
    back = book(two, entry("refund", -12000, refers_to=2, **{**paid, "voucher_fen": -5000}))
    again = book(two, entry("purchase", 12000, **paid))
    assert stands_in_way(two, back) == [again]
    assert two.json("undo", again)["later"] == []
    two.ok("undo", back)
    two.ok("undo", bought)
    book(two, entry("purchase", 5000, **paid))
    assert stands_in_way(two, bought, word="redo") == [11]


def test_a_charge_is_not_paid_twice(two: Any) -> None:
    book(two, entry("fee-charge", 30000, fee="locker", period="2026-10", due_on="2026-10-31"))
    paid = book(two, entry("fee-payment", 20000, refers_to=1, pay="cash"))
    two.ok("undo", paid)
    let_off = book(two, entry("fee-waiver", 15000, refers_to=1))
    assert stands_in_way(two, paid, word="redo") == [let_off]


def test_a_rewards_stock(two: Any) -> None:
    """The clinic's 返礼品 begins with a number of pieces."""
    from crmcli.packs.load import load

    reward = next(one for one in load("clinic", None).rewards if one.stock is not None)
    more = book(two, ("reward_stock", {"reward": reward.code, "on_day": "2026-10-31", "change": 5}))
    taken = book(two, entry("points-redeem", item=reward.code, quantity=(reward.stock or 0) + 3))
    assert stands_in_way(two, more) == [taken]
    gone = book(two, ("reward_stock", {"reward": reward.code, "on_day": "2026-10-31", "change": -2}))
    assert stands_in_way(two, more) == [taken]
    assert two.json("undo", gone)["later"] == []


def test_a_balance_of_a_list_moved_onto_a_card(two: Any) -> None:
    brought = book(two, entry("opening-balance", 8000))
    moved = book(two, entry("opening-balance", -8000), *opened(8000))
    assert stands_in_way(two, brought) == [moved]


def test_what_was_wrong_before_is_in_nobodys_way(two: Any) -> None:
    """A shelf the pack has fewer of than were given away: an older gift can still be taken back."""
    from crmcli.packs.load import load

    reward = next(one for one in load("clinic", None).rewards if one.stock is not None)
    first = book(two, entry("points-redeem", item=reward.code, quantity=1))
    book(two, entry("points-redeem", item=reward.code, quantity=(reward.stock or 0) + 3))
    assert two.json("undo", first)["later"] == []


def test_the_latest_goes_without_a_trial_and_comes_back(two: Any, everything: Any) -> None:
    book(two, *opened(10000))
    before = everything(two)
    used = book(two, use(10000))
    after = everything(two)
    assert two.json("undo", used)["rows"] == 1
    assert everything(two) == before
    two.ok("redo", used)
    assert everything(two) == after


def test_a_sum_that_would_be_below_zero_is_a_sentence(two: Any) -> None:
    """Somebody has changed what is kept of a card by other means, so that no rule of the entries sees it coming."""
    from opened import spoil

    book(two, *opened(10000))
    top_up = book(two, topup(5000))
    spoil(two.path, "UPDATE card_state SET principal_fen = 4000")
    error = two.refused(5, "undo", top_up)
    assert error["message"] == (
        "A balance would be below zero then (CHECK constraint failed: principal_fen >= 0); nothing was changed. "
        "See: crmcli check ledger"
    )
