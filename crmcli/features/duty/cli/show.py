"""`crmcli duty show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.duty.present import HISTORY_COLUMNS, draw_duty, shown
from crmcli.features.duty.select import duty_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import draw_table, show_object

app = Single()


@app.command(help=N_("A duty and how it was kept: what was handed in on which day, how late, what was missed."))
def show(
    ctx: typer.Context,
    duty: Annotated[str | None, typer.Argument(help=N_("name, code, part, pinyin"))] = None,
) -> None:
    """Gathers and shows one duty."""
    session: Session = ctx.obj
    answer = shown(session, duty_given(session, duty))

    def draw() -> None:
        draw_duty(answer)
        if answer["history"]:
            draw_table(session, HISTORY_COLUMNS, answer["history"])

    show_object(session, answer, draw)
