"""`crmcli card close`"""

from __future__ import annotations

from typing import Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.errors import Failure
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.movement import Held
from crmcli.features.card.present import uses
from crmcli.features.card.settlement import close as close_card
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import confirm
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Close a card for good. What was paid for must be paid back first; what was given lapses."))
def close(ctx: typer.Context, card: CardOf = None, reason: Why = None) -> None:
    """Asks where something lapses, writes, says what lapsed."""
    session: Session = ctx.obj
    found = card_for(session, card, "close")
    lapses = Held(found["principal_fen"], found["bonus_fen"], found["sessions"])
    if lapses != Held() and not lapses.principal_fen and found["state"] != "closed":
        _ask(session, found, lapses)
    with session.write("card close") as operation:
        entry_id = close_card(operation.db, found["id"], lapses, act_now(session, reason))
    text = _("card {no} of {name} closed").format(no=found["no"], name=found["name"])
    hint = _("{left} that was given lapsed").format(left=_words(lapses)) if lapses != Held() else ""
    changed(
        session,
        found,
        operation.number,
        text,
        hint=hint,
        lapsed={"bonus": yuan(lapses.bonus_fen), "sessions": lapses.sessions},
        reason=reason,
        id=entry_id,
    )


def _ask(session: Session, found: dict[str, Any], lapses: Held) -> None:
    question = _("Card {no} of {name} still has {left} that was given; it lapses. Close the card?")
    question = question.format(no=found["no"], name=found["name"], left=_words(lapses))
    if not confirm(session, question):
        raise Failure("interrupted", N_("Card {no} stays open."), no=found["no"])


def _words(lapses: Held) -> str:
    return (
        uses(lapses.sessions)
        if lapses.sessions
        else _("a bonus of {amount}").format(amount=show_yuan(lapses.bonus_fen))
    )
