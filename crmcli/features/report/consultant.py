"""The inspection of the consultants 检查咨询师: what each has in hand and what became of it in a month.

Customers, overdue calls, silence and completeness are as they stand at the end of the month, of this month as they
stand today; what became of calls is counted as in the monthly report. Source: domain/ownership.md, Inspection.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.member.store import member_no
from crmcli.features.owner.held_store import HELD, team_words
from crmcli.features.report.followups import owed
from crmcli.features.report.period import ratio
from crmcli.features.staff.present import person_listed
from crmcli.features.staff.store import roster
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]

#: Customers and prospects who belong to somebody, with the last day anybody really reached them by then.
_CUSTOMERS = f"""
SELECT m.id, m.name, m.owner_id, s.completeness_permille AS permille,
    MAX(COALESCE((SELECT MAX(c.on_day) FROM contact c WHERE c.member_id = m.id AND c.outcome = 'reached'
        AND c.on_day <= :until), ''), m.recorded_on) AS silent_since,
    EXISTS (SELECT 1 FROM contact c WHERE c.member_id = m.id AND c.outcome = 'reached'
        AND c.on_day BETWEEN :first AND :until) AS contacted
FROM member m JOIN member_state s ON s.member_id = m.id WHERE {HELD} ORDER BY m.owner_id, m.id
"""
_OVERDUE = """
SELECT f.assigned_id, COUNT(*) AS overdue FROM followup f WHERE f.assigned_id IS NOT NULL
AND f.state IN ('open', 'blocked') AND f.due_on < :until GROUP BY f.assigned_id
"""


def inspected(session: Session, period: Period) -> list[Row]:
    """A line for everybody of the team, and whoever else holds customers, in the order they came."""
    customers: dict[int, list[Row]] = {}
    for row in rows(session.db, _CUSTOMERS, period.values):
        customers.setdefault(row["owner_id"], []).append(row)
    overdue = {row["assigned_id"]: row["overdue"] for row in rows(session.db, _OVERDUE, period.values)}
    calls = _calls(owed(session, period))
    team = team_words(session.pack, session.pack.ownership) if session.pack.ownership else []
    return [
        _line(session, person, customers.get(person["id"], []), calls.get(person["name"], (0, 0)), overdue, period)
        for person in roster(session.db)
        if person["id"] in customers or person["role"] in team
    ]


def _calls(groups: Iterable[Row]) -> dict[str | None, tuple[int, int]]:
    """Of each person the calls that were due, and those done in time."""
    found: dict[str | None, tuple[int, int]] = {}
    for row in groups:
        due, in_time = found.get(row["name"], (0, 0))
        found[row["name"]] = (due + row["due"], in_time + row["in_time"])
    return found


def _line(
    session: Session, person: Row, held: list[Row], calls: tuple[int, int], overdue: dict[int, int], period: Period
) -> Row:
    listed = person_listed(session.pack, person)
    silent = min(held, key=lambda row: (row["silent_since"], row["id"]), default=None)
    due, in_time = calls
    return {
        "no": listed["no"],
        "name": listed["name"],
        "role": listed["role"],
        "customers": len(held),
        "contacted": sum(row["contacted"] for row in held),
        "contacted_rate": ratio(sum(row["contacted"] for row in held), len(held)),
        "due": due,
        "in_time": in_time,
        "in_time_rate": ratio(in_time, due),
        "overdue": overdue.get(person["id"], 0),
        "silent_days": (period.until - date.fromisoformat(silent["silent_since"])).days if silent else None,
        "silent_member": member_no(silent["id"]) if silent else None,
        "silent_name": silent["name"] if silent else None,
        "completeness": round(sum(row["permille"] for row in held) / len(held) / 1000, 3) if held else None,
    }
