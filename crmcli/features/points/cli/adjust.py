"""`crmcli points adjust`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.store import member_no
from crmcli.features.points.lot import balance_seen
from crmcli.features.points.select import member_given, whole_number
from crmcli.features.points.spend import Who
from crmcli.features.points.spend import adjust as move
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Give points by hand, or take some of those that are free, with the reason."))
def adjust(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose points"))] = None,
    points: Annotated[str | None, typer.Option("--points", help=N_("how many; -100 takes a hundred"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = member_given(session, member)
    count = asked(session, points, "--points", _("Points"), lambda typed: whole_number(typed, "--points", signed=True))
    why = required(session, reason, "--reason", _("Reason")).strip()
    who = Who(row["id"], row["name"], session.today, session.require_operator().id)
    with session.write("points adjust") as operation:
        number = move(operation.db, session.pack, who, count, why)
    held = balance_seen(session.db, who.member_id, who.day)
    answer = {
        "id": number,
        "member": member_no(who.member_id),
        "name": who.name,
        "points": count,
        "date": who.day,
        "reason": why,
        "available": held.available,
        "locked": held.locked,
        "debt": held.debt,
        "operation": operation.number,
    }
    text = _("{name}: {points} points by hand, {left} free").format(
        name=who.name, points=f"{count:+}", left=held.available
    )
    wrote(session, answer, text)
