"""Putting a backup in the place of the file, so that at any moment there is the old one or the new one, whole.

The backup's pages are written into the present file as one transaction: a program
that has the file open goes on with what was put back instead of writing into a file
nobody will open again. Only what cannot be opened any more is moved aside.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import engine
from crmcli.storage.backup import PAGES_A_STEP, Copy, examine, lost_since, no_backup, open_still, snapshot
from crmcli.storage.head import head_path, last_head, read_head, write_head
from crmcli.storage.partfile import SIDE_FILES, part_of, sync
from crmcli.storage.schema import APPLICATION_ID
from crmcli.storage.write import PATIENCE_SECONDS

if TYPE_CHECKING:
    from sqlite3 import Connection


@contextmanager
def brought_in(backup: Path, path: Path) -> Iterator[tuple[Path, Copy]]:
    """A backup copied beside `path` and proven there, for put_back; it is gone afterwards.

    Raises Failure(data) where the backup is foreign, damaged, newer than the program, or cut.
    """
    with part_of(path) as part:
        source = _open_backup(backup)
        try:
            snapshot(source, part, None)
        except engine.load_engine().DatabaseError as error:
            raise no_backup(backup) from error
        finally:
            source.close()
        copy = examine(part, backup)
        lost = lost_since(read_head(backup), copy.head)
        if lost:
            raise Failure(
                "data",
                N_(
                    "{file} lacks its last {count} operations: it was copied without its -wal file. Take another "
                    "backup, or delete {head} to take this one as it is."
                ),
                value=str(backup),
                file=str(backup),
                count=lost,
                head=head_path(backup).name,
            )
        yield part, copy


def put_back(part: Path, path: Path, kept: Path) -> Path | None:
    """Puts a proven copy in the place of `path`, which is kept as `kept` with its head; gives `kept`, if there was one.

    Stopped at any moment there is either the old file or the new one. Raises Failure: busy
    where another program goes on writing, failed where there is no room.
    """
    present = path.exists()
    if not (present and _can_be_opened(part, path) and _overwrite(part, path, kept)):
        _swap(part, path, kept)
    # A head ahead of its file means loss, so it goes first; what is noted may be newer than the copy by now.
    head_path(path).unlink(missing_ok=True)
    db = engine.connect(path)
    try:
        head = last_head(db)
    finally:
        db.close()
    if head is not None:
        write_head(path, head)
    return kept if present else None


def _open_backup(path: Path) -> Connection:
    """A backup to read from; one that has a -wal file beside it is read with what stands in there."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return engine.connect(path)
    return open_still(path)


def _can_be_opened(part: Path, path: Path) -> bool:
    """Whether the present file is one of ours, and built so that the pages of `part` fit into it."""
    dbapi = engine.load_engine()
    try:
        source, target = open_still(part), engine.connect(path)
        try:
            sizes = {db.execute("PRAGMA page_size").fetchone()[0] for db in (source, target)}
            ours = target.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            return ours and len(sizes) == 1
        finally:
            source.close()
            target.close()
    except dbapi.DatabaseError as error:
        if "locked" in str(error):
            raise _in_use(path) from error
        return False


def _overwrite(part: Path, path: Path, kept: Path) -> bool:
    """Writes the pages of `part` into the present file as one transaction; False where it is too damaged for that.

    Under the lock that the first pages take, the present content is kept: nothing
    somebody else had written until then is missing in it.
    """
    dbapi = engine.load_engine()
    deadline = time.monotonic() + PATIENCE_SECONDS
    is_kept = False

    def under_lock(status: int, left: int, whole: int) -> None:
        nonlocal is_kept
        if status:
            if time.monotonic() > deadline:
                raise _in_use(path)
        elif not is_kept:
            _keep(path, kept)
            head_path(path).unlink(missing_ok=True)
            is_kept = True

    source, target = open_still(part), engine.connect(path)
    try:
        # More than one step, so that the first one leaves the lock held and nothing committed.
        pages = max(1, min(PAGES_A_STEP, source.execute("PRAGMA page_count").fetchone()[0] // 2))
        source.backup(target, pages=pages, progress=under_lock, sleep=0.01)
        return True
    except dbapi.OperationalError as error:
        message = N_("{file} cannot be written: {reason}. It is as it was; make room and try again.")
        raise Failure("failed", message, value=str(path), file=str(path), reason=str(error)) from error
    except dbapi.DatabaseError:
        # It is moved aside whole then, under the same name.
        kept.unlink(missing_ok=True)
        return False
    finally:
        source.close()
        target.close()


def _keep(path: Path, kept: Path) -> None:
    """The present content of a file and its head under another name; whole or not at all."""
    with part_of(kept) as part:
        reader = engine.connect(path)
        try:
            snapshot(reader, part, None)
        finally:
            reader.close()
        sync(part)
        part.replace(kept)
    if head_path(path).exists():
        head_path(kept).write_bytes(head_path(path).read_bytes())
    sync(kept.parent)


def _swap(part: Path, path: Path, kept: Path) -> None:
    """Moves what cannot be opened aside with everything that belongs to it, then the copy into its place.

    The file goes first: a -wal file whose file is gone harms nothing, a file without its -wal may look whole.
    """
    sync(part)
    try:
        for ending in ("", *SIDE_FILES, "-head"):
            old = path.with_name(path.name + ending)
            if old.exists():
                old.rename(kept.with_name(kept.name + ending))
        part.replace(path)
    except PermissionError as error:
        raise _in_use(path) from error
    sync(path.parent)


def _in_use(path: Path) -> Failure:
    message = N_("{file} is in use by another program. Close it there and try again; nothing was changed.")
    return Failure("busy", message, value=str(path), file=str(path))
