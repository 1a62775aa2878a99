"""Booking what a register notes: `--booked ID` points to an entry that is there, `--book` makes one.

`--book ITEM` makes a purchase, `--book card` puts the money on a card (crmcli.features.purchase.oncard).
`inquiry log`, `promotion register` and `member apply` call `booking_given` before their write and `book` within it.
Source: domain/money.md, "Booked once".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.money import show_yuan
from crmcli.errors import Failure, from_refused
from crmcli.features.followup.replan import Begun
from crmcli.features.purchase.bonus import NO_BONUS, Bonus, give_noted, stored_cards
from crmcli.features.purchase.bookedentry import bonus_named, entry_named, entry_offered
from crmcli.features.purchase.oncard import OnCard, Paid, is_card, on_card, put_on_card
from crmcli.features.purchase.record import Purchase, record_purchase
from crmcli.features.purchase.rules import refuse_minor

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.plan import Planned
    from crmcli.features.purchase.noted import Noted
    from crmcli.packs.model import Item, Pack
    from crmcli.session import Session


class Booking(NamedTuple):
    """How a noted amount is booked: by an entry that is there, by a purchase or money on a card, or not at all."""

    entry_id: int | None = None
    purchase: Purchase | None = None
    card: OnCard | None = None


class Booked(NamedTuple):
    """What came of it: the entry a row points to, None where it is noted only, the steps of the plans that began,
    and the entry that gave the bonus noted with it, None where it is on no card. `begun` is what a treatment changed
    of earlier plans.
    """

    entry_id: int | None
    steps: list[Planned]
    bonus_id: int | None = None
    begun: Begun = Begun([])


NOT_BOOKED = Booking()
ONE_OF_BOTH = N_("--booked names an entry that is there, --book makes one; give only one of them.")


def booking_given(
    session: Session,
    person: Mapping[str, Any],
    amount_fen: int | None,
    on_day: date,
    staff_id: int | None,
    *,
    register: str,
    booked: str | None = None,
    book: str | None = None,
    card_type: str | None = None,
    card_no: str | None = None,
) -> Booking:
    """What `--booked` and `--book` say, checked before anything is written.

    `register` is where the amount is noted, one of crmcli.features.purchase.noted.REGISTERS.
    `person` is the member's row, or the columns of one about to be added (then without `id`); `card_type` and
    `card_no` are what an application says of the card. Where neither option is given an entry of that member, day
    and amount is offered in a terminal. Raises Failure.
    """
    if booked and book:
        raise Failure("usage", ONE_OF_BOTH, field="--book", value=book)
    if (booked or book) and not amount_fen:
        message = N_("{field} needs an amount that can be booked; give --amount.")
        raise Failure("usage", message, field="--booked" if booked else "--book", value=booked or book)
    if booked:
        return Booking(entry_id=entry_named(session, person, register, booked, amount_fen or 0))
    if book and is_card(book):
        if register == "joining":
            message = N_("A joining fee is no money on a card; book it as an item of the price list.")
            raise Failure("refused", message, field="--book", value=book)
        paid = Paid(person, amount_fen or 0, on_day, staff_id, card_type, card_no)
        return Booking(card=on_card(session, paid, book))
    if book:
        return Booking(purchase=_purchase(session, person, amount_fen or 0, on_day, staff_id, book))
    return Booking(entry_id=entry_offered(session, person, register, amount_fen, on_day))


def bonus_booking(
    session: Session, person: Mapping[str, Any], noted: Noted, *, booked: str | None = None, book: str | None = None
) -> Booking:
    """Where the bonus of a row goes whose amount is booked: onto the member's card, or the entry that gave it.

    Raises Failure.
    """
    if booked and book:
        raise Failure("usage", ONE_OF_BOTH, field="--book", value=book)
    if booked:
        return Booking(entry_id=bonus_named(session, person, noted.register, booked))
    if book and not is_card(book):
        message = N_("A bonus goes onto a card and is no purchase: --book card.")
        raise Failure("usage", message, field="--book", value=book)
    day = date.fromisoformat(noted.on_day)
    if not book and not stored_cards(session.db, noted.member_id, day):
        message = N_("{name} has no card that {bonus} could go onto. To open one with it: --book card")
        raise Failure("not-found", message, field="--book", name=noted.name, bonus=show_yuan(noted.bonus_fen))
    return Booking(card=on_card(session, Paid(person, 0, day, session.operator_id), book or "card"))


def book(db: Connection, pack: Pack, booking: Booking, member_id: int, bonus: Bonus = NO_BONUS) -> Booked:
    """Makes the entry where one is to be made, and puts the bonus noted with it on a card; tier and plan follow.

    Within the one write.
    """
    if booking.card is not None:
        put = put_on_card(db, pack, booking.card, member_id, bonus)
        return Booked(put.entry_id, put.steps, put.bonus_id)
    if booking.purchase is None:
        return Booked(booking.entry_id, [], give_noted(db, bonus, member_id, booking.entry_id))
    recorded = record_purchase(db, pack, booking.purchase._replace(member_id=member_id))
    return Booked(recorded.id, recorded.steps, give_noted(db, bonus, member_id), recorded.begun)


def _purchase(
    session: Session, person: Mapping[str, Any], amount_fen: int, on_day: date, staff_id: int | None, text: str
) -> Purchase:
    item = _item(session, text)
    plan = session.pack.plan_for(item)
    if plan is not None:
        _refuse_minor(person, on_day)
    return Purchase(int(person.get("id") or 0), on_day, item, amount_fen, plan=plan, staff_id=staff_id)


def _item(session: Session, text: str) -> Item:
    from crmcli.features.purchase.entry import item_given

    try:
        return item_given(session, text)
    except Failure as failure:
        failure.field = "--book"
        failure.finding.facts["field"] = "--book"
        raise


def _refuse_minor(person: Mapping[str, Any], on_day: date) -> None:
    from crmcli.features.member.rules import age_of

    keys = ("birthday", "birthday_calendar", "birthday_leap", "guardian_consent_on")
    known = {key: person.get(key) for key in keys}
    try:
        refuse_minor(person["name"], age_of(known, on_day), known["guardian_consent_on"], on_day.isoformat())
    except Refused as refused:
        raise from_refused(refused, kind="refused", field="--book") from refused
