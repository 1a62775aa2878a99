"""What a contact leads to besides its follow-ups: data repairs, wishes not to be contacted, new follow-ups."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup import store
from crmcli.features.followup.dueline import REPAIR
from crmcli.features.followup.outcome import DO_NOT_CONTACT, WRONG_NUMBER
from crmcli.features.member import store as members
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.call import Call
    from crmcli.session import Session

Row = dict[str, Any]
#: Kinds of follow-ups that no plan makes.
MANUAL, PROMOTION = "manual", "promotion"


class Consequence(NamedTuple):
    """The data repair that is open now, and the follow-ups that were cancelled."""

    repair: Row | None = None
    cancelled: tuple[int, ...] = ()


def add_contact(session: Session, db: Connection, member_id: int, followup_id: int | None, call: Call) -> int:
    """Writes the contact of a call; gives its id."""
    return store.add_contact(
        db,
        {
            "member_id": member_id,
            "followup_id": followup_id,
            "on_day": session.today.isoformat(),
            "at": session.now.isoformat(timespec="seconds"),
            "via": call.via,
            "outcome": call.outcome.code,
            "note": call.note,
            "minutes": call.minutes,
            "feeling": call.feeling,
            "recovered": int(call.recovered),
            "staff_id": call.by or session.operator_id,
        },
    )


def follow_from(session: Session, db: Connection, member_id: int, assigned_id: int | None, call: Call) -> Consequence:
    """What the outcome itself leads to: a data repair after a wrong number, no more marketing after 勿扰."""
    if call.outcome is WRONG_NUMBER:
        return Consequence(repair=_repair(session, db, member_id, assigned_id))
    if call.outcome is DO_NOT_CONTACT:
        return Consequence(cancelled=_stop(session, db, member_id, call))
    return Consequence()


def _repair(session: Session, db: Connection, member_id: int, assigned_id: int | None) -> Row:
    """The open data repair of a member; made where there is none."""
    found = store.open_repairs(db, member_id)
    if found:
        return found[0]
    today = session.today.isoformat()
    number = store.add_followup(
        db,
        {
            "member_id": member_id,
            "kind": REPAIR,
            "purpose": _("find the right phone number"),
            "assigned_id": assigned_id,
            "care": 1,
            "due_on": today,
            "original_due_on": today,
        },
    )
    return store.followup(db, number) or {}


def _stop(session: Session, db: Connection, member_id: int, call: Call) -> tuple[int, ...]:
    """Keeps the wish, without an end, and cancels what is no care; gives the ids cancelled."""
    reason = call.note or _(call.outcome.label)
    members.edit_member(db, member_id, {"do_not_contact": reason, "do_not_contact_until": None})
    stopped = store.not_care(db, member_id)
    for number in stopped:
        store.edit_followup(
            db,
            number,
            {"state": "cancelled", "closed_on": session.today.isoformat(), "reason": _(call.outcome.label)},
        )
    return tuple(stopped)


def plan_next(session: Session, db: Connection, closed: Row, call: Call) -> Row | None:
    """The new follow-up --next asks for after one that is closed: for the same purpose, by the same person."""
    if call.next is None:
        return None
    promotes = bool(closed["promotional"]) or closed["kind"] == PROMOTION
    if promotes:
        from crmcli.features.followup.permit import refuse_next

        name = (members.member(db, closed["member_id"]) or {})["name"]
        refuse_next(session, closed["member_id"], name, call)
    number = store.add_followup(
        db,
        {
            "member_id": closed["member_id"],
            "purchase_id": closed["purchase_id"],
            "kind": PROMOTION if promotes else MANUAL,
            "purpose": closed["purpose"],
            "script": closed["script"],
            "role": closed["role"],
            "assigned_id": closed["assigned_id"] or call.by or session.operator_id,
            "care": 0 if promotes else closed["care"],
            "promotional": int(promotes),
            "due_on": call.next.on.isoformat(),
            "due_at": call.next.at,
            "original_due_on": call.next.on.isoformat(),
            "reason": call.note,
        },
    )
    return store.followup(db, number)


def reopen_blocked(db: Connection, member_id: int, on_day: date) -> list[int]:
    """Puts a member's blocked follow-ups back into the list, due from `on_day` on, and finishes the data repair.

    For whoever gives the member a number; within the one write. Gives the ids that were reopened.
    """
    today = on_day.isoformat()
    blocked = store.blocked_of(db, member_id)
    for row in blocked:
        store.edit_followup(db, row["id"], {"state": "open", "due_on": max(row["due_on"], today)})
    for row in store.open_repairs(db, member_id):
        store.edit_followup(db, row["id"], {"state": "done", "closed_on": today})
    return [row["id"] for row in blocked]
