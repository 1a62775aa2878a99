"""Intervals of a working day: 09:00-12:00, up to 24:00."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crmcli.core.findings import Refused

DAY_MINUTES = 24 * 60

#: From and to in minutes after midnight, the end not included; 1440 is 24:00.
Interval = tuple[int, int]


def clock(minute: int) -> str:
    """A minute of the day as a time: 540 is 09:00, 1440 is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def interval_text(interval: Interval) -> str:
    """An interval as it is written: 09:00-12:00."""
    return f"{clock(interval[0])}-{clock(interval[1])}"


def parse_interval(text: str) -> Interval:
    """The interval in 09:00-12:00 or 9:00-12:00; it may end at 24:00.

    Refused: anything else, and one that ends before it begins.
    """
    found = re.fullmatch(r"\s*(\d{1,2}):(\d\d)\s*[-–~～]\s*(\d{1,2}):(\d\d)\s*", text, re.ASCII)
    times = [_minute(int(found[place]), int(found[place + 1])) for place in (1, 3)] if found else [None]
    begin, end = times[0], times[-1]
    if begin is None or end is None or begin == DAY_MINUTES:
        raise Refused("{value} is no working time: write it such as 09:00-12:00 or 18:00-24:00", value=text)
    if end <= begin:
        raise Refused("{value} ends before it begins", value=text)
    return begin, end


def check_intervals(intervals: Sequence[Interval]) -> None:
    """Refuses one that ends before it begins or outside the day, and two that overlap or are out of order."""
    last = 0
    for begin, end in intervals:
        if not 0 <= begin < end <= DAY_MINUTES:
            raise Refused("{value} ends before it begins", value=interval_text((begin, end)))
        if begin < last:
            raise Refused("{value} begins before the one in front of it has ended", value=interval_text((begin, end)))
        last = end


def _minute(hour: int, minute: int) -> int | None:
    """The minute of the day; None for a time there is not."""
    at = hour * 60 + minute
    return at if minute < 60 and at <= DAY_MINUTES else None
