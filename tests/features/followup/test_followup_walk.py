"""`followup done` alone in a terminal, as a clerk types it: the real command on a real terminal."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

pty = pytest.importorskip("pty", reason="a terminal to type into")
KEYS = "1 reached 2 no answer 3 busy 4 refused 5 wrong number 6 rescheduled 7 do not contact"
PATIENCE = 60
ASKED = "  Enter later  b back  q stop: "


@pytest.fixture
def people(desk: Any) -> Any:
    """刘敏 a month after a laser treatment (nobody's line, so first), 周婷 with a promised call, 王小明 with two."""
    desk.env(CRMCLI_TODAY="2026-09-30")
    for name, mobile in (("周婷", "19900000001"), ("刘敏", "19900000002"), ("王小明", "19900000003")):
        desk.ok("member", "add", name, "--mobile", mobile)
    desk.ok("purchase", "add", "刘敏", "--item", "激光祛斑", "--amount", "1280")
    for number in ("1", "2", "3"):
        desk.ok("followup", "done", number, "接通")
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    desk.ok("followup", "add", "周婷", "--due", "today", "--at", "15:30", "--purpose", "报价")  # 7
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "停车票")  # 8
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "快递")  # 9
    return desk


def _typed(desk: Any, *lines: str, columns: int = 120) -> tuple[int, list[str]]:
    """Runs `followup done` on a terminal and types lines into it: exit status and what stood on the screen.

    What is typed waits in the terminal until it is asked for; a command that asks for more than that is ended.
    """
    here, there = pty.openpty()
    env = {**os.environ, "COLUMNS": str(columns), "TERM": "dumb", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "crmcli", "followup", "done"]
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
    try:
        status = process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        status = process.wait()
    return status, shown.decode("utf-8").replace("\r\n", "\n").split("\n")


def _states(facts: Any, desk: Any) -> dict[int, str]:
    return {row["id"]: row["state"] for row in facts(desk.path, "followup", "id", "state") if row["id"] in (4, 7, 8, 9)}


def test_person_by_person_with_one_key_and_a_note(people: Any, facts: Any) -> None:
    """刘敏, whose plan asks for it, has recovered, is well, gets a next day; 周婷 is reached; 王小明 does not answer.

    How somebody is takes a figure from 1 to 5; another word is asked again.
    """
    status, shown = _typed(people, "接", "很好", "y", "好", "5", "下周五", "1", "要再想想", "2", "")
    assert status == 0, shown
    contacts = facts(people.path, "contact", "member_id", "outcome", "note", "recovered", "feeling")[3:]
    assert contacts == [
        {"member_id": 2, "outcome": "reached", "note": "很好", "recovered": 1, "feeling": 5},
        {"member_id": 1, "outcome": "reached", "note": "要再想想", "recovered": 0, "feeling": None},
        {"member_id": 3, "outcome": "no-answer", "note": None, "recovered": 0, "feeling": None},
    ]
    assert _states(facts, people) == {4: "done", 7: "done", 8: "open", 9: "open"}
    assert facts(people.path, "followup", "due_on")[9] == {"due_on": "2026-11-06"}
    # each person is an operation of its own
    assert [one["command"] for one in people.json("operations")[:3]] == ["followup done"] * 3
    text = "\n".join(shown)
    assert re.findall(r"^[123]/3 .*$", text, re.MULTILINE) == [
        "1/3  刘敏  M-00002  19900000002",
        "2/3  周婷  M-00001  19900000001",
        "3/3  王小明  M-00003  19900000003",
    ]
    assert "    #7  报价 · at 15:30" in shown
    assert text.count("Recovered? [y/N]") == 1
    assert text.count("How they are, 1 bad … 5 well (Enter for not asked): ") == 2
    assert shown[-2].endswith("3 recorded, 0 left for later")


def test_enter_leaves_for_later_and_q_stops(people: Any, everything: Callable[..., Any]) -> None:
    before = everything(people.path)
    status, shown = _typed(people, "", "", "q")
    assert (status, shown[-2]) == (0, KEYS + ASKED + "0 recorded, 3 left for later")
    assert everything(people.path) == before


def test_back_replaces_what_was_recorded(people: Any, facts: Any) -> None:
    status, shown = _typed(people, "", "1", "", "b", "2", "没人", "q")
    assert (status, shown[-2]) == (0, KEYS + ASKED + "1 recorded, 2 left for later")
    assert "  recorded already as operation 12; another outcome takes its place" in shown
    assert _states(facts, people)[7] == "open"
    assert [row["outcome"] for row in facts(people.path, "contact", "outcome")[3:]] == ["no-answer"]


def test_a_slip_is_asked_again(people: Any, facts: Any) -> None:
    status, shown = _typed(people, "", "9", "6", "", "", "昨天", "明天15:00", "q")
    assert (status, shown[-2]) == (0, KEYS + ASKED + "1 recorded, 2 left for later")
    row = facts(people.path, "followup", "due_on", "due_at", "state")[6]
    assert row == {"due_on": "2026-11-01", "due_at": "2026-11-01T15:00:00+08:00", "state": "open"}
    assert [line for line in shown if "9 is no outcome; there are reached 接通" in line] != []


def test_the_end_of_input_keeps_what_was_recorded(people: Any, facts: Any) -> None:
    status, shown = _typed(people, "", "1", "", "\x04")
    assert status == 130
    assert shown[-2].endswith("Stopped. The unfinished step has changed nothing.")
    assert _states(facts, people) == {4: "open", 7: "done", 8: "open", 9: "open"}


def test_no_word_of_a_question_is_cut_in_a_narrow_window(people: Any) -> None:
    _status, shown = _typed(people, "q", columns=50)
    first = next(place for place, line in enumerate(shown) if line.startswith("1 reached"))
    assert " ".join(shown[first : first + 3]).startswith((KEYS + ASKED).replace("  ", " ")[:60].rstrip())
    assert max(len(line) for line in shown[first : first + 3]) <= 50


def test_nothing_due(desk: Any) -> None:
    status, shown = _typed(desk)
    assert (status, shown[-2:]) == (0, ["Nothing is due.", ""])


def test_where_the_rest_is_when_nothing_is_ones_own(desk: Any) -> None:
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900000003")
    desk.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280", "--date", "2026-10-30")
    status, shown = _typed(desk)
    assert (status, shown[-2]) == (0, "Nothing is due. · 1 line is of others: crmcli due --all")
