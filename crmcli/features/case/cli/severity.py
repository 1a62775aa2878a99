"""`crmcli complaint severity`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.entry import severity_given
from crmcli.features.case.life import RATED
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case, Text
from crmcli.features.case.record import kind_of, whose
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("Say how bad it is. Running clocks are set anew from their beginning; what was met stays met."))
def severity(
    ctx: typer.Context,
    case: Case = None,
    level: Annotated[str | None, typer.Argument(metavar="SEVERITY", help=N_("severity of the pack"))] = None,
    text: Text = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    kind = kind_of(session.pack, row["kind"])
    typed = required(session, level, "SEVERITY", _("Severity"), check=lambda said: severity_given(kind, said))
    wanted = severity_given(kind, typed)
    person_id = None
    if kind.role_for(wanted) != kind.role_for(row["severity_now"]):
        person_id = whose(session.db, session.pack, kind, wanted, row["owner_id"] or row["staff_id"])
    take_steps(ctx, row, [event_now(session, RATED, severity=wanted, person_id=person_id, text=lines_given(text))])
