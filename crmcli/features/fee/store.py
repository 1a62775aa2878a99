"""All SQL of terms and charges of fees: who pays what, what is owed, what was paid and let off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = dict[str, Any]

#: Whoever is in one of these standings is charged nothing and gets no term.
GONE = ("left", "merged", "erased")


# Terms


def add_term(db: Connection, values: Row) -> int:
    """A new term; gives its id."""
    return insert(db, "fee_term", values)


def end_term(db: Connection, term_id: int, until_on: str) -> None:
    """The last day of a term."""
    update(db, "fee_term", term_id, {"until_on": until_on})


def drop_term(db: Connection, term_id: int) -> None:
    """Takes away a term that is to have no day."""
    db.execute("DELETE FROM fee_term WHERE id = ?", (term_id,))


def terms_within(db: Connection, member_id: int, fee: str, first: str, last: str) -> list[Row]:
    """The terms of a member and a fee with a day from first to last, oldest first."""
    return rows(
        db,
        "SELECT * FROM fee_term WHERE member_id = ? AND fee = ? AND from_on <= ? "
        "AND (until_on IS NULL OR until_on >= ?) ORDER BY from_on, id",
        (member_id, fee, last, first),
    )


def terms(db: Connection, member_id: int | None, fee: str | None, since: str) -> list[Row]:
    """The terms in force on a day or later, of one member or all, of one fee or all, with the member's name."""
    conditions = ["(t.until_on IS NULL OR t.until_on >= :since)", "m.standing NOT IN ('merged', 'erased')"]
    conditions += ["t.member_id = :member"] if member_id is not None else []
    conditions += ["t.fee = :fee"] if fee is not None else []
    return rows(
        db,
        "SELECT t.*, m.name, s.name AS by FROM fee_term t JOIN member m ON m.id = t.member_id "
        f"LEFT JOIN staff s ON s.id = t.staff_id WHERE {' AND '.join(conditions)} "
        "ORDER BY t.member_id, t.fee, t.from_on, t.id",
        {"since": since, "member": member_id, "fee": fee},
    )


# Charges


def add_settling(db: Connection, values: Row) -> int:
    """A payment or a waiver; gives its id."""
    return insert(db, "ledger", values)


#: What a charge shows of itself; {left} is what is still owed of it.
_SHOWN = (
    "c.id, c.member_id, m.name, c.fee, c.item_name, c.period, c.on_day, c.due_on, c.amount_fen, {left} AS left_fen, "
    "{paid} AS paid_fen, {waived} AS waived_fen"
)


def _settled(kind: str, until: str = "") -> str:
    return (
        f"COALESCE((SELECT SUM(p.amount_fen) FROM ledger p WHERE p.refers_to = c.id AND p.kind = '{kind}'{until}), 0)"
    )


def charge(db: Connection, charge_id: int) -> Row | None:
    """One charge, with what was paid, let off and is left of it."""
    paid, waived = _settled("fee-payment"), _settled("fee-waiver")
    shown = _SHOWN.format(left=f"c.amount_fen - {paid} - {waived}", paid=paid, waived=waived)
    found = rows(
        db,
        f"SELECT {shown} FROM ledger c JOIN member m ON m.id = c.member_id WHERE c.id = ? AND c.kind = 'fee-charge'",
        (charge_id,),
    )
    return found[0] if found else None


def open_now(db: Connection, member_id: int | None = None, fee: str | None = None) -> list[Row]:
    """Every charge with something left of it, oldest due first within a member; reads what is kept of open ones."""
    conditions = ["1"]
    conditions += ["o.member_id = :member"] if member_id is not None else []
    conditions += ["o.fee = :fee"] if fee is not None else []
    shown = _SHOWN.format(left="o.left_fen", paid=_settled("fee-payment"), waived=_settled("fee-waiver"))
    return rows(
        db,
        f"SELECT {shown} FROM fee_owed o CROSS JOIN ledger c ON c.id = o.charge_id "
        f"CROSS JOIN member m ON m.id = o.member_id WHERE {' AND '.join(conditions)} ORDER BY o.due_on, c.id",
        {"member": member_id, "fee": fee},
    )


def open_on(db: Connection, day: str, member_id: int | None = None, fee: str | None = None) -> list[Row]:
    """The charges that had something left at the end of a day, from the entries."""
    conditions = ["c.kind = 'fee-charge'", "c.on_day <= :day"]
    conditions += ["c.member_id = :member"] if member_id is not None else []
    conditions += ["c.fee = :fee"] if fee is not None else []
    until = " AND p.on_day <= :day"
    paid, waived = _settled("fee-payment", until), _settled("fee-waiver", until)
    shown = _SHOWN.format(left=f"c.amount_fen - {paid} - {waived}", paid=paid, waived=waived)
    return rows(
        db,
        f"SELECT * FROM (SELECT {shown} FROM ledger c JOIN member m ON m.id = c.member_id "
        f"WHERE {' AND '.join(conditions)}) WHERE left_fen > 0 ORDER BY due_on, id",
        {"day": day, "member": member_id, "fee": fee},
    )


def owed_of(db: Connection, member_id: int) -> tuple[int, str | None]:
    """What a member owes in all, and since when the oldest of it is due."""
    found = db.execute("SELECT COALESCE(SUM(left_fen), 0), MIN(due_on) FROM fee_owed WHERE member_id = ?", (member_id,))
    fen, due_on = found.fetchone()
    return int(fen), due_on


def statement(db: Connection, member_id: int) -> list[Row]:
    """Every charge, payment and waiver of a member in order of day."""
    return rows(
        db,
        "SELECT l.*, COALESCE(c.fee, l.fee) AS fee_code, COALESCE(c.item_name, l.item_name) AS fee_name, "
        "COALESCE(c.period, l.period) AS of_period, s.name AS by FROM ledger l "
        "LEFT JOIN ledger c ON c.id = l.refers_to LEFT JOIN staff s ON s.id = l.staff_id "
        "WHERE l.member_id = ? AND l.kind IN ('fee-charge', 'fee-payment', 'fee-waiver') ORDER BY l.on_day, l.id",
        (member_id,),
    )


# Reminders

#: Who owes something due by a day: since when, how much, and when the oldest of it is due that nobody has called about:
#: that was listed (:ahead days before it is due) after the last call, and whose key is free. While a call is open there
#: is none.
_REMINDED = f"""
WITH debt AS (
    SELECT member_id, MIN(due_on) AS since, SUM(left_fen) AS left_fen, (
        SELECT MAX(f.closed_on) FROM followup f
        WHERE f.member_id = o.member_id AND f.kind = 'fee' AND f.state IN ('done', 'skipped', 'missed')) AS called_on
    FROM fee_owed o WHERE due_on <= :until AND {{whom}} GROUP BY member_id
)
SELECT d.since, d.left_fen, u.due_on, {PERSON}
FROM debt d CROSS JOIN member m ON m.id = d.member_id
CROSS JOIN fee_owed u ON u.charge_id = (
    SELECT x.charge_id FROM fee_owed x WHERE x.member_id = d.member_id AND x.due_on <= :until
    AND (d.called_on IS NULL OR x.due_on > date(d.called_on, :ahead))
    AND NOT EXISTS (SELECT 1 FROM followup k WHERE k.key = printf('fee:M-%05d:', x.member_id) || x.due_on)
    ORDER BY x.due_on, x.charge_id LIMIT 1
)
LEFT JOIN member_state s ON s.member_id = m.id
WHERE m.standing NOT IN ('merged', 'erased') AND NOT EXISTS (
    SELECT 1 FROM followup f WHERE f.member_id = m.id AND f.kind = 'fee' AND f.state IN ('open', 'blocked'))
"""


def reminded(db: Connection, until: str, ahead_days: int, member_id: int | None = None) -> list[Row]:
    """Whom to remind of what is due by a day, at most once a member."""
    whom = "o.member_id = :member" if member_id is not None else "1"
    values = {"until": until, "ahead": f"+{ahead_days} days", "member": member_id}
    return rows(db, _REMINDED.format(whom=whom), values)


def open_calls(db: Connection, member_id: int) -> list[Row]:
    """The calls of a member about what is owed that somebody began or moved, and that are still open."""
    return rows(
        db,
        "SELECT id, key, anchor_on FROM followup WHERE member_id = ? AND kind = 'fee' "
        "AND state IN ('open', 'blocked') ORDER BY id",
        (member_id,),
    )
