"""Long work says how far it has come, on a terminal only, and short work says nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from crmcli.ui import progress

TEXT = "read: {percent} %"


def session(interactive: bool) -> Any:
    return cast(Any, SimpleNamespace(interactive=interactive))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(progress.counted(session(False), range(5), TEXT)) == [0, 1, 2, 3, 4]
    assert capsys.readouterr().err == ""


def test_short_work_says_nothing(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(progress.counted(session(True), range(1000), TEXT))) == 1000
    assert capsys.readouterr().err == ""


def test_long_work_counts_up_to_the_end(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    for row in progress.counted(session(True), range(1000), TEXT):
        clock[0] = row / 250
    assert capsys.readouterr().err == "\rread: 40 %\rread: 60 %\rread: 80 %\rread: 100 %\n"
