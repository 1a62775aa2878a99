"""Days and times to come, as the clerk types them for a follow-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.language import _, listed

if TYPE_CHECKING:
    from crmcli.session import Session


class Ahead(NamedTuple):
    """A day from today on, and the promised time where one was said (ISO with offset)."""

    on: date
    at: str | None = None


def ahead_given(session: Session, text: str, field: str) -> Ahead:
    """The day, or day and time (明天15:30, +2h), of a text; a day that has passed is refused."""
    try:
        ahead = _read(text, session.now)
        if ahead.on < session.today:
            raise Refused(
                N_("{value} is {day}, which has passed; give today or a later day"),
                value=text,
                day=day_words(ahead.on.isoformat()),
            )
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return ahead


def day_asked(session: Session, text: str | None, field: str = "--date") -> date:
    """The day a list is asked about, past or to come; today where none is given."""
    if text is None:
        return session.today
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _read(text: str, now: datetime) -> Ahead:
    from crmcli.core.day import parse_day, parse_moment

    try:
        return Ahead(parse_day(text, now.date()))
    except Refused as no_day:
        try:
            return _at(parse_moment(text, now))
        except Refused:
            # what holds a time was meant as one, and its own refusal is the one that helps
            if re.search(r"[:：点时hH]", text):
                raise
            raise no_day from None


def time_on(session: Session, day: date | None, text: str, field: str) -> Ahead:
    """The promised time of a text such as 15:30 or 明天15:30, on a day where one is given."""
    from crmcli.core.day import parse_moment

    try:
        if day is None:
            moment = parse_moment(text, session.now)
        else:
            moment = parse_moment(f"{day.isoformat()} {text}", session.now)
        if moment.date() < session.today:
            raise Refused(N_("{value} has passed; give a time from now on"), value=text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return _at(moment)


def _at(moment: datetime) -> Ahead:
    return Ahead(moment.date(), moment.isoformat(timespec="seconds"))


def day_words(day: str, at: str | None = None) -> str:
    """A day with its weekday, and the promised time: 2026-11-06 (Friday) 15:30."""
    from crmcli.core.day import weekday_name

    found = date.fromisoformat(day)
    text = _("{day} ({weekday})").format(day=day, weekday=_(weekday_name(found)))
    return f"{text} {at[11:16]}" if at else text


def calls_words(days: Iterable[date]) -> str:
    """The days of the calls of plans that began as a sentence, each day once; nothing where there is none."""
    found = dict.fromkeys(day.isoformat() for day in days)
    return _("calls on {days}").format(days=listed(found)) if found else ""
