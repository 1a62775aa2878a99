"""All SQL of the moves of tiers that lie ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_TABLES = "JOIN member m ON m.id = {one}.member_id JOIN member_state s ON s.member_id = m.id"


def falling(db: Connection, first: str, last: str, member_id: int | None = None) -> list[dict[str, Any]]:
    """Members whose tier may be another from one of these days on, with `from_on`, soonest first.

    Where a tier moves by itself, or a hand-given one has held for the last time the day before.
    """
    who = "" if member_id is None else "AND m.id = :member_id"
    return rows(
        db,
        f"SELECT {PERSON}, a.from_on FROM tier_ahead a {_TABLES.format(one='a')} "
        f"WHERE a.from_on BETWEEN :first AND :last AND m.standing = 'member' {who} UNION "
        f"SELECT {PERSON}, date(f.floor_until, '+1 day') FROM member_state f {_TABLES.format(one='f')} "
        "WHERE f.floor_until IS NOT NULL AND f.floor_until BETWEEN date(:first, '-1 day') AND date(:last, '-1 day') "
        f"AND f.floor_rank > 0 AND m.standing = 'member' {who} ORDER BY from_on, id",
        {"first": first, "last": last, "member_id": member_id},
    )
