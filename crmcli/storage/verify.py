"""What can be wrong inside a file: each check gives its findings, an empty list where all is well.

Used on a copy before it counts as a backup, on a backup before it is put back, and
by `doctor`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_, Finding
from crmcli.storage import chain, engine
from crmcli.storage.migration import STEPS, statements
from crmcli.storage.schema import DERIVED, FACTS, LOG
from crmcli.storage.trigger import make_triggers
from crmcli.storage.write import begin, start_touched

if TYPE_CHECKING:
    from sqlite3 import Connection

#: So many findings of one kind say enough.
MOST = 20
#: Members recomputed at a time: a clerk who writes meanwhile waits for one such step at most.
STEP = 500

CHAIN_BREAKS = {
    "link": N_("operation {number} does not fit the chain: it or the one before it was changed or taken out"),
    "image": N_("operation {number}: what it noted of a row is not what it noted then"),
    "images missing": N_("operation {number}: some of the rows it noted are gone"),
}


def page_faults(db: Connection, *, thorough: bool) -> list[Finding]:
    """What SQLite's own check finds; `thorough` also compares every index with its table."""
    dbapi = engine.load_engine()
    try:
        found = db.execute(f"PRAGMA {'integrity_check' if thorough else 'quick_check'}({MOST})").fetchall()
    except dbapi.DatabaseError as error:
        found = [(str(error),)]
    return [Finding(N_("SQLite finds: {reason}"), {"reason": row[0]}) for row in found if row[0] != "ok"]


def foreign_key_faults(db: Connection) -> list[Finding]:
    """Rows that point at a row that is not there."""
    template = N_("{table}, row {row}: points at a row of {parent} that is not there")
    found = db.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    return [Finding(template, {"table": row[0], "row": row[1], "parent": row[2]}) for row in found]


def schema_faults(db: Connection) -> list[Finding]:
    """Tables and indexes that are missing or not as this program makes them."""
    model = _model()
    try:
        wanted, there = _shape(model), _shape(db)
    finally:
        model.close()
    found = []
    for name, shape in wanted.items():
        if name not in there:
            found.append(Finding(N_("{name} is missing in the file"), {"name": name}))
        elif there[name] != shape:
            found.append(Finding(N_("{name} is not built as this program builds it"), {"name": name}))
    return found


def trigger_faults(db: Connection) -> list[Finding]:
    """Triggers that are missing, changed, or not ours: what they should note would go unnoted."""
    model = _model()
    try:
        wanted, there = _triggers(model), _triggers(db)
    finally:
        model.close()
    missing = N_("the trigger {name} is missing or changed; changes of its table may be unlogged")
    found = [Finding(missing, {"name": name}) for name in wanted if there.get(name) != wanted[name]]
    strange = N_("the trigger {name} is not of this program")
    return found + [Finding(strange, {"name": name}) for name in there.keys() - wanted.keys()]


def chain_faults(db: Connection) -> list[Finding]:
    """Operations whose rows, links or images are not what was written, and operations cut off at the end."""
    found = []
    for place in chain.breaks(db):
        found.append(Finding(CHAIN_BREAKS[place.reason], {"number": place.operation}))
        if len(found) == MOST:
            return found
    given = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'operation'").fetchone()
    last = db.execute("SELECT COALESCE(MAX(id), 0) FROM operation").fetchone()[0]
    if given and given[0] > last:
        message = N_("operations {first} to {last} were taken out of the file")
        found.append(Finding(message, {"first": last + 1, "last": given[0]}))
    stray = db.execute(
        "SELECT COUNT(*) FROM image WHERE id > (SELECT COALESCE(MAX(last_image), 0) FROM operation)"
    ).fetchone()[0]
    if stray:
        found.append(Finding(N_("{count} rows of the log belong to no operation"), {"count": stray}))
    return found


def access_faults(db: Connection) -> list[Finding]:
    """Entries of the access log that do not fit their chain."""
    before = chain.START
    for row in db.execute("SELECT id, at, staff_id, what, detail, count, link FROM access_log ORDER BY id"):
        before = chain.access_link(before, tuple(row)[1:6])
        if before != row["link"]:
            message = N_("the access log does not fit its chain from entry {number} on")
            return [Finding(message, {"number": row["id"]})]
    return []


def fact_faults(db: Connection) -> list[Finding]:
    """Rows of facts that are not what the log says they are: changed outside the program."""
    found = []
    for table in FACTS:
        for row_id in _unlike_the_log(db, table):
            message = N_("{table}, row {row}: is not what the log says; it was changed outside the program")
            found.append(Finding(message, {"table": table, "row": row_id}))
            if len(found) == MOST:
                return found
    return found


def attachment_faults(db: Connection) -> list[Finding]:
    """Attachments whose body is missing or is not the one that was kept; each body is read once."""
    found = []
    attached = db.execute(
        "SELECT c.no, a.name, a.sha256 FROM attachment a JOIN case_file c ON c.id = a.case_id ORDER BY a.sha256, a.id"
    )
    for sha256, group in groupby(attached, lambda row: row["sha256"]):
        body = db.execute("SELECT body FROM attachment_body WHERE sha256 = ?", (sha256,)).fetchone()
        if body is not None and hashlib.sha256(body[0]).hexdigest() == sha256:
            continue
        message = N_("{name}, attached to {no}: is missing in the file")
        if body is not None:
            message = N_("{name}, attached to {no}: is not what was attached")
        found += [Finding(message, {"name": row["name"], "no": row["no"]}) for row in group]
        if len(found) >= MOST:
            break
    return found[:MOST]


def derived_differences(db: Connection, derive: Callable[[Connection], None]) -> dict[str, int]:
    """How many rows of each derived table differ from a recomputation, which is rolled back; only tables that do."""
    found = dict.fromkeys(DERIVED, 0)
    for table in DERIVED:
        orphans = (
            f"SELECT COUNT(*) FROM {table} WHERE member_id NOT IN (SELECT id FROM member) "
            "AND -member_id NOT IN (SELECT id FROM case_file)"
        )
        found[table] += db.execute(orphans).fetchone()[0]
    for ids in _parties(db):
        _compare(db, ids, derive, found)
    return {table: count for table, count in found.items() if count}


def _parties(db: Connection) -> Iterator[list[int]]:
    """Everybody a derived row can stand under, some at a time: members by id, cases of others by the negative."""
    for sql, sign in (
        ("SELECT id FROM member WHERE id > ? ORDER BY id LIMIT ?", 1),
        ("SELECT id FROM case_file WHERE member_id IS NULL AND id > ? ORDER BY id LIMIT ?", -1),
    ):
        last = 0
        while ids := [row[0] for row in db.execute(sql, (last, STEP))]:
            last = ids[-1]
            yield [sign * number for number in ids]


def _compare(db: Connection, ids: list[int], derive: Callable[[Connection], None], found: dict[str, int]) -> None:
    begin(db)
    try:
        start_touched(db)
        db.executemany("INSERT INTO touched VALUES (?)", [(number,) for number in ids])
        before = {table: _rows_of_touched(db, table) for table in DERIVED}
        derive(db)
        for table in DERIVED:
            after = _rows_of_touched(db, table)
            found[table] += max(len(before[table] - after), len(after - before[table]))
    finally:
        db.execute("ROLLBACK")


def _rows_of_touched(db: Connection, table: str) -> set[tuple[Any, ...]]:
    rows = db.execute(f"SELECT * FROM {table} WHERE member_id IN (SELECT member_id FROM touched)")
    return {tuple(row) for row in rows}


def _model() -> Connection:
    """An empty file of the present schema, in memory."""
    dbapi = engine.load_engine()
    db: Connection = dbapi.connect(":memory:", isolation_level=None)
    for _name, sql in STEPS:
        for statement in statements(sql):
            db.execute(statement)
    make_triggers(db)
    return db


def _triggers(db: Connection) -> dict[str, str]:
    return dict(tuple(row) for row in db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))


def _shape(db: Connection) -> dict[str, Any]:
    """Table or index -> what it is made of, independent of how its SQL was spelled."""
    shape: dict[str, Any] = {}
    strict = {row[1]: tuple(row)[2:] for row in db.execute("PRAGMA main.table_list")}
    for table in (*FACTS, *DERIVED, *LOG):
        if table not in strict:
            continue
        columns = [tuple(row)[1:] for row in db.execute(f"PRAGMA table_xinfo({table})")]
        keys = sorted(tuple(row)[2:] for row in db.execute(f"PRAGMA foreign_key_list({table})"))
        shape[table] = (strict[table], columns, keys)
        for index in db.execute(f"PRAGMA index_list({table})").fetchall():
            parts = [tuple(row) for row in db.execute(f"PRAGMA index_xinfo('{index[1]}')")]
            shape[index[1]] = (table, tuple(index)[2:], parts)
    return shape


def _unlike_the_log(db: Connection, table: str) -> Iterator[int]:
    """The rows, by id, where the table and its images disagree."""
    rows = iter(db.execute(f"SELECT * FROM {table} ORDER BY id"))
    row = next(rows, None)
    for row_id, logged in _logged(db, table):
        while row is not None and row["id"] < row_id:
            yield row["id"]
            row = next(rows, None)
        if row is not None and row["id"] == row_id:
            if not _agree(logged, row):
                yield row_id
            row = next(rows, None)
        elif logged:
            yield row_id
    while row is not None:
        yield row["id"]
        row = next(rows, None)


def _agree(logged: dict[str, Any] | None, row: Any) -> bool:
    return logged is not None and all(row[name] == value for name, value in logged.items())


def _logged(db: Connection, table: str) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """Each row the log knows and its last values: None once deleted, none at all where they were erased."""
    images = db.execute(
        "SELECT row_id, action, after, seal FROM image WHERE table_name = ? ORDER BY row_id, id", (table,)
    )
    for row_id, group in groupby(images, lambda image: image["row_id"]):
        values: dict[str, Any] | None = None
        for image in group:
            if image["seal"][: len(chain.ERASED_SALT)] == chain.ERASED_SALT:
                values = {}
            elif image["action"] == "delete":
                values = None
            else:
                values = (values or {}) | json.loads(image["after"])
        yield row_id, values
