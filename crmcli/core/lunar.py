"""The months of the Chinese lunar calendar, from lunar 1900 to 2100.

The table behind it is borax's, loaded when a lunar day is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from crmcli.core.findings import Refused

FIRST_YEAR = 1900
LAST_YEAR = 2100
FIRST_DAY = date(1900, 1, 31)
LAST_DAY = date(2101, 1, 28)


class LunarMonth(NamedTuple):
    """One lunar month: lunar year and number, whether it is the leap one, first solar day, 29 or 30 days."""

    year: int
    month: int
    leap: bool
    first_on: date
    days: int

    def on(self, day: int) -> date:
        """The solar day of a lunar day; the 30th of a month of 29 days is its 29th."""
        return self.first_on + timedelta(days=min(day, self.days) - 1)


@lru_cache(maxsize=256)
def lunar_year(year: int) -> tuple[LunarMonth, ...]:
    """The 12 or 13 months of a lunar year in order. Refused outside 1900 to 2100."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise outside_calendar()
    from borax.calendars.lunardate import LCalendars, LunarDate

    first_on: date = LunarDate(year, 1, 1).to_solar_date()
    months = []
    for month, days, leap in LCalendars.iter_year_month(year):
        months.append(LunarMonth(year, month, bool(leap), first_on, days))
        first_on += timedelta(days=days)
    return tuple(months)


def find_month(year: int, month: int, leap: bool) -> LunarMonth:
    """The month of that number; asked for the leap one, the ordinary one where the year has no such leap."""
    same = [found for found in lunar_year(year) if found.month == month]
    return same[-1] if leap else same[0]


def months_between(start: date, end: date) -> Iterator[LunarMonth]:
    """Every lunar month with a day in start..end, both included. Refused outside 1900-01-31 to 2101-01-28."""
    if start < FIRST_DAY or end > LAST_DAY:
        raise outside_calendar()
    for year in range(max(start.year - 1, FIRST_YEAR), min(end.year, LAST_YEAR) + 1):
        for month in lunar_year(year):
            if month.first_on <= end and month.on(month.days) >= start:
                yield month


def outside_calendar() -> Refused:
    """The refusal of a day the table does not reach."""
    return Refused(
        "the lunar calendar is known from {first} to {last} only",
        first=FIRST_DAY.isoformat(),
        last=LAST_DAY.isoformat(),
    )
