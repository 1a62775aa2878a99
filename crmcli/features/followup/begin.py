"""Beginning a plan: its steps become follow-ups. Within the one write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.core.workday import OPEN_DAILY, DayOffCalendar
from crmcli.features.calendar.store import read_calendar
from crmcli.features.case.call_store import is_complaining
from crmcli.features.followup import store
from crmcli.features.followup.holder import holder_of
from crmcli.features.followup.plan import Planned, planned, rows_of, who_does
from crmcli.features.member import store as members
from crmcli.features.staff import store as staff

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Plan


def start_plan(
    db: Connection,
    pack: Pack,
    plan: Plan,
    member: dict[str, Any],
    purchase_id: int | None,
    anchor: date,
    opens_on: date | None = None,
    calendar: DayOffCalendar | None = None,
) -> list[Planned]:
    """Writes the follow-ups of a plan and gives its steps; `calendar` is read where it is not given."""
    if calendar is None:
        calendar = read_calendar(db, pack) if pack.days_off_count else OPEN_DAILY
    steps = planned(plan, anchor, days_off_count=pack.days_off_count, calendar=calendar)
    assigned = doers(db, pack, plan, member)
    for values in rows_of(
        steps,
        plan,
        member_id=member["id"],
        purchase_id=purchase_id,
        anchor=anchor,
        assigned=assigned,
        opens_on=opens_on,
    ):
        store.add_followup(db, values)
    return steps


def doers(db: Connection, pack: Pack, plan: Plan, member: dict[str, Any]) -> dict[str, int | None]:
    """For each role of a plan who makes its calls now: whose post it is while a complaint is open, else who would."""
    people = staff.people(db)
    usual = who_does(pack, plan, member["owner_id"], people)
    role = pack.follow.complaint_role
    if role is None or not is_complaining(db, pack, member["id"]):
        return usual
    holder = holder_of(pack, role, member["owner_id"], people)
    return usual if holder is None else dict.fromkeys(usual, holder)


def welcome(db: Connection, pack: Pack, member_id: int, joined: date, opens_on: date | None = None) -> list[Planned]:
    """Starts the pack's plans for new members, each once in a member's life; gives their steps.

    Whoever makes somebody a member by what happens now calls it: an application, a first deal, a first purchase,
    a prospect converted. A list taken over makes nobody new.
    """
    begun: list[Planned] = []
    for plan in pack.plans_at("joining"):
        if not store.was_begun(db, member_id, plan.code):
            member = members.member(db, member_id) or {}
            begun += start_plan(db, pack, plan, member, None, joined, opens_on)
    return begun
