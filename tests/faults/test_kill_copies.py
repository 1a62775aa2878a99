"""SIGKILL within backup and restore: a copy that has its name is whole, a file is the old one or the new one."""

from __future__ import annotations

import random
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import killing
import oracle
import pytest
from killing import Starter

from crmcli.storage.backup import examine
from crmcli.storage.file import open_file
from crmcli.storage.schema import DERIVED, FACTS, LOG

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

KILLS = 20
NOBODY = oracle.Record([], [], 10**6, [], [])


def content(path: Path) -> dict[str, set[tuple[Any, ...]]]:
    """Every row, but what the access log says of copies."""
    with closing(open_file(path)) as db:
        tables = [table for table in (*FACTS, *DERIVED, *LOG) if table != "access_log"]
        return {table: {tuple(row) for row in db.execute(f"SELECT * FROM {table}")} for table in tables}


def add(db: Path, count: int) -> None:
    for number in range(count):
        mobile = f"1991000{number:04d}"
        words = ["member", "add", f"客人{'甲乙丙丁戊己庚辛壬癸'[number % 10]}", "--mobile", mobile, "--same-phone-ok"]
        killing.say(*words, "--db", db, "--as", "陈静")


class Kills:
    """Kills at moments between the start and a third command's beginning, as fast as this machine is."""

    def __init__(self, starter: Starter, db: Path, work: str) -> None:
        self.starter, self.db, self.work = starter, db, work
        self.chance = random.Random(killing.new_seed())
        self.answers = 0
        began = time.monotonic()
        undisturbed = starter.start(db, db.with_name("record-undisturbed"), work=work, count=2).wait()
        assert len(undisturbed.answers) == 2, undisturbed
        self.seconds = time.monotonic() - began

    def one(self, turn: int) -> None:
        """Starts the work and kills it; nothing of it may have been refused."""
        writer = self.starter.start(self.db, self.db.with_name(f"record-{turn}"), work=self.work, seed=turn)
        time.sleep(self.chance.uniform(0, 1.2 * self.seconds))
        writer.send(signal.SIGKILL)
        record = writer.wait()
        assert record.refusals == []
        self.answers += len(record.answers)


def test_a_copy_that_has_its_name_is_whole(starter: Starter, origin: Path, tmp_path: Path) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    add(db, 5)
    kills, kept = Kills(starter, db, "copies"), content(db)
    copy = db.with_name("copy.db")
    for turn in range(KILLS):
        kills.one(turn)
        assert content(db) == kept
        examine(copy, copy)
        alone = tmp_path / "alone.db"
        shutil.copy(copy, alone)
        assert content(alone) == kept
    assert oracle.complaints(db, [NOBODY]) == []
    # else the kills came before the work and prove nothing
    assert kills.answers > 0


def test_a_restored_file_is_the_old_one_or_the_new_one(starter: Starter, origin: Path, tmp_path: Path) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    killing.say("backup", db.with_name("short.db"), "--db", db)
    add(db, 5)
    killing.say("backup", db.with_name("long.db"), "--db", db)
    short, long = content(db.with_name("short.db")), content(db.with_name("long.db"))
    assert short != long
    kills, seen = Kills(starter, db, "restores"), set()
    turn = 0
    # until both have been met, else the kills came before the work
    while turn < KILLS or (len(seen) < 2 and turn < 5 * KILLS):
        turn += 1
        kills.one(turn)
        now = content(db)
        assert now in (short, long)
        seen.add(now == short)
        for kept in db.parent.glob("crm.db.before-restore-*"):
            if not kept.name.endswith("-head"):
                assert content(kept) in (short, long)
            kept.unlink(missing_ok=True)
        assert oracle.complaints(db, [NOBODY], head_is_safe=False) == []
    assert seen == {True, False}
