"""The SQLite engine and a connection to one file.

sqlcipher3 brings a current SQLite to every platform. The standard library's
(3.40 under Python 3.11) can corrupt a WAL file when two processes write,
and a clerk beside a scheduled job is two writers.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure

if TYPE_CHECKING:
    from sqlite3 import Connection
else:
    Connection = object

#: First SQLite without the WAL-reset fault; sqlite.org/changes.html, 3.51.3.
OLDEST_ENGINE = (3, 51, 3)
READ_WAIT_MS = 2_000


def load_engine() -> Any:
    """The engine's module, known also under the name sqlite-utils looks for.

    Without the alias every ``except OperationalError`` of sqlite-utils would miss.
    """
    import sqlcipher3
    from sqlcipher3 import dbapi2

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi2)
    check_engine(dbapi2.sqlite_version_info)
    return dbapi2


def check_engine(version: tuple[int, ...]) -> None:
    """Refuses an engine that may corrupt a file with two writers."""
    if tuple(version) < OLDEST_ENGINE:
        raise Failure(
            "data",
            N_(
                "The SQLite engine is {found}; at least {needed} is needed, older ones can damage a file "
                "that two programs write. Run: pip install -U sqlcipher3"
            ),
            found=".".join(map(str, version)),
            needed=".".join(map(str, OLDEST_ENGINE)),
        )


def connect(path: Path, *, create: bool = False, key: bytes | None = None) -> Connection:
    """A connection to `path` with our settings; nothing is read yet.

    `key` is the file's raw 256-bit key where it is encrypted. Only `init` and
    `backup` create files; SQLite would open a missing one without a word.
    """
    engine = load_engine()
    mode = "rwc" if create else "rw"
    db = engine.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
        factory=_remembering(engine.Connection),
    )
    db.row_factory = engine.Row
    if key is not None:
        db.execute("PRAGMA cipher_log_level = NONE")
        db.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    db.execute(f"PRAGMA busy_timeout = {READ_WAIT_MS}")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -65536")
    return db  # type: ignore[no-any-return]


@cache
def _remembering(connection: type) -> type:
    """A kind of connection that can remember what was done to it; the engine's own cannot."""
    return type("Connection", (connection,), {})
