"""All SQL of the table of appointments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.store import PERSON
from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = dict[str, Any]

_BOOKING = """
SELECT b.*, m.name, COALESCE(m.mobile, m.phone2) AS mobile, m.owner_id, p.name AS person, a.name AS maker
FROM booking b JOIN member m ON m.id = b.member_id
LEFT JOIN staff p ON p.id = b.person_id LEFT JOIN staff a ON a.id = b.made_by
"""
_IN_ORDER = "ORDER BY b.on_day, b.from_minute, b.id"


def add_booking(db: Connection, values: Row) -> int:
    """A new appointment; gives its id."""
    return insert(db, "booking", values)


def edit_booking(db: Connection, booking_id: int, values: Row) -> None:
    """Sets columns of an appointment."""
    update(db, "booking", booking_id, values)


def booking(db: Connection, booking_id: int) -> Row | None:
    """One appointment, with whom it is of and with."""
    found = rows(db, f"{_BOOKING} WHERE b.id = ?", (booking_id,))
    return found[0] if found else None


def bookings(db: Connection, conditions: Sequence[str], values: Row) -> list[Row]:
    """The appointments that fit all conditions (SQL of this feature on `b`, values bound), in order of time."""
    where = " AND ".join(conditions) or "1"
    return rows(db, f"{_BOOKING} WHERE {where} {_IN_ORDER}", values)


def open_of(db: Connection, member_id: int) -> list[Row]:
    """The appointments of a member that nobody has ticked off, soonest first."""
    return bookings(db, ["b.member_id = :member", "b.state = 'booked'"], {"member": member_id})


def taking_time(db: Connection, day: str, person_id: int | None, member_id: int, but: int | None) -> list[Row]:
    """What takes time of a person of the staff or of a member on a day; `but` is left out."""
    conditions = [
        "b.on_day = :day",
        "b.state IN ('booked', 'came')",
        "(b.person_id = :person OR b.member_id = :member)",
        "b.id IS NOT :but",
    ]
    return bookings(db, conditions, {"day": day, "person": person_id, "member": member_id, "but": but})


#: Appointments nobody has ticked off, with what a line of the due list tells of the member.
_OPEN = f"""
SELECT b.id AS booking_id, b.kind AS booking_kind, b.on_day, b.from_minute, b.made_on, {PERSON}
FROM booking b CROSS JOIN member m ON m.id = b.member_id LEFT JOIN member_state s ON s.member_id = m.id
WHERE b.state = 'booked' AND b.on_day BETWEEN :first AND :last
"""


def open_between(db: Connection, first: str, last: str, member_id: int | None = None) -> list[Row]:
    """Appointments of some days that nobody has ticked off; reads the index of the open ones."""
    whom = "AND b.member_id = :member" if member_id is not None else ""
    return rows(
        db,
        f"{_OPEN} {whom} ORDER BY b.on_day, b.from_minute, b.id",
        {"first": first, "last": last, "member": member_id},
    )


def open_calls(db: Connection, member_id: int, booking_id: int) -> list[int]:
    """The calls about an appointment that somebody began or moved, and that are still open."""
    found = db.execute(
        "SELECT id FROM followup WHERE member_id = ? AND state IN ('open', 'blocked') "
        "AND kind IN ('booking', 'attendance') AND key GLOB ? ORDER BY id",
        (member_id, f"*:{booking_id}"),
    )
    return [row[0] for row in found]
