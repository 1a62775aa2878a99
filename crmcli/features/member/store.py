"""All SQL of the member table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: The rank a member holds today: what is earned, or a hand-given tier that still counts, whichever is higher.
#: What is earned moves by itself where a window rolls or a tier is kept for a time: the last such move by today.
_MOVED = (
    "(SELECT {column} FROM tier_ahead a WHERE a.member_id = s.member_id AND a.from_on <= :today "
    "ORDER BY a.from_on DESC LIMIT 1)"
)
_EARNED = "CASE WHEN s.earned_until < :today THEN {moved} ELSE s.earned_{column} END"
_EARNED_RANK, _EARNED_TIER = (
    _EARNED.format(column=column, moved=_MOVED.format(column=f"a.{column}")) for column in ("rank", "tier")
)
_LIFTED = f"s.floor_rank > {_EARNED_RANK} AND (s.floor_until IS NULL OR s.floor_until >= :today)"
RANK = f"CASE WHEN {_LIFTED} THEN s.floor_rank ELSE {_EARNED_RANK} END"
TIER = f"CASE WHEN {_LIFTED} THEN s.floor_tier ELSE {_EARNED_TIER} END"
#: The points held today: what has lapsed is gone, booked or not. The lots are looked at only where one has lapsed.
POINTS = (
    "s.points - CASE WHEN s.points_lapse_on < :today THEN (SELECT COALESCE(SUM(p.left_points), 0) FROM points_lot p "
    "WHERE p.member_id = s.member_id AND p.expires_on < :today) ELSE 0 END"
)
SUMMARY = f"""
SELECT m.id, m.name, m.kind, m.standing, m.mobile, m.phone2, m.card_no, m.gender,
    m.birthday, m.birthday_calendar, m.birthday_leap, m.joined_on,
    p.name AS owner, m.owner_source, o.name AS store, {TIER} AS tier, {RANK} AS tier_rank,
    s.spend_fen, {POINTS} AS points, s.balance_fen, s.purchases, s.completeness_permille,
    s.last_purchase_on, s.last_contact_on, s.recovering_since, s.distress_since, s.complaint_since
FROM member m JOIN member_state s ON s.member_id = m.id
LEFT JOIN staff p ON p.id = m.owner_id LEFT JOIN store o ON o.id = m.store_id
"""
LIVE = "m.standing NOT IN ('merged', 'erased')"


def add_member(db: Connection, values: dict[str, Any]) -> int:
    """A new member; gives the id, which is the number."""
    number = insert(db, "member", values)
    if values.get("owner_id") or values.get("owner_source"):
        from crmcli.features.owner.assignment import Change, note

        note(db, number, Change(None, None), Change.of(values), "added")
    return number


def edit_member(
    db: Connection, member_id: int, values: dict[str, Any], *, cause: str = "edited", reason: str | None = None
) -> None:
    """Sets columns of a member; where the owner or its source changes, that is noted with its cause."""
    before = member(db, member_id) if "owner_id" in values or "owner_source" in values else None
    update(db, "member", member_id, values)
    if before is not None:
        from crmcli.features.owner.assignment import Change, note

        note(db, member_id, Change.of(before), Change.of({**before, **values}), cause, reason)


def member(db: Connection, member_id: int) -> dict[str, Any] | None:
    """All columns of a member."""
    return fetch(db, "member", member_id)


def summaries(db: Connection, ids: Sequence[int], today: str) -> list[dict[str, Any]]:
    """What lists show of these members, in the order given."""
    found = rows(
        db,
        f"{SUMMARY} WHERE m.id IN (SELECT value FROM json_each(:ids))",
        {"ids": json.dumps(list(ids)), "today": today},
    )
    place = {number: n for n, number in enumerate(ids)}
    return sorted(found, key=lambda row: place[row["id"]])


#: What `--sort` takes: contract key -> column.
SORTS = {
    "no": "m.id",
    "name": "m.name",
    "tier": "tier_rank",
    "spend": "s.spend_fen",
    "points": POINTS,
    "completeness": "s.completeness_permille",
    "last_contact_on": "s.last_contact_on",
    "unplanned_since": "s.unplanned_since",
    "birthday": "substr(m.birthday, -5)",
    "joined_on": "m.joined_on",
}


class Listing:
    """Members that fit all conditions (SQL of this module's callers, values bound), in an order of SORTS.

    They are read as they are looked at, each time anew: a hundred thousand of them in memory take 100 MB.
    """

    def __init__(
        self, db: Connection, today: str, conditions: Iterable[str], values: dict[str, Any], order: str, limit: int
    ) -> None:
        self._db = db
        self._sql = f"{SUMMARY} WHERE {' AND '.join([LIVE, *conditions])} ORDER BY {order} LIMIT :limit"
        self._values = {**values, "today": today, "limit": limit}

    def __len__(self) -> int:
        counted = self._db.execute(f"SELECT COUNT(*) FROM ({self._sql})", self._values)
        return int(counted.fetchone()[0])

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self._db.execute(self._sql, self._values))


def by_key(db: Connection, kind: str, key: str, whole: bool, limit: int) -> list[int]:
    """Members with a search key that begins with `key`, or is it."""
    if whole:
        found = db.execute("SELECT member_id FROM search_key WHERE kind = ? AND key = ? LIMIT ?", (kind, key, limit))
    else:
        found = db.execute(
            "SELECT DISTINCT member_id FROM search_key WHERE kind = ? AND key >= ? AND key < ? LIMIT ?",
            (kind, key, key + "\U0010ffff", limit),
        )
    return [row[0] for row in found]


def among(db: Connection, ids: Sequence[int], kind: str, key: str, whole: bool) -> list[int]:
    """Those of the members who have a search key that begins with `key`, or is it."""
    end = key if whole else key + "\U0010ffff"
    found = db.execute(
        "SELECT DISTINCT k.member_id FROM json_each(?) j CROSS JOIN search_key k "
        "WHERE k.member_id = j.value AND k.kind = ? AND k.key >= ? AND k.key <= ?",
        (json.dumps(list(ids)), kind, key, end),
    )
    return [row[0] for row in found]


def with_value(db: Connection, column: str, value: str) -> list[int]:
    """Live members with exactly this value in a column."""
    found = db.execute(f"SELECT m.id FROM member m WHERE {column} = ? AND {LIVE} ORDER BY m.id", (value,))
    return [row[0] for row in found]


def same_birthday(db: Connection, name: str, birthday: str) -> list[int]:
    """Live members with this name and birthday."""
    found = db.execute(
        f"SELECT m.id FROM member m WHERE name = ? AND birthday = ? AND {LIVE} ORDER BY m.id",
        (name, birthday),
    )
    return [row[0] for row in found]


def owners(db: Connection, ids: Sequence[int]) -> dict[int, int | None]:
    """To whom some members belong."""
    found = db.execute(
        "SELECT m.id, m.owner_id FROM json_each(?) j JOIN member m ON m.id = j.value", (json.dumps(list(ids)),)
    )
    return {row[0]: row[1] for row in found}


def last_touched(db: Connection, staff_id: int | None) -> int | None:
    """The member of the operator's last operation that concerned exactly one."""
    found = db.execute(
        "SELECT i.row_id, i.table_name FROM operation o JOIN image i ON i.id BETWEEN o.first_image AND o.last_image "
        "WHERE o.staff_id IS :staff "
        "AND +i.table_name IN ('member', 'ledger', 'followup', 'contact', 'tier_grant', 'inquiry', 'promotion_entry', "
        "'application', 'fee_term') "
        "ORDER BY o.id DESC, i.id LIMIT 1",
        {"staff": staff_id},
    ).fetchone()
    if found is None:
        return None
    if found["table_name"] == "member":
        return int(found["row_id"])
    row = db.execute(f"SELECT member_id FROM {found['table_name']} WHERE id = ?", (found["row_id"],)).fetchone()
    return int(row[0]) if row else None


def member_no(member_id: int) -> str:
    """M-00012, the number people see."""
    return f"M-{member_id:05d}"
