"""Follow-ups nobody has yet, given to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Role


def assign_unassigned(db: Connection, role: Role, staff_id: int) -> int:
    """Gives every open follow-up of a role that nobody has to a person; how many. Within the one write."""
    changed = db.execute(
        "UPDATE followup SET assigned_id = ? WHERE assigned_id IS NULL AND role IN (?, ?) "
        "AND state IN ('open', 'blocked')",
        (staff_id, role.code, role.name),
    )
    return changed.rowcount
