"""`followup due`: parts, order, blocks, riding, whose, filters, formats, the scheduled run."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

KEYS = {
    "id",
    "member",
    "name",
    "mobile",
    "kind",
    "plan",
    "step",
    "purpose",
    "script",
    "due_on",
    "original_due_on",
    "days_late",
    "attempt",
    "assigned_to",
    "why",
}
DAY_6 = "激光后第6天：继续防晒，没掉的痂保持干燥"


@pytest.fixture
def morning(desk: Any, hire: Callable[..., None]) -> Any:
    """A morning with something in every part, for 陈静 (supervisor), 李娜 (who makes the calls) and nobody."""
    hire(desk, "李娜", "follow-up")
    desk.env(CRMCLI_AS="陈静")
    for number, name in enumerate(("王小明", "刘敏", "赵丽华", "周婷", "吴桂芳", "何琳"), 1):
        desk.ok("member", "add", name, "--mobile", f"1990000{number:04d}")
    desk.ok("purchase", "add", "刘敏", "--item", "激光祛斑", "--amount", "1280", "--date", "10-25")  # 1-6
    desk.ok("purchase", "add", "赵丽华", "--item", "假体隆鼻", "--amount", "9800", "--date", "09-28")  # 7-12
    desk.ok("followup", "add", "周婷", "--due", "today", "--at", "15:30", "--purpose", "报价", "--to", "李娜")  # 13
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "停车票")  # 14
    desk.ok("followup", "add", "刘敏", "--due", "today", "--purpose", "问快递", "--to", "李娜")  # 15
    desk.ok("followup", "add", "吴桂芳", "--due", "+2d", "--purpose", "照片", "--to", "李娜")  # 16
    return desk


def _ids(lines: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(line["id"], line["part"]) for line in lines if line["kind"] != "duty"]


def test_parts_and_blocks_stand_in_their_order(morning: Any) -> None:
    """The promised time before what has none of the same day, a person's lines together where the first stands."""
    assert _ids(morning.json("due", "--ahead", "2")) == [
        ("13", "cannot-wait"),
        ("3", "cannot-wait"),
        ("15", "today"),
        ("10", "overdue"),
        ("14", "today"),
        ("16", "ahead"),
    ]


def test_a_line_has_the_keys_of_the_contract(morning: Any) -> None:
    line = next(line for line in morning.json("due") if line["id"] == "10")
    assert line.keys() >= KEYS
    assert {key: line[key] for key in KEYS - {"script"}} == {
        "id": "10",
        "member": "M-00003",
        "name": "赵丽华",
        "mobile": "199****0003",
        "kind": "treatment",
        "plan": "整形",
        "step": "month-1",
        "purpose": "术后1个月：关心恢复，解答疑问，邀请复查",
        "due_on": "2026-10-28",
        "original_due_on": "2026-10-28",
        "days_late": 3,
        "attempt": 0,
        "assigned_to": "李娜",
        "why": "假体隆鼻 on 2026-09-28, month 1, 3 earlier calls with it",
    }


def test_oldest_first_within_what_is_overdue(morning: Any) -> None:
    """Lines of several days by their day, those of one day by their number."""
    for member, day in (("何琳", "11-01"), ("王小明", "11-03"), ("吴桂芳", "11-02")):
        morning.ok("followup", "add", member, "--due", day, "--purpose", "x")
    morning.env(CRMCLI_TODAY="2026-11-06")
    overdue = [line for line in morning.json("due") if line["part"] == "overdue" and line["kind"] != "duty"]
    assert [(line["id"], line["due_on"], line["days_late"]) for line in overdue] == [
        ("15", "2026-10-31", 6),
        ("10", "2026-10-28", 9),
        ("14", "2026-10-31", 6),
        ("18", "2026-11-03", 3),
        ("17", "2026-11-01", 5),
        ("16", "2026-11-02", 4),
        ("19", "2026-11-02", 4),
    ]


def test_what_nobody_has_stands_first(called: Any, facts: Any) -> None:
    """Whose turn it is does not matter: a line of nobody's would not be made by anybody."""
    called.ok("member", "add", "李芳", "--mobile", "19900005678")
    called.ok("followup", "add", "李芳", "--due", "today", "--at", "10:00", "--purpose", "回电")
    lines = called.json("due")
    assert [(line["id"], line["assigned_to"]) for line in lines] == [
        ("3", None),
        ("birthday:M-00001:2026", None),
        ("2", "陈静"),
        ("9", "陈静"),
    ]
    assert called.ok("due").out.splitlines()[:3] == [
        "2026-10-31 Saturday · everybody's · 4 lines · 2 people",
        "",
        "unassigned: 3 lines",
    ]


def test_somebody_who_takes_the_role_gets_what_nobody_had(called: Any) -> None:
    called.ok("staff", "add", "李娜", "--role", "follow-up")
    called.env(CRMCLI_AS="陈静")
    assert {line["assigned_to"] for line in called.json("due")} == {"李娜", "陈静"}


def _without_duties(out: str) -> list[str]:
    """The screen without what the department does again and again; how often that is, is not the matter here."""
    head, *rest = out.splitlines()
    kept: list[str] = []
    for line in rest:
        if line.startswith("    duty:"):
            kept.pop()
        elif not line.startswith("      due on "):
            kept.append("ahead" if line.startswith("ahead: ") else line)
    return [head.split(" · ")[0], *kept]


def test_the_list_for_the_eye(morning: Any) -> None:
    out = _without_duties(morning.ok("due", "--as", "李娜", "--ahead", "2").out)
    script = next(line["script"] for line in morning.json("due") if line["id"] == "3")
    month_1 = next(line["script"] for line in morning.json("due") if line["id"] == "10")
    assert out == [
        "2026-10-31 Saturday to 2026-11-02",
        "",
        "cannot wait: 3 lines",
        "  周婷  M-00004  19900000004",
        "    #13  报价 · at 15:30",
        "      planned by hand",
        "  刘敏  M-00002  19900000002",
        f"    #3  {DAY_6}",
        "      激光祛斑 on 2026-10-25, day 6, 2 earlier calls with it",
        f"      {script}",
        "    #15  问快递",
        "      planned by hand",
        "",
        "overdue: 1 line",
        "  赵丽华  M-00003  19900000003",
        "    #10  术后1个月：关心恢复，解答疑问，邀请复查 · 3 days late",
        "      假体隆鼻 on 2026-09-28, month 1, 3 earlier calls with it",
        f"      {month_1}",
        "",
        "ahead",
        "  吴桂芳  M-00005  19900000005",
        "    #16  照片 · 2026-11-02 Monday",
        "      planned by hand",
    ]


@pytest.mark.parametrize(
    ("operator", "options", "ids"),
    [
        ("陈静", [], ["13", "3", "15", "10", "14"]),
        ("陈静", ["--mine"], ["14"]),
        ("李娜", [], ["13", "3", "15", "10"]),
        ("李娜", ["--all"], ["13", "3", "15", "10", "14"]),
        ("李娜", ["--owner", "陈静"], ["14"]),
        ("李娜", ["--owner", "none"], []),
        ("李娜", ["--owner", "未分配"], []),
        ("陈静", ["--kind", "laser"], ["3"]),
        ("陈静", ["--kind", "激光"], ["3"]),
        ("陈静", ["--kind", "treatment"], ["3", "10"]),
        ("陈静", ["--kind", "manual"], ["13", "14", "15"]),
        ("陈静", ["--date", "10-26"], ["9", "1"]),
        ("陈静", ["--date", "tomorrow", "--kind", "manual"], ["13", "14", "15"]),
    ],
)
def test_whose_and_which(morning: Any, operator: str, options: list[str], ids: list[str]) -> None:
    assert [line["id"] for line in morning.json("due", "--as", operator, *options)] == ids


def test_in_a_file_of_one_store_everybody_is_of_that_store(morning: Any) -> None:
    assert len(morning.json("due", "--store", "医疗美容")) == 5


@pytest.mark.parametrize(
    ("status", "options", "message"),
    [
        (2, ["--ahead", "-1"], "--ahead -1 is not possible; give 0 to 366 days."),
        (2, ["--ahead", "367"], "--ahead 367 is not possible; give 0 to 366 days."),
        (2, ["--mine", "--all"], "Give only one of --mine, --all and --owner."),
        (2, ["--date", "32号"], "32号 is not a day: 2026-10 has 31 days"),
        (4, ["--store", "分院"], "There is no store 分院; there are 医疗美容医院."),
    ],
)
def test_what_cannot_be_meant_is_said(morning: Any, status: int, options: list[str], message: str) -> None:
    assert morning.refused(status, "due", *options)["message"] == message


def test_an_unknown_kind_is_answered_with_all_there_are(morning: Any) -> None:
    from crmcli.features.followup.present import KINDS

    error = morning.refused(2, "due", "--kind", "电话")
    assert error["message"].startswith("There is no kind 电话; there are treatment after a treatment, joining new")
    named = error["message"].split(" there are ")[1].rstrip(".").split(", ")
    assert [text.split(" ")[0] for text in named] == [*KINDS, "surgery", "laser", "prospect"]


def test_every_kind_can_be_asked_for(morning: Any) -> None:
    """By its code and by its word, in both languages; only lines of it come."""
    from crmcli.features.followup.present import KINDS

    for code, label in KINDS.items():
        lines = morning.json("due", "--ahead", "366", "--kind", code)
        assert {line["kind"] for line in lines} <= {code}, code
        assert morning.json("due", "--ahead", "366", "--kind", label) == lines


def test_a_retry_shows_the_attempt_and_since_when(morning: Any) -> None:
    morning.ok("done", "10", "未接")
    morning.env(CRMCLI_TODAY="2026-11-01")
    line = next(line for line in morning.json("due") if line["id"] == "10")
    assert (line["attempt"], line["due_on"], line["original_due_on"]) == (1, "2026-11-01", "2026-10-28")
    assert line["why"].startswith("假体隆鼻 on 2026-09-28, month 1, due since 2026-10-28, tried 1 time")


def test_a_decision_is_asked_for_in_the_list(morning: Any) -> None:
    for day in ("10-31", "11-01", "11-02", "11-04"):
        morning.env(CRMCLI_TODAY=f"2026-{day}")
        morning.ok("done", "14", "未接")
    morning.env(CRMCLI_TODAY="2026-11-05")
    line = next(line for line in morning.json("due") if line["id"] == "14")
    assert line["why"] == "due since 2026-10-31, tried 4 times, no retry left: decide how it goes on"


def test_nothing_due(desk: Any) -> None:
    assert desk.json("due") == []
    assert desk.ok("due").out.splitlines() == [
        "2026-10-31 Saturday · everybody's · 0 lines · 0 people",
        "Nothing is due.",
    ]
    assert desk.ok("due", "--quiet-if-empty") == (0, "", "")
    assert desk.ok("due", "--quiet-if-empty", "--json") == (0, "", "")


def test_quiet_is_not_silent_where_something_is_due(morning: Any) -> None:
    assert morning.ok("due", "--quiet-if-empty").out == morning.ok("due").out != ""


def test_csv_has_every_line_with_english_keys(morning: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(morning.ok("due", "--csv").out.removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == [line["id"] for line in morning.json("due")]
    assert rows[0].keys() >= KEYS


def test_reading_writes_nothing(morning: Any, everything: Callable[..., Any]) -> None:
    before = everything(morning.path)
    morning.ok("due", "--ahead", "30")
    assert everything(morning.path) == before


def _grid(path: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(path).worksheets[0].iter_rows(values_only=True))


def _scheduled(path: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """The command as cron runs it: no terminal, no locale, no home, nothing on standard input."""
    command = [sys.executable, "-m", "crmcli", "--db", str(path), "--today", "2026-10-31T06:00", *words]
    env = {"PATH": "/usr/bin:/bin"} | ({"SYSTEMROOT": os.environ["SYSTEMROOT"]} if "SYSTEMROOT" in os.environ else {})
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, env=env, cwd=path.parent, check=False)


def test_a_scheduled_run_needs_no_terminal_no_locale_and_no_operator(morning: Any) -> None:
    first, second = _scheduled(morning.path, "due"), _scheduled(morning.path, "due")
    assert (first.returncode, first.stderr) == (0, b"")
    assert first.stdout == second.stdout
    lines = first.stdout.decode("utf-8").splitlines()
    assert lines[0] == "2026-10-31 周六 · 所有人 · 5条 · 4人"
    # nothing is cut, and the numbers are whole: the list is for the people it names
    assert max(map(len, lines)) > 120
    assert "  赵丽华  M-00003  19900000003" in lines


def test_a_scheduled_run_writes_its_workbook_twice_the_same(morning: Any) -> None:
    words = ("due", "--xlsx", "{date}.xlsx", "--quiet-if-empty")
    assert _scheduled(morning.path, *words).returncode == 0
    first = _grid(morning.folder / "2026-10-31.xlsx")
    assert _scheduled(morning.path, *words).returncode == 0
    assert len(first) == 2 + 5
    assert _grid(morning.folder / "2026-10-31.xlsx") == first
    assert [path.name for path in morning.folder.glob("*.xlsx")] == ["2026-10-31.xlsx"]


def test_json_of_a_scheduled_run_is_the_same_twice(morning: Any) -> None:
    first, second = _scheduled(morning.path, "due", "--json"), _scheduled(morning.path, "due", "--json")
    assert first.stdout == second.stdout
    assert len(json.loads(first.stdout)) == 5
