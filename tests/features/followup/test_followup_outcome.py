"""What can come of a call, and when it is tried again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.workday import is_day_off
from crmcli.features.followup.outcome import OUTCOMES, read_outcome, whole_outcome
from crmcli.features.followup.retry import Again, again

LADDER = ("1d", "1d", "2d")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("reached", "reached"),
        ("rea", "reached"),
        ("REACHED", "reached"),
        ("ｒｅａｃｈｅｄ", "reached"),
        ("接通", "reached"),
        ("接", "reached"),
        ("no-answer", "no-answer"),
        ("no_answer", "no-answer"),
        ("no answer", "no-answer"),
        ("n", "no-answer"),
        ("未接", "no-answer"),
        ("未", "no-answer"),
        ("busy", "busy"),
        ("b", "busy"),
        ("占", "busy"),
        ("ref", "refused"),
        ("拒绝", "refused"),
        ("w", "wrong-number"),
        ("错", "wrong-number"),
        ("res", "rescheduled"),
        ("改期", "rescheduled"),
        ("d", "do-not-contact"),
        ("do not contact", "do-not-contact"),
        ("勿扰", "do-not-contact"),
    ],
)
def test_an_outcome_is_taken_by_its_beginning_or_in_chinese(text: str, code: str) -> None:
    assert read_outcome(text).code == code


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("r", "r can be reached 接通, refused 拒绝, rescheduled 改期"),
        ("re", "re can be reached 接通, refused 拒绝, rescheduled 改期"),
        (
            "没接",
            "没接 is no outcome; there are reached 接通, no-answer 未接, busy 占线, refused 拒绝, wrong-number 错号, "
            "rescheduled 改期, do-not-contact 勿扰. A note stands behind it.",
        ),
    ],
)
def test_what_names_none_or_several_is_refused_with_the_choices(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_outcome(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("text", ["", " ", "-", "接通了", "reached!"])
def test_what_only_resembles_an_outcome_is_none(text: str) -> None:
    with pytest.raises(Refused):
        read_outcome(text)


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.code)
def test_each_outcome_is_found_whole_and_leads_to_one_thing(outcome: object) -> None:
    assert whole_outcome(outcome.code) is whole_outcome(outcome.chinese) is outcome
    assert outcome.closes + outcome.again + (outcome.code in ("wrong-number", "rescheduled")) == 1


@pytest.mark.parametrize(
    ("attempts", "due_on", "decide"),
    [
        (1, date(2026, 11, 1), False),
        (2, date(2026, 11, 1), False),
        (3, date(2026, 11, 2), False),
        (4, date(2026, 11, 1), True),
        (9, date(2026, 11, 1), True),
    ],
)
def test_the_ladder_of_the_clinic(attempts: int, due_on: date, decide: bool) -> None:
    assert again(LADDER, attempts, date(2026, 10, 31)) == Again(due_on, decide)


def test_a_pack_without_a_ladder_asks_for_a_decision_at_once() -> None:
    assert again((), 1, date(2026, 10, 31)) == Again(date(2026, 11, 1), True)


@pytest.mark.parametrize(
    ("today", "ladder", "attempts", "due_on"),
    [
        # Friday: a day later is Saturday, so Monday
        (date(2026, 10, 30), ("1d",), 1, date(2026, 11, 2)),
        (date(2026, 10, 30), ("1d",), 2, date(2026, 11, 2)),
        (date(2026, 10, 30), ("3d",), 1, date(2026, 11, 2)),
        (date(2026, 1, 31), ("1mo",), 1, date(2026, 3, 2)),
    ],
)
def test_where_days_off_count_a_try_moves_to_the_next_working_day(
    today: date, ladder: tuple[str, ...], attempts: int, due_on: date
) -> None:
    assert again(ladder, attempts, today, days_off_count=True).due_on == due_on


def test_nothing_is_planned_before_an_attempt() -> None:
    with pytest.raises(ValueError, match="an attempt has been made"):
        again(LADDER, 0, date(2026, 10, 31))


@given(
    st.lists(st.integers(1, 30).map(lambda count: f"{count}d"), max_size=6),
    st.integers(1, 12),
    st.dates(date(2020, 1, 1), date(2080, 1, 1)),
    st.booleans(),
)
def test_the_next_try_lies_ahead_and_the_decision_comes_exactly_past_the_end(
    ladder: list[str], attempts: int, today: date, days_off_count: bool
) -> None:
    found = again(ladder, attempts, today, days_off_count=days_off_count)
    assert found.due_on > today
    assert found.decide == (attempts > len(ladder))
    plain = again(ladder, attempts, today).due_on
    assert plain == today + timedelta(days=1 if found.decide else int(ladder[attempts - 1][:-1]))
    assert found.due_on >= plain
    assert not (days_off_count and is_day_off(found.due_on))
