"""Copies of the file that are proven before they count.

A copy is made by the engine's own backup from one snapshot while others write, into
a private file beside its place, checked there and renamed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.errors import Failure
from crmcli.storage import engine, verify
from crmcli.storage.head import Head, last_head, read_head, write_head
from crmcli.storage.partfile import forget_beside, part_of, sync
from crmcli.storage.schema import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from sqlite3 import Connection

#: (pages left, pages in all)
Progress = Callable[[int, int], None]

PAGES_A_STEP = 1024


class Copy(NamedTuple):
    """What a proven copy holds. `lost`: operations its file had acknowledged that were not in it any more."""

    operations: int
    members: int
    head: Head | None
    size: int
    lost: int = 0


def back_up(db: Connection, source: Path, target: Path, progress: Progress | None = None) -> Copy:
    """Copies an open file to `target` and proves the copy; nothing is left where either fails.

    Raises Failure: data where the copy does not pass, failed where it cannot be written.
    """
    noted = read_head(source)
    with part_of(target) as part:
        try:
            snapshot(db, part, progress)
        except engine.load_engine().OperationalError:
            raise
        except engine.load_engine().DatabaseError as error:
            raise no_backup(source) from error
        copy = examine(part, source)
        sync(part)
        forget_beside(target)
        part.replace(target)
        sync(target.parent)
    if copy.head is not None:
        write_head(target, copy.head)
    return copy._replace(lost=lost_since(noted, copy.head))


def examine(place: Path, shown: Path) -> Copy:
    """Opens the file at `place` without touching it, checks everything in it and counts.

    Raises Failure(data) that calls it `shown`.
    """
    dbapi = engine.load_engine()
    try:
        db = open_still(place)
        try:
            _recognise(db, shown)
            for finding in _faults(db):
                raise Failure(
                    "data",
                    N_("{file} does not pass its check: {problem}. Run: crmcli --db {file} doctor"),
                    value=str(shown),
                    file=str(shown),
                    problem=finding,
                )
            operations = db.execute("SELECT COUNT(*) FROM operation").fetchone()[0]
            living = "SELECT COUNT(*) FROM member WHERE standing NOT IN ('merged', 'erased')"
            return Copy(operations, db.execute(living).fetchone()[0], last_head(db), place.stat().st_size)
        finally:
            db.close()
    except dbapi.DatabaseError as error:
        raise no_backup(shown) from error


def _recognise(db: Connection, shown: Path) -> None:
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise no_backup(shown)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise Failure(
            "data",
            N_(
                "{file} was written by a newer crmcli (schema {found}, this one knows {known}). "
                "Update: pip install -U crmcli"
            ),
            value=str(shown),
            file=str(shown),
            found=version,
            known=SCHEMA,
        )


def _faults(db: Connection) -> Iterator[Finding]:
    yield from verify.page_faults(db, thorough=False)
    yield from verify.foreign_key_faults(db)
    if db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA:
        yield from verify.schema_faults(db)
        yield from verify.trigger_faults(db)
    yield from verify.chain_faults(db)
    yield from verify.access_faults(db)


def no_backup(shown: Path) -> Failure:
    """The refusal of what is no file of ours."""
    message = N_("{file} is no crmcli file: it is empty, damaged, or of another program. Take another backup.")
    return Failure("data", message, value=str(shown), file=str(shown))


def lost_since(noted: Head | None, found: Head | None) -> int:
    """How many operations a head file has seen that the file itself does not hold."""
    last = found.operation if found else 0
    return max(noted.operation - last, 0) if noted else 0


def snapshot(source: Connection, part: Path, progress: Progress | None) -> None:
    """One moment of an open file, written to `part` while others go on writing."""
    target = engine.connect(part)

    def told(status: int, left: int, whole: int) -> None:
        if progress is not None:
            progress(left, whole)

    try:
        # The read transaction holds the snapshot; without it each write of another program would start the copy anew.
        source.execute("BEGIN")
        source.execute("PRAGMA schema_version").fetchone()
        source.backup(target, pages=PAGES_A_STEP, progress=told)
    finally:
        if source.in_transaction:
            source.execute("ROLLBACK")
        target.close()


def open_still(path: Path) -> Connection:
    """A file nobody writes to, read without leaving anything beside it, also on a read-only disk."""
    dbapi = engine.load_engine()
    db: Connection = dbapi.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    db.row_factory = dbapi.Row
    return db
