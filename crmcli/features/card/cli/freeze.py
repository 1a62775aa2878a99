"""`crmcli card freeze`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.life import freeze as freeze_card
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Freeze a card: it keeps what it holds and nothing can be done with it until it is unfrozen."))
def freeze(ctx: typer.Context, card: CardOf = None, reason: Why = None) -> None:
    """Asks why, writes, says how it goes on."""
    session: Session = ctx.obj
    found = card_for(session, card, "freeze")
    why = required(session, reason, "--reason", _("Why"))
    with session.write("card freeze") as operation:
        entry_id = freeze_card(operation.db, found["id"], act_now(session, why))
    text = _("card {no} of {name} frozen").format(no=found["no"], name=found["name"])
    hint = _("to use it again: crmcli card unfreeze {no}").format(no=found["no"])
    changed(session, found, operation.number, text, hint=hint, reason=why, id=entry_id)
