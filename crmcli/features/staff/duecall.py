"""The calls somebody of the staff is to make, when their post changes. Within the one write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.features.followup.assign import assign_unassigned
from crmcli.features.followup.holder import holder_of
from crmcli.features.staff import store
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Role


def take_over(db: Connection, pack: Pack, role: Role) -> int:
    """What nobody had goes to the first of the role, as it does when a plan starts; how many."""
    holder = holder_of(pack, role.code, None, store.people(db))
    return assign_unassigned(db, role, holder) if holder is not None else 0


def pass_on(db: Connection, pack: Pack, role: Role, staff_id: int) -> int:
    """The open calls of a role go from who holds it no more to whoever does, else to nobody; how many."""
    people = store.people(db)
    calls = rows(
        db,
        "SELECT f.id, m.owner_id FROM followup f JOIN member m ON m.id = f.member_id "
        "WHERE f.assigned_id = ? AND f.role IN (?, ?) AND f.state IN ('open', 'blocked')",
        (staff_id, role.code, role.name),
    )
    taken = [(holder_of(pack, role.code, call["owner_id"], people), call["id"]) for call in calls]
    db.executemany("UPDATE followup SET assigned_id = ? WHERE id = ?", taken)
    return len(taken)


def is_held(db: Connection, role: Role) -> bool:
    """Whether anybody who works here holds a role."""
    return any(person["role"] in (role.code, role.name) for person in store.people(db))
