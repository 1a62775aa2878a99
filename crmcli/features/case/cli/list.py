"""`crmcli complaint list`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case import store
from crmcli.features.case.answer import command_of
from crmcli.features.case.life import STATES
from crmcli.features.case.options import Kind
from crmcli.features.case.present import COLUMNS, case_listed
from crmcli.features.case.select import kind_meant
from crmcli.features.member.find import resolve
from crmcli.features.member.present import note_reveal
from crmcli.features.purchase.entry import day_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()

OPEN = "open"


@app.command("list", help=N_("Cases, newest first; those of a member, of some days, in some state."))
def list_cases(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only this member's"))] = None,
    kind: Kind = None,
    state: Annotated[str | None, typer.Option("--state", help=N_("open, or logged, routed, answered … closed"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("come in from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("come in up to this day"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 100,
) -> None:
    """Lists cases."""
    session: Session = ctx.obj
    if limit < 1:
        raise Failure("usage", N_("{value} is no number of lines; give 1 or more."), field="--limit", value=limit)
    conditions, values = _wanted(ctx, session, member, kind, state)
    for name, text, sign in (("first", from_day, ">="), ("last", to_day, "<=")):
        if text:
            conditions.append(f"c.on_day {sign} :{name}")
            values[name] = day_given(session, text, "--from" if name == "first" else "--to").isoformat()
    rows = [case_listed(session, row) for row in store.cases(session.db, conditions, values, limit=limit)]
    note_reveal(session, command_of(ctx), len(rows))
    show_list(session, COLUMNS, rows, title=N_("cases"), empty=N_("No case fits."))


def _wanted(
    ctx: typer.Context, session: Session, member: str | None, kind: str | None, state: str | None
) -> tuple[list[str], dict[str, Any]]:
    conditions: list[str] = []
    values: dict[str, Any] = {}
    meant = kind_meant(ctx, kind)
    if meant is not None:
        conditions.append("c.kind = :kind")
        values["kind"] = meant.code
    if member:
        conditions.append("c.member_id = :member_id")
        values["member_id"] = resolve(session, member)["id"]
    if state == OPEN:
        conditions.append("s.closed_at IS NULL")
    elif state is not None:
        if state not in STATES:
            message = N_("{value} is no state; there are {names}.")
            raise Failure("usage", message, field="--state", value=state, names=[OPEN, *STATES])
        conditions.append("s.state = :state")
        values["state"] = state
    return conditions, values
