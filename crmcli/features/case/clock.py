"""The clocks of a case: from when, by when, and how that was counted. Pure.

A term of hours is counted out minute by minute. A term of days ends with the last working time of that
day, the day the clock began not counted: 3d from Monday ends on Thursday at 18:00, whatever the time on
Monday, since a customer is told a day and not an hour. By the wall every day is worked from 00:00 to 24:00.
A wait stops the clock; one of days is first turned into the working minutes it stands for.

A deadline keeps what it was counted with (`Rule`), so that it can be counted again to the same minute
whatever becomes of calendar and pack. Source: domain/cases.md, Clocks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.interval import interval_text, parse_interval
from crmcli.core.workday import OPEN_DAILY, DayOffCalendar, add_working_days
from crmcli.core.workhours import Pause, Span, WorkHours, deadline, explain_working_time, same_hours, working_minutes

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseClock

#: The wall's clock as working hours: every day, all day.
WALL = same_hours([(0, 1440)], OPEN_DAILY)


class Rule(NamedTuple):
    """What a deadline was counted with. `rest` and `work` are the single days that lay between start and end."""

    within: str
    working: bool
    severity: str
    member_class: str | None
    hours: tuple[str, ...]
    weekly: tuple[int, ...]
    rest: tuple[str, ...]
    work: tuple[str, ...]
    waits: tuple[tuple[str, str], ...]


class Deadline(NamedTuple):
    """When a clock runs out, and what that was counted with."""

    due_at: datetime
    rule: Rule


class Set(NamedTuple):
    """A clock to be set: the pack's term, and the severity and class of member it was taken for."""

    term: CaseClock
    severity: str
    member_class: str | None


def set_deadline(wanted: Set, start: datetime, hours: WorkHours | None, waits: Sequence[Pause]) -> Deadline:
    """By when, with the rule. `hours` may be None for a clock by the wall.

    Refused: working time that never comes, a working clock without hours.
    """
    used = WALL if not wanted.term.working else hours
    if used is None:
        raise ValueError("a clock of working time needs hours")
    due_at = _due(wanted.term.within, start, used, waits)
    held = [pause for pause in waits if pause.begin < due_at and (pause.end or due_at) > start]
    return Deadline(due_at, _rule(wanted, start, due_at, used, held))


def recounted(rule: Rule, start: datetime) -> datetime:
    """The same deadline, from its rule alone."""
    return _due(rule.within, start, hours_of(rule), pauses_of(rule))


def spans(rule: Rule, start: datetime) -> list[Span]:
    """The pieces of time that were counted, in order; the same sum by which the deadline was found."""
    hours = hours_of(rule)
    return explain_working_time(start, minutes_of(rule.within, start, hours), hours, pauses_of(rule))


def minutes_of(within: str, start: datetime, hours: WorkHours) -> int:
    """How many minutes a term stands for: its hours, or what is worked until the end of its last day."""
    count, unit = _term(within)
    if unit == "h":
        return count * 60
    return working_minutes(start, _last_moment(start, count, hours), hours)


def rule_text(rule: Rule) -> str:
    """The rule as it is kept: one line of JSON."""
    return json.dumps(rule._asdict(), ensure_ascii=False, separators=(",", ":"))


def rule_from(text: str) -> Rule | None:
    """The rule of a kept text; None for a promise, which was given and not counted."""
    kept: dict[str, Any] = json.loads(text)
    if "within" not in kept:
        return None
    for name in ("hours", "weekly", "rest", "work"):
        kept[name] = tuple(kept[name])
    kept["waits"] = tuple((begin, end) for begin, end in kept["waits"])
    return Rule(**kept)


def hours_of(rule: Rule) -> WorkHours:
    """The working hours a rule was counted in."""
    calendar = DayOffCalendar(
        frozenset(rule.weekly),
        frozenset(date.fromisoformat(day) for day in rule.rest),
        frozenset(date.fromisoformat(day) for day in rule.work),
    )
    return same_hours([parse_interval(text) for text in rule.hours], calendar)


def pauses_of(rule: Rule) -> list[Pause]:
    """The waits a rule left out."""
    return [Pause(datetime.fromisoformat(begin), datetime.fromisoformat(end)) for begin, end in rule.waits]


def last_day(due_at: datetime) -> date:
    """The day a clock runs out on; midnight is the end of the day before."""
    return (due_at - timedelta(minutes=1)).date()


def _due(within: str, start: datetime, hours: WorkHours, waits: Sequence[Pause]) -> datetime:
    found = deadline(start, minutes_of(within, start, hours), hours, waits)
    if found is None:
        raise ValueError("a wait without an end")
    return found


def _last_moment(start: datetime, days: int, hours: WorkHours) -> datetime:
    day = add_working_days(start.date(), days, hours.calendar)
    midnight = datetime.combine(day, datetime.min.time(), start.tzinfo)
    return midnight + timedelta(minutes=hours.on(day)[-1][1])


def _rule(wanted: Set, start: datetime, due_at: datetime, hours: WorkHours, waits: Sequence[Pause]) -> Rule:
    first, last = start.date(), last_day(due_at)

    def between(days: frozenset[date]) -> tuple[str, ...]:
        return tuple(day.isoformat() for day in sorted(days) if first <= day <= last)

    return Rule(
        within=wanted.term.within,
        working=wanted.term.working,
        severity=wanted.severity,
        member_class=wanted.member_class,
        hours=tuple(interval_text(interval) for interval in hours.week[0]),
        weekly=tuple(sorted(hours.calendar.weekly)),
        rest=between(hours.calendar.rest_days),
        work=between(hours.calendar.work_days),
        waits=tuple((moment_text(p.begin), moment_text(p.end or due_at)) for p in waits),
    )


def moment_text(moment: datetime) -> str:
    """A moment as it is kept."""
    return moment.isoformat(timespec="seconds")


def _term(within: str) -> tuple[int, str]:
    found = re.fullmatch(r"([0-9]+)([hd])", within)
    if found is None:
        raise ValueError(f"{within} is no term")
    return int(found[1]), found[2]
