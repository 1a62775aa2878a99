"""What can be put right without losing anything: triggers, the head file, what a stopped program left."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.storage.head import head_path, last_head, write_head
from crmcli.storage.trigger import make_triggers
from crmcli.storage.write import begin

if TYPE_CHECKING:
    from sqlite3 import Connection

#: What is younger may belong to a program that is still at work.
LEFT_SECONDS = 3600


def remake_triggers(db: Connection) -> None:
    """All triggers of the fact tables as this program makes them, and no others."""
    begin(db)
    try:
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            db.execute(f'DROP TRIGGER "{row[0]}"')
        make_triggers(db)
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def note_head(db: Connection, database: Path) -> None:
    """Writes the head file anew where it is missing, unreadable or behind."""
    head = last_head(db)
    if head is not None:
        write_head(database, head)


def leftovers(database: Path) -> list[Path]:
    """Unfinished files that no program can be at work on: beside the database, in its folders of backups and sheets."""
    folder, name = database.absolute().parent, database.name
    patterns = (
        f"{name}.new",
        f"{name}.new-*",
        f"{head_path(database).name}.[0-9]*",
        ".*.part",
        ".*.part-*",
        ".crmcli-*",
        ".crmcli-*/*",
    )
    homes = (folder, folder / "backups", folder / "sheets")
    found = {path for home in homes for pattern in patterns for path in home.glob(pattern)}
    oldest = time.time() - LEFT_SECONDS
    return sorted(path for path in found if path.is_file() and path.stat().st_mtime < oldest)
