"""Points, rewards and vouchers as people and programs see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import yuan
from crmcli.features.member.store import member_no
from crmcli.features.points.rules import Balance, Lot
from crmcli.features.points.voucher import LAPSED, LIVE, USED, state
from crmcli.language import _
from crmcli.ui.output import Column, draw_table

if TYPE_CHECKING:
    from crmcli.session import Session

REWARD_KINDS = {"voucher": N_("voucher"), "gift": N_("gift")}
VOUCHER_STATES = {LIVE: N_("live"), USED: N_("used"), LAPSED: N_("lapsed")}

LOT_COLUMNS = (
    Column("earned_on", N_("earned"), "day"),
    Column("points", N_("points"), "int"),
    Column("left", N_("still there"), "int"),
    Column("unlocks_on", N_("free from"), "day"),
    Column("expires_on", N_("last day"), "day"),
)
VOUCHER_COLUMNS = (
    Column("no", N_("number")),
    Column("reward", N_("reward")),
    Column("amount", N_("amount"), "money"),
    Column("state", N_("state"), "text", VOUCHER_STATES),
    Column("issued_on", N_("given out"), "day"),
    Column("expires_on", N_("last day"), "day"),
    Column("used_on", N_("used on"), "day"),
    Column("used_by", N_("purchase"), "int"),
)


def lot_listed(lot: Lot, day: str) -> dict[str, Any]:
    """A lot with the keys of the contract."""
    return {
        "entry": lot.id,
        "earned_on": lot.earned_on,
        "unlocks_on": lot.unlocks_on,
        "expires_on": lot.expires_on,
        "points": lot.points,
        "left": lot.left,
        "locked": lot.is_locked(day),
    }


def voucher_listed(voucher: Mapping[str, Any], day: str) -> dict[str, Any]:
    """A voucher, seen from a day."""
    return {
        "no": voucher["no"],
        "member": member_no(voucher["member_id"]),
        "reward": voucher["reward_name"],
        "amount": yuan(voucher["amount_fen"]),
        "state": state(voucher, day),
        "issued_on": voucher["issued_on"],
        "expires_on": voucher["expires_on"],
        "used_on": voucher["used_on"],
        "used_by": voucher["used_by"],
    }


def balance_told(row: Mapping[str, Any], held: Balance, day: str) -> dict[str, Any]:
    """What a member holds, with the keys of the contract."""
    return {
        "member": member_no(row["id"]),
        "no": member_no(row["id"]),
        "name": row["name"],
        "on": day,
        "available": held.available,
        "locked": held.locked,
        "debt": held.debt,
        "redeemable": held.redeemable,
        "expired": held.expired,
        "lots": [lot_listed(lot, day) for lot in held.lots],
    }


def draw_balance(session: Session, answer: dict[str, Any]) -> None:
    """The figures on one line, the lots in the order in which they pay, the vouchers that are live."""
    print(f"{answer['member']}  {answer['name']}  {answer['on']}")
    print("  " + " · ".join(figures(answer)))
    if answer["lots"]:
        print()
        draw_table(session, LOT_COLUMNS, answer["lots"])
    if answer["vouchers"]:
        print()
        draw_table(session, VOUCHER_COLUMNS[:-2], answer["vouchers"])


def figures(answer: Mapping[str, Any]) -> list[str]:
    """What is free, locked, owed and lapsed, each in words."""
    parts = [_("{points} points free").format(points=answer["available"])]
    if answer["locked"]:
        parts.append(_("{points} locked").format(points=answer["locked"]))
    if answer["debt"]:
        parts.append(_("{points} owed").format(points=answer["debt"]))
    if answer["expired"]:
        parts.append(_("{points} lapsed, not booked yet").format(points=answer["expired"]))
    return parts
