"""`crmcli points expire`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.features.member.store import member_no
from crmcli.features.points.lapsing import Lapsed, expire_all, lapsed
from crmcli.language import _, ngettext
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, draw_table, wrote

app = Single()

COLUMNS = (
    Column("member", N_("number")),
    Column("name", N_("name")),
    Column("points", N_("points"), "int"),
    Column("last_day", N_("last day"), "day"),
)


@app.command(help=N_("Book what has lapsed for everybody. Balances are right without it; the ledger then says so too."))
def expire(
    ctx: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("only say whose points would be booked"))] = False,
) -> None:
    """One operation for everybody."""
    session: Session = ctx.obj
    today = session.today.isoformat()
    if dry_run:
        say(session, lapsed(session.db, today), None, dry_run=True)
        return
    staff_id = session.require_operator().id
    with session.write("points expire") as operation:
        found = lapsed(operation.db, today)
        expire_all(operation.db, today, staff_id)
    say(session, found, operation.number, dry_run=False)


def say(session: Session, found: list[Lapsed], number: int | None, *, dry_run: bool) -> None:
    """The answer, or what a clerk reads."""
    points = sum(one.points for one in found)
    answer: dict[str, Any] = {
        "members": len(found),
        "points": points,
        "lots": sum(one.lots for one in found),
        "dry_run": dry_run,
        "lapsed": [_listed(one) for one in found],
        "operation": number,
    }
    text = ngettext("{points} points of {count} member", "{points} points of {count} members", len(found))
    told = text.format(points=points, count=len(found))
    if dry_run and not session.shared.json:
        print(_("would be booked as lapsed: {what}").format(what=told))
        if found:
            draw_table(session, COLUMNS, answer["lapsed"])
        return
    wrote(session, answer, _("booked as lapsed: {what}").format(what=told))


def _listed(one: Lapsed) -> dict[str, Any]:
    return {
        "member": member_no(one.member_id),
        "name": one.name,
        "points": one.points,
        "lots": one.lots,
        "last_day": one.last_on,
    }
