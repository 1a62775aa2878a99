"""`crmcli complaint close`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import BY_SUPERVISOR, CLOSED, CLOSED_LOOP, standing
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case
from crmcli.features.case.record import kind_of
from crmcli.features.case.select import select_case
from crmcli.features.case.step import missing
from crmcli.features.case.store import events
from crmcli.features.staff.permission import SUPERVISING, refuse_unless
from crmcli.session import Session
from crmcli.ui.command import Single

app = Single()

#: Access a role must carry to close without the closed loop.
NOT_A_CLERK = N_("{name} ({role}) may not close it without the closed loop; ask a supervisor to do it.")


@app.command(help=N_("Close it. Without what was done, a call-back that reached and an opinion only a supervisor may."))
def close(
    ctx: typer.Context,
    case: Case = None,
    reason: Annotated[
        str | None, typer.Option("--reason", help=N_("why without the closed loop; not for clerks"))
    ] = None,
) -> None:
    """Checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    found = standing(events(session.db, row["id"]))
    wanted = missing(found, kind_of(session.pack, row["kind"]))
    how = CLOSED_LOOP
    if wanted and reason is not None and found.open:
        if not reason.strip():
            raise Failure("usage", N_("--reason needs a reason."), field="--reason")
        refuse_unless(session, SUPERVISING, NOT_A_CLERK, field="--reason")
        how = BY_SUPERVISOR
    take_steps(ctx, row, [event_now(session, CLOSED, outcome=how, reason=reason)])
