"""Whether something may be promoted to a member today, and who may do it all the same.

The one place that is asked: `refuse_promotion` for one member, with the override; `allowed` for many at once, for
call lists and campaigns. What was promoted in spite of the guard is a fact of its own (`note_override`).
Source: domain/followups.md, Recovery guard.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup import permit_store
from crmcli.features.followup.guard import guard_codes, guard_of, guard_words
from crmcli.features.followup.history import DISTRESS_AT_MOST, RELIEF_AT_LEAST
from crmcli.features.followup.script import DO_NOT_CONTACT, is_stopped
from crmcli.features.member.store import member_no
from crmcli.features.staff.permission import SUPERVISING, refuse_unless
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.call import Call
    from crmcli.session import Session

Row = dict[str, Any]
#: Access a pack's role must carry to promote in spite of the guard.
MAY_OVERRIDE = (*SUPERVISING, "admin")
NOT_A_CLERK = N_("{name} ({role}) may not override this; ask a supervisor to do it.")


class Allowed(NamedTuple):
    """Of many members those something may be promoted to, in their order, and why it may not to each other one."""

    allowed: list[int]
    refused: dict[int, list[str]]


def allowed(session: Session, member_ids: Iterable[int]) -> Allowed:
    """Who of the members may be promoted to today: asked in one query, whatever their number."""
    found = Allowed([], {})
    for row in permit_store.standings(session.db, member_ids):
        said = _reasons(session, row)
        if said:
            found.refused[row["id"]] = said
        else:
            found.allowed.append(row["id"])
    return found


def reasons(session: Session, member: Mapping[str, Any]) -> list[str]:
    """Why nothing may be promoted to a member (a row with `id`) today: since when, and what lifts it."""
    return [said for row in permit_store.standings(session.db, [member["id"]]) for said in _reasons(session, row)]


def guards(session: Session, member_id: int) -> list[str]:
    """The codes of what guards a member today: recovery, distress, complaint, do-not-contact."""
    found: list[str] = []
    for row in permit_store.standings(session.db, [member_id]):
        found += guard_codes(guard_of(row, session.today, session.pack))
        found += [DO_NOT_CONTACT] if _is_stopped(session, row) else []
    return found


def refuse_promotion(session: Session, member: Mapping[str, Any], override: str | None, *, promotional: bool) -> bool:
    """Refuses a promotion to a member who is recovering, in distress, or wishes no contact.

    Gives whether `override`, a reason, is what allowed it; then `note_override` keeps it. Raises Failure: refused
    with since when and what would lift it, not-allowed where the operator's role may not override.
    """
    if override is not None and not promotional:
        raise Failure("usage", N_("--override goes with --promotional."), field="--override", value=override)
    said = reasons(session, member) if promotional else []
    if not said:
        return False
    if override is None:
        message = N_("Nothing may be promoted to {name}: {reasons}. A supervisor may: --override REASON")
        facts = {"name": member["name"], "reasons": _("; ").join(said)}
        raise Failure("refused", message, field="--promotional", value=member_no(member["id"]), **facts)
    if not override.strip():
        raise Failure("usage", N_("--override needs a reason."), field="--override")
    refuse_unless(session, MAY_OVERRIDE, NOT_A_CLERK, field="--override")
    return True


def note_override(
    session: Session, db: Connection, member_id: int, what: str, reason: str, followup_id: int | None = None
) -> int:
    """Keeps that something was promoted in spite of the guard, by whom and why; gives its id. Within the one write."""
    return permit_store.add_override(
        db,
        {
            "member_id": member_id,
            "on_day": session.today.isoformat(),
            "what": what,
            "followup_id": followup_id,
            "guards": ",".join(guards(session, member_id)),
            "reason": reason.strip(),
            "staff_id": session.operator_id,
        },
    )


def refuse_next(session: Session, member_id: int, name: str, call: Call) -> None:
    """Refuses another promotional call after one that told, or did not change, that nothing may be promoted.

    What the call itself records counts: --recovered and a feeling of 4 or 5 lift the guard, 1 or 2 put it on.
    """
    for row in permit_store.standings(session.db, [member_id]):
        said = _reasons(session, _after(row, call, session.today.isoformat()))
        if said:
            message = N_(
                "No further promotional call can be planned for {name}: {reasons}. Leave --next away; "
                "a supervisor may plan one: crmcli followup add {no} --promotional --override REASON"
            )
            facts: Row = {"name": name, "reasons": _("; ").join(said), "no": member_no(member_id)}
            raise Failure("refused", message, field="--next", value=facts["no"], **facts)


def _after(row: Row, call: Call, today: str) -> Row:
    """What guards a member once a call is recorded."""
    found = dict(row)
    if call.recovered:
        found["recovering_since"] = None
    if call.feeling is not None and call.feeling <= DISTRESS_AT_MOST:
        found["distress_since"] = row["distress_since"] or today
    elif call.feeling is not None and call.feeling >= RELIEF_AT_LEAST:
        found["distress_since"] = None
    return found


def _reasons(session: Session, row: Row) -> list[str]:
    said = guard_words(guard_of(row, session.today, session.pack))
    return [*said, _stopped(row)] if _is_stopped(session, row) else said


def _is_stopped(session: Session, row: Row) -> bool:
    return is_stopped(row["do_not_contact"], row["do_not_contact_until"], session.today.isoformat())


def _stopped(row: Row) -> str:
    facts = {"reason": row["do_not_contact"], "no": member_no(row["id"]), "since": row["stopped_on"]}
    if row["do_not_contact_until"]:
        text = _("wishes no contact until {until} ({reason})")
        return text.format(until=row["do_not_contact_until"], **facts)
    if row["stopped_on"]:
        text = _("wishes no contact since {since} ({reason}), until crmcli member edit {no} --clear do_not_contact")
    else:
        text = _("wishes no contact ({reason}), until crmcli member edit {no} --clear do_not_contact")
    return text.format(**facts)
