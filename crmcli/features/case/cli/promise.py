"""`crmcli complaint promise`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import PROMISED
from crmcli.features.case.moment import coming_moment, event_now
from crmcli.features.case.options import Case, Text
from crmcli.features.case.record import kind_of
from crmcli.features.case.select import select_case
from crmcli.features.case.step import group_of
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("What the customer was promised by when. It is called about then, on a clock of its own."))
def promise(
    ctx: typer.Context,
    case: Case = None,
    at: Annotated[str | None, typer.Option("--at", metavar="TIME", help=N_("by when: 明天15:30, +2h"))] = None,
    text: Text = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    typed = required(session, at, "--at", _("By when"), check=lambda said: coming_moment(session, said, "--at"))
    until = coming_moment(session, typed, "--at")
    hint = ""
    if row["answered_at"] is None:
        group = group_of(kind_of(session.pack, row["kind"]))
        hint = _("the first answer is still owed: crmcli {group} answer {no}").format(group=group, no=row["no"])
    event = event_now(session, PROMISED, until_at=until, text=lines_given(text))
    take_steps(ctx, row, [event], hint=hint)
