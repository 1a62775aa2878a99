"""Booking at a terminal: what is missing is asked for, one question each."""

from __future__ import annotations

from process import environment, run_on_terminal

from harness import Desk


def test_what_is_missing_is_asked_for(clinic: Desk) -> None:
    env = environment(clinic.folder, CRMCLI_LANG="en", CRMCLI_AS="陈静")
    keys = ["王小红\n", "美甲\n", "面\n", "昨天9:30\n", "明天9:30\n", "1\n"]
    screen = run_on_terminal(clinic.folder, "booking", "add", keys=keys, env=env)
    assert screen.status == 0
    asked = [line for line in screen.lines if line.startswith(("What for", "When", "With whom", "  1  "))]
    assert asked == [
        "What for (面诊, 换药, 拆线, 复查, 课程): 美甲",
        "What for (面诊, 换药, 拆线, 复查, 课程): 面",
        "When (day and time): 昨天9:30",
        "When (day and time): 明天9:30",
        "  1  李娜",
        "With whom? (number, Enter for nobody) 1",
    ]
    assert screen.lines[-2] == (
        "booked: 1 王小红 · 面诊: 2026-11-01 (Sunday) 09:30–10:00, with 李娜 · 陈静 · undo: crmcli undo 7"
    )


def test_of_several_one_is_chosen(clinic: Desk) -> None:
    for day in ("11-05", "11-12"):
        clinic.ok("booking", "add", "王小红", "--kind", "换药", "--on", day, "--at", "10:00")
    env = environment(clinic.folder, CRMCLI_LANG="en", CRMCLI_AS="陈静")
    screen = run_on_terminal(clinic.folder, "booking", "cancel", "王小红", keys=["2\n"], env=env)
    assert screen.status == 0
    assert "  1  1  2026-11-05 (Thursday) 10:00–10:15  换药" in screen.lines
    assert screen.lines[-2].startswith("2 王小红 · 换药: 2026-11-12 (Thursday) 10:00–10:15: cancelled")
