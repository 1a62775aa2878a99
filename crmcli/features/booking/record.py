"""Booking, moving and ticking off appointments. Within the one write, where everything is checked anew."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Refused
from crmcli.core.interval import clock
from crmcli.errors import Failure, bad_field
from crmcli.features.booking import store
from crmcli.features.booking.reminder import drop_calls, kind_name, spoken
from crmcli.features.booking.rules import in_the_way, next_free
from crmcli.features.followup import store as followups
from crmcli.features.followup.holder import holder_of
from crmcli.features.member import store as members
from crmcli.features.member.rules import age_of
from crmcli.features.purchase.rules import refuse_minor
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.booking.entry import When, Whom
    from crmcli.packs.deskrule import BookingKind
    from crmcli.session import Session

Row = dict[str, Any]
NO_SHOW = "no-show"


def book(
    session: Session, db: Connection, whom: Whom, kind: BookingKind, when: When, person_id: int | None, note: str | None
) -> int:
    """A new appointment; gives its id. Raises Failure where the time is taken, or a minor may not be treated."""
    refuse_untreatable(db, whom.member_id, kind, when.day)
    refuse_taken(session, db, whom.member_id, when, person_id)
    member = members.member(db, whom.member_id) or {}
    values = {
        "member_id": whom.member_id,
        "kind": kind.code,
        "person_id": person_id,
        "on_day": when.day,
        "from_minute": when.span[0],
        "until_minute": when.span[1],
        "made_on": session.today.isoformat(),
        "made_by": session.operator_id,
        "followup_id": whom.call_id,
        "note": note,
        "store_id": staff.store_of(db, person_id or session.operator_id) or member.get("store_id"),
    }
    return store.add_booking(db, values)


def move(session: Session, db: Connection, booking: Row, when: When, person_id: int | None, reason: str | None) -> None:
    """Another time, or another person; agreed on today, so that the reminder of the old time is none any more."""
    kind = session.pack.booking(booking["kind"])
    if kind is not None:
        refuse_untreatable(db, booking["member_id"], kind, when.day)
    refuse_taken(session, db, booking["member_id"], when, person_id, but=booking["id"])
    drop_calls(db, booking, session.today)
    values = {
        "on_day": when.day,
        "from_minute": when.span[0],
        "until_minute": when.span[1],
        "person_id": person_id,
        "made_on": session.today.isoformat(),
        "reason": reason,
    }
    store.edit_booking(db, booking["id"], values)


def close(session: Session, db: Connection, booking: Row, state: str, reason: str | None = None) -> Row | None:
    """Ticks an appointment off as came, no-show or cancelled; gives the call that a no-show puts into the due list."""
    drop_calls(db, booking, session.today)
    values: Row = {"state": state, "closed_on": session.today.isoformat()}
    values |= {"reason": reason} if reason is not None else {}
    call = _call_missed(session, db, booking) if state == NO_SHOW else None
    values |= {"call_id": call["id"]} if call else {}
    store.edit_booking(db, booking["id"], values)
    return call


def refuse_untreatable(db: Connection, member_id: int, kind: BookingKind, day: str) -> None:
    """Refuses a treatment of somebody who will be under 18 that day without the guardian's consent on record."""
    if not kind.treatment:
        return
    member = members.member(db, member_id) or {}
    try:
        age = age_of(member, date.fromisoformat(day))
        refuse_minor(member["name"], age, member["guardian_consent_on"], day)
    except Refused as refused:
        failure = bad_field("MEMBER", refused)
        failure.kind = "refused"
        raise failure from refused


def refuse_taken(
    session: Session, db: Connection, member_id: int, when: When, person_id: int | None, *, but: int | None = None
) -> None:
    """Refuses a time in which the person of the staff or the member has another appointment, naming it and what is
    free for both next that day.
    """
    held = store.taking_time(db, when.day, person_id, member_id, but)
    other = in_the_way(when.span, held)
    if other is None:
        return
    busy = [(one["from_minute"], one["until_minute"]) for one in held]
    free = next_free(when.span, busy, session.pack.hours)
    theirs = person_id is not None and other["person_id"] == person_id
    if theirs:
        message = N_("{who} is taken: appointment {id} of {name}, {time} on {day}. Free again: {free}.")
    else:
        message = N_("{name} has another appointment then: {id}, {kind}, {time} on {day}. Free again: {free}.")
    raise Failure(
        "refused",
        message,
        field="--at",
        value=f"{when.day} {clock(when.span[0])}",
        who=other["person"],
        id=other["id"],
        name=other["name"],
        kind=kind_name(session.pack, other["kind"]),
        time=f"{clock(other['from_minute'])}–{clock(other['until_minute'])}",
        day=when.day,
        free=f"{clock(free[0])}–{clock(free[1])}" if free else _("not that day"),
        candidates=[_candidate(other)],
    )


def _candidate(other: Any) -> Row:
    times = {"from": clock(other["from_minute"]), "until": clock(other["until_minute"])}
    return {"id": other["id"], "date": other["on_day"], **times}


def _call_missed(session: Session, db: Connection, booking: Row) -> Row:
    """The call to who did not come, due at once: by who made the appointment, else by the role of the pack's words."""
    today, pack = session.today.isoformat(), session.pack
    notice = pack.notices.get(NO_SHOW)
    facts = spoken(pack, booking, booking["kind"])
    script = notice.script if notice else None
    for name, value in facts.items():
        script = script.replace(f"{{{name}}}", value) if script else script
    people = staff.people(db)
    caller = booking["made_by"] if booking["made_by"] in {one["id"] for one in people} else None
    if caller is None and notice is not None:
        caller = holder_of(pack, notice.role, booking["owner_id"], people)
    why = _("did not come on {day} at {time}: {kind}")
    number = followups.add_followup(
        db,
        {
            "member_id": booking["member_id"],
            "kind": NO_SHOW,
            "purpose": notice.purpose if notice else _("ask why they did not come, and agree on another day"),
            "script": script,
            "role": notice.role if notice else None,
            "assigned_id": caller,
            # they asked to come: no selling, whatever else they do not wish to be told
            "care": 1,
            "due_on": today,
            "original_due_on": today,
            "reason": why.format(day=booking["on_day"], time=facts["time"], kind=facts["kind"]),
        },
    )
    return followups.followup(db, number) or {}
