"""`crmcli points stock`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.errors import Failure
from crmcli.features.points.present import REWARD_KINDS
from crmcli.features.points.select import reward_given, whole_number
from crmcli.features.points.stock import change_stock, redeemed, stock_left
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list, wrote

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Reward

app = Single()

COLUMNS = (
    Column("name", N_("reward")),
    Column("kind", N_("kind"), "text", REWARD_KINDS),
    Column("points", N_("points"), "int"),
    Column("amount", N_("face value"), "money"),
    Column("stock", N_("in stock"), "int"),
    Column("redeemed", N_("given out"), "int"),
    Column("code", N_("code")),
)


@app.command(help=N_("The rewards, what they cost and how many are left; --add notes what came in or went."))
def stock(
    ctx: typer.Context,
    reward: Annotated[str | None, typer.Argument(help=N_("reward of the pack, or a part of its name"))] = None,
    add: Annotated[str | None, typer.Option("--add", help=N_("how many came in; -2 takes two away"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Lists the rewards, or changes the stock of one."""
    session: Session = ctx.obj
    if add is None and reason is not None:
        raise Failure("usage", N_("--reason goes with --add."), field="--reason", value=reason)
    if add is not None:
        _change(session, reward_given(session, reward), add, reason)
        return
    found = [reward_given(session, reward)] if reward is not None else session.pack.rewards
    rows = [_listed(session, one) for one in found]
    show_list(session, COLUMNS, rows, title=N_("rewards"), empty=N_("The pack has no rewards; points buy nothing yet."))


def _change(session: Session, reward: Reward, add: str, reason: str | None) -> None:
    change = whole_number(add, "--add", signed=True)
    if change < 0:
        # what is gone and nobody redeemed is asked after some day
        reason = required(session, reason, "--reason", _("Reason"))
    staff_id = session.require_operator().id
    with session.write("points stock") as operation:
        left = change_stock(operation.db, reward, change, reason, session.today.isoformat(), staff_id)
    answer = {**_listed(session, reward), "change": change, "reason": reason, "operation": operation.number}
    text = _("{reward}: {change}, {left} left").format(reward=reward.name, change=f"{change:+}", left=left)
    wrote(session, answer, text)


def _listed(session: Session, reward: Reward) -> dict[str, Any]:
    return {
        "code": reward.code,
        "name": reward.name,
        "kind": reward.kind,
        "points": reward.points,
        "amount": yuan(reward.amount_fen) if reward.amount_fen is not None else None,
        "valid": reward.valid,
        "stock": stock_left(session.db, reward),
        "redeemed": redeemed(session.db, reward),
    }
