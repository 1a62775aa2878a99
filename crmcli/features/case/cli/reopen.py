"""`crmcli complaint reopen`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.case.answer import take_steps
from crmcli.features.case.life import REOPENED
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single

app = Single()


@app.command(help=N_("Open a closed one again: a call is due at once, and the resolution clock begins anew."))
def reopen(
    ctx: typer.Context,
    case: Case = None,
    reason: Annotated[str | None, typer.Option("--reason", "--text", metavar="REASON", help=N_("why"))] = None,
) -> None:
    """Checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case, closed=True)
    why = required(session, reason, "--reason", _("Why")).strip()
    take_steps(ctx, row, [event_now(session, REOPENED, reason=why)])
