"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from crmcli.language import use_language
from harness import TODAY, Desk

# How long an example takes says nothing on a machine that does other things as well.
settings.register_profile("calm", deadline=None, max_examples=50)
settings.load_profile("calm")


@pytest.fixture(autouse=True)
def quiet_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable and no folder of the machine's user reaches a test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CRMCLI_DB", "CRMCLI_AS", "CRMCLI_TODAY", "CRMCLI_PUSH", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("CRMCLI_LANG", "en")
    # what is tested below the command line speaks the language the last command left behind
    use_language("en")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without a file yet, standing in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMCLI_TODAY", TODAY)
    return Desk(tmp_path, monkeypatch)


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A clinic's new file, as `init` makes it; the operator is 陈静."""
    bare.init("clinic")
    return bare


Dump = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def dump() -> Callable[[Path, tuple[str, ...]], Dump]:
    """Every row of some tables of a file, ordered, to compare a file with itself."""

    def read(path: Path, tables: tuple[str, ...]) -> Dump:
        from crmcli.storage.engine import connect

        db = connect(path)
        try:
            return {
                table: sorted((tuple(row) for row in db.execute(f"SELECT * FROM {table}")), key=repr)
                for table in tables
            }
        finally:
            db.close()

    return read
