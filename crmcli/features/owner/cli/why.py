"""`crmcli owner why`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import members
from crmcli.features.member.find import resolve
from crmcli.features.owner.saleselect import sale_of_id
from crmcli.features.owner.saleshow import draw_member, draw_sale
from crmcli.features.owner.why import member_why, sale_why
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(
    help=N_(
        "Whose a member is and until when, or who earned a purchase: each rule that was tried, and what decided. "
        "A number alone is the purchase of that number, where there is one."
    )
)
def why(
    ctx: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(metavar="MEMBER|PURCHASE", help=N_("a member, or a purchase's id"), autocompletion=members),
    ] = None,
) -> None:
    """Explains a purchase or a member."""
    session: Session = ctx.obj
    row = sale_of_id(session, which.strip()) if which else None
    if row is not None:
        answer = sale_why(session, row)
        show_object(session, answer, lambda: draw_sale(session, row, answer))
        return
    found = member_why(session, resolve(session, which))
    show_object(session, found, lambda: draw_member(session, found))
