"""All SQL of the tables of promotions and of their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: A promotion with the sums of its rows.
_PROMOTION = """
SELECT p.*, s.name AS made_by, c.name AS closer, COUNT(e.id) AS entries, COUNT(DISTINCT e.member_id) AS persons,
    COALESCE(SUM(e.amount_fen), 0) AS amount_fen, COUNT(e.gift) AS gift_count,
    COALESCE(SUM(e.bonus_fen), 0) AS bonus_fen
FROM promotion p LEFT JOIN promotion_entry e ON e.promotion_id = p.id
LEFT JOIN staff s ON s.id = p.staff_id LEFT JOIN staff c ON c.id = p.closed_by
"""

#: The purchase a row's amount is: its own, or that of the application that wrote it with the same amount.
_PURCHASE = """COALESCE(e.booked_id, (SELECT a.booked_id FROM application a
    WHERE a.promotion_entry_id = e.id AND a.amount_fen = e.amount_fen AND a.booked_id IS NOT NULL)) AS purchase_id"""


def add_promotion(db: Connection, values: dict[str, Any]) -> int:
    """A new promotion; gives the id."""
    return insert(db, "promotion", values)


def close_promotion(db: Connection, promotion_id: int, day: str, staff_id: int | None, summary: str | None) -> None:
    """Marks a promotion closed, with the words of who hands it over."""
    update(db, "promotion", promotion_id, {"closed_on": day, "closed_by": staff_id, "summary": summary})


def add_entry(db: Connection, values: dict[str, Any]) -> int:
    """A row of a promotion's register; gives the id."""
    return insert(db, "promotion_entry", values)


def promotion(db: Connection, promotion_id: int) -> dict[str, Any] | None:
    """One promotion with the sums of its rows."""
    found = rows(db, f"{_PROMOTION} WHERE p.id = ? GROUP BY p.id", (promotion_id,))
    return found[0] if found else None


def promotions(db: Connection, first: str = "0000", last: str = "9999") -> list[dict[str, Any]]:
    """The promotions that run on any of some days, the latest first, with the sums of their rows."""
    return rows(
        db,
        f"{_PROMOTION} WHERE p.to_on >= :first AND p.from_on <= :last GROUP BY p.id ORDER BY p.from_on DESC, p.id DESC",
        {"first": first, "last": last},
    )


def names(db: Connection) -> list[dict[str, Any]]:
    """Id, number, name, days and close of every promotion, the latest first; without sums."""
    return rows(db, "SELECT id, no, name, from_on, to_on, closed_on FROM promotion ORDER BY from_on DESC, id DESC")


def names_on(db: Connection, day: str) -> list[dict[str, Any]]:
    """The promotions that have a day among theirs, closed or not, the one that ends first in front."""
    return rows(
        db,
        "SELECT id, no, name, from_on, to_on, closed_on FROM promotion "
        "WHERE from_on <= :day AND to_on >= :day ORDER BY to_on, id",
        {"day": day},
    )


def entries_of(db: Connection, promotion_id: int) -> list[dict[str, Any]]:
    """The rows of a promotion's register in their order, with whom they are of and who took them."""
    return rows(
        db,
        f"SELECT e.*, {_PURCHASE}, m.name, m.mobile, m.phone2, m.address, s.name AS by FROM promotion_entry e "
        "JOIN member m ON m.id = e.member_id LEFT JOIN staff s ON s.id = e.staff_id "
        "WHERE e.promotion_id = ? ORDER BY e.on_day, e.id",
        (promotion_id,),
    )


def entries_of_member(db: Connection, member_id: int, limit: int = -1) -> list[dict[str, Any]]:
    """The rows of a member in any promotion's register, the latest first."""
    return rows(
        db,
        f"SELECT e.*, {_PURCHASE}, p.no, p.name AS promotion, m.name, s.name AS by FROM promotion_entry e "
        "JOIN promotion p ON p.id = e.promotion_id JOIN member m ON m.id = e.member_id "
        "LEFT JOIN staff s ON s.id = e.staff_id WHERE e.member_id = ? ORDER BY e.on_day DESC, e.id DESC LIMIT ?",
        (member_id, limit),
    )


def entry(db: Connection, entry_id: int) -> dict[str, Any] | None:
    """One row with the promotion it is of and who took it."""
    found = rows(
        db,
        "SELECT e.*, p.no, p.name AS promotion, s.name AS by FROM promotion_entry e "
        "JOIN promotion p ON p.id = e.promotion_id LEFT JOIN staff s ON s.id = e.staff_id WHERE e.id = ?",
        (entry_id,),
    )
    return found[0] if found else None


def same_entries(db: Connection, promotion_id: int, member_id: int, day: str, amount_fen: int) -> list[int]:
    """Rows of a member in a promotion of this day and amount: perhaps the same thing written twice."""
    found = db.execute(
        "SELECT id FROM promotion_entry WHERE promotion_id = ? AND member_id = ? AND on_day = ? AND amount_fen = ? "
        "ORDER BY id",
        (promotion_id, member_id, day, amount_fen),
    )
    return [row[0] for row in found]


def rows_of_applications(db: Connection, promotion_id: int, application_ids: Sequence[int]) -> set[int]:
    """The rows of a promotion that applications wrote with the same amount."""
    found = db.execute(
        "SELECT e.id FROM json_each(?) j JOIN application a ON a.id = j.value "
        "JOIN promotion_entry e ON e.id = a.promotion_entry_id "
        "WHERE e.promotion_id = ? AND e.amount_fen = a.amount_fen",
        (json.dumps(list(application_ids)), promotion_id),
    )
    return {row[0] for row in found}
