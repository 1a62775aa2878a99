"""How many of a reward are left: what the pack begins with, what came and went by hand, less what was redeemed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage.row import insert

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.moneyrule import Reward

REDEEM = "points-redeem"


def redeemed(db: Connection, reward: Reward) -> int:
    """How many have been given out."""
    found = db.execute(
        f"SELECT COALESCE(SUM(quantity), 0) FROM ledger WHERE kind = '{REDEEM}' AND item = ?", (reward.code,)
    )
    return int(found.fetchone()[0])


def stock_left(db: Connection, reward: Reward) -> int | None:
    """How many are there; None without limit."""
    if reward.stock is None:
        return None
    moved = db.execute("SELECT COALESCE(SUM(change), 0) FROM reward_stock WHERE reward = ?", (reward.code,))
    return reward.stock + int(moved.fetchone()[0]) - redeemed(db, reward)


def refuse_short(db: Connection, reward: Reward, quantity: int) -> None:
    """Refuses more than are there."""
    left = stock_left(db, reward)
    if left is None or left >= quantity:
        return
    message = N_("Of {reward} {left} are left, not {value}. What has come in: crmcli points stock {reward} --add N")
    if left <= 0:
        message = N_("{reward} has run out. What has come in: crmcli points stock {reward} --add N")
    raise Failure("refused", message, field="REWARD", value=quantity, reward=reward.name, left=max(left, 0))


def change_stock(
    db: Connection, reward: Reward, change: int, reason: str | None, on_day: str, staff_id: int | None
) -> int:
    """Notes pieces that came (above 0) or went; gives how many are there now. Raises Failure(refused)."""
    left = stock_left(db, reward)
    if left is None:
        message = N_("{reward} is without limit; the pack says no stock for it.")
        raise Failure("refused", message, field="--add", value=change, reward=reward.name)
    if left + change < 0:
        message = N_("Of {reward} {left} are left; {count} cannot be taken away.")
        facts: dict[str, Any] = {"reward": reward.name, "left": left, "count": -change}
        raise Failure("refused", message, field="--add", value=change, **facts)
    values = {"reward": reward.code, "on_day": on_day, "change": change, "reason": reason, "staff_id": staff_id}
    insert(db, "reward_stock", values)
    return left + change
