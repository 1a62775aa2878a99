"""`crmcli goods collect`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.goods.closing import close_as
from crmcli.features.goods.select import goods_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("Goods were fetched; nobody is told of them any more."))
def collect(
    ctx: typer.Context,
    goods: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("goods, or whose the only ones are"))
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help=N_("who fetched them, where it is somebody else"))
    ] = None,
) -> None:
    """Reads, writes, says what it did."""
    session: Session = ctx.obj
    found = goods_given(session, goods)
    close_as(session, found, "goods collect", {"state": "collected", "collected_by": lines_given(by)})
