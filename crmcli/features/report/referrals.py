"""Who was introduced in a period, and how many of them have bought by its end.

Somebody is introduced on the day they joined or were first recorded, whichever came first; a first purchase made
before that day is none that the introduction led to, but it is still a first purchase by the period's end.
Source: domain/reports.md, Rates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.report.period import ratio

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

#: The day somebody was introduced; `m` is the member.
_ON = "CASE WHEN m.joined_on < m.recorded_on THEN m.joined_on ELSE m.recorded_on END"


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `referrals` of a report."""
    introduced, converted = session.db.execute(
        "SELECT COUNT(*), COALESCE(SUM(EXISTS (SELECT 1 FROM ledger l WHERE l.member_id = m.id "
        "AND l.kind = 'purchase' AND l.on_day <= :last)), 0) FROM member m "
        "WHERE m.introduced_by IS NOT NULL AND m.standing IN ('prospect', 'member', 'left') "
        f"AND {_ON} BETWEEN :first AND :last{period.of('m.store_id')}",
        period.values,
    ).fetchone()
    return {"introduced": introduced, "converted": converted, "conversion_rate": ratio(converted, introduced)}
