"""The log of operations as people read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from crmcli.storage.row import rows
from crmcli.storage.schema import MEMBER_COLUMN

if TYPE_CHECKING:
    from sqlite3 import Connection

_LISTED = """
SELECT o.id, o.at, o.day, o.command, o.kind, s.name AS operator,
    CASE WHEN o.last_image = 0 THEN 0 ELSE o.last_image - o.first_image + 1 END AS rows,
    (SELECT group_concat(d.undone_id, ', ') FROM operation_undone d WHERE d.undo_id = o.id) AS undoes
FROM operation o LEFT JOIN staff s ON s.id = o.staff_id
"""


def operations(db: Connection, limit: int) -> list[dict[str, Any]]:
    """The latest operations, newest first."""
    return rows(db, f"{_LISTED} ORDER BY o.id DESC LIMIT ?", (limit,))


def operation(db: Connection, number: int) -> dict[str, Any] | None:
    """One operation."""
    found = rows(db, f"{_LISTED} WHERE o.id = ?", (number,))
    return found[0] if found else None


def of_member(db: Connection, member_id: int, limit: int) -> list[dict[str, Any]]:
    """The latest operations that changed something of a member, newest first."""
    numbers = sorted({image["operation"] for image in images_of_member(db, member_id)}, reverse=True)[:limit]
    return rows(
        db,
        f"{_LISTED} WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.id DESC",
        (json.dumps(numbers),),
    )


def images_of_member(db: Connection, member_id: int) -> list[dict[str, Any]]:
    """Every image of a row that belongs, or belonged, to a member, with its operation, oldest first."""
    found: dict[int, dict[str, Any]] = {}
    for table, column in MEMBER_COLUMN.items():
        ids = {row[0] for row in db.execute(f"SELECT id FROM {table} WHERE {column} = ?", (member_id,))}
        if column != "id":
            ids |= {
                row[0]
                for row in db.execute(
                    "SELECT row_id FROM image WHERE table_name = ? AND action = 'delete' "
                    f"AND json_extract(before, '$.{column}') = ?",
                    (table, member_id),
                )
            }
        for row in rows(
            db,
            "SELECT i.id, i.table_name, i.row_id, i.action, i.before, i.after, o.id AS operation, o.at, "
            "o.day, o.command, s.name AS operator FROM image i "
            "JOIN operation o ON o.id = (SELECT MIN(id) FROM operation WHERE last_image >= i.id) "
            "LEFT JOIN staff s ON s.id = o.staff_id "
            "WHERE i.table_name = ? AND i.row_id IN (SELECT value FROM json_each(?))",
            (table, json.dumps(sorted(ids))),
        ):
            found[row["id"]] = row
    return [found[number] for number in sorted(found)]
