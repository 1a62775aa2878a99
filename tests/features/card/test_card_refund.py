"""Paying back what is left of a card and closing it: whole answers, refusals with their figures."""

from __future__ import annotations

from typing import Any

import pytest
from features.card.wallet import SESSIONS, STORED

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TODAY = {"date": "2026-10-31", "warnings": [], "reason": None}
MONEY, USES = "20260001", "20260002"


def test_part_of_the_principal_then_the_rest(money: Desk) -> None:
    part = money.json("card", "refund", MONEY, "--amount", "300.50", "--pay", "转账", "--reason", "搬家")
    assert part == {
        **(STORED | TODAY),
        "principal": "699.50",
        "total": "799.50",
        "amount": "300.50",
        "sessions": 0,
        "pay": "transfer",
        "reason": "搬家",
        "id": 2,
        "operation": 5,
    }
    rest = money.json("card", "refund", "王小明")
    assert rest == {
        **(STORED | TODAY),
        "principal": "0.00",
        "total": "100.00",
        "amount": "699.50",
        "sessions": 0,
        # as it was paid in
        "pay": "cash",
        "id": 3,
        "operation": 6,
    }


def test_uses_are_worth_their_share_of_the_price_and_the_last_take_the_rest(both: Desk) -> None:
    # 1000.00 for six: one is 166.66, two of the five left 333.33 of 833.34, the last three the rest
    answers = [both.json("card", "refund", USES, "--sessions", count) for count in (1, 2)]
    answers.append(both.json("card", "refund", USES))
    common = SESSIONS | TODAY | {"pay": "transfer"}
    assert answers == [
        {
            **common,
            "principal": "833.34",
            "total": "833.34",
            "sessions_left": 5,
            "amount": "166.66",
            "sessions": 1,
            "id": 3,
            "operation": 6,
        },
        {
            **common,
            "principal": "500.01",
            "total": "500.01",
            "sessions_left": 3,
            "amount": "333.33",
            "sessions": 2,
            "id": 4,
            "operation": 7,
        },
        {
            **common,
            "principal": "0.00",
            "total": "0.00",
            "sessions_left": 0,
            "amount": "500.01",
            "sessions": 3,
            "id": 5,
            "operation": 8,
        },
    ]


def test_the_lines_say_how_it_was_paid_and_what_stays(both: Desk) -> None:
    lines = [
        both.ok(*words.split()).out
        for words in (
            "card refund 20260002 --sessions 2",
            "card refund 20260002 --pay 现金",
            "card close 20260002",
            "card refund 20260001 --amount 1.00",
            "card refund 20260001",
            "card close 20260001 --yes",
        )
    ]
    assert lines == [
        "333.33 of card 20260002 of 王小明 paid back for 2 uses (转账) · undo: crmcli undo 6\n  left: 4 uses\n",
        "666.67 of card 20260002 of 王小明 paid back for 4 uses (现金) · undo: crmcli undo 7\n"
        "  nothing is left on it; to close it: crmcli card close 20260002\n",
        "card 20260002 of 王小明 closed · undo: crmcli undo 8\n",
        "1.00 of card 20260001 of 王小明 paid back (现金) · undo: crmcli undo 9\n  left: 1,099.00\n",
        "999.00 of card 20260001 of 王小明 paid back (现金) · undo: crmcli undo 10\n"
        "  the bonus of 100.00 is not paid back and stays on the card; crmcli card close 20260001 lets it lapse\n",
        "card 20260001 of 王小明 closed · undo: crmcli undo 11\n  a bonus of 100.00 that was given lapsed\n",
    ]


def test_closing_lets_a_bonus_lapse_as_a_movement(money: Desk) -> None:
    money.ok("card", "refund", MONEY)
    error = money.refused(5, "card", "close", MONEY)
    assert error["message"] == (
        "Card 20260001 of 王小明 still has a bonus of 100.00 that was given; it lapses. "
        "Close the card? Answer it with --yes."
    )
    answer = money.json("card", "close", MONEY, "--yes", "--reason", "不来了")
    assert answer == {
        **(STORED | TODAY),
        "principal": "0.00",
        "bonus": "0.00",
        "total": "0.00",
        "state": "closed",
        "lapsed": {"bonus": "100.00", "sessions": 0},
        "reason": "不来了",
        "id": 3,
        "operation": 6,
    }
    last = money.json("card", "statement", MONEY)[-1]
    assert (last["kind"], last["bonus"], last["bonus_after"]) == ("card-close", "-100.00", "0.00")


def test_uses_that_were_given_are_not_paid_back_and_lapse(two: Desk) -> None:
    given = ("--item", "光子嫩肤", "--sessions", 2, "--amount", 0)
    two.ok("card", "open", "m1", "--kind", "sessions", *given)
    assert two.refused(5, "card", "refund", MONEY)["message"] == (
        "Card 20260001 of 王小明 has 2 uses left that were given; nothing is paid back for them. "
        "To let them lapse: crmcli card close 20260001"
    )
    assert two.refused(5, "card", "close", MONEY)["message"].startswith("Card 20260001 of 王小明 still has 2 uses")
    answer = two.json("card", "close", MONEY, "--yes")
    assert (answer["lapsed"], answer["sessions_left"]) == ({"bonus": "0.00", "sessions": 2}, 0)


def test_what_was_paid_for_must_be_paid_back_first(both: Desk) -> None:
    both.ok("card", "refund", MONEY, "--amount", "999.99")
    both.ok("card", "refund", USES, "--sessions", 5)
    messages = [both.refused(5, "card", "close", card, "--yes")["message"] for card in (MONEY, USES)]
    assert messages == [
        "Card 20260001 of 王小明 still holds 0.01 that was paid for. Pay it back: crmcli card refund 20260001",
        "Card 20260002 of 王小明 still holds 1 use worth 166.67. Pay them back: crmcli card refund 20260002",
    ]


REFUSED = [
    (
        5,
        "refund 20260001 --amount 1000.01",
        "--amount",
        "Card 20260001 of 王小明 has 1,000.00 of principal left to pay back, not 1,000.01.",
    ),
    (5, "refund 20260001 --amount 0", "--amount", "0.00 pays nothing back; give an amount above 0"),
    (2, "refund 20260001 --amount=-5", "--amount", "-5 is negative; give an amount of 0 or more"),
    (
        5,
        "refund 20260001 --sessions 1",
        "--sessions",
        "Card 20260001 of 王小明 holds money, no uses; give --amount.",
    ),
    (
        5,
        "refund 20260002 --amount 100",
        "--amount",
        "Card 20260002 of 王小明 holds uses of 光子嫩肤, no money; give --sessions.",
    ),
    (5, "refund 20260002 --sessions 7", "--sessions", "Card 20260002 of 王小明 has 6 uses left to pay back, not 7."),
    (5, "refund 20260002 --sessions 0", "--sessions", "0 pays nothing back; give 1 or more uses"),
    (
        5,
        "refund 20260001 --pay card",
        "--pay",
        "A card is paid back in money: cash, transfer and the like, not with card.",
    ),
    (2, "refund 20260001 --pay 贝壳", "--pay", None),
    (2, "refund 20260001 --date 2026-11-01", "--date", None),
    (
        5,
        "refund 20260001 --date 2026-10-30",
        "--date",
        "Card 20260001 of 王小明 was opened on 2026-10-31; 2026-10-30 lies before that.",
    ),
    (4, "refund 99999", "card", None),
    (4, "refund 李四", "card", "李四 has no card. Open one: crmcli card open M-00002"),
]


@pytest.mark.parametrize(("status", "line", "field", "message"), REFUSED)
def test_a_refund_too_large_or_of_nothing(
    both: Desk, dump: Any, status: int, line: str, field: str, message: str | None
) -> None:
    before = dump(both.path, (*FACTS, *DERIVED))
    error = both.refused(status, "card", *line.split())
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert dump(both.path, (*FACTS, *DERIVED)) == before


def test_a_bonus_alone_is_never_paid_back(money: Desk) -> None:
    money.ok("card", "refund", MONEY)
    error = money.refused(5, "card", "refund", MONEY)
    assert error["message"] == (
        "Card 20260001 of 王小明 has no principal left to pay back; its bonus of 100.00 is never paid back."
    )
    money.ok("card", "use", MONEY, "--amount", 100)
    assert money.refused(5, "card", "refund", MONEY)["message"] == (
        "Card 20260001 of 王小明 has no principal left to pay back."
    )


def test_a_refund_of_a_past_day_leaves_what_later_uses_took(money: Desk) -> None:
    money.env(CRMCLI_TODAY="2026-11-10")
    money.ok("card", "use", MONEY, "--amount", 900)
    error = money.refused(5, "card", "refund", MONEY, "--amount", "100.01", "--date", "2026-11-01")
    assert error["message"] == "Card 20260001 of 王小明 has 100.00 of principal left to pay back, not 100.01."
    answer = money.json("card", "refund", MONEY, "--date", "2026-11-01")
    assert (answer["amount"], answer["date"], answer["principal"]) == ("100.00", "2026-11-01", "0.00")


def test_what_is_left_of_an_expired_card_is_still_paid_back(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2027-03-01")
    answer = both.json("card", "refund", USES)
    assert (answer["amount"], answer["sessions"], answer["state"]) == ("1000.00", 6, "expired")
    assert both.json("card", "close", USES)["state"] == "closed"


def test_a_closed_card_takes_nothing_more_and_keeps_its_number(money: Desk) -> None:
    money.ok("card", "refund", MONEY)
    money.ok("card", "close", MONEY, "--yes")
    assert money.refused(5, "card", "open", "m2", "--kind", "stored", "--card-no", MONEY)["field"] == "--card-no"
    assert money.json("card", "balance", MONEY)["state"] == "closed"
