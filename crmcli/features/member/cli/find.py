"""`crmcli member find`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member import store
from crmcli.features.member.find import find_ids
from crmcli.features.member.present import COLUMNS, listed, note_reveal
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Find members: part of a name, pinyin, initials, phone tail, card, number, ID tail."))
def find(
    ctx: typer.Context,
    text: Annotated[list[str] | None, typer.Argument(help=N_("what you know of the member"))] = None,
) -> None:
    """Lists who fits; one box for everything a clerk may know."""
    session: Session = ctx.obj
    wanted = required(session, " ".join(text or []), "text", _("Name, phone tail, card or number"))
    ids = find_ids(session.db, wanted, session.operator_id)
    rows = store.summaries(session.db, ids, session.today.isoformat())
    note_reveal(session, "member find", len(rows))
    found = [listed(session, row) for row in rows]
    show_list(session, COLUMNS, found, title=N_("members"), empty=N_("No member fits."))
