"""Raising a fee for a period: who is to be charged and how much, what stands already, what is new.

Charged is who has a term in force on any day of the period, and every member of the kinds the fee names. A term that
begins or ends within the period is charged for the whole of it: nothing is reckoned by days. Where several are in
force within it the one that began last counts; a quantity of 0 charges nothing. A charge that stands is never
changed, so raising a period again only adds who has come since.
Source: domain/money.md, Fees owed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import LIMIT_FEN
from crmcli.errors import Failure
from crmcli.features.fee.store import GONE
from crmcli.features.member.store import member_no
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.fee.period import Period
    from crmcli.packs.moneyrule import Fee

#: So many charges are written between two looks at the clock.
STEP = 2000
Show = Callable[[int, int], None]

#: Everybody who may have to pay a fee for a period, what it comes to, and the charge that stands. No end is 9999.
_COLLECT = """
INSERT INTO temp.fee_due
SELECT :fee, m.id, COALESCE(t.quantity_milli, 1000), COALESCE(t.price_fen, :price),
    (COALESCE(t.quantity_milli, 1000) * COALESCE(t.price_fen, :price) + 500) / 1000, l.id, l.amount_fen
FROM (
    SELECT member_id AS id FROM fee_term WHERE fee = :fee
    UNION SELECT id FROM member WHERE kind IN (SELECT value FROM json_each(:kinds)) AND standing = 'member'
) w CROSS JOIN member m ON m.id = w.id
LEFT JOIN fee_term t ON t.id = (
    SELECT x.id FROM fee_term x WHERE x.member_id = w.id AND x.fee = :fee AND x.from_on <= :last
    AND COALESCE(x.until_on, '9999') >= :first ORDER BY x.from_on DESC, x.id DESC LIMIT 1
)
LEFT JOIN ledger l ON l.source_key = :key || m.id
WHERE m.standing NOT IN (SELECT value FROM json_each(:gone)) AND {whom} AND (t.id IS NOT NULL OR (
    m.kind IN (SELECT value FROM json_each(:kinds)) AND m.standing = 'member'
    AND COALESCE(m.joined_on, '') <= :last))
ORDER BY m.id
"""
_QUANTITY = "rtrim(rtrim(printf('%d.%03d', quantity_milli / 1000, quantity_milli % 1000), '0'), '.')"
_INSERT = f"""
INSERT INTO ledger (kind, member_id, on_day, amount_fen, item_name, fee, period, due_on, staff_id, note, source_key)
SELECT 'fee-charge', member_id, :day, amount_fen, :name, :fee, :period, :due, :staff,
    {_QUANTITY} || :unit || printf(' × %d.%02d', price_fen / 100, price_fen % 100), :key || member_id
FROM temp.fee_due WHERE fee = :fee AND charge_id IS NULL AND amount_fen > 0 AND rowid BETWEEN :low AND :high
"""


class Raised(NamedTuple):
    """What raising a fee came to: charges that are new and their sum, and how many stood already."""

    fee: Fee
    charged: int
    amount_fen: int
    stood: int


def collect(db: Connection, fees: Sequence[Fee], period: Period, members: Sequence[int]) -> list[Raised]:
    """Puts who is to be charged into temp.fee_due and gives what is new; of some members where any are named."""
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS fee_due (fee, member_id, quantity_milli, price_fen, amount_fen, charge_id, "
        "standing_fen)"
    )
    db.execute("DELETE FROM temp.fee_due")
    whom = "m.id IN (SELECT value FROM json_each(:members))" if members else "1"
    for fee in fees:
        values = {
            **_named(fee, period),
            "price": fee.price_fen,
            "first": period.first.isoformat(),
            "last": period.last.isoformat(),
            "kinds": json.dumps(fee.kinds),
            "gone": json.dumps(GONE),
            "members": json.dumps(members),
        }
        db.execute(_COLLECT.format(whom=whom), values)
    _refuse_too_large(db)
    return [_raised(db, fee) for fee in fees]


def _named(fee: Fee, period: Period) -> dict[str, Any]:
    return {"fee": fee.code, "key": f"fee:{fee.code}:{period.code}:"}


def _raised(db: Connection, fee: Fee) -> Raised:
    found = db.execute(
        "SELECT SUM(charge_id IS NULL), SUM(CASE WHEN charge_id IS NULL THEN amount_fen ELSE 0 END), "
        "SUM(charge_id IS NOT NULL) FROM temp.fee_due WHERE fee = ? AND (amount_fen > 0 OR charge_id IS NOT NULL)",
        (fee.code,),
    )
    return Raised(fee, *(int(value or 0) for value in found.fetchone()))


def _refuse_too_large(db: Connection) -> None:
    found = db.execute("SELECT member_id FROM temp.fee_due WHERE amount_fen >= ?", (LIMIT_FEN,)).fetchone()
    if found is not None:
        message = N_("What {no} would be charged is too large; an amount stays below 10,000,000,000 yuan.")
        raise Failure("refused", message, field="member", value=member_no(found[0]), no=member_no(found[0]))


def without_any(db: Connection, members: Sequence[int]) -> list[int]:
    """Those of some members whom none of the fees collected concerns."""
    found = {row[0] for row in db.execute("SELECT DISTINCT member_id FROM temp.fee_due")}
    return [number for number in members if number not in found]


def write_charges(
    db: Connection,
    raised: Sequence[Raised],
    period: Period,
    on_day: str,
    staff_id: int | None,
    show: Show | None = None,
) -> None:
    """Writes what collect found to be new, telling `show` how far it has come. Within the one write."""
    last = db.execute("SELECT COALESCE(MAX(rowid), 0) FROM temp.fee_due").fetchone()[0]
    for one in raised:
        if not one.charged:
            continue
        values = {
            **_named(one.fee, period),
            "day": on_day,
            "name": one.fee.name,
            "period": period.code,
            "due": period.due_on(one.fee.due).isoformat(),
            "staff": staff_id,
            "unit": one.fee.unit,
        }
        # rows of a fee stand together
        span = "SELECT MIN(rowid), MAX(rowid) FROM temp.fee_due WHERE fee = ?"
        low, high = db.execute(span, (one.fee.code,)).fetchone()
        for start in range(low, high + 1, STEP):
            db.execute(_INSERT, values | {"low": start, "high": min(start + STEP - 1, high)})
            if show:
                show(min(start + STEP - 1, high), last)


_WITH_NAMES = "SELECT d.*, m.name FROM temp.fee_due d JOIN member m ON m.id = d.member_id WHERE {} ORDER BY d.rowid"


def differing(db: Connection) -> list[dict[str, Any]]:
    """The charges that stand and would come to another amount now."""
    return rows(db, _WITH_NAMES.format("d.charge_id IS NOT NULL AND d.amount_fen <> d.standing_fen"))


def new_ones(db: Connection) -> list[dict[str, Any]]:
    """The charges that would be written."""
    return rows(db, _WITH_NAMES.format("d.charge_id IS NULL AND d.amount_fen > 0"))
