"""A desk for tests: a real temporary file, the real command, a frozen day."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tempfile
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


#: Files `init` made in this process, by what was asked for; making one takes a tenth of a second, copying one nothing.
_MADE: dict[tuple[str, ...], Path] = {}
_MADE_IN: list[tempfile.TemporaryDirectory[str]] = []


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

    def init(self, pack: str, *words: str) -> None:
        """A new file with one of the shipped packs, as `init` makes it for 陈静 on the day that is set.

        What `init` itself does is tested with the command; here the file is made once and then copied.
        """
        words = words or ("--operator", "陈静")
        asked = (pack, *words, os.environ.get("CRMCLI_TODAY", ""), os.environ.get("CRMCLI_LANG", ""))
        made = _MADE.get(asked)
        if made is None:
            self.ok("init", "--pack", pack, "--open", *words)
            if not _MADE_IN:
                _MADE_IN.append(tempfile.TemporaryDirectory())
            made = _MADE[asked] = Path(_MADE_IN[0].name) / str(len(_MADE))
            made.mkdir()
            for file in self.folder.glob("crm.db*"):
                shutil.copy2(file, made / file.name)
        for file in made.iterdir():
            shutil.copy2(file, self.folder / file.name)

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
