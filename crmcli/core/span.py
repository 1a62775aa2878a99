"""Whether a span of time has gone by since a day, without the library the calendar's months take 13 ms to load.

Pure. The days agree with `offset.shift` to the day, months clamped; a test holds the two equal.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crmcli.core.dayform import days_in_month

_SPAN = re.compile(r"([0-9]{1,4})(d|w|mo|y)")


def after(day: date, span: str) -> date:
    """The day a span such as 10d, 2w, 6mo or 1y after a day; months and years are clamped to the month's end."""
    count, unit = _read(span)
    if unit in ("d", "w"):
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1), 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def latest_before(day: date, span: str) -> date:
    """The latest day of which a day lies the whole span later, or more: what began by then has gone by."""
    count, unit = _read(span)
    if unit in ("d", "w"):
        return day - timedelta(days=count * (7 if unit == "w" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1), 12)
    last = days_in_month(year, month + 1)
    # a clamped day stands for all that the shorter month has not
    is_last = day.day == days_in_month(day.year, day.month)
    return date(year, month + 1, last if is_last else min(day.day, last))


def _read(span: str) -> tuple[int, str]:
    found = _SPAN.fullmatch(span)
    if found is None:
        raise ValueError(span)
    return int(found[1]), found[2]
