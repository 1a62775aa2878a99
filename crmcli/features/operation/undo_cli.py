"""`crmcli undo`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.operation.takeback import undo as take_back
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import emit_json

app = Single()


@app.command(help=N_("Take back your latest operation, or the one named."))
def undo(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(metavar="NO", help=N_("its number, see `crmcli operations`"))] = None,
    with_later: Annotated[bool, typer.Option("--with-later", help=N_("also what later work built upon it"))] = False,
) -> None:
    """Says what it takes back; asks above ten rows or for another's work."""
    session: Session = ctx.obj
    done = take_back(session, number, with_later=with_later)
    if session.shared.json:
        emit_json(session, done)
        return
    text = _("Operation {numbers} taken back, {rows} rows · give back: crmcli redo {first}")
    numbers = listed(sorted([done["undone"], *done["later"]]))
    print(text.format(numbers=numbers, rows=done["rows"], first=done["undone"]))
