"""Bringing a file to the present schema, each step whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.storage.schema import APPLICATION_ID, SCHEMA, TABLES
from crmcli.storage.trigger import allow_writing, make_triggers

if TYPE_CHECKING:
    from sqlite3 import Connection


def migrate(db: Connection) -> None:
    """Applies what is missing; the triggers are made anew and the foreign keys checked at the end."""
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

    steps = Migrations("crmcli")

    @steps(name="1-first-tables")
    def first_tables(database: Any) -> None:
        for statement in TABLES.split(";\n"):
            if statement.strip():
                database.execute(statement)

    allow_writing(db)
    db.execute("PRAGMA foreign_keys = OFF")
    steps.apply(sqlite_utils.Database(db))
    db.execute("BEGIN IMMEDIATE")
    make_triggers(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("COMMIT")
    db.execute("PRAGMA foreign_keys = ON")
