"""`crmcli points vouchers`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.find import resolve
from crmcli.features.points.present import VOUCHER_COLUMNS, voucher_listed
from crmcli.features.points.voucher import vouchers_of
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("A member's vouchers: live, used and lapsed. One pays with purchase add --voucher NUMBER."))
def vouchers(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose"))] = None,
) -> None:
    """Lists the vouchers of one member."""
    session: Session = ctx.obj
    row = resolve(session, member)
    lines = [voucher_listed(one, session.today.isoformat()) for one in vouchers_of(session.db, row["id"])]
    show_list(session, VOUCHER_COLUMNS, lines, title=N_("vouchers"))
