"""`crmcli duty done`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.duty.doing import Dealt, deal_with, dealt_answer, done_words
from crmcli.features.duty.select import line_given
from crmcli.features.purchase.entry import day_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import optional
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Tick off a duty with what was delivered. The day of it that is due is meant, or that of a key."))
def done(
    ctx: typer.Context,
    duty: Annotated[
        str | None, typer.Argument(help=N_("name, code, part, pinyin; or a key such as duty:weekly-report:2026-11-02"))
    ] = None,
    delivered: Annotated[list[str] | None, typer.Argument(help=N_("what was delivered"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day it was done; today where not given"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    on = day_given(session, day)
    line = line_given(session, duty, on)
    what = " ".join(delivered or ()).strip() or optional(session, _("What was delivered (Enter for nothing)"))
    with session.write("duty done") as operation:
        row = deal_with(session, operation.db, line, Dealt("done", on, delivered=what))
    wrote(session, dealt_answer(line, row, what, operation.number), done_words(line, row))
