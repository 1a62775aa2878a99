"""`crmcli form list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.form.choose import heading
from crmcli.features.form.present import LIST_COLUMNS
from crmcli.forms.catalogue import entries
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("The printed sheets there are: shipped ones, and your own."))
def list_forms(ctx: typer.Context) -> None:
    """Lists them; needs no file."""
    session: Session = ctx.obj
    show_list(session, LIST_COLUMNS, [heading(entry) for entry in entries()], title=N_("sheets"))
