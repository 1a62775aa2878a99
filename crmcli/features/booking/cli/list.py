"""`crmcli booking list`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.booking.listing import read_filter, sheet_note
from crmcli.features.booking.present import COLUMNS, booking_listed
from crmcli.features.booking.store import bookings
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("The appointments of a day in order of time, today's where no day is given."))
def list_bookings(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option("--date", metavar="DAY", help=N_("of this day"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="STAFF", help=N_("with this person"))] = None,
    member: Annotated[str | None, typer.Option("--member", help=N_("of this member, whenever"))] = None,
    state: Annotated[str | None, typer.Option("--state", help=N_("booked, came, no-show or cancelled"))] = None,
) -> None:
    """Lists the appointments."""
    session: Session = ctx.obj
    wanted = read_filter(session, day, from_day, to_day, with_, member, state)
    rows: list[dict[str, Any]] = [
        booking_listed(session, one) for one in bookings(session.db, wanted.conditions, wanted.values)
    ]
    note = sheet_note(wanted, len(rows))
    show_list(session, COLUMNS, rows, title=N_("appointments"), note=note, empty=N_("No appointments."))
