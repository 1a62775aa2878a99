"""`crmcli card open`"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.core.offset import parse_offset, shift
from crmcli.errors import FieldMissing
from crmcli.features.calendar.note import warn_of_years
from crmcli.features.card.entry import (
    amount_given,
    card_after,
    count_given,
    expires_given,
    kind_given,
    kind_word,
    warning_lines,
    warnings_of,
)
from crmcli.features.card.number import read_number
from crmcli.features.card.present import KINDS, card_listed, left_words, title
from crmcli.features.card.record import SESSIONS, NewCard, Opened, open_card
from crmcli.features.followup.ahead import calls_words
from crmcli.features.member.find import resolve
from crmcli.features.purchase.entry import day_given, item_given, staff_given
from crmcli.features.purchase.paying import NO_MONEY, way_asked
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import asked, required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.packs.model import Item

app = Single()


class Options(NamedTuple):
    """What the options say of the card, as typed."""

    kind: str | None
    amount: str | None
    bonus: str | None
    item: str | None
    sessions: int | None
    expires: str | None
    card_no: str | None
    unnamed: bool
    pay: str | None


@app.command("open", help=N_("Open a card: money with a bonus on top, or a number of uses of one item."))
def open_new(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose card"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("stored or sessions"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what is paid, in yuan"))] = None,
    bonus: Annotated[str | None, typer.Option("--bonus", help=N_("what is given on top, in yuan"))] = None,
    item: Annotated[str | None, typer.Option("--item", help=N_("what the uses are of"))] = None,
    sessions: Annotated[int | None, typer.Option("--sessions", help=N_("how many uses"))] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help=N_("last day it can be used, or none"))
    ] = None,
    card_no: Annotated[
        str | None, typer.Option("--card-no", help=N_("number on the card; the member's own, else the next one"))
    ] = None,
    unnamed: Annotated[bool, typer.Option("--unnamed", help=N_("the card is in nobody's name"))] = False,
    pay: Annotated[str | None, typer.Option("--pay", help=N_("cash, transfer, bank-card …"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day; today where not given"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff served"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    said = Options(kind, amount, bonus, item, sessions, expires, card_no, unnamed, pay)
    new = read_card(session, row["id"], said, day_given(session, day))
    new = new._replace(staff_id=staff_given(session, by), note=note)
    with session.write("card open") as operation:
        opened = open_card(operation.db, session.pack, new)
    say(session, new, opened, operation.number)


def read_card(session: Session, member_id: int, said: Options, on_day: date) -> NewCard:
    """The card the options name; what is missing is asked for in a terminal."""
    # what is only had of uses says that they are meant
    told = said.kind or (SESSIONS if said.item or said.sessions is not None else None)
    words = [kind_word(session, kind) for kind in KINDS]
    label = _("Kind of card ({names})").format(names=listed(words)) if session.interactive else _("Kind of card")
    kind = asked(session, told, "--kind", label, lambda typed: kind_given(session, typed), default=words[0])
    new = NewCard(
        member_id,
        kind,
        on_day,
        named=not said.unnamed,
        no=_number(said.card_no),
        bonus_fen=amount_given("--bonus", said.bonus),
    )
    new = _with_uses(session, new, said) if kind == SESSIONS else _with_money(session, new, said)
    asked_for = said.amount is None and new.amount_fen > 0
    return new._replace(pay=way_asked(session, said.pay, amount_was_asked=asked_for, but=NO_MONEY))


def _with_money(session: Session, new: NewCard, said: Options) -> NewCard:
    """A stored card; it may be opened empty. Uses and an item are refused by the rule, with its sentence."""
    amount = said.amount
    if amount is None and session.interactive:
        amount = required(session, None, "--amount", _("Amount"), check=parse_amount)
    return new._replace(
        amount_fen=amount_given("--amount", amount),
        item=item_given(session, said.item) if said.item else None,
        sessions=said.sessions or 0,
        expires_on=expires_given(session, said.expires) if said.expires else None,
    )


def _with_uses(session: Session, new: NewCard, said: Options) -> NewCard:
    """A card of uses: how many, their price and how long they last are what the price list says, or what is given."""
    item = asked(session, said.item, "--item", _("Item"), lambda typed: item_given(session, typed))
    sessions = _sessions(session, item, said.sessions)
    price = None if item.price_fen is None else item.price_fen * (1 if item.sessions else sessions)
    default = None if price is None else yuan(price)
    amount = required(session, said.amount, "--amount", _("Amount"), default=default, check=parse_amount)
    expires = shift(new.on_day, parse_offset(item.valid)) if item.valid else None
    if said.expires:
        expires = expires_given(session, said.expires)
    return new._replace(item=item, sessions=sessions, amount_fen=amount_given("--amount", amount), expires_on=expires)


def _sessions(session: Session, item: Item, given: int | None) -> int:
    if given is None and item.sessions is not None:
        return item.sessions
    if given is None and not session.interactive:
        raise FieldMissing("--sessions", _("Number of uses"))
    text = None if given is None else str(given)
    return asked(session, text, "--sessions", _("Number of uses"), _read_count)


def _read_count(text: str) -> int:
    from crmcli.core.text import fold
    from crmcli.errors import Failure

    try:
        count = int(fold(text))
    except ValueError:
        message = N_("{value} is no number of uses; give 1 or more.")
        raise Failure("usage", message, field="--sessions", value=text) from None
    return count_given("--sessions", count)


def _number(text: str | None) -> str | None:
    from crmcli.core.findings import Refused
    from crmcli.errors import bad_field

    try:
        return None if text is None else read_number(text)
    except Refused as refused:
        raise bad_field("--card-no", refused, text) from refused


def say(session: Session, new: NewCard, opened: Opened, operation: int | None) -> None:
    """The contract's answer, or the lines a clerk reads."""
    card = card_after(session, opened.card_id)
    warnings = warnings_of(session, card, paid_fen=new.amount_fen, pay=new.pay, begins=True)
    years = {year for step in opened.steps for year in step.unknown_years}
    answer: dict[str, Any] = card_listed(card, session.today.isoformat()) | {
        "id": opened.entry_id,
        "amount": yuan(new.amount_fen),
        "date": new.on_day.isoformat(),
        "pay": new.pay,
        "taken_over": yuan(opened.loose_fen),
        "plan": [{"step": step.step, "due_on": step.due_on.isoformat()} for step in opened.steps],
        "warnings": [*warnings, *warn_of_years(session, years)],
        "operation": operation,
    }
    text = _("{name}: card {no} opened, {title}, {left}, paid {amount}").format(
        name=card["name"], no=opened.no, title=title(card), left=left_words(card), amount=show_yuan(new.amount_fen)
    )
    hints = [*warning_lines(warnings)]
    if opened.loose_fen:
        taken = _("{amount} of it is the card balance that came along with a list")
        hints.append(taken.format(amount=show_yuan(opened.loose_fen)))
    if card["expires_on"]:
        hints.append(_("can be used until {day}").format(day=card["expires_on"]))
    hints.append(calls_words(step.due_on for step in opened.steps))
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))
