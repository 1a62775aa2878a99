"""Whether something may be promoted to a member today, and who may do it all the same.

Source: domain/followups.md, Recovery guard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup import store
from crmcli.features.followup.guard import guard_of, guard_words
from crmcli.features.followup.script import is_stopped
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.staff.permission import SUPERVISING, refuse_unless
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session

#: Access a pack's role must carry to promote in spite of the guard.
MAY_OVERRIDE = (*SUPERVISING, "admin")
NOT_A_CLERK = N_("{name} ({role}) may not override this; ask a supervisor to do it.")


def refuse_promotion(session: Session, member: dict[str, Any], override: str | None, *, promotional: bool) -> bool:
    """Refuses a promotion to a member who is recovering, in distress, or wishes no contact.

    Gives whether `override`, a reason, is what allowed it. Raises Failure: refused with since when and
    what would lift it, not-allowed where the operator's role may not override.
    """
    if override is not None and not promotional:
        raise Failure("usage", N_("--override goes with --promotional."), field="--override", value=override)
    if not promotional:
        return False
    said = reasons(session, member)
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


def reasons(session: Session, member: dict[str, Any]) -> list[str]:
    """Why nothing may be promoted to a member (a summary row) today: since when, and what lifts it."""
    said = guard_words(guard_of(member, session.today, session.pack))
    kept = members.member(session.db, member["id"]) or {}
    if is_stopped(kept["do_not_contact"], kept["do_not_contact_until"], session.today.isoformat()):
        said.append(_stopped(session, kept))
    return said


def _stopped(session: Session, kept: dict[str, Any]) -> str:
    since = store.last_day_of(session.db, kept["id"], "do-not-contact")
    facts = {"reason": kept["do_not_contact"], "no": member_no(kept["id"]), "since": since}
    if kept["do_not_contact_until"]:
        text = _("wishes no contact until {until} ({reason})")
        return text.format(until=kept["do_not_contact_until"], **facts)
    if since:
        text = _("wishes no contact since {since} ({reason}), until crmcli member edit {no} --clear do_not_contact")
    else:
        text = _("wishes no contact ({reason}), until crmcli member edit {no} --clear do_not_contact")
    return text.format(**facts)
