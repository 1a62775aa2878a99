"""`crmcli owner inspect`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.owner.present import INSPECT_COLUMNS, ordered
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(
    help=N_("How each consultant looks after their customers: reached, calls in time, overdue, longest silence.")
)
def inspect(
    ctx: typer.Context,
    month: Annotated[
        str | None, typer.Option("--month", help=N_("2026-10, 10月, last; this month where not given"))
    ] = None,
    sort: Annotated[
        str | None, typer.Option("--sort", help=N_("customers, overdue, silent_days …; -overdue for falling"))
    ] = None,
) -> None:
    """Lists the team with what each has in hand."""
    from crmcli.features.report.asked import Place, month_given
    from crmcli.features.report.consultant import inspected

    session: Session = ctx.obj
    period = month_given(session, month, Place(None, None))
    rows = ordered(inspected(session, period), sort, [column.key for column in INSPECT_COLUMNS])
    note = _("{month}, as it stands on {day}").format(month=period.month, day=period.until.isoformat())
    show_list(session, INSPECT_COLUMNS, rows, title=N_("inspection of the consultants"), note=note)
