"""Which cards with something left end in some days, from the index of those alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What the index of expiring cards holds; a card without a last day, a closed or an empty one costs nothing.
_LEFT = (
    "c.expires_on IS NOT NULL AND c.state <> 'closed' AND (c.principal_fen > 0 OR c.bonus_fen > 0 OR c.sessions > 0)"
)


def expiring(db: Connection, first: str, last: str, member_id: int | None = None) -> list[dict[str, Any]]:
    """Cards whose last day of use lies between two days, both included, with their holder; soonest first.

    `first_no` is the first number a card bore, which stays the same whatever it is replaced by.
    """
    whom = "AND c.member_id = :member" if member_id is not None else ""
    return rows(
        db,
        f"SELECT {PERSON}, c.card_id, c.no, c.kind, c.expires_on, c.principal_fen, c.bonus_fen, c.sessions, "
        "d.item_name, (SELECT n.no FROM card_number n WHERE n.card_id = c.card_id ORDER BY n.id LIMIT 1) AS first_no "
        "FROM card_state c JOIN card d ON d.id = c.card_id JOIN member m ON m.id = c.member_id "
        f"LEFT JOIN member_state s ON s.member_id = m.id WHERE {_LEFT} AND c.expires_on BETWEEN :first AND :last "
        f"AND m.standing = 'member' {whom} ORDER BY c.expires_on, c.card_id",
        {"first": first, "last": last, "member": member_id},
    )
