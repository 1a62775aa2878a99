"""Ticking off a day of a duty, or leaving it out. Within the one write.

Source: domain/department.md, Duties: ticked off with what was delivered, and lateness is counted.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.duty import store
from crmcli.features.duty.days import days_until
from crmcli.features.followup.outcome import REACHED
from crmcli.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from sqlite3 import Connection

    from crmcli.features.followup.call import Call, Options
    from crmcli.features.followup.dueline import DueLine
    from crmcli.session import Session

Row = dict[str, Any]


class Dealt(NamedTuple):
    """What was done about a day of a duty, and when."""

    state: str
    on: date
    delivered: str | None = None
    reason: str | None = None
    by: int | None = None


def deal_with(session: Session, db: Connection, line: DueLine, dealt: Dealt) -> Row:
    """Keeps it; gives the line with the columns of a stored follow-up. Raises Failure(refused) where it was done."""
    code, due_on = line.duty or "", line.anchor_on or line.due_on
    _refuse_twice(session, db, line, code, due_on)
    store.add(
        db,
        {
            "duty": code,
            "due_on": due_on,
            "state": dealt.state,
            "done_on": dealt.on.isoformat(),
            "staff_id": dealt.by or session.operator_id,
            "delivered": dealt.delivered,
            "reason": dealt.reason,
        },
    )
    kept = {"state": dealt.state, "reason": dealt.reason, "closed_on": dealt.on.isoformat()}
    return as_row(line) | kept | {"left": _undone_before(session, db, code, due_on)}


def _undone_before(session: Session, db: Connection, code: str, due_on: str) -> int:
    """How many days of a duty before a day nobody dealt with, back to the last one somebody did."""
    days = days_until(session, max(session.today, date.fromisoformat(due_on)))
    if not store.is_day(db, days, code, due_on):
        return 0
    return store.left_before(db, days, code, due_on, store.dealt_before(db, code, due_on))[0]


def _refuse_twice(session: Session, db: Connection, line: DueLine, code: str, due_on: str) -> None:
    row = store.dealt_with(db, code, due_on)
    if row is None:
        return
    message = N_("{duty} of {day} was done on {done} by {name}. To change it: crmcli undo, or crmcli duty show {code}")
    if row["state"] == "skipped":
        message = N_("{duty} of {day} was skipped on {done} by {name}: {reason}. See: crmcli duty show {code}")
    facts = {"duty": line.name, "day": due_on, "done": row["done_on"], "name": row["by"] or "-", "code": code}
    raise Failure("refused", message, field="DUTY", value=line.id, reason=row["reason"] or "-", **facts)


def as_row(line: DueLine) -> Row:
    """The line with the columns of a stored follow-up."""
    return {
        "id": None,
        "kind": line.kind,
        "member_id": line.member_id,
        "assigned_id": line.assigned_id,
        "purpose": line.purpose,
        "state": line.state,
        "due_on": line.due_on,
        "due_at": None,
        "original_due_on": line.original_due_on,
        "attempts": 0,
        "reason": None,
    }


def tick(session: Session, db: Connection, line: DueLine, call: Call) -> Row:
    """What a call of the due list makes of a duty: done, with the note as what was delivered.

    Raises Failure(usage) where it says anything else than that it was done.
    """
    if call.outcome is not REACHED or call.next is not None:
        message = N_("{duty} is a duty, not a call: it is done or skipped (crmcli duty skip {code} --reason TEXT).")
        raise Failure(
            "usage", message, field="--outcome", value=call.outcome.code, duty=line.name, code=line.duty or ""
        )
    return deal_with(session, db, line, Dealt("done", session.today, delivered=call.note, by=call.by))


def skip(session: Session, db: Connection, line: DueLine, reason: str) -> Row:
    """Leaves a day of a duty out, with the reason; it counts as owed and not done."""
    return deal_with(session, db, line, Dealt("skipped", session.today, reason=reason))


def refuse_move(line: DueLine) -> None:
    """A duty keeps its day, so that lateness can be told."""
    message = N_(
        "{duty} keeps its day: done later it counts as late (crmcli duty done {code}), left out it needs a reason "
        "(crmcli duty skip {code} --reason TEXT)."
    )
    raise Failure("refused", message, field="ID", value=line.id, duty=line.name, code=line.duty or "")


def call_of_duties(lines: Sequence[DueLine], words: Sequence[str], given: Options) -> Call:
    """What `followup done` says of duties: all words are what was delivered, but for an outcome that stands for done.

    Raises Failure(usage) where calls are named beside them, or an option that goes with calls only.
    """
    from crmcli.features.followup.call import Call, outcome_given
    from crmcli.features.followup.outcome import whole_outcome

    other = next((line for line in lines if line.duty is None), None)
    if other is not None:
        message = N_("{value} is a call and {duty} a duty: each is recorded by itself.")
        duty = next(line.name for line in lines if line.duty is not None)
        raise Failure("usage", message, field="ID", value=other.id, duty=duty)
    asked = {"--next": given.next, "--minutes": given.minutes, "--feeling": given.feeling, "--via": given.via}
    asked |= {"--recovered": given.recovered or None, "--opinion": given.opinion}
    option = next((option for option, value in asked.items() if value is not None), None)
    if option is not None:
        message = N_("{duty} is a duty, not a call; leave {option} away.")
        raise Failure("usage", message, field=option, option=option, duty=lines[0].name)
    outcome = outcome_given(given.outcome) if given.outcome else REACHED
    said = whole_outcome(words[0]) if words else None
    note = " ".join(text for text in (*words[1 if said else 0 :], given.note or "") if text.strip()) or None
    return Call(said or outcome, note=note)


def done_words(line: DueLine, row: Row) -> str:
    """What was done, in a sentence: which duty of which day, how late, what was delivered."""
    day = line.anchor_on or line.due_on
    late = (date.fromisoformat(row["closed_on"]) - date.fromisoformat(day)).days
    said = [_("{duty} of {day}: done").format(duty=line.name, day=day)]
    if row["state"] == "skipped":
        said = [_("{duty} of {day}: skipped, {reason}").format(duty=line.name, day=day, reason=row["reason"])]
    elif late > 0:
        said.append(ngettext("{count} day late", "{count} days late", late).format(count=late))
    if row["left"]:
        text = ngettext("{count} earlier one stays undone", "{count} earlier ones stay undone", row["left"])
        said.append(text.format(count=row["left"]))
    return " · ".join(said)


def dealt_answer(line: DueLine, row: Row, delivered: str | None, operation: int | None) -> Row:
    """What was done about a day of a duty, for programs."""
    due_on = line.anchor_on or line.due_on
    late = (date.fromisoformat(row["closed_on"]) - date.fromisoformat(due_on)).days
    return {
        "id": line.id,
        "code": line.duty,
        "name": line.name,
        "state": row["state"],
        "due_on": due_on,
        "done_on": row["closed_on"],
        "days_late": max(late, 0) if row["state"] == "done" else 0,
        "delivered": delivered,
        "reason": row["reason"],
        "left_undone": row["left"],
        "operation": operation,
    }
