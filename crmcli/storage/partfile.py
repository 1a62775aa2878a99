"""A private file beside a target, written, proven, and only then given its name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crmcli.core.findings import N_
from crmcli.core.refusal import why_not
from crmcli.errors import Failure
from crmcli.storage import engine

#: What SQLite keeps beside a file.
SIDE_FILES = ("-wal", "-shm", "-journal")


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """A private file beside a target, readable by nobody else; whatever is left of it in the end is removed."""
    import secrets  # 3 ms, and most runs make no file

    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    dbapi = engine.load_engine()
    try:
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        yield part
    except (OSError, dbapi.OperationalError) as error:
        reason = why_not(error) if isinstance(error, OSError) else str(error)
        message = N_("{file} cannot be written: {reason}. Choose another folder, or make room.")
        raise Failure("failed", message, value=str(target), file=str(target), reason=reason) from error
    finally:
        for ending in ("", *SIDE_FILES):
            with suppress(OSError):
                part.with_name(part.name + ending).unlink()


def forget_beside(path: Path) -> None:
    """Removes what an earlier file of this name has left: a new one would take the log for its own, and the head."""
    for ending in (*SIDE_FILES, "-head"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Onto the disk, so that a power cut after a rename finds what was renamed."""
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR
    with suppress(OSError):
        handle = os.open(path, flags)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
