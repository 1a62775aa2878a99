"""Customers that changed hands in a period, and who earned its purchases.

Reassigned is who came to somebody else by the review; by cause everybody who had an owner before and another, or
none, after. A customer counts once for each cause. Source: domain/ownership.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.report.earned import earned
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

REVIEW = "review"


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `ownership` of a report."""
    found = rows(
        session.db,
        "SELECT a.cause, COUNT(DISTINCT a.member_id) AS members "
        f"FROM assignment a {period.joined('a.member_id')}WHERE a.on_day BETWEEN :first AND :last "
        f"AND a.from_id IS NOT NULL AND a.from_id IS NOT a.to_id{period.of('m.store_id')} "
        "GROUP BY a.cause ORDER BY members DESC, a.cause",
        period.values,
    )
    reassigned = sum(row["members"] for row in found if row["cause"] == REVIEW)
    return {"reassigned": reassigned, "by_cause": found, "earned": earned(session, period)}
