"""Ten thousand inquiries in one workbook: bounded memory, a bar for who waits, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import inquiry, keep, people, read
from memory import PEAK_MB
from process import COMMAND, environment, run_on_terminal

from harness import TODAY, Desk

ROWS = 10_000
#: Python, openpyxl and the grid of ten thousand rows took 112 MB.
MOST_MB = 200

RUN = """
from crmcli.app import run
assert run({words!r}) == 0
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with ten thousand inquiries."""
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in {"CRMCLI_TODAY": TODAY, "CRMCLI_LANG": "en", "HOME": str(folder / "home")}.items():
            patch.setenv(name, value)
        desk = Desk(folder, patch)
        desk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
        people(desk)
        rows = (inquiry(1 + number % 2, "2026-10-30", item=f"第{number}项") for number in range(ROWS))
        keep(desk, "inquiry", *rows)
        yield desk


def test_in_bounded_memory(many: Desk) -> None:
    script = RUN.format(words=["export", "intake", "--output", "all.xlsx"]) + PEAK_MB
    env = environment(many.folder, CRMCLI_LANG="en")
    command = [sys.executable, "-c", script]
    result = subprocess.run(command, cwd=many.folder, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert float(result.stdout.splitlines()[-1]) < MOST_MB
    records = read("intake", many.folder / "all.xlsx").records
    assert [record.values["item"] for record in records] == [f"第{number}项" for number in range(ROWS)]


def test_who_waits_sees_how_far_it_is(many: Desk) -> None:
    env = environment(many.folder, CRMCLI_LANG="en")
    screen = run_on_terminal(many.folder, "export", "intake", "--output", "seen.xlsx", env=env, patience=120)
    assert screen.status == 0, screen
    assert screen.text.count("writing sheets … 100%") == 1
    shown = [part.split("%")[0] for part in screen.text.split("writing sheets … ")[1:]]
    assert [int(part) for part in shown] == sorted(int(part) for part in shown)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
@pytest.mark.parametrize("seconds", [0.5, 1.5, 2.5])
def test_stopped_it_leaves_nothing_half(many: Desk, seconds: float) -> None:
    folder = many.folder / f"stopped-{seconds}"
    folder.mkdir()
    command = [*COMMAND, "export", "intake", "--output", str(folder / "a.xlsx")]
    env = environment(many.folder, CRMCLI_LANG="en")
    process = subprocess.Popen(command, cwd=many.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=120)
    assert process.returncode in (0, 130, -signal.SIGINT)
    left = [path.name for path in folder.iterdir()]
    assert left == ([] if process.returncode else ["a.xlsx"])
    if left:
        assert len(read("intake", Path(folder / "a.xlsx")).records) == ROWS
