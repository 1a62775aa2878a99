"""Where the lines of the due list come from.

A source answers a range of days from an index. Adding one is a function here and a
line in SOURCES: `first` is the day of the list, `last` the last day looked ahead to,
`member_id` narrows it to one member. A call that is owed because something ends on a
day is no source of its own but a kind of `keyed`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.case import call_store
from crmcli.features.followup import store
from crmcli.features.followup.birthday import (
    KIND,
    Occasion,
    birthday_key,
    lunar_occasions,
    solar_occasions,
    turning,
)
from crmcli.features.followup.dueline import NO_PERSON, DueLine
from crmcli.features.followup.keyed import holders, notices, person_line
from crmcli.features.member.store import member_no

if TYPE_CHECKING:
    from crmcli.packs.model import Birthday as BirthdayCall
    from crmcli.session import Session


def stored(session: Session, first: date, last: date, member_id: int | None = None) -> Iterable[DueLine]:
    """Every open follow-up due up to the last day, however old."""
    if member_id is not None:
        return [line for line in store.lines_of(session.db, member_id) if line.due_on <= last.isoformat()]
    return store.lines_until(session.db, last.isoformat())


def birthdays(session: Session, first: date, last: date, member_id: int | None = None) -> Iterable[DueLine]:
    """Birthday calls: listed from some days before the day until some days after it, as the pack says.

    One that somebody has done, skipped or moved is a stored follow-up with its key.
    """
    call = session.pack.birthday
    if call is None:
        return []
    kept, ahead = timedelta(days=call.keep_days), timedelta(days=call.ahead_days)
    return birthday_lines(session, first - kept, last + ahead, member_id)


def lapsed_birthdays(session: Session, day: date, days: int, member_id: int | None = None) -> list[DueLine]:
    """Birthday calls nobody made, whose last listed day lies at most `days` before a day."""
    call = session.pack.birthday
    if call is None:
        return []
    end = day - timedelta(days=call.keep_days + 1)
    lines = birthday_lines(session, end - timedelta(days=days - 1), end, member_id)
    return [line._replace(state="missed") for line in lines]


def case_calls(session: Session, first: date, last: date, member_id: int | None = None) -> Iterable[DueLine]:
    """The calls of cases, one a case, however old; most days there is none, and then nothing more is loaded."""
    found = call_store.calls_until(session.db, last.isoformat(), member_id)
    if not found:
        return []
    from crmcli.features.case.callline import lines_until

    return lines_until(session, found, first)


def duties(session: Session, first: date, last: date, member_id: int | None = None) -> Iterable[DueLine]:
    """The duties of the department, one line each, and further days of theirs ahead; they are about no person."""
    if not session.pack.duties or (member_id is not None and member_id >= NO_PERSON):
        return []
    from crmcli.features.duty import source

    return source.duties(session, first, last, member_id)


SOURCES: tuple[Callable[..., Iterable[DueLine]], ...] = (stored, case_calls, birthdays, notices, duties)
#: Those whose lines stay until they are done, so that what lies ahead of a member is among them.
LASTING = (stored, case_calls)


class _Found(NamedTuple):
    """A member and an occasion of theirs."""

    member: dict[str, Any]
    occasion: Occasion
    lunar: bool


def birthday_lines(session: Session, first: date, last: date, member_id: int | None = None) -> list[DueLine]:
    """A line for each birthday kept from first to last that no stored follow-up stands for."""
    call = session.pack.birthday
    if call is None or first > last:
        return []
    found = {
        birthday_key(member_no(one.member["id"]), one.occasion): one
        for one in _celebrants(session, first, last, member_id)
        # who came later has not been missed before
        if one.member["recorded_on"] <= one.occasion.on.isoformat()
    }
    taken = store.taken_keys(session.db, list(found)) if found else set()
    holder = holders(session, call.role) if found else None
    return [
        _birthday_line(call, key, one, holder(one.member["owner_id"]))
        for key, one in found.items()
        if holder is not None and key not in taken
    ]


def _celebrants(session: Session, first: date, last: date, member_id: int | None) -> Iterator[_Found]:
    solar = solar_occasions(first, last)
    for row in store.solar_birthdays(session.db, list(solar), member_id):
        for occasion in solar[row["month_day"]]:
            yield _Found(row, occasion, False)
    # the lunar calendar takes 15 ms to load, and most files have no lunar birthday
    if store.has_lunar_birthdays(session.db):
        lunar = lunar_occasions(first, last)
        for row in store.lunar_birthdays(session.db, list(lunar), member_id):
            for occasion in lunar[row["month_day"], bool(row["birthday_leap"])]:
                yield _Found(row, occasion, True)


def _birthday_line(call: BirthdayCall, key: str, found: _Found, assigned_id: int | None) -> DueLine:
    member, on = found.member, found.occasion.on
    line = person_line(member, key, KIND, call, on, call.keep_days)
    return line._replace(assigned_id=assigned_id, age=turning(member["birthday"], on, found.lunar), lunar=found.lunar)
