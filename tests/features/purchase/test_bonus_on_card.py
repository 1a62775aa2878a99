"""A bonus noted goes to the bonus pocket of the member's card, once; where there is no card it stays noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crmcli.features.schema.table import schema_of
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

Dumped = Callable[..., Any]
WHO = ("--mobile", "19900005678")


@pytest.fixture
def autumn(desk: Desk) -> Desk:
    """王小明, and a promotion that gives 200 from 3 000 on."""
    desk.ok("member", "add", "王小明", *WHO)
    desk.ok("promotion", "add", "金秋", "--from", "2026-10-01", "--to", "2026-11-05", "--give", "3000=毛巾+200")
    return desk


@pytest.fixture
def carded(autumn: Desk) -> Desk:
    """The same, and 王小明 has card A8 with 100 on it."""
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "100", "--card-no", "A8")
    return autumn


def register(desk: Desk, *words: object) -> Any:
    return desk.json("promotion", "register", "王小明", *words)


def given(desk: Desk) -> list[tuple[str, str]]:
    """What came onto A8 in its bonus pocket: kind of entry, amount."""
    lines = desk.json("card", "statement", "A8")
    return [(line["kind"], line["bonus"]) for line in lines if line["bonus"] != "0.00"]


def left(desk: Desk) -> list[tuple[str, str]]:
    """What the day's report names as given and on no card."""
    return [(note["row"], note["bonus"]) for note in desk.json("report", "daily")["not_on_card"]]


@pytest.mark.parametrize("booking", [(), ("--book", "其他")])
def test_it_goes_onto_the_only_card_whether_the_amount_is_booked_or_not(
    carded: Desk, dump: Dumped, booking: tuple[str, ...]
) -> None:
    before = dump(carded.path, FACTS + DERIVED)
    answer = register(carded, "--amount", "3000", *booking)
    assert (given(carded), left(carded)) == ([("card-bonus", "200.00")], [])
    assert answer["bonus_booked"] == answer["card"]["entry"]
    assert (answer["card"]["amount"], answer["card"]["bonus"], answer["card"]["total"]) == ("0.00", "200.00", "300.00")
    after = dump(carded.path, FACTS + DERIVED)
    carded.ok("undo")
    assert dump(carded.path, FACTS + DERIVED) == before
    carded.ok("redo")
    assert dump(carded.path, FACTS + DERIVED) == after


def test_a_clerk_reads_where_it_went(carded: Desk) -> None:
    assert carded.ok("promotion", "register", "王小明", "--amount", "3000").out.splitlines() == [
        "金秋: 王小明 3,000.00, given 毛巾+200 · undo: crmcli undo 5",
        "  noted, not booked",
        "  200.00 given on card A8, which holds 300.00",
    ]


def test_a_bonus_that_was_spent_is_not_taken_back_alone(carded: Desk) -> None:
    register(carded, "--amount", "3000")
    carded.ok("card", "use", "A8", "--amount", "250", "--item", "其他")
    error = carded.refused(5, "undo", 5)
    assert [one["operation"] for one in error["candidates"]] == [6]
    carded.ok("undo", 6)
    carded.ok("undo", 5)
    assert given(carded) == []


def test_without_a_card_it_stays_noted_and_is_named_until_it_is_booked(autumn: Desk, dump: Dumped) -> None:
    answer = register(autumn, "--amount", "3000")
    assert (answer["bonus_booked"], answer["card"], left(autumn)) == (None, None, [("promotion:1", "200.00")])
    page = autumn.ok("report", "daily").out
    assert "Given and on no card (1)" in page
    checks = {check["check"]: check for check in autumn.json("doctor")}
    assert (checks["bonuses"]["message"], checks["bonuses"]["remedy"]) == (
        "bonuses noted and on no card: 1, the first is of M-00001, 2026-10-31, 200.00 (promotion HD-2026-0001, row 1)",
        "Put what is given to a member on a card: crmcli purchase book MEMBER",
    )
    before = dump(autumn.path, FACTS + DERIVED)
    booked = autumn.json("purchase", "book", "王小明", "--book", "card")
    Draft202012Validator(schema_of("purchase book")).validate(booked)
    keys = ("row", "amount", "bonus", "booked", "bonus_booked")
    assert [booked[key] for key in keys] == ["promotion:1", "3000.00", "200.00", 1, 1]
    assert (booked["card"]["opened"], booked["card"]["total"], left(autumn)) == (True, "3200.00", [])
    assert autumn.refused(4, "purchase", "book", "王小明")["kind"] == "not-found"
    after = dump(autumn.path, FACTS + DERIVED)
    autumn.ok("undo")
    assert dump(autumn.path, FACTS + DERIVED) == before
    autumn.ok("redo")
    assert dump(autumn.path, FACTS + DERIVED) == after


def test_a_bonus_alone_is_booked_onto_the_card_that_came_later(autumn: Desk) -> None:
    register(autumn, "--amount", "3000", "--date", "2026-10-20", "--book", "其他")
    error = autumn.refused(4, "purchase", "book", "王小明")
    assert error["message"] == "王小明 has no card that 200.00 could go onto. To open one with it: --book card"
    assert autumn.refused(2, "purchase", "book", "王小明", "--book", "其他")["message"] == (
        "A bonus goes onto a card and is no purchase: --book card."
    )
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--card-no", "A8")
    lines = autumn.ok("purchase", "book", "王小明").out.splitlines()
    assert lines == [
        "王小明, promotion HD-2026-0001, row 1: booked · undo: crmcli undo 6",
        "  200.00 given on card A8, which holds 200.00",
    ]
    note = autumn.json("card", "statement", "A8")[-1]
    assert (note["kind"], note["date"], note["note"]) == ("card-bonus", "2026-10-31", "promotion HD-2026-0001, row 1")


def test_a_bonus_somebody_typed_at_the_card_is_named(autumn: Desk) -> None:
    register(autumn, "--amount", "3000", "--book", "其他")
    register(autumn, "--amount", "3000", "--book", "其他")
    words = ("--kind", "stored", "--card-no", "A8", "--amount", "10", "--bonus", "200")
    autumn.ok("card", "open", "王小明", *words)
    row = ("purchase", "book", "王小明", "--row")
    assert "gave no bonus" in autumn.refused(5, *row, "promotion:1", "--booked", "1")["message"]
    assert autumn.json(*row, "promotion:1", "--booked", "3")["bonus_booked"] == 3
    error = autumn.refused(5, *row, "promotion:2", "--booked", "3")
    assert error["message"] == "Entry 3 is the bonus of another row already; a bonus is given once."
    assert (given(autumn), left(autumn)) == ([("card-open", "200.00")], [("promotion:2", "200.00")])


def test_of_several_cards_none_is_guessed(carded: Desk) -> None:
    carded.ok("card", "open", "王小明", "--kind", "stored", "--card-no", "B9")
    assert register(carded, "--amount", "3000", "--book", "其他")["card"] is None
    assert left(carded) == [("promotion:1", "200.00")]
    assert carded.refused(4, "purchase", "book", "王小明")["kind"] == "ambiguous"
    assert carded.json("purchase", "book", "王小明", "--book", "card:a8")["card"]["total"] == "300.00"
    assert given(carded) == [("card-bonus", "200.00")]


def test_application_and_promotion_give_the_same_bonus_once(carded: Desk) -> None:
    words = ("--amount", "3000", "--promotion", "金秋", "--card-type", "充值卡", "--yes")
    answer = carded.json("member", "apply", "王小明", *WHO, *words, "--book", "card")
    assert (answer["bonus_booked"], answer["card"]["bonus"]) == (2, "200.00")
    # its own row of the promotion, and the row somebody writes once more by hand as well
    assert given(carded) == [("card-topup", "200.00")]
    assert left(carded) == []


@pytest.mark.parametrize("first", ["application", "promotion"])
def test_the_same_money_in_both_registers_gives_once(carded: Desk, first: str) -> None:
    applied = ("member", "apply", "王小明", *WHO, "--amount", "3000", "--bonus", "200", "--yes")
    row = ("promotion", "register", "王小明", "--amount", "3000")
    orders = {"application": (applied, row, row), "promotion": (row, applied, row)}
    answers = [carded.json(*words)["bonus_booked"] for words in orders[first]]
    # the third is another purchase of the same amount
    assert answers == [2, 2, 3]
    assert (given(carded), left(carded)) == ([("card-bonus", "200.00"), ("card-bonus", "200.00")], [])


def test_the_same_gift_noted_twice_is_left_once(autumn: Desk) -> None:
    autumn.ok("member", "apply", "王小明", *WHO, "--amount", "3000", "--bonus", "200", "--yes")
    register(autumn, "--amount", "3000")
    assert left(autumn) == [("application:1", "200.00")]
    register(autumn, "--amount", "3000")
    assert left(autumn) == [("application:1", "200.00"), ("promotion:2", "200.00")]


def test_sheets_read_back_give_nothing(carded: Desk) -> None:
    register(carded, "--amount", "3000")
    carded.ok("export", "promotion", "金秋", "--reveal", "--yes", "--output", "f3.xlsx")
    assert carded.json("import", "f3.xlsx", "--apply")["unchanged"] == 1
    assert given(carded) == [("card-bonus", "200.00")]
