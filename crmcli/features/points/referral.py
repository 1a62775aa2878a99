"""Points for bringing somebody: both sides once, taken back with the purchase they were given for.

Source: domain/money.md, Points. They are given for the first purchase that comes to the pack's amount; where that is
paid back below it they go, and the next such purchase is the first. They hang on that purchase and are locked as long
as its own points are. Somebody who has spent before the file was begun is nobody new.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.ledger.counting import CONSUMPTION
from crmcli.features.member import store as members
from crmcli.features.points import lot
from crmcli.features.purchase.store import add_entry
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

REFERRAL, BACK = "points-referral", "points-referral-back"


class Given(NamedTuple):
    """Points given to a member or (below 0) taken back, and what of those is owed."""

    member_id: int
    points: int
    owed: int = 0


def is_ruled(pack: Pack) -> bool:
    """Whether the pack gives points for bringing somebody at all."""
    return bool(pack.referral.introducer_points or pack.referral.introduced_points)


def least_fen(pack: Pack) -> int:
    """What a purchase must come to; one that comes to nothing is none."""
    return max(pack.referral.from_fen, 1)


def counted_fen(entry: Mapping[str, Any]) -> int:
    """What of a purchase or a refund counts, from the columns of its entry; as `ledger.counting` has it in SQL."""
    if entry.get("pay") == "voucher" and entry.get("voucher_id") is None:
        return 0
    return int(entry["amount_fen"] + entry.get("bonus_fen", 0) - entry.get("voucher_fen", 0))


def give(
    db: Connection, pack: Pack, purchase: dict[str, Any], unlocks_on: str | None, expires_on: str | None
) -> list[Given]:
    """Gives what the pack rules for a purchase, if it is the one that counts; who got what."""
    introduced = members.member(db, purchase["member_id"]) or {}
    introducer = _present(db, introduced["introduced_by"])
    if introducer is None or introducer["id"] == introduced["id"] or counted_fen(purchase) < least_fen(pack):
        return []
    if _standing(db, introduced["id"]) or _has_bought(db, introduced["id"], purchase["id"], least_fen(pack)):
        return []
    sides = ((introducer, pack.referral.introducer_points), (introduced, pack.referral.introduced_points))
    given = []
    for member, points in sides:
        if points and member["standing"] not in ("left", "erased"):
            days = {"unlocks_on": unlocks_on, "expires_on": expires_on}
            _enter(db, purchase, introduced["id"], member["id"], {"points": points, **days})
            given.append(Given(member["id"], points))
    return given


def _enter(db: Connection, purchase: dict[str, Any], introduced: int, member_id: int, columns: dict[str, Any]) -> None:
    lot.book_lapsed(db, member_id, purchase["on_day"], purchase["staff_id"])
    values = {
        "kind": REFERRAL,
        "member_id": member_id,
        "on_day": purchase["on_day"],
        "refers_to": purchase["id"],
        "staff_id": purchase["staff_id"],
        # by which it is found whether somebody was paid for already
        "source_key": f"referral:{introduced}:{purchase['id']}:{member_id}",
    }
    lot.repay(db, add_entry(db, {**values, **columns}))


def _present(db: Connection, member_id: int | None) -> dict[str, Any] | None:
    """The member somebody has become, where he was merged into another."""
    member = members.member(db, member_id) if member_id else None
    while member is not None and member["merged_into"]:
        member = members.member(db, member["merged_into"])
    return member


def _standing(db: Connection, introduced: int) -> bool:
    """Whether points given for somebody stand."""
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM ledger l WHERE l.source_key >= ? AND l.source_key < ? AND NOT EXISTS "
        "(SELECT 1 FROM ledger b WHERE b.refers_to = l.id AND b.kind = ?))",
        (f"referral:{introduced}:", f"referral:{introduced};", BACK),
    )
    return bool(found.fetchone()[0])


def _has_bought(db: Connection, member_id: int, but_id: int, least: int) -> bool:
    """Whether somebody has another purchase that comes to an amount, or had spent as much before the file."""
    found = db.execute(
        f"SELECT EXISTS (SELECT 1 FROM ledger l WHERE l.member_id = :member AND l.id <> :but "
        f"AND l.kind IN ('purchase', 'opening-spend') AND {CONSUMPTION.total_fen} + COALESCE((SELECT "
        "SUM(r.amount_fen + r.bonus_fen - r.voucher_fen) FROM ledger r WHERE r.refers_to = l.id "
        "AND r.kind = 'refund'), 0) >= :least)",
        {"member": member_id, "but": but_id, "least": least},
    )
    return bool(found.fetchone()[0])


def take_back(
    db: Connection, pack: Pack, purchase: Mapping[str, Any], refund: Mapping[str, Any], rest_fen: int
) -> list[Given]:
    """Takes back what a purchase gave, where what is left of it is not enough any more; from whom and how much."""
    if rest_fen >= least_fen(pack):
        return []
    given = rows(
        db,
        "SELECT * FROM ledger l WHERE l.refers_to = ? AND l.kind = ? AND NOT EXISTS "
        "(SELECT 1 FROM ledger b WHERE b.refers_to = l.id AND b.kind = ?) ORDER BY l.id",
        (purchase["id"], REFERRAL, BACK),
    )
    return [_take(db, entry, refund) for entry in given]


def _take(db: Connection, entry: dict[str, Any], refund: Mapping[str, Any]) -> Given:
    lot.book_lapsed(db, entry["member_id"], refund["on_day"], refund["staff_id"])
    points = entry["points"] - lot.lapsed_of(db, entry["id"])
    values = {
        "kind": BACK,
        "member_id": entry["member_id"],
        "on_day": refund["on_day"],
        "points": -points,
        "refers_to": entry["id"],
        "staff_id": refund["staff_id"],
    }
    back = {**values, "id": add_entry(db, values)}
    return Given(entry["member_id"], -points, points - lot.take(db, back, entry["id"], points))
