"""The recovery guard in a period: what was promoted in spite of it, by whom, and how many it guards.

- `overrides`: promotions a supervisor allowed in the period while something guarded the member.
- `guarded_members`: members somebody could not promote to at the period's end: recovering, not well, or with a
  complaint open, told by the entries, contacts and cases up to then. Not counted for months only compared with.

Source: domain/followups.md, Recovery guard.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.history import DISTRESS_AT_MOST, ENDS_RECOVERY, RELIEF_AT_LEAST
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]


def figures(session: Session, period: Period) -> Row:
    """The report's `guard`."""
    return {**compared(session, period), "guarded_members": guarded_members(session, period)}


def compared(session: Session, period: Period) -> Row:
    """The same of a month that is only compared with."""
    found = overrides_in(session, period)
    counted = Counter(row["by"] for row in found)
    by = [{"name": name, "overrides": count} for name, count in counted.most_common()]
    return {"overrides": len(found), "guarded_members": None, "by": by}


def overrides_in(session: Session, period: Period) -> list[Row]:
    """The promotions made in spite of the guard in the period, in order of day."""
    return rows(
        session.db,
        "SELECT g.*, m.name, p.name AS by FROM guard_override g JOIN member m ON m.id = g.member_id "
        "LEFT JOIN staff p ON p.id = g.staff_id "
        f"WHERE g.on_day BETWEEN :first AND :last{period.of('m.store_id')} ORDER BY g.on_day, g.id",
        period.values,
    )


def guarded_members(session: Session, period: Period) -> int:
    """How many members something guarded at the period's end."""
    found = session.db.execute(
        f"SELECT COUNT(*) FROM member m WHERE ({_RECOVERING} OR {_UNWELL} OR {_COMPLAINING}){period.of('m.store_id')}",
        {
            **period.values,
            "plans": json.dumps([plan.code for plan in session.pack.plans if plan.recovery]),
            "kinds": json.dumps([kind.code for kind in session.pack.cases if kind.guards]),
            "period": f"-{session.pack.follow.recovery_days or 400_000} days",
            "low": DISTRESS_AT_MOST,
            "high": RELIEF_AT_LEAST,
        },
    )
    return int(found.fetchone()[0])


_RECOVERING = (
    "EXISTS (SELECT 1 FROM ledger p WHERE p.member_id = m.id AND p.plan IN (SELECT value FROM json_each(:plans)) "
    "AND p.on_day BETWEEN COALESCE(date(:until, :period), '') AND :until AND p.kind = 'purchase' "
    f"AND NOT EXISTS (SELECT 1 FROM contact c WHERE {ENDS_RECOVERY} AND c.on_day <= :until))"
)
_UNWELL = (
    "COALESCE((SELECT c.feeling FROM contact c WHERE c.member_id = m.id AND c.feeling IS NOT NULL "
    "AND (c.feeling <= :low OR c.feeling >= :high) AND c.on_day <= :until ORDER BY c.on_day DESC, c.id DESC LIMIT 1), "
    ":high) <= :low"
)
_COMPLAINING = (
    "EXISTS (SELECT 1 FROM case_file f WHERE f.member_id = m.id AND f.kind IN (SELECT value FROM json_each(:kinds)) "
    "AND (SELECT e.kind FROM case_event e WHERE e.case_id = f.id AND e.kind IN ('logged', 'closed', 'reopened') "
    "AND e.on_day <= :until ORDER BY e.id DESC LIMIT 1) <> 'closed')"
)
