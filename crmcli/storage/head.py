"""The head file beside the database: how far the log had come.

A cut, missing or foreign -wal file is silent to every check of SQLite's own.
After each commit the number and link of the last operation are noted here, so
that a file which has lost acknowledged operations can be told from a whole one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

#: More operations than these have places for no file ever holds.
_DIGITS = 15


class Head(NamedTuple):
    """The last acknowledged operation and its link."""

    operation: int
    link: bytes


def head_path(database: Path) -> Path:
    """crm.db -> crm.db-head"""
    return database.with_name(database.name + "-head")


def read_head(database: Path) -> Head | None:
    """What the head file says; None where it is missing or unreadable."""
    try:
        number, link = head_path(database).read_text("ascii").split()
        return Head(int(number), bytes.fromhex(link))
    except (OSError, ValueError):
        return None


def write_head(database: Path, head: Head) -> None:
    """Notes a head, never an older one than stands there; a file that cannot be written is left to doctor."""
    with _alone(database.absolute().parent), suppress(OSError):
        known = read_head(database)
        if known is None or known.operation <= head.operation:
            _note(head_path(database), f"{head.operation:>{_DIGITS}} {head.link.hex()}\n".encode())


def _note(path: Path, line: bytes) -> None:
    """Writes over what stands there, in one go and always of one length, so that it lies within one sector.

    Putting a new file in its place would be as safe, and have the disk wait a millisecond in every write.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        os.write(handle, line)
        if os.fstat(handle).st_size != len(line):
            os.ftruncate(handle, len(line))
    finally:
        os.close(handle)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Held by one program at a time, and let go by the system when it is killed: of two writers the one that was
    stopped between looking and writing would put the older head over the newer. Windows has no lock on a folder.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def last_head(db: Connection) -> Head | None:
    """The last operation of the file itself."""
    row = db.execute("SELECT id, link FROM operation ORDER BY id DESC LIMIT 1").fetchone()
    return Head(row[0], row[1]) if row else None
