"""`crmcli member show`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.member.card import member_card
from crmcli.features.member.find import resolve
from crmcli.features.member.present import note_reveal
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("One member on one screen: who, tier, what is open, what was bought, warnings."))
def show(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card, number, or . for the last"))] = None,
) -> None:
    """Everything about a member."""
    session: Session = ctx.obj
    card: dict[str, Any] = member_card(session, resolve(session, member))
    note_reveal(session, "member show", 1)

    def draw() -> None:
        from crmcli.features.member.screen import draw_card

        draw_card(session, card)

    show_object(session, card, draw)
