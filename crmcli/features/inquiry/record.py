"""Recording an inquiry: the entry, the person it makes, the plan it starts. Within the one write.

A prospect, and somebody who left and asks again, gets the pack's plan for inquiries. A member gets none: its words
aim at a first visit, and a member has an owner and calls of their own; `inquiry log` names the command that plans
one. Nobody who deals at once gets one either.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup.begin import start_plan, welcome
from crmcli.features.inquiry import store
from crmcli.features.inquiry.prospect import cancel_steps, make_member, open_steps
from crmcli.features.member import store as members
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.core.workday import DayOffCalendar
    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Pack


class Inquiry(NamedTuple):
    """An inquiry as it is to be recorded.

    `member_id` is who asked; where that is nobody yet, `person` holds the columns of the new entry (name, phone …,
    checked; standing and days are set here), else those of the known one that were empty and are told now.
    `sources` are codes of the pack's list, or words that are none of it.
    `opens_on` is an import's day: earlier steps of the plan are in no list.
    """

    member_id: int | None
    on_day: date
    channel: str
    item: str
    item_code: str | None = None
    person: Mapping[str, Any] | None = None
    sources: tuple[str, ...] = ()
    source_detail: str | None = None
    first_deal: bool = False
    amount_fen: int | None = None
    booked_id: int | None = None
    minutes: int | None = None
    result: str | None = None
    staff_id: int | None = None
    store_id: int | None = None
    note: str | None = None
    source_key: str | None = None
    opens_on: date | None = None
    recorded_on: date | None = None


class Logged(NamedTuple):
    """What was written. `first` is the first open call of the plan that counts (id, due_on), `cancelled` are calls
    of an earlier plan that are off, `made` says that a person was added, `converted` that a prospect became a
    member by it.
    """

    id: int
    member_id: int
    steps: list[Planned]
    first: dict[str, Any] | None = None
    cancelled: tuple[int, ...] = ()
    made: bool = False
    converted: bool = False
    booked_id: int | None = None


def log_inquiry(db: Connection, pack: Pack, inquiry: Inquiry, calendar: DayOffCalendar | None = None) -> Logged:
    """Writes one inquiry and all that hangs on it; `calendar` is read where it is not given."""
    made = inquiry.member_id is None
    member_id = inquiry.member_id if inquiry.member_id is not None else _add_person(db, inquiry)
    if not made and inquiry.person:
        members.edit_member(db, member_id, dict(inquiry.person))
    member = members.member(db, member_id) or {}
    number = store.add_inquiry(db, _columns(inquiry, member_id))
    if inquiry.first_deal:
        converted = make_member(db, member, inquiry.on_day, number)
        is_new = converted.inquiry_id is not None
        steps = welcome(db, pack, member_id, inquiry.on_day, inquiry.opens_on) if made or is_new else []
        return Logged(number, member_id, steps, cancelled=converted.cancelled, made=made, converted=is_new)
    if member["standing"] == "member":
        return Logged(number, member_id, [], made=made)
    return _follow(db, pack, inquiry, number, member, calendar)._replace(made=made)


def _add_person(db: Connection, inquiry: Inquiry) -> int:
    day = inquiry.on_day.isoformat()
    standing = {"standing": "member", "joined_on": day} if inquiry.first_deal else {"standing": "prospect"}
    recorded = (inquiry.recorded_on or inquiry.on_day).isoformat()
    return members.add_member(db, {"recorded_on": recorded, **(inquiry.person or {}), **standing})


def _columns(inquiry: Inquiry, member_id: int) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "on_day": inquiry.on_day.isoformat(),
        "channel": inquiry.channel,
        "item": inquiry.item,
        "item_code": inquiry.item_code,
        "source": "\n".join(inquiry.sources) or None,
        "source_detail": inquiry.source_detail,
        "first_deal": int(inquiry.first_deal),
        "amount_fen": inquiry.amount_fen,
        "booked_id": inquiry.booked_id,
        "minutes": inquiry.minutes,
        "result": inquiry.result,
        "staff_id": inquiry.staff_id,
        "store_id": inquiry.store_id,
        "note": inquiry.note,
        "source_key": inquiry.source_key,
    }


def _follow(
    db: Connection,
    pack: Pack,
    inquiry: Inquiry,
    number: int,
    member: dict[str, Any],
    calendar: DayOffCalendar | None,
) -> Logged:
    """Starts the plan in the place of an earlier one; an inquiry written down late never replaces a later one's."""
    plans, day = pack.plans_at("inquiry"), inquiry.on_day.isoformat()
    standing = open_steps(db, member["id"])
    if not plans or any((row["anchor_on"] or "") > day for row in standing):
        return Logged(number, member["id"], [], standing[0] if standing else None)
    cancelled = cancel_steps(db, member["id"], inquiry.on_day, _("asked again on {day}").format(day=day))
    steps = start_plan(db, pack, plans[0], member, None, inquiry.on_day, inquiry.opens_on, calendar)
    opened = open_steps(db, member["id"])
    return Logged(number, member["id"], steps, opened[0] if opened else None, cancelled)
