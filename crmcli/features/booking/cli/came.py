"""`crmcli booking came`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.booking.closing import close_as, refuse_before
from crmcli.features.booking.select import booking_given
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Tick off an appointment: the customer came."))
def came(
    ctx: typer.Context,
    booking: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an appointment, or whose the open one is"))
    ] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    found = booking_given(session, booking, over=True)
    refuse_before(session, found, by_the_minute=False)
    close_as(session, found, "came")
