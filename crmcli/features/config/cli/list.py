"""`crmcli config list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.config.present import COLUMNS, listed
from crmcli.features.config.settings import SETTINGS
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("Every setting of the file, its value and what it is for."))
def list_settings(ctx: typer.Context) -> None:
    """Lists the settings."""
    session: Session = ctx.obj
    show_list(session, COLUMNS, [listed(session, entry) for entry in SETTINGS.values()], title=N_("settings"))
