"""`crmcli schedule report`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.schedule.job import REPORT
from crmcli.features.schedule.options import At, MonthDay, Weekday
from crmcli.features.schedule.show import show_schedule
from crmcli.language import _
from crmcli.ui.command import Single

app = Single()


@app.command(
    help=N_(
        "How a machine writes last month's report on the 1st at 09:00: lines for crontab, systemd and Windows. "
        "--output FILE."
    )
)
def report(ctx: typer.Context, at: At = None, weekday: Weekday = None, day: MonthDay = None) -> None:
    """Plans, prints."""
    name = _("monthly report") + "-{month}.xlsx"
    show_schedule(ctx.obj, REPORT, name, at=at, weekday=weekday, day=day)
