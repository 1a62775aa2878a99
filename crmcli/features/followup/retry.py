"""When to try again after a call nobody took. Pure: values in, values out.

Source: domain/followups.md, Doing it; the offsets are the pack's `follow.retry`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from crmcli.core.offset import parse_offset, shift
from crmcli.core.workday import WEEKENDS, DayOffCalendar, missing_years, move


class Again(NamedTuple):
    """The day of the next try. `decide` once the ladder is used up: a person must say how it goes on.

    `unknown_years` are the years the day depends on whose days off nobody has entered.
    """

    due_on: date
    decide: bool
    unknown_years: frozenset[int] = frozenset()


def again(
    ladder: Sequence[str],
    attempts: int,
    today: date,
    *,
    days_off_count: bool = False,
    calendar: DayOffCalendar = WEEKENDS,
) -> Again:
    """The next try after `attempts` (1 or more, the one of `today` included).

    The first attempt is followed by the ladder's first offset, and so on, each counted from the day of the
    attempt. Past the ladder's end it is tomorrow, so that the decision is asked for in the next list. A day
    off moves it later where the pack counts days off.
    """
    if attempts < 1:
        raise ValueError("an attempt has been made before the next is planned")
    decide = attempts > len(ladder)
    due_on = today + timedelta(days=1) if decide else shift(today, parse_offset(ladder[attempts - 1]))
    if not days_off_count:
        return Again(due_on, decide)
    moved = move(due_on, "later", calendar)
    return Again(moved, decide, missing_years(due_on, moved, calendar))
