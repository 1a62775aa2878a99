"""Terms of scheduled jobs: how they are written, which days they take, what was missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.errors import Failure
from crmcli.features.schedule.clock import on_machine
from crmcli.features.schedule.term import GRACE, Term, missed, next_run, read_term

EIGHT = time(8, 30)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("daily@08:30", Term(EIGHT)),
        (" Daily@08:30 ", Term(EIGHT)),
        ("weekly:mon@08:30", Term(EIGHT, (0,))),
        ("weekly:sun,mon,sun@23:59", Term(time(23, 59), (0, 6))),
        ("monthly:28@00:00", Term(time(0), month_day=28)),
    ],
)
def test_a_term_is_read_and_written(text: str, term: Term) -> None:
    assert read_term(text) == term
    assert read_term(str(term)) == term


@pytest.mark.parametrize(
    "text",
    [
        *("", "daily", "daily@24:00", "daily@8:30", "daily:mon@08:30", "weekly@08:30", "weekly:@08:30"),
        *("weekly:xyz@08:30", "monthly:0@08:30", "monthly:29@08:30", "monthly:1,2@08:30", "monthly@08:30"),
        *("hourly@08:30", "FREQ=DAILY"),
    ],
)
def test_anything_else_is_refused_by_its_words(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_term(text)
    assert refused.value.facts == {"value": text}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("term", "last", "now", "days", "following"),
    [
        ("daily@08:30", "2026-10-31", "2026-10-31T23:59", [], "2026-11-01T08:30"),
        ("daily@08:30", "2026-10-30", "2026-10-31T08:59", [], "2026-10-31T08:30"),
        ("daily@08:30", "2026-10-30", "2026-10-31T09:00", [31], "2026-11-01T08:30"),
        ("daily@08:30", "2026-10-28", "2026-10-31T07:00", [29, 30], "2026-10-31T08:30"),
        ("weekly:mon,fri@08:30", "2026-10-23", "2026-10-31T09:30", [26, 30], "2026-11-02T08:30"),
        ("monthly:5@09:00", "2026-10-05", "2026-10-31T09:30", [], "2026-11-05T09:00"),
        ("monthly:5@09:00", "2026-09-06", "2026-10-31T09:30", [5], "2026-11-05T09:00"),
        # a day set back for a test, or a machine whose clock went wrong: nothing is missed
        ("daily@08:30", "2026-12-24", "2026-10-31T09:30", [], "2026-12-25T08:30"),
    ],
)
def test_what_was_missed_and_what_comes_next(term: str, last: str, now: str, days: list[int], following: str) -> None:
    assert [day.day for day in missed(read_term(term), date.fromisoformat(last), at(now))] == days
    if last < now:
        assert next_run(read_term(term), date.fromisoformat(last), at(now)) == at(following)


TERMS = st.builds(
    lambda hour, minute, weekdays, month_day: Term(
        time(hour, minute), () if month_day else tuple(sorted(weekdays)), month_day
    ),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sets(st.integers(0, 6)),
    st.none() | st.integers(1, 28),
)


@given(TERMS, st.integers(0, 60), st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
def test_a_day_is_missed_or_still_to_come_never_both_never_neither(term: Term, back: int, moment: datetime) -> None:
    now = moment.replace(microsecond=0, tzinfo=UTC)
    last = now.date() - timedelta(days=back)
    gone, coming = missed(term, last, now), next_run(term, last, now)
    for day in (last + timedelta(days=number) for number in range(1, back + 40)):
        if day >= coming.date():
            break
        assert (day in gone) == term.takes(day)
    assert all(datetime.combine(day, term.at, UTC) + GRACE <= now for day in gone)
    assert term.takes(coming.date())


@pytest.mark.parametrize(
    ("term", "hours", "there"),
    [
        ("daily@08:30", -8, "daily@00:30"),
        ("daily@07:30", -8, "daily@23:30"),
        ("weekly:mon,fri@07:30", -8, "weekly:thu,sun@23:30"),
        ("weekly:sun@20:00", 5, "weekly:mon@01:00"),
        ("monthly:5@07:30", -8, "monthly:4@23:30"),
    ],
)
def test_another_clock_tells_the_same_moment_its_own_way(term: str, hours: int, there: str) -> None:
    assert str(on_machine(read_term(term), timedelta(hours=hours))) == there


def test_a_first_that_is_the_last_elsewhere_cannot_be_said() -> None:
    with pytest.raises(Failure) as failure:
        on_machine(read_term("monthly:1@07:30"), timedelta(hours=-8))
    assert failure.value.exit_status == 2
