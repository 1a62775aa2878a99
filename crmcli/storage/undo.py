"""Taking an operation back: its images in reverse, unless later work stands on them.

An undo is an operation like any other, so a redo is the undo of the undo.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import row
from crmcli.storage.schema import CHANGED_IN, FACTS

if TYPE_CHECKING:
    from sqlite3 import Connection


ForeignKeys = dict[str, list[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that no longer holds what the operation left, and the later operations that changed it."""

    table: str
    row_id: int
    operations: tuple[int, ...]


class _BuiltUpon(Exception):
    def __init__(self, conflict: Conflict) -> None:
        super().__init__(str(conflict))
        self.conflict = conflict


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


def images(db: Connection, number: int) -> list[Any]:
    """The images of an operation, in the order they were made."""
    return db.execute(
        "SELECT i.* FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
        "WHERE o.id = ? ORDER BY i.id",
        (number,),
    ).fetchall()


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


def built_upon(db: Connection, number: int) -> list[int]:
    """The later operations that must be undone too before `number` can be; tried, then rolled back.

    Needs an open transaction.
    """
    numbers = {number}
    while True:
        db.execute("SAVEPOINT trial")
        try:
            take_back(db, numbers)
            return sorted(numbers - {number})
        except _BuiltUpon as found:
            fresh = set(found.conflict.operations) - numbers
            if not fresh:
                raise _changed_elsewhere(found.conflict) from found
            numbers |= fresh
        finally:
            db.execute("ROLLBACK TO trial")
            db.execute("RELEASE trial")


def take_back(db: Connection, numbers: Iterable[int]) -> None:
    """Applies the images of the operations in reverse; raises where later work stands on one of them."""
    keys = foreign_keys(db)
    for number in sorted(numbers, reverse=True):
        _check_schema(db, number)
        for image in reversed(images(db, number)):
            _reverse(db, image, set(numbers), keys)


def undo(db: Connection, numbers: Iterable[int]) -> None:
    """take_back, with the refusal the clerk reads."""
    try:
        take_back(db, numbers)
    except _BuiltUpon as found:
        raise _changed_elsewhere(found.conflict) from found


def _changed_elsewhere(conflict: Conflict) -> Failure:
    return Failure(
        "refused",
        N_("Row {row} of {table} has been changed outside the log and is left as it is. Run `crmcli doctor`."),
        row=conflict.row_id,
        table=conflict.table,
    )


def _check_schema(db: Connection, number: int) -> None:
    schema = db.execute("SELECT schema FROM operation WHERE id = ?", (number,)).fetchone()[0]
    tables = {image["table_name"] for image in images(db, number)}
    newer = [table for table in sorted(tables) if CHANGED_IN[table] > schema]
    if newer:
        raise Failure(
            "refused",
            N_("Operation {number} cannot be undone: the program has changed how it keeps {table} since then."),
            number=number,
            table=newer[0],
        )


def _reverse(db: Connection, image: Any, numbers: set[int], keys: ForeignKeys) -> None:
    table, row_id = image["table_name"], image["row_id"]
    before = json.loads(image["before"]) if image["before"] else None
    after = json.loads(image["after"]) if image["after"] else None
    now = row.fetch(db, table, row_id)
    if after is None:
        if now is not None:
            raise _BuiltUpon(_conflict(db, image, numbers))
        row.insert(db, table, before or {})
        return
    if now is None or any(now.get(column) != value for column, value in after.items()):
        raise _BuiltUpon(_conflict(db, image, numbers))
    if before is None:
        referring = references(db, table, row_id, keys)
        if referring:
            raise _BuiltUpon(Conflict(table, row_id, tuple(_makers(db, referring, numbers))))
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    else:
        row.update(db, table, row_id, before)


def _conflict(db: Connection, image: Any, numbers: set[int]) -> Conflict:
    place = [(image["table_name"], image["row_id"])]
    return Conflict(*place[0], tuple(_makers(db, place, numbers, image["id"])))


def foreign_keys(db: Connection) -> ForeignKeys:
    """For every table the (table, column) pairs of fact tables that point at it, read from the schema."""
    keys: ForeignKeys = {}
    for table in FACTS:
        for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            keys.setdefault(key["table"], []).append((table, key["from"]))
    return keys


def references(db: Connection, table: str, row_id: int, keys: ForeignKeys) -> list[tuple[str, int]]:
    """The rows of fact tables that point at a row."""
    return [
        (other, int(hit[0]))
        for other, column in keys.get(table, ())
        for hit in db.execute(f"SELECT id FROM {other} WHERE {column} = ?", (row_id,))
        if (other, hit[0]) != (table, row_id)
    ]


def _makers(db: Connection, places: Iterable[tuple[str, int]], numbers: set[int], after_image: int = 0) -> list[int]:
    """The operations, not undone and not among `numbers`, that made or changed the places later."""
    makers = set()
    floor = (
        after_image
        or db.execute(
            "SELECT MIN(first_image) FROM operation WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(numbers)),),
        ).fetchone()[0]
    )
    for table, row_id in places:
        for found in db.execute(
            "SELECT DISTINCT o.id FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
            "WHERE i.table_name = ? AND i.row_id = ? AND i.id > ?",
            (table, row_id, floor),
        ):
            makers.add(int(found[0]))
    return [n for n in sorted(makers - numbers) if not is_undone(db, n) and not _is_spent(db, n)]


def _is_spent(db: Connection, number: int) -> bool:
    """Whether an operation is an undo whose subject has been given back, so that it holds nothing any more."""
    kind = db.execute("SELECT kind FROM operation WHERE id = ?", (number,)).fetchone()[0]
    return kind == "undo" and is_undone(db, number)
