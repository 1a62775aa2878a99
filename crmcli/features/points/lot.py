"""Lots of points as the ledger and their uses have them: what is left, what is owed, what has lapsed.

A lot is an entry with points above 0; a row of lot_use says which entry took how much of it and on which day that
took effect. What of an entry below 0 no lot covers is a debt. Within a write nothing kept is up to date, so whatever
one write may do twice to a member is read from these facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crmcli.features.points.rules import Balance, Lot, balance
from crmcli.features.purchase.store import add_entry
from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

EXPIRE = "points-expire"

_USED = "COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.lot_id = l.id), 0)"
_COVERED = "COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.entry_id = l.id), 0)"


def lots_left(db: Connection, member_id: int) -> list[Lot]:
    """The lots of a member with something left, as they are kept."""
    found = db.execute(
        "SELECT lot_id, earned_on, unlocks_on, expires_on, points, left_points FROM points_lot WHERE member_id = ?",
        (member_id,),
    )
    return [Lot(*row) for row in found]


def owed(db: Connection, member_id: int) -> int:
    """The points a member owes, as they are kept."""
    found = db.execute("SELECT owed_points FROM ledger_sum WHERE member_id = ?", (member_id,)).fetchone()
    return int(found[0]) if found else 0


def balance_now(db: Connection, member_id: int, day: str) -> Balance:
    """What a member holds: everything entered so far, seen from a day."""
    return balance(lots_left(db, member_id), owed(db, member_id), day)


def balance_on(db: Connection, member_id: int, day: str) -> Balance:
    """What a member held at the end of a day, from the entries and uses up to it."""
    values = {"member": member_id, "day": day}
    lots = db.execute(
        "SELECT l.id, l.on_day, l.unlocks_on, l.expires_on, l.points, l.points - COALESCE((SELECT SUM(u.points) "
        "FROM lot_use u WHERE u.lot_id = l.id AND u.on_day <= :day), 0) AS left_points FROM ledger l "
        "WHERE l.member_id = :member AND l.points > 0 AND l.on_day <= :day AND left_points > 0",
        values,
    )
    debt = db.execute(
        "SELECT COALESCE(SUM(-l.points - COALESCE((SELECT SUM(u.points) FROM lot_use u WHERE u.entry_id = l.id "
        "AND u.on_day <= :day), 0)), 0) FROM ledger l WHERE l.member_id = :member AND l.points < 0 "
        "AND l.on_day <= :day",
        values,
    ).fetchone()
    return balance([Lot(*row) for row in lots], debt[0], day)


def balance_seen(db: Connection, member_id: int, day: str) -> Balance:
    """What a member holds on the day of the run: as it is kept, unless the run looks back from before an entry."""
    return balance_on(db, member_id, day) if _goes_on(db, member_id, day) else balance_now(db, member_id, day)


def _goes_on(db: Connection, member_id: int, day: str) -> bool:
    found = db.execute(
        "SELECT EXISTS (SELECT 1 FROM ledger WHERE member_id = ? AND on_day > ? AND points <> 0)", (member_id, day)
    )
    return bool(found.fetchone()[0])


def spendable(db: Connection, member_id: int, day: str) -> Balance:
    """What can be spent on a day, which may lie before other entries: no later one is to lose what it took."""
    lots = [one for one in lots_left(db, member_id) if one.earned_on <= day]
    debt = owed(db, member_id)
    if _goes_on(db, member_id, day):
        debt = max(debt, balance_on(db, member_id, day).debt)
    return balance(lots, debt, day)


def left_of(db: Connection, lot_id: int) -> int:
    """What nothing has taken of a lot, from the facts."""
    found = db.execute(f"SELECT l.points - {_USED} FROM ledger l WHERE l.id = ? AND l.points > 0", (lot_id,)).fetchone()
    return int(found[0]) if found else 0


def lapsed_of(db: Connection, lot_id: int) -> int:
    """What of a lot has lapsed and is booked as such."""
    found = db.execute(
        "SELECT COALESCE(SUM(u.points), 0) FROM lot_use u JOIN ledger l ON l.id = u.entry_id "
        "WHERE u.lot_id = ? AND l.kind = ?",
        (lot_id, EXPIRE),
    )
    return int(found.fetchone()[0])


def use(db: Connection, member_id: int, entry_id: int, lot_id: int, on_day: str, points: int) -> None:
    """Notes that an entry takes so many points of a lot; nothing where they are none."""
    if points > 0:
        insert(
            db,
            "lot_use",
            {
                "member_id": member_id,
                "entry_id": entry_id,
                "lot_id": lot_id,
                "on_day": on_day,
                "points": points,
            },
        )


def take(db: Connection, entry: Mapping[str, Any], lot_id: int, points: int) -> int:
    """Lets an entry take points out of one lot as far as they go; gives what it got, the rest is owed."""
    part = min(points, left_of(db, lot_id))
    use(db, entry["member_id"], entry["id"], lot_id, entry["on_day"], part)
    return part


def debts(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """The entries of a member that took points nothing covers, oldest first, each with what is `owed`."""
    if not owed(db, member_id):
        return []
    return rows(
        db,
        f"SELECT l.id, l.on_day, -l.points - {_COVERED} AS owed FROM ledger l WHERE l.member_id = ? AND l.points < 0 "
        f"AND -l.points > {_COVERED} ORDER BY l.on_day, l.id",
        (member_id,),
    )


def repay(db: Connection, lot_id: int) -> int:
    """Lets a new lot repay what its member owes, oldest debt first; gives the points that went there.

    It takes effect when both are there. A lot that lapsed before the debt came repays nothing.
    """
    lot = rows(db, "SELECT id, member_id, on_day, expires_on, points FROM ledger WHERE id = ?", (lot_id,))[0]
    if lot["points"] <= 0:
        return 0
    left = left_of(db, lot_id)
    repaid = 0
    for debt in debts(db, lot["member_id"]):
        on_day = max(lot["on_day"], debt["on_day"])
        if left and (lot["expires_on"] is None or on_day <= lot["expires_on"]):
            part = min(left, debt["owed"])
            use(db, lot["member_id"], debt["id"], lot_id, on_day, part)
            left -= part
            repaid += part
    return repaid


def repay_new(db: Connection, first_id: int) -> None:
    """Lets every lot from an id on repay what its member owes; few owe anything."""
    found = db.execute(
        "SELECT l.id FROM ledger l JOIN ledger_sum s ON s.member_id = l.member_id "
        "WHERE l.id >= ? AND l.points > 0 AND s.owed_points > 0 ORDER BY l.id",
        (first_id,),
    )
    for (lot_id,) in found.fetchall():
        repay(db, lot_id)


def book_lapsed(db: Connection, member_id: int, day: str, staff_id: int | None = None) -> int:
    """Books what of a member's lots can be spent no more on a day; gives the points."""
    found = rows(
        db,
        f"SELECT l.id, l.expires_on, l.points - {_USED} AS left_points FROM points_lot p JOIN ledger l "
        "ON l.id = p.lot_id WHERE p.member_id = ? AND p.expires_on < ? ORDER BY p.expires_on, p.lot_id",
        (member_id, day),
    )
    for lot in found:
        if lot["left_points"] > 0:
            _expire(db, member_id, lot, staff_id)
    return sum(int(lot["left_points"]) for lot in found)


def _expire(db: Connection, member_id: int, lot: dict[str, Any], staff_id: int | None) -> None:
    (on_day,) = db.execute("SELECT date(?, '+1 day')", (lot["expires_on"],)).fetchone()
    values = {"kind": EXPIRE, "member_id": member_id, "on_day": on_day, "points": -lot["left_points"]}
    entry_id = add_entry(db, {**values, "refers_to": lot["id"], "staff_id": staff_id})
    use(db, member_id, entry_id, lot["id"], on_day, lot["left_points"])
