"""All SQL of the tables of cases, events and clocks, and of the states kept of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.case.life import Event
from crmcli.storage.row import fetch, insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVENT = ", ".join(f"e.{name}" for name in Event._fields)

#: A case with who brought it, whoever that is, and how it stands.
_CASES = (
    "SELECT c.*, COALESCE(c.name, m.name) AS who, COALESCE(c.phone, m.mobile, m.phone2) AS number, "
    "m.id AS of_member, s.state, s.opened_at, s.severity AS severity_now, s.owner_id, s.person AS with_person, "
    "s.department AS with_department, s.answer_by, s.answered_at, s.resolve_by, s.resolved_at, s.promise_at, "
    "s.promise_kept_at, s.closed_at, s.waits_since, s.waits_for, s.waits_until, s.call_on, s.call_at, "
    "s.call_first_on, s.call_why, s.attempts, s.opinion, s.closed_how, s.reopened, "
    "f.name AS first_asked, o.name AS owner "
    "FROM case_state s JOIN case_file c ON c.id = s.case_id LEFT JOIN member m ON m.id = c.member_id "
    "LEFT JOIN staff f ON f.id = c.staff_id LEFT JOIN staff o ON o.id = s.owner_id "
)


def add_file(db: Connection, values: dict[str, Any]) -> int:
    """A new case; gives its id."""
    return insert(db, "case_file", values)


def add_step(db: Connection, case_id: int, event: Event) -> int:
    """A step of a case; gives its id. Through `record.add_event`, which keeps the clocks with it."""
    return insert(db, "case_event", {"case_id": case_id, **event._asdict()})


def add_clock(db: Connection, values: dict[str, Any]) -> int:
    """A deadline of a case; the latest of its name holds."""
    return insert(db, "case_clock", values)


def case_file(db: Connection, case_id: int) -> dict[str, Any] | None:
    """A case as it was logged."""
    return fetch(db, "case_file", case_id)


def case(db: Connection, case_id: int) -> dict[str, Any] | None:
    """A case with who brought it and how it stands."""
    return next(iter(rows(db, f"{_CASES} WHERE c.id = ?", (case_id,))), None)


def cases(
    db: Connection, conditions: Sequence[str], values: dict[str, Any], *, limit: int, newest_first: bool = True
) -> list[dict[str, Any]]:
    """Cases that fit all conditions (SQL of this feature on `c` and `s`, values bound), by number."""
    where = " AND ".join(conditions) or "1"
    order = "DESC" if newest_first else "ASC"
    sql = f"{_CASES} WHERE {where} ORDER BY c.id {order} LIMIT :limit"
    return rows(db, sql, {**values, "limit": limit})


def cases_of(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """Every case of a member, newest first."""
    return cases(db, ["c.member_id = :member_id"], {"member_id": member_id}, limit=-1)


def open_cases(db: Connection, kinds: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Every open case, of some kinds only where they are given, the oldest first."""
    conditions, values = ["s.closed_at IS NULL"], {}
    if kinds is not None:
        conditions.append(f"c.kind IN ({', '.join(f':kind{n}' for n in range(len(kinds)))})")
        values = {f"kind{n}": kind for n, kind in enumerate(kinds)}
    return cases(db, conditions, values, limit=-1, newest_first=False)


def with_no(db: Connection, no: str) -> int | None:
    """The case of a whole number such as TS-2026-0001."""
    found = db.execute("SELECT id FROM case_file WHERE no = ?", (no,)).fetchone()
    return int(found[0]) if found else None


def numbered(db: Connection, ends: str, prefix: str | None) -> list[dict[str, Any]]:
    """The cases whose number ends like that (-0012, 2026-0012), newest first."""
    sql = "SELECT id, no, kind FROM case_file WHERE no LIKE :ends"
    sql += " AND substr(no, 1, length(:prefix) + 1) = :prefix || '-'" if prefix else ""
    return rows(db, f"{sql} ORDER BY id DESC", {"ends": f"%-{ends}", "prefix": prefix or ""})


def events(db: Connection, case_id: int) -> list[Event]:
    """The steps of a case in the order they were recorded."""
    found = db.execute(f"SELECT {_EVENT} FROM case_event e WHERE e.case_id = ? ORDER BY e.id", (case_id,))
    return [Event(*row) for row in found]


def steps(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """The same as rows, with the names of who did it and whom it went to."""
    return rows(
        db,
        "SELECT e.*, s.name AS by_name, COALESCE(p.name, e.person) AS to_name FROM case_event e "
        "LEFT JOIN staff s ON s.id = e.staff_id LEFT JOIN staff p ON p.id = e.person_id "
        "WHERE e.case_id = ? ORDER BY e.id",
        (case_id,),
    )


def clocks(db: Connection, case_id: int) -> list[dict[str, Any]]:
    """Every deadline ever set for a case, in order; the latest of each name holds."""
    return rows(db, "SELECT * FROM case_clock WHERE case_id = ? ORDER BY id", (case_id,))


def clocks_in_force(db: Connection, case_id: int) -> dict[str, dict[str, Any]]:
    """The deadline that holds for each clock, by its name; one whose `due_at` is null was called off."""
    return {row["name"]: row for row in clocks(db, case_id)}


_FILES = "SELECT c.id, c.kind, c.member_id, c.category FROM touched t CROSS JOIN case_file c "


def files_of_touched(db: Connection) -> list[dict[str, Any]]:
    """The cases of everybody in temp.touched: one probe of an index for a member who has none."""
    found = rows(db, f"{_FILES} WHERE c.member_id = t.member_id")
    return found + rows(db, f"{_FILES} WHERE t.member_id < 0 AND c.id = -t.member_id AND c.member_id IS NULL")


def forget_states_of_touched(db: Connection) -> None:
    """Takes the states of the cases of everybody in temp.touched out."""
    db.execute("DELETE FROM case_state WHERE member_id IN (SELECT member_id FROM touched)")


def keep_states(db: Connection, states: Sequence[dict[str, Any]]) -> None:
    """Puts states in."""
    for state in states:
        insert(db, "case_state", state)
