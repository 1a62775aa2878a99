"""Power cuts between any two orders to the disk: unsynced writes lost, reordered, torn at 512 bytes."""

from __future__ import annotations

import json
import pickle
import random
import subprocess
import sys
from pathlib import Path

import killing
import oracle
import planted
import powercut
import pytest
from recorded import Event

COMMANDS = 24

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="records the disk through the engine's Linux build")


def recorded(origin: Path, folder: Path, seed: int, fault: str | None = None) -> tuple[list[Event], oracle.Record]:
    """The events of a run of commands, and its record."""
    db = killing.copy_file(origin, folder / "run")
    request = {
        "db": str(db),
        "record": str(folder / "record"),
        "events": str(folder / "events"),
        "seed": seed,
        "count": COMMANDS,
        "fault": fault,
    }
    program = [sys.executable, str(Path(__file__).with_name("recorded.py")), json.dumps(request)]
    subprocess.run(program, check=True, env=killing.environment())
    record = oracle.read_record(folder / "record")
    assert (len(record.answers), record.refusals) == (COMMANDS, [])
    return pickle.loads((folder / "events").read_bytes()), record


def cut(origin: Path, folder: Path, seed: int, cuts: int, fault: str | None = None) -> list[str]:
    """Cuts the power at random moments of one run until something is wrong, and says what."""
    chance = random.Random(seed)
    events, record = recorded(origin, folder, seed, fault)
    assert sum(event[0] == "write" for event in events) > 10 * COMMANDS
    for turn in range(cuts):
        moment = chance.randrange(len(events) + 1)
        disk = powercut.disk_after(origin, events, moment)
        place = folder / f"cut-{turn}"
        disk.after_cut(place, chance)
        answered = record._replace(answers=record.answers[: disk.answered], unanswered=1)
        found = oracle.complaints(place / "crm.db", [answered], head_is_safe=False)
        if found:
            return [f"cut {turn} at event {moment} of {len(events)}", *found]
    return []


def test_a_power_cut_loses_nothing_acknowledged(origin: Path, tmp_path: Path) -> None:
    assert cut(origin, tmp_path, killing.new_seed(), 300) == []


@pytest.mark.long
@pytest.mark.parametrize("run", range(40))
def test_twenty_thousand_power_cuts(run: int, origin: Path, tmp_path: Path) -> None:
    assert cut(origin, tmp_path, killing.new_seed() + run, 500) == []


@pytest.mark.parametrize("fault", planted.BY_POWER_CUT)
def test_planted_faults_are_found(fault: str, origin: Path, tmp_path: Path) -> None:
    assert cut(origin, tmp_path, killing.new_seed(), 2000, fault) != []
