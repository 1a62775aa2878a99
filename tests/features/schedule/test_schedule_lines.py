"""`schedule due|backup|report`: what is printed works, whatever stands in the paths."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from crmcli.features.schedule.windows import quoted as batch_quoted
from harness import Desk

#: What a shell, cron, systemd or a batch file would read something into.
NAMES = ["plain", "前台 一号", "100% 'sure'", 'a "b" $HOME `id`', "a\\b %h %%", "a;b&c|d", "-x *?[a]"]


@pytest.fixture(params=NAMES)
def odd(request: pytest.FixtureRequest, bare: Desk) -> Desk:
    """A clinic's file in a folder with an odd name, with somebody to call long ago."""
    bare.path = bare.folder / request.param / "crm 客户.db"
    bare.path.parent.mkdir()
    bare.env(CRMCLI_DB=str(bare.path))
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    bare.ok("followup", "add", "王小明", "--due", "today", "--purpose", "问发票抬头")
    return bare


def cron_runs(line: str, home: Path) -> None:
    """Does with a line what cron does: takes off the five fields and runs the rest with /bin/sh and no environment."""
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command), "a bare % ends a command of cron"
    command = command.replace("\\%", "%")
    subprocess.run(["/usr/bin/env", "-i", f"HOME={home}", "/bin/sh", "-c", command], check=True, cwd="/", timeout=60)


def test_the_cron_line_runs_with_nothing_but_a_home(odd: Desk) -> None:
    folder = odd.path.parent
    line = odd.json("schedule", "due", "--output", folder / "待办 100%-{date}.xlsx")["cron"]
    assert line.startswith("30 8 * * * PATH=/usr/bin:/bin PYTHONUTF8=1 CRMCLI_LANG=en ")
    cron_runs(line, odd.folder)
    (made,) = folder.glob("待办 100%-2*.xlsx")
    log = (folder / "crm 客户-due.log").read_text("utf-8")
    assert log == f"written: {made}\n"
    (job,) = odd.json("schedule", "list", "--today", time.strftime("%Y-%m-%dT%H:%M"))
    assert (job["job"], job["term"], job["last_state"]) == ("due", "daily@08:30", "done")
    assert job["count"] >= 1


def test_the_backup_runs_twice_a_day_and_the_report_once_a_month(odd: Desk) -> None:
    folder = odd.path.parent
    backup = odd.json("schedule", "backup", "--at", "20:15", "--weekday", "周一,fri")
    assert backup["cron"].startswith("15 20 * * 1,5 ")
    for _again in range(2):
        cron_runs(backup["cron"], odd.folder)
    (copy,) = (folder / "backups").glob("crm 客户-2*.db")
    odd.ok("restore", copy, "--yes", "--db", odd.folder / "back.db")
    report = odd.json("schedule", "report")
    assert report["cron"].startswith("0 9 1 * * ")
    cron_runs(report["cron"], odd.folder)
    assert len(list((folder / "sheets").glob("monthly report-2*.xlsx"))) == 1


def systemd_words(line: str) -> list[str]:
    """A command of a unit as systemd.service(5) and systemd.syntax(7) read it; only what we write: words in quotes."""
    words = []
    for number, word in enumerate(re.findall(r'"((?:[^"\\]|\\.)*)"', line)):
        word = re.sub(r"\\(.)", r"\1", word)
        assert not re.search(r"(?<!%)(%%)*%(?!%)", word), "a bare % is a specifier"
        word = word.replace("%%", "%")
        if number:
            assert not re.search(r"(?<!\$)(\$\$)*\$(?!\$)", word), "a bare $ is a variable"
            word = word.replace("$$", "$")
        words.append(word)
    return words


def test_systemd_reads_back_the_words_and_the_settings(odd: Desk) -> None:
    answer = odd.json("schedule", "due", "--at", "6:05", "--day", "5")
    units = answer["systemd"]
    lines = dict(line.split("=", 1) for line in units["service"].splitlines() if "=" in line)
    assert systemd_words(lines["ExecStart"]) == answer["command"]
    assert systemd_words(lines["Environment"]) == [f"{name}={value}" for name, value in answer["environment"].items()]
    assert lines["StandardOutput"].replace("%%", "%") == f"append:{answer['log']}"
    timer = dict(line.split("=", 1) for line in units["timer"].splitlines() if "=" in line)
    assert timer["OnCalendar"] == "*-*-05 06:05:00 Asia/Shanghai"
    assert timer["Persistent"] == "true"
    assert units["enable"][0] == f"systemctl --user enable --now {units['timer_file']}"
    assert re.fullmatch(r"crmcli-due-[0-9a-f]{6}\.timer", units["timer_file"])


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ((), "*-*-* 08:30:00 Asia/Shanghai"),
        (("--weekday", "mon、周五"), "Mon,Fri *-*-* 08:30:00 Asia/Shanghai"),
        (("--day", "28", "--at", "下午6点"), "*-*-28 18:00:00 Asia/Shanghai"),
    ],
)
def test_systemd_itself_understands_the_calendar(words: tuple[str, ...], wanted: str, desk: Desk) -> None:
    timer = desk.json("schedule", "due", *words)["systemd"]["timer"]
    calendar = re.search("^OnCalendar=(.*)$", timer, re.MULTILINE)[1]  # type: ignore[index]
    assert calendar == wanted
    subprocess.run(["systemd-analyze", "calendar", calendar], check=True, capture_output=True)


def test_windows_gets_a_batch_file_a_task_and_what_makes_up_for_a_missed_run(desk: Desk) -> None:
    answer = desk.json("schedule", "due", "--weekday", "fri", "--output", "100% due-{date}.xlsx")
    task = answer["windows"]
    head, lines = task["batch"].splitlines()[:2], task["batch"].splitlines()[2:]
    assert head == ["@echo off", "chcp 65001 >nul"]
    assert lines[:2] == ['set "PYTHONUTF8=1"', 'set "CRMCLI_LANG=en"']
    assert f'--xlsx "{desk.folder}/100%% due-{{date}}.xlsx" --quiet-if-empty' in lines[-1]
    assert lines[-1].endswith("2>&1")
    create = f"schtasks /Create /F /TN {answer['name']} /SC WEEKLY /D FRI /ST 08:30 /TR "
    assert task["create"] == f'{create}"\\"{desk.folder}/crm-due.cmd\\""'
    assert len(task["create"].partition("/TR ")[2]) <= 261
    assert "-StartWhenAvailable" in task["catch_up"]
    assert answer["name"] in task["catch_up"]


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("followup", "followup"),
        ("daily@08:30", "daily@08:30"),
        (r"C:\crm\crm.db", r"C:\crm\crm.db"),
        (r"C:\前台 一号\crm.db", '"C:\\前台 一号\\crm.db"'),
        ("a&b", '"a&b"'),
        ("100%", '"100%%"'),
        ("", '""'),
    ],
)
def test_a_batch_file_takes_a_word_as_it_is(word: str, written: str) -> None:
    assert batch_quoted(word) == written


def test_the_text_begins_with_what_fits_this_machine(desk: Desk) -> None:
    from crmcli.features.schedule.show import fitting

    said = desk.ok("schedule", "due").out
    begins = {
        "cron": "cron (Linux, macOS): a line",
        "systemd": "systemd (Linux; makes up",
        "windows": "Windows: save this",
    }
    places = [said.index(begins.pop(fitting())), *(said.index(text) for text in begins.values())]
    assert places == sorted(places)
    assert said.splitlines()[0] == "Once by hand, to see that it works:"
    assert "This machine's clock" not in said


def test_a_machine_with_another_clock_is_told(desk: Desk) -> None:
    desk.env(TZ="UTC")
    time.tzset()
    answer = desk.json("schedule", "due")
    assert answer["cron"].startswith("30 0 * * * ")
    assert "/ST 00:30 " in answer["windows"]["create"]
    assert "OnCalendar=*-*-* 08:30:00 Asia/Shanghai" in answer["systemd"]["timer"]
    assert answer["term"] == "daily@08:30"
    assert desk.ok("schedule", "due").out.splitlines()[2] == (
        "This machine's clock is not the desk's: 08:30 there is 00:30 here; the lines below say so."
    )
    assert desk.json("schedule", "report", "--at", "7:30")["cron"] is None


def test_where_the_account_keeps_its_things_goes_along(desk: Desk) -> None:
    desk.env(XDG_CONFIG_HOME="/home/前台/my config")
    assert "XDG_CONFIG_HOME='/home/前台/my config' " in desk.json("schedule", "due", "--push", "all")["cron"]
    command = desk.json("schedule", "due", "--push", "组", "--push", "二", "--store", "总院", "--by-owner")["command"]
    assert command[command.index("--quiet-if-empty") :] == [
        *("--quiet-if-empty", "--by-owner", "--store", "总院", "--push=组", "--push=二", "--scheduled", "daily@08:30"),
    ]


@pytest.mark.parametrize(
    ("words", "field", "said"),
    [
        (("--at", "abends"), "--at", "abends"),
        (("--weekday", "mon,xyz"), "--weekday", "xyz is no day of the week"),
        (("--day", "31"), "--day", "--day 31 is not in every month; give 1 to 28."),
        (("--day", "0"), "--day", "give 1 to 28"),
        (("--day", "1", "--weekday", "mon"), "--day", "not both"),
        (("--output", "/nowhere/x.xlsx"), "--output", "The folder /nowhere is not there"),
        (("--output", "a\nb.xlsx"), "--output", "line break"),
    ],
)
def test_what_cannot_be_meant(words: tuple[str, ...], field: str, said: str, desk: Desk) -> None:
    error = desk.refused(2, "schedule", "due", *words)
    assert error["field"] == field
    assert said in error["message"]


def test_without_a_file_there_is_nothing_to_schedule(bare: Desk) -> None:
    assert bare.refused(4, "schedule", "due")["kind"] == "not-found"
    assert bare.refused(4, "schedule", "list")["kind"] == "not-found"


def test_reading_writes_nothing(desk: Desk, dump: Any) -> None:
    before = dump(desk.path, ("operation", "run_stamp", "access_log"))
    desk.ok("schedule", "due")
    desk.ok("schedule", "backup")
    desk.ok("schedule", "report")
    desk.ok("schedule", "list")
    assert dump(desk.path, ("operation", "run_stamp", "access_log")) == before
