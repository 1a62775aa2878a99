"""The calls of a day by person: due, carried over late, made, done.

Due are follow-ups first due on the day, birthday calls included; carried over is what was due before, was not closed
when the day began and has not been moved to a later one. Done is what a contact of the day closed, whenever it was
due. Attempts are contacts of the day about a follow-up, under the person who made them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.features.report import followups
from crmcli.features.report.period import ratio
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]
_KEYS = ("due", "carried", "done", "attempts", "reached")


def figures(session: Session, period: Period) -> Row:
    """The calls of a day; `name` of a line is null where they were nobody's."""
    parts = (
        ("due", _due(session, period)),
        ("carried", _carried(session, period)),
        ("done", _done(session, period)),
        ("attempts", _made(session, period, "attempts")),
        ("reached", _made(session, period, "reached")),
    )
    names = dict.fromkeys(name for _key, counts in parts for name in counts)
    people: list[Row] = [
        {"name": name, **{key: counts.get(name, 0) for key, counts in parts}}
        for name in sorted(names, key=lambda one: (one is None, one or ""))
    ]
    whole = {key: sum(row[key] for row in people) for key in _KEYS}
    return {**whole, "reached_rate": ratio(whole["reached"], whole["attempts"]), "by_person": people}


Counts = dict[str | None, int]


def _due(session: Session, period: Period) -> Counts:
    counts: Counts = {}
    for row in followups.owed(session, period):
        counts[row["name"]] = counts.get(row["name"], 0) + row["due"]
    return counts


def _carried(session: Session, period: Period) -> Counts:
    """What is open still stands in the due lines; what was tried on the day and moved on has a contact of it."""
    return _counted(
        session,
        period,
        "SELECT f.id, f.assigned_id, f.member_id FROM due_line d JOIN followup f ON f.id = d.followup_id "
        "WHERE d.due_on <= :last AND f.original_due_on < :first "
        "UNION SELECT f.id, f.assigned_id, f.member_id FROM contact c JOIN followup f ON f.id = c.followup_id "
        "WHERE c.on_day BETWEEN :first AND :last AND f.original_due_on < :first AND f.state IN ('open', 'blocked') "
        "UNION SELECT f.id, f.assigned_id, f.member_id FROM followup f "
        "WHERE f.closed_on >= :first AND f.original_due_on < :first AND f.state <> 'before-start'",
    )


def _done(session: Session, period: Period) -> Counts:
    return _counted(
        session,
        period,
        "SELECT f.id, f.assigned_id, f.member_id FROM followup f WHERE f.closed_on = :first AND f.state = 'done'",
    )


def _counted(session: Session, period: Period, found: str) -> Counts:
    counted = rows(
        session.db,
        f"SELECT s.name, COUNT(*) AS count FROM ({found}) f JOIN member m ON m.id = f.member_id "
        f"LEFT JOIN staff s ON s.id = f.assigned_id WHERE 1{period.of('m.store_id')} GROUP BY s.name",
        period.values,
    )
    return {row["name"]: row["count"] for row in counted}


def _made(session: Session, period: Period, key: str) -> Counts:
    return {row["name"]: row[key] for row in followups.attempts_made(session, period)}
