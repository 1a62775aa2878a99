"""`crmcli complaint overdue`"""

from __future__ import annotations

import typer

from crmcli.core.findings import N_
from crmcli.features.case import store
from crmcli.features.case.answer import command_of
from crmcli.features.case.options import Kind
from crmcli.features.case.present import COLUMNS, case_listed, late_clocks, late_words
from crmcli.features.case.select import kind_meant
from crmcli.features.member.present import note_reveal
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

LATE = Column("late", N_("overdue"), told=late_words)


@app.command(help=N_("Open cases with a clock that has run out: first answer, resolution, or what was promised."))
def overdue(ctx: typer.Context, kind: Kind = None) -> None:
    """Lists them, what has been late longest first."""
    session: Session = ctx.obj
    meant = kind_meant(ctx, kind)
    listed = [
        case_listed(session, row) for row in store.open_cases(session.db, [meant.code] if meant is not None else None)
    ]
    rows = [{**row, "late": late} for row in listed if (late := late_clocks(row))]
    rows.sort(key=lambda row: min(one["due_at"] for one in row["clocks"] if one["name"] in row["late"]))
    note_reveal(session, command_of(ctx), len(rows))
    columns = (COLUMNS[0], LATE, *COLUMNS[1:])
    show_list(session, columns, rows, title=N_("overdue cases"), empty=N_("Nothing is overdue."))
