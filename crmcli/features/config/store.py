"""All SQL of the setting table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.storage.row import insert, update

if TYPE_CHECKING:
    from sqlite3 import Connection


def put(db: Connection, key: str, value: str) -> None:
    """Sets a setting, whether it was there or not."""
    found = db.execute("SELECT id FROM setting WHERE key = ?", (key,)).fetchone()
    if found is None:
        insert(db, "setting", {"key": key, "value": value})
    else:
        update(db, "setting", found[0], {"value": value})


def drop(db: Connection, key: str) -> None:
    """Takes a setting out; nothing where it is not there."""
    db.execute("DELETE FROM setting WHERE key = ?", (key,))
