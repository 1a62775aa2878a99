"""Booking what a register notes: `--booked ID` points to an entry that is there, `--book ITEM` makes a purchase.

`inquiry log`, `promotion register` and `member apply` call `booking_given` before their write and `book` within it.
Source: domain/money.md, "Booked once".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.money import show_yuan
from crmcli.core.text import fold
from crmcli.errors import Failure, from_refused
from crmcli.features.member.store import member_no
from crmcli.features.purchase import store
from crmcli.features.purchase.noted import PAPER, free_entries, place, pointing_at
from crmcli.features.purchase.record import Purchase, record_purchase
from crmcli.features.purchase.rules import refuse_minor
from crmcli.language import _

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.followup.plan import Planned
    from crmcli.packs.model import Item, Pack
    from crmcli.session import Session

CARD = "card"


class Booking(NamedTuple):
    """How a noted amount is booked: by an entry that is there, by a purchase to be made, or not at all."""

    entry_id: int | None = None
    purchase: Purchase | None = None


class Booked(NamedTuple):
    """The entry a row points to, None where it is noted only, and the steps of the plan a purchase started."""

    entry_id: int | None
    steps: list[Planned]


NOT_BOOKED = Booking()


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
) -> Booking:
    """What `--booked` and `--book` say, checked before anything is written.

    `register` is where the amount is noted, one of crmcli.features.purchase.noted.REGISTERS.
    `person` is the member's row, or the columns of one about to be added (then without `id`). Where neither option
    is given a purchase of that member, day and amount is offered in a terminal. Raises Failure.
    """
    if booked and book:
        message = N_("--booked names an entry that is there, --book makes one; give only one of them.")
        raise Failure("usage", message, field="--book", value=book)
    if (booked or book) and not amount_fen:
        message = N_("{field} needs an amount that can be booked; give --amount.")
        raise Failure("usage", message, field="--booked" if booked else "--book", value=booked or book)
    if booked:
        return Booking(entry_id=_entry_named(session, person, register, booked, amount_fen or 0))
    if book:
        return Booking(purchase=_purchase(session, person, amount_fen or 0, on_day, staff_id, book))
    return _offered(session, person, register, amount_fen, on_day)


def book(db: Connection, pack: Pack, booking: Booking, member_id: int) -> Booked:
    """Makes the purchase where one is to be made; tier and plan follow. Within the one write."""
    if booking.purchase is None:
        return Booked(booking.entry_id, [])
    recorded = record_purchase(db, pack, booking.purchase._replace(member_id=member_id))
    return Booked(recorded.id, recorded.steps)


def _entry_named(session: Session, person: Mapping[str, Any], register: str, text: str, amount_fen: int) -> int:
    number = fold(text)
    entry = store.entry(session.db, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
    if entry is None:
        message = N_("There is no purchase {value}. See: crmcli purchase list")
        raise Failure("not-found", message, field="--booked", value=text)
    if entry["member_id"] != person.get("id"):
        message = N_("Purchase {value} is of {no}, not of {name}.")
        facts = {"no": member_no(entry["member_id"]), "name": person["name"]}
        raise Failure("refused", message, field="--booked", value=text, **facts)
    if entry["kind"] != "purchase":
        message = N_("Entry {value} is no purchase; name the purchase itself. See: crmcli purchase list")
        raise Failure("refused", message, field="--booked", value=text)
    refuse_twice(session.db, register, entry["id"])
    _ask_amount(session, entry, amount_fen)
    return int(entry["id"])


def _ask_amount(session: Session, entry: Mapping[str, Any], amount_fen: int) -> None:
    """Asks where the entry is of another amount than the one noted: perhaps it is another purchase."""
    if entry["amount_fen"] == amount_fen:
        return
    from crmcli.ui.ask import confirm

    text = _("Purchase {id} is of {booked}, noted are {noted}. Is it this one all the same?")
    facts = {"booked": show_yuan(entry["amount_fen"]), "noted": show_yuan(amount_fen)}
    if not confirm(session, text.format(id=entry["id"], **facts)):
        raise Failure("interrupted", N_("Nothing was written."))


def refuse_twice(db: Connection, register: str, entry_id: int) -> None:
    """Refuses an entry that another row of the same register points to already, naming the row.

    One of another register may: a first deal noted at the inquiry and in a promotion is the same money.
    """
    standing = [noted for noted in pointing_at(db, entry_id) if PAPER[noted.register] == PAPER[register]]
    if standing:
        message = N_("Purchase {value} is booked for {place} already; an entry stands in a register once.")
        raise Failure("refused", message, field="--booked", value=entry_id, place=place(standing[0]))


def _purchase(
    session: Session, person: Mapping[str, Any], amount_fen: int, on_day: date, staff_id: int | None, text: str
) -> Purchase:
    if fold(text) == CARD:
        message = N_(
            "Cards are not built yet. Book what was sold with --book ITEM, or name its purchase with --booked ID."
        )
        raise Failure("refused", message, field="--book", value=text)
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


def _offered(
    session: Session, person: Mapping[str, Any], register: str, amount_fen: int | None, on_day: date
) -> Booking:
    """An entry of that member, day and amount, where there is one and somebody is there to say that it is this."""
    if not session.interactive or not amount_fen or person.get("id") is None:
        return NOT_BOOKED
    found = free_entries(session.db, register, person["id"], on_day.isoformat(), amount_fen)
    if not found:
        return NOT_BOOKED
    from crmcli.ui.ask import choose_one

    question = _("Is it one of these? Enter leaves the amount noted only.")
    chosen = choose_one(session, question, found, _line)
    return NOT_BOOKED if chosen is None else Booking(entry_id=chosen["id"])


def _line(entry: Mapping[str, Any]) -> str:
    return f"{entry['id']}  {entry['on_day']}  {entry['item_name']}  {show_yuan(entry['amount_fen'])}"
