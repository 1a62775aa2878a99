"""`crmcli operations`: what was done, when and by whom."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.operation import store
from crmcli.session import Session
from crmcli.storage.standing import is_undone
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

STATES = {"done": N_("in force"), "undone": N_("taken back")}
COLUMNS = (
    Column("operation", N_("no."), "int"),
    Column("at", N_("time"), "time"),
    Column("operator", N_("by")),
    Column("command", N_("command")),
    Column("rows", N_("rows"), "int"),
    Column("state", N_("state"), "text", STATES),
    Column("undoes", N_("takes back")),
)


@app.command(help=N_("What was done, newest first; every line can be taken back with `crmcli undo NO`."))
def operations(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Option("--member", help=N_("only what concerns this member"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 50,
) -> None:
    """Lists the log."""
    session: Session = ctx.obj
    if member:
        from crmcli.features.member.find import resolve

        found = store.of_member(session.db, resolve(session, member)["id"], limit)
    else:
        found = store.operations(session.db, limit)
    show_list(session, COLUMNS, [listed(session, row) for row in found], title=N_("operations"))


def listed(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    """An operation with the keys of the contract."""
    return {
        "operation": row["id"],
        "at": row["at"],
        "day": row["day"],
        "operator": row["operator"],
        "command": row["command"],
        "rows": row["rows"],
        "state": "undone" if is_undone(session.db, row["id"]) else "done",
        "undoes": row["undoes"],
    }
