"""Writers started by the dozen and killed at random moments, on files that are then examined.

A file lives through several kills: writers find what the ones before them left
unfinished, and are killed over it in turn.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import oracle
from writer import STAFF

from crmcli.app import run
from crmcli.features.staff import store as staff
from crmcli.session import Session
from crmcli.ui.options import Shared

TODAY = "2026-10-31T09:30"
KILLS_ON_A_FILE = 24
#: Within this a writer has opened the file and done up to a few commands.
LONGEST_LIFE_SECONDS = 0.25


def environment() -> dict[str, str]:
    """What a writer's process sees: the day of the tests, English."""
    return {**os.environ, "CRMCLI_TODAY": TODAY, "CRMCLI_LANG": "en"}


def new_seed() -> int:
    """A fresh seed, or the one of CRMCLI_TEST_SEED to do a run's draws over; printed where a test fails."""
    seed = int(os.environ.get("CRMCLI_TEST_SEED") or random.SystemRandom().randrange(2**32))
    print(f"CRMCLI_TEST_SEED={seed}")
    return seed


def say(*words: object) -> Any:
    """Runs one command line in this process, which must succeed; gives its JSON answer."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run([*map(str, words), "--today", TODAY, "--json"])
    assert status == 0, (words, status, err.getvalue())
    return json.loads(out.getvalue())


def prepare(path: Path) -> None:
    """A clinic's file with five at the desk and the one member all of them sell to."""
    say("init", "--db", path, "--pack", "clinic", "--open", "--operator", STAFF[0])
    session = Session(Shared(db=str(path), today=TODAY))
    with session.write("prepare") as operation:
        for name in STAFF[1:]:
            staff.add_person(operation.db, name, "客服专员", 1, "2026-10-31")
        operation.db.execute(
            "INSERT INTO member (name, mobile, joined_on, recorded_on) "
            "VALUES ('顾客甲', '19900000001', '2026-10-31', '2026-10-31')"
        )
    session.close()


def copy_file(origin: Path, folder: Path) -> Path:
    """A prepared file with its head, in a folder of its own."""
    folder.mkdir(parents=True)
    for end in ("", "-head"):
        shutil.copy(f"{origin}{end}", f"{folder / 'crm.db'}{end}")
    return folder / "crm.db"


class Starter:
    """Starts writers that have everything imported, by fork from one process."""

    def __init__(self, origin: Path, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("writer.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        self._ask({"db": str(copy_file(origin, folder / "warm-up"))})

    def _ask(self, request: dict[str, Any]) -> str:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline().strip()
        assert answer, "the starter of the writers has ended"
        return answer

    def start(self, db: Path, record: Path, **request: Any) -> Writer:
        """A writer; `work`, `seed`, `writer`, `count` and `fault` as writer.work takes them."""
        asked = {"db": str(db), "record": str(record), "work": "mixed", "seed": 0, "writer": 0, **request}
        return Writer(int(self._ask(asked)), record)

    def stop(self) -> None:
        """Lets the process end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@dataclass
class Writer:
    """A running writer and its record."""

    pid: int
    path: Path

    def send(self, number: int) -> None:
        """A signal; nothing where the writer has ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self, seconds: float = 120) -> oracle.Record:
        """Waits for its end and gives the record."""
        deadline = time.monotonic() + seconds
        while self.alive():
            assert time.monotonic() < deadline, f"writer {self.pid} does not end: {self.path.read_text('utf-8')[-500:]}"
            time.sleep(0.0005)
        return oracle.read_record(self.path)

    def alive(self) -> bool:
        """Whether the process is there."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True


@dataclass
class Tally:
    """What a run came to. `torn` counts the times a log was left that nobody had closed."""

    kills: int = 0
    answers: int = 0
    unanswered: int = 0
    torn: int = 0
    checks: int = 0
    found: list[str] = field(default_factory=list)


class Killing:
    """One run: files, kills, examinations, until the number is reached or something is wrong."""

    def __init__(self, starter: Starter, origin: Path, folder: Path, seed: int, fault: str | None = None) -> None:
        self.starter, self.origin, self.folder = starter, origin, folder
        self.chance = random.Random(seed)
        self.fault = fault
        self.tally = Tally()

    def run(self, kills: int) -> Tally:
        """Kills that many writers, or stops at the first complaint."""
        while self.tally.kills < kills and not self.tally.found:
            self.one_file(min(KILLS_ON_A_FILE, kills - self.tally.kills))
        return self.tally

    def one_file(self, kills: int) -> None:
        """A fresh file through a number of kills, examined after every one to four rounds."""
        db = copy_file(self.origin, self.folder / f"file-{self.tally.kills:05d}")
        records: list[oracle.Record] = []
        last = self.tally.kills + kills
        while self.tally.kills < last and not self.tally.found:
            records += self.one_round(db, last - self.tally.kills)
            if self.chance.random() < 0.5 or self.tally.kills >= last:
                self.examine(db, records)
        if not self.tally.found:
            shutil.rmtree(db.parent)

    def one_round(self, db: Path, most: int) -> list[oracle.Record]:
        """One, two or four writers at once, each killed at a moment of its own."""
        writers = [self._start(db, place) for place in range(min(self.chance.choice((1, 2, 4)), most))]
        time.sleep(self.chance.uniform(0, LONGEST_LIFE_SECONDS))
        for writer in self.chance.sample(writers, len(writers)):
            writer.send(signal.SIGKILL)
            time.sleep(self.chance.uniform(0, 0.003))
        records = [writer.wait() for writer in writers]
        log = db.with_name("crm.db-wal")
        self.tally.torn += log.exists() and log.stat().st_size > 0
        self.tally.kills += len(writers)
        self.tally.answers += sum(len(record.answers) for record in records)
        self.tally.unanswered += sum(record.unanswered for record in records)
        return records

    def _start(self, db: Path, place: int) -> Writer:
        record = db.with_name(f"record-{self.tally.kills:05d}-{place}")
        seed = self.chance.randrange(2**32)
        return self.starter.start(db, record, seed=seed, writer=place, fault=self.fault)

    def examine(self, db: Path, records: Sequence[oracle.Record]) -> None:
        """The oracle, then the real commands."""
        self.tally.checks += 1
        self.tally.found += oracle.complaints(db, records)
        if not self.tally.found:
            self.tally.found += by_command(db, records)


def by_command(db: Path, records: Sequence[oracle.Record]) -> list[str]:
    """What the program itself says of the file: the acknowledged operations, the sales of the shared member."""
    listed = {row["operation"]: row for row in say("operations", "--db", db, "--limit", 10**6)}
    numbers = {answer["operation"] for record in records for _words, answer in record.answers}
    found = [f"`operations` does not list {number}" for number in sorted(numbers - listed.keys())]
    member = say("member", "show", "M-00001", "--db", db)
    entries = say("purchase", "list", "M-00001", "--db", db, "--limit", 10**6)
    spend = sum(round(float(entry["amount"]) * 100) for entry in entries)
    if spend != round(float(member["spend"]) * 100):
        found.append(f"M-00001 has spent {member['spend']} by `member show`, {spend / 100} by `purchase list`")
    return found
