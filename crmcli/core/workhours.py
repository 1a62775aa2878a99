"""Working time: deadlines that count only the hours somebody is at work, and how they were counted.

Moments are wall-clock moments of the desk; clocks count whole minutes, so seconds are cut off. An
interval may end at 24:00. Nothing here searches for ever: where a year holds no working time it is refused.
Source: domain/cases.md, Clocks; domain/followups.md, Working calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from crmcli.core.findings import Refused
from crmcli.core.interval import Interval, check_intervals, clock
from crmcli.core.workday import OPEN_DAILY, DayOffCalendar, is_day_off

# longer than any closing; a calendar without working time for longer is itself at fault
_SEARCH_DAYS = 366
_YEAR = timedelta(days=_SEARCH_DAYS)
_LAST_YEAR = 2200

Stretch = tuple[datetime, datetime]


class Span(NamedTuple):
    """A piece of a clock's running: on which day, from when to when (24:00 at the latest), how many minutes."""

    day: date
    begin: str
    end: str
    minutes: int


class Pause(NamedTuple):
    """Time a clock stands still; `end` is None while it still does."""

    begin: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class WorkHours:
    """When there is somebody at work: the intervals of each weekday (Monday first) on days that are not off.

    A make-up day has the intervals of its own weekday; where that has none, those of the first weekday that has.
    """

    week: tuple[tuple[Interval, ...], ...]
    calendar: DayOffCalendar = OPEN_DAILY

    def __post_init__(self) -> None:
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for intervals in self.week:
            check_intervals(intervals)
        by_week = any(self.week[number] for number in range(7) if number not in self.calendar.weekly)
        if not by_week and not (self.calendar.work_days and any(self.week)):
            raise Refused("there is no working time in any week, so nothing can be counted in it")

    def on(self, day: date) -> tuple[Interval, ...]:
        """The intervals worked on a day, none where it is off."""
        if is_day_off(day, self.calendar):
            return ()
        own = self.week[day.weekday()]
        if own or day not in self.calendar.work_days:
            return own
        return next(intervals for intervals in self.week if intervals)


def same_hours(intervals: Sequence[Interval], calendar: DayOffCalendar) -> WorkHours:
    """The same intervals on every day that is not off."""
    return WorkHours((tuple(intervals),) * 7, calendar)


def add_working_time(start: datetime, minutes: int, hours: WorkHours) -> datetime:
    """The first moment by which so many working minutes have passed since `start`; for 0 that is `start` itself.

    Refused: a negative number, a year without working time.
    """
    return _last(_whole(start), _counted(_whole(start), minutes, hours, []))


def deadline(start: datetime, minutes: int, hours: WorkHours, pauses: Iterable[Pause]) -> datetime | None:
    """The same with the pauses left out; None while a pause lasts before which fewer minutes have passed.

    Refused besides: a pause that ends before it begins.
    """
    pieces = list(_counted(_whole(start), minutes, hours, list(pauses)))
    if sum(_minutes(*piece) for piece in pieces) < minutes:
        return None
    return _last(_whole(start), pieces)


def explain_working_time(start: datetime, minutes: int, hours: WorkHours, pauses: Iterable[Pause] = ()) -> list[Span]:
    """How a deadline came about: the pieces of working time that were counted, in order."""
    return [_span(*piece) for piece in _counted(_whole(start), minutes, hours, list(pauses))]


def working_minutes(start: datetime, end: datetime, hours: WorkHours, pauses: Iterable[Pause] = ()) -> int:
    """The working minutes from `start` to `end`, the pauses left out. Refused where `end` is before `start`."""
    first, last = _whole(start), _whole(_as(end, start))
    if last < first:
        raise _ends_early(first, last)
    return sum(_minutes(*piece) for piece in _pieces(first, last, hours, list(pauses)))


def _last(start: datetime, pieces: Iterable[Stretch]) -> datetime:
    return max((end for _begin, end in pieces), default=start)


def _counted(start: datetime, minutes: int, hours: WorkHours, pauses: Sequence[Pause]) -> Iterator[Stretch]:
    """The pieces of working time that make up the minutes; fewer where a pause does not end."""
    if minutes < 0:
        raise Refused("{minutes} minutes cannot be counted: it must be 0 or more", minutes=minutes)
    if minutes == 0:
        return
    standing = min((_whole(_as(pause.begin, start)) for pause in pauses if pause.end is None), default=None)
    left = minutes
    for begin, end in _pieces(start, standing, hours, pauses):
        end = min(end, begin + timedelta(minutes=left))
        left -= _minutes(begin, end)
        yield begin, end
        if left == 0:
            return


def _pieces(start: datetime, last: datetime | None, hours: WorkHours, pauses: Sequence[Pause]) -> Iterator[Stretch]:
    """The pieces of working time from `start` on, outside the pauses, until `last` or without end."""
    gaps = _gaps(pauses, start)
    for begin, end in _worked(start, last, hours):
        for gap_begin, gap_end in gaps:
            if gap_begin >= end:
                break
            if gap_end <= begin:
                continue
            if gap_begin > begin:
                yield begin, gap_begin
            begin = min(gap_end, end)
        if begin < end:
            yield begin, end


def _worked(start: datetime, last: datetime | None, hours: WorkHours) -> Iterator[Stretch]:
    """The working intervals from `start` on, cut to what lies between `start` and `last`."""
    day, idle = start.date(), 0
    while last is None or day <= last.date():
        intervals = hours.on(day)
        idle = 0 if intervals else idle + 1
        if last is None and idle > _SEARCH_DAYS:
            raise Refused("the calendar has no working time in the year from {day} on", day=(day - _YEAR).isoformat())
        if day.year > _LAST_YEAR:
            raise Refused("so much working time from {day} on lies outside the calendar", day=start.date().isoformat())
        for minute, until in intervals:
            begin = max(_at(day, minute, start), start)
            end = _at(day, until, start) if last is None else min(_at(day, until, start), last)
            if begin < end:
                yield begin, end
        day += timedelta(days=1)


def _gaps(pauses: Sequence[Pause], start: datetime) -> list[Stretch]:
    """The pauses in order; one that does not end lasts as long as anybody counts."""
    gaps: list[Stretch] = []
    for pause in pauses:
        begin = _whole(_as(pause.begin, start))
        end = _whole(_as(pause.end, start)) if pause.end else datetime.max.replace(tzinfo=start.tzinfo)
        if end < begin:
            raise _ends_early(begin, end)
        if begin < end:
            gaps.append((begin, end))
    return sorted(gaps)


def _span(begin: datetime, end: datetime) -> Span:
    """A piece as people read it; one that ends at midnight ends at 24:00 of its own day."""
    at = begin.hour * 60 + begin.minute
    minutes = _minutes(begin, end)
    return Span(begin.date(), clock(at), clock(at + minutes), minutes)


def _at(day: date, minute: int, like: datetime) -> datetime:
    return datetime.combine(day, time(), like.tzinfo) + timedelta(minutes=minute)


def _whole(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _as(moment: datetime, like: datetime) -> datetime:
    """The moment in the time zone of another; both carry one, or neither does."""
    if (moment.tzinfo is None) != (like.tzinfo is None):
        raise ValueError("one moment carries a time zone, the other none")
    return moment if moment.tzinfo is None else moment.astimezone(like.tzinfo)


def _minutes(begin: datetime, end: datetime) -> int:
    return int((end - begin) / timedelta(minutes=1))


def _ends_early(begin: datetime, end: datetime) -> Refused:
    texts = {"begin": f"{begin:%Y-%m-%d %H:%M}", "end": f"{end:%Y-%m-%d %H:%M}"}
    return Refused("{end} lies before {begin}, so there is nothing to count between them", **texts)
