"""The one write. Nothing else in the program begins or commits.

BEGIN IMMEDIATE with a retry of our own, the operation's row, the change, the
images (by trigger), the derived tables of the touched members, the chain's next
link, commit, the head file. Either all of it or nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import chain, engine
from crmcli.storage.head import Head, write_head
from crmcli.storage.row import insert
from crmcli.storage.schema import CASE_COLUMN, DERIVED, MEMBER_COLUMN, SCHEMA
from crmcli.storage.trigger import allow_writing

if TYPE_CHECKING:
    from sqlite3 import Connection

#: How long a write waits for another one before it gives up; an import of 100 000 rows holds the lock for less.
PATIENCE_SECONDS = 30.0


class Operation:
    """One write under way. `number` is what `crmcli undo` takes, None where nothing was changed."""

    __slots__ = ("db", "link", "number", "rows", "undone")

    def __init__(self, db: Connection, number: int | None) -> None:
        self.db = db
        self.number = number
        self.rows = 0
        self.link: bytes | None = None
        self.undone: list[int] = []


class Header(NamedTuple):
    """Who does what, and when. `command` never holds personal data."""

    command: str
    at: str
    day: str
    staff_id: int | None
    kind: str = "do"


Derive = Callable[["Connection"], None]


@contextmanager
def write(db: Connection, path: Path, header: Header, derive: Derive) -> Iterator[Operation]:
    """One operation, all or nothing; `derive` recomputes what stands in temp.touched(member_id).

    Raises Failure(busy) where another program holds the file for PATIENCE_SECONDS.
    """
    allow_writing(db)
    begin(db)
    operation = Operation(db, None)
    try:
        operation.number = insert(
            db,
            "operation",
            {
                "at": header.at,
                "day": header.day,
                "command": header.command,
                "kind": header.kind,
                "staff_id": header.staff_id,
                "schema": SCHEMA,
            },
        )
        before = db.execute("SELECT COALESCE(MAX(id), 0) FROM image").fetchone()[0]
        yield operation
        link = operation.link = _finish(db, operation, before, derive)
        if link is None:
            db.execute("ROLLBACK")
            operation.number = None
        else:
            db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    if link is not None and operation.number is not None:
        write_head(path, Head(operation.number, link))


def _finish(db: Connection, operation: Operation, before: int, derive: Derive) -> bytes | None:
    """The new link, after everything that hangs on the change; None where nothing changed."""
    last = db.execute("SELECT COALESCE(MAX(id), 0) FROM image").fetchone()[0]
    if last == before:
        return None
    operation.rows = last - before
    number = operation.number
    assert number is not None
    db.execute("UPDATE operation SET first_image = ?, last_image = ? WHERE id = ?", (before + 1, last, number))
    db.executemany(
        "INSERT INTO operation_undone (undo_id, undone_id) VALUES (?, ?)",
        [(number, undone) for undone in operation.undone],
    )
    collect_touched(db, before + 1, last)
    derive(db)
    link = chain.link_of(db, number)
    db.execute("UPDATE operation SET link = ? WHERE id = ?", (link, number))
    return link


def stands(operation: Operation) -> bool:
    """Whether a write came to be, asked when it was stopped at a moment nobody knows."""
    found = operation.db.execute("SELECT link FROM operation WHERE id = ?", (operation.number,)).fetchone()
    return operation.link is not None and found is not None and found[0] == operation.link


def begin(db: Connection) -> None:
    """BEGIN IMMEDIATE, tried again every 0.5 to 3 ms: SQLite's own waiting starves a clerk beside a bulk job."""
    busy = engine.load_engine().OperationalError
    deadline = time.monotonic() + PATIENCE_SECONDS
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                db.execute("BEGIN IMMEDIATE")
                return
            except busy as error:
                if "locked" not in str(error) and "busy" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise Failure(
                        "busy",
                        N_("Another program has been writing to the file for {seconds} s; try again in a moment."),
                        seconds=int(PATIENCE_SECONDS),
                    ) from error
                time.sleep(_moment())
    finally:
        db.execute(f"PRAGMA busy_timeout = {engine.READ_WAIT_MS}")


def _moment() -> float:
    """Seconds until the next try, never twice the same, so that two who wait do not keep step."""
    import random  # 1 ms, and most writes wait for nobody

    return random.uniform(0.0005, 0.003)


def collect_touched(db: Connection, first: int, last: int) -> None:
    """Puts everybody whose facts the images from `first` to `last` concern into temp.touched.

    Taken from the log itself, so that no command can forget somebody. A case touches the member it is of, and
    the negative of its own id, under which it stands while it is of nobody known.
    """
    start_touched(db)
    span = (first, last)
    db.execute("INSERT INTO span VALUES (?, ?)", span)
    tables = {row[0] for row in db.execute("SELECT DISTINCT +table_name FROM image WHERE id BETWEEN ? AND ?", span)}
    for table in tables & MEMBER_COLUMN.keys():
        column = MEMBER_COLUMN[table]
        owners = f"SELECT row_id FROM image WHERE id BETWEEN ? AND ? AND +table_name = '{table}'"
        if column == "id":
            db.execute(f"INSERT OR IGNORE INTO touched {owners}", span)
            continue
        there = f"SELECT {column} FROM {table} WHERE id IN ({owners}) AND {column} IS NOT NULL"
        db.execute(f"INSERT OR IGNORE INTO touched {there}", span)
        db.execute(
            f"INSERT OR IGNORE INTO touched SELECT json_extract(before, '$.{column}') FROM image "
            f"WHERE id BETWEEN ? AND ? AND +table_name = '{table}' AND action <> 'insert' "
            f"AND json_extract(before, '$.{column}') IS NOT NULL",
            span,
        )
    for table in tables & CASE_COLUMN.keys():
        _touch_cases(db, table, span)
    if "staff" in tables:
        _touch_contacted(db, span)
    if "ladder" in tables:
        touch_everybody(db)


def _touch_contacted(db: Connection, span: tuple[int, int]) -> None:
    """Whether a contact counts as one of the team hangs upon the post of whoever made it."""
    db.execute(
        "INSERT OR IGNORE INTO touched SELECT member_id FROM contact WHERE staff_id IN (SELECT row_id FROM image "
        "WHERE id BETWEEN ? AND ? AND +table_name = 'staff' AND action = 'update' "
        "AND json_extract(before, '$.role') IS NOT NULL)",
        span,
    )


def _touch_cases(db: Connection, table: str, span: tuple[int, int]) -> None:
    column = CASE_COLUMN[table]
    noted = f"FROM image WHERE id BETWEEN ? AND ? AND +table_name = '{table}'"
    if column == "id":
        db.execute(f"INSERT OR IGNORE INTO touched SELECT -row_id {noted}", span)
    else:
        there = f"SELECT -{column} FROM {table} WHERE id IN (SELECT row_id {noted})"
        gone = f"SELECT -json_extract(before, '$.{column}') {noted} AND action = 'delete'"
        db.execute(f"INSERT OR IGNORE INTO touched {there}", span)
        db.execute(f"INSERT OR IGNORE INTO touched {gone}", span)
    db.execute(
        "INSERT OR IGNORE INTO touched SELECT c.member_id FROM touched t JOIN case_file c ON c.id = -t.member_id "
        "WHERE t.member_id < 0 AND c.member_id IS NOT NULL"
    )


def start_touched(db: Connection) -> None:
    """An empty temp.touched, and an empty temp.span: what is derived of the touched is then derived from scratch.

    Where temp.span holds the first and last image of a write, sums may be kept by adding what these images say.
    """
    db.execute("CREATE TEMP TABLE IF NOT EXISTS touched (member_id INTEGER PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE IF NOT EXISTS span (first INTEGER NOT NULL, last INTEGER NOT NULL)")
    db.execute("DELETE FROM touched")
    db.execute("DELETE FROM span")


def touch_everybody(db: Connection) -> None:
    """All members into temp.touched, and the cases of those who are none."""
    db.execute("INSERT OR IGNORE INTO touched SELECT id FROM member")
    db.execute("INSERT OR IGNORE INTO touched SELECT -id FROM case_file WHERE member_id IS NULL")


@contextmanager
def aside(db: Connection) -> Iterator[None]:
    """What is written beside the operations, all of it or nothing: log entries, sheet numbers, what is derived."""
    begin(db)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            with suppress(Exception):
                db.execute("ROLLBACK")
        raise


def log_access(db: Connection, at: str, staff_id: int | None, what: str, detail: str, count: int) -> None:
    """Notes a reveal, an export or a run in the access log, which is chained like the operations."""
    with aside(db):
        row = db.execute("SELECT link FROM access_log ORDER BY id DESC LIMIT 1").fetchone()
        link = chain.access_link(row[0] if row else chain.START, (at, staff_id, what, detail, count))
        values = {"at": at, "staff_id": staff_id, "what": what, "detail": detail, "count": count, "link": link}
        insert(db, "access_log", values)


def number_sheet(db: Connection, form: str, subject: str, prefix: str, year: int) -> str:
    """The number of a sheet that is no record of its own, such as an intake of some days; the same each time.

    Like the access log this is no operation: a number once printed is not taken back.
    """
    from crmcli.storage.series import next_number

    with aside(db):
        row = db.execute("SELECT no FROM sheet_number WHERE form = ? AND subject = ?", (form, subject)).fetchone()
        no = row[0] if row else next_number(db, prefix, year)
        if row is None:
            insert(db, "sheet_number", {"form": form, "subject": subject, "no": no})
    return str(no)


def rebuild(db: Connection, derive: Derive) -> None:
    """Recomputes every derived table from the facts; for `doctor --repair`."""
    with aside(db):
        # also what was left of members who are gone
        for table in DERIVED:
            db.execute(f"DELETE FROM {table}")
        start_touched(db)
        touch_everybody(db)
        derive(db)
