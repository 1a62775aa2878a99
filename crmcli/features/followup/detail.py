"""Everything `followup show` tells of one follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case import call_store
from crmcli.features.followup import store
from crmcli.features.followup.due import line_by_id, open_of_member
from crmcli.features.followup.dueline import AHEAD, DueLine
from crmcli.features.followup.guard import Guard, guard_of, guard_words
from crmcli.features.followup.present import Sight, listed
from crmcli.features.followup.script import is_stopped
from crmcli.features.followup.select import is_id, whom_meant
from crmcli.features.member import store as members
from crmcli.features.member.present import tier_name
from crmcli.language import _
from crmcli.ui.ask import required

if TYPE_CHECKING:
    from crmcli.session import Session

#: How many of the last notes a caller sees.
NOTES = 3


class Meant(NamedTuple):
    """The line to show, what else is due to the member, and the later step it rides on."""

    line: DueLine
    also: list[str]
    goes_with: str | None = None


def line_meant(session: Session, text: str | None) -> Meant:
    """The line of an id or a key, in any state, or a member's: the first due, else the next to come.

    Raises Failure(not-found).
    """
    text = required(session, text, "ID", _("Follow-up or member"))
    if not is_id(text):
        member = whom_meant(session, text)
        found = open_of_member(session, member["id"])
        if found:
            return _meant(found[0], found)
        raise Failure("not-found", N_("Nothing is open for {name}."), field="ID", value=text, name=member["name"])
    line = line_by_id(session, text)
    if line is None:
        message = N_("There is no follow-up {value}. See: crmcli followup list")
        raise Failure("not-found", message, field="ID", value=text)
    return _meant(line, open_of_member(session, line.member_id))


def _meant(shown: DueLine, lines: list[DueLine]) -> Meant:
    also = [line.id for line in lines if line.part != AHEAD and line.id != shown.id]
    heads = [line.id for line in lines if shown.followup_id is not None and shown.followup_id in line.rides]
    return Meant(shown, also, heads[0] if heads else None)


def detail(session: Session, meant: Meant, sight: Sight) -> dict[str, Any]:
    """The contract's answer to `followup show`."""
    line = meant.line
    row = next(iter(members.summaries(session.db, [line.member_id], sight.day)), None)
    step = _step(line, sight)
    attempts, notes = _past(session, line)
    shown = listed(line, sight)
    if line.state not in ("open", "blocked"):
        shown["days_late"] = 0
    return {
        **shown,
        "state": line.state,
        "wechat": line.wechat,
        "tier_name": tier_name(session, row["tier"]) if row else None,
        "treatment": {"item": line.item_name, "day": line.anchor_on} if line.purchase_id is not None else None,
        "asks_recovered": bool(step and step.asks_recovered),
        "attempts": [_contact(contact) for contact in attempts],
        "notes": [_contact(contact) for contact in notes],
        "warnings": _warnings(session, meant, row, asks=bool(step and step.asks_recovered)),
        "also": meant.also,
    }


def _past(session: Session, line: DueLine) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The attempts at a line, and the last notes about whom it is for."""
    if line.case_id is not None:
        attempts = call_store.calls_about(session.db, line.case_id)
        noted = [contact for contact in reversed(attempts) if contact["note"]][:NOTES]
    else:
        attempts, noted = store.attempts_at(session.db, line.followup_id or 0), []
    return attempts, store.notes_on(session.db, line.member_id, NOTES) if line.member_id > 0 else noted


def _step(line: DueLine, sight: Sight) -> Any:
    plan = sight.pack.plan(line.plan) if line.plan else None
    return plan.step(line.step) if plan and line.step else None


def _contact(contact: dict[str, Any]) -> dict[str, Any]:
    return {**contact, "recovered": bool(contact["recovered"])}


def _warnings(session: Session, meant: Meant, row: dict[str, Any] | None, *, asks: bool) -> list[str]:
    line, day = meant.line, session.today.isoformat()
    guard = guard_of(row, session.today, session.pack) if row else Guard(None, None, None)
    said = guard_words(guard)
    if is_stopped(line.do_not_contact, line.do_not_contact_until, day):
        text = _("does not want to be contacted: {reason}; care only")
        said.append(text.format(reason=line.do_not_contact))
    if asks and guard.recovering_since and line.state == "open":
        said.append(_("ask whether it has healed, and record it with --recovered"))
    if meant.goes_with:
        said.append(_("goes with the later call {id}; record it there").format(id=meant.goes_with))
    if line.mobile is None and line.duty is None:
        said.append(_("no phone number is known"))
    return said
