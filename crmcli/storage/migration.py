"""Bringing a file to the present schema, each step whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.storage import account, desk, firsttable, register
from crmcli.storage.schema import APPLICATION_ID, SCHEMA
from crmcli.storage.trigger import allow_writing, make_triggers

if TYPE_CHECKING:
    from sqlite3 import Connection

#: Every step a file has gone through, oldest first: its name and its statements. A released one never changes.
STEPS = (
    ("1-first-tables", firsttable.TABLES),
    ("2-registers", register.TABLES + register.ADDITIONS),
    ("3-accounts", account.TABLES + account.ADDITIONS),
    ("4-desk", desk.TABLES + desk.ADDITIONS),
)


def migrate(db: Connection) -> None:
    """Applies what is missing; the triggers are made anew and the foreign keys checked at the end."""
    import sqlite_utils
    from sqlite_utils.migrations import Migrations

    steps = Migrations("crmcli")
    for name, sql in STEPS:
        _add_step(steps, name, sql)
    allow_writing(db)
    db.execute("PRAGMA foreign_keys = OFF")
    steps.apply(sqlite_utils.Database(db))
    db.execute("BEGIN IMMEDIATE")
    make_triggers(db)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")
    db.execute("COMMIT")
    db.execute("PRAGMA foreign_keys = ON")


def statements(sql: str) -> list[str]:
    """The statements of a step, one by one."""
    return [statement for statement in sql.split(";\n") if statement.strip()]


def _add_step(steps: Any, name: str, sql: str) -> None:
    def step(database: Any) -> None:
        for statement in statements(sql):
            database.execute(statement)

    steps(name=name)(step)
