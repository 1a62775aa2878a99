"""Days that recur by an iCalendar RRULE (RFC 5545), by dateutil. Days only: no hours, no DTSTART, no end of its own.

Loading dateutil.rrule takes 12 ms, so whoever only reads kept days must not come here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from crmcli.core.findings import N_

#: What a rule of days may say.
PARTS = ("FREQ", "INTERVAL", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS", "WKST")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
#: The numbers a part may hold, without their sign; these may count from the end.
_BOUNDS = {"INTERVAL": 366, "BYMONTH": 12, "BYMONTHDAY": 31, "BYYEARDAY": 366, "BYWEEKNO": 53, "BYSETPOS": 366}
_FROM_THE_END = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")
#: A rule is tried over so many years; one without a day in them never has one.
_TRIED = (date(2024, 1, 1), date(2032, 12, 31))


def no_rule(text: str) -> str | None:
    """Why a text is no rule of days, as a template of the catalog with {where} and {value}; None where it is one."""
    parts = [part.partition("=")[::2] for part in text.strip().upper().split(";")]
    names = [name for name, _value in parts]
    if any(name not in PARTS for name in names) or len(set(names)) < len(names) or "FREQ" not in names:
        return N_("{where}: {value} is no rule of days; write it such as FREQ=WEEKLY;BYDAY=MO, no hours, no end")
    if dict(parts)["FREQ"] not in FREQUENCIES:
        return N_("{where}: {value} does not recur by day, week, month or year; write FREQ=WEEKLY or another of these")
    if not all(_fits(name, value) for name, value in parts):
        return N_("{where}: {value} is no rule of days; write it such as FREQ=WEEKLY;BYDAY=MO, no hours, no end")
    try:
        first = next(occurrences(text, *_TRIED), None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return N_("{where}: {value} is no rule of days; write it such as FREQ=WEEKLY;BYDAY=MO, no hours, no end")
    return None if first is not None else N_("{where}: {value} gives no day at all; mend or remove the rule")


def _fits(name: str, value: str) -> bool:
    """Whether a part holds the numbers it may: dateutil takes 0 for some of them and never ends."""
    most = _BOUNDS.get(name)
    if most is None:
        return True
    numbers = [part.removeprefix("-") if name in _FROM_THE_END else part for part in value.split(",")]
    if name == "INTERVAL" and len(numbers) > 1:
        return False
    return all(part.isascii() and part.isdigit() and 1 <= int(part) <= most for part in numbers)


def occurrences(rule: str, first: date, last: date) -> Iterator[date]:
    """The days of a rule from first to last, both included.

    Intervals are counted from the start of the year 2024, whatever `first` is, so that asking for another span gives
    the same days. Raises ValueError for what is no rule.
    """
    from dateutil.rrule import rrulestr

    begin = _TRIED[0] if first >= _TRIED[0] else first.replace(month=1, day=1)
    found = rrulestr(rule, dtstart=datetime.combine(begin, time()))
    between = found.between(datetime.combine(first, time()), datetime.combine(last, time()), inc=True)
    yield from (moment.date() for moment in between)
