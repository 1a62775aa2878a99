"""Starting a plan: its steps with their days, from the anchor.

Source: domain/followups.md, Plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.offset import parse_offset, shift
from crmcli.core.workday import WEEKENDS, DayOffCalendar, missing_years, move
from crmcli.features.followup.holder import holder_of as holder_of

if TYPE_CHECKING:
    from crmcli.packs.model import Pack, Plan


class Planned(NamedTuple):
    """A step of a plan on its day. `fixed` never slides for a day off.

    `unknown_years` are the years its day depends on whose days off nobody has entered.
    """

    step: str
    due_on: date
    purpose: str
    role: str
    promotional: bool
    fixed: bool
    unknown_years: frozenset[int] = frozenset()


def planned(plan: Plan, anchor: date, *, days_off_count: bool, calendar: DayOffCalendar = WEEKENDS) -> list[Planned]:
    """The steps of a plan begun on `anchor` (day 0), in the plan's order.

    Months count from the anchor and are clamped to the month's end, never chained. A
    step moves for a day off only where the pack counts days off, and never before the anchor.
    """
    steps = []
    for step in plan.steps:
        due_on, unknown = shift(anchor, parse_offset(step.after)), frozenset[int]()
        fixed = step.day_off == "keep"
        if days_off_count and not fixed:
            moved = max(move(due_on, step.day_off, calendar), anchor)  # type: ignore[arg-type]
            due_on, unknown = moved, missing_years(due_on, moved, calendar)
        steps.append(Planned(step.code, due_on, step.purpose, step.role, step.promotional, fixed, unknown))
    return steps


def rows_of(
    steps: Sequence[Planned],
    plan: Plan,
    *,
    member_id: int,
    purchase_id: int | None,
    anchor: date,
    assigned: dict[str, int | None],
    opens_on: date | None = None,
) -> list[dict[str, Any]]:
    """The follow-up rows of a started plan; `assigned` says who does a role's steps (None: 未分配).

    Steps due before `opens_on` (a plan an import starts) are `before-start`: in no list and no rate.
    """
    return [
        {
            "member_id": member_id,
            "purchase_id": purchase_id,
            "kind": plan.anchor,
            "plan": plan.code,
            "step": step.step,
            "purpose": step.purpose,
            "role": step.role,
            "assigned_id": assigned.get(step.role),
            "care": int(plan.care),
            "promotional": int(step.promotional),
            "fixed": int(step.fixed),
            "anchor_on": anchor.isoformat(),
            "due_on": step.due_on.isoformat(),
            "original_due_on": step.due_on.isoformat(),
            "state": "before-start" if opens_on and step.due_on < opens_on else "open",
        }
        for step in steps
    ]


def who_does(pack: Pack, plan: Plan, owner_id: int | None, people: Sequence[dict[str, Any]]) -> dict[str, int | None]:
    """For each role of a plan the person its steps go to: the member's owner where the owner holds
    the role, else the one of the staff with that role who came first, else nobody.
    """
    roles = {step.role for step in plan.steps}
    return {role: holder_of(pack, role, owner_id, people) for role in roles}
