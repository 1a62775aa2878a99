"""Facts written straight into a file, one operation at a time, as the commands of cards, points and fees write them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from opened import opened as opened_file

Row = tuple[str, dict[str, Any]]
DAY = "2026-10-31"


def book(desk: Any, *rows: Row | Callable[[Any], Any], on_day: str = DAY) -> int:
    """Writes rows, or calls what changes some, as one operation; gives its number. Entries are of M-00001 and today."""
    from crmcli.session import Session
    from crmcli.storage.row import insert
    from crmcli.ui.options import Shared

    session = Session(Shared(operator=_desk_of(desk, rows)))
    try:
        with session.write("test") as operation:
            for row in rows:
                if callable(row):
                    row(operation.db)
                    continue
                table, values = row
                filled = {"member_id": 1, "on_day": on_day} if table in ("ledger", "lot_use") else {}
                insert(operation.db, table, {**filled, **values})
        assert operation.number is not None, desk.path
        return operation.number
    finally:
        session.close()


def _desk_of(desk: Any, rows: tuple[Row | Callable[[Any], Any], ...]) -> str | None:
    """Who signs: whom the rows name, else whoever is at the desk."""
    named = [row[1]["staff_id"] for row in rows if not callable(row) and row[1].get("staff_id")]
    if not named:
        return None
    with opened_file(desk.path) as db:
        return str(db.execute("SELECT name FROM staff WHERE id = ?", named[:1]).fetchone()[0])


def entry(kind: str, amount: int = 0, **columns: Any) -> Row:
    """An entry of the ledger."""
    return "ledger", {"kind": kind, "amount_fen": amount, **columns}


def spending(entry_id: int, lot_id: int, points: int, **columns: Any) -> Row:
    """An entry takes points of a lot."""
    return "lot_use", {"entry_id": entry_id, "lot_id": lot_id, "points": points, **columns}


def opened(fen: int, kind: str = "stored", **columns: Any) -> list[Row]:
    """Card 1, C1, of member 1 with so much on it, paid in cash."""
    return [
        ("card", {"member_id": 1, "kind": kind, "opened_on": "2026-10-01", **columns}),
        ("card_number", {"card_id": 1, "no": "C1", "from_on": "2026-10-01"}),
        entry("card-open", fen, card_id=1, principal_fen=fen, pay="cash", on_day="2026-10-01"),
    ]


def topup(fen: int, **columns: Any) -> Row:
    """Money onto card 1."""
    return entry("card-topup", fen, card_id=1, principal_fen=fen, **{"pay": "cash", **columns})


def use(fen: int, **columns: Any) -> Row:
    """A purchase paid with card 1."""
    return entry("purchase", fen, card_id=1, principal_fen=-fen, pay="card", **columns)


def hand_to(member: int, fen: int, first_id: int, **columns: Any) -> list[Any]:
    """Card 1 of member 1 with all that is on it goes to another; its first entry has the id given."""
    return [
        entry("card-transfer", card_id=1, principal_fen=-fen, **columns),
        lambda db: db.execute("UPDATE card SET member_id = ? WHERE id = 1", (member,)),
        entry("card-transfer", member_id=member, card_id=1, principal_fen=fen, refers_to=first_id, **columns),
    ]


def voucher(fen: int, entry_id: int) -> Row:
    """Voucher V1 of member 1, given out by an entry."""
    issued = {"reward": "cash-50", "reward_name": "返现金券", "issued_on": "2026-10-01"}
    return "voucher", {"no": "V1", "member_id": 1, "entry_id": entry_id, "amount_fen": fen, **issued}
