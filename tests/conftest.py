"""A desk for tests: a real temporary file, the real command, a frozen day."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

TODAY = "2026-10-31T09:30"


class Result(NamedTuple):
    """What one command line gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The JSON error on standard error."""
        return json.loads(self.err)["error"]


class Desk:
    """Runs command lines in this process against one file; English unless said otherwise."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.path = folder / "crm.db"
        self._monkeypatch = monkeypatch

    def env(self, **values: str) -> None:
        """Sets environment variables for the rest of the test."""
        for name, value in values.items():
            self._monkeypatch.setenv(name, value)

    def __call__(self, *words: object, stdin: str = "") -> Result:
        """One command line; the words may be numbers and paths."""
        from crmcli.app import run

        out, err = io.StringIO(), io.StringIO()
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            status = run([str(word) for word in words])
        return Result(status, out.getvalue(), err.getvalue())

    def ok(self, *words: object, stdin: str = "") -> Result:
        """A command line that must succeed."""
        result = self(*words, stdin=stdin)
        assert result.status == 0, result
        return result

    def json(self, *words: object) -> Any:
        """The JSON answer of a command line that must succeed and say nothing else."""
        result = self.ok(*words, "--json")
        assert result.err == "", result.err
        return result.json

    def refused(self, status: int, *words: object) -> Any:
        """The JSON error of a command line that must fail with a status and print no answer."""
        result = self(*words, "--json")
        assert (result.status, result.out) == (status, ""), result
        return result.error


@pytest.fixture(autouse=True)
def quiet_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable and no folder of the machine's user reaches a test."""
    home = tmp_path_factory.mktemp("home")
    for name in ("CRMCLI_DB", "CRMCLI_AS", "CRMCLI_TODAY", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("CRMCLI_LANG", "en")


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without a file yet, standing in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CRMCLI_TODAY", TODAY)
    return Desk(tmp_path, monkeypatch)


@pytest.fixture
def desk(bare: Desk) -> Desk:
    """A clinic's new file, made by `init`; the operator is 陈静."""
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
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
