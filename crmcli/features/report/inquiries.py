"""Inquiries of a period: how many, by phone or on site, and how many were a first deal at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.report.period import ratio

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

#: The store of an inquiry: where it was taken, else the person's.
STORE = "COALESCE(i.store_id, m.store_id)"


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `inquiries` of a report. `converted` became members in the period, whenever they had asked."""
    count, deals, phone = session.db.execute(
        "SELECT COUNT(*), COALESCE(SUM(i.first_deal), 0), COALESCE(SUM(i.channel = 'phone'), 0) "
        "FROM inquiry i JOIN member m ON m.id = i.member_id "
        f"WHERE i.on_day BETWEEN :first AND :last{period.of(STORE)}",
        period.values,
    ).fetchone()
    return {
        "count": count,
        "first_deals": deals,
        "by_channel": {"phone": phone, "on-site": count - phone},
        "first_deal_rate": ratio(deals, count),
    }
