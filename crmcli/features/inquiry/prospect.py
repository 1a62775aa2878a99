"""A prospect's plan and its end: steps after an inquiry, and what happens to them when the prospect is one no more.

Whoever makes a member of a prospect calls `make_member`, within the one write.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup import store as followups
from crmcli.features.inquiry import store
from crmcli.features.member import store as members
from crmcli.language import _
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

#: The kind of the follow-ups of a plan that an inquiry starts, which is the plan's anchor.
INQUIRY = "inquiry"


class Converted(NamedTuple):
    """The inquiry that led to it, if there was one, and the steps that are called off."""

    inquiry_id: int | None
    cancelled: tuple[int, ...]


def make_member(db: Connection, member: dict[str, Any], day: date, inquiry_id: int | None = None) -> Converted:
    """A prospect (a row of the member table) becomes a member, once, dated: by purchase, card, application, by hand.

    The open steps of the prospect's plan are cancelled with the reason, and the inquiry that led to it, the latest
    where none is named, says so. Nothing happens to who is no prospect.
    """
    if member["standing"] != "prospect":
        return Converted(None, ())
    values = {"standing": "member", "joined_on": member["joined_on"] or day.isoformat()}
    members.edit_member(db, member["id"], values)
    inquiry_id = inquiry_id or store.last_unconverted(db, member["id"])
    if inquiry_id is not None:
        store.edit_inquiry(db, inquiry_id, {"converted_on": day.isoformat()})
    cancelled = cancel_steps(db, member["id"], day, _("became a member on {day}").format(day=day.isoformat()))
    return Converted(inquiry_id, cancelled)


def cancel_steps(db: Connection, member_id: int, day: date, reason: str) -> tuple[int, ...]:
    """Calls off what is open of a member's plans after an inquiry; gives the ids, in order of day."""
    found = open_steps(db, member_id)
    for row in found:
        followups.edit_followup(db, row["id"], {"state": "cancelled", "closed_on": day.isoformat(), "reason": reason})
    return tuple(row["id"] for row in found)


def open_steps(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The open and blocked steps of a member's plans after an inquiry, soonest first."""
    return rows(
        db,
        "SELECT id, plan, anchor_on, due_on FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') "
        "AND kind = ? AND plan IS NOT NULL ORDER BY due_on, id",
        (member_id, INQUIRY),
    )
