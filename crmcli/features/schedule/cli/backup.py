"""`crmcli schedule backup`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.schedule.job import BACKUP
from crmcli.features.schedule.options import At, MonthDay, Weekday
from crmcli.features.schedule.show import show_schedule
from crmcli.ui.command import Single

app = Single()


@app.command(
    help=N_(
        "How a machine backs up the file every day at 12:30: lines for crontab, systemd and Windows. --output FILE."
    )
)
def backup(ctx: typer.Context, at: At = None, weekday: Weekday = None, day: MonthDay = None) -> None:
    """Plans, prints."""
    path = ctx.obj.path
    show_schedule(ctx.obj, BACKUP, f"{path.stem}-{{date}}{path.suffix}", at=at, weekday=weekday, day=day)
