"""`crmcli member history`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.find import resolve
from crmcli.features.member.past import COLUMNS, changes_of
from crmcli.features.member.present import note_reveal
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Who changed what of a member, and when, newest first."))
def history(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("name, phone tail, card or number"))] = None,
) -> None:
    """Every change of a member's rows, from the log."""
    session: Session = ctx.obj
    row = resolve(session, member)
    found = changes_of(session, row["id"])
    note_reveal(session, "member history", 1)
    show_list(session, COLUMNS, found, title=N_("history"), note=row["name"])
