"""Faults planted in a writer's process, each of which the oracle has to find.

The program knows nothing of them: a connection is put between it and the engine.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from crmcli.features import derived
from crmcli.storage import file
from crmcli.storage.head import last_head, write_head
from crmcli.storage.write import rebuild


class Between:
    """A connection that passes everything on; a fault overrides what it spoils."""

    def __init__(self, db: Any, path: Path) -> None:
        self.db = db
        self.path = path

    def __getattr__(self, name: str) -> Any:
        return getattr(self.db, name)

    def execute(self, sql: str, *values: Any) -> Any:
        """One statement."""
        return self.db.execute(sql, *values)

    def close(self) -> None:
        """The end of the command."""
        self.db.close()


def _moment() -> None:
    time.sleep(random.uniform(0, 0.004))


class AcknowledgeFirst(Between):
    """Commits when the command ends, after its answer."""

    def execute(self, sql: str, *values: Any) -> Any:
        """All but the commit."""
        return None if sql == "COMMIT" else super().execute(sql, *values)

    def close(self) -> None:
        """Commits late."""
        if self.db.in_transaction:
            _moment()
            self.db.execute("COMMIT")
        self.db.close()


class NoTransaction(Between):
    """Every statement is its own transaction."""

    def execute(self, sql: str, *values: Any) -> Any:
        """Nothing is begun, committed or rolled back."""
        if sql.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            return None
        return super().execute(sql, *values)


class HeadFirst(Between):
    """Notes the head before the commit."""

    def execute(self, sql: str, *values: Any) -> Any:
        """The head, a moment, the commit."""
        if sql == "COMMIT":
            head = last_head(self.db)
            if head is not None:
                write_head(self.path, head)
            _moment()
        return super().execute(sql, *values)


class DeferredBegin(Between):
    """Begins without taking the lock, and reads before it writes."""

    def execute(self, sql: str, *values: Any) -> Any:
        """A plain BEGIN and a look."""
        if sql != "BEGIN IMMEDIATE":
            return super().execute(sql, *values)
        self.db.execute("BEGIN")
        self.db.execute("SELECT COUNT(*) FROM member").fetchone()
        _moment()
        return None


class DeriveAfter(Between):
    """Keeps the sums after the commit, in a transaction of their own."""

    def close(self) -> None:
        """Recomputes everything late."""
        _moment()
        _DERIVE_LATE(self)
        self.db.close()


class SyncNormal(Between):
    """Leaves the log unsynced at a commit."""

    def __init__(self, db: Any, path: Path) -> None:
        super().__init__(db, path)
        db.execute("PRAGMA synchronous = NORMAL")


class SyncOff(Between):
    """Never syncs."""

    def __init__(self, db: Any, path: Path) -> None:
        super().__init__(db, path)
        db.execute("PRAGMA synchronous = OFF")


#: Those a kill can show, and those only a power cut or two writers can.
BY_KILL = ("acknowledge-first", "no-transaction", "head-first", "derive-after")
BY_POWER_CUT = ("sync-normal", "sync-off", "acknowledge-first")
_FAULTS: dict[str, type[Between]] = {
    "acknowledge-first": AcknowledgeFirst,
    "no-transaction": NoTransaction,
    "head-first": HeadFirst,
    "derive-after": DeriveAfter,
    "deferred-begin": DeferredBegin,
    "sync-normal": SyncNormal,
    "sync-off": SyncOff,
}
_DERIVE_LATE: Callable[[Any], None] = lambda db: None  # noqa: E731 - set by plant


def plant(fault: str) -> None:
    """From now on every connection of this process has the fault."""
    opened, spoilt = file.open_file, _FAULTS[fault]
    file.open_file = lambda path: spoilt(opened(path), path)  # type: ignore[assignment, return-value]
    if fault == "derive-after":
        kept = derived.derivation

        def none(session: Any) -> Callable[[Any], None]:
            global _DERIVE_LATE
            _DERIVE_LATE = lambda db: rebuild(db, kept(session))  # noqa: E731
            return lambda db: None

        derived.derivation = none
