"""`crmcli card balance`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.card.past import card_on
from crmcli.features.card.present import card_listed, draw_card, number_listed
from crmcli.features.card.select import card_given, former_words
from crmcli.features.card.store import numbers_of
from crmcli.features.purchase.entry import day_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("What is left on a card and how it stands, today or at the end of any day."))
def balance(
    ctx: typer.Context,
    card: Annotated[str | None, typer.Argument(help=N_("number of the card, or its member"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("as it was at the end of this day"))] = None,
) -> None:
    """Shows one card."""
    session: Session = ctx.obj
    found = card_given(session, card)
    day = day_given(session, on, "--on").isoformat()
    shown = found if on is None else card_on(session.db, found, day)
    former = former_words(found)
    answer = card_listed(shown, day) | {
        "on": day,
        "numbers": [number_listed(one) for one in numbers_of(session.db, found["id"])],
        "warnings": [former] if former else [],
    }
    show_object(session, answer, lambda: draw_card(answer))
