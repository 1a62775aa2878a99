"""`crmcli followup due`

The options stand in crmcli.quick as well, which runs a plain line without the parser.
"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.listing import show_due
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Whom to call today and what to say: promised times, what is late, what is due."))
def due(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option("--date", help=N_("the list of this day; today where not given"))] = None,
    ahead: Annotated[int, typer.Option("--ahead", help=N_("so many days further"))] = 0,
    mine: Annotated[bool, typer.Option("--mine", help=N_("mine and nobody's; the usual for a clerk"))] = False,
    everybody: Annotated[bool, typer.Option("--all", help=N_("everybody's; the usual for all others"))] = False,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("one person's, or none for nobody's"))] = None,
    store: Annotated[str | None, typer.Option("--store", help=N_("members of this store"))] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("birthday, treatment …, or a plan"))] = None,
    quiet: Annotated[bool, typer.Option("--quiet-if-empty", help=N_("print nothing when nothing is due"))] = False,
) -> None:
    """Gathers, notes whose numbers are shown, shows."""
    show_due(
        ctx.obj,
        day=day,
        ahead=ahead,
        mine=mine,
        everybody=everybody,
        owner=owner,
        store=store,
        kind=kind,
        quiet=quiet,
    )
