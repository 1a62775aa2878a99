"""`crmcli card unfreeze`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.life import unfreeze as unfreeze_card
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Let a frozen card be used again, or a lost one that was found."))
def unfreeze(ctx: typer.Context, card: CardOf = None, reason: Why = None) -> None:
    """Asks why, writes, says that it can be used."""
    session: Session = ctx.obj
    found = card_for(session, card, "unfreeze")
    why = required(session, reason, "--reason", _("Why"))
    with session.write("card unfreeze") as operation:
        entry_id = unfreeze_card(operation.db, found["id"], act_now(session, why))
    text = _("card {no} of {name} can be used again").format(no=found["no"], name=found["name"])
    changed(session, found, operation.number, text, reason=why, id=entry_id)
