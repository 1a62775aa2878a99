"""What can be had of a card as it stands: every state against every command, with the sentence and nothing changed."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

LOST = (
    "Card {no} of 王小明 has been reported lost since 2026-10-31. "
    "A new number: crmcli card replace {no}; found again: crmcli card unfreeze {no}"
)
FROZEN = "Card {no} of 王小明 has been frozen since 2026-10-31. To use it again: crmcli card unfreeze {no}"
CLOSED = "Card {no} of 王小明 was closed on 2026-10-31."
EXPIRED = "Card {no} of 王小明 expired on 2026-12-31. A later last day: crmcli card extend {no}"
NOT_STOPPED = "Card {no} of 王小明 is neither frozen nor reported lost; it can be used."
HOLDS_MONEY = "Card {no} of 王小明 still holds 1,000.00 that was paid for. Pay it back: crmcli card refund {no}"
HOLDS_USES = "Card {no} of 王小明 still holds 6 uses worth 1,000.00. Pay them back: crmcli card refund {no}"
NO_LAST_DAY = "Card {no} of 王小明 has no last day; there is nothing to extend."

MONEY, USES = "20260001", "20260002"
#: How a card comes to stand so; {card} is its number.
WAYS = {
    "live": (),
    "lost": ("card lost {card}",),
    "frozen": ("card freeze {card} --reason 出差",),
    "closed": ("card refund {card}", "card close {card} --yes"),
    "expired": (),
}
COMMANDS = {
    "use": {MONEY: "card use {card} --amount 100", USES: "card use {card}"},
    "topup": {MONEY: "card topup {card} --amount 100"},
    "refund": {MONEY: "card refund {card} --amount 100", USES: "card refund {card} --sessions 1"},
    "transfer": {MONEY: "card transfer {card} --to 李四", USES: "card transfer {card} --to 李四"},
    "lost": {MONEY: "card lost {card}", USES: "card lost {card}"},
    "replace": {MONEY: "card replace {card} --to N1", USES: "card replace {card} --to N1"},
    "freeze": {MONEY: "card freeze {card} --reason x", USES: "card freeze {card} --reason x"},
    "unfreeze": {MONEY: "card unfreeze {card} --reason x", USES: "card unfreeze {card} --reason x"},
    "extend": {
        MONEY: "card extend {card} --expires 2027-06-30 --reason x",
        USES: "card extend {card} --expires 2027-06-30 --reason x",
    },
    "close": {MONEY: "card close {card} --yes", USES: "card close {card} --yes"},
}
#: state -> command -> the refusal; None where it is done.
TABLE: dict[str, dict[str, str | None]] = {
    "live": {
        **dict.fromkeys(("use", "topup", "refund", "transfer", "lost", "replace", "freeze", "extend")),
        "unfreeze": NOT_STOPPED,
        "close": HOLDS_USES,
    },
    "lost": {
        **dict.fromkeys(("use", "topup", "refund", "transfer", "lost", "freeze"), LOST),
        **dict.fromkeys(("replace", "unfreeze", "extend")),
        "close": HOLDS_USES,
    },
    "frozen": {
        **dict.fromkeys(("use", "topup", "refund", "transfer", "lost", "replace", "freeze"), FROZEN),
        **dict.fromkeys(("unfreeze", "extend")),
        "close": HOLDS_USES,
    },
    "closed": dict.fromkeys(COMMANDS, CLOSED),
    "expired": {
        **dict.fromkeys(("use", "topup", "transfer", "freeze", "unfreeze"), EXPIRED),
        **dict.fromkeys(("refund", "lost", "replace", "extend")),
        "close": HOLDS_USES,
    },
}
#: What a card of money says otherwise; it never ends, so that it is never expired.
OF_MONEY = {HOLDS_USES: HOLDS_MONEY}

CASES = [
    (state, command, card)
    for state, refusals in TABLE.items()
    for command in refusals
    for card in COMMANDS[command]
    if not (state == "expired" and card == MONEY)
]


@pytest.mark.parametrize(("state", "command", "card"), CASES)
def test_what_can_be_had_of_a_card(both: Desk, dump: Any, state: str, command: str, card: str) -> None:
    for line in WAYS[state]:
        both.ok(*line.format(card=card).split())
    if state == "expired":
        both.env(CRMCLI_TODAY="2027-01-01")
    assert both.json("card", "balance", card)["state"] == state
    words = COMMANDS[command][card].format(card=card).split()
    refusal = TABLE[state][command]
    if card == MONEY:
        refusal = OF_MONEY.get(refusal or "", NO_LAST_DAY if command == "extend" and state != "closed" else refusal)
    if refusal is None:
        both.ok(*words)
        return
    before = dump(both.path, (*FACTS, *DERIVED))
    error = both.refused(5, *words)
    assert (error["field"], error["value"], error["message"]) == ("card", card, refusal.format(no=card))
    assert dump(both.path, (*FACTS, *DERIVED)) == before


def test_the_table_has_every_state_and_every_command() -> None:
    assert {state: set(refusals) for state, refusals in TABLE.items()} == {state: set(COMMANDS) for state in WAYS}


def test_a_card_can_be_used_on_its_last_day_and_not_on_the_next(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-12-31T23:59")
    assert both.json("card", "use", USES)["state"] == "live"
    both.env(CRMCLI_TODAY="2027-01-01T00:00")
    assert both.json("card", "balance", USES)["state"] == "expired"
    assert [row["state"] for row in both.json("card", "list", "m1")] == ["expired", "live"]
    assert both.refused(5, "card", "use", USES)["message"] == EXPIRED.format(no=USES)
    # late, but of a day on which it could be used
    assert both.json("card", "use", USES, "--date", "2026-12-30")["sessions_left"] == 4
    both.ok("card", "extend", USES, "--expires", "2027-01-01", "--reason", "住院")
    assert both.json("card", "use", USES)["sessions_left"] == 3


def test_of_several_cards_the_one_the_command_is_for_is_taken(both: Desk) -> None:
    both.ok("card", "freeze", MONEY, "--reason", "出差")
    assert both.json("card", "unfreeze", "王小明", "--reason", "回来了")["card_no"] == MONEY
    both.ok("card", "lost", USES)
    assert both.json("card", "replace", "王小明", "--to", "N1")["former_card_no"] == USES
    assert both.json("card", "extend", "王小明", "--expires", "2027-03-31", "--reason", "住院")["card_no"] == "N1"
    both.ok("card", "refund", MONEY)
    assert both.json("card", "close", "王小明", "--yes")["card_no"] == MONEY
    assert both.json("card", "refund", "王小明", "--sessions", 1)["card_no"] == "N1"


def test_where_several_would_do_they_are_named(both: Desk) -> None:
    error = both.refused(4, "card", "lost", "王小明")
    assert error["message"] == "王小明 has 2 cards that will do; name one by its number."
    assert [one["card_no"] for one in error["candidates"]] == [MONEY, USES]
    error = both.refused(4, "card", "unfreeze", "王小明", "--reason", "x")
    assert error["message"] == "王小明 has 2 cards, none of which will do."
