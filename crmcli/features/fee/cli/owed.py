"""`crmcli fee owed`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.fee.entry import fee_given
from crmcli.features.fee.listing import day_of, open_charges
from crmcli.features.fee.present import CHARGE_COLUMNS, charge_listed
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Each, show_list

app = Single()


@app.command(help=N_("Every charge that is still owed, oldest due first; of any day."))
def owed(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only this member's"))] = None,
    fee: Annotated[str | None, typer.Option("--fee", help=N_("only this fee"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("at the end of this day"))] = None,
) -> None:
    """Lists what is owed."""
    session: Session = ctx.obj
    member_id = resolve(session, member)["id"] if member else None
    code = fee_given(session, fee, "--fee").code if fee else None
    day = day_of(session, on)
    found = open_charges(session, on is not None, day, member_id, code)
    rows = Each(found, lambda charge: charge_listed(charge, day))
    show_list(session, CHARGE_COLUMNS, rows, title=N_("fees owed"), empty=N_("Nothing is owed."))
