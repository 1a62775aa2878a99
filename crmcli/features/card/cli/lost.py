"""`crmcli card lost`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.life import report_lost
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Report a card lost: nobody can use it until it is found or has a new number."))
def lost(ctx: typer.Context, card: CardOf = None, reason: Why = None) -> None:
    """Writes, says what is left and how it goes on."""
    session: Session = ctx.obj
    found = card_for(session, card, "lost")
    with session.write("card lost") as operation:
        entry_id = report_lost(operation.db, found["id"], act_now(session, reason))
    text = _("card {no} of {name} reported lost; nobody can use it").format(no=found["no"], name=found["name"])
    hint = _("a new number: crmcli card replace {no}; found again: crmcli card unfreeze {no}").format(no=found["no"])
    changed(session, found, operation.number, text, hint=hint, reason=reason, id=entry_id)
