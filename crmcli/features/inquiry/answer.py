"""What the writing commands say: the contract's objects, and the lines a clerk reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.money import show_yuan, yuan
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words, day_words
from crmcli.features.inquiry import store
from crmcli.features.inquiry.present import CHANNEL_WORDS, coaching_words, entry_keys
from crmcli.features.member import store as members
from crmcli.features.member.entry import warnings
from crmcli.features.member.field import STANDINGS
from crmcli.features.member.store import member_no
from crmcli.language import _, ngettext
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crmcli.features.followup.plan import Planned
    from crmcli.features.inquiry.entry import Read
    from crmcli.features.inquiry.prospect import Converted
    from crmcli.features.inquiry.record import Logged
    from crmcli.features.purchase.carded import Carded
    from crmcli.session import Session

Row = dict[str, Any]


def say_logged(session: Session, read: Read, logged: Logged, on_card: Carded, operation: int | None) -> None:
    """The contract's answer to `inquiry log`, or the lines a clerk reads."""
    row = store.with_person(session.db, logged.id) or {}
    said = [*warnings(read.notes), *on_card.warnings, *coaching_words(session.pack, row), *_stopped(session, logged)]
    said += warn_of_years(session, {year for step in logged.steps for year in step.unknown_years})
    no = member_no(logged.member_id)
    answer = {
        "id": logged.id,
        "date": row["on_day"],
        "member": no,
        "name": row["name"],
        "standing": row["standing"],
        "added": logged.made,
        "converted": logged.converted,
        **entry_keys(session.pack, row),
        "card": on_card.answer,
        "followup": _first(logged),
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in logged.steps],
        "cancelled": [str(number) for number in logged.cancelled],
        "warnings": said,
        "operation": operation,
    }
    text = _("{id} {name} · {channel}: {item}").format(
        id=logged.id, name=row["name"], channel=_(CHANNEL_WORDS[row["channel"]]), item=row["item"]
    )
    wrote(
        session, answer, text, hint="\n  ".join([*_became(row, logged, on_card, no), *_calls(row, logged, no), *said])
    )


def _first(logged: Logged) -> Row | None:
    return {"id": str(logged.first["id"]), "due_on": logged.first["due_on"]} if logged.first else None


def _stopped(session: Session, logged: Logged) -> list[str]:
    """That nobody may call, where that is so: the steps are kept and stand in no list."""
    from crmcli.features.followup.script import is_stopped

    kept = members.member(session.db, logged.member_id) or {}
    if not is_stopped(kept["do_not_contact"], kept["do_not_contact_until"], session.today.isoformat()):
        return []
    return [_("do not contact: {reason}").format(reason=kept["do_not_contact"])]


def _became(row: Row, logged: Logged, on_card: Carded, no: str) -> list[str]:
    """Who that is in the file now."""
    facts = {"no": no, "name": row["name"], "standing": _(STANDINGS[row["standing"]]), "day": row["on_day"]}
    if logged.made:
        said = [_("{no} added as {standing}").format(**facts)]
    elif logged.converted:
        said = [_("{no} was a prospect, a member since {day}").format(**facts)]
    else:
        said = [_("{no} is known as {standing}").format(**facts)]
    if on_card.answer:
        return [*said, _("first deal {amount}").format(amount=show_yuan(row["amount_fen"])), *on_card.lines]
    if row["amount_fen"] is not None:
        amount = show_yuan(row["amount_fen"])
        text = (
            _("first deal {amount}, booked as purchase {id}")
            if row["booked_id"]
            else _("first deal {amount}, not booked")
        )
        said.append(text.format(amount=amount, id=row["booked_id"]))
    return said


def _calls(row: Row, logged: Logged, no: str) -> list[str]:
    """The first call of the plan, what became of an earlier one, and what a member who asks gets."""
    said = []
    if logged.cancelled:
        said.append(cancelled_words(len(logged.cancelled)))
    if logged.first:
        text = _("next call: {id} on {day}")
        said.append(text.format(id=logged.first["id"], day=day_words(logged.first["due_on"])))
    elif logged.steps:
        said.append(calls_words(step.due_on for step in logged.steps))
    elif row["standing"] == "member" and not row["first_deal"]:
        said.append(
            _("a member gets no calls of a prospect; one call: crmcli followup add {no} --due DAY").format(no=no)
        )
    return said


def cancelled_words(count: int) -> str:
    """How many calls of the plan after an inquiry are off."""
    return ngettext(
        "{count} call after an earlier inquiry cancelled", "{count} calls after an earlier inquiry cancelled", count
    ).format(count=count)


def say_converted(session: Session, row: Row, made: Converted, steps: Sequence[Planned], number: Any) -> None:
    """The answer to `inquiry convert`, with the way to what a member's form still asks."""
    member = members.summaries(session.db, [row["id"]], session.today.isoformat())[0]
    no = member_no(row["id"])
    answer = {
        "id": made.inquiry_id,
        "member": no,
        "name": member["name"],
        "standing": member["standing"],
        "tier": member["tier"],
        "joined_on": member["joined_on"],
        "spend": yuan(member["spend_fen"]),
        "cancelled": [str(one) for one in made.cancelled],
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in steps],
        "operation": number,
    }
    text = _("{no} {name}: a member since {day}").format(no=no, name=member["name"], day=member["joined_on"])
    said = [cancelled_words(len(made.cancelled))] if made.cancelled else []
    said += [calls_words(step.due_on for step in steps)] if steps else []
    wrote(session, answer, text, hint="\n  ".join([*said, _("card and form: crmcli member apply {no}").format(no=no)]))
