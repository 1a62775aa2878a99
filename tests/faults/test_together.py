"""Several at the desk at once, a clerk beside a bulk write, and somebody who stops one."""

from __future__ import annotations

import json
import random
import signal
import time
from contextlib import closing
from pathlib import Path

import killing
import oracle
import pytest
from killing import Starter

from crmcli.storage.engine import connect, load_engine
from crmcli.storage.head import read_head


def wait_for_lock(path: Path) -> None:
    """Until somebody is within a write."""
    with closing(connect(path)) as db:
        db.execute("PRAGMA busy_timeout = 0")
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                db.execute("BEGIN IMMEDIATE")
            except load_engine().OperationalError:
                return
            db.execute("ROLLBACK")
            time.sleep(0.001)
    raise AssertionError("nobody writes")


def test_two_sell_to_one_member_at_once(starter: Starter, origin: Path, tmp_path: Path) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    writers = [
        starter.start(db, tmp_path / f"record-{place}", work="sales", count=50, writer=place, seed=place)
        for place in range(2)
    ]
    records = [writer.wait() for writer in writers]
    assert [len(record.answers) for record in records] == [50, 50]
    assert oracle.complaints(db, records) == []
    sold = sum(float(answer["amount"]) for record in records for _words, answer in record.answers)
    member = killing.say("member", "show", "M-00001", "--db", db)
    entries = killing.say("purchase", "list", "M-00001", "--db", db, "--limit", 1000)
    assert len(entries) == 100
    assert float(member["spend"]) == sold == sum(float(entry["amount"]) for entry in entries)


def test_a_deferred_begin_would_be_found(starter: Starter, origin: Path, tmp_path: Path) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    writers = [
        starter.start(db, tmp_path / f"record-{place}", work="sales", count=50, writer=place, fault="deferred-begin")
        for place in range(2)
    ]
    assert oracle.complaints(db, [writer.wait() for writer in writers]) != []


def test_a_clerk_beside_a_bulk_write(starter: Starter, origin: Path, tmp_path: Path) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    bulk = starter.start(db, tmp_path / "bulk", work="bulk", count=1, writer=1)
    wait_for_lock(db)
    clerk = starter.start(db, tmp_path / "clerk", work="mixed", writer=0, seed=killing.new_seed())
    load = bulk.wait()
    time.sleep(0.2)
    clerk.send(signal.SIGKILL)
    work = clerk.wait()
    assert oracle.complaints(db, [load, work]) == []
    assert [answer["members"] for _words, answer in load.answers] == [20_000]
    # the clerk came while the bulk write held the file, waited for it, and went on
    assert work.answers[0][1]["operation"] == load.answers[0][1]["operation"] + 1
    assert work.seconds[0] < load.answers[0][1]["held"] + 2
    assert len(work.answers) > 1


def stopped_bulk(starter: Starter, db: Path, number: int, seconds: float) -> oracle.Record:
    """The record of a bulk write that got a signal so long after it had taken the lock."""
    bulk = starter.start(db, db.with_name(f"record-{number}-{seconds}"), work="bulk", count=1)
    wait_for_lock(db)
    time.sleep(seconds)
    bulk.send(number)
    return bulk.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_bulk_write_that_is_stopped_changes_nothing(
    number: int, starter: Starter, origin: Path, tmp_path: Path
) -> None:
    db = killing.copy_file(origin, tmp_path / "file")
    before = read_head(db)
    said = json.dumps("Stopped. The unfinished step has changed nothing.")
    chance = random.Random(killing.new_seed())
    for _turn in range(12):
        # half of the time the signal meets the program within a trigger, where the engine swallows what it raises
        record = stopped_bulk(starter, db, number, chance.uniform(0.02, 0.12))
        assert record.answers == []
        assert (record.statuses, record.unanswered) == (([130], 0) if number == signal.SIGINT else ([], 1)), record
        assert [said in refusal for refusal in record.refusals] == [True] * (number == signal.SIGINT)
    assert oracle.complaints(db, []) == []
    assert read_head(db) == before
    assert [row["no"] for row in killing.say("member", "list", "--db", db)] == ["M-00001"]
