"""All SQL of the table of breaches, and what they are found from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.storage.row import insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection


def cases_past_a_clock(db: Connection, now: str) -> list[dict[str, Any]]:
    """The cases one of whose clocks has ended by now, met or not: id, no, kind, staff_id and name of who took it."""
    return rows(
        db,
        "SELECT c.id, c.no, c.kind, c.staff_id, s.name AS staff, COALESCE(c.name, m.name) AS name, c.matter "
        "FROM case_file c JOIN staff s ON s.id = c.staff_id LEFT JOIN member m ON m.id = c.member_id "
        "WHERE c.id IN (SELECT case_id FROM case_clock WHERE due_at < ?) ORDER BY c.id",
        (now,),
    )


def steps_of(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """The steps of a case in the order they were recorded, as far as its clocks need them."""
    return rows(db, "SELECT id, kind, at, outcome, until_at FROM case_event WHERE case_id = ? ORDER BY id", (case_id,))


def clocks_of(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """The deadlines of a case in the order they were set."""
    return rows(db, "SELECT event_id, name, due_at FROM case_clock WHERE case_id = ? ORDER BY id", (case_id,))


def decisions(db: Connection) -> dict[tuple[int, str], dict[str, Any]]:
    """What was decided about breaches, by case and clock."""
    found = rows(
        db,
        "SELECT b.*, c.no, c.kind, c.matter, COALESCE(c.name, m.name) AS name, s.name AS staff, d.name AS by "
        "FROM breach b JOIN case_file c ON c.id = b.case_id LEFT JOIN member m ON m.id = c.member_id "
        "JOIN staff s ON s.id = b.staff_id JOIN staff d ON d.id = b.decided_by ORDER BY b.id",
    )
    return {(row["case_id"], row["clock"]): row for row in found}


def decide(db: Connection, values: dict[str, Any], breach_id: int | None) -> int:
    """Keeps what was decided, in place of what was decided before; gives the id."""
    if breach_id is not None:
        update(db, "breach", breach_id, values)
        return breach_id
    return insert(db, "breach", values)
