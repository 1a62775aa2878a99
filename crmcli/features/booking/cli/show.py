"""`crmcli booking show`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.booking.present import STATES, booking_listed, whole_words
from crmcli.features.booking.select import any_booking
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object
from crmcli.ui.table import field_lines

app = Single()


@app.command(help=N_("One appointment: when, what for, how it stands, where it comes from."))
def show(
    ctx: typer.Context,
    booking: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an appointment, or whose the open one is"))
    ] = None,
) -> None:
    """Shows one appointment."""
    session: Session = ctx.obj
    found = any_booking(session, booking)
    answer = booking_listed(session, found)
    show_object(session, answer, lambda: _draw(session, found, answer))


def _draw(session: Session, found: dict[str, Any], answer: dict[str, Any]) -> None:
    print(whole_words(session.pack, found))
    made = " ".join(part for part in (answer["made_on"], answer["made_by"]) if part)
    pairs = [
        (_("state"), " ".join(part for part in (_(STATES[answer["state"]]), answer["closed_on"]) if part)),
        (_("no."), answer["member"]),
        (_("mobile"), answer["mobile"] or ""),
        (_("agreed on"), made),
        (_("from the call"), f"#{answer['followup']}" if answer["followup"] else ""),
        (_("call about it"), f"#{answer['call']}" if answer["call"] else ""),
        (_("reason"), answer["reason"] or ""),
        (_("note"), answer["note"] or ""),
    ]
    field_lines(pairs, indent=2)
