"""A treatment that was another kind than was written down: the right plan in the place of the wrong one.

What is open of the wrong plan is called off and the right one is started from the same day. Of its steps whose day
has passed only the last is owed, where nothing was done on or after that day; a call that was put off or tried
before stays on its day. What the wrong plan had called off of an earlier treatment is owed again. Within the one write.
Source: domain/followups.md, Plans.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.followup import plan_store, store
from crmcli.features.followup.replan import (
    OPEN,
    RESTORED,
    Begun,
    Replanned,
    call_off,
    changed,
    compared,
    open_of,
    place,
    replacing,
)

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Pack, Plan

Row = dict[str, Any]
#: States of a step about which nothing is owed any more because somebody dealt with it.
_OVER = ("done", "skipped", "missed")
_BEFORE = "before-start"


def stop_plan(db: Connection, purchase_id: int, today: date, reason: str) -> list[Row]:
    """Calls off what is open of the plan a purchase began; gives all its steps as they were."""
    before = plan_store.steps_of(db, purchase_id)
    call_off(db, open_of(db, purchase_id), today.isoformat(), reason)
    return before


def begin_again(
    db: Connection,
    pack: Pack,
    plan: Plan,
    member: Row,
    purchase_id: int,
    anchor: date,
    before: Sequence[Row],
    today: date,
) -> Begun:
    """Starts the right plan after `before`, the steps of the wrong one as they were."""
    placed = place(db, pack, plan, member, purchase_id, anchor)
    left = [row for row in before if row["state"] in OPEN]
    if placed.later is not None:
        return Begun([], compared([*left, *placed.called_off], ()), placed.later)
    fresh = open_of(db, purchase_id)
    for row, values in zip(fresh, _settled(fresh, before, today.isoformat()), strict=True):
        store.edit_followup(db, row["id"], values)
    stands = open_of(db, purchase_id)
    return Begun(_standing(placed.steps, stands), compared([*left, *placed.called_off], stands))


def _settled(fresh: Sequence[Row], before: Sequence[Row], today: str) -> list[Row]:
    """What becomes of each new step: over, owed, or on the day the wrong plan's call had been moved to."""
    over = {row["original_due_on"] for row in before if row["state"] in _OVER}
    passed = [row["original_due_on"] for row in fresh if row["original_due_on"] < today]
    owed = passed[-1] if passed and passed[-1] > max(over, default="") else None
    moved = {row["original_due_on"]: row for row in before if row["state"] in OPEN}
    found: list[Row] = []
    for row in fresh:
        day = row["original_due_on"]
        if day in over or (day < today and day != owed):
            found.append({"state": _BEFORE})
        else:
            was = moved.get(day, {})
            found.append({key: was[key] for key in ("state", "due_on", "due_at", "attempts", "reason") if key in was})
    return found


def _standing(steps: Sequence[Planned], stands: Sequence[Row]) -> list[Planned]:
    days = {row["step"]: date.fromisoformat(row["due_on"]) for row in stands}
    return [step._replace(due_on=days[step.step]) for step in steps if step.step in days]


def restore(
    db: Connection, pack: Pack, wrong: Plan, member_id: int, purchase_id: int, day: str, today: date
) -> list[Replanned]:
    """Opens again what a plan that was wrong had called off of the treatment before it, from today on.

    Of the steps whose day has passed the last is owed as well, where nothing was done on or after that day.
    """
    earlier = plan_store.earlier_treatment(db, member_id, wrong.replaces, day, purchase_id)
    plan = pack.plan(earlier["plan"]) if earlier is not None else None
    if earlier is None or plan is None:
        return []
    if plan_store.later_treatment(db, member_id, replacing(pack, plan), earlier["on_day"], earlier["id"]):
        return []
    steps = plan_store.steps_of(db, earlier["id"])
    called_off = [row for row in steps if row["state"] == "cancelled" and row["closed_on"] == day]
    over = max((row["original_due_on"] for row in steps if row["state"] in _OVER), default="")
    passed = [row["original_due_on"] for row in called_off if row["original_due_on"] < today.isoformat()]
    owed = passed[-1] if passed and passed[-1] > over else None
    found = [row for row in called_off if row["original_due_on"] == owed or row["original_due_on"] >= today.isoformat()]
    for row in found:
        store.edit_followup(db, row["id"], {"state": "open", "closed_on": None, "reason": None})
    return [changed(RESTORED, None, row) for row in found]
