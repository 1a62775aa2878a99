"""A walk-in in one write: the member, the inquiry it ends, the promotion's row, the booking, the application.

Source: domain/activities.md, "A walk-in is one command"; domain/members.md, Kinds and standing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.application import store
from crmcli.features.followup.begin import welcome
from crmcli.features.inquiry import store as inquiries
from crmcli.features.inquiry.prospect import Converted, make_member
from crmcli.features.member import store as members
from crmcli.features.promotion.record import Entry, register
from crmcli.features.purchase.bonus import Bonus
from crmcli.features.purchase.booking import NOT_BOOKED, Booked, Booking, book

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Pack


class Application(NamedTuple):
    """An application as it is to be recorded.

    `member_id` is who applies, where the file knows them already; `person` are the columns of the member table that
    the form fills: all of a new member, of a known one those that change. `sources` are codes of the pack's list or
    words that are none of it; `source_detail` is what was written beside 其他. `application_id` is the application
    that this one replaces, such as the same form read a second time; only its own row changes then. `occasion` says
    on a card's statement what a bonus was given for; where it is None nothing is given, as for forms read back.
    """

    applied_on: date
    person: Mapping[str, Any]
    member_id: int | None = None
    card_type: str | None = None
    card_no: str | None = None
    amount_fen: int | None = None
    joining_fen: int | None = None
    gift: str | None = None
    bonus_fen: int = 0
    sources: tuple[str, ...] = ()
    source_detail: str | None = None
    salesperson: str | None = None
    promotion_id: int | None = None
    inquiry_id: int | None = None
    booking: Booking = NOT_BOOKED
    joining_booking: Booking = NOT_BOOKED
    staff_id: int | None = None
    store_id: int | None = None
    note: str | None = None
    recorded_on: date | None = None
    opens_on: date | None = None
    application_id: int | None = None
    occasion: str | None = None


class Applied(NamedTuple):
    """What was written.

    `made` says that a member was added, `joined` that somebody became one by it; `cancelled` are a prospect's calls
    that are off; `steps` are those of the plans that began; `booked` is what became of the amount and the bonus.
    """

    id: int
    member_id: int
    made: bool = False
    joined: bool = False
    inquiry_id: int | None = None
    entry_id: int | None = None
    cancelled: tuple[int, ...] = ()
    steps: tuple[Planned, ...] = ()
    booked: Booked = Booked(None, [])


def apply(db: Connection, pack: Pack, wanted: Application) -> Applied:
    """Writes an application and all that hangs on it. Within the one write."""
    made = wanted.member_id is None
    member_id = _add(db, wanted) if wanted.member_id is None else wanted.member_id
    if wanted.application_id is not None:
        members.edit_member(db, member_id, dict(wanted.person))
        return _replaced(db, wanted, wanted.application_id, member_id)
    converted, joined = (Converted(None, ()), True) if made else _take_over(db, wanted, member_id)
    card = book(db, pack, wanted.booking, member_id, _bonus(wanted))
    fee = book(db, pack, wanted.joining_booking, member_id)
    entry_id = _register(db, wanted, member_id, card.bonus_id)
    values = _columns(wanted, member_id) | {"booked_id": card.entry_id, "joining_booked_id": fee.entry_id}
    values |= {"promotion_entry_id": entry_id, "inquiry_id": converted.inquiry_id, "bonus_booked_id": card.bonus_id}
    number = store.add_application(db, values)
    # a form filled in by somebody who has long been a member makes nobody new
    steps = welcome(db, pack, member_id, wanted.applied_on, wanted.opens_on) if joined else []
    begun = (*steps, *card.steps, *fee.steps)
    done = converted.inquiry_id, entry_id, converted.cancelled, begun, card
    return Applied(number, member_id, made, joined, *done)


def _bonus(wanted: Application) -> Bonus:
    given = wanted.bonus_fen if wanted.occasion is not None else 0
    return Bonus(
        "application", given, wanted.amount_fen or 0, wanted.applied_on, wanted.staff_id, wanted.occasion or None
    )


def _add(db: Connection, wanted: Application) -> int:
    day = wanted.applied_on.isoformat()
    recorded = (wanted.recorded_on or wanted.applied_on).isoformat()
    fixed = {"standing": "member", "recorded_on": recorded}
    return members.add_member(db, {"joined_on": day, **wanted.person, **fixed})


def _take_over(db: Connection, wanted: Application, member_id: int) -> tuple[Converted, bool]:
    """Puts what the form says into somebody known; who was no member becomes one."""
    members.edit_member(db, member_id, dict(wanted.person))
    member = members.member(db, member_id) or {}
    if member["standing"] == "prospect":
        return make_member(db, member, wanted.applied_on, wanted.inquiry_id), True
    back = member["standing"] == "left"
    if back:
        members.edit_member(db, member_id, {"standing": "member"})
    if wanted.inquiry_id is not None:
        inquiries.edit_inquiry(db, wanted.inquiry_id, {"converted_on": wanted.applied_on.isoformat()})
    return Converted(wanted.inquiry_id, ()), back


def _replaced(db: Connection, wanted: Application, number: int, member_id: int) -> Applied:
    """Puts what the form says into the row of an earlier reading; money and registers were moved by that one."""
    kept = store.application(db, number) or {}
    given = {key: value for key, value in _columns(wanted, member_id).items() if value not in (None, kept[key])}
    if not wanted.bonus_fen:
        given.pop("bonus_fen", None)
    store.edit_application(db, number, given)
    return Applied(number, member_id)


def _columns(wanted: Application, member_id: int) -> dict[str, Any]:
    return {
        "member_id": member_id,
        "applied_on": wanted.applied_on.isoformat(),
        "card_type": wanted.card_type,
        "card_no": wanted.card_no,
        "amount_fen": wanted.amount_fen,
        "joining_fen": wanted.joining_fen,
        "gift": wanted.gift,
        "bonus_fen": wanted.bonus_fen,
        "source": "\n".join(wanted.sources) or None,
        "source_detail": wanted.source_detail,
        "salesperson": wanted.salesperson,
        "staff_id": wanted.staff_id,
        "store_id": wanted.store_id,
        "note": wanted.note,
    }


def _register(db: Connection, wanted: Application, member_id: int, bonus_id: int | None) -> int | None:
    """The row of the promotion. It points to no entry for its amount: the application does, for both."""
    if wanted.promotion_id is None:
        return None
    return register(
        db,
        Entry(
            wanted.promotion_id,
            member_id,
            wanted.applied_on,
            wanted.amount_fen or 0,
            wanted.gift,
            wanted.bonus_fen,
            staff_id=wanted.staff_id,
            note=wanted.note,
            bonus_booked_id=bonus_id,
        ),
    )
