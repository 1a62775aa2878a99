"""`crmcli pack list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.pack.present import LIST_COLUMNS
from crmcli.packs.load import available
from crmcli.session import Session
from crmcli.storage.packcopy import own_packs
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("The packs a file can be made with: shipped ones, and your own."))
def list_packs(ctx: typer.Context) -> None:
    """Lists them; needs no file."""
    session: Session = ctx.obj
    rows = [{"name": name, "title": title, "origin": origin} for name, title, origin in available(own_packs())]
    show_list(session, LIST_COLUMNS, rows, title=N_("packs"))
