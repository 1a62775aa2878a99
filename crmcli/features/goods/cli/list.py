"""`crmcli goods list`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.goods.present import COLUMNS, goods_listed
from crmcli.features.goods.store import all_goods
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("What is held and how many days already, what lies longest first."))
def list_goods(
    ctx: typer.Context,
    everything: Annotated[
        bool, typer.Option("--all/--held", help=N_("what was fetched or went back as well; only what is held"))
    ] = False,
    member: Annotated[str | None, typer.Option("--member", help=N_("for this member"))] = None,
) -> None:
    """Lists the goods."""
    session: Session = ctx.obj
    conditions, values = [] if everything else ["g.state = 'held'"], {}
    if member is not None:
        conditions.append("g.member_id = :member")
        values["member"] = resolve(session, member, "--member")["id"]
    rows: list[dict[str, Any]] = [goods_listed(session, one) for one in all_goods(session.db, conditions, values)]
    show_list(session, COLUMNS, rows, title=N_("goods held"), empty=N_("Nothing is held."))
