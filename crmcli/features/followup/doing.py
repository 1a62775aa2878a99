"""Recording what came of a call: what becomes of the follow-ups, and what else follows. Within the one write.

One call to one member is one row of `contact`, whatever number of follow-ups it serves: it points at the
first of them, and every one of them counts its own attempt. A call about a case is a step of the case.
Source: domain/followups.md, Doing it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.calendar.note import say_unknown_years
from crmcli.features.calendar.store import calendar_of
from crmcli.features.followup import store
from crmcli.features.followup.consequence import (
    MANUAL,
    Consequence,
    add_contact,
    follow_from,
    plan_next,
    reopen_blocked,
)
from crmcli.features.followup.dueline import REPAIR
from crmcli.features.followup.kept import carry, goes_with, kept_row, put, riding
from crmcli.features.followup.outcome import RESCHEDULED, WRONG_NUMBER
from crmcli.features.followup.retry import again
from crmcli.features.followup.ticking import to_be_called
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.call import Call
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

__all__ = ["Recorded", "record_call", "reopen_blocked"]

Row = dict[str, Any]


class Recorded(NamedTuple):
    """What a call made of one line: the row as it stands.

    `decide`: the retries are used up and a person must say how it goes on. `missed` are earlier steps
    closed with the line, `goes_with` the plan's next step where this one was moved past it. `next` and
    `consequence` are of the whole call and stand on its first line.
    """

    line: DueLine
    row: Row
    decide: bool = False
    missed: tuple[int, ...] = ()
    goes_with: Row | None = None
    next: Row | None = None
    consequence: Consequence = Consequence()


def record_call(
    session: Session, db: Connection, lines: Sequence[DueLine], call: Call, contact_id: int | None = None
) -> list[Recorded]:
    """Records one call about lines of one member, in their order.

    An earlier step named together with the one it rides on goes with that one. `contact_id` is the contact that
    another part of the same call has written; what follows from the outcome has followed then. Raises Failure
    where a line is closed by now, or is blocked and the call does not close it.
    """
    if lines[0].duty is not None:
        from crmcli.features.duty.doing import tick

        return [Recorded(line, tick(session, db, line, call)) for line in lines]
    lines = to_be_called(lines)
    made = _record_stored(session, db, [line for line in lines if line.case_id is None], call)
    planned = next((one.row for one in made.values()), None)
    member_id, is_first = lines[0].member_id, contact_id is None
    if member_id > 0 and contact_id is None:
        contact_id = add_contact(session, db, member_id, planned["id"] if planned else None, call)
    made |= _record_cases(session, db, [line for line in lines if line.case_id is not None], call, contact_id)
    first = next(iter(made.values()))
    if member_id > 0:
        follows = follow_from(session, db, member_id, first.row["assigned_id"], call) if is_first else Consequence()
        if any(one.row["kind"] == REPAIR and one.row["state"] == "done" for one in made.values()):
            reopen_blocked(db, member_id, session.today)
        following = _following(session, db, planned, list(made.values()), call)
        made[first.line.id] = first._replace(next=following, consequence=follows)
    return [made.get(line.id) or Recorded(line, _now(db, line)) for line in lines]


def _record_stored(session: Session, db: Connection, lines: Sequence[DueLine], call: Call) -> dict[str, Recorded]:
    rows = [kept_row(db, line, closing=call.outcome.closes) for line in lines]
    riders = [riding(db, line, row, session.today) for line, row in zip(lines, rows, strict=True)]
    carried = {rider["id"] for some in riders for rider in some}
    return {
        line.id: _record(session, db, line, row, some, call)
        for line, row, some in zip(lines, rows, riders, strict=True)
        if row.get("id") not in carried
    }


def _record_cases(
    session: Session, db: Connection, lines: Sequence[DueLine], call: Call, contact_id: int | None
) -> dict[str, Recorded]:
    if not lines:
        return {}
    from crmcli.features.case.calling import record_case_call

    return {line.id: Recorded(line, record_case_call(session, db, line, call, contact_id)) for line in lines}


def _following(
    session: Session, db: Connection, planned: Row | None, made: Sequence[Recorded], call: Call
) -> Row | None:
    """The follow-up --next asks for; where a case takes the time as what was promised it is none."""
    if not call.outcome.closes or any(one.line.case_id is not None for one in made):
        return None
    return _told_again(db, planned, call) or plan_next(session, db, planned or _call_back(made[0].line.member_id), call)


def _told_again(db: Connection, planned: Row | None, call: Call) -> Row | None:
    """The line of goods held that comes again on the day of --next, and goes with the goods once they are fetched."""
    if planned is None or planned["kind"] != "goods" or call.next is None or call.next.at is not None:
        return None
    from crmcli.features.goods.reminder import tell_again

    return tell_again(db, planned["key"], call.next.on)


def _now(db: Connection, line: DueLine) -> Row:
    return store.followup(db, line.followup_id or 0) or {}


def _record(session: Session, db: Connection, line: DueLine, row: Row, riders: list[Row], call: Call) -> Recorded:
    values, decide = _effect(session, row, call)
    row = put(db, row, values)
    if row["state"] == "done":
        carry(db, riders, {"state": "missed", "closed_on": row["closed_on"]})
        return Recorded(line, row, missed=tuple(rider["id"] for rider in riders))
    carry(db, riders, {"state": "blocked"} if row["state"] == "blocked" else {"due_on": row["due_on"]})
    return Recorded(line, row, decide=decide, goes_with=goes_with(db, row))


def _effect(session: Session, row: Row, call: Call) -> tuple[Row, bool]:
    """What a call changes of a follow-up, and whether a person must decide how it goes on."""
    attempts = row["attempts"] + 1
    outcome = call.outcome
    if outcome.closes:
        closed = {"state": "done", "outcome": outcome.code, "closed_on": session.today.isoformat()}
        return {"attempts": attempts} | closed, False
    if outcome is WRONG_NUMBER and row["kind"] != REPAIR:
        return {"attempts": attempts, "state": "blocked"}, False
    if call.next is not None:
        moved = {"due_on": call.next.on.isoformat(), "due_at": call.next.at}
        if outcome is RESCHEDULED:
            moved["reason"] = call.note or _(outcome.label)
        return {"attempts": attempts} | moved, False
    # another wrong number found while looking for the right one is one more try
    retry = again(
        session.pack.follow.retry.after,
        attempts,
        session.today,
        days_off_count=session.pack.days_off_count,
        calendar=calendar_of(session),
    )
    say_unknown_years(session, retry.unknown_years)
    return {"attempts": attempts, "due_on": retry.due_on.isoformat(), "due_at": None}, retry.decide


def record_unplanned(
    session: Session, db: Connection, member_id: int, call: Call
) -> tuple[int, Row | None, Consequence]:
    """Records a contact that belongs to no follow-up: its id, the next follow-up if wanted, and what followed."""
    contact_id = add_contact(session, db, member_id, None, call)
    consequence = follow_from(session, db, member_id, session.operator_id, call)
    return contact_id, plan_next(session, db, _call_back(member_id), call), consequence


def _call_back(member_id: int) -> Row:
    """What stands for the closed follow-up where a contact nobody had planned asks for a next one."""
    return {
        "member_id": member_id,
        "purchase_id": None,
        "kind": MANUAL,
        "purpose": _("call back"),
        "script": None,
        "role": None,
        "assigned_id": None,
        "care": 1,
        "promotional": 0,
    }
