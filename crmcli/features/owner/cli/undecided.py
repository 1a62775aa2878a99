"""`crmcli owner undecided`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.owner import sale_store
from crmcli.features.owner.saleshow import SALE_COLUMNS
from crmcli.features.owner.why import rules_of, sale_listed
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Purchases nobody is known to have earned, oldest first, for a supervisor to settle."))
def undecided(ctx: typer.Context) -> None:
    """Lists them."""
    session: Session = ctx.obj
    rules_of(session)
    rows = [sale_listed(row) for row in sale_store.undecided(session.db)]
    empty = N_("Of every purchase it is decided who earned it.")
    note = _("to settle one: crmcli owner settle {id} --to NAME --reason TEXT").format(id=rows[0]["id"]) if rows else ""
    show_list(session, SALE_COLUMNS, rows, title=N_("purchases undecided"), note=note, empty=empty)
