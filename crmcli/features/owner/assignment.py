"""All SQL of the assignment table: every change of whom a customer belongs to.

Source: domain/ownership.md, each change is kept with date, from, to, cause.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Why somebody came to another owner.
CAUSES = {
    "added": N_("recorded with the member"),
    "edited": N_("changed by hand"),
    "by-hand": N_("assigned by hand"),
    "imported": N_("taken over from a list"),
    "merged": N_("two records made one"),
    "review": N_("nobody was in touch for too long"),
    "staff-left": N_("the owner left"),
}

_SELECT = """
SELECT a.id, a.member_id, a.on_day, a.source, a.cause, a.reason,
    f.name AS "from", t.name AS "to", s.name AS "by"
FROM assignment a LEFT JOIN staff f ON f.id = a.from_id LEFT JOIN staff t ON t.id = a.to_id
LEFT JOIN staff s ON s.id = a.staff_id
"""


class Change(NamedTuple):
    """Whom a member belongs to, and how the member came to them: before a change, or after it."""

    owner_id: int | None
    source: str | None

    @classmethod
    def of(cls, member: Mapping[str, Any]) -> Change:
        """What the columns of a member say of it."""
        return cls(member.get("owner_id"), member.get("owner_source"))


def note(db: Connection, member_id: int, before: Change, after: Change, cause: str, reason: str | None = None) -> None:
    """Keeps a change of a member's owner or source, with day and operator of the write under way."""
    if before != after:
        values = _values(db, cause, reason)
        changed = {"member_id": member_id, "from_id": before.owner_id, "to_id": after.owner_id, "source": after.source}
        insert(db, "assignment", {**values, **changed})


def note_list(db: Connection, new: Iterable[int], before: Mapping[int, Change]) -> None:
    """Keeps what a list made of the owners: of its new members, and of those that were there, as they were before."""
    values = _values(db, "imported", None)
    db.execute(
        "INSERT INTO assignment (member_id, on_day, to_id, source, cause, staff_id) "
        "SELECT m.id, :on_day, m.owner_id, m.owner_source, :cause, :staff_id FROM json_each(:ids) j "
        "JOIN member m ON m.id = j.value WHERE m.owner_id IS NOT NULL OR m.owner_source IS NOT NULL",
        {**values, "ids": json.dumps(list(new))},
    )
    for row in rows(
        db,
        "SELECT m.id, m.owner_id, m.owner_source FROM json_each(?) j JOIN member m ON m.id = j.value",
        (json.dumps(list(before)),),
    ):
        note(db, row["id"], before[row["id"]], Change.of(row), "imported")


def _values(db: Connection, cause: str, reason: str | None) -> dict[str, Any]:
    """What every change of the write under way has in common: its operation's day and operator."""
    day, staff_id = db.execute("SELECT day, staff_id FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return {"on_day": day, "cause": cause, "reason": reason, "staff_id": staff_id}


def of_member(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The changes of a member's owner and source of ownership, newest first."""
    return rows(db, f"{_SELECT} WHERE a.member_id = ? ORDER BY a.id DESC", (member_id,))
