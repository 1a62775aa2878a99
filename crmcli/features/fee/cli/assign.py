"""`crmcli fee assign`"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import show_yuan
from crmcli.errors import Failure, bad_field
from crmcli.features.fee import store
from crmcli.features.fee.entry import day_named, fee_given, read_as
from crmcli.features.fee.present import term_listed, term_words
from crmcli.features.fee.rules import MILLI, charged_fen, check_term, parse_quantity, parse_sum, show_quantity
from crmcli.features.fee.term import Term, assign, refuse_gone
from crmcli.features.member.find import resolve
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Fee

app = Single()


@app.command("assign", help=N_("Say that a member pays a fee: how many units, at what price, from when until when."))
def assign_fee(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("who pays"))] = None,
    fee: Annotated[str | None, typer.Argument(help=N_("fee of the pack"))] = None,
    quantity: Annotated[
        str | None, typer.Option("--quantity", help=N_("how many units, 89.5; 0 charges nothing"))
    ] = None,
    price: Annotated[
        str | None, typer.Option("--price", metavar="AMOUNT", help=N_("a price of their own for a unit"))
    ] = None,
    from_day: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("first day; today where not given"))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help=N_("last day; without end where not given"))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    refuse_gone(row)
    found = fee_given(session, fee)
    first = day_named(session, from_day, "--from") or session.today
    last = day_named(session, until, "--until")
    if last is not None and last < first:
        message = N_("{value} lies before the first day, {day}.")
        raise Failure("usage", message, field="--until", value=last.isoformat(), day=first.isoformat())
    milli = (
        MILLI if quantity is None else read_as("--quantity", quantity, lambda text: parse_quantity(text, found.unit))
    )
    price_fen = None if price is None else read_as("--price", price, parse_sum)
    try:
        check_term(found, milli, price_fen)
    except Refused as refused:
        raise bad_field("--quantity", refused) from refused
    term = Term(row["id"], found, milli, price_fen, first, last, lines_given(note), session.operator_id)
    with session.write("fee assign") as operation:
        number, replaced = assign(operation.db, term)
    say(session, term, number, replaced, operation.number)


def say(session: Session, term: Term, number: int, replaced: list[dict[str, Any]], operation: int | None) -> None:
    """The answer, or the lines a clerk reads."""
    held = next(one for one in store.terms(session.db, term.member_id, term.fee.code, "0000") if one["id"] == number)
    former = [
        {"id": one["id"], "from": one["from_on"], "until": _new_end(one, term), "quantity": _quantity(one)}
        for one in replaced
    ]
    answer = term_listed(session.pack, held) | {"replaced": former, "operation": operation}
    text = _("{name} {fee}: {terms}, from {day}").format(
        name=held["name"], fee=term.fee.name, terms=terms_words(term.fee, held), day=held["from_on"]
    )
    hint = "\n  ".join(_("in the place of {term}").format(term=term_words(one)) for one in replaced)
    wrote(session, answer, text, hint=hint)


def _quantity(term: dict[str, Any]) -> str:
    return show_quantity(term["quantity_milli"])


def _new_end(former: dict[str, Any], term: Term) -> str | None:
    """The last day a former term has now; None where none is left to it."""
    last = (term.from_on - timedelta(days=1)).isoformat()
    return last if former["from_on"] <= last else None


def terms_words(fee: Fee, held: dict[str, Any]) -> str:
    """89.5平方米 × 3.50 = 313.25"""
    price_fen = fee.price_fen if held["price_fen"] is None else held["price_fen"]
    amount = show_yuan(charged_fen(price_fen, held["quantity_milli"]))
    return f"{_quantity(held)}{fee.unit} × {show_yuan(price_fen)} = {amount}"
