"""Promotions that ran in a period or took a row in it, with what was registered in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session


def figures(session: Session, period: Period) -> list[dict[str, Any]]:
    """The contract's `promotions` of a report, in the order they began. Amounts are what was noted, booked or not."""
    found = rows(
        session.db,
        "SELECT p.no, p.name, p.from_on, p.to_on, p.closed_on, COUNT(e.id) AS entries, "
        "COUNT(DISTINCT e.member_id) AS members, COALESCE(SUM(e.amount_fen), 0) AS fen, "
        "COALESCE(SUM(e.bonus_fen), 0) AS bonus, COALESCE(SUM(e.gift IS NOT NULL), 0) AS gifts, "
        "COALESCE(SUM(CASE WHEN e.booked_id IS NULL THEN e.amount_fen ELSE 0 END), 0) AS unbooked "
        f"FROM promotion p LEFT JOIN ({_ENTRIES}{period.of('COALESCE(r.store_id, m.store_id)')}) e "
        "ON e.promotion_id = p.id WHERE (p.to_on >= :first AND p.from_on <= :last"
        f"{period.of('COALESCE(p.store_id, :store)')}) OR e.id IS NOT NULL GROUP BY p.id ORDER BY p.from_on, p.id",
        period.values,
    )
    return [_listed(row) for row in found]


_ENTRIES = (
    "SELECT n.* FROM promotion_entry n JOIN promotion r ON r.id = n.promotion_id JOIN member m ON m.id = n.member_id "
    "WHERE n.on_day BETWEEN :first AND :last"
)


def _listed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "no": row["no"],
        "name": row["name"],
        "from": row["from_on"],
        "to": row["to_on"],
        "closed_on": row["closed_on"],
        "entries": row["entries"],
        "members": row["members"],
        "amount": yuan(row["fen"]),
        "bonus": yuan(row["bonus"]),
        "gifts": row["gifts"],
        "not_booked": yuan(row["unbooked"]),
    }
