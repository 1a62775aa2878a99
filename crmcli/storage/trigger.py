"""Triggers that write down every change of a fact table, made from the schema.

An insert or delete keeps the whole row, an update the changed columns only. The
seal of an image is 16 random bytes followed by SHA-256(random bytes, before,
after): erasing the image and the random bytes leaves a digest that says nothing
and still fits the chain.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from crmcli.storage.schema import FACTS

if TYPE_CHECKING:
    from sqlite3 import Connection

SALT_BYTES = 16
_EVENTS = ("insert", "update", "delete")


def seal(before: str | None, after: str | None) -> bytes:
    """Random bytes and the commitment to an image; 48 bytes."""
    salt = os.urandom(SALT_BYTES)
    return salt + commitment(salt, before, after)


def commitment(salt: bytes, before: str | None, after: str | None) -> bytes:
    """SHA-256 over the random bytes and the image's texts, lengths in front so that they cannot be shifted."""
    digest = hashlib.sha256(salt)
    for text in (before, after):
        data = b"-" if text is None else text.encode()
        digest.update(b"%d:" % (-1 if text is None else len(data)))
        digest.update(data)
    return digest.digest()


def allow_writing(db: Connection) -> None:
    """Makes `seal` known to a connection; without it no fact table takes a change.

    Once only: the engine prepares every statement of a connection anew when a function is defined again, which
    took half of the time of a write.
    """
    if getattr(db, "knows_seal", False):
        return
    db.create_function("seal", 2, seal)
    if hasattr(db, "__dict__"):
        db.knows_seal = True  # type: ignore[attr-defined]


def make_triggers(db: Connection) -> None:
    """Drops and makes the triggers of every fact table; the last step of every migration."""
    for table in FACTS:
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for event in _EVENTS:
            db.execute(f"DROP TRIGGER IF EXISTS {table}_{event}_image")
        db.execute(_row_trigger(table, columns, "insert", "NEW"))
        db.execute(_row_trigger(table, columns, "delete", "OLD"))
        db.execute(_update_trigger(table, columns))


def _object(columns: list[str], side: str) -> str:
    pairs = ", ".join(f"'{column}', {side}.{column}" for column in columns)
    return f"json_object({pairs})"


def _row_trigger(table: str, columns: list[str], event: str, side: str) -> str:
    text = _object(columns, side)
    before, after = ("NULL", text) if event == "insert" else (text, "NULL")
    return (
        f"CREATE TRIGGER {table}_{event}_image AFTER {event.upper()} ON {table} BEGIN "
        f"INSERT INTO image (table_name, row_id, action, before, after, seal) "
        f"VALUES ('{table}', {side}.id, '{event}', {before}, {after}, seal({before}, {after})); END"
    )


def _update_trigger(table: str, columns: list[str]) -> str:
    changed = " OR ".join(f"OLD.{c} IS NOT NEW.{c}" for c in columns)

    def side(name: str) -> str:
        parts = " UNION ALL ".join(f"SELECT '{c}' AS k, {name}.{c} AS v WHERE OLD.{c} IS NOT NEW.{c}" for c in columns)
        return f"(SELECT json_group_object(k, v) FROM ({parts}))"

    before, after = side("OLD"), side("NEW")
    return (
        f"CREATE TRIGGER {table}_update_image AFTER UPDATE ON {table} WHEN {changed} BEGIN "
        f"INSERT INTO image (table_name, row_id, action, before, after, seal) "
        f"VALUES ('{table}', OLD.id, 'update', {before}, {after}, seal({before}, {after})); END"
    )
