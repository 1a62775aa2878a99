"""`crmcli complaint answer`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import ANSWERED, CLOSED
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case, Close, Text, Words, text_of
from crmcli.features.case.select import select_case
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("The customer was answered: the answer clock stops."))
def answer(ctx: typer.Context, case: Case = None, words: Words = None, text: Text = None, close: Close = False) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    events = [event_now(session, ANSWERED, text=lines_given(text_of(words, text)))]
    take_steps(ctx, row, [*events, *([event_now(session, CLOSED)] if close else [])])
