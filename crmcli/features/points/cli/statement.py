"""`crmcli points statement`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.features.points.statement import COLUMNS, statement_of
from crmcli.features.purchase.entry import day_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Every movement of a member's points with the balance after it, what has lapsed included."))
def statement(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
) -> None:
    """Lists the movements of one member."""
    session: Session = ctx.obj
    row = resolve(session, member)
    first = day_given(session, from_day, "--from") if from_day else None
    last = day_given(session, to_day, "--to")
    if first is not None and first > last:
        message = N_("{value} lies after {last}; nothing lies between.")
        raise Failure("usage", message, field="--from", value=first.isoformat(), last=last.isoformat())
    lines = statement_of(session.db, row["id"], first, last)
    note = f"{member_no(row['id'])}  {row['name']}"
    show_list(session, COLUMNS, lines, title=N_("points statement"), note=note, empty=N_("No points have moved yet."))
