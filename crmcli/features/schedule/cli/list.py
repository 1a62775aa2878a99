"""`crmcli schedule list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.schedule.listing import COLUMNS, jobs
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()

NONE = N_("Nothing has run by itself yet. To begin: crmcli schedule due, crmcli schedule backup")


@app.command("list", help=N_("What runs by itself: the last run, the next one, what was missed or failed."))
def list_jobs(ctx: typer.Context) -> None:
    """Reads the stamps, shows."""
    session: Session = ctx.obj
    show_list(session, COLUMNS, jobs(session.db, session.now), title=N_("scheduled jobs"), empty=NONE)
