"""Opening and making the one file; what is not ours is refused before it is read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import engine
from crmcli.storage.partfile import forget_beside
from crmcli.storage.schema import APPLICATION_ID, SCHEMA

if TYPE_CHECKING:
    from sqlite3 import Connection


def open_file(path: Path) -> Connection:
    """A connection to an existing crmcli file of this program's schema.

    Raises Failure: not-found where there is none, data where it is empty, foreign,
    damaged, newer than the program or cannot be written.
    """
    if not path.exists():
        raise Failure(
            "not-found",
            N_("There is no file {file}. Make one with `crmcli init`, or name yours with --db."),
            file=str(path),
            value=str(path),
        )
    if path.is_dir():
        message = N_("{file} is a folder; name the file in it, such as {file}/crm.db.")
        raise Failure("data", message, file=str(path), value=str(path))
    dbapi = engine.load_engine()
    try:
        db = engine.connect(path)
        version = _recognise(db, path)
    except dbapi.DatabaseError as error:
        raise _unreadable(path, error) from error
    if version < SCHEMA:
        from crmcli.storage.migration import migrate

        migrate(db)
    return db


def _recognise(db: Connection, path: Path) -> int:
    """The file's schema number, after checking that the file is one of ours."""
    if db.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        db.close()
        raise Failure(
            "data",
            N_("{file} is no crmcli file (empty, or of another program). Name yours with --db."),
            file=str(path),
            value=str(path),
        )
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        db.close()
        raise Failure(
            "data",
            N_(
                "{file} was written by a newer crmcli (schema {found}, this one knows {known}). "
                "Update: pip install -U crmcli"
            ),
            file=str(path),
            value=str(path),
            found=version,
            known=SCHEMA,
        )
    return version


def _unreadable(path: Path, error: Exception) -> Failure:
    known = explained(path, error)
    if known is not None:
        return known
    message = N_("{file} is damaged ({reason}). Put a backup back: crmcli restore BACKUP")
    return Failure("data", message, file=str(path), value=str(path), reason=str(error))


def explained(path: Path, error: Exception) -> Failure | None:
    """What stopped the engine, as a sentence with a way out; None where the program itself is at fault."""
    reason = str(error)
    for words, kind, message in _REASONS:
        if any(word in reason for word in words):
            return Failure(kind, message, file=str(path), value=str(path), reason=reason)
    return None


#: words of the engine -> kind of failure, sentence
_REASONS = (
    (("locked", "busy"), "busy", N_("{file} is in use by another program; try again in a moment.")),
    (
        ("not a database",),
        "data",
        N_("{file} is no crmcli file, or it is protected by a key. Name yours with --db."),
    ),
    (
        ("readonly", "unable to open"),
        "data",
        N_("{file} cannot be written: the folder or the file is read-only. Put it where you may write."),
    ),
    (("is full",), "failed", N_("{file} cannot be written: the disk is full. Make room; nothing was changed.")),
    (
        ("I/O error",),
        "failed",
        N_("The disk under {file} refused to read or write; nothing was changed. See to the disk, then: crmcli doctor"),
    ),
    (
        ("malformed", "corrupt"),
        "data",
        N_("{file} is damaged ({reason}). Put a backup back: crmcli restore BACKUP"),
    ),
)


def create_file(path: Path) -> Connection:
    """A new, empty file with the present schema; never over an existing one."""
    if path.exists():
        raise Failure(
            "refused",
            N_("{file} is there already and is left as it is. Choose another name with --db."),
            file=str(path),
            value=str(path),
        )
    from crmcli.storage.migration import migrate

    dbapi = engine.load_engine()
    unfinished = path.with_name(path.name + ".new")
    try:
        unfinished.unlink(missing_ok=True)
        db = engine.connect(unfinished, create=True)
        db.execute("PRAGMA journal_mode = WAL")
        migrate(db)
        db.close()
        forget_beside(path)
        # Under its own name only when it is whole: a stopped init leaves nothing that looks like a file of ours.
        unfinished.rename(path)
        return engine.connect(path)
    except (dbapi.DatabaseError, OSError) as error:
        raise _unreadable(path, error) from error
