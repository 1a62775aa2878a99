"""A file of an earlier schema, put back from the dump that the program of that time wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from crmcli.storage import engine
from harness import Desk


def desk_of(dump: Path, version: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk over such a file; nothing has opened it since."""
    monkeypatch.chdir(folder)
    desk = Desk(folder, monkeypatch)
    db = engine.load_engine().connect(desk.path, isolation_level=None)
    db.executescript(dump.read_text("utf-8"))
    db.execute("PRAGMA journal_mode = WAL")
    assert db.execute("PRAGMA user_version").fetchone()[0] == version
    db.close()
    return desk
