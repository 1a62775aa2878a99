"""`crmcli points redeem`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import show_yuan, yuan
from crmcli.features.member.store import member_no
from crmcli.features.points.lot import balance_seen
from crmcli.features.points.select import member_given, reward_given, whole_number
from crmcli.features.points.spend import Redeemed, Who, redeem
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Reward

app = Single()


@app.command(
    "redeem", help=N_("Give out a reward for points that are free: the number of a voucher is said, or a gift.")
)
def redeem_points(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose points"))] = None,
    reward: Annotated[str | None, typer.Argument(help=N_("reward of the pack, or a part of its name"))] = None,
    quantity: Annotated[str, typer.Option("--quantity", help=N_("how many"))] = "1",
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    count = whole_number(quantity, "--quantity")
    row = member_given(session, member)
    found = reward_given(session, reward)
    who = Who(row["id"], row["name"], session.today, session.require_operator().id)
    with session.write("points redeem") as operation:
        done = redeem(operation.db, who, found, count)
    say(session, who, found, count, done, operation.number)


def say(session: Session, who: Who, reward: Reward, count: int, done: Redeemed, number: int | None) -> None:
    """The answer, or the lines a clerk reads."""
    left = balance_seen(session.db, who.member_id, who.day)
    answer: dict[str, Any] = {
        "id": done.id,
        "member": member_no(who.member_id),
        "name": who.name,
        "reward": reward.name,
        "kind": reward.kind,
        "quantity": count,
        "points": done.points,
        "date": who.day,
        "vouchers": [
            {"no": no, "amount": yuan(reward.amount_fen or 0), "expires_on": last} for no, last in done.vouchers
        ],
        "stock_left": done.stock_left,
        "available": left.available,
        "locked": left.locked,
        "operation": number,
    }
    text = _("{name}: {reward} ×{count} for {points} points, {left} left free").format(
        name=who.name, reward=reward.name, count=count, points=done.points, left=left.available
    )
    hints = [_voucher_words(reward, done)]
    if done.stock_left is not None:
        hints.append(_("{count} of it left").format(count=done.stock_left))
    wrote(session, answer, text, hint="\n  ".join(hint for hint in hints if hint))


def _voucher_words(reward: Reward, done: Redeemed) -> str:
    if not done.vouchers:
        return ""
    numbers = listed([no for no, _last in done.vouchers])
    last = done.vouchers[0][1]
    text = _("voucher {numbers}: {amount} each, until {day}") if last else _("voucher {numbers}: {amount} each")
    return text.format(numbers=numbers, amount=show_yuan(reward.amount_fen or 0), day=last)
