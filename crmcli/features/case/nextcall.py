"""The next call owed to whoever brought a case. Pure: a standing in, a day and what the call is for out.

Source: domain/cases.md, Life; domain/followups.md, Doing it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.offset import parse_offset, shift
from crmcli.features.case.clock import last_day
from crmcli.features.case.life import (
    ANSWERED,
    BACK,
    CHASE,
    CLOSED,
    CONFIRMED,
    FIRST,
    PROMISE,
    RESOLUTION,
    RESOLVED,
    WAIT,
    WAITING,
    Standing,
)

if TYPE_CHECKING:
    from crmcli.packs.casekind import CaseKind

#: How soon to ask on where the pack no longer has the kind of case.
USUAL_CHASE = "1d"


class NextCall(NamedTuple):
    """A call owed: the day, the time where one was agreed, the day before attempts moved it."""

    why: str
    on: str
    at: str | None
    first_on: str


def next_call(found: Standing, kind: CaseKind | None, resolve_by: str | None) -> NextCall | None:
    """The one call owed next; None once nothing is owed but the closing.

    On the day of logging until the customer was answered; then the promised time; else the day the
    resolution clock ends; else the pack's chase term after the answer; once resolved the call-back, from
    that day on; in a wait the day it ends. After a call nobody took, or one put off, the day of the next try.
    """
    owed = _owed(found, kind, resolve_by)
    if owed is None or found.next_on is None:
        return owed
    return NextCall(owed.why, found.next_on[:10], _time(found.next_on), owed.first_on)


def _owed(found: Standing, kind: CaseKind | None, resolve_by: str | None) -> NextCall | None:
    if found.state == CLOSED:
        return None
    if found.state == WAITING:
        return _at(WAIT, found.waits_until or found.waits_since or found.opened_at)
    promise = found.promise_at if found.promise_kept_at is None else None
    if found.stage in (ANSWERED, RESOLVED, CONFIRMED) and promise:
        return _at(PROMISE, promise)
    if found.stage == CONFIRMED:
        return None
    chase = kind.chase if kind else USUAL_CHASE
    if found.stage == RESOLVED:
        return _back(found, kind, chase)
    if found.stage != ANSWERED:
        return _on(FIRST, found.opened_on)
    if not _is_followed_up(kind):
        return None
    if resolve_by:
        return _on(RESOLUTION, last_day(datetime.fromisoformat(resolve_by)).isoformat())
    return _on(CHASE, _after(found.answered_on or found.opened_on, chase))


def _back(found: Standing, kind: CaseKind | None, chase: str) -> NextCall | None:
    """The call-back; where it reached somebody and brought no opinion it is owed again."""
    if found.reached_on is None:
        return _told(found, kind)
    if kind is None or kind.needs_opinion:
        return _on(BACK, _after(found.reached_on, chase))
    return None


def _told(found: Standing, kind: CaseKind | None) -> NextCall | None:
    """The call that tells what was done: a call-back, or the answer where that is all the kind needs."""
    day = found.resolved_on or found.opened_on
    if kind is None or kind.needs_call:
        return _on(BACK, day)
    return _on(FIRST, day) if found.answered_on is None else None


def _is_followed_up(kind: CaseKind | None) -> bool:
    """Whether anything is owed once the answer was given; a question needs no more than that."""
    return kind is None or kind.needs_call or kind.needs_opinion


def _after(day: str, offset: str) -> str:
    return shift(date.fromisoformat(day), parse_offset(offset)).isoformat()


def _on(why: str, day: str) -> NextCall:
    return NextCall(why, day, None, day)


def _at(why: str, moment: str) -> NextCall:
    return NextCall(why, moment[:10], _time(moment), moment[:10])


def _time(moment: str) -> str | None:
    """The time agreed; a day alone is kept as a day, or as its beginning."""
    return moment if len(moment) > 10 and moment[11:16] != "00:00" else None
