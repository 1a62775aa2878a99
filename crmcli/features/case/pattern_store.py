"""SQL behind the patterns in cases: what was complained of in some days, and how often anybody came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_VISITS = "FROM ledger WHERE kind = 'purchase' AND on_day BETWEEN ? AND ?"


def cases_between(db: Connection, kinds: Sequence[str], first: str, last: str) -> list[dict[str, Any]]:
    """What each case of some kinds that was logged in some days says of itself, in their order.

    `matter` is the category, `department` and `person` are those complained of.
    """
    marks = ", ".join("?" for _kind in kinds)
    return rows(
        db,
        "SELECT c.id, c.no, c.kind, c.member_id, COALESCE(m.name, c.name) AS name, c.phone, c.category AS matter, "
        "c.against_department AS department, c.against AS person, c.item, c.channel "
        "FROM case_file c LEFT JOIN member m ON m.id = c.member_id "
        f"WHERE c.on_day BETWEEN ? AND ? AND c.kind IN ({marks}) ORDER BY c.on_day, c.id",
        (first, last, *kinds),
    )


def visits_between(db: Connection, first: str, last: str) -> int:
    """How many times a member came in some days: days on which a member bought something, each counted once."""
    found = db.execute(f"SELECT COUNT(*) FROM (SELECT DISTINCT member_id, on_day {_VISITS})", (first, last))
    return int(found.fetchone()[0])


def visits_by_item(db: Connection, first: str, last: str) -> dict[str, int]:
    """The same for each item: days on which a member bought that item."""
    found = db.execute(
        f"SELECT item_name, COUNT(*) FROM (SELECT DISTINCT member_id, on_day, item_name {_VISITS} "
        "AND item_name IS NOT NULL) GROUP BY item_name",
        (first, last),
    )
    return {row[0]: row[1] for row in found}
