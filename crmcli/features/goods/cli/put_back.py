"""`crmcli goods return`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.goods.closing import close_as
from crmcli.features.goods.select import goods_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single

app = Single()


@app.command("return", help=N_("Goods that nobody fetches go back; says why."))
def put_back(
    ctx: typer.Context,
    goods: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("goods, or whose the only ones are"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, writes, says what it did."""
    session: Session = ctx.obj
    found = goods_given(session, goods)
    why = required(session, reason, "--reason", _("Reason")).strip()
    close_as(session, found, "goods return", {"state": "returned", "reason": why})
