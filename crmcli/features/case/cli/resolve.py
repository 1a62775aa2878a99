"""`crmcli complaint resolve`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import RESOLVED
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case, Text, Words, text_of
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_asked

app = Single()


@app.command(help=N_("What was done about it. The call-back falls due: is the customer content?"))
def resolve(ctx: typer.Context, case: Case = None, words: Words = None, text: Text = None) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    done = lines_asked(session, text_of(words, text), "--text", _("What was done"))
    take_steps(ctx, row, [event_now(session, RESOLVED, text=done)])
