"""SQL of plans as they stand for one member: what is open of them, and whose treatment is the later one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_OPEN = "SELECT * FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') AND plan IS NOT NULL"


def open_steps(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The open and blocked steps of every plan of a member, in the order they were planned for."""
    return rows(db, f"{_OPEN} ORDER BY original_due_on, id", (member_id,))


def open_steps_of(db: Connection, member_id: int, plans: Sequence[str]) -> list[dict[str, Any]]:
    """The same of some plans that a treatment began."""
    sql = f"{_OPEN} AND kind = 'treatment' AND plan IN (SELECT value FROM json_each(?)) ORDER BY original_due_on, id"
    return rows(db, sql, (member_id, json.dumps(plans)))


def steps_of(db: Connection, purchase_id: int) -> list[dict[str, Any]]:
    """Every step a purchase ever began, whatever became of it, in the order they were planned for."""
    sql = "SELECT * FROM followup WHERE purchase_id = ? AND kind = 'treatment' AND plan IS NOT NULL"
    return rows(db, f"{sql} ORDER BY original_due_on, id", (purchase_id,))


def later_treatment(
    db: Connection, member_id: int, plans: Sequence[str], day: str, but: int | None = None
) -> dict[str, Any] | None:
    """The treatment of a member with one of the plans that comes next after a day."""
    found = rows(
        db,
        "SELECT id, on_day, item_name, plan FROM ledger WHERE member_id = :member AND plan IN "
        "(SELECT value FROM json_each(:plans)) AND on_day > :day AND id IS NOT :but ORDER BY on_day, id LIMIT 1",
        {"member": member_id, "plans": json.dumps(plans), "day": day, "but": but},
    )
    return found[0] if found else None


def earlier_treatment(
    db: Connection, member_id: int, plans: Sequence[str], day: str, but: int
) -> dict[str, Any] | None:
    """The last treatment of a member with one of the plans up to a day, one purchase left aside."""
    found = rows(
        db,
        "SELECT id, on_day, item_name, plan FROM ledger WHERE member_id = :member AND plan IN "
        "(SELECT value FROM json_each(:plans)) AND on_day <= :day AND id <> :but ORDER BY on_day DESC, id DESC LIMIT 1",
        {"member": member_id, "plans": json.dumps(plans), "day": day, "but": but},
    )
    return found[0] if found else None
