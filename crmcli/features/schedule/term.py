"""When a scheduled job runs: every day, on days of the week or on a day of the month, at a time of the pack's zone.

Written as `daily@08:30`, `weekly:mon,fri@08:30`, `monthly:5@08:30`, which is what a job's line says after --scheduled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from crmcli.core.findings import N_, Refused

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: A later day is not in every month.
LAST_MONTH_DAY = 28
#: A machine is switched on and a job caught up before anybody is told of it.
GRACE = timedelta(minutes=30)
#: A machine that was off for longer is told of as off for so long.
FARTHEST = timedelta(days=400)

_FORM = re.compile(r"(?P<kind>daily|weekly|monthly)(?::(?P<days>[a-z0-9,]+))?@(?P<hour>\d\d):(?P<minute>\d\d)")
NO_TERM = N_("{value} is no term; write for example daily@08:30, weekly:mon,fri@08:30 or monthly:5@08:30.")


class Term(NamedTuple):
    """A time of day, and the days: of the week, from 0 for Monday, or one of the month; neither means every day."""

    at: time
    weekdays: tuple[int, ...] = ()
    month_day: int | None = None

    def __str__(self) -> str:
        clock = f"{self.at:%H:%M}"
        if self.month_day is not None:
            return f"monthly:{self.month_day}@{clock}"
        if self.weekdays:
            return f"weekly:{','.join(WEEKDAYS[day] for day in self.weekdays)}@{clock}"
        return f"daily@{clock}"

    def takes(self, day: date) -> bool:
        """Whether the job runs on a day."""
        if self.month_day is not None:
            return day.day == self.month_day
        return not self.weekdays or day.weekday() in self.weekdays


def read_term(text: str) -> Term:
    """The term a text says. Raises Refused for anything else."""
    found = _FORM.fullmatch(text.strip().lower())
    if found is None or not (int(found["hour"]) < 24 and int(found["minute"]) < 60):
        raise Refused(NO_TERM, value=text)
    at, days = time(int(found["hour"]), int(found["minute"])), (found["days"] or "").split(",")
    if found["kind"] == "daily" and days == [""]:
        return Term(at)
    if found["kind"] == "weekly" and set(days) <= set(WEEKDAYS):
        return Term(at, tuple(sorted({WEEKDAYS.index(day) for day in days})))
    if found["kind"] == "monthly" and len(days) == 1 and days[0].isdigit() and 1 <= int(days[0]) <= LAST_MONTH_DAY:
        return Term(at, month_day=int(days[0]))
    raise Refused(NO_TERM, value=text)


def occurrences(term: Term, after: date, until: date) -> Iterator[date]:
    """The days of a term that lie after one day and not after another."""
    day = max(after, until - FARTHEST)
    while day < until:
        day += timedelta(days=1)
        if term.takes(day):
            yield day


def missed(term: Term, last_day: date, now: datetime) -> list[date]:
    """The days whose run should have been by now, since the day of the last one."""
    return [
        day
        for day in occurrences(term, last_day, now.date())
        if datetime.combine(day, term.at, now.tzinfo) + GRACE <= now
    ]


def next_run(term: Term, last_day: date, now: datetime) -> datetime:
    """The next time the job should run, of today's still where it has not run today."""
    begin = max(last_day, now.date() - timedelta(days=1))
    for day in occurrences(term, begin, now.date() + timedelta(days=32)):
        at = datetime.combine(day, term.at, now.tzinfo)
        if at + GRACE > now:
            return at
    raise AssertionError("every term has a day within a month")
