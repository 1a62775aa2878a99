"""The worked example, as a newcomer's machine runs it: no locale, no terminal, an empty environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from crmcli.features.demo.steps import STEPS
from harness import Desk


def run_demo(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "crmcli", "demo", *map(str, words)],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_without_locale_and_terminal_it_runs_from_end_to_end_in_chinese(tmp_path: Path) -> None:
    place = tmp_path / "示例"
    done = run_demo("--folder", place)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert sum(line.startswith("$ crmcli") for line in lines) == len(STEPS)
    assert "  等级：银卡 → 白金卡" in lines
    assert lines[-1] == f"  crmcli --db {place / 'crm.db'} --today 2026-11-02 --as 何晓琳 due"
    names = {"crm.db", "members.xlsx", "purchases.xlsx", "due.xlsx", "backup.db", "monthly-2026-10.xlsx"}
    assert names <= {path.name for path in place.iterdir()}
    assert sorted(path.name for path in (place / "sheets").iterdir()) == [
        "application-M-00310-2026-11-02.xlsx",
        "complaint-TS-2026-0001-2026-11-02.xlsx",
        "promotion-HD-2026-0001-2026-11-02.xlsx",
    ]
    assert [line.split()[:3] for line in lines if line.startswith("TS-2026-0001  承诺")] == [
        ["TS-2026-0001", "承诺", "已登记"]
    ]
    assert any(line.startswith("TS-2026-0002 周婉凤") for line in lines)


def test_what_it_made_can_be_worked_on(bare: Desk, tmp_path: Path) -> None:
    place = tmp_path / "demo"
    answer = bare.json("demo", "--folder", place)
    assert (answer["folder"], len(answer["steps"])) == (str(place), len(STEPS))
    bare.env(CRMCLI_TODAY="2026-11-02T09:00", CRMCLI_AS="何晓琳")
    file = ("--db", place / "crm.db")
    assert all(check["ok"] for check in bare.json("doctor", *file))
    assert len(bare.json("member", "list", *file)) == 310
    assert bare.json("undo", *file, "--yes")["undone"]


def test_two_runs_give_the_same(tmp_path: Path) -> None:
    def said(name: str) -> str:
        text = run_demo("--folder", tmp_path / name, CRMCLI_LANG="en").stdout
        # the machine's own clock, and where the files are
        return re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "TIME", text).replace(str(tmp_path / name), "FOLDER")

    first = said("a")
    assert first.count("TIME") == 7
    assert said("b") == first


def test_a_folder_that_holds_something_is_left_alone(bare: Desk, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "keep.txt").write_text("mine")
    error = bare.refused(5, "demo", "--folder", tmp_path / "full")
    assert error["message"] == f"{tmp_path / 'full'} is not empty; name an empty or new folder."
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["keep.txt"]
