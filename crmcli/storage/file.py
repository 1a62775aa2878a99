"""Opening and making the one file; what is not ours is refused before it is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.storage import engine
from crmcli.storage.partfile import SIDE_FILES, forget_beside, sync
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
    # Ctrl-C within a trigger: only `seal` is a function of ours, and nothing else stops it.
    (("user-defined function",), "interrupted", N_("Stopped. The unfinished step has changed nothing.")),
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


@contextmanager
def new_file(path: Path) -> Iterator[Connection]:
    """A new file of the present schema to put the first rows into; under its own name only once they are in it.

    Never over an existing one. Stopped anywhere it leaves nothing that looks like a file of ours.
    """
    _check_place(path)
    from crmcli.storage.migration import migrate

    unfinished = path.with_name(path.name + ".new")
    _remove(unfinished)
    forget_beside(path)
    try:
        db = engine.connect(unfinished, create=True)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            migrate(db)
            yield db
        finally:
            db.close()
        sync(unfinished)
        unfinished.rename(path)
        sync(path.parent)
    except engine.load_engine().DatabaseError as error:
        raise _unreadable(path, error) from error
    finally:
        _remove(unfinished)


def _check_place(path: Path) -> None:
    if path.exists():
        message = N_("{file} is there already and is left as it is. Choose another name with --db.")
        raise Failure("refused", message, file=str(path), value=str(path))
    if not path.absolute().parent.is_dir():
        message = N_("There is no folder {value}; create it first")
        raise Failure("not-found", message, value=str(path.parent))


def _remove(unfinished: Path) -> None:
    for ending in ("", *SIDE_FILES):
        unfinished.with_name(unfinished.name + ending).unlink(missing_ok=True)
