"""What the writing commands say: the contract's objects, and the lines a clerk reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.ahead import day_words
from crmcli.features.member.store import member_no
from crmcli.language import _, ngettext
from crmcli.ui.output import emit_json, wrote

if TYPE_CHECKING:
    from crmcli.features.followup.call import Call
    from crmcli.features.followup.doing import Recorded
    from crmcli.session import Session

Row = dict[str, Any]


def say_done(
    session: Session, recorded: Sequence[Recorded], call: Call, operation: int | None, *, several: bool
) -> None:
    """The answer of `followup done`: an object for one id, a list for several or for a member."""
    recorded = [_settled(session, one) for one in recorded]
    if session.shared.json:
        answers = [done_answer(one, call, operation) for one in recorded]
        emit_json(session, answers if several else answers[0])
        return
    sentences = [sentence(one, call) for one in recorded]
    told = [hint for one in recorded for hint in hints(one)]
    wrote(session, {"operation": operation}, sentences[0], hint="\n  ".join([*sentences[1:], *told]))


def _settled(session: Session, one: Recorded) -> Recorded:
    """The line of a case as it stands after the call, which only its steps together tell."""
    if one.line.case_id is None:
        return one
    from crmcli.features.case.calling import as_row, standing_of

    row = as_row(one.line, standing_of(session.db, one.line))
    return one._replace(row=row, decide=row["attempts"] > len(session.pack.follow.retry.after))


def done_answer(one: Recorded, call: Call, operation: int | None) -> Row:
    """What became of one line, with the keys of the contract's `followup done`."""
    row, follows = one.row, one.consequence
    return {
        "id": one.line.id,
        "member": one.line.member,
        "name": one.line.name,
        "purpose": row["purpose"],
        "outcome": call.outcome.code,
        "state": row["state"],
        "due_on": row["due_on"],
        "due_at": row["due_at"],
        "original_due_on": row["original_due_on"],
        "attempt": row["attempts"],
        "decide": one.decide,
        "missed": [str(number) for number in one.missed],
        "goes_with": planned(one.goes_with),
        "next": planned(one.next),
        "repair": planned(follows.repair),
        "cancelled": [str(number) for number in follows.cancelled],
        "operation": operation,
    }


def planned(row: Row | None) -> Row | None:
    """A follow-up that was made, as the contract's `next`."""
    return None if row is None else {"id": str(row["id"]), "due_on": row["due_on"]}


def sentence(one: Recorded, call: Call) -> str:
    """What became of one line, naming the person or the duty."""
    row = one.row
    if one.line.duty is not None:
        from crmcli.features.duty.doing import done_words

        return done_words(one.line, row)
    facts = {
        "name": one.line.name,
        "purpose": row["purpose"],
        "outcome": _(call.outcome.label),
        "attempt": row["attempts"],
        "day": day_words(row["due_on"], row["due_at"]),
    }
    if row["state"] == "done" and row.get("opinion"):
        text = _("{name} · {purpose}: {outcome}, opinion kept")
    elif row["state"] == "done":
        text = _("{name} · {purpose}: {outcome}")
    elif row["state"] == "blocked":
        text = _("{name} · {purpose}: {outcome}, waits until the number is put right")
    elif row["state"] == "missed":
        text = _("{name} · {purpose}: goes with the later call, closed as missed")
    elif not row["attempts"]:
        text = _("{name} · {purpose}: {outcome}, next on {day}")
    else:
        text = _("{name} · {purpose}: {outcome}, attempt {attempt}, again on {day}")
    return text.format(**facts)


def hints(one: Recorded) -> list[str]:
    """What else came of it, and what to do next."""
    row, follows = one.row, one.consequence
    said = []
    if one.line.case_id is not None:
        said += _case_hints(one)
    elif one.decide:
        text = _(
            "{count} attempts and no retry left, decide: crmcli followup reschedule {id} --to DAY --reason TEXT, "
            "or crmcli followup skip {id} --reason TEXT"
        )
        said.append(text.format(count=row["attempts"], id=one.line.id))
    if one.missed:
        said.append(missed_words(len(one.missed)))
    if one.goes_with:
        said.append(goes_with_words(one.goes_with))
    if one.next:
        said.append(next_words(one.next))
    if follows.repair and str(follows.repair["id"]) != one.line.id:
        text = _("{id} {purpose}: crmcli member edit {no} --mobile NUMBER")
        no = member_no(row["member_id"])
        said.append(text.format(id=follows.repair["id"], purpose=follows.repair["purpose"], no=no))
    if follows.cancelled:
        said.append(cancelled_words(len(follows.cancelled)))
    return said


def _case_hints(one: Recorded) -> list[str]:
    no = (one.line.key or "").partition(":")[2]
    if one.row["opinion"]:
        return [_("to close it: crmcli case close {no}").format(no=no)]
    if one.decide:
        text = _("{count} attempts and no retry left; a supervisor may close it: crmcli case close {no} --reason TEXT")
        return [text.format(count=one.row["attempts"], no=no)]
    return []


def missed_words(count: int) -> str:
    """How many earlier steps were closed with the later one."""
    text = ngettext(
        "{count} earlier call of the plan closed as missed", "{count} earlier calls of the plan closed as missed", count
    )
    return text.format(count=count)


def cancelled_words(count: int) -> str:
    """How many follow-ups a wish not to be contacted stopped."""
    return ngettext("{count} call that is no care cancelled", "{count} calls that are no care cancelled", count).format(
        count=count
    )


def goes_with_words(row: Row) -> str:
    """The plan's next step, which comes before the day a step was moved to."""
    text = _("{id} {purpose} is due before that, on {day}: both are one call then")
    return text.format(id=row["id"], purpose=row["purpose"], day=day_words(row["due_on"]))


def next_words(row: Row) -> str:
    """The follow-up that was made, with its day and weekday."""
    return _("next: {id} on {day}").format(id=row["id"], day=day_words(row["due_on"], row["due_at"]))


def row_answer(line_id: str, name: str, row: Row, operation: int | None) -> Row:
    """A follow-up that was made or moved, with the keys of the contract's `followup add` and `reschedule`."""
    return {
        "id": line_id,
        "member": member_no(row["member_id"]) if row["member_id"] > 0 else None,
        "name": name,
        "purpose": row["purpose"],
        "state": row["state"],
        "due_on": row["due_on"],
        "due_at": row["due_at"],
        "original_due_on": row["original_due_on"],
        "reason": row["reason"],
        "operation": operation,
    }
