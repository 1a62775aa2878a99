"""Times of cases as a clerk types them: when it came in, until when, by when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.features.case.life import Event
from crmcli.features.followup.ahead import ahead_given, day_words
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session


def past_moment(session: Session, text: str, field: str) -> datetime:
    """A time up to now: 昨天15:30, -2h. Refused: one that lies ahead."""
    from crmcli.core.day import parse_moment

    try:
        found = parse_moment(text, session.now)
        if found > session.now:
            raise Refused(N_("{value} lies ahead; what is recorded has happened"), value=text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return found


def coming_moment(session: Session, text: str, field: str) -> str:
    """A time from now on as it is kept: 明天15:30, +2h. Refused: one that has passed, a day without a time."""
    from crmcli.core.day import parse_moment

    try:
        found = parse_moment(text, session.now)
        if found < session.now - timedelta(minutes=1):
            raise Refused(
                N_("{value} is {time}, which has passed; give a time from now on"), value=text, time=told(kept(found))
            )
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
    return kept(found)


def coming_day(session: Session, text: str, field: str) -> str:
    """A day or a time from now on; a day alone is kept as its beginning."""
    ahead = ahead_given(session, text, field)
    if ahead.at is not None:
        return coming_moment(session, text, field)
    return kept(datetime.combine(ahead.on, datetime.min.time(), session.now.tzinfo))


def kept(moment: datetime) -> str:
    """A moment as it is kept."""
    return moment.isoformat(timespec="seconds")


def told(moment: str) -> str:
    """A kept moment as people read it, with its weekday: 2026-11-01 (Sunday) 15:30; 00:00 is the day alone."""
    return day_words(moment[:10], moment if moment[11:16] != "00:00" else None)


def due_told(moment: str) -> str:
    """A deadline as people read it: midnight is 24:00 of the day it ends."""
    if moment[11:16] != "00:00":
        return told(moment)
    day = (datetime.fromisoformat(moment) - timedelta(days=1)).date().isoformat()
    return _("{day} 24:00").format(day=day_words(day))


def event_now(session: Session, kind: str, **values: Any) -> Event:
    """A step taken now by the operator."""
    return Event(kind, session.today.isoformat(), kept(session.now), session.require_operator().id, **values)
