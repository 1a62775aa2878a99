"""`crmcli card extend`"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from crmcli.core.day import parse_day
from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.features.card.change import CardOf, Why, act_now, card_for, changed
from crmcli.features.card.entry import card_after
from crmcli.features.card.life import extend as extend_card
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, required
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Let a card be used longer: another, later last day."))
def extend(
    ctx: typer.Context,
    card: CardOf = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="DAY", help=N_("the new last day it can be used"))
    ] = None,
    reason: Why = None,
) -> None:
    """Asks what is missing, writes, says both days."""
    session: Session = ctx.obj
    found = card_for(session, card, "extend")
    day = asked(session, expires, "--expires", _("Last day"), lambda text: _day(session, text))
    why = required(session, reason, "--reason", _("Why"))
    with session.write("card extend") as operation:
        extend_card(operation.db, found["id"], day, act_now(session, why))
    now = card_after(session, found["id"])
    text = _("card {no} of {name} can be used until {day}, no longer only until {until}")
    text = text.format(no=found["no"], name=found["name"], day=now["expires_on"], until=found["expires_on"])
    changed(session, found, operation.number, text, former_expires_on=found["expires_on"], reason=why)


def _day(session: Session, text: str) -> date:
    try:
        return parse_day(text, session.today)
    except Refused as refused:
        raise bad_field("--expires", refused, text) from refused
