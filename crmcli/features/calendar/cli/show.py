"""`crmcli calendar show`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.calendar import store
from crmcli.features.calendar.note import years_finding
from crmcli.features.calendar.present import COLUMNS, day_shown, week_words
from crmcli.features.calendar.year import year_given
from crmcli.language import said
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("The days off and make-up days of a year, besides those of every week."))
def show(
    ctx: typer.Context,
    year: Annotated[str | None, typer.Argument(help=N_("the year; this one where not given"))] = None,
) -> None:
    """Lists the days that are entered, and says where a year is not."""
    session: Session = ctx.obj
    number = year_given(session, year, "YEAR")
    lines = [f"{number} · {week_words(session.pack)}"]
    if number not in store.entered_years(session.db):
        lines.append(said(years_finding([number])))
    rows = [day_shown(row) for row in store.days_of(session.db, [number])]
    note = "\n".join(lines)
    show_list(session, COLUMNS, rows, title=N_("working calendar"), note=note, empty=note)
