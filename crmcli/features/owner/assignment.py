"""All SQL of the assignment table: every change of whom a customer belongs to.

Source: domain/ownership.md, each change is kept with date, from, to, cause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Why somebody came to another owner.
CAUSES = {
    "added": N_("recorded with the member"),
    "edited": N_("changed by hand"),
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


def of_member(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The changes of a member's owner and source of ownership, newest first."""
    return rows(db, f"{_SELECT} WHERE a.member_id = ? ORDER BY a.id DESC", (member_id,))
