"""`crmcli promotion register`"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, NamedTuple

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.errors import Failure, bad_field, from_refused
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.followup.ahead import calls_words
from crmcli.features.followup.permit import reasons
from crmcli.features.followup.replanned import begun_lines, replanned_answer
from crmcli.features.member import store as members
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.features.promotion import store
from crmcli.features.promotion.choose import promotion_on
from crmcli.features.promotion.record import Entry, register
from crmcli.features.promotion.rules import Given, given_for, given_text, steps_read
from crmcli.features.purchase.bonus import Bonus
from crmcli.features.purchase.booking import Booked, book, booking_given
from crmcli.features.purchase.carded import Carded, booked_words, carded
from crmcli.features.purchase.cli.add import tier_moved
from crmcli.features.purchase.entry import day_given, staff_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


class Options(NamedTuple):
    """What the options say, as typed."""

    amount: str | None
    gift: str | None
    bonus: str | None
    by: str | None
    day: str | None
    note: str | None


@app.command("register", help=N_("Write down who came to a promotion, for how much, and what was given."))
def register_row(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PROMOTION] MEMBER", help=N_("the promotion may be left out where only one runs")),
    ] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what was paid, in yuan"))] = None,
    gift: Annotated[
        str | None, typer.Option("--gift", help=N_("gift, or none; as its steps say where not given"))
    ] = None,
    bonus: Annotated[str | None, typer.Option("--bonus", help=N_("amount given, in yuan; as its steps say"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff served"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day; today where not given"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text; why something else is given"))] = None,
    booked: Annotated[
        str | None, typer.Option("--booked", metavar="ID", help=N_("the purchase this amount is"))
    ] = None,
    book_: Annotated[
        str | None,
        typer.Option("--book", metavar="ITEM|card", help=N_("make the purchase in the same step, or put it on a card")),
    ] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    on_day = day_given(session, day)
    promotion_text, member_text = _words(words or [])
    promotion = promotion_on(session, promotion_text, on_day)
    member = resolve(session, member_text)
    entry = read_entry(session, promotion["id"], member, on_day, Options(amount, gift, bonus, by, day, note))
    person = members.member(session.db, member["id"]) or {}
    booking = booking_given(
        session,
        person,
        entry.amount_fen,
        on_day,
        entry.staff_id,
        register="promotion",
        booked=booked,
        book=book_,
    )
    warnings = warnings_of(session, member, entry)
    with session.write("promotion register") as operation:
        done = book(operation.db, session.pack, booking, member["id"], _bonus(entry, promotion["name"]))
        row = entry._replace(booked_id=done.entry_id, bonus_booked_id=done.bonus_id)
        number = register(operation.db, row)
    on_card = carded(session, booking, done, member["id"], entry.bonus_fen)
    say(session, member, number, done, on_card, [*warnings, *on_card.warnings], operation.number)


def _bonus(entry: Entry, promotion: str) -> Bonus:
    return Bonus("promotion", entry.bonus_fen, entry.amount_fen, entry.on_day, entry.staff_id, promotion)


def _words(words: list[str]) -> tuple[str | None, str | None]:
    """Promotion and member as they were typed; one word alone is the member."""
    if len(words) > 2:
        message = N_("Too many words: {value}. Write: crmcli promotion register [PROMOTION] MEMBER --amount AMOUNT")
        raise Failure("usage", message, field="MEMBER", value=" ".join(words[2:]))
    return (words[0], words[1]) if len(words) == 2 else (None, words[0] if words else None)


def read_entry(session: Session, promotion_id: int, member: dict[str, Any], on_day: date, said: Options) -> Entry:
    """The row the options name; what is given is proposed by the steps. An amount missing is asked for."""
    amount_fen = asked(session, said.amount, "--amount", _("Amount"), lambda typed: _amount("--amount", typed))
    bonus_fen = None if said.bonus is None else _amount("--bonus", said.bonus)
    note = lines_given(said.note)
    given = _given(session, promotion_id, amount_fen, said.gift, bonus_fen, note)
    staff_id = staff_given(session, said.by)
    return Entry(promotion_id, member["id"], on_day, amount_fen, given.gift, given.bonus_fen, None, staff_id, note)


def _amount(field: str, text: str) -> int:
    try:
        return parse_amount(text)
    except Refused as refused:
        raise bad_field(field, refused, text) from refused


def _given(
    session: Session, promotion_id: int, amount_fen: int, gift: str | None, bonus_fen: int | None, note: str | None
) -> Given:
    steps = steps_read((store.promotion(session.db, promotion_id) or {})["gifts"])
    try:
        return given_for(steps, amount_fen, gift, bonus_fen, note)
    except Refused as refused:
        field = "--gift" if gift is not None else "--bonus"
        value = gift if gift is not None else yuan(bonus_fen or 0)
        raise from_refused(refused, field=field, value=value) from refused


def warnings_of(session: Session, member: dict[str, Any], entry: Entry) -> list[str]:
    """What is worth a word: nothing should be promoted to who came, or the row stands there already."""
    said = reasons(session, member)
    same = store.same_entries(
        session.db, entry.promotion_id, entry.member_id, entry.on_day.isoformat(), entry.amount_fen
    )
    if same:
        said.append(_("the same day and amount stand in row {id} already").format(id=same[0]))
    return said


def say(
    session: Session,
    before: dict[str, Any],
    number: int,
    done: Booked,
    on_card: Carded,
    warnings: list[str],
    operation: int | None,
) -> None:
    """The contract's answer, or the lines a clerk reads."""
    entry = store.entry(session.db, number) or {}
    after = members.summaries(session.db, [before["id"]], session.today.isoformat())[0]
    years = {year for step in done.steps for year in step.unknown_years}
    answer = {
        "id": number,
        "no": entry["no"],
        "promotion": entry["promotion"],
        "member": member_no(before["id"]),
        "name": before["name"],
        "date": entry["on_day"],
        "amount": yuan(entry["amount_fen"]),
        "gift": entry["gift"],
        "bonus": yuan(entry["bonus_fen"]),
        "by": entry["by"],
        "note": entry["note"],
        "booked": entry["booked_id"],
        "bonus_booked": entry["bonus_booked_id"],
        "card": on_card.answer,
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in done.steps],
        "replanned": replanned_answer(session, done.begun.replanned),
        "warnings": [*warnings, *warn_of_years(session, years)],
        "operation": operation,
    }
    text = _("{promotion}: {name} {amount}, given {given}").format(
        promotion=entry["promotion"],
        name=before["name"],
        amount=show_yuan(entry["amount_fen"]),
        given=given_text(Given(entry["gift"], entry["bonus_fen"])) or _("nothing"),
    )
    hints = [
        *(_("Note: {warning}").format(warning=warning) for warning in warnings),
        booked_words(done, on_card, entry["amount_fen"]),
        *on_card.lines,
        tier_moved(session, before["tier"], after["tier"]),
        calls_words(step.due_on for step in done.steps),
        *begun_lines(session, before["name"], done.begun),
    ]
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))
