"""All SQL of the staff and store tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from crmcli.storage.row import fetch, insert, rows, update

if TYPE_CHECKING:
    from sqlite3 import Connection


def people(db: Connection) -> list[dict[str, Any]]:
    """Everybody who works here now, with the store's name, in the order they came."""
    return rows(
        db,
        "SELECT p.id, p.name, p.role, p.since_on, s.name AS store FROM staff p "
        "LEFT JOIN store s ON s.id = p.store_id WHERE p.until_on IS NULL ORDER BY p.id",
    )


def roster(db: Connection, *, every: bool = False) -> list[dict[str, Any]]:
    """Everybody who works here, those who have left too where wanted, with what each has in hand, as they came."""
    where = "" if every else "WHERE p.until_on IS NULL"
    return rows(
        db,
        "SELECT p.*, s.name AS store, v.name AS supervisor, COALESCE(c.customers, 0) AS customers, "
        "COALESCE(f.followups, 0) AS followups FROM staff p "
        "LEFT JOIN store s ON s.id = p.store_id LEFT JOIN staff v ON v.id = p.supervisor_id "
        "LEFT JOIN (SELECT owner_id, COUNT(*) AS customers FROM member WHERE owner_id IS NOT NULL "
        "AND standing IN ('prospect', 'member') GROUP BY owner_id) c ON c.owner_id = p.id "
        "LEFT JOIN (SELECT assigned_id, COUNT(*) AS followups FROM followup WHERE assigned_id IS NOT NULL "
        f"AND state IN ('open', 'blocked') GROUP BY assigned_id) f ON f.assigned_id = p.id {where} ORDER BY p.id",
    )


def left(db: Connection) -> list[dict[str, Any]]:
    """Those who have left, the latest first."""
    return rows(
        db, "SELECT id, name, role, until_on FROM staff WHERE until_on IS NOT NULL ORDER BY until_on DESC, id DESC"
    )


def person(db: Connection, staff_id: int) -> dict[str, Any] | None:
    """All columns of somebody of the staff."""
    return fetch(db, "staff", staff_id)


def add_person(
    db: Connection,
    name: str,
    role: str,
    store_id: int | None,
    since_on: str,
    *,
    department: str | None = None,
    supervisor_id: int | None = None,
) -> int:
    """A new person of the staff; gives the id."""
    values = {"name": name, "role": role, "store_id": store_id, "since_on": since_on}
    return insert(db, "staff", {**values, "department": department, "supervisor_id": supervisor_id})


def edit_person(db: Connection, staff_id: int, values: dict[str, Any]) -> None:
    """Sets columns of somebody of the staff."""
    update(db, "staff", staff_id, values)


def stores_counted(db: Connection) -> list[dict[str, Any]]:
    """The stores with how many people and customers each has."""
    return rows(
        db,
        "SELECT s.id, s.name, (SELECT COUNT(*) FROM staff p WHERE p.store_id = s.id AND p.until_on IS NULL) AS people, "
        "(SELECT COUNT(*) FROM member m WHERE m.standing IN ('prospect', 'member') AND (m.store_id = s.id "
        # in a file of one store everybody is of that store, whether it was written down or not
        "OR (SELECT COUNT(*) FROM store) = 1)) AS customers "
        "FROM store s ORDER BY s.id",
    )


def stores(db: Connection) -> list[dict[str, Any]]:
    """The stores, the first made at `init`."""
    return rows(db, "SELECT id, name FROM store ORDER BY id")


def add_store(db: Connection, name: str) -> int:
    """A new store; gives the id."""
    return insert(db, "store", {"name": name})


def person_no(staff_id: int) -> str:
    """S-001, the number people see."""
    return f"S-{staff_id:03d}"


def named(db: Connection, name: str) -> int | None:
    """The id of the person of exactly this name, also of somebody who has left."""
    found = db.execute("SELECT id FROM staff WHERE name = ?", (name,)).fetchone()
    return int(found[0]) if found else None


def name_of(db: Connection, table: Literal["staff", "store"], number: int) -> str | None:
    """The name of a person, also of somebody who has left, or of a store."""
    found = db.execute(f"SELECT name FROM {table} WHERE id = ?", (number,)).fetchone()
    return str(found[0]) if found else None


def store_of(db: Connection, staff_id: int | None) -> int | None:
    """The store somebody of the staff works in."""
    found = db.execute("SELECT store_id FROM staff WHERE id = ?", (staff_id,)).fetchone()
    return found[0] if found else None
