"""A call of the due list about a case: what it makes of the case, and what has to be asked for it.

Reached before it was dealt with, the customer has been answered, and a time agreed on with them is a promise;
reached after that, they are asked for their opinion, which confirms it. Any other outcome is an attempt that
moves the call up the pack's retry ladder, never out of the list: a wrong number or a refusal as well, since a
complaint nobody can be reached about is closed by a supervisor, with a reason. A wrong number of a member
opens the data repair and a wish not to be contacted is kept, as after any other call.
Source: domain/cases.md, Life; domain/followups.md, Doing it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.offset import parse_offset, shift
from crmcli.errors import Failure
from crmcli.features.calendar.note import say_unknown_years
from crmcli.features.case import call_store
from crmcli.features.case.callline import is_call_back
from crmcli.features.case.entry import opinion_given
from crmcli.features.case.life import CALLED, CONFIRMED, PROMISED, Event
from crmcli.features.case.record import add_event, kind_of, nothing_told
from crmcli.features.case.words import STATES, code_words
from crmcli.features.followup.ahead import Ahead, ahead_given
from crmcli.features.followup.call import Call
from crmcli.features.followup.consequence import add_contact
from crmcli.features.followup.outcome import REACHED, RESCHEDULED
from crmcli.language import _, listed
from crmcli.ui.ask import asked, optional

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

Row = dict[str, Any]


def told_more(session: Session, lines: Sequence[DueLine], call: Call, opinion: str | None = None) -> Call:
    """The call with the opinion it needs, and in a terminal the time that was promised in it.

    Raises Failure where an opinion is missing, or goes with none of the lines.
    """
    refuse_unkept(lines, call)
    cases = [(line, standing_of(session.db, line)) for line in lines if line.case_id is not None]
    if call.outcome is not REACHED:
        _refuse_opinion(opinion)
        return call
    backs = [row for _line, row in cases if is_call_back(row)]
    if not backs:
        _refuse_opinion(opinion)
    elif opinion or any(kind_of(session.pack, row["kind"]).needs_opinion for row in backs):
        call = call._replace(opinion=_opinion(session, opinion))
    if call.next is None and len(backs) < len(cases) and session.interactive:
        call = call._replace(next=_ask_promise(session))
    return call


def refuse_unkept(lines: Sequence[DueLine], call: Call) -> None:
    """What is kept with a member's contacts has no place where nobody is a member: Failure(usage)."""
    told = {"--feeling": call.feeling, "--recovered": call.recovered or None, "--minutes": call.minutes}
    option = next((option for option, value in told.items() if value is not None), None)
    stranger = next((line.name for line in lines if line.member is None), None)
    if option and stranger:
        message = N_("{name} is no member, so {option} cannot be kept; leave it away.")
        raise Failure("usage", message, field=option, option=option, name=stranger)


def _refuse_opinion(opinion: str | None) -> None:
    if opinion:
        message = N_("--opinion goes with a call-back that reached the customer; nothing here waits for it.")
        raise Failure("usage", message, field="--opinion", value=opinion)


def _opinion(session: Session, text: str | None) -> str:
    """The code of an opinion from the pack's list; asked for in a terminal, missing elsewhere."""
    names = listed(code_words(session.pack, "opinion").values())
    label = _("The customer's opinion ({names})").format(names=names)
    return asked(session, text, "--opinion", label, lambda typed: opinion_given(session, typed))


def _ask_promise(session: Session) -> Ahead | None:
    while True:
        text = optional(session, _("When was an answer promised (15:30, tomorrow 10:00; Enter for no time)"))
        if text is None:
            return None
        try:
            return ahead_given(session, text, "--next")
        except Failure as failure:
            print(failure.sentence(), file=sys.stderr)


def standing_of(db: Connection, line: DueLine) -> Row:
    """The case of a line as it stands at this moment."""
    return call_store.call_of(db, case_no(line)) or {}


def case_no(line: DueLine) -> str:
    """The number of the case a line is about."""
    return (line.key or "").partition(":")[2]


def record_case_call(session: Session, db: Connection, line: DueLine, call: Call, contact_id: int | None) -> Row:
    """Writes what a call makes of a case; gives the line's row as it was before. Within the one write.

    Raises Failure(refused) where no call is owed any more, or the case does not allow the step.
    """
    row = owed(db, line)
    for event in events_of(session, row, call, contact_id):
        _add(session, db, row, event)
    return as_row(line, row)


def owed(db: Connection, line: DueLine) -> Row:
    """The case of a line that still owes its call; Failure(refused) where it owes none any more."""
    row = standing_of(db, line)
    if row["call_on"] is None:
        message = N_("{id} {name}: no call is owed any more, it is {state}. See: crmcli case show {no}")
        facts = {"name": line.name, "state": _(STATES[row["state"]]), "no": row["no"]}
        raise Failure("refused", message, field="ID", value=line.id, id=line.id, **facts)
    return row


def events_of(session: Session, row: Row, call: Call, contact_id: int | None) -> list[Event]:
    """The steps of a case that a call stands for."""
    called = Event(
        CALLED,
        session.today.isoformat(),
        session.now.isoformat(timespec="seconds"),
        call.by or session.operator_id,
        text=call.note,
        outcome=call.outcome.code,
        contact_id=contact_id,
    )
    until = (call.next.at or call.next.on.isoformat()) if call.next else None
    promised = called._replace(kind=PROMISED, outcome=None, until_at=until, contact_id=None)
    if call.outcome is REACHED and is_call_back(row):
        confirmed = called._replace(kind=CONFIRMED, outcome=None, opinion=call.opinion)
        return [confirmed, promised] if _promised_after(call) else [confirmed]
    if call.outcome is REACHED and call.next and call.next.at:
        return [called, promised]
    if call.outcome is RESCHEDULED:
        return [called._replace(until_at=until, text=None, reason=call.note)]
    return [called._replace(until_at=until)]


def _promised_after(call: Call) -> bool:
    """Whether something was promised at the call-back; by when has to be said, since no call is owed else."""
    if call.next and call.next.at is None:
        message = N_("{value} needs a time, since it is what the customer was promised: {value} 10:00")
        raise Failure("usage", message, field="--next", value=call.next.on.isoformat())
    return call.next is not None


def put_off(session: Session, db: Connection, line: DueLine, to: Ahead | None, reason: str) -> Row:
    """Moves the call about a case to a day; without one it is left out and comes again after the pack's term.

    A call about a case is never dropped. Gives the line's row. Within the one write.
    """
    row = owed(db, line)
    to = to or Ahead(_next_turn(session, row))
    event = Event(
        CALLED,
        session.today.isoformat(),
        session.now.isoformat(timespec="seconds"),
        session.operator_id,
        until_at=to.at or to.on.isoformat(),
        outcome=RESCHEDULED.code,
        reason=reason,
    )
    _add(session, db, row, event)
    return as_row(line, row) | {"due_on": to.on.isoformat(), "due_at": to.at, "reason": reason}


def with_contact(session: Session, db: Connection, row: Row, event: Event) -> Event:
    """A step a command of cases takes, with the contact a call-back that reached a member is. Within the one write.

    The call-back is one thing seen twice: `followup done` on it writes the same step and the same contact.
    """
    if event.kind != CONFIRMED or row["member_id"] is None or event.contact_id is not None:
        return event
    contact_id = add_contact(session, db, row["member_id"], None, Call(REACHED, note=event.text))
    return event._replace(contact_id=contact_id)


def _next_turn(session: Session, row: Row) -> date:
    return shift(session.today, parse_offset(kind_of(session.pack, row["kind"]).chase))


def _add(session: Session, db: Connection, row: Row, event: Event) -> None:
    told = nothing_told()
    add_event(db, session.pack, row["case_id"], event, told)
    say_unknown_years(session, frozenset(told.years))


def as_row(line: DueLine, row: Row) -> Row:
    """The line with the columns of a stored follow-up; `done` where no call is owed any more."""
    return {
        "id": None,
        "kind": line.kind,
        "member_id": line.member_id,
        "assigned_id": line.assigned_id,
        "purpose": line.purpose,
        "state": "open" if row["call_on"] else "done",
        "due_on": row["call_on"] or line.due_on,
        "due_at": row["call_at"],
        "original_due_on": row["call_first_on"] or line.original_due_on,
        "attempts": row["attempts"],
        "reason": None,
        "opinion": row["opinion"],
    }
