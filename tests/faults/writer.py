"""A process that runs real command lines one after another and puts every answer down as it is printed.

`python writer.py` imports the program once and forks one writer for each line of
JSON it reads, so that hundreds of them can be killed in a minute. A writer's record
is a file of JSON lines: the words of a command before it runs, the program's own
answer the moment it is printed, and how it ended.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import itertools
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import bulkload
import planted

from crmcli.app import run
from crmcli.lazy import COMMANDS
from crmcli.ui.command import Lazy

STAFF = ("陈静", "李敏", "王军", "赵琳", "孙丽")
_GIVEN = "伟芳娜敏静强磊军洋勇艳杰涛明超霞平刚玲桂"


class Answers(io.TextIOBase):
    """Standard output that reaches the record at once, so that a kill loses no answer that was given."""

    def __init__(self, record: int, seen: Callable[[str], None] | None = None) -> None:
        self.record = record
        self.seen = seen
        self.text = ""

    def write(self, text: str) -> int:
        """Passes a piece of an answer on."""
        os.write(self.record, text.encode())
        self.text += text
        if self.seen is not None:
            self.seen(text)
        return len(text)


def command_line(words: list[str], record: int, seen: Callable[[str], None] | None = None) -> Any:
    """Runs one command line and gives its JSON answer, None where it was refused."""
    note(record, {"words": words})
    out, err = Answers(record, seen), io.StringIO()
    began = time.monotonic()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(words)
    note(record, {"status": status, "seconds": time.monotonic() - began, "said": err.getvalue()})
    return json.loads(out.text) if status == 0 else None


def note(record: int, fact: dict[str, Any]) -> None:
    """A line of the record in one system call."""
    os.write(record, (json.dumps(fact, ensure_ascii=False) + "\n").encode())


Work = Iterator[list[str]]


class Mixed:
    """A clerk's changing work: new members, purchases with and without a plan, refunds, undo and redo.

    Besides members of its own every writer sells to M-00001, which all of them write to.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.members = ["M-00001"]
        self.purchases: list[int] = []
        self.last: tuple[str, int] | None = None

    def next(self) -> list[str]:
        """The next command's words."""
        kinds = ["member", "treatment", "small", "small"]
        kinds += ["refund"] if self.purchases else []
        kinds += ["turn", "turn"] if self.last else []
        words: list[str] = getattr(self, "_" + self.chance.choice(kinds))()
        return words

    def take(self, words: list[str], answer: Any) -> None:
        """Learns from an answer what the next commands may speak of."""
        command = " ".join(words[:2])
        turned = words[0] in ("undo", "redo")
        self.last = (words[0], answer["undone"]) if turned else ("do", answer["operation"])
        if command == "member add":
            self.members.append(answer["no"])
        if command == "purchase add":
            self.purchases.append(answer["id"])

    def _member(self) -> list[str]:
        name = "欧" + "".join(self.chance.sample(_GIVEN, 2))
        return ["member", "add", name, "--mobile", f"199{self.chance.randrange(10**8):08d}", "--note", "临时登记"]

    def _treatment(self) -> list[str]:
        # of an own member only: somebody else's treatment would plan anew what an undo here takes back
        own = self.members[1:]
        return [*self._sale(self.chance.choice(own)), "--item", "zx-01"] if own else self._member()

    def _small(self) -> list[str]:
        return [*self._sale("M-00001"), "--item", "zx-01", "--treatment", "none"]

    def _sale(self, member: str) -> list[str]:
        return ["purchase", "add", member, "--amount", str(self.chance.randrange(1, 100_000))]

    def _refund(self) -> list[str]:
        # once only: what is left of it is not this writer's to know
        purchase = self.purchases.pop(self.chance.randrange(len(self.purchases)))
        return ["purchase", "refund", str(purchase), "--amount", "0.5"]

    def _turn(self) -> list[str]:
        assert self.last is not None
        done, number = self.last
        self.purchases.clear()
        self.members[1:] = []
        return ["redo" if done == "undo" else "undo", str(number), "--yes"]


class Sales:
    """The same small purchase again and again, on one member."""

    def __init__(self, chance: random.Random) -> None:
        self.amount = chance.randrange(1, 1000)

    def next(self) -> list[str]:
        """A purchase."""
        return ["purchase", "add", "M-00001", "--item", "zx-01", "--treatment", "none", "--amount", str(self.amount)]

    def take(self, words: list[str], answer: Any) -> None:
        """Nothing is to be learnt."""


class Copies:
    """The same copy taken again and again over the one before."""

    def __init__(self, chance: random.Random) -> None:
        self.words = ["backup", "copy.db", "--yes"]

    def next(self) -> list[str]:
        """A backup beside the file."""
        return self.words

    def take(self, words: list[str], answer: Any) -> None:
        """Nothing is to be learnt."""


class Restores:
    """Two backups put back in turn."""

    def __init__(self, chance: random.Random) -> None:
        self.backups = itertools.cycle(chance.sample(["long.db", "short.db"], 2))

    def next(self) -> list[str]:
        """The other backup."""
        return ["restore", next(self.backups), "--yes"]

    def take(self, words: list[str], answer: Any) -> None:
        """Nothing is to be learnt."""


class Bulk:
    """One command that writes many members in its one transaction."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def next(self) -> list[str]:
        """The bulk command."""
        return ["bulk", "20000"]

    def take(self, words: list[str], answer: Any) -> None:
        """Nothing is to be learnt."""


WORK = {"mixed": Mixed, "sales": Sales, "bulk": Bulk, "copies": Copies, "restores": Restores}


def work(request: dict[str, Any]) -> None:
    """Command after command, `count` of them or until somebody ends the process."""
    if request.get("fault"):
        planted.plant(request["fault"])
    COMMANDS["bulk"] = Lazy(bulkload.__name__, "many members at once")
    os.chdir(Path(request["db"]).parent)
    record = os.open(request["record"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    job = WORK[request["work"]](random.Random(request["seed"]))
    always = ["--db", request["db"], "--as", STAFF[request["writer"]], "--json"]
    left = request.get("count") or sys.maxsize
    while left:
        words = job.next()
        answer = command_line([*words, *always], record)
        if answer is None:
            return
        job.take(words, answer)
        left -= 1


def warm_up(db: str) -> None:
    """Runs each kind of command once, so that a writer begins with everything imported."""
    job = Mixed(random.Random(1))
    with Path(os.devnull).open("wb") as nowhere:
        treatment = [*job._sale("M-00001"), "--item", "zx-01"]
        for words in (job._member(), treatment, ["purchase", "refund", "1"], ["undo"], ["redo"]):
            command_line([*words, "--db", db, "--as", STAFF[0], "--yes", "--json"], nowhere.fileno())
    # what only these two need
    for module in ("crmcli.features.backup.cli", "crmcli.features.backup.restore_cli", "crmcli.storage.restore"):
        importlib.import_module(module)


def serve() -> None:
    """Forks a writer for every request and says its process number."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    warm_up(json.loads(sys.stdin.readline())["db"])
    print("ready", flush=True)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(json.loads(line))
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    serve()
