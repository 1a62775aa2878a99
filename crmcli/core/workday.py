"""Days off, and moving what falls on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crmcli.core.findings import Refused

Rule = Literal["keep", "earlier", "later"]

# longer than any closing of a shop; beyond it the calendar itself is at fault
_SEARCH_DAYS = 366


@dataclass(frozen=True, slots=True)
class DayOffCalendar:
    """Which days are off: ``weekly`` (Monday is 0) and ``rest_days``, but not the ``work_days`` made up.

    A single day outweighs the week. A day in both tables is refused. `known_years` are the years whose
    single days are entered, None where nobody keeps count; in any other year the week alone decides.
    """

    weekly: frozenset[int] = frozenset()
    rest_days: frozenset[date] = frozenset()
    work_days: frozenset[date] = frozenset()
    known_years: frozenset[int] | None = None

    def __post_init__(self) -> None:
        for day in sorted(self.rest_days & self.work_days)[:1]:
            raise Refused("{day} is listed both as a day off and as a working day", day=day.isoformat())
        for number in sorted(self.weekly - set(range(7)))[:1]:
            raise Refused("{number} is not a weekday: they run from 0 (Monday) to 6 (Sunday)", number=number)


WEEKENDS = DayOffCalendar(weekly=frozenset({5, 6}))
OPEN_DAILY = DayOffCalendar()


def is_day_off(day: date, calendar: DayOffCalendar = WEEKENDS) -> bool:
    """Whether nobody works on the day."""
    if day in calendar.work_days:
        return False
    return day in calendar.rest_days or day.weekday() in calendar.weekly


def move(day: date, rule: Rule, calendar: DayOffCalendar = WEEKENDS) -> date:
    """The day itself where it is worked or the rule is ``keep``, else the nearest working day that way.

    Refused: a calendar without a working day within a year, an unknown rule.
    Source: followups.md, steps keep their day or move earlier or later.
    """
    if rule == "keep":
        return day
    if rule not in ("earlier", "later"):
        raise Refused("{rule} is no rule for days off: write keep, earlier or later", rule=rule)
    step = timedelta(days=1 if rule == "later" else -1)
    moved = day
    for _ in range(_SEARCH_DAYS):
        if not is_day_off(moved, calendar):
            return moved
        moved += step
    raise Refused("the calendar has no working day within a year of {day}", day=day.isoformat())


def missing_years(first: date, last: date, calendar: DayOffCalendar) -> frozenset[int]:
    """The years between two days, in either order and both included, whose single days nobody has entered."""
    if calendar.known_years is None:
        return frozenset()
    years = range(min(first, last).year, max(first, last).year + 1)
    return frozenset(years) - calendar.known_years


def add_working_days(day: date, count: int, calendar: DayOffCalendar = WEEKENDS) -> date:
    """The `count`-th working day after the day, which is not counted itself; for 0 the day as it is.

    Refused: a negative count, a calendar without a working day within a year.
    """
    if count < 0:
        raise Refused("{count} is no number of working days: it must be 0 or more", count=count)
    reached = day
    for _ in range(count):
        reached = move(reached + timedelta(days=1), "later", calendar)
    return reached
