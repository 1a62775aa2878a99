"""`crmcli redo`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.operation.takeback import redo as give_back
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import emit_json

app = Single()


@app.command(help=N_("Give back what undo took: your latest, or the operation named."))
def redo(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Argument(metavar="NO", help=N_("the operation that was taken back"))] = None,
) -> None:
    """The undo is undone."""
    session: Session = ctx.obj
    done = give_back(session, number)
    if session.shared.json:
        emit_json(session, done)
        return
    text = _("Operation {number} given back, {rows} rows · undo: crmcli undo {number}")
    print(text.format(number=done["undone"], rows=done["rows"]))
