"""`crmcli staff list`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.staff.present import COLUMNS, person_listed
from crmcli.features.staff.store import people
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("Who works here, in which role and store."))
def list_staff(ctx: typer.Context) -> None:
    """Lists the staff in the order they came."""
    session: Session = ctx.obj
    rows = [person_listed(session.pack, person) for person in people(session.db)]
    show_list(session, COLUMNS, rows, title=N_("staff"))
