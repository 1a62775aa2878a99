"""`crmcli complaint hotspots`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.options import Kind
from crmcli.features.case.pattern import show_hotspots
from crmcli.features.case.select import kind_meant
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("What complaints gather around: matter, department, person, item, channel, and who repeats."))
def hotspots(
    ctx: typer.Context,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on; the first of the month"))
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day; today where not given"))
    ] = None,
    kind: Kind = None,
) -> None:
    """Counts what was logged in some days and in as many days before."""
    session: Session = ctx.obj
    wanted = kind_meant(ctx, kind)
    kinds = [wanted.code] if wanted else [one.code for one in session.pack.cases]
    show_hotspots(session, kinds, first, last)
