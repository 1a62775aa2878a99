"""`crmcli owner history`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import members
from crmcli.features.member.find import resolve
from crmcli.features.owner.assignment import of_member
from crmcli.features.owner.present import HISTORY_COLUMNS, assignment_listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("To whom a member belonged, from when, by which source, and why it changed, newest first."))
def history(
    ctx: typer.Context,
    member: Annotated[
        str | None, typer.Argument(help=N_("name, phone tail, card or number"), autocompletion=members)
    ] = None,
) -> None:
    """Lists the changes of whom a member belongs to."""
    session: Session = ctx.obj
    row = resolve(session, member)
    found = [assignment_listed(session, one) for one in of_member(session.db, row["id"])]
    show_list(session, HISTORY_COLUMNS, found, title=N_("history"), note=row["name"])
