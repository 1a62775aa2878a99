"""`crmcli member show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.lookup import show_member
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("One member on one screen: who, tier, what is open, what was bought, warnings."))
def show(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card, number, or . for the last"))] = None,
) -> None:
    """Everything about a member."""
    show_member(ctx.obj, member)
