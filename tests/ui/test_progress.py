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
    assert capsys.readouterr().err == "\rread: 20 %\rread: 40 %\rread: 60 %\rread: 80 %\rread: 100 %\n"


@pytest.mark.parametrize(
    ("seconds", "done", "whole", "long"),
    [(0.1, 1, 1000, False), (0.3, 1, 1000, True), (0.3, 40, 100, False), (0.3, 20, 100, True), (1.0, 99, 100, True)],
)
def test_what_is_going_to_take_longer_than_a_second_is_told_early(
    seconds: float, done: int, whole: int, long: bool
) -> None:
    assert progress.is_long(seconds, done, whole) is long
