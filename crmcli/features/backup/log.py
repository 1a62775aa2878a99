"""What the access log says of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What the access log calls a copy, and one that came to nothing.
DONE, FAILED = "backup", "backup failed"


class Entry(NamedTuple):
    """A backup that was taken, or tried, and when."""

    at: str
    failed: bool


def last_backup(db: Connection) -> Entry | None:
    """The last backup of the file, wherever it was put."""
    found = db.execute(
        "SELECT at, what FROM access_log WHERE what IN (?, ?) ORDER BY id DESC LIMIT 1", (DONE, FAILED)
    ).fetchone()
    return Entry(found[0], found[1] == FAILED) if found else None
