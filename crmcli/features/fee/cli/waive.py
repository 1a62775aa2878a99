"""`crmcli fee waive`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.fee.cli.pay import payment_told
from crmcli.features.fee.entry import read_as
from crmcli.features.fee.rules import parse_sum
from crmcli.features.fee.select import charge_given
from crmcli.features.fee.settle import Settlement, settle
from crmcli.features.member.store import member_no
from crmcli.features.purchase.entry import day_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked, required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Let off a charge, whole or in part, with the reason."))
def waive(
    ctx: typer.Context,
    charge: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("a charge, or its member where only one is open"))
    ] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what is let off"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of it; today where not given"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    chosen = charge_given(session, charge)
    left = sum(one["left_fen"] for one in chosen.open_charges(session.db))
    amount_fen = asked(
        session,
        amount,
        "--amount",
        _("Amount"),
        lambda typed: read_as("--amount", typed, parse_sum),
        default=yuan(left),
    )
    reason = required(session, reason, "--reason", _("Reason"))
    how = Settlement("fee-waiver", day_given(session, day), session.operator_id, note=reason.strip())
    with session.write("fee waive") as operation:
        charges = chosen.open_charges(operation.db)
        (one,) = settle(operation.db, session.pack, charges, amount_fen, how, chosen.whose)
    answer = {
        **payment_told(one),
        "member": member_no(chosen.member_id),
        "name": chosen.name,
        "date": how.on_day.isoformat(),
        "reason": how.note,
        "operation": operation.number,
    }
    text = _("{name} {fee} {period}: {amount} let off, {left} left").format(
        name=chosen.name,
        fee=one.charge["item_name"],
        period=one.charge["period"],
        amount=show_yuan(one.amount_fen),
        left=show_yuan(one.left_fen),
    )
    wrote(session, answer, text)
