"""`crmcli complaint confirm`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.entry import opinion_given
from crmcli.features.case.life import CLOSED, CONFIRMED, standing
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case, Close, Text
from crmcli.features.case.record import kind_of
from crmcli.features.case.select import select_case
from crmcli.features.case.step import refuse_step
from crmcli.features.case.store import events
from crmcli.features.case.words import code_words
from crmcli.language import _, separator
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_asked, lines_given

app = Single()


@app.command(help=N_("The call-back reached the customer: what they say of it. With --close it is closed at once."))
def confirm(
    ctx: typer.Context,
    case: Case = None,
    opinion: Annotated[str | None, typer.Option("--opinion", help=N_("satisfied, unsatisfied …"))] = None,
    text: Text = None,
    close: Close = False,
) -> None:
    """Reads, asks, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    kind = kind_of(session.pack, row["kind"])
    wanted = event_now(session, CONFIRMED, opinion="")
    refuse_step(row["no"], standing(events(session.db, row["id"])), kind, wanted)
    words = separator().join(code_words(session.pack, "opinion").values())
    label = _("Opinion ({words})").format(words=words)
    if kind.needs_opinion or opinion:
        typed = required(session, opinion, "--opinion", label, check=lambda said: opinion_given(session, said))
        wanted = wanted._replace(opinion=opinion_given(session, typed))
    if opinion:
        said = lines_given(text)
    else:
        said = lines_asked(session, text, "--text", _("In the customer's words"), needed=False)
    steps = [wanted._replace(text=said, opinion=wanted.opinion or None)]
    take_steps(ctx, row, [*steps, *([event_now(session, CLOSED)] if close else [])])
