"""All SQL about those for whom nothing is planned: read from the kept state, the longest silent first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.features.member.store import TIER

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = Mapping[str, Any]

#: Somebody who asked not to be contacted gets no regular call.
_WANTED = "(m.do_not_contact IS NULL OR m.do_not_contact_until < :today)"
_DUE = (
    f"SELECT {PERSON}, s.unplanned_since, {TIER} AS tier, m.class "
    f"FROM member_state s CROSS JOIN member m ON m.id = s.member_id WHERE {_WANTED} "
)
_OF_GROUP = "s.unplanned_of = :group_key AND s.unplanned_since <= :until"


def longest_silent(db: Connection) -> str | None:
    """The first day since which nothing is planned for somebody."""
    found = db.execute(
        "SELECT unplanned_since FROM member_state WHERE unplanned_since IS NOT NULL ORDER BY unplanned_since LIMIT 1"
    ).fetchone()
    return None if found is None else str(found[0])


def groups(db: Connection) -> list[str]:
    """The groups there are: owner, tier and class of members for whom nothing is planned.

    Each is found by one step into the index, however many members it has.
    """
    found = db.execute(
        "WITH RECURSIVE g(key) AS (SELECT MIN(unplanned_of) FROM member_state WHERE unplanned_of IS NOT NULL "
        "UNION ALL SELECT (SELECT MIN(unplanned_of) FROM member_state WHERE unplanned_of > g.key) FROM g "
        "WHERE g.key IS NOT NULL) SELECT key FROM g WHERE key IS NOT NULL"
    )
    return [row[0] for row in found]


def due(db: Connection, group: str, until: str, today: str) -> Iterator[Row]:
    """The members of a group silent since a day at latest, the longest silent first, read as they are looked at."""
    return iter(
        db.execute(
            f"{_DUE} AND {_OF_GROUP} ORDER BY s.unplanned_since, s.member_id",
            {"group_key": group, "until": until, "today": today},
        )
    )


def of_member(db: Connection, member_id: int, today: str) -> list[Row]:
    """A member for whom nothing is planned; empty where something is."""
    sql = f"{_DUE} AND s.member_id = :member_id AND s.unplanned_since IS NOT NULL"
    return list(db.execute(sql, {"member_id": member_id, "today": today}))


def count(db: Connection, group: str, until: str, today: str, store_id: int | None, most: int) -> int:
    """How many of a group are due, counted to `most` only."""
    found = db.execute(
        "SELECT COUNT(*) FROM (SELECT 1 FROM member_state s CROSS JOIN member m ON m.id = s.member_id "
        f"WHERE {_WANTED} AND {_OF_GROUP} AND (:store_id IS NULL OR m.store_id = :store_id) LIMIT :most)",
        {"group_key": group, "until": until, "today": today, "store_id": store_id, "most": most},
    )
    return int(found.fetchone()[0])


def in_hand(db: Connection, day: str) -> dict[int | None, int]:
    """The regular calls of each person that are begun and open, or were finished or skipped on a day."""
    found = db.execute(
        "SELECT assigned_id, COUNT(*) FROM (SELECT assigned_id FROM followup WHERE kind = 'unplanned' "
        "AND state = 'open' UNION ALL SELECT assigned_id FROM followup WHERE kind = 'unplanned' AND closed_on = ?) "
        "GROUP BY assigned_id",
        (day,),
    )
    return {row[0]: row[1] for row in found}
