"""`crmcli export promotion`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.export.options import ToPrinter, View
from crmcli.features.export.sheet import promotion_sheet
from crmcli.features.export.write import export
from crmcli.features.promotion.choose import promotion_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

app = Single()


@app.command(help=N_("Write everybody registered in a promotion, with the totals at the end."))
def promotion(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("the promotion: name or number"))] = None,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Finds the promotion, writes its sheet, says where it is."""
    session: Session = ctx.obj
    found = promotion_given(session, name, "NAME")
    export(session, promotion_sheet(session, found["id"]), Handing(view, to_printer))
