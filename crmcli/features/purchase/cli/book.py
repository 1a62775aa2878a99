"""`crmcli purchase book`"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.errors import Failure, FieldMissing
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words
from crmcli.features.member import store as members
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.features.purchase.booking import NOT_BOOKED, Booked, Booking, book, booking_given
from crmcli.features.purchase.cli.add import tier_moved
from crmcli.features.purchase.noted import Noted, noted_key, noted_not_booked, place, point
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, one_of
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from collections.abc import Mapping

app = Single()


@app.command("book", help=N_("Book an amount that a register notes of a member: name its purchase, or make it."))
def book_noted(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose amount"))] = None,
    row: Annotated[str | None, typer.Option("--row", help=N_("which of several, such as promotion:3"))] = None,
    booked: Annotated[
        str | None, typer.Option("--booked", metavar="ID", help=N_("the purchase this amount is"))
    ] = None,
    book_: Annotated[str | None, typer.Option("--book", metavar="ITEM", help=N_("make the purchase"))] = None,
) -> None:
    """Finds the note, checks, writes, says what it did."""
    session: Session = ctx.obj
    before = resolve(session, member)
    noted = noted_given(session, before, row)
    person = members.member(session.db, before["id"]) or {}
    booking = _booking(session, person, noted, booked, book_)
    with session.write("purchase book") as operation:
        done = book(operation.db, session.pack, booking, before["id"])
        point(operation.db, noted, done.entry_id or 0)
    say(session, before, noted, done, operation.number)


def noted_given(session: Session, member: dict[str, Any], row: str | None) -> Noted:
    """The one amount noted of a member and not booked; several are offered, or named by `--row`."""
    found = [note for note in noted_not_booked(session.db, "0000", "9999") if note.member_id == member["id"]]
    if row is not None:
        found = [note for note in found if noted_key(note) == row.strip().lower()]
    if not found:
        message = N_("Nothing is noted of {name} that is not booked.")
        if row is not None:
            message = N_("Row {value} notes nothing of {name} that is not booked.")
        field = "--row" if row is not None else "member"
        raise Failure("not-found", message, field=field, value=row or member_no(member["id"]), name=member["name"])
    return one_of(
        session,
        found,
        _line,
        lambda: Failure(
            "ambiguous",
            N_("{count} amounts are noted of {name}; name one with --row."),
            field="--row",
            count=len(found),
            name=member["name"],
            candidates=[
                {"row": noted_key(note), "date": note.on_day, "amount": yuan(note.amount_fen)} for note in found
            ],
            lines=[_line(note) for note in found],
        ),
    )


def _line(noted: Noted) -> str:
    return f"{noted_key(noted)}  {noted.on_day}  {show_yuan(noted.amount_fen)}  {place(noted)}"


def _booking(
    session: Session, person: Mapping[str, Any], noted: Noted, booked: str | None, book_: str | None
) -> Booking:
    def read(item: str | None) -> Booking:
        day = date.fromisoformat(noted.on_day)
        return booking_given(
            session,
            person,
            noted.amount_fen,
            day,
            session.operator_id,
            register=noted.register,
            booked=booked,
            book=item,
        )

    found = read(book_)
    if found != NOT_BOOKED:
        return found
    if not session.interactive:
        raise FieldMissing("--booked", _("Purchase"), _("--booked ID or --book ITEM"))
    return asked(session, None, "--book", _("Item to book it as"), read)


def say(session: Session, before: dict[str, Any], noted: Noted, done: Booked, operation: int | None) -> None:
    """The answer, or the lines a clerk reads."""
    after = members.summaries(session.db, [before["id"]], session.today.isoformat())[0]
    years = {year for step in done.steps for year in step.unknown_years}
    answer = {
        "row": noted_key(noted),
        "member": member_no(before["id"]),
        "name": before["name"],
        "date": noted.on_day,
        "amount": yuan(noted.amount_fen),
        "booked": done.entry_id,
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in done.steps],
        "warnings": warn_of_years(session, years),
        "operation": operation,
    }
    text = _("{name} {amount}, {place}: booked as purchase {id}").format(
        name=before["name"], amount=show_yuan(noted.amount_fen), place=place(noted), id=done.entry_id
    )
    hints = [tier_moved(session, before["tier"], after["tier"]), calls_words(step.due_on for step in done.steps)]
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))
