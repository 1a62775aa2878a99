"""SQL of the recovery guard: what is known of many members at once, and promotions made in spite of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection


def standings(db: Connection, member_ids: Iterable[int]) -> list[dict[str, Any]]:
    """What guards each of the members, in the order of their ids as given; one that is unknown is left out."""
    return rows(
        db,
        "SELECT m.id, m.do_not_contact, m.do_not_contact_until, s.recovering_since, s.distress_since, "
        "s.complaint_since, CASE WHEN m.do_not_contact IS NOT NULL THEN (SELECT MAX(c.on_day) FROM contact c "
        "WHERE c.member_id = m.id AND c.outcome = 'do-not-contact') END AS stopped_on "
        "FROM json_each(?) j CROSS JOIN member m ON m.id = j.value LEFT JOIN member_state s ON s.member_id = m.id "
        "ORDER BY j.key",
        (json.dumps(list(member_ids)),),
    )


def add_override(db: Connection, values: dict[str, Any]) -> int:
    """A promotion made in spite of the guard; gives its id."""
    return insert(db, "guard_override", values)


def overrides(
    db: Connection, conditions: Sequence[str] = (), values: dict[str, Any] | None = None, limit: int = -1
) -> list[dict[str, Any]]:
    """Promotions made in spite of the guard that fit all conditions (SQL on `g` and `m`), newest first."""
    where = " AND ".join(conditions) or "1"
    return rows(
        db,
        "SELECT g.*, m.name, p.name AS by FROM guard_override g JOIN member m ON m.id = g.member_id "
        f"LEFT JOIN staff p ON p.id = g.staff_id WHERE {where} ORDER BY g.on_day DESC, g.id DESC LIMIT :limit",
        {**(values or {}), "limit": limit},
    )
