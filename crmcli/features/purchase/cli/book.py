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
from crmcli.features.followup.replanned import begun_lines, replanned_answer
from crmcli.features.member import store as members
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.features.purchase.bonus import bonus_of, noted_of, point_bonus
from crmcli.features.purchase.booking import NOT_BOOKED, Booked, Booking, bonus_booking, book, booking_given
from crmcli.features.purchase.carded import Carded, carded
from crmcli.features.purchase.cli.add import tier_moved
from crmcli.features.purchase.noted import Noted, noted_key, place, point
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, one_of
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from collections.abc import Mapping

app = Single()


@app.command("book", help=N_("Book what a register notes of a member, a bonus included: name its entry, or make it."))
def book_noted(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose amount"))] = None,
    row: Annotated[str | None, typer.Option("--row", help=N_("which of several, such as promotion:3"))] = None,
    booked: Annotated[
        str | None, typer.Option("--booked", metavar="ID", help=N_("the purchase or top-up this amount is"))
    ] = None,
    book_: Annotated[
        str | None, typer.Option("--book", metavar="ITEM|card", help=N_("make the purchase, or put it on a card"))
    ] = None,
) -> None:
    """Finds the note, checks, writes, says what it did."""
    session: Session = ctx.obj
    before = resolve(session, member)
    noted = noted_given(session, before, row)
    person = members.member(session.db, before["id"]) or {}
    booking = _booking(session, person, noted, booked, book_)
    bonus = bonus_of(session.db, noted, session.operator_id)
    with session.write("purchase book") as operation:
        done = book(operation.db, session.pack, booking, before["id"], bonus)
        if noted.amount_fen:
            point(operation.db, noted, done.entry_id or 0)
        if done.bonus_id is not None and noted.bonus_fen:
            point_bonus(operation.db, noted, done.bonus_id)
    on_card = carded(session, booking, done, before["id"], noted.bonus_fen)
    say(session, before, noted, done, on_card, operation.number)


def noted_given(session: Session, member: dict[str, Any], row: str | None) -> Noted:
    """The one row that notes something of a member that is not booked; several are offered, or named by `--row`."""
    found = noted_of(session.db, member["id"])
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
                {
                    "row": noted_key(one),
                    "date": one.on_day,
                    "amount": yuan(one.amount_fen),
                    "bonus": yuan(one.bonus_fen),
                }
                for one in found
            ],
            lines=[_line(note) for note in found],
        ),
    )


def _line(noted: Noted) -> str:
    given = _("{bonus} given").format(bonus=show_yuan(noted.bonus_fen)) if noted.bonus_fen else ""
    amount = show_yuan(noted.amount_fen) if noted.amount_fen else ""
    return "  ".join(filter(None, (noted_key(noted), noted.on_day, amount, given, place(noted))))


def _booking(
    session: Session, person: Mapping[str, Any], noted: Noted, booked: str | None, book_: str | None
) -> Booking:
    if not noted.amount_fen:
        return bonus_booking(session, person, noted, booked=booked, book=book_)

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


def say(
    session: Session, before: dict[str, Any], noted: Noted, done: Booked, on_card: Carded, operation: int | None
) -> None:
    """The answer, or the lines a clerk reads."""
    after = members.summaries(session.db, [before["id"]], session.today.isoformat())[0]
    years = {year for step in done.steps for year in step.unknown_years}
    answer = {
        "row": noted_key(noted),
        "member": member_no(before["id"]),
        "name": before["name"],
        "date": noted.on_day,
        "amount": yuan(noted.amount_fen),
        "bonus": yuan(noted.bonus_fen),
        "booked": done.entry_id if done.entry_id is not None else done.bonus_id,
        "bonus_booked": done.bonus_id,
        "card": on_card.answer,
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in done.steps],
        "replanned": replanned_answer(session, done.begun.replanned),
        "warnings": [*on_card.warnings, *warn_of_years(session, years)],
        "operation": operation,
    }
    text = _("{name} {amount}, {place}: booked as purchase {id}")
    if on_card.answer is not None and on_card.answer["entry"] == done.entry_id:
        text = _("{name}, {place}: booked")
    facts = {"name": before["name"], "amount": show_yuan(noted.amount_fen), "place": place(noted)}
    hints = [
        *(_("Note: {warning}").format(warning=warning) for warning in on_card.warnings),
        *on_card.lines,
        tier_moved(session, before["tier"], after["tier"]),
        calls_words(step.due_on for step in done.steps),
        *begun_lines(session, before["name"], done.begun),
    ]
    wrote(session, answer, text.format(**facts, id=done.entry_id), hint="\n  ".join(hint for hint in hints if hint))
