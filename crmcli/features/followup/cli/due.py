"""`crmcli followup due`

The options stand in crmcli.quick as well, which runs a plain line without the parser.
"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.listing import show_due
from crmcli.features.followup.sending import DueCommand, Sending, refuse_without_push, send_counts
from crmcli.features.schedule.job import DUE
from crmcli.features.schedule.run import SCHEDULED, scheduled
from crmcli.ui.command import Single

app = Single()


@app.command(cls=DueCommand, help=N_("Whom to call today and what to say: promised times, what is late, what is due."))
def due(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option("--date", help=N_("the list of this day; today where not given"))] = None,
    ahead: Annotated[int, typer.Option("--ahead", help=N_("so many days further"))] = 0,
    mine: Annotated[bool, typer.Option("--mine", help=N_("mine and nobody's; the usual for a clerk"))] = False,
    everybody: Annotated[bool, typer.Option("--all", help=N_("everybody's; the usual for all others"))] = False,
    owner: Annotated[str | None, typer.Option("--owner", help=N_("one person's, or none for nobody's"))] = None,
    store: Annotated[str | None, typer.Option("--store", help=N_("members of this store"))] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help=N_("birthday, treatment, complaint, unplanned …, or a plan"))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet-if-empty", help=N_("print nothing when nothing is due"))] = False,
    explain: Annotated[bool, typer.Option("--explain", help=N_("say of each line how it came to its place"))] = False,
    by_owner: Annotated[bool, typer.Option("--by-owner", help=N_("with --xlsx: a sheet for each person"))] = False,
    push: Annotated[
        list[str] | None,
        typer.Option("--push", metavar="[TARGET]", help=N_("send counts and masked names to this target, or to all")),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only show what --push would send"))] = False,
    force: Annotated[bool, typer.Option("--force", help=N_("push again what was sent today"))] = False,
    term: Annotated[str | None, typer.Option("--scheduled", metavar="TERM", help=SCHEDULED)] = None,
) -> None:
    """Gathers, notes whose numbers are shown, shows, sends."""
    sending = Sending(push or (), dry_run=dry_run, force=force, quiet=quiet, ahead=ahead)
    refuse_without_push(sending)
    with scheduled(ctx.obj, DUE, term) as run:
        shown = show_due(
            ctx.obj,
            day=day,
            ahead=ahead,
            mine=mine,
            everybody=everybody,
            owner=owner,
            store=store,
            kind=kind,
            quiet=quiet,
            explain=explain,
            by_owner=by_owner,
        )
        run.count = len(shown.due.lines)
        send_counts(ctx.obj, shown, sending)
