"""A customer goes to somebody else, with the calls the former owner was to make. Within the one write."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup.holder import holder_of
from crmcli.features.member import store as members
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack


class Cause(NamedTuple):
    """Why: a word of CAUSES, and what somebody says of it."""

    word: str
    reason: str | None = None


def hand_over(
    db: Connection,
    pack: Pack,
    people: Sequence[dict[str, Any]],
    member_id: int,
    columns: Mapping[str, Any],
    cause: Cause,
) -> int:
    """Gives a member the owner (or none) and source in `columns`; gives how many open calls went along.

    A call the former owner had goes to the new one where they hold its role, else to whoever does.
    """
    before = members.member(db, member_id) or {}
    members.edit_member(db, member_id, dict(columns), cause=cause.word, reason=cause.reason)
    to_id = columns.get("owner_id", before["owner_id"])
    if before["owner_id"] is None or before["owner_id"] == to_id:
        return 0
    calls = rows(
        db,
        "SELECT id, role FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') AND assigned_id = ?",
        (member_id, before["owner_id"]),
    )
    for call in calls:
        taker = caller_of(pack, call["role"], to_id, people)
        db.execute("UPDATE followup SET assigned_id = ? WHERE id = ?", (taker, call["id"]))
    return len(calls)


def caller_of(pack: Pack, role: str | None, owner_id: int | None, people: Sequence[dict[str, Any]]) -> int | None:
    """Who makes a call of a role for a member of this owner; one of no role is the owner's."""
    if role is None or pack.role(role) is None:
        return owner_id
    return holder_of(pack, role, owner_id, people)
