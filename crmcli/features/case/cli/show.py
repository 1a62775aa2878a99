"""`crmcli complaint show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import command_of
from crmcli.features.case.detail import case_shown
from crmcli.features.case.options import Case
from crmcli.features.case.select import select_case
from crmcli.features.member.present import note_reveal
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("Everything about a case: who, what, every step, its clocks."))
def show(
    ctx: typer.Context,
    case: Case = None,
    clock: Annotated[bool, typer.Option("--clock", help=N_("how each deadline was counted, piece by piece"))] = False,
) -> None:
    """Shows one case."""
    session: Session = ctx.obj
    row = select_case(ctx, case, closed=None)
    shown = case_shown(session, row, clock=clock)
    note_reveal(session, command_of(ctx), 1)

    def draw() -> None:
        from crmcli.features.case.screen import draw_case

        draw_case(shown)

    show_object(session, shown, draw)
