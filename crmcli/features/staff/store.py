"""All SQL of the staff and store tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from crmcli.storage.row import insert, rows

if TYPE_CHECKING:
    from sqlite3 import Connection


def people(db: Connection) -> list[dict[str, Any]]:
    """Everybody who works here now, with the store's name, in the order they came."""
    return rows(
        db,
        "SELECT p.id, p.name, p.role, p.since_on, s.name AS store FROM staff p "
        "LEFT JOIN store s ON s.id = p.store_id WHERE p.until_on IS NULL ORDER BY p.id",
    )


def add_person(db: Connection, name: str, role: str, store_id: int | None, since_on: str) -> int:
    """A new person of the staff; gives the id."""
    values = {"name": name, "role": role, "store_id": store_id, "since_on": since_on}
    return insert(db, "staff", values)


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
