"""What later work stands on is not taken back alone: the refusal lists it, and --with-later takes all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

#: What is done after operation 5, which opened the second card; the operation to take back, what stands on it.
STANDS_ON = [
    # the new holder has used what was handed over
    (("card transfer 20260001 --to 李四", "card use 20260001 --amount 100"), 6, [7]),
    # or handed it on, or back
    (("card transfer 20260001 --to 李四", "card transfer 20260001 --to 王小明"), 6, [7]),
    # the new holder has had it paid back and closed
    (("card transfer 20260001 --to 李四", "card refund 20260001", "card close 20260001 --yes"), 6, [7, 8]),
    # a second replacement stands on the number of the first
    (("card replace 20260001 --to N1", "card replace N1 --to N2"), 6, [7]),
    # what ended a state stands on what began it
    (("card lost 20260001", "card replace 20260001 --to N1"), 6, [7]),
    (("card freeze 20260001 --reason x", "card unfreeze 20260001 --reason y"), 6, [7]),
    # a use after the card was found needs it found
    (("card lost 20260001", "card unfreeze 20260001 --reason x", "card use 20260001 --amount 1"), 7, [8]),
    # a use after its last day was moved needs the later day
    (("card extend 20260002 --expires 2027-03-31 --reason x", "@2027-02-01 card use 20260002"), 6, [7]),
    # what was topped up was paid back
    (("card topup 20260001 --amount 500", "card refund 20260001 --amount 1200"), 6, [7]),
    # a closed card holds nothing
    (("card use 20260001 --amount 50", "card refund 20260001", "card close 20260001 --yes"), 6, [8]),
    (("card refund 20260002", "card close 20260002"), 6, [7]),
]


@pytest.fixture
def everything(dump: Any) -> Callable[[Desk], Any]:
    return lambda desk: dump(desk.path, (*FACTS, *DERIVED))


def run(desk: Desk, lines: tuple[str, ...]) -> None:
    """The lines; @DAY in front of one is the day it is done on, and stays."""
    for line in lines:
        words = line.split()
        if words[0].startswith("@"):
            desk.env(CRMCLI_TODAY=words.pop(0)[1:])
        desk.ok(*words)


@pytest.mark.parametrize(("lines", "number", "later"), STANDS_ON, ids=str)
def test_what_later_work_stands_on(
    both: Desk, everything: Callable[[Desk], Any], lines: tuple[str, ...], number: int, later: list[int]
) -> None:
    begun = number - 6
    run(both, lines[:begun])
    before = everything(both)
    run(both, lines[begun:])
    after = everything(both)
    error = both.refused(5, "undo", number)
    assert [one["operation"] for one in error["candidates"]] == later
    assert everything(both) == after
    both.ok("undo", number, "--with-later", "--yes")
    gone = both.json("operations", "--limit", 50)
    assert {row["operation"] for row in gone if row["state"] == "undone"} == {number, *later}
    if {number, *later} == set(range(number, 6 + len(lines))):
        assert everything(both) == before


#: What stands on nothing of it and is taken back alone.
ALONE = [
    # the former number is given back
    ("card replace 20260001 --to N1", "card use 20260001 --amount 100"),
    # who froze a card after it was handed over did not need it handed over
    ("card transfer 20260001 --to 李四", "card use 20260002"),
    ("card lost 20260001", "card use 20260002"),
    ("card refund 20260001 --amount 100", "card use 20260001 --amount 100"),
]


@pytest.mark.parametrize("lines", ALONE, ids=lambda lines: lines[0])
def test_what_nothing_stands_on_is_taken_back_alone(both: Desk, lines: tuple[str, ...]) -> None:
    run(both, lines)
    assert both.json("undo", 6)["later"] == []


def test_taking_back_a_transfer_gives_the_card_and_its_number_back(money: Desk) -> None:
    money.ok("card", "transfer", "20260001", "--to", "李四")
    money.ok("undo")
    assert money.json("card", "balance", "20260001")["name"] == "王小明"
    assert [money.json("member", "show", who)["card_no"] for who in ("m1", "m2")] == ["20260001", None]
