"""All SQL of the card tables; a card's entries are the ledger's, written through the purchase store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

#: A card as the last operation left it: its present number, how it stands, what it holds, whose it is.
_ROW = """
SELECT c.*, s.no, s.state, s.principal_fen, s.bonus_fen, s.sessions, m.name, m.standing, p.name AS by, o.name AS store
FROM card_state s JOIN card c ON c.id = s.card_id JOIN member m ON m.id = c.member_id
LEFT JOIN staff p ON p.id = c.staff_id LEFT JOIN store o ON o.id = c.store_id
"""
#: Cards with a last day and something left: what the index of last days holds.
EXPIRING = (
    "s.expires_on IS NOT NULL AND s.state <> 'closed' AND (s.principal_fen > 0 OR s.bonus_fen > 0 OR s.sessions > 0)"
)
#: The entries that say how a card stands.
STATE_KINDS = ("card-lost", "card-freeze", "card-unfreeze", "card-replace", "card-close")


def add_card(db: Connection, values: dict[str, Any]) -> int:
    """A card without a number yet; gives its id."""
    return insert(db, "card", values)


def edit_card(db: Connection, card_id: int, values: dict[str, Any]) -> None:
    """Sets columns of a card."""
    update(db, "card", card_id, values)


def add_number(db: Connection, card_id: int, no: str, from_on: str) -> int:
    """The number a card bears from a day on; gives the row's id."""
    return insert(db, "card_number", {"card_id": card_id, "no": no, "from_on": from_on})


def end_number(db: Connection, card_id: int, until_on: str) -> None:
    """Ends the number a card bears: another one takes its place on that day."""
    db.execute("UPDATE card_number SET until_on = ? WHERE card_id = ? AND until_on IS NULL", (until_on, card_id))


def card(db: Connection, card_id: int) -> dict[str, Any] | None:
    """A card by its id."""
    return next(iter(rows(db, f"{_ROW} WHERE s.card_id = ?", (card_id,))), None)


def card_of_number(db: Connection, no: str) -> dict[str, Any] | None:
    """The card that bears a number or bore it, with `asked_no` and the day `former_until` it was replaced on."""
    found = db.execute("SELECT card_id, until_on FROM card_number WHERE no = ?", (no,)).fetchone()
    held = card(db, found["card_id"]) if found else None
    return None if held is None else {**held, "asked_no": no, "former_until": found["until_on"]}


def cards_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The cards of a member in the order they were opened."""
    return rows(db, f"{_ROW} WHERE s.member_id = ? ORDER BY s.card_id", (member_id,))


def beginning_with(db: Connection, part: str, limit: int) -> list[dict[str, Any]]:
    """Cards that are not closed and whose present number begins so."""
    return rows(
        db,
        f"{_ROW} WHERE s.card_id IN (SELECT n.card_id FROM card_number n WHERE n.no >= ? AND n.no < ? "
        "AND n.until_on IS NULL LIMIT ?) AND s.state <> 'closed' ORDER BY s.no",
        (part, part + "\U0010ffff", limit),
    )


def numbers_of(db: Connection, card_id: int) -> list[dict[str, Any]]:
    """Every number a card bore, the first one first, with the days from and until which."""
    return rows(db, "SELECT no, from_on, until_on FROM card_number WHERE card_id = ? ORDER BY id", (card_id,))


def holders(db: Connection, no: str) -> list[int]:
    """Whose card bears a number, or bore it."""
    found = db.execute(
        "SELECT c.member_id FROM card_number n JOIN card c ON c.id = n.card_id JOIN member m ON m.id = c.member_id "
        "WHERE n.no = ? AND m.standing NOT IN ('merged', 'erased')",
        (no,),
    )
    return [row[0] for row in found]


def has_number(db: Connection, no: str) -> bool:
    """Whether a card bears a number, or bore it."""
    found = db.execute("SELECT EXISTS (SELECT 1 FROM card_number WHERE no = ?)", (no,))
    return bool(found.fetchone()[0])


def listed_cards(
    db: Connection, conditions: Iterable[str], values: dict[str, Any], order: str, limit: int
) -> list[dict[str, Any]]:
    """Cards that fit all conditions, SQL of this package's callers with values bound."""
    where = " AND ".join(["m.standing NOT IN ('merged', 'erased')", *conditions])
    return rows(db, f"{_ROW} WHERE {where} ORDER BY {order} LIMIT :limit", {**values, "limit": limit})


def loose(db: Connection, member_id: int) -> tuple[int, str]:
    """A balance a list brought along for a member, not on any card yet, and the last day one came."""
    kept = db.execute("SELECT loose_fen FROM ledger_sum WHERE member_id = ?", (member_id,)).fetchone()
    if kept is None or kept[0] <= 0:
        return 0, ""
    last = db.execute(
        "SELECT MAX(on_day) FROM ledger WHERE member_id = ? AND kind = 'opening-balance'", (member_id,)
    ).fetchone()
    return int(kept[0]), str(last[0])


def loose_balances(db: Connection) -> list[tuple[int, str, int]]:
    """Id, name and balance of every member with a balance a list brought along that is on no card yet."""
    found = db.execute(
        "SELECT s.member_id, m.name, s.loose_fen FROM ledger_sum s JOIN member m ON m.id = s.member_id "
        "WHERE s.loose_fen <> 0 ORDER BY s.member_id"
    )
    return [(row[0], row[1], row[2]) for row in found]


def state_entries(db: Connection, card_id: int) -> list[dict[str, Any]]:
    """What happened to a card beside its money, in the order it was written."""
    kinds = ", ".join(f"'{kind}'" for kind in STATE_KINDS)
    return rows(
        db,
        f"SELECT id, kind, on_day FROM ledger WHERE card_id = ? AND kind IN ({kinds}) ORDER BY id",
        (card_id,),
    )


def held_since(db: Connection, card_id: int) -> str | None:
    """The day on which its holder was given a card by another one; None where it is the first one's."""
    found = db.execute(
        "SELECT MAX(on_day) FROM ledger WHERE card_id = ? AND kind = 'card-transfer'", (card_id,)
    ).fetchone()
    return None if found[0] is None else str(found[0])


def holder_on(db: Connection, card_id: int, day: str) -> dict[str, Any] | None:
    """Id and name of who held a card at the end of a day: of the last who was given it, or who opened it."""
    given = (
        "SELECT l.member_id, m.name FROM ledger l JOIN member m ON m.id = l.member_id "
        "WHERE l.card_id = :card AND l.kind = 'card-transfer' AND {side} LIMIT 1"
    )
    before = given.format(side="l.on_day <= :day ORDER BY l.on_day DESC, l.id DESC")
    after = given.format(side="l.on_day > :day ORDER BY l.on_day, l.id")
    # who gave it away later had it; the giving one stands before the one it was given to
    for query in (before, after):
        found = rows(db, query, {"card": card_id, "day": day})
        if found:
            return found[0]
    return None


def entries_of(db: Connection, card_id: int, first: str, last: str) -> list[dict[str, Any]]:
    """The entries of a card from one day to another, in the order they count."""
    return rows(
        db,
        "SELECT l.*, p.name AS by, m.name FROM ledger l JOIN member m ON m.id = l.member_id "
        "LEFT JOIN staff p ON p.id = l.staff_id "
        "WHERE l.card_id = ? AND l.on_day BETWEEN ? AND ? ORDER BY l.on_day, l.id",
        (card_id, first, last),
    )
