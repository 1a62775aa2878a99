"""Days off and what is moved for them. 2026-11-21 is a Saturday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.workday import (
    OPEN_DAILY,
    WEEKENDS,
    DayOffCalendar,
    add_working_days,
    is_day_off,
    missing_years,
    move,
)

# National Day 2026 with its make-up days
NATIONAL_DAY = DayOffCalendar(
    weekly=frozenset({5, 6}),
    rest_days=frozenset(date(2026, 10, day) for day in range(1, 8)),
    work_days=frozenset({date(2026, 9, 20), date(2026, 10, 10)}),
)


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-09-19", True),
        ("2026-09-20", False),
        ("2026-09-30", False),
        ("2026-10-01", True),
        ("2026-10-03", True),
        ("2026-10-07", True),
        ("2026-10-08", False),
        ("2026-10-10", False),
        ("2026-10-11", True),
    ],
)
def test_a_dated_day_outweighs_the_week(day: str, off: bool) -> None:
    assert is_day_off(date.fromisoformat(day), NATIONAL_DAY) is off


def test_without_a_table_weekends_are_off() -> None:
    week = [is_day_off(date(2026, 11, 16) + timedelta(days=n)) for n in range(7)]
    assert week == [False, False, False, False, False, True, True]


@pytest.mark.parametrize(
    ("day", "rule", "calendar", "moved"),
    [
        ("2026-11-21", "keep", WEEKENDS, "2026-11-21"),
        ("2026-11-21", "later", WEEKENDS, "2026-11-23"),
        ("2026-11-21", "earlier", WEEKENDS, "2026-11-20"),
        ("2026-11-20", "later", WEEKENDS, "2026-11-20"),
        ("2026-11-20", "earlier", WEEKENDS, "2026-11-20"),
        ("2026-11-21", "later", OPEN_DAILY, "2026-11-21"),
        ("2026-10-01", "later", NATIONAL_DAY, "2026-10-08"),
        ("2026-10-01", "earlier", NATIONAL_DAY, "2026-09-30"),
        ("2026-10-11", "earlier", NATIONAL_DAY, "2026-10-10"),
    ],
)
def test_move(day: str, rule: str, calendar: DayOffCalendar, moved: str) -> None:
    assert move(date.fromisoformat(day), rule, calendar).isoformat() == moved  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", ["earlier", "later"])
def test_a_calendar_without_working_days_is_refused(rule: str) -> None:
    with pytest.raises(Refused) as refusal:
        move(date(2026, 11, 21), rule, DayOffCalendar(weekly=frozenset(range(7))))  # type: ignore[arg-type]
    assert str(refusal.value) == "the calendar has no working day within a year of 2026-11-21"


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        move(date(2026, 11, 21), "nearest")  # type: ignore[arg-type]
    assert str(refusal.value) == "nearest is no rule for days off: write keep, earlier or later"


def test_a_day_cannot_be_off_and_worked() -> None:
    both = frozenset({date(2026, 10, 1)})
    with pytest.raises(Refused) as refusal:
        DayOffCalendar(rest_days=both, work_days=both)
    assert str(refusal.value) == "2026-10-01 is listed both as a day off and as a working day"


def test_a_weekday_must_exist() -> None:
    with pytest.raises(Refused) as refusal:
        DayOffCalendar(weekly=frozenset({7}))
    assert str(refusal.value) == "7 is not a weekday: they run from 0 (Monday) to 6 (Sunday)"


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        ("2026-09-30", 0, "2026-09-30"),
        ("2026-10-03", 0, "2026-10-03"),
        ("2026-09-29", 1, "2026-09-30"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: str, count: int, reached: str) -> None:
    assert add_working_days(date.fromisoformat(day), count, NATIONAL_DAY).isoformat() == reached


def test_working_days_cannot_be_counted_back() -> None:
    with pytest.raises(Refused) as refusal:
        add_working_days(date(2026, 10, 1), -1)
    assert str(refusal.value) == "-1 is no number of working days: it must be 0 or more"


@pytest.mark.parametrize(
    ("first", "last", "known", "missing"),
    [
        ("2026-12-31", "2026-12-31", {2025, 2026}, set()),
        ("2026-12-31", "2027-01-04", {2025, 2026}, {2027}),
        ("2027-01-04", "2026-12-31", {2027}, {2026}),
        ("2027-01-04", "2029-01-01", {2026}, {2027, 2028, 2029}),
        ("2027-01-04", "2027-01-04", None, set()),
    ],
)
def test_years_that_nobody_has_entered(first: str, last: str, known: set[int] | None, missing: set[int]) -> None:
    calendar = DayOffCalendar(known_years=None if known is None else frozenset(known))
    assert missing_years(date.fromisoformat(first), date.fromisoformat(last), calendar) == missing


YEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(
    YEAR,
    st.frozensets(YEAR, max_size=40),
    st.frozensets(YEAR, max_size=40),
    st.frozensets(st.integers(0, 6), max_size=6),
)
def test_what_is_moved_lands_on_the_nearest_working_day(
    day: date, rest: frozenset[date], work: frozenset[date], weekly: frozenset[int]
) -> None:
    calendar = DayOffCalendar(weekly=weekly, rest_days=rest - work, work_days=work)
    later, earlier = move(day, "later", calendar), move(day, "earlier", calendar)
    between = [earlier + timedelta(days=n) for n in range((later - earlier).days + 1)]
    assert earlier <= day <= later
    assert not is_day_off(earlier, calendar)
    assert not is_day_off(later, calendar)
    assert all(is_day_off(each, calendar) for each in between[1:-1])
