"""Duties in the walk of `followup done`, and asked for in a terminal: the real command on a real terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from dutycase import WEEKLY, due, on

process = pytest.importorskip("process", reason="a terminal to type into")
PLAN = WEEKLY | {"code": "plan", "name": "月计划", "rule": "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"}


def _typed(desk: Any, *words: str, keys: tuple[str, ...]) -> Any:
    return process.run_on_terminal(desk.folder, *words, keys=keys, env=dict(os.environ), patience=90)


def test_a_duty_is_walked_without_a_phone(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY | {"deliver": "上周的数"}, PLAN), "2026-12-01")
    screen = _typed(desk, "followup", "done", keys=("?\n", "1\n", "发给院长\n", "\n"))
    assert screen.status == 0, screen.text
    assert "1/2  周报" in screen.lines or "1/2  月计划" in screen.lines
    assert screen.text.count("1 done  Enter later  b back  q stop: ") == 3
    assert screen.lines[-2].endswith("1 recorded, 1 left for later")
    (left,) = due(desk)
    done = "plan" if left[0].startswith("duty:weekly") else "weekly"
    assert desk.json("duty", "show", done)["history"][0]["delivered"] == "发给院长"


def test_back_in_the_walk_takes_the_other_word(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, PLAN), "2026-12-01")
    screen = _typed(desk, "followup", "done", keys=("1\n", "一\n", "b\n", "1\n", "二\n", "q\n"))
    assert screen.status == 0, screen.text
    assert "recorded already as operation 2; another outcome takes its place" in screen.text
    told = [row for duty in ("plan", "weekly") for row in desk.json("duty", "show", duty)["history"]]
    assert [row["delivered"] for row in told if row["state"] == "done"] == ["二"]


def test_what_is_missing_is_asked_for(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, PLAN), "2026-11-02")
    screen = _typed(desk, "duty", "done", keys=("日报\n", "周报\n", "发给院长\n"))
    assert screen.status == 0, screen.text
    assert "There is no duty 日报; there are 周报, 月计划." in screen.text
    assert desk.json("duty", "show", "周报")["history"][0]["delivered"] == "发给院长"
