"""`crmcli card statement`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.card.select import card_given, former_words
from crmcli.features.card.statement import columns_for, draw_statement, head, statement_of
from crmcli.features.purchase.entry import day_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Every movement of a card with the balance after it; the last one is what is on it."))
def statement(
    ctx: typer.Context,
    card: Annotated[str | None, typer.Argument(help=N_("number of the card, or its member"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
) -> None:
    """Lists the entries of one card."""
    session: Session = ctx.obj
    found = card_given(session, card)
    first = day_given(session, from_day, "--from") if from_day else None
    last = day_given(session, to_day, "--to") if to_day else session.today
    if first is not None and first > last:
        message = N_("{value} lies after {last}; nothing lies between.")
        raise Failure("usage", message, field="--from", value=first.isoformat(), last=last.isoformat())
    lines = statement_of(session.db, found, first, last)
    note = "\n".join(part for part in (former_words(found), head(found)) if part)
    show_list(
        session,
        columns_for(found["kind"]),
        lines,
        title=N_("card statement"),
        note=note,
        text=lambda: draw_statement(session, found, lines, note),
    )
