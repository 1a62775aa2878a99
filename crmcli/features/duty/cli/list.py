"""`crmcli duty list`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.duty.present import LIST_COLUMNS, listed
from crmcli.features.duty.source import who_does
from crmcli.features.followup.whose import is_clerk
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("The duties of the pack: when they recur, who does them, what is due, what was missed."))
def list_duties(
    ctx: typer.Context,
    everybody: Annotated[bool, typer.Option("--all", help=N_("everybody's; the usual for all others"))] = False,
) -> None:
    """Lists them; a clerk's are the own ones and nobody's."""
    session: Session = ctx.obj
    wanted = session.pack.duties
    if not everybody and is_clerk(session):
        who = who_does(session, wanted)
        wanted = tuple(duty for duty in wanted if who[duty.code] in (None, session.operator_id))
    rows = listed(session, wanted)
    show_list(session, LIST_COLUMNS, rows, title=N_("duties"), empty=N_("There are no duties."))
