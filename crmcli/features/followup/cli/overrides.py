"""`crmcli followup overrides`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.followup import permit_store
from crmcli.features.followup.overridden import guards_words, override_listed
from crmcli.features.member.find import resolve
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

COLUMNS = (
    Column("id", N_("no.")),
    Column("day", N_("day"), "day"),
    Column("member", N_("member")),
    Column("name", N_("name")),
    Column("what", N_("what was promoted")),
    Column("followup", N_("call")),
    Column("guards", N_("in spite of")),
    Column("reason", N_("reason")),
    Column("by", N_("by")),
)


@app.command(help=N_("What was promoted to whom in spite of the recovery guard, why and by whom; newest first."))
def overrides(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Option("--month", help=N_("only of this month, 2026-10"))] = None,
    member: Annotated[str | None, typer.Option("--member", help=N_("only this member's"))] = None,
    limit: Annotated[int, typer.Option("--limit", help=N_("how many lines"))] = 100,
) -> None:
    """Lists them."""
    session: Session = ctx.obj
    if limit < 1:
        raise Failure("usage", N_("--limit {value} is not possible; give 1 or more."), field="--limit", value=limit)
    conditions, values = _conditions(session, month, member)
    rows = [override_listed(row) for row in permit_store.overrides(session.db, conditions, values, limit)]
    if session.shared.format != "json":
        rows = [{**row, "guards": guards_words(row["guards"])} for row in rows]
    show_list(
        session,
        COLUMNS,
        rows,
        title=N_("promoted in spite of the guard"),
        empty=N_("Nothing was promoted in spite of the guard."),
    )


def _conditions(session: Session, month: str | None, member: str | None) -> tuple[list[str], dict[str, Any]]:
    conditions, values = [], {}
    if member is not None:
        conditions.append("g.member_id = :member")
        values["member"] = resolve(session, member)["id"]
    if month is not None:
        from crmcli.core.month import parse_month

        try:
            conditions.append("substr(g.on_day, 1, 7) = :month")
            values["month"] = f"{parse_month(month, session.today):%Y-%m}"
        except Refused as refused:
            raise bad_field("--month", refused, month) from refused
    return conditions, values
