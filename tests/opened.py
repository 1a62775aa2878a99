"""A file opened behind the program's back, to look into it or to spoil it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from crmcli.storage import engine
from crmcli.storage.trigger import allow_writing


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """A connection as the program makes it; fact tables take changes."""
    db = engine.connect(path)
    allow_writing(db)
    try:
        yield db
    finally:
        db.close()


def spoil(path: Path, *statements: str) -> None:
    """Runs statements without the triggers' and foreign keys' protection, as somebody with another program would."""
    with opened(path) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for trigger in triggers:
            db.execute(f"DROP TRIGGER {trigger['name']}")
        for statement in statements:
            db.execute(statement)
        for trigger in triggers:
            db.execute(trigger["sql"])
