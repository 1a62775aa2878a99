"""`crmcli fee list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.fee.present import FEE_COLUMNS, fee_listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("The fees of the pack: price of a unit, how often, when due, whom they are charged to."))
def list_fees(ctx: typer.Context) -> None:
    """Lists the fee table."""
    session: Session = ctx.obj
    rows = [fee_listed(fee) for fee in session.pack.fees]
    show_list(session, FEE_COLUMNS, rows, title=N_("fees"), empty=N_("The pack has no fees."))
