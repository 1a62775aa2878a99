"""`crmcli duty day`"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.workday import missing_years
from crmcli.errors import Failure, bad_field
from crmcli.features.calendar.note import say_unknown_years
from crmcli.features.calendar.store import calendar_of
from crmcli.features.duty.present import DAY_COLUMNS, days_listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()

#: So many days are listed where no end is given, and at most so many at all.
USUAL, MOST = 31, 400


@app.command(help=N_("Which duties fall on which day, 31 days on where nothing is given."))
def day(
    ctx: typer.Context,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("first day; today if none"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("last day"))] = None,
) -> None:
    """Lists the days of all duties, with what became of those gone by."""
    session: Session = ctx.obj
    first = _day(session, from_day, "--from") or session.today
    last = _day(session, to_day, "--to") or first + timedelta(days=USUAL)
    if not first <= last <= first + timedelta(days=MOST):
        message = N_("From {first} to {value} are no days, or more than {most}.")
        raise Failure("usage", message, field="--to", value=last.isoformat(), first=first.isoformat(), most=MOST)
    if session.pack.days_off_count and any(duty.day_off != "keep" for duty in session.pack.duties):
        say_unknown_years(session, missing_years(first, last, calendar_of(session)))
    rows = days_listed(session, first, last)
    show_list(session, DAY_COLUMNS, rows, title=N_("days of the duties"), empty=N_("No duty falls on these days."))


def _day(session: Session, text: str | None, field: str) -> date | None:
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today) if text is not None else None
    except Refused as refused:
        raise bad_field(field, refused, text or "") from refused
