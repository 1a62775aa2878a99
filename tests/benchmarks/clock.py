"""Whole processes timed side by side: one round runs each once, so that what else the machine does hits all alike."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).parent
PEERS = HERE / "peers"


class Measured(NamedTuple):
    """What a command took: medians of wall and processor time, and the most memory any run held.

    Beside other work the processor's ratio is the one to go by: waiting for a turn is not the command's doing.
    """

    ms: float
    cpu_ms: float
    peak_mb: float


Command = Sequence[str | Path]


def crmcli(*words: str | Path) -> list[str]:
    """A command line of the program as it is installed beside this Python."""
    beside = Path(sys.executable).with_name("crmcli")
    found = str(beside) if beside.exists() else shutil.which("crmcli")
    return [found, *map(str, words)] if found else [sys.executable, "-m", "crmcli", *map(str, words)]


def peer(name: str, *words: str | Path) -> list[str]:
    """A script of tests/benchmarks/peers."""
    return [sys.executable, str(PEERS / f"{name}.py"), *map(str, words)]


def environment(folder: Path) -> dict[str, str]:
    """The environment of every measured process: Chinese, a frozen day, no file of the machine's user."""
    mine = {"CRMCLI_LANG": "zh_CN", "CRMCLI_TODAY": "2026-10-31T09:30", "PYTHONHASHSEED": "0"}
    homes = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(folder))
    # PYTHONDONTWRITEBYTECODE, say, would have what was edited compiled anew in every run
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CRMCLI_", "PYTHON"))}
    return {**kept, **homes, **mine}


def side_by_side(commands: Mapping[str, Command], folder: Path, rounds: int) -> dict[str, Measured]:
    """Runs every command once a round, one round unmeasured to warm up where there are several; raises where
    one fails.
    """
    environ = environment(folder)
    taken: dict[str, list[Measured]] = {name: [] for name in commands}
    for number in range(rounds + (rounds > 1)):
        for name, command in commands.items():
            run = run_once(command, folder, environ)
            if number or rounds == 1:
                taken[name].append(run)
    return {name: _measured(runs) for name, runs in taken.items()}


def run_once(command: Command, folder: Path, environ: Mapping[str, str]) -> Measured:
    """One run; its answer goes into a file, as a scheduled job's does."""
    with (folder / "answer").open("wb") as answer, (folder / "complaint").open("wb") as complaint:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)),
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=complaint,
            env=dict(environ),
            cwd=folder,
        )
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}\n{(folder / 'complaint').read_text('utf-8')}")
    return Measured(seconds * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024)


def _measured(runs: Sequence[Measured]) -> Measured:
    return Measured(median(r.ms for r in runs), median(r.cpu_ms for r in runs), max(r.peak_mb for r in runs))
