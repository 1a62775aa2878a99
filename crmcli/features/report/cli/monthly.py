"""`crmcli report monthly`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import stores
from crmcli.features.report.asked import month_given, store_given
from crmcli.features.report.monthly import monthly as month_of_figures
from crmcli.features.schedule.job import REPORT
from crmcli.features.schedule.run import SCHEDULED, scheduled
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("A month's figures beside the month before and the same month a year before; --xlsx to print."))
def monthly(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Option("--month", help=N_("2026-10, 10月, last; this month where not given"))
    ] = None,
    store: Annotated[
        str | None, typer.Option("--store", help=N_("members of this store"), autocompletion=stores)
    ] = None,
    term: Annotated[str | None, typer.Option("--scheduled", metavar="TERM", help=SCHEDULED)] = None,
) -> None:
    """Gathers, shows."""
    session: Session = ctx.obj
    with scheduled(session, REPORT, term) as run:
        place = store_given(session, store)
        period = month_given(session, month, place)
        answer = month_of_figures(session, period, place.name)
        from crmcli.features.report.show import show_monthly

        show_monthly(session, answer, period)
        run.count = 1
