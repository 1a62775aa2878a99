"""All SQL of the table of goods held for customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = dict[str, Any]

_GOODS = """
SELECT g.*, m.name, COALESCE(m.mobile, m.phone2) AS mobile, s.name AS by, c.name AS closer
FROM held_goods g JOIN member m ON m.id = g.member_id
LEFT JOIN staff s ON s.id = g.staff_id LEFT JOIN staff c ON c.id = g.closed_by
"""


def add_goods(db: Connection, values: Row) -> int:
    """Something put aside for a member; gives its id."""
    return insert(db, "held_goods", values)


def edit_goods(db: Connection, goods_id: int, values: Row) -> None:
    """Sets columns of something held."""
    update(db, "held_goods", goods_id, values)


def goods(db: Connection, goods_id: int) -> Row | None:
    """One thing held, with whom it is for and who put it aside."""
    found = rows(db, f"{_GOODS} WHERE g.id = ?", (goods_id,))
    return found[0] if found else None


def all_goods(db: Connection, conditions: Sequence[str], values: Row) -> list[Row]:
    """What fits all conditions (SQL of this feature on `g`, values bound), what lies longest first."""
    where = " AND ".join(conditions) or "1"
    return rows(db, f"{_GOODS} WHERE {where} ORDER BY g.held_on, g.id", values)


def held_of(db: Connection, member_id: int) -> list[Row]:
    """What is held for a member, what lies longest first."""
    return all_goods(db, ["g.member_id = :member", "g.state = 'held'"], {"member": member_id})


def _last_call(column: str) -> str:
    """The latest value of the closed calls about something held, which are known by their key: its tail is the id."""
    return (
        f"(SELECT MAX(f.{column}) FROM followup f WHERE f.member_id = g.member_id AND f.state IN ('done', 'skipped') "
        "AND f.kind = 'goods' AND f.key GLOB '*:' || g.id)"
    )


#: What is held and to be told of by a day: since when, and for which day and when the last call about it was made.
_REMINDED = f"""
SELECT g.id AS goods_id, g.item, g.quantity, g.held_on, g.remind_on, {_last_call("anchor_on")} AS called_for,
    {_last_call("closed_on")} AS called_on, {PERSON}
FROM held_goods g CROSS JOIN member m ON m.id = g.member_id LEFT JOIN member_state s ON s.member_id = m.id
WHERE g.state = 'held' AND g.remind_on <= :last
"""


def reminded(db: Connection, last: str, member_id: int | None = None) -> list[Row]:
    """What is held and was to be told of for the first time by a day; reads the index of what is held."""
    whom = "AND g.member_id = :member" if member_id is not None else ""
    return rows(db, f"{_REMINDED} {whom} ORDER BY g.remind_on, g.id", {"last": last, "member": member_id})


def open_calls(db: Connection, member_id: int, goods_id: int) -> list[int]:
    """The calls about something held that somebody began or moved, and that are still open."""
    found = db.execute(
        "SELECT id FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') AND kind = 'goods' "
        "AND key GLOB ? ORDER BY id",
        (member_id, f"*:{goods_id}"),
    )
    return [row[0] for row in found]
