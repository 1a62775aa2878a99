"""All SQL of the ledger table: money and points only ever move by its entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What a list of purchases shows; points and card balances brought along are no purchases.
LISTED = "l.kind IN ('purchase', 'refund', 'opening-spend')"


class Sums(NamedTuple):
    """What is kept of the ledger for a member; `balance_fen` is what all their cards hold, bonus included."""

    spend_fen: int
    paid_fen: int
    points: int
    balance_fen: int
    purchases: int
    last_purchase_on: str | None
    points_lapse_on: str | None


NO_SUMS = Sums(0, 0, 0, 0, 0, None, None)


def sums_of_touched(db: Connection) -> dict[int, Sums]:
    """The sums of each member in temp.touched who has entries; they are kept, not added up here."""
    found = db.execute(
        "SELECT s.member_id, s.spend_fen, s.paid_fen, s.points, s.loose_fen + s.principal_fen + s.bonus_fen, "
        "s.purchases, s.last_purchase_on, "
        "(SELECT MIN(p.expires_on) FROM points_lot p WHERE p.member_id = s.member_id AND p.expires_on > '') "
        "FROM touched t CROSS JOIN ledger_sum s WHERE s.member_id = t.member_id"
    )
    return {row[0]: Sums(*tuple(row)[1:]) for row in found}


def add_entry(db: Connection, values: dict[str, Any]) -> int:
    """One entry; gives its id."""
    return insert(db, "ledger", values)


def edit_entry(db: Connection, entry_id: int, values: dict[str, Any]) -> None:
    """Sets columns of an entry that move no money and no points."""
    update(db, "ledger", entry_id, values)


def entry(db: Connection, entry_id: int) -> dict[str, Any] | None:
    """One entry by its id."""
    return fetch(db, "ledger", entry_id)


def entries_of(db: Connection, member_id: int, limit: int = -1) -> list[dict[str, Any]]:
    """The purchases and refunds of a member and what was spent before, newest first."""
    return rows(
        db,
        "SELECT l.*, s.name AS by, e.name AS earned FROM ledger l LEFT JOIN staff s ON s.id = l.staff_id "
        "LEFT JOIN staff e ON e.id = l.earned_by "
        f"WHERE l.member_id = ? AND {LISTED} ORDER BY l.on_day DESC, l.id DESC LIMIT ?",
        (member_id, limit),
    )


def entries_between(
    db: Connection, member_id: int | None, first_day: str, last_day: str, limit: int
) -> list[dict[str, Any]]:
    """The same of some days, of one member or of all, with the member's name."""
    who = "l.member_id = :member AND" if member_id is not None else ""
    return rows(
        db,
        "SELECT l.*, s.name AS by, e.name AS earned, m.name FROM ledger l JOIN member m ON m.id = l.member_id "
        "LEFT JOIN staff s ON s.id = l.staff_id LEFT JOIN staff e ON e.id = l.earned_by "
        f"WHERE {who} {LISTED} AND l.on_day BETWEEN :first AND :last "
        "ORDER BY l.on_day DESC, l.id DESC LIMIT :limit",
        {"member": member_id, "first": first_day, "last": last_day, "limit": limit},
    )
