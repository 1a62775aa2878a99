"""Whose time is taken and when it is free again. Pure; a day's time counts in minutes after midnight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crmcli.core.interval import DAY_MINUTES, Interval

#: An appointment is one of these.
STATES = ("booked", "came", "no-show", "cancelled")
WHOLE_DAY: tuple[Interval, ...] = ((0, DAY_MINUTES),)


def overlaps(one: Interval, other: Interval) -> bool:
    """Whether two stretches have a minute in common; one may begin where the other ends."""
    return one[0] < other[1] and other[0] < one[1]


def in_the_way(wanted: Interval, held: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first of the appointments that takes a minute of what is wanted."""
    return next((one for one in held if overlaps(wanted, (one["from_minute"], one["until_minute"]))), None)


def next_free(wanted: Interval, held: Sequence[Interval], hours: Sequence[Interval] = ()) -> Interval | None:
    """The first stretch as long as the wanted one, and not before it, that nothing held overlaps.

    It lies within the working hours where there are any, else ends at midnight at the latest. None where that day
    has none left.
    """
    length = wanted[1] - wanted[0]
    open_ = tuple(hours) or WHOLE_DAY
    begins = sorted({wanted[0], *(until for _since, until in held), *(since for since, _until in open_)})
    for begin in begins:
        stretch = (begin, begin + length)
        fits = any(since <= begin and stretch[1] <= until for since, until in open_)
        if begin >= wanted[0] and fits and not any(overlaps(stretch, one) for one in held):
            return stretch
    return None


def outside(wanted: Interval, hours: Sequence[Interval]) -> bool:
    """Whether any of it lies outside the working hours; never where there are none."""
    return bool(hours) and not any(since <= wanted[0] and wanted[1] <= until for since, until in hours)
