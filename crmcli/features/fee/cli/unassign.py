"""`crmcli fee unassign`"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee.entry import day_named, fee_given
from crmcli.features.fee.rules import show_quantity
from crmcli.features.fee.term import unassign
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command("unassign", help=N_("End what a member pays of a fee; charges that stand stay as they are."))
def unassign_fee(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("who pays"))] = None,
    fee: Annotated[str | None, typer.Argument(help=N_("fee of the pack"))] = None,
    from_day: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help=N_("first day without; today where not given"))
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DAY", help=N_("last day with"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    found = fee_given(session, fee)
    last = _last_day(session, from_day, until)
    with session.write("fee unassign") as operation:
        ended = unassign(operation.db, row, found, last)
    answer = {
        "member": member_no(row["id"]),
        "name": row["name"],
        "fee": found.code,
        "fee_name": found.name,
        "until": last.isoformat(),
        "ended": [
            {"id": one["id"], "from": one["from_on"], "quantity": show_quantity(one["quantity_milli"])} for one in ended
        ],
        "charged_still": row["kind"] in found.kinds,
        "operation": operation.number,
    }
    text = _("{name} {fee}: until {day}").format(name=row["name"], fee=found.name, day=last.isoformat())
    still = _("As one of the kinds the fee is charged to they go on paying one {unit}; --quantity 0 ends that too.")
    wrote(session, answer, text, hint=still.format(unit=found.unit) if answer["charged_still"] else "")


def _last_day(session: Session, from_day: str | None, until: str | None) -> date:
    """The last day with the fee, yesterday where nothing is said."""
    if from_day is not None and until is not None:
        message = N_("Give only one of --from (first day without) and --until (last day with).")
        raise Failure("usage", message, field="--until", value=until)
    last = day_named(session, until, "--until")
    return last or (day_named(session, from_day, "--from") or session.today) - timedelta(days=1)
