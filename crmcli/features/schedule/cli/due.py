"""`crmcli schedule due`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.schedule.job import DUE
from crmcli.features.schedule.options import At, MonthDay, Weekday
from crmcli.features.schedule.show import show_schedule
from crmcli.language import _
from crmcli.ui.command import Single

app = Single()


@app.command(
    help=N_(
        "How a machine writes the due list every day at 08:30: lines for crontab, systemd and Windows. --output FILE."
    )
)
def due(
    ctx: typer.Context,
    at: At = None,
    weekday: Weekday = None,
    day: MonthDay = None,
    push: Annotated[
        list[str] | None,
        typer.Option("--push", metavar="TARGET", help=N_("and send its counts to this target of push.toml, or to all")),
    ] = None,
    store: Annotated[str | None, typer.Option("--store", help=N_("members of this store"))] = None,
    by_owner: Annotated[bool, typer.Option("--by-owner", help=N_("a sheet for each person"))] = False,
) -> None:
    """Plans, prints."""
    more = ["--quiet-if-empty"]
    more += ["--by-owner"] if by_owner else []
    more += ["--store", store] if store is not None else []
    more += [f"--push={name}" for name in push or ()]
    name = _("due list") + "-{date}.xlsx"
    show_schedule(ctx.obj, DUE, name, at=at, weekday=weekday, day=day, more=more)
