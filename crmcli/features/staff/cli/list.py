"""`crmcli staff list`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.staff.present import COLUMNS, EVERY_COLUMN, person_listed
from crmcli.features.staff.store import roster
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("Who works here, in which role and store, under whom, with how many customers and calls."))
def list_staff(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=N_("those who have left as well"))] = False,
) -> None:
    """Lists the staff in the order they came."""
    session: Session = ctx.obj
    rows = [person_listed(session.pack, person) for person in roster(session.db, every=every)]
    show_list(session, EVERY_COLUMN if every else COLUMNS, rows, title=N_("staff"))
