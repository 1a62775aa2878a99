"""The calls of cases as a clerk works them off in a terminal: asked for a promise, asked for the opinion."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from typing import Any

import pytest

pty = pytest.importorskip("pty", reason="a terminal to type into")
PATIENCE = 60


def _typed(desk: Any, *lines: str, words: tuple[str, ...] = ()) -> list[str]:
    """Runs `followup done` on a terminal and types lines into it; gives what stood on the screen."""
    here, there = pty.openpty()
    env = {**os.environ, "COLUMNS": "200", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "crmcli", "followup", "done", *words]
    process = subprocess.Popen(command, stdin=there, stdout=there, stderr=there, env=env, cwd=desk.folder)
    os.close(there)
    os.write(here, "".join(f"{line}\n" for line in lines).encode())
    shown = b""
    while select.select([here], [], [], PATIENCE)[0]:
        try:
            piece = os.read(here, 4096)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(here)
    assert process.wait(PATIENCE) == 0, shown.decode()
    return shown.decode().replace("\r\n", "\n").split("\n")


@pytest.fixture
def complained(desk: Any) -> Any:
    """王小明, a member, complained; what 李四 complained of was dealt with."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("complaint", "log", "王小明", "--matter", "打针太疼", "--summary", "见录音")
    desk.ok("complaint", "log", "--name", "李四", "--phone", "19900005678", "--matter", "多收费", "--summary", "见收据")
    desk.ok("complaint", "answer", "2")
    desk.ok("complaint", "resolve", "2", "--text", "退款")
    return desk


def _last(desk: Any, no: str) -> tuple[Any, ...]:
    step = desk.json("complaint", "show", no)["events"][-1]
    return step["kind"], step["text"], step["until"], step["opinion"]


def test_who_was_not_answered_is_promised_a_time_who_was_helped_gives_an_opinion(complained: Any) -> None:
    shown = _typed(complained, "1", "查录像", "25:00", "15:30", "1", "收到退款", "很好", "满意")
    assert _last(complained, "1") == ("promised", "查录像", "2026-10-31T15:30:00+08:00", None)
    assert _last(complained, "2") == ("confirmed", "收到退款", None, "satisfied")
    asked = "When was an answer promised (15:30, tomorrow 10:00; Enter for no time): "
    assert sum(line.count(asked) for line in shown) == 2
    assert sum("The customer's opinion (满意, 基本满意, 不满意, 不表态): " in line for line in shown) == 2
    assert [line for line in shown if line.startswith("2/2")] == ["2/2  李四  19900005678"]
    assert shown[-2].endswith("2 recorded, 0 left for later")


def test_back_takes_the_steps_of_the_case_back_too(complained: Any) -> None:
    _typed(complained, "1", "查录像", "15:30", "b", "2", "没人接", "q")
    assert _last(complained, "1") == ("called", "没人接", "2026-11-01", None)
    assert len(complained.json("complaint", "show", "1")["events"]) == 2


def test_one_named_asks_as_well_and_enter_promises_nothing(complained: Any) -> None:
    _typed(complained, "", words=("TS-2026-0001", "接通", "说了"))
    assert _last(complained, "1") == ("called", "说了", None, None)
