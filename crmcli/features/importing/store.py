"""The SQL of imports: many rows of the fact tables looked up, and put in, at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.member.store import POINTS
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Key of the setting that keeps what a head means, before the head; the value is a field.
MAPPING = "import.{kind}.map."


def last_operation(db: Connection, before: int | None = None) -> int:
    """The number of the latest operation, of those before one where that is given; 0 in a new file."""
    where = "" if before is None else "WHERE id < ?"
    found = db.execute(f"SELECT MAX(id) FROM operation {where}", () if before is None else (before,))
    return int(found.fetchone()[0] or 0)


def members_with(db: Connection, column: str, values: Iterable[Any]) -> list[dict[str, Any]]:
    """The members, tombstones of merges included, that have one of these values in a column."""
    return rows(
        db,
        # IN, not a join: a column without an index is then read once, not once for each value
        f"SELECT m.* FROM member m WHERE m.{column} IN (SELECT value FROM json_each(?)) "
        "AND m.standing <> 'erased' ORDER BY m.id",
        (json.dumps(sorted(set(values))),),
    )


def is_erased(db: Connection, member_id: int) -> bool:
    """Whether a number belonged to somebody who was erased."""
    found = db.execute("SELECT 1 FROM member WHERE id = ? AND standing = 'erased'", (member_id,))
    return found.fetchone() is not None


def opening_figures(db: Connection, ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """For each member with opening entries their sums by kind: 分, and points where the kind is of points.

    Of a balance that moved onto a card since it is what a list brought along. `card-open` stands there for whoever
    was given a stored card by the house.
    """
    found: dict[int, dict[str, int]] = {}
    for row in db.execute(
        "SELECT l.member_id, CASE l.kind WHEN 'card-transfer' THEN 'card-open' ELSE l.kind END AS what, "
        "SUM(l.amount_fen), SUM(l.points) FROM json_each(?) j JOIN ledger l ON l.member_id = j.value "
        "WHERE l.kind IN ('opening-spend', 'opening-points') OR (l.kind = 'opening-balance' AND l.amount_fen > 0) "
        "OR (l.kind = 'card-open' AND l.sessions = 0) "
        "OR (l.kind = 'card-transfer' AND l.sessions = 0 AND l.refers_to IS NOT NULL) GROUP BY l.member_id, what",
        (json.dumps(list(ids)),),
    ):
        found.setdefault(row[0], {})[row[1]] = row[3] if row[1] == "opening-points" else row[2]
    return found


def sums(db: Connection, ids: Iterable[int], today: str) -> dict[int, dict[str, int]]:
    """For each member what lists show of them: spend and balance in 分, the points held today."""
    return {
        row["member_id"]: {"spend": row["spend_fen"], "points": row["points"], "balance": row["balance_fen"]}
        for row in db.execute(
            f"SELECT s.member_id, s.spend_fen, {POINTS} AS points, s.balance_fen FROM json_each(:ids) j "
            "JOIN member_state s ON s.member_id = j.value",
            {"ids": json.dumps(list(ids)), "today": today},
        )
    }


def first_purchases(db: Connection, ids: Iterable[int]) -> dict[int, str]:
    """For each member who bought something the day of the first purchase."""
    found = db.execute(
        "SELECT l.member_id, MIN(l.on_day) FROM json_each(?) j JOIN ledger l ON l.member_id = j.value "
        "WHERE l.kind = 'purchase' GROUP BY l.member_id",
        (json.dumps(list(ids)),),
    )
    return {row[0]: row[1] for row in found}


def grants(db: Connection, ids: Iterable[int]) -> dict[int, list[tuple[str, str, str]]]:
    """For each member the tiers given by hand, oldest first: day, tier, reason."""
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row in db.execute(
        "SELECT g.member_id, g.on_day, g.tier, g.reason FROM json_each(?) j JOIN tier_grant g ON g.member_id = j.value "
        "ORDER BY g.on_day, g.id",
        (json.dumps(list(ids)),),
    ):
        found.setdefault(row[0], []).append((row[1], row[2], row[3]))
    return found


def purchases_of(db: Connection, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The purchases of these members, oldest entry first, with the key of those a list brought."""
    return rows(
        db,
        "SELECT l.id, l.member_id, l.on_day, l.item, l.amount_fen, l.quantity, l.source_key FROM json_each(?) j "
        "JOIN ledger l ON l.member_id = j.value WHERE l.kind = 'purchase' ORDER BY l.id",
        (json.dumps(list(ids)),),
    )


def inquiries_of(db: Connection, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The inquiries of these members, oldest entry first, with the key of those a sheet brought."""
    return rows(
        db,
        "SELECT i.id, i.member_id, i.on_day, i.channel, i.item, i.first_deal, i.amount_fen, i.source_key "
        "FROM json_each(?) j JOIN inquiry i ON i.member_id = j.value ORDER BY i.id",
        (json.dumps(list(ids)),),
    )


def cases_logged(db: Connection, day: str, matter: str) -> list[dict[str, Any]]:
    """The cases of a day about a matter, with who brought each."""
    return rows(
        db,
        "SELECT c.id, c.no, c.member_id, c.summary, COALESCE(c.name, m.name) AS who FROM case_file c "
        "LEFT JOIN member m ON m.id = c.member_id WHERE c.on_day = ? AND c.matter = ? ORDER BY c.id",
        (day, matter),
    )


def contacts_of(db: Connection, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The contacts with these members, oldest first: member_id, followup_id, on_day, outcome."""
    return rows(
        db,
        "SELECT c.member_id, c.followup_id, c.on_day, c.outcome FROM json_each(?) j "
        "JOIN contact c ON c.member_id = j.value ORDER BY c.id",
        (json.dumps(sorted(ids)),),
    )


def last_contact(db: Connection, member_id: int) -> int:
    """The id of the contact with a member that was written last."""
    return int(db.execute("SELECT MAX(id) FROM contact WHERE member_id = ?", (member_id,)).fetchone()[0])


def card_numbers_among(db: Connection, numbers: Iterable[str]) -> set[str]:
    """Those of some numbers that a card bears, or bore."""
    found = db.execute(
        "SELECT no FROM card_number WHERE no IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
    )
    return {row[0] for row in found}


def has_key(db: Connection, table: str, key: str) -> bool:
    """Whether a row of a table bears a key already."""
    return db.execute(f"SELECT 1 FROM {table} WHERE source_key = ?", (key,)).fetchone() is not None


def next_id(db: Connection, table: str) -> int:
    """The id the next row of a table gets; never one that was given before. Only within a write."""
    found = db.execute(
        f"SELECT MAX(COALESCE((SELECT seq FROM sqlite_sequence WHERE name = ?), 0), "
        f"COALESCE((SELECT MAX(id) FROM {table}), 0)) + 1",
        (table,),
    )
    return int(found.fetchone()[0])


def insert_rows(db: Connection, table: str, columns: Sequence[str], values: Iterable[Sequence[Any]]) -> None:
    """Many rows at once, in their order."""
    marks = ", ".join("?" * len(columns))
    db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values)


def update_rows(db: Connection, table: str, changes: Mapping[int, Mapping[str, Any]]) -> None:
    """Sets columns of many rows, by id; rows that change the same columns go together."""
    groups: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for row_id, values in changes.items():
        groups.setdefault(tuple(values), []).append((*values.values(), row_id))
    for columns, rows_of in groups.items():
        pairs = ", ".join(f"{column} = ?" for column in columns)
        db.executemany(f"UPDATE {table} SET {pairs} WHERE id = ?", rows_of)


def keep_mapping(db: Connection, kind: str, assigned: Mapping[str, str]) -> None:
    """Remembers what the clerk assigned to heads; what is remembered already is not written again."""
    prefix = MAPPING.format(kind=kind)
    db.executemany(
        "INSERT INTO setting (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
        [(prefix + head, field) for head, field in assigned.items()],
    )
