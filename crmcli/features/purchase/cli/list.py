"""`crmcli purchase list`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.ledger.kind import KINDS
from crmcli.features.member.find import resolve
from crmcli.features.purchase import store
from crmcli.features.purchase.entry import day_given
from crmcli.features.purchase.present import entry_listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

COLUMNS = (
    Column("id", N_("no."), "int"),
    Column("date", N_("day"), "day"),
    Column("kind", N_("kind"), "text", KINDS),
    Column("name", N_("name")),
    Column("item", N_("item")),
    Column("quantity", N_("quantity"), "int"),
    Column("amount", N_("amount"), "money"),
    Column("by", N_("by")),
    Column("note", N_("note")),
)


@app.command("list", help=N_("Purchases and refunds, newest first; of one member, or of some days."))
def list_purchases(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("only this member's"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 100,
) -> None:
    """Lists the ledger's purchases."""
    session: Session = ctx.obj
    if limit < 1:
        raise Failure("usage", N_("{value} is no number of lines; give 1 or more."), field="--limit", value=limit)
    member_id = resolve(session, member)["id"] if member else None
    first = day_given(session, from_day, "--from").isoformat() if from_day else "0000"
    last = day_given(session, to_day, "--to").isoformat() if to_day else "9999"
    rows = [listed(entry) for entry in store.entries_between(session.db, member_id, first, last, limit)]
    show_list(session, COLUMNS, rows, title=N_("purchases"))


def listed(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with its member's name."""
    return {**entry_listed(entry), "name": entry["name"]}
