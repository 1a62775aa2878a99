"""`crmcli export application`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.export.options import Each, ToPrinter, View
from crmcli.features.export.sheet import application_sheet
from crmcli.features.export.write import export
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

app = Single()


@app.command(help=N_("Write a member's application to sign; of several members one worksheet each, then masked."))
def application(
    ctx: typer.Context,
    members: Annotated[list[str] | None, typer.Argument(metavar="MEMBER", help=N_("whose, one or several"))] = None,
    each: Each = False,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Finds the members, writes their sheets, says where they are."""
    session: Session = ctx.obj
    found = [resolve(session, text)["id"] for text in members or []] or [resolve(session, None)["id"]]
    export(session, application_sheet(session, found), Handing(view, to_printer), each=each)
