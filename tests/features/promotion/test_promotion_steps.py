"""What is given from which amount on: the steps as they are typed, and what they propose."""

from __future__ import annotations

import pytest

from crmcli.core.findings import Refused
from crmcli.features.promotion.rules import (
    NOTHING,
    Given,
    NeedsNote,
    Step,
    given_for,
    proposed,
    step_given,
    step_text,
    steps_given,
    steps_kept,
    steps_read,
)
from crmcli.language import said

TYPED = [
    ("3000=毛巾", Step(300000, "毛巾", 0), "3000=毛巾"),
    ("5000=+200", Step(500000, None, 20000), "5000=+200"),
    ("5000=球拍+500", Step(500000, "球拍", 50000), "5000=球拍+500"),
    ("3000＝毛巾＋200", Step(300000, "毛巾", 20000), "3000=毛巾+200"),
    ("1万=美白套装2盒+1千", Step(1000000, "美白套装2盒", 100000), "10000=美白套装2盒+1000"),
    ("3000= 毛 巾 + 99.5 ", Step(300000, "毛 巾", 9950), "3000=毛 巾+99.50"),
    ("3000=100ml面霜", Step(300000, "100ml面霜", 0), "3000=100ml面霜"),
    ("3000=毛巾+球拍", Step(300000, "毛巾+球拍", 0), "3000=毛巾+球拍"),
    ("3000=毛巾+球拍+￥200", Step(300000, "毛巾+球拍", 20000), "3000=毛巾+球拍+200"),
    ("0=小样", Step(0, "小样", 0), "0=小样"),
]


@pytest.mark.parametrize(("text", "step", "shown"), TYPED)
def test_a_step_is_read_and_written(text: str, step: Step, shown: str) -> None:
    assert (step_given(text), step_text(step_given(text))) == (step, shown)
    assert steps_read(steps_kept([step])) == (step,)


WRONG = [
    (["3000"], "3000 is no step; write 3000=毛巾, 5000=+200 or 5000=球拍+500"),
    (["=毛巾"], "=毛巾 is no step; write 3000=毛巾, 5000=+200 or 5000=球拍+500"),
    (["3000="], "3000= is no step; write 3000=毛巾, 5000=+200 or 5000=球拍+500"),
    (["3000=+"], "3000=+ is no step; write 3000=毛巾, 5000=+200 or 5000=球拍+500"),
    (["3000=200"], "3000=200 does not say whether 200 is given as an amount: write 3000=+200"),
    (["三千块=毛巾", "多=毛巾"], "多 is not an amount; write for example 1200, 1,200.50 or 1.5万"),
    (["3000=毛巾+2oo"], "2oo is not an amount; write for example 1200, 1,200.50 or 1.5万"),
    (["3000=毛巾+-5"], "-5 is negative; give an amount of 0 or more"),
    (["-3000=毛巾"], "-3000 is negative; give an amount of 0 or more"),
    (["3000=" + "长" * 61], "长" * 61 + " is too long for a gift; give up to 60 characters"),
    (
        ["3000=毛巾", "3000=+200"],
        "Two steps begin at 3,000.00; put what is given there into one: --give 3000=毛巾+200",
    ),
    (
        ["5000=球拍", "3000=毛巾"],
        "3000=毛巾 comes after a higher step; give them from the lowest up: --give 3000=毛巾 --give 5000=球拍",
    ),
]


@pytest.mark.parametrize(("texts", "sentence"), WRONG)
def test_a_wrong_step_is_refused_with_what_would_do(texts: list[str], sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        steps_given(texts)
    assert said(refused.value) == sentence


STEPS = steps_given(["3000=毛巾+200", "5000=+500", "10000=球拍"])
PROPOSED = [
    (0, NOTHING),
    (299999, NOTHING),
    (300000, Given("毛巾", 20000)),
    (499999, Given("毛巾", 20000)),
    (500000, Given(None, 50000)),
    (999999, Given(None, 50000)),
    (1000000, Given("球拍", 0)),
    (99999999, Given("球拍", 0)),
]


@pytest.mark.parametrize(("amount_fen", "given"), PROPOSED)
def test_the_highest_step_reached_proposes(amount_fen: int, given: Given) -> None:
    assert proposed(STEPS, amount_fen) == given
    assert given_for(STEPS, amount_fen, None, None, None) == given


ALLOWED = [
    (300000, "毛巾", 20000, None, Given("毛巾", 20000)),
    (300000, " 毛巾 ", None, None, Given("毛巾", 20000)),
    (500000, "无", None, None, Given(None, 50000)),
    (500000, "", None, None, Given(None, 50000)),
    (300000, "球拍", None, "毛巾没有了", Given("球拍", 20000)),
    (300000, "none", 0, "不要", NOTHING),
    (100, "毛巾", None, "老客户", Given("毛巾", 0)),
]


@pytest.mark.parametrize(("amount_fen", "gift", "bonus_fen", "note", "given"), ALLOWED)
def test_what_differs_goes_with_a_note(
    amount_fen: int, gift: str | None, bonus_fen: int | None, note: str | None, given: Given
) -> None:
    assert given_for(STEPS, amount_fen, gift, bonus_fen, note) == given


NEEDS_NOTE = [
    (300000, "球拍", None, None, "For 3,000.00 this promotion gives 毛巾+200; say in --note why it is 球拍+200"),
    (300000, None, 20001, " ", "For 3,000.00 this promotion gives 毛巾+200; say in --note why it is 毛巾+200.01"),
    (300000, "无", 0, None, "For 3,000.00 this promotion gives 毛巾+200; say in --note why it is nothing"),
    (
        299900,
        "毛巾",
        None,
        None,
        "2,999.00 reaches no step, the lowest is 3000=毛巾+200; say in --note why 毛巾 is given",
    ),
]


@pytest.mark.parametrize(("amount_fen", "gift", "bonus_fen", "note", "sentence"), NEEDS_NOTE)
def test_what_differs_without_a_note_is_refused(
    amount_fen: int, gift: str | None, bonus_fen: int | None, note: str | None, sentence: str
) -> None:
    with pytest.raises(NeedsNote) as refused:
        given_for(STEPS, amount_fen, gift, bonus_fen, note)
    assert said(refused.value) == sentence


def test_without_steps_anything_is_given() -> None:
    assert given_for((), 100, "毛巾", 5, None) == Given("毛巾", 5)
