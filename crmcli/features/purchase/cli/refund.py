"""`crmcli purchase refund`"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_, Refused
from crmcli.core.money import parse_amount, show_yuan, yuan
from crmcli.errors import Failure, bad_field
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.points.told import back_words
from crmcli.features.purchase.cli.add import tier_moved
from crmcli.features.purchase.entry import day_given
from crmcli.features.purchase.payment import left_of
from crmcli.features.purchase.record import record_refund
from crmcli.features.purchase.select import select_purchase
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Pay back a purchase, whole or in part; the tier follows and it is said."))
def refund(
    ctx: typer.Context,
    purchase: Annotated[str | None, typer.Argument(metavar="ID", help=N_("purchase, or its member"))] = None,
    amount: Annotated[str | None, typer.Option("--amount", help=N_("what is paid back; all where not given"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("day of the refund; today where not given"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    entry = select_purchase(session, purchase)
    before = members.summaries(session.db, [entry["member_id"]], session.today.isoformat())[0]
    on_day = _day(session, entry, day)
    amount_fen = _amount(session, entry, amount)
    with session.write("purchase refund") as operation:
        refunded = record_refund(operation.db, session.pack, entry, amount_fen, on_day, session.operator_id, reason)
    after = members.summaries(session.db, [entry["member_id"]], session.today.isoformat())[0]
    answer: dict[str, Any] = {
        "id": refunded.id,
        "refund_of": entry["id"],
        "member": member_no(entry["member_id"]),
        "amount": yuan(amount_fen),
        "tier_before": before["tier"],
        "tier_after": after["tier"],
        "points": refunded.back.points,
        "points_owed": refunded.back.owed,
        "operation": operation.number,
    }
    text = _("{name}: {amount} of {item} paid back").format(
        name=before["name"], amount=show_yuan(amount_fen), item=entry["item_name"]
    )
    hints = [tier_moved(session, before["tier"], after["tier"]), *back_words(session, refunded.back)]
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))


def _day(session: Session, entry: dict[str, Any], text: str | None) -> date:
    """The day of the refund; before its purchase nothing can be paid back."""
    on_day = day_given(session, text)
    if on_day.isoformat() < entry["on_day"]:
        message = N_("{value} lies before the purchase of {day}")
        raise Failure("usage", message, field="--date", value=on_day.isoformat(), day=entry["on_day"])
    return on_day


def _amount(session: Session, entry: dict[str, Any], text: str | None) -> int:
    left = left_of(session.db, entry)
    if left.total_fen <= 0 and not left.voucher_fen:
        message = N_("Purchase {id} has been paid back in full.")
        raise Failure("refused", message, field="ID", value=entry["id"], id=entry["id"])
    if text is None:
        return left.total_fen
    try:
        amount_fen = parse_amount(text)
        if amount_fen == 0:
            raise Refused(N_("{value} pays nothing back"), value=text)
    except Refused as refused:
        raise bad_field("--amount", refused, text) from refused
    return amount_fen
