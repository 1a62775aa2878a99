"""`crmcli card refund`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.entry import amount_given, card_after
from crmcli.features.card.movement import Held
from crmcli.features.card.present import left_words, uses
from crmcli.features.card.settlement import pay_back
from crmcli.features.purchase.entry import day_given
from crmcli.features.purchase.paying import way_given
from crmcli.features.purchase.store import entry
from crmcli.language import _, aside
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Pay back what is left on a card of what was paid for it; a bonus is never paid back."))
def refund(
    ctx: typer.Context,
    card: CardOf = None,
    amount: Annotated[
        str | None, typer.Option("--amount", help=N_("what is paid back; all that is left where not given"))
    ] = None,
    sessions: Annotated[
        int | None,
        typer.Option("--sessions", help=N_("how many uses are paid back; all that are left where not given")),
    ] = None,
    pay: Annotated[
        str | None, typer.Option("--pay", help=N_("how it is paid back; as the card was paid last where not given"))
    ] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the refund; today where not given"))] = None,
    reason: Why = None,
) -> None:
    """Reads, checks, writes, says what was paid back and what stays."""
    session: Session = ctx.obj
    found = card_for(session, card, "refund")
    amount_fen = None if amount is None else amount_given("--amount", amount)
    way = way_given(session, pay)
    act = act_now(session, reason)._replace(on_day=day_given(session, day))
    with session.write("card refund") as operation:
        entry_id, taken = pay_back(operation.db, found["id"], amount_fen, sessions, way, act)
    paid = (entry(session.db, entry_id) or {})["pay"]
    changed(
        session,
        found,
        operation.number,
        _sentence(session, found, taken, paid),
        hint=_left(card_after(session, found["id"])),
        amount=yuan(taken.principal_fen),
        sessions=taken.sessions,
        pay=paid,
        date=act.on_day.isoformat(),
        reason=reason,
        id=entry_id,
    )


def _sentence(session: Session, found: dict[str, Any], taken: Held, pay: str | None) -> str:
    """What was paid back and how, since that may not have been asked."""
    text = _("{amount} of card {no} of {name} paid back")
    if taken.sessions:
        text = _("{amount} of card {no} of {name} paid back for {uses}")
    facts = {"no": found["no"], "name": found["name"], "amount": show_yuan(taken.principal_fen)}
    said = text.format(uses=uses(taken.sessions), **facts)
    way = session.pack.code("pay", pay) if pay else None
    return aside(said, way.name) if way else said


def _left(card: dict[str, Any]) -> str:
    """What stays on the card, and that a bonus is not paid back."""
    if card["kind"] == "stored" and card["bonus_fen"] and not card["principal_fen"]:
        text = _("the bonus of {amount} is not paid back and stays on the card; crmcli card close {no} lets it lapse")
        return text.format(amount=show_yuan(card["bonus_fen"]), no=card["no"])
    if not card["principal_fen"] and not card["sessions"]:
        return _("nothing is left on it; to close it: crmcli card close {no}").format(no=card["no"])
    return _("left: {left}").format(left=left_words(card))
