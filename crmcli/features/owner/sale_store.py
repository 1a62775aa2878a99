"""The SQL of sales as far as it matters who earned them: one, a member's, those undecided, and settling one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.owner.earning import SETTLED, UNDECIDED
from crmcli.storage.row import rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = dict[str, Any]

_SALES = """
SELECT l.id, l.member_id, l.on_day, l.item_name, l.item_group, l.amount_fen, l.earned_by, l.earned_rule,
    l.earned_contact_id, l.earned_inquiry_id, l.earned_note, m.name, e.name AS earned,
    c.on_day AS contact_on, cs.name AS contact_by, c.via AS contact_via,
    i.on_day AS inquiry_on, q.name AS inquiry_by, i.item AS inquiry_item,
    m.owner_id IS NULL AND m.owner_source IS NULL AS belongs_nowhere
FROM ledger l JOIN member m ON m.id = l.member_id LEFT JOIN staff e ON e.id = l.earned_by
LEFT JOIN contact c ON c.id = l.earned_contact_id LEFT JOIN staff cs ON cs.id = c.staff_id
LEFT JOIN inquiry i ON i.id = l.earned_inquiry_id LEFT JOIN staff q ON q.id = i.staff_id
WHERE l.kind = 'purchase'
"""


def sale(db: Connection, purchase_id: int) -> Row | None:
    """A purchase with who earned it and what decided; None where there is none of this id."""
    found = rows(db, f"{_SALES} AND l.id = ?", (purchase_id,))
    return found[0] if found else None


def sales_of(db: Connection, member_id: int, limit: int) -> list[Row]:
    """The purchases of a member, newest first."""
    return rows(db, f"{_SALES} AND l.member_id = ? ORDER BY l.on_day DESC, l.id DESC LIMIT ?", (member_id, limit))


def undecided(db: Connection, limit: int = -1) -> list[Row]:
    """The purchases nobody is known to have earned, oldest first."""
    return rows(db, f"{_SALES} AND l.earned_rule = '{UNDECIDED}' ORDER BY l.on_day, l.id LIMIT ?", (limit,))


def undecided_count(db: Connection) -> int:
    """How many purchases nobody is known to have earned, read from an index of these alone."""
    found = db.execute(f"SELECT COUNT(*) FROM ledger WHERE earned_rule = '{UNDECIDED}'")
    return int(found.fetchone()[0])


def settle(db: Connection, purchase_id: int, staff_id: int | None, reason: str) -> None:
    """Says who earned a purchase, nobody where None, and why."""
    update(db, "ledger", purchase_id, {"earned_by": staff_id, "earned_rule": SETTLED, "earned_note": reason})


def settling(db: Connection, purchase_id: int) -> Row | None:
    """The operation that settled a purchase and still holds: its number, day and who did it."""
    from crmcli.storage.standing import Place, makers

    numbers = makers(db, [Place("ledger", purchase_id, ("earned_rule",))], set(), 0)
    if not numbers:
        return None
    found = rows(
        db,
        "SELECT o.id, o.day, s.name AS by FROM operation o LEFT JOIN staff s ON s.id = o.staff_id WHERE o.id = ?",
        (numbers[-1],),
    )
    return found[0] if found else None
