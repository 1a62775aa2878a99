"""Days and times as the clerk types them, and the business day itself.

What a word means is fixed in `dayword` and is repeated to the clerk wherever `is_words` says so:
a weekday alone is the coming one, strictly after today (for today there is 今天); weeks begin on Monday;
a day without a year is of today's year, 15号 of today's month, also where that day has passed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from crmcli.core.clocktime import no_time, parse_span, split_time
from crmcli.core.dayform import (
    FIRST_YEAR,
    LAST_YEAR,
    DayForm,
    civil_day,
    fold,
    read_form,
    refuse_form,
    squeeze,
)
from crmcli.core.dayword import WEEKDAYS, read_words
from crmcli.core.findings import Refused
from crmcli.core.now import business_now
from crmcli.core.offset import Offset, parse_offset, shift

__all__ = [
    "Offset",
    "business_now",
    "is_words",
    "parse_day",
    "parse_moment",
    "parse_offset",
    "shift",
    "weekday_name",
]

# a short year is never taken, but the choices offered reach as far ahead as plans and contracts do
_YEARS_AHEAD = 50


def weekday_name(day: date) -> str:
    """The weekday's English name, which is its template in the catalog."""
    return WEEKDAYS[day.weekday()]


def parse_day(text: str, today: date) -> date:
    """The day the clerk typed, from 1900 to 2100.

    Read are days with or without a year in figures or Chinese, near days (昨天, tomorrow, 大后天),
    offsets (+3d, -1mo, 3天后, 半年前), weekdays (周五, next-fri, 上周五), and days of a month or year
    (15号, 下月15号, 月底, 明年1月2日, 年底). A weekday behind a written day must be that day's.
    Refused: what can be read in several ways (3/5/1990, with the choices), a day the month has not,
    and anything else.
    """
    plain = squeeze(fold(text))
    if not plain:
        raise Refused("a day is missing: write for example 2026-10-31, 10-31, +3d, fri or tomorrow")
    form = read_form(plain)
    day = _written_day(form, today, text) if form else read_words(plain, today, text)
    if day is None:
        refuse_form(plain, today.year + _YEARS_AHEAD, text)
        if plain.isdecimal():
            raise Refused(
                "{value} alone is not a day: write {day} or {later}",
                value=text,
                day=f"{plain}号",
                later=f"+{plain}d",
            )
        raise Refused("{value} is not a day: write for example 2026-10-31, 10-31, +3d, fri or tomorrow", value=text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused(
            "{value} is not a day: the year must be from {first} to {last}",
            value=text,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return day


def _written_day(form: DayForm, today: date, value: str) -> date:
    if form.short_year:
        raise Refused("{value} has a year of two figures: write all four", value=value)
    return civil_day(today.year if form.year is None else form.year, form.month, form.day, value)


def parse_moment(text: str, now: datetime, default_time: time | None = None) -> datetime:
    """The day and time the clerk typed, in the time zone of ``now`` (which must carry one).

    A time alone (15:30, 下午3点半) is of today, also where it has passed; +2h, +30m and 2小时后 count from
    now; a day in front is anything `parse_day` reads (明天15:30, 2026-10-31T17:50, 今晚8点). A time with an
    offset of its own is converted. A day without a time takes ``default_time``, else it is refused.
    """
    if now.tzinfo is None:
        raise ValueError("now carries no time zone")
    folded = fold(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:.]+(z|[+-][0-9]{2}:?[0-9]{2})", folded):
        return _with_own_offset(folded, text).astimezone(now.tzinfo)
    if folded in ("now", "现在"):
        return now
    span = parse_span(squeeze(folded))
    if span is not None:
        return (now.astimezone(UTC) + span).astimezone(now.tzinfo)
    parts = split_time(folded, text)
    if parts is None:
        return datetime.combine(*_day_at(default_time, text, now), now.tzinfo)
    words = {"": "今天", "今": "今天", "明": "明天", "昨": "昨天"}.get(parts[0], parts[0])
    return datetime.combine(parse_day(words, now.date()), parts[1], now.tzinfo)


def _with_own_offset(folded: str, value: str) -> datetime:
    try:
        return datetime.fromisoformat(folded.upper())
    except ValueError as error:
        raise no_time(value) from error


def _day_at(default_time: time | None, value: str, now: datetime) -> tuple[date, time]:
    if re.search(r"[:点]", fold(value)):
        raise no_time(value)
    day = parse_day(value, now.date())
    if default_time is None:
        example = f"{value.strip()} 15:30"
        raise Refused("{value} has no time: write for example {example}", value=value, example=example)
    return day, default_time


def is_words(text: str) -> bool:
    """Whether anything had to be supplied or worked out, so that what was understood should be repeated.

    False only for a whole day in figures or 年月日, with or without a 24-hour time behind it; 10-31 counts
    as words because its year was supplied.
    """
    clock = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(z|[+-][0-9:]+)?"
    form = read_form(squeeze(re.sub(rf"(?<=[0-9日号])[t\s]*{clock}$", "", fold(text))))
    return form is None or form.year is None
