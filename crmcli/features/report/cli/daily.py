"""`crmcli report daily`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import stores
from crmcli.features.report.asked import day_given, store_given
from crmcli.features.report.daily import daily as day_of_figures
from crmcli.features.report.dailyshow import show_daily
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(
    help=N_("A day: first deals and prospects, calls, complaints, takings, what is not booked; --xlsx to print.")
)
def daily(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day; today where not given"))] = None,
    store: Annotated[
        str | None, typer.Option("--store", help=N_("members of this store"), autocompletion=stores)
    ] = None,
) -> None:
    """Gathers, shows."""
    session: Session = ctx.obj
    place = store_given(session, store)
    period = day_given(session, day, place)
    show_daily(session, day_of_figures(session, period, place.name), period)
