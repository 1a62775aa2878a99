"""SIGKILL at random moments: what was acknowledged is there and whole, and nothing else is."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import killing
import oracle
import planted
import pytest
from killing import Killing, Starter

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")


def test_nothing_acknowledged_is_lost_and_nothing_is_half_written(
    starter: Starter, origin: Path, tmp_path: Path
) -> None:
    tally = Killing(starter, origin, tmp_path, killing.new_seed()).run(300)
    print(tally)
    assert tally.found == []
    assert tally.kills == 300
    # else the kills came before or after the work and prove nothing
    assert tally.answers > 100
    assert tally.torn > 20


@pytest.mark.long
def test_twenty_thousand_kills(starter: Starter, origin: Path, tmp_path: Path) -> None:
    tally = Killing(starter, origin, tmp_path, killing.new_seed()).run(20_000)
    print(tally)
    assert tally.found == []


@pytest.mark.parametrize("fault", planted.BY_KILL)
def test_planted_faults_are_found(fault: str, starter: Starter, origin: Path, tmp_path: Path) -> None:
    tally = Killing(starter, origin, tmp_path, killing.new_seed(), fault).run(400)
    print(tally)
    assert tally.found != []


def test_the_program_itself_killed(origin: Path, tmp_path: Path) -> None:
    """Ten times `python -m crmcli`, killed anywhere from its start to its end."""
    chance = random.Random(killing.new_seed())
    db = killing.copy_file(origin, tmp_path / "file")
    records = []
    for turn in range(10):
        record = db.with_name(f"record-{turn}")
        words = ["member", "add", f"客人{'甲乙丙丁戊己庚辛壬癸'[turn]}", "--mobile", f"199100000{turn:02d}"]
        run_and_kill([*words, "--db", str(db), "--as", "陈静", "--json"], record, chance.uniform(0.1, 0.5))
        records.append(oracle.read_record(record))
    assert oracle.complaints(db, records) == []
    assert killing.by_command(db, records) == []


def run_and_kill(words: list[str], record: Path, seconds: float) -> None:
    """One real command line, and SIGKILL after a while; its output goes where a writer's would."""
    with record.open("wb") as out:
        out.write((json.dumps({"words": words}) + "\n").encode())
        out.flush()
        process = subprocess.Popen(
            [sys.executable, "-m", "crmcli", *words], stdout=out, stderr=subprocess.PIPE, env=killing.environment()
        )
        time.sleep(seconds)
        process.kill()
        _out, err = process.communicate()
    assert (process.returncode, err) in ((0, b""), (-signal.SIGKILL, b"")), err
