"""`crmcli fee pay`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.fee import store
from crmcli.features.fee.entry import money_given, read_as
from crmcli.features.fee.rules import parse_sum
from crmcli.features.fee.select import Chosen, chosen_of
from crmcli.features.fee.settle import Settled, Settlement, settle
from crmcli.features.member.store import member_no
from crmcli.features.purchase.entry import day_given, staff_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import asked
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Record what was paid of a charge, or of what a member owes: the oldest due goes first."))
def pay(
    ctx: typer.Context,
    charge: Annotated[str | None, typer.Argument(metavar="ID|MEMBER", help=N_("a charge, or who pays"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what was paid; all that is owed"))] = None,
    fee: Annotated[str | None, typer.Option("--fee", help=N_("only charges of this fee"))] = None,
    period: Annotated[str | None, typer.Option("--period", help=N_("only charges of this period"))] = None,
    pay: Annotated[str | None, typer.Option("--pay", help=N_("how it was paid; in money"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the payment; today where not given"))] = None,
    by: Annotated[str | None, typer.Option("--by", help=N_("who of the staff took it"))] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    chosen = chosen_of(session, charge, fee, period)
    amount_fen = _amount(session, chosen, amount)
    method = money_given(session, pay)
    on_day = day_given(session, day)
    how = Settlement("fee-payment", on_day, staff_given(session, by), method, lines_given(note))
    with session.write("fee pay") as operation:
        charges = chosen.open_charges(operation.db)
        settled = settle(operation.db, session.pack, charges, amount_fen, how, chosen.whose)
    say(session, chosen, how, settled, operation.number)


def _amount(session: Session, chosen: Chosen, text: str | None) -> int | None:
    """What is paid; None for all that is owed, which is offered in a terminal."""
    left = sum(charge["left_fen"] for charge in chosen.open_charges(session.db))
    if text is None and not session.interactive:
        return None
    return asked(
        session, text, "--amount", _("Amount"), lambda typed: read_as("--amount", typed, parse_sum), default=yuan(left)
    )


def say(session: Session, chosen: Chosen, how: Settlement, settled: list[Settled], operation: int | None) -> None:
    """The answer, or the lines a clerk reads."""
    owed_fen, _since = store.owed_of(session.db, chosen.member_id)
    paid_fen = sum(one.amount_fen for one in settled)
    code = session.pack.code("pay", how.pay or "")
    answer = {
        "member": member_no(chosen.member_id),
        "name": chosen.name,
        "amount": yuan(paid_fen),
        "pay": how.pay,
        "date": how.on_day.isoformat(),
        "payments": [payment_told(one) for one in settled],
        "owed": yuan(owed_fen),
        "operation": operation,
    }
    text = _("{name} paid {amount} ({pay}), still owed {owed}").format(
        name=chosen.name, amount=show_yuan(paid_fen), pay=code.name if code else how.pay, owed=show_yuan(owed_fen)
    )
    wrote(session, answer, text, hint="\n  ".join(_line(one) for one in settled))


def payment_told(one: Settled) -> dict[str, Any]:
    """What went to a charge, and what is left of it."""
    return {
        "id": one.id,
        "charge": one.charge["id"],
        "fee": one.charge["fee"],
        "fee_name": one.charge["item_name"],
        "period": one.charge["period"],
        "amount": yuan(one.amount_fen),
        "left": yuan(one.left_fen),
    }


def _line(one: Settled) -> str:
    text = _("{fee} {period}: {amount}, settled") if not one.left_fen else _("{fee} {period}: {amount}, {left} left")
    return text.format(
        fee=one.charge["item_name"],
        period=one.charge["period"],
        amount=show_yuan(one.amount_fen),
        left=show_yuan(one.left_fen),
    )
