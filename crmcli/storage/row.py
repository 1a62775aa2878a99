"""Rows in and out of a table, by column name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection


def insert(db: Connection, table: str, values: Mapping[str, Any]) -> int:
    """Inserts one row and gives its id."""
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    cursor = db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", dict(values))
    return int(cursor.lastrowid or 0)


def update(db: Connection, table: str, row_id: int, values: Mapping[str, Any]) -> None:
    """Sets columns of one row; nothing where `values` is empty."""
    if values:
        pairs = ", ".join(f"{name} = :{name}" for name in values)
        db.execute(f"UPDATE {table} SET {pairs} WHERE id = :id", {**values, "id": row_id})


def fetch(db: Connection, table: str, row_id: int) -> dict[str, Any] | None:
    """One row as a dict, or None."""
    row = db.execute(f"SELECT * FROM {table} WHERE id = ?", (row_id,)).fetchone()
    return dict(row) if row is not None else None


def rows(db: Connection, sql: str, values: Mapping[str, Any] | tuple[Any, ...] = ()) -> list[dict[str, Any]]:
    """All rows of a query as dicts."""
    return [dict(row) for row in db.execute(sql, values)]
