"""Taking an operation back: its images in reverse, unless later work stands on them.

An undo is an operation like any other, so a redo is the undo of the undo. What later work builds on without pointing
at it, such as a balance, a guard knows that the features give.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import engine, row
from crmcli.storage.schema import CHANGED_IN, FACTS
from crmcli.storage.standing import Place, makers
from crmcli.storage.trigger import allow_writing
from crmcli.storage.write import begin

if TYPE_CHECKING:
    from sqlite3 import Connection

#: For every table the (table, column) pairs of fact tables that point at it.
ForeignKeys = dict[str, list[tuple[str, str]]]


class Guard(Protocol):
    """What must hold of the rows besides what the tables themselves hold."""

    def broken(self, db: Connection, numbers: Iterable[int]) -> Mapping[Any, int]:
        """What does not hold of anything the operations touched, and by how much."""

    def blame(self, db: Connection, worse: Mapping[Any, int], later: Callable[[Place], bool]) -> list[Place]:
        """The rows that would have to go so that it holds, out of those of which `later` is true."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row that cannot become what it was, and the later operations that are in the way."""

    table: str
    row_id: int
    operations: tuple[int, ...]


class _BuiltUpon(Exception):
    def __init__(self, conflict: Conflict) -> None:
        super().__init__(str(conflict))
        self.conflict = conflict


def images(db: Connection, number: int) -> list[Any]:
    """The images of an operation, in the order they were made."""
    return db.execute(
        "SELECT i.* FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
        "WHERE o.id = ? ORDER BY i.id",
        (number,),
    ).fetchall()


def rows_of(db: Connection, numbers: Iterable[int]) -> int:
    """How many rows the operations have noted."""
    sizes = "SELECT COALESCE(SUM(last_image - first_image + 1), 0) FROM operation WHERE last_image > 0 AND id = ?"
    return sum(db.execute(sizes, (number,)).fetchone()[0] for number in numbers)


def planned(db: Connection, number: int, guard: Guard) -> list[int]:
    """built_upon in a transaction of its own, for what has to be asked before anything is written."""
    allow_writing(db)
    begin(db)
    try:
        return built_upon(db, number, guard)
    finally:
        db.execute("ROLLBACK")


def built_upon(db: Connection, number: int, guard: Guard) -> list[int]:
    """The later operations that must be undone too before `number` can be; tried, then rolled back.

    Needs an open transaction.
    """
    if _is_latest(db, number):
        return []
    numbers = {number}
    while True:
        db.execute("SAVEPOINT trial")
        try:
            _take_back_guarded(db, numbers, guard)
            return sorted(numbers - {number})
        except _BuiltUpon as found:
            fresh = set(found.conflict.operations) - numbers
            if not fresh:
                raise _changed_elsewhere(found.conflict) from found
            numbers |= fresh
        finally:
            db.execute("ROLLBACK TO trial")
            db.execute("RELEASE trial")


def _is_latest(db: Connection, number: int) -> bool:
    """Whether nothing has been done since: taken back, the file is as it was before, and nothing stands in the way.

    Trying it out would double the time an import takes to go.
    """
    return bool(number == db.execute("SELECT MAX(id) FROM operation WHERE link IS NOT NULL").fetchone()[0])


def take_back(db: Connection, numbers: Iterable[int]) -> None:
    """Applies the images of the operations in reverse; raises where later work stands on one of them."""
    keys = foreign_keys(db)
    for number in sorted(numbers, reverse=True):
        _check_schema(db, number)
        for image in reversed(images(db, number)):
            _reverse(db, image, set(numbers), keys)


def _take_back_guarded(db: Connection, numbers: set[int], guard: Guard) -> None:
    """take_back; raises also where something would hold less than before, naming what was done since."""
    if len(numbers) == 1 and _is_latest(db, *numbers):
        take_back(db, numbers)
        return
    before = guard.broken(db, numbers)
    take_back(db, numbers)
    worse = {what: by for what, by in guard.broken(db, numbers).items() if by > before.get(what, 0)}
    if not worse:
        return
    since = db.execute("SELECT last_image FROM operation WHERE id = ?", (min(numbers),)).fetchone()[0]
    places = guard.blame(db, worse, lambda place: bool(makers(db, [place], numbers, since)))
    table, row_id = places[0][:2] if places else ("ledger", 0)
    raise _BuiltUpon(Conflict(table, row_id, tuple(makers(db, places, numbers, since))))


def undo(db: Connection, numbers: Iterable[int], guard: Guard) -> None:
    """take_back, with the refusal the clerk reads."""
    try:
        _take_back_guarded(db, set(numbers), guard)
    except _BuiltUpon as found:
        raise _changed_elsewhere(found.conflict) from found


def _changed_elsewhere(conflict: Conflict) -> Failure:
    if conflict.operations:
        return Failure("busy", N_("Somebody has changed the same rows just now; nothing was taken back. Try again."))
    if not conflict.row_id:
        return Failure(
            "refused",
            N_("What this would leave does not add up, and nothing done since is the cause. See: crmcli check ledger"),
        )
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
    places = _in_the_way(Place(table, row_id), now, after)
    if not places:
        try:
            _put(db, table, row_id, before, after)
            return
        except engine.load_engine().IntegrityError:
            # A row points at it by now, another one has got what only one may have, or what it points at is gone.
            places = references(db, table, row_id, keys) if before is None else []
            places += _clashes(db, table, row_id, {**(now or {}), **before}) if before else []
    found = makers(db, places, numbers, image["id"])
    raise _BuiltUpon(Conflict(table, row_id, tuple(found)))


def _in_the_way(place: Place, now: dict[str, Any] | None, after: dict[str, Any] | None) -> list[Place]:
    """The place, where it is not as the operation left it."""
    if after is None or now is None:
        return [] if after is None and now is None else [place]
    changed = tuple(column for column, value in after.items() if now.get(column) != value)
    return [place._replace(columns=changed)] if changed else []


def _put(db: Connection, table: str, row_id: int, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    if before is None:
        db.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
    elif after is None:
        row.insert(db, table, before)
    else:
        row.update(db, table, row_id, before)


def _clashes(db: Connection, table: str, row_id: int, values: dict[str, Any]) -> Iterator[Place]:
    """The rows that hold what only one row may hold, and those that are missing for the row to point at."""
    for index in db.execute(f"PRAGMA index_list({table})").fetchall():
        columns = tuple(part["name"] for part in db.execute(f"PRAGMA index_info('{index['name']}')"))
        if index["unique"] and all(values[column] is not None for column in columns):
            same = " AND ".join(f"{column} = :{column}" for column in columns)
            for found in db.execute(f"SELECT id FROM {table} WHERE {same} AND id <> :id", {**values, "id": row_id}):
                yield Place(table, found[0], columns)
    for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
        wanted = values[key["from"]]
        if wanted is not None and row.fetch(db, key["table"], wanted) is None:
            yield Place(key["table"], wanted)


def foreign_keys(db: Connection) -> ForeignKeys:
    """For every table the (table, column) pairs of fact tables that point at it, read from the schema."""
    keys: ForeignKeys = {}
    for table in FACTS:
        for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            keys.setdefault(key["table"], []).append((table, key["from"]))
    return keys


def references(db: Connection, table: str, row_id: int, keys: ForeignKeys) -> list[Place]:
    """The rows of fact tables that point at a row."""
    return [
        Place(other, int(hit[0]), (column,), row_id)
        for other, column in keys.get(table, ())
        for hit in db.execute(f"SELECT id FROM {other} WHERE {column} = ?", (row_id,))
        if (other, hit[0]) != (table, row_id)
    ]
