"""Points redeemed, given or taken by hand. Within the one write; what cannot be is refused with the figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.offset import parse_offset, shift
from crmcli.errors import Failure
from crmcli.features.points import lot, stock
from crmcli.features.points.earn import lot_days
from crmcli.features.points.rules import Balance, allocate
from crmcli.features.purchase.store import add_entry
from crmcli.storage.row import insert
from crmcli.storage.series import next_number

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack
    from crmcli.packs.moneyrule import Reward

HAND = "points-hand"
#: What the numbers of vouchers begin with: 代金.
PREFIX = "DJ"


class Who(NamedTuple):
    """Whose points are moved, on which day and by whom."""

    member_id: int
    name: str
    on_day: date
    staff_id: int | None

    @property
    def day(self) -> str:
        """The day as text."""
        return self.on_day.isoformat()


class Redeemed(NamedTuple):
    """The entry, the points it took, the vouchers that were made (number, last day), and how many pieces are left."""

    id: int
    points: int
    vouchers: list[tuple[str, str | None]]
    stock_left: int | None


def redeem(db: Connection, who: Who, reward: Reward, quantity: int) -> Redeemed:
    """Gives out a reward for points that are free. Raises Failure(refused)."""
    lot.book_lapsed(db, who.member_id, who.day, who.staff_id)
    stock.refuse_short(db, reward, quantity)
    points = reward.points * quantity
    columns = {"kind": stock.REDEEM, "item": reward.code, "item_name": reward.name, "quantity": quantity}
    entry_id = _take(db, who, points, columns, reward.name)
    vouchers = [_voucher(db, who, reward, entry_id) for _count in range(quantity if reward.kind == "voucher" else 0)]
    return Redeemed(entry_id, points, vouchers, stock.stock_left(db, reward))


def _voucher(db: Connection, who: Who, reward: Reward, entry_id: int) -> tuple[str, str | None]:
    number = next_number(db, PREFIX, who.on_day.year)
    expires = shift(who.on_day, parse_offset(reward.valid)).isoformat() if reward.valid else None
    values = {
        "no": number,
        "member_id": who.member_id,
        "entry_id": entry_id,
        "reward": reward.code,
        "reward_name": reward.name,
        "amount_fen": reward.amount_fen,
        "issued_on": who.day,
        "expires_on": expires,
    }
    insert(db, "voucher", values)
    return number, expires


def adjust(db: Connection, pack: Pack, who: Who, points: int, reason: str) -> int:
    """Gives points by hand, a lot that is free at once, or takes some of those that are free; gives the entry's id."""
    lot.book_lapsed(db, who.member_id, who.day, who.staff_id)
    columns: dict[str, Any] = {"kind": HAND, "note": reason}
    if points < 0:
        return _take(db, who, -points, columns, None)
    _unlocks, expires_on = lot_days(pack, who.day)
    whose = {"member_id": who.member_id, "on_day": who.day, "staff_id": who.staff_id}
    entry_id = add_entry(db, {**columns, **whose, "points": points, "expires_on": expires_on})
    lot.repay(db, entry_id)
    return entry_id


def _take(db: Connection, who: Who, points: int, columns: dict[str, Any], what: str | None) -> int:
    held = lot.spendable(db, who.member_id, who.day)
    if held.redeemable < points:
        raise _refused(who, held, points, what)
    entry_id = add_entry(
        db,
        {
            **columns,
            "member_id": who.member_id,
            "on_day": who.day,
            "points": -points,
            "staff_id": who.staff_id,
        },
    )
    for taken, part in allocate(held.lots, points, who.day):
        lot.use(db, who.member_id, entry_id, taken.id, who.day, part)
    return entry_id


def _refused(who: Who, held: Balance, points: int, what: str | None) -> Failure:
    """Why so many points cannot go: all there is, what of it is locked and until when, what is owed."""
    facts: dict[str, Any] = {
        "needed": points,
        "what": what or "",
        "name": who.name,
        "held": held.available + held.locked,
        "free": held.available,
        "locked": held.locked,
        "debt": held.debt,
        "day": _free_on(held, points, who.day),
    }
    if facts["day"] and held.debt:
        message = N_(
            "{needed} points are wanted; {name} has {held}, {locked} of them locked until {day}, and owes {debt}."
        )
    elif facts["day"] and what:
        message = N_("{what} takes {needed} points; {name} has {held}, {locked} of them are locked until {day}.")
    elif facts["day"]:
        message = N_("{needed} points cannot be taken; {name} has {held}, {locked} of them are locked until {day}.")
    elif held.debt and what:
        message = N_("{what} takes {needed} points; {name} has {free} free and owes {debt}.")
    elif held.debt:
        message = N_("{needed} points cannot be taken; {name} has {free} free and owes {debt}.")
    elif what:
        message = N_("{what} takes {needed} points; {name} has {free}.")
    else:
        message = N_("{needed} points cannot be taken; {name} has {free}.")
    return Failure("refused", message, field="REWARD" if what else "--points", value=what or -points, **facts)


def _free_on(held: Balance, points: int, day: str) -> str | None:
    """The day on which enough is free, or all there is where it is not enough; None where nothing is locked."""
    free = held.available - held.debt
    unlocks_on = None
    for one in sorted((one for one in held.lots if one.is_locked(day)), key=lambda one: one.unlocks_on or ""):
        if free >= points:
            break
        free += one.left
        unlocks_on = one.unlocks_on
    return unlocks_on
