"""What a terminal asks of who changes a card: why, whom, which of several, and before something lapses."""

from __future__ import annotations

import pytest
from process import Screen, environment, run_on_terminal

from harness import Desk


def typed(desk: Desk, *words: str, keys: tuple[str, ...]) -> Screen:
    """A command line on a terminal with what is typed at its questions."""
    env = environment(desk.folder, CRMCLI_LANG="en", CRMCLI_AS="陈静")
    return run_on_terminal(desk.folder, *words, keys=keys, env=env)


def test_card_and_reason_are_asked_for(money: Desk) -> None:
    screen = typed(money, "card", "freeze", keys=("王小明\n", "出差\n"))
    assert screen.status == 0, screen.text
    assert "Card or member: 王小明" in screen.text
    assert "Why: 出差" in screen.text
    assert "card 20260001 of 王小明 frozen · undo: crmcli undo 5" in screen.text


def test_of_several_one_is_chosen_and_whom_it_goes_to_is_asked(both: Desk) -> None:
    screen = typed(both, "card", "transfer", "王小明", keys=("2\n", "李四\n"))
    assert screen.status == 0, screen.text
    assert "  2  20260002  光子嫩肤  6 uses  live  until 2026-12-31" in screen.text
    assert "card 20260002 of 王小明 is 李四's from now on, with 6 uses on it" in screen.text


def test_a_day_that_is_none_is_asked_for_again(both: Desk) -> None:
    screen = typed(both, "card", "extend", "20260002", keys=("2027-02-30\n", "2027-02-28\n", "住院\n"))
    assert screen.status == 0, screen.text
    assert both.json("card", "balance", "20260002")["expires_on"] == "2027-02-28"


@pytest.mark.parametrize(
    ("key", "status", "said", "state"),
    [
        ("y\n", 0, "a bonus of 100.00 that was given lapsed", "closed"),
        ("n\n", 130, "Card 20260001 stays open.", "live"),
    ],
)
def test_before_a_bonus_lapses_it_is_asked(money: Desk, key: str, status: int, said: str, state: str) -> None:
    money.ok("card", "refund", "20260001")
    screen = typed(money, "card", "close", "20260001", keys=(key,))
    assert screen.status == status, screen.text
    question = "Card 20260001 of 王小明 still has a bonus of 100.00 that was given; it lapses. Close the card? [y/N]"
    assert question in screen.text
    assert said in screen.text
    assert money.json("card", "balance", "20260001")["state"] == state
