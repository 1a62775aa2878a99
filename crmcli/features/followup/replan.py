"""Planning what is left of a plan anew: after a second treatment, and while a complaint is open.

Of plans that replace each other only the latest treatment's stands open. What is open of an earlier one is called
off by it, whichever of them was written down first; what was done of it stays done, and a recovery stays open as it
was. While a complaint is open the calls of a member's plans are made by the pack's `complaint_role`; closing it
gives them back to who would hold them. Everything here runs within the one write.
Source: domain/followups.md, Plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.workday import DayOffCalendar
from crmcli.features.followup import plan_store, store
from crmcli.features.followup.begin import start_plan
from crmcli.features.followup.holder import holder_of
from crmcli.features.followup.plan import Planned
from crmcli.features.member import store as members
from crmcli.features.staff import store as staff
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Plan

Row = dict[str, Any]
#: What became of a step: another took its place, nothing did, it is new, it came back, somebody else makes it.
MOVED, CALLED_OFF, BEGUN, RESTORED, HANDED = "moved", "called-off", "begun", "restored", "handed"

#: States of a step that is still owed.
OPEN = ("open", "blocked")


class Replanned(NamedTuple):
    """A step that is not as it was: by its id (of the one that stands), with day and person before and after."""

    id: int
    plan: str
    step: str
    purpose: str
    due_before: str | None
    due_after: str | None
    assigned_before: int | None
    assigned_after: int | None
    change: str


class Begun(NamedTuple):
    """The steps a treatment began that stand, what changed of others, and the later treatment that left none."""

    steps: list[Planned]
    replanned: Sequence[Replanned] = ()
    later: Row | None = None


class Placed(NamedTuple):
    """A plan that was started: its steps, what it called off of others, and the later treatment that called it off."""

    steps: list[Planned]
    called_off: list[Row]
    later: Row | None


def begin_treatment(
    db: Connection,
    pack: Pack,
    plan: Plan,
    member: Row,
    purchase_id: int,
    anchor: date,
    opens_on: date | None = None,
    calendar: DayOffCalendar | None = None,
) -> Begun:
    """Starts the plan of a treatment; what is open of the plans it replaces is called off.

    Entered late, after a treatment that replaces it, nothing of it is left open.
    """
    placed = place(db, pack, plan, member, purchase_id, anchor, opens_on, calendar)
    stands = open_of(db, purchase_id) if placed.called_off and placed.later is None else []
    steps = placed.steps if placed.later is None else []
    return Begun(steps, compared(placed.called_off, stands), placed.later)


def place(
    db: Connection,
    pack: Pack,
    plan: Plan,
    member: Row,
    purchase_id: int,
    anchor: date,
    opens_on: date | None = None,
    calendar: DayOffCalendar | None = None,
) -> Placed:
    """Starts a plan among the others of a member, so that of those that replace each other the latest stands open."""
    day = anchor.isoformat()
    later = plan_store.later_treatment(db, member["id"], replacing(pack, plan), day, purchase_id)
    left = plan_store.open_steps_of(db, member["id"], plan.replaces) if plan.replaces else []
    left = [row for row in left if row["purchase_id"] != purchase_id and (row["anchor_on"] or "") <= day]
    steps = start_plan(db, pack, plan, member, purchase_id, anchor, opens_on, calendar)
    call_off(db, left, day, second_treatment(day))
    if later is not None:
        call_off(db, open_of(db, purchase_id), later["on_day"], second_treatment(later["on_day"]))
    return Placed(steps, left, later)


def open_of(db: Connection, purchase_id: int) -> list[Row]:
    """The open and blocked steps a purchase began."""
    return [row for row in plan_store.steps_of(db, purchase_id) if row["state"] in OPEN]


def replacing(pack: Pack, plan: Plan) -> list[str]:
    """The plans that call off what is left of this one."""
    return [one.code for one in pack.plans if plan.code in one.replaces]


def second_treatment(day: str) -> str:
    """Why a step is called off."""
    return _("second treatment on {day}").format(day=day)


def call_off(db: Connection, steps: Iterable[Row], day: str, reason: str) -> None:
    """Calls steps off, with the reason."""
    for row in steps:
        store.edit_followup(db, row["id"], {"state": "cancelled", "closed_on": day, "reason": reason})


def compared(before: Sequence[Row], after: Sequence[Row]) -> list[Replanned]:
    """What became of steps that were called off where others were begun, matched by their codes; soonest first."""
    if not before:
        return []
    taken = {row["step"]: row for row in after}
    found = [_became(row, taken.pop(row["step"], None)) for row in before]
    found += [changed(BEGUN, None, row) for row in taken.values()]
    return sorted(found, key=lambda one: (one.due_after or one.due_before or "", one.id))


def _became(old: Row, new: Row | None) -> Replanned:
    if new is None:
        return changed(CALLED_OFF, old, None)
    return changed(MOVED, old, new)


def changed(change: str, old: Row | None, new: Row | None) -> Replanned:
    """A change from one row of a step to another; either may be missing."""
    row = new or old or {}
    was, now = old or {}, new or {}
    return Replanned(
        id=row["id"],
        plan=row["plan"],
        step=row["step"],
        purpose=row["purpose"],
        due_before=was.get("due_on"),
        due_after=now.get("due_on"),
        assigned_before=was.get("assigned_id"),
        assigned_after=now.get("assigned_id"),
        change=change,
    )


def hand_over(db: Connection, pack: Pack, member_id: int, *, complaining: bool) -> list[Replanned]:
    """Gives the open calls of a member's plans to who makes them while a complaint is open, or back.

    Where nobody holds the pack's post for it they stay with whom they are.
    """
    role = pack.follow.complaint_role
    steps = plan_store.open_steps(db, member_id) if role is not None else []
    if role is None or not steps:
        return []
    people = staff.people(db)
    owner_id = (members.member(db, member_id) or {}).get("owner_id")
    holder = holder_of(pack, role, owner_id, people)
    if complaining and holder is None:
        return []
    found = []
    for row in steps:
        to = holder if complaining else holder_of(pack, row["role"] or "", owner_id, people)
        if to != row["assigned_id"]:
            store.edit_followup(db, row["id"], {"assigned_id": to})
            found.append(changed(HANDED, row, {**row, "assigned_id": to}))
    return found


def net(changes: Iterable[Replanned]) -> list[Replanned]:
    """Of several changes of who makes a call the first before and the last after; what came back is none."""
    found: dict[int, Replanned] = {}
    for one in changes:
        first = found.get(one.id, one)
        found[one.id] = one._replace(assigned_before=first.assigned_before, due_before=first.due_before)
    return [one for one in found.values() if one.assigned_before != one.assigned_after]
