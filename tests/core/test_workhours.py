"""Clocks that count working time. 2016: 7 to 13 February off, Saturday 6 and Sunday 14 February made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.findings import Refused
from crmcli.core.workday import OPEN_DAILY, WEEKENDS, DayOffCalendar
from crmcli.core.workhours import (
    Pause,
    Span,
    WorkHours,
    add_working_time,
    deadline,
    explain_working_time,
    same_hours,
    working_minutes,
)

TWO_HALVES = ((540, 720), (810, 1080))
SPRING_FESTIVAL = DayOffCalendar(
    weekly=frozenset({5, 6}),
    rest_days=frozenset(date(2016, 2, day) for day in range(7, 14)),
    work_days=frozenset({date(2016, 2, 6), date(2016, 2, 14)}),
)
OFFICE = same_hours(TWO_HALVES, SPRING_FESTIVAL)
ALWAYS = same_hours([(0, 1440)], OPEN_DAILY)
LATE_SHIFT = same_hours([(1080, 1440)], OPEN_DAILY)
#: Saturday mornings only besides the week; a make-up Sunday has Monday's hours.
SHOP = WorkHours((*((TWO_HALVES,) * 5), ((540, 720),), ()), SPRING_FESTIVAL)
OLD_SHOP = same_hours([(540, 1080)], WEEKENDS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


#: hours, start, minutes, deadline, and the pieces counted
CASES = [
    # inside one interval, to its very end, over the break
    (OFFICE, "2016-02-03 09:00", 60, "2016-02-03 10:00", ["02-03 09:00-10:00 60"]),
    (OFFICE, "2016-02-03 09:00", 180, "2016-02-03 12:00", ["02-03 09:00-12:00 180"]),
    (OFFICE, "2016-02-03 09:00", 181, "2016-02-03 13:31", ["02-03 09:00-12:00 180", "02-03 13:30-13:31 1"]),
    # logged outside hours: before, in the break, after, on a day off
    (OFFICE, "2016-02-03 07:12", 30, "2016-02-03 09:30", ["02-03 09:00-09:30 30"]),
    (OFFICE, "2016-02-03 12:10", 30, "2016-02-03 14:00", ["02-03 13:30-14:00 30"]),
    (OFFICE, "2016-02-03 12:00", 30, "2016-02-03 14:00", ["02-03 13:30-14:00 30"]),
    (OFFICE, "2016-02-03 18:00", 30, "2016-02-04 09:30", ["02-04 09:00-09:30 30"]),
    (OFFICE, "2016-02-03 23:59", 30, "2016-02-04 09:30", ["02-04 09:00-09:30 30"]),
    (OFFICE, "2016-02-20 10:00", 30, "2016-02-22 09:30", ["02-22 09:00-09:30 30"]),
    # over a weekend: Friday 17:50 and four hours, as frappe/crm got wrong
    (OLD_SHOP, "2026-11-20 17:50", 240, "2026-11-23 12:50", ["11-20 17:50-18:00 10", "11-23 09:00-12:50 230"]),
    (OLD_SHOP, "2026-11-21 17:50", 240, "2026-11-23 13:00", ["11-23 09:00-13:00 240"]),
    # over seven days off to the make-up Sunday behind them: 10 min, 3 h until 12:00, 50 min from 13:30
    (
        OFFICE,
        "2016-02-06 17:50",
        240,
        "2016-02-14 14:20",
        ["02-06 17:50-18:00 10", "02-14 09:00-12:00 180", "02-14 13:30-14:20 50"],
    ),
    (OFFICE, "2016-02-07 11:00", 60, "2016-02-14 10:00", ["02-14 09:00-10:00 60"]),
    # the make-up Saturday has Saturday's hours, the Sunday, which has none, those of Monday
    (
        SHOP,
        "2016-02-06 11:50",
        240,
        "2016-02-14 14:20",
        ["02-06 11:50-12:00 10", "02-14 09:00-12:00 180", "02-14 13:30-14:20 50"],
    ),
    (SHOP, "2016-02-21 11:50", 5, "2016-02-22 09:05", ["02-22 09:00-09:05 5"]),
    # an interval until midnight
    (LATE_SHIFT, "2016-02-03 23:30", 30, "2016-02-04 00:00", ["02-03 23:30-24:00 30"]),
    (LATE_SHIFT, "2016-02-03 23:30", 31, "2016-02-04 18:01", ["02-03 23:30-24:00 30", "02-04 18:00-18:01 1"]),
    (ALWAYS, "2016-02-28 23:30", 1500, "2016-03-01 00:30", [
        "02-28 23:30-24:00 30", "02-29 00:00-24:00 1440", "03-01 00:00-00:30 30",
    ]),
    # over New Year, seconds cut off, nothing to count
    (OFFICE, "2015-12-31 17:59", 2, "2016-01-01 09:01", ["12-31 17:59-18:00 1", "01-01 09:00-09:01 1"]),
    (OFFICE, "2016-02-03 09:00:59", 60, "2016-02-03 10:00", ["02-03 09:00-10:00 60"]),
    (OFFICE, "2016-02-07 11:00", 0, "2016-02-07 11:00", []),
]  # fmt: skip


@pytest.mark.parametrize(("hours", "start", "minutes", "due", "pieces"), CASES)
def test_a_deadline_and_how_it_came_about(
    hours: WorkHours, start: str, minutes: int, due: str, pieces: list[str]
) -> None:
    assert add_working_time(at(start), minutes, hours) == at(due)
    told = explain_working_time(at(start), minutes, hours)
    assert [f"{span.day:%m-%d} {span.begin}-{span.end} {span.minutes}" for span in told] == pieces
    assert working_minutes(at(start), at(due), hours) == minutes


def test_a_span_holds_its_day() -> None:
    assert explain_working_time(at("2016-02-03 23:30"), 30, LATE_SHIFT) == [
        Span(date(2016, 2, 3), "23:30", "24:00", 30)
    ]


def pause(begin: str, end: str | None = None) -> Pause:
    """A pause; where no day is given it is 3 February."""
    moments = [at(f"2016-02-03 {text}" if len(text) == 5 else text) for text in (begin, end) if text]
    return Pause(moments[0], moments[1] if end else None)


PAUSED = [
    # inside, over the break, over a night, longer than the target, before the start, touching
    ([pause("09:30", "10:00")], "2016-02-03 10:30"),
    ([pause("09:30", "13:45")], "2016-02-03 14:15"),
    ([pause("09:30", "2016-02-04 09:10")], "2016-02-04 09:40"),
    ([pause("09:30", "2016-02-16 09:10")], "2016-02-16 09:40"),
    ([pause("08:00", "09:30")], "2016-02-03 10:30"),
    ([pause("2016-02-01 08:00", "2016-02-02 09:30")], "2016-02-03 10:00"),
    ([pause("10:00", "11:00")], "2016-02-03 10:00"),
    ([pause("09:20", "09:20")], "2016-02-03 10:00"),
    # several: apart, touching, overlapping, one inside another, out of order
    ([pause("09:50", "10:00"), pause("09:10", "09:20")], "2016-02-03 10:20"),
    ([pause("09:10", "09:20"), pause("09:20", "09:30")], "2016-02-03 10:20"),
    ([pause("09:10", "09:40"), pause("09:20", "09:50")], "2016-02-03 10:40"),
    ([pause("09:10", "09:40"), pause("09:20", "09:30")], "2016-02-03 10:30"),
    # still standing: before the target there is no deadline, behind it there is
    ([pause("09:59")], None),
    ([pause("10:00")], "2016-02-03 10:00"),
    ([pause("2016-02-02 10:00")], None),
    ([pause("09:10", "09:20"), pause("10:09")], None),
    ([pause("09:10", "09:20"), pause("10:10")], "2016-02-03 10:10"),
]  # fmt: skip


@pytest.mark.parametrize(("pauses", "due"), PAUSED)
def test_an_hour_from_nine_with_pauses(pauses: list[Pause], due: str | None) -> None:
    start = at("2016-02-03 09:00")
    assert deadline(start, 60, OFFICE, pauses) == (at(due) if due else None)
    if due:
        assert working_minutes(start, at(due), OFFICE, pauses) == 60


def test_the_explanation_leaves_the_pauses_out() -> None:
    told = explain_working_time(at("2016-02-03 11:30"), 60, OFFICE, [pause("2016-02-03 11:40", "2016-02-03 13:40")])
    assert told == [Span(date(2016, 2, 3), "11:30", "11:40", 10), Span(date(2016, 2, 3), "13:40", "14:30", 50)]
    assert explain_working_time(at("2016-02-03 11:30"), 60, OFFICE, [pause("2016-02-03 11:40")]) == [
        Span(date(2016, 2, 3), "11:30", "11:40", 10)
    ]


def test_moments_with_a_time_zone() -> None:
    china = timezone(timedelta(hours=8))
    start = datetime(2016, 2, 6, 17, 50, tzinfo=china)
    due = add_working_time(start, 240, OFFICE)
    assert due.isoformat() == "2016-02-14T14:20:00+08:00"
    assert working_minutes(start, due.astimezone(UTC), OFFICE) == 240
    waiting = Pause(datetime(2016, 2, 14, 1, tzinfo=UTC), datetime(2016, 2, 14, 2, tzinfo=UTC))
    assert deadline(start, 240, OFFICE, [waiting]) == datetime(2016, 2, 14, 15, 20, tzinfo=china)
    with pytest.raises(ValueError, match="time zone"):
        working_minutes(start, at("2016-02-14 14:20"), OFFICE)


EARLY = "2016-02-03 09:00 lies before 2016-02-03 10:00, so there is nothing to count between them"
NO_TIME = "there is no working time in any week, so nothing can be counted in it"


def test_an_end_before_the_start_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        working_minutes(at("2016-02-03 10:00"), at("2016-02-03 09:00"), OFFICE)
    assert str(refusal.value) == EARLY
    assert working_minutes(at("2016-02-03 10:00"), at("2016-02-03 10:00"), OFFICE) == 0


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        deadline(at("2016-02-03 09:00"), 60, OFFICE, [pause("2016-02-03 10:00", "2016-02-03 09:00")])
    assert str(refusal.value) == EARLY


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        add_working_time(at("2016-02-03 09:00"), -1, OFFICE)
    assert str(refusal.value) == "-1 minutes cannot be counted: it must be 0 or more"


@pytest.mark.parametrize(
    ("week", "calendar"),
    [
        (((),) * 7, OPEN_DAILY),
        ((*(((),) * 5), ((540, 720),), ()), WEEKENDS),
        (((((540, 720),),) * 7), DayOffCalendar(weekly=frozenset(range(7)))),
        (((),) * 7, DayOffCalendar(work_days=frozenset({date(2016, 2, 14)}))),
    ],
)
def test_a_week_without_working_time_is_refused(
    week: tuple[tuple[tuple[int, int], ...], ...], calendar: DayOffCalendar
) -> None:
    with pytest.raises(Refused) as refusal:
        WorkHours(week, calendar)
    assert str(refusal.value) == NO_TIME


def test_a_calendar_whose_working_days_are_over_never_loops() -> None:
    hours = same_hours(TWO_HALVES, DayOffCalendar(weekly=frozenset(range(7)), work_days=frozenset({date(2016, 2, 14)})))
    assert add_working_time(at("2016-02-03 10:00"), 450, hours) == at("2016-02-14 18:00")
    with pytest.raises(Refused) as refusal:
        add_working_time(at("2016-02-03 10:00"), 451, hours)
    assert str(refusal.value) == "the calendar has no working time in the year from 2016-02-15 on"


def test_a_deadline_beyond_every_calendar_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        add_working_time(at("2016-02-03 10:00"), 10**9, OFFICE)
    assert str(refusal.value) == "so much working time from 2016-02-03 on lies outside the calendar"


def test_intervals_must_fit_together() -> None:
    with pytest.raises(Refused) as refusal:
        same_hours([(540, 720), (700, 800)], OPEN_DAILY)
    assert str(refusal.value) == "11:40-13:20 begins before the one in front of it has ended"


def test_a_week_has_seven_days() -> None:
    with pytest.raises(ValueError, match="seven"):
        WorkHours((TWO_HALVES,), OPEN_DAILY)


# Against an oracle that looks at every minute by itself.

FIRST = datetime(2016, 2, 1)
DAYS = st.dates(date(2016, 2, 1), date(2016, 2, 12))
MOMENTS = st.integers(0, 8 * 1440).map(lambda minutes: FIRST + timedelta(minutes=minutes))
#: cut points of a day in pairs; often at midnight
INTERVALS = st.lists(st.sampled_from([0, 1, 539, 540, 720, 810, 1080, 1439, 1440]), unique=True, max_size=6).map(
    lambda cuts: tuple(zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False))
)
PAUSES = st.lists(st.tuples(MOMENTS, st.integers(0, 2000)), max_size=3).map(
    lambda some: [Pause(begin, begin + timedelta(minutes=length)) for begin, length in some]
)


@st.composite
def some_hours(draw: st.DrawFn) -> WorkHours:
    week = tuple(draw(INTERVALS) for _ in range(7))
    work = draw(st.frozensets(DAYS, max_size=3))
    calendar = DayOffCalendar(
        weekly=draw(st.frozensets(st.integers(0, 6), max_size=5)),
        rest_days=draw(st.frozensets(DAYS, max_size=5)) - work,
        work_days=work,
    )
    try:
        return WorkHours(week, calendar)
    except Refused:
        return same_hours(TWO_HALVES, WEEKENDS)


def is_worked(minute: datetime, hours: WorkHours, pauses: list[Pause]) -> bool:
    """Told from the rules alone: whether the minute that begins here counts."""
    day, calendar = minute.date(), hours.calendar
    if any(pause.begin <= minute and (pause.end is None or minute < pause.end) for pause in pauses):
        return False
    if day not in calendar.work_days and (day in calendar.rest_days or day.weekday() in calendar.weekly):
        return False
    intervals = hours.week[day.weekday()]
    if day in calendar.work_days and not intervals:
        intervals = next(own for own in hours.week if own)
    return any(begin <= minute.hour * 60 + minute.minute < end for begin, end in intervals)


def counted_one_by_one(start: datetime, end: datetime, hours: WorkHours, pauses: list[Pause]) -> int:
    length = int((end - start) / timedelta(minutes=1))
    return sum(is_worked(start + timedelta(minutes=n), hours, pauses) for n in range(length))


@given(some_hours(), MOMENTS, st.integers(0, 3000), PAUSES)
def test_working_minutes_are_those_counted_one_by_one(
    hours: WorkHours, start: datetime, length: int, pauses: list[Pause]
) -> None:
    end = start + timedelta(minutes=length)
    assert working_minutes(start, end, hours, pauses) == counted_one_by_one(start, end, hours, pauses)


@given(some_hours(), MOMENTS, st.integers(1, 600), PAUSES)
def test_a_deadline_is_the_first_moment_with_so_many_minutes_before_it(
    hours: WorkHours, start: datetime, minutes: int, pauses: list[Pause]
) -> None:
    due = start
    left = minutes
    while left and due < datetime(2016, 3, 1):
        left -= is_worked(due, hours, pauses)
        due += timedelta(minutes=1)
    if left:
        return
    assert deadline(start, minutes, hours, pauses) == due
    told = explain_working_time(start, minutes, hours, pauses)
    assert sum(span.minutes for span in told) == minutes
    assert f"{told[-1].day} {told[-1].end}" in (f"{due:%Y-%m-%d %H:%M}", f"{due - timedelta(days=1):%Y-%m-%d} 24:00")


@given(some_hours(), MOMENTS, st.integers(1, 600), PAUSES, MOMENTS)
def test_while_a_pause_lasts_there_is_a_deadline_only_before_it(
    hours: WorkHours, start: datetime, minutes: int, pauses: list[Pause], standing: datetime
) -> None:
    before = counted_one_by_one(start, standing, hours, pauses) if standing > start else 0
    due = deadline(start, minutes, hours, [*pauses, Pause(standing)])
    assert (due is None) == (before < minutes)
    if due is not None:
        assert due == deadline(start, minutes, hours, pauses)
        assert due <= standing
