"""The -wal file cut, gone or of another file, an old copy put back, the head file gone: how much is missing is known.

SQLite itself says nothing in most of these cases.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import killing
import oracle
import pytest
from writer import STAFF, Mixed

from crmcli.errors import Failure
from crmcli.storage import chain, engine
from crmcli.storage.file import open_file
from crmcli.storage.head import last_head, read_head

SECTOR = 512
COMMANDS = 12


class Worked(NamedTuple):
    """A file some commands have been done on, copied while its log still held them all."""

    path: Path
    first: int
    last: int

    @property
    def log(self) -> Path:
        """Its -wal file."""
        return self.path.with_name("crm.db-wal")


def worked_on(origin: Path, folder: Path, seed: int) -> Worked:
    """Acknowledged commands while somebody else has the file open, so that the log is not emptied."""
    db = killing.copy_file(origin, folder / "at-work")
    job = Mixed(random.Random(seed))
    with closing(engine.connect(db)) as beside:
        before = last_head(beside)
        for _turn in range(COMMANDS):
            words = job.next()
            job.take(words, killing.say(*words, "--db", db, "--as", STAFF[0]))
        kept = folder / "kept"
        shutil.copytree(db.parent, kept)
        after = last_head(beside)
    assert before is not None
    assert after is not None
    (kept / "crm.db-shm").unlink()
    return Worked(kept / "crm.db", before.operation, after.operation)


@pytest.fixture
def worked(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worked:
    """A run of commands, its log whole."""
    monkeypatch.setenv("CRMCLI_TODAY", killing.TODAY)
    done = worked_on(origin, tmp_path, 7)
    assert (done.last - done.first, read_head(done.path).operation) == (COMMANDS, done.last)  # type: ignore[union-attr]
    return done


def lost(path: Path) -> int:
    """How many acknowledged operations a file lacks by its head file; the file itself verifies."""
    head = read_head(path)
    assert head is not None
    with closing(open_file(path)) as db:
        last = last_head(db)
        assert last is not None
        assert list(chain.breaks(db)) == []
        return head.operation - last.operation


def copies(worked: Worked, folder: Path) -> Iterator[tuple[int, Path]]:
    """The file with its log cut at every third 512 bytes, shortest first, and at last whole."""
    log = worked.log.read_bytes()
    for size in (*range(0, len(log), 6 * SECTOR), len(log)):
        shutil.copytree(worked.path.parent, folder)
        (folder / "crm.db-wal").write_bytes(log[:size])
        yield size, folder / "crm.db"
        shutil.rmtree(folder)


def ahead(worked: Worked, missing: int) -> list[str]:
    """All the oracle may say of a file that lacks its last operations: that the head file knows of them."""
    ends = worked.last - missing
    return [f"the head file is ahead: {worked.last}, the file ends with {ends}"] if missing else []


def test_cut_anywhere_the_head_says_how_much_is_lost(worked: Worked, tmp_path: Path) -> None:
    missing: list[int] = []
    for size, path in copies(worked, tmp_path / "cut"):
        missing.append(lost(path))
        if missing[-2:-1] != missing[-1:]:
            nobody = oracle.Record([], [], COMMANDS, [], [])
            assert oracle.complaints(path, [nobody]) == ahead(worked, missing[-1]), size
    assert missing[0] == COMMANDS
    assert missing[-1] == 0
    assert missing == sorted(missing, reverse=True)
    assert set(missing) == set(range(COMMANDS + 1))


def test_gone(worked: Worked) -> None:
    worked.log.unlink()
    assert lost(worked.path) == COMMANDS


def test_an_old_copy_put_back(worked: Worked, origin: Path) -> None:
    shutil.copy(origin, worked.path)
    worked.log.unlink()
    assert lost(worked.path) == COMMANDS


def test_the_log_of_another_file(worked: Worked, origin: Path, tmp_path: Path) -> None:
    """SQLite takes it for its own; what comes of it is refused, or does not fit the head."""
    other = worked_on(origin, tmp_path / "other", 8)
    shutil.copy(other.log, worked.log)
    head = read_head(worked.path)
    refused = None
    try:
        with closing(open_file(worked.path)) as db:
            assert not fits(db, head)
    except Failure as failure:
        refused = failure.kind
    assert refused in (None, "data")


def fits(db: Any, head: Any) -> bool:
    """Whether a file is whole and holds the head's operation with the head's link."""
    row = db.execute("SELECT link FROM operation WHERE id = ?", (head.operation,)).fetchone()
    whole = [row[0] for row in db.execute("PRAGMA integrity_check")] == ["ok"]
    return whole and row is not None and row[0] == head.link and not list(chain.breaks(db))


def test_without_the_head_file_the_work_goes_on(worked: Worked) -> None:
    worked.path.with_name("crm.db-head").unlink()
    assert read_head(worked.path) is None
    answer = killing.say("member", "add", "客人甲", "--mobile", "19910000001", "--db", worked.path, "--as", STAFF[0])
    head = read_head(worked.path)
    assert head is not None
    assert head.operation == answer["operation"] == worked.last + 1


def test_a_head_of_a_longer_log_is_not_overwritten(worked: Worked) -> None:
    """Work on a file that has lost operations must not hide the loss at once."""
    worked.log.unlink()
    answer = killing.say("member", "add", "客人甲", "--mobile", "19910000001", "--db", worked.path, "--as", STAFF[0])
    assert answer["operation"] == worked.first + 1
    head = read_head(worked.path)
    assert head is not None
    assert head.operation == worked.last
