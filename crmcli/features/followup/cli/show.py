"""`crmcli followup show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.followup.detail import detail, line_meant
from crmcli.features.followup.present import note_numbers, sight_of
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("One call before it is made: what to say, the treatment, last notes, attempts, warnings."))
def show(
    ctx: typer.Context,
    which: Annotated[str | None, typer.Argument(metavar="ID|MEMBER", help=N_("a follow-up, or whom it is for"))] = None,
    explain: Annotated[bool, typer.Option("--explain", help=N_("say how it came to its place in the list"))] = False,
) -> None:
    """Gathers and shows one follow-up."""
    session: Session = ctx.obj
    meant = line_meant(session, which)
    sight = sight_of(session, session.today)
    note_numbers(session, [meant.line], sight, "followup show")
    shown = detail(session, meant, sight)
    if explain:
        from crmcli.features.followup.explain import explain_one

        shown["explain"] = explain_one(session, meant.line, sight)

    def draw() -> None:
        from crmcli.features.followup.screen import draw_followup

        draw_followup(session, shown)

    show_object(session, shown, draw)
