"""`crmcli fee assigned`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.fee import store
from crmcli.features.fee.entry import fee_given
from crmcli.features.fee.present import TERM_COLUMNS, term_listed
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Each, show_list

app = Single()


@app.command(help=N_("Who pays which fee: quantity, price, from when until when. Those of the fee's kinds aside."))
def assigned(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only this member's"))] = None,
    fee: Annotated[str | None, typer.Option("--fee", help=N_("only this fee"))] = None,
    every: Annotated[bool, typer.Option("--all", help=N_("those that have ended as well"))] = False,
) -> None:
    """Lists the terms in force and to come."""
    session: Session = ctx.obj
    member_id = resolve(session, member)["id"] if member else None
    code = fee_given(session, fee, "--fee").code if fee else None
    found = store.terms(session.db, member_id, code, "0000" if every else session.today.isoformat())
    rows = Each(found, lambda term: term_listed(session.pack, term))
    show_list(session, TERM_COLUMNS, rows, title=N_("who pays which fee"))
