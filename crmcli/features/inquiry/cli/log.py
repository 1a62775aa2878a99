"""`crmcli inquiry log`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.inquiry import store
from crmcli.features.inquiry.answer import say_logged
from crmcli.features.inquiry.entry import Options, Read, read_inquiry
from crmcli.features.inquiry.record import Logged, log_inquiry
from crmcli.features.member import options
from crmcli.features.member import store as members
from crmcli.features.purchase.booking import Booked, Booking, book, booking_given
from crmcli.features.purchase.carded import carded
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(
    help=N_("Record an inquiry. Who is not known becomes a prospect and is called; a first deal makes a member.")
)
def log(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option("--name", help=N_("who asks"))] = None,
    phone: Annotated[str | None, typer.Option("--phone", help=N_("the phone of who asks"))] = None,
    channel: Annotated[str | None, typer.Option("--channel", help=N_("phone or on-site"))] = None,
    item: Annotated[str | None, typer.Option("--item", help=N_("what is asked about"))] = None,
    source: Annotated[
        list[str] | None, typer.Option("--source", help=N_("how they heard of us; may be given several times"))
    ] = None,
    first_deal: Annotated[bool, typer.Option("--first-deal", help=N_("dealt at once, for the first time"))] = False,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("amount of the first deal"))] = None,
    booked: Annotated[
        str | None, typer.Option("--booked", metavar="ID", help=N_("the purchase that holds the amount"))
    ] = None,
    book_: Annotated[
        str | None,
        typer.Option(
            "--book", metavar="ITEM|card", help=N_("book the amount as a purchase of this item, or on a card")
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff received them"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the inquiry; today where not given"))] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=N_("how long it took"))] = None,
    result: Annotated[str | None, typer.Option("--result", help=N_("interest, appointment or none"))] = None,
    address: options.Address = None,
    wechat: options.Wechat = None,
    note: options.Note = None,
    same_phone_ok: options.SamePhone = False,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    given = Options(
        *(name, phone, channel, item, source or (), first_deal, amount, by, day, minutes, result, address, note),
        wechat,
        same_phone_ok,
    )
    read = read_inquiry(session, given)
    booking = _booking(session, read, booked, book_)
    with session.write("inquiry log") as operation:
        logged, done = _log(session, operation.db, read, booking)
    say_logged(session, read, logged, carded(session, booking, done, logged.member_id), operation.number)


def _booking(session: Session, read: Read, booked: str | None, book_: str | None) -> Booking:
    """How the amount of a first deal is booked; the person stands in the file already, or is about to."""
    inquiry, row = read.inquiry, read.person.row
    person = members.member(session.db, row["id"]) if row else read.person.columns
    return booking_given(
        session,
        person or {},
        inquiry.amount_fen,
        inquiry.on_day,
        inquiry.staff_id,
        register="inquiry",
        booked=booked,
        book=book_,
    )


def _log(session: Session, db: Any, read: Read, booking: Booking) -> tuple[Logged, Booked]:
    logged = log_inquiry(db, session.pack, read.inquiry._replace(booked_id=booking.entry_id))
    made = book(db, session.pack, booking, logged.member_id)
    if made.entry_id != booking.entry_id:
        store.edit_inquiry(db, logged.id, {"booked_id": made.entry_id})
    return logged._replace(booked_id=made.entry_id, steps=[*logged.steps, *made.steps]), made
