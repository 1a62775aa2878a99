"""Which operations are in force, and which of them hold a row as it is now.

An undo takes operations back, a redo is the undo of an undo. What holds a row is
always named by the operation a person would take back: the work itself where it was
given back, the undo where it is still taken back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection


class Place(NamedTuple):
    """A row, and the columns of it that are in the way; None where the row itself is, or its absence.

    Where one column points at another row, `points_at` is that row's id: only what made it point there counts.
    """

    table: str
    row_id: int
    columns: tuple[str, ...] | None = None
    points_at: int | None = None


def is_undone(db: Connection, number: int) -> bool:
    """Whether an operation has been taken back and not been given back since."""
    return undoing(db, number) is not None


def undoing(db: Connection, number: int) -> int | None:
    """The operation that took `number` back and still holds, or None."""
    for found in db.execute(
        "SELECT undo_id FROM operation_undone WHERE undone_id = ? ORDER BY undo_id DESC", (number,)
    ).fetchall():
        if not is_undone(db, found[0]):
            return int(found[0])
    return None


def last_of(db: Connection, staff_id: int | None) -> int | None:
    """The operator's latest operation that is not undone and is no undo."""
    who = "" if staff_id is None else "AND staff_id = :staff"
    for found in db.execute(f"SELECT id FROM operation WHERE kind = 'do' {who} ORDER BY id DESC", {"staff": staff_id}):
        if not is_undone(db, found[0]):
            return int(found[0])
    return None


def last_undone(db: Connection, staff_id: int | None) -> int | None:
    """The operation the operator took back last and that is still undone."""
    who = "" if staff_id is None else "AND u.staff_id = :staff"
    for found in db.execute(
        "SELECT d.undone_id, d.undo_id FROM operation_undone d JOIN operation u ON u.id = d.undo_id "
        f"JOIN operation o ON o.id = d.undone_id WHERE o.kind = 'do' {who} "
        "ORDER BY d.undo_id DESC, d.undone_id DESC",
        {"staff": staff_id},
    ):
        if not is_undone(db, found[1]):
            return int(found[0])
    return None


def in_force(db: Connection, number: int) -> set[int]:
    """What a person would take back to be rid of what an operation did: none where it is undone already,
    for a redo the work it gave back.
    """
    if is_undone(db, number):
        return set()
    undone = [row[0] for row in db.execute("SELECT undone_id FROM operation_undone WHERE undo_id = ?", (number,))]
    given_back: set[int] = set()
    for undo in undone:
        taken = [row[0] for row in db.execute("SELECT undone_id FROM operation_undone WHERE undo_id = ?", (undo,))]
        if not taken:
            # it took work back
            return {number}
        for work in taken:
            given_back |= in_force(db, work)
    return given_back if undone else {number}


def makers(db: Connection, places: Iterable[Place], but: set[int], after_image: int) -> list[int]:
    """The operations in force, not among `but`, that have made the places what they are since an image."""
    found: set[int] = set()
    for table, row_id, columns, points_at in places:
        touched = "i.action <> 'update' OR EXISTS (SELECT 1 FROM json_each(i.after) v, json_each(:columns) c "
        touched += "WHERE v.key = c.value)" if columns is not None else "WHERE 0)"
        if points_at is not None:
            touched = "EXISTS (SELECT 1 FROM json_each(i.after) v, json_each(:columns) c "
            touched += "WHERE v.key = c.value AND v.value = :points_at)"
        for row in db.execute(
            "SELECT DISTINCT o.id FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
            f"WHERE i.table_name = :table AND i.row_id = :row AND i.id > :image AND ({touched})",
            {
                "table": table,
                "row": row_id,
                "image": after_image,
                "columns": json.dumps(columns or ()),
                "points_at": points_at,
            },
        ).fetchall():
            found |= in_force(db, row[0])
    return sorted(found - but)
