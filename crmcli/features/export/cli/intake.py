"""`crmcli export intake`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.export.options import ToPrinter, View
from crmcli.features.export.sheet import intake_sheet, period
from crmcli.features.export.write import export
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.handing import Handing

app = Single()


@app.command(help=N_("Write the register of inquiries of some days, all of them without any."))
def intake(
    ctx: typer.Context,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Gathers the rows, writes the workbook, says where it is."""
    session: Session = ctx.obj
    first, last = period(session, from_day, to_day)
    handing = Handing(view, to_printer)
    handing.check()
    export(session, intake_sheet(session, first, last), handing)
