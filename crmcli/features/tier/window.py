"""Months counted on and back for tiers: windows that roll, periods that end. Pure.

Plain arithmetic: a million members are gone through, and `core.offset.shift` takes its time.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_after(day: date, months: int) -> date:
    """The day so many months on, or back where negative; 31 January and one month give the end of February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def window_begin(day: date, months: int) -> date:
    """The first day that counts on a day, where the last `months` are counted: (day - months, day]."""
    return months_after(day, -months) + timedelta(days=1)


def leaves_on(day: date, months: int) -> date:
    """The first day on which what belongs to a day counts no more."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if day.day <= monthrange(year, month + 1)[1]:
        return date(year, month + 1, day.day)
    return date(year, month + 1, monthrange(year, month + 1)[1]) + timedelta(days=1)
