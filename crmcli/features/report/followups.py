"""Follow-ups of a period: what was owed in it and what came of it, by person and by step.

Owed are those whose first due day lies in the period and has come: a call moved on stays owed in the month it was
promised for. Not owed is what was due before the records began, and what was called off by its day. Done is what a
contact closed by the period's end; skipped and missed are owed and not done. Birthday calls nobody made are stored
nowhere and are counted as they would be listed. Attempts are contacts of the period about a follow-up, under the
person who made them. Source: domain/reports.md, Rates; domain/followups.md, Doing it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.features.report.period import ratio
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.packs.model import Pack
    from crmcli.session import Session

#: Follow-ups owed between two days; `f` is the follow-up.
OWED = (
    "f.original_due_on BETWEEN :first AND :until AND f.state <> 'before-start' "
    "AND NOT (f.state = 'cancelled' AND f.closed_on <= f.original_due_on)"
)
_DONE = "f.state = 'done' AND f.closed_on <= :last"
_KEPT = ("due", "done", "in_time")

Row = dict[str, Any]


def figures(session: Session, period: Period) -> Row:
    """The contract's `followups` of a report."""
    groups = owed(session, period)
    attempts = attempts_made(session, period)
    whole = _sum(groups)
    tried, reached = sum(row["attempts"] for row in attempts), sum(row["reached"] for row in attempts)
    return {
        **_rated(whole),
        "skipped": sum(row["skipped"] for row in groups),
        "missed": sum(row["missed"] for row in groups),
        "attempts": tried,
        "reached": reached,
        "reached_rate": ratio(reached, tried),
        "by_owner": _by_owner(groups, attempts),
        "by_step": _by_step(groups, session.pack),
    }


def owed(session: Session, period: Period) -> list[Row]:
    """What was owed by person and step; `name` is null where it was nobody's."""
    stored = rows(
        session.db,
        "SELECT s.name, f.kind, f.plan, f.step, COUNT(*) AS due, "
        f"SUM({_DONE}) AS done, SUM({_DONE} AND f.closed_on <= f.original_due_on) AS in_time, "
        "SUM(f.state = 'skipped' AND f.closed_on <= :last) AS skipped, "
        "SUM(f.state = 'missed' AND f.closed_on <= :last) AS missed "
        f"FROM followup f {period.joined('f.member_id')}LEFT JOIN staff s ON s.id = f.assigned_id "
        f"WHERE {OWED}{period.of('m.store_id')} GROUP BY f.assigned_id, f.kind, f.plan, f.step "
        "ORDER BY f.assigned_id, f.kind, f.plan, MIN(f.original_due_on), f.step",
        period.values,
    )
    return stored + _birthdays(session, period)


def _birthdays(session: Session, period: Period) -> list[Row]:
    """Birthday calls of the period that no stored follow-up stands for, but those that must not be made."""
    call = session.pack.birthday
    if call is None or period.until < period.first:
        return []
    from crmcli.features.followup.script import guarded, withheld
    from crmcli.features.followup.source import birthday_lines

    ahead = timedelta(days=call.ahead_days)
    lines = birthday_lines(session, period.first + ahead, period.until + ahead)
    today = date.fromisoformat(period.now[:10])
    lines = [line._replace(guarded=guarded(line, today, session.pack)) for line in lines]
    names = {row["id"]: row["name"] for row in rows(session.db, "SELECT id, name FROM staff")}
    counted = Counter(
        names.get(line.assigned_id)
        for line in lines
        if not (line.guarded and withheld(line)) and period.store_id in (None, line.store_id)
    )
    nothing = {"done": 0, "in_time": 0, "skipped": 0, "missed": 0}
    return [
        {"name": name, "kind": "birthday", "plan": None, "step": None, "due": count, **nothing}
        for name, count in counted.items()
    ]


def attempts_made(session: Session, period: Period) -> list[Row]:
    """Contacts about a follow-up and those that really reached somebody, by who made them."""
    return rows(
        session.db,
        "SELECT s.name, COUNT(*) AS attempts, SUM(c.outcome = 'reached') AS reached "
        f"FROM contact c {period.joined('c.member_id')}LEFT JOIN staff s ON s.id = c.staff_id "
        f"WHERE c.on_day BETWEEN :first AND :last AND c.followup_id IS NOT NULL{period.of('m.store_id')} "
        "GROUP BY c.staff_id ORDER BY c.staff_id",
        period.values,
    )


def _sum(groups: Iterable[Row]) -> Row:
    total = dict.fromkeys(_KEPT, 0)
    for row in groups:
        for key in _KEPT:
            total[key] += row[key]
    return total


def _rated(row: Row) -> Row:
    rates = {"completion_rate": ratio(row["done"], row["due"]), "in_time_rate": ratio(row["in_time"], row["due"])}
    return {**{key: row[key] for key in _KEPT}, **rates}


def _by_owner(groups: list[Row], attempts: list[Row]) -> list[Row]:
    """A line for everybody who owed a call or made one, nobody's last."""
    names = dict.fromkeys([row["name"] for row in groups] + [row["name"] for row in attempts])
    made = {row["name"]: row for row in attempts}
    lines = []
    for name in sorted(names, key=lambda one: (one is None, one or "")):
        tried, reached = (made[name]["attempts"], made[name]["reached"]) if name in made else (0, 0)
        own = _rated(_sum(row for row in groups if row["name"] == name))
        lines.append(
            {"name": name, **own, "attempts": tried, "reached": reached, "reached_rate": ratio(reached, tried)}
        )
    return lines


def _by_step(groups: list[Row], pack: Pack) -> list[Row]:
    """A line for each step of a plan, in the order of the plans, and for each kind of call that belongs to none."""
    keys = dict.fromkeys((row["kind"], row["plan"], row["step"]) for row in groups)
    place = {
        (plan.code, step.code): (one, two) for one, plan in enumerate(pack.plans) for two, step in enumerate(plan.steps)
    }
    last = (len(pack.plans), 0)
    lines = []
    for key in sorted(keys, key=lambda one: (*place.get((one[1], one[2]), last), one[0], one[2] or "")):
        kind, code, step = key
        plan = pack.plan(code) if code else None
        own = _rated(_sum(row for row in groups if (row["kind"], row["plan"], row["step"]) == key))
        name = plan.name if plan else code
        lines.append({"kind": kind, "plan": name, "plan_code": code, "step": step, **own})
    return lines
