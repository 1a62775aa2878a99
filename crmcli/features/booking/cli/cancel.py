"""`crmcli booking cancel`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.booking.closing import close_as
from crmcli.features.booking.select import booking_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("Call an appointment off; its time is free again."))
def cancel(
    ctx: typer.Context,
    booking: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an appointment, or whose the open one is"))
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, writes, says what it did."""
    session: Session = ctx.obj
    close_as(session, booking_given(session, booking), "cancelled", lines_given(reason))
