"""Points that lapse: whom to tell beforehand, and booking what has gone.

Read from the lots that have something left, by their last day, so that it costs nothing where nothing lapses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.followup.keyed import Lapse
from crmcli.features.followup.store import PERSON
from crmcli.features.points.lot import EXPIRE
from crmcli.language import _
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.session import Session


def lapses(session: Session, first: str, last: str, member_id: int | None = None) -> Iterator[Lapse]:
    """Whose points can be spent for the last time on one of these days, and how many."""
    for row in lapsing(session.db, first, last, member_id):
        points = str(row["points"])
        why = _("{points} points lapse after {day}").format(points=points, day=row["expires_on"])
        yield Lapse(row, row["expires_on"], why, {"points": points})


def lapsing(db: Connection, first: str, last: str, member_id: int | None = None) -> list[dict[str, Any]]:
    """The members whose points can be spent for the last time on one of these days, soonest first: a row for each
    day, with `points` and `expires_on`.
    """
    who = "" if member_id is None else "AND p.member_id = :member"
    return rows(
        db,
        f"SELECT {PERSON}, p.expires_on, SUM(p.left_points) AS points FROM points_lot p "
        "JOIN member m ON m.id = p.member_id JOIN member_state s ON s.member_id = m.id "
        f"WHERE p.expires_on BETWEEN :first AND :last AND m.standing IN ('member', 'prospect') {who} "
        "GROUP BY p.expires_on, p.member_id ORDER BY p.expires_on, p.member_id",
        {"first": first, "last": last, "member": member_id},
    )


class Lapsed(NamedTuple):
    """What somebody has lost and is not booked as such yet."""

    member_id: int
    name: str
    points: int
    lots: int
    last_on: str


def lapsed(db: Connection, day: str) -> list[Lapsed]:
    """Everybody with points that could be spent for the last time before a day, soonest first."""
    found = db.execute(
        "SELECT p.member_id, m.name, SUM(p.left_points), COUNT(*), MIN(p.expires_on) FROM points_lot p "
        "JOIN member m ON m.id = p.member_id WHERE p.expires_on < ? "
        "GROUP BY p.member_id ORDER BY MIN(p.expires_on), p.member_id",
        (day,),
    )
    return [Lapsed(*row) for row in found]


def expire_all(db: Connection, day: str, staff_id: int | None) -> int:
    """Books what everybody has lost before a day: an entry for each lot, on the day after its last one. Within a
    write that has entered nothing else; gives how many entries.
    """
    (before,) = db.execute("SELECT COALESCE(MAX(id), 0) FROM ledger").fetchone()
    db.execute(
        "INSERT INTO ledger (kind, member_id, on_day, points, refers_to, staff_id) "
        "SELECT ?, member_id, date(expires_on, '+1 day'), -left_points, lot_id, ? FROM points_lot "
        "WHERE expires_on < ? ORDER BY expires_on, lot_id",
        (EXPIRE, staff_id, day),
    )
    return db.execute(
        "INSERT INTO lot_use (member_id, entry_id, lot_id, on_day, points) "
        "SELECT member_id, id, refers_to, on_day, -points FROM ledger WHERE id > ? ORDER BY id",
        (before,),
    ).rowcount
