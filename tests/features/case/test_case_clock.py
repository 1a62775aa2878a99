"""Deadlines of cases, by tables. 2016: 7 to 13 February off, Saturday 6 and Sunday 14 February made up."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest

from crmcli.core.findings import Refused
from crmcli.core.interval import Interval
from crmcli.core.workday import DayOffCalendar
from crmcli.core.workhours import Pause, WorkHours, same_hours
from crmcli.features.case import clock
from crmcli.features.case.clock import Set, recounted, rule_from, rule_text, set_deadline, spans
from crmcli.packs.casekind import CaseClock

ZONE = timezone(timedelta(hours=8))
TWO_HALVES: tuple[Interval, ...] = ((540, 720), (810, 1080))
SPRING_FESTIVAL = DayOffCalendar(
    weekly=frozenset({5, 6}),
    rest_days=frozenset(date(2016, 2, day) for day in range(7, 14)),
    work_days=frozenset({date(2016, 2, 6), date(2016, 2, 14)}),
)
OFFICE = same_hours(TWO_HALVES, SPRING_FESTIVAL)
UNTIL_MIDNIGHT = same_hours([(1080, 1440)], SPRING_FESTIVAL)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def stops(*times: str) -> list[Pause]:
    return [Pause(at(begin), at(end)) for begin, end in zip(times[::2], times[1::2], strict=True)]


def asked(within: str, working: bool) -> Set:
    return Set(CaseClock("answer", within, working), "normal", None)


#: within, working time, hours, start, waits, due
CASES = [
    # inside hours, and what is logged outside of them: early, at noon, late, on a day off
    ("4h", True, OFFICE, "2016-02-03 09:00", [], "2016-02-03 14:30"),
    ("4h", True, OFFICE, "2016-02-03 07:12", [], "2016-02-03 14:30"),
    ("4h", True, OFFICE, "2016-02-03 12:10", [], "2016-02-03 17:30"),
    ("4h", True, OFFICE, "2016-02-03 21:00", [], "2016-02-04 14:30"),
    ("4h", True, OFFICE, "2016-02-20 10:00", [], "2016-02-22 14:30"),
    # the last working day at 17:50, seven days off, a made-up Sunday behind them
    ("4h", True, OFFICE, "2016-02-06 17:50", [], "2016-02-14 14:20"),
    ("3d", True, OFFICE, "2016-02-06 17:50", [], "2016-02-16 18:00"),
    ("1d", True, OFFICE, "2016-02-09 11:00", [], "2016-02-14 18:00"),
    # so many days end with that day's work, whatever the time of the first one
    ("3d", True, OFFICE, "2016-02-16 08:00", [], "2016-02-19 18:00"),
    ("3d", True, OFFICE, "2016-02-16 17:59", [], "2016-02-19 18:00"),
    ("3d", True, OFFICE, "2016-02-18 10:00", [], "2016-02-23 18:00"),
    # by the wall: hours counted out, days until 24:00
    ("4h", False, OFFICE, "2016-02-06 17:50", [], "2016-02-06 21:50"),
    ("24h", False, OFFICE, "2016-02-06 17:50", [], "2016-02-07 17:50"),
    ("15d", False, OFFICE, "2016-02-06 17:50", [], "2016-02-22 00:00"),
    # work until 24:00
    ("6h", True, UNTIL_MIDNIGHT, "2016-02-03 18:00", [], "2016-02-04 00:00"),
    ("7h", True, UNTIL_MIDNIGHT, "2016-02-03 18:00", [], "2016-02-04 19:00"),
    ("1d", True, UNTIL_MIDNIGHT, "2016-02-03 10:00", [], "2016-02-05 00:00"),
    # waits: inside, over the noon break, longer than the term, before it begins, after it is over, twice
    ("4h", True, OFFICE, "2016-02-03 09:00", stops("2016-02-03 10:00", "2016-02-03 11:00"), "2016-02-03 15:30"),
    ("4h", True, OFFICE, "2016-02-03 09:00", stops("2016-02-03 11:30", "2016-02-03 14:00"), "2016-02-03 15:30"),
    ("4h", True, OFFICE, "2016-02-03 09:00", stops("2016-02-03 10:00", "2016-02-17 10:00"), "2016-02-17 14:30"),
    ("4h", True, OFFICE, "2016-02-03 09:00", stops("2016-02-02 10:00", "2016-02-03 09:30"), "2016-02-03 15:00"),
    ("4h", True, OFFICE, "2016-02-03 09:00", stops("2016-02-03 15:00", "2016-02-04 15:00"), "2016-02-03 14:30"),
    (
        *("4h", True, OFFICE, "2016-02-03 09:00"),
        stops("2016-02-03 10:00", "2016-02-03 10:30", "2016-02-03 11:00", "2016-02-03 11:30"),
        "2016-02-03 15:30",
    ),
    # a term of days is turned into the minutes it stands for: 30 minutes of a wait are 30 minutes more
    ("3d", True, OFFICE, "2016-02-16 17:00", stops("2016-02-17 10:00", "2016-02-17 10:30"), "2016-02-22 09:30"),
    ("24h", False, OFFICE, "2016-02-06 17:50", stops("2016-02-06 18:00", "2016-02-08 18:00"), "2016-02-09 17:50"),
]


@pytest.mark.parametrize(("within", "working", "hours", "start", "waits", "due"), CASES)
def test_a_deadline_and_the_rule_it_is_counted_from_again(
    within: str, working: bool, hours: WorkHours, start: str, waits: list[Pause], due: str
) -> None:
    found = set_deadline(asked(within, working), at(start), hours, waits)
    assert found.due_at == at(due)
    kept = rule_from(rule_text(found.rule))
    assert kept == found.rule
    assert recounted(kept, at(start)) == at(due)
    pieces = spans(kept, at(start))
    assert sum(piece.minutes for piece in pieces) == clock.minutes_of(within, at(start), clock.hours_of(kept))
    assert (pieces[-1].day, pieces[-1].end) == (clock.last_day(at(due)), f"{at(due):%H:%M}".replace("00:00", "24:00"))


def test_the_rule_keeps_what_was_counted_with_and_no_more() -> None:
    found = set_deadline(
        Set(CaseClock("answer", "4h", True), "serious", "key"),
        at("2016-02-06 17:50"),
        OFFICE,
        stops("2016-02-01 10:00", "2016-02-01 11:00", "2016-02-14 09:00", "2016-02-14 09:10"),
    )
    assert found.rule._asdict() == {
        "within": "4h",
        "working": True,
        "severity": "serious",
        "member_class": "key",
        "hours": ("09:00-12:00", "13:30-18:00"),
        "weekly": (5, 6),
        "rest": tuple(f"2016-02-{day:02}" for day in range(7, 14)),
        "work": ("2016-02-06", "2016-02-14"),
        "waits": (("2016-02-14T09:00:00+08:00", "2016-02-14T09:10:00+08:00"),),
    }


def test_a_rule_does_not_care_what_becomes_of_the_calendar() -> None:
    start = at("2016-02-06 17:50")
    kept = set_deadline(asked("4h", True), start, OFFICE, []).rule
    edited = DayOffCalendar(weekly=frozenset({5, 6}), rest_days=frozenset({date(2016, 2, 14)}))
    assert set_deadline(asked("4h", True), start, same_hours(TWO_HALVES, edited), []).due_at == at("2016-02-08 14:30")
    assert recounted(kept, start) == at("2016-02-14 14:20")


def test_working_time_that_never_comes_is_refused() -> None:
    closed = frozenset(date(2016, 1, 1) + timedelta(days=day) for day in range(1200))
    hours = same_hours(TWO_HALVES, DayOffCalendar(rest_days=closed))
    with pytest.raises(Refused, match="no working time in the year from 2016-02-03"):
        set_deadline(asked("4h", True), at("2016-02-03 09:00"), hours, [])
    with pytest.raises(Refused, match="no working day within a year"):
        set_deadline(asked("3d", True), at("2016-02-03 09:00"), hours, [])
    assert set_deadline(asked("4h", False), at("2016-02-03 09:00"), hours, []).due_at == at("2016-02-03 13:00")


def test_a_promise_has_no_rule() -> None:
    assert rule_from('{"promised":true}') is None
