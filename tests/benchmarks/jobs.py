"""What is measured: each job runs ours and its peers side by side and gives lines of the table."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import bigfile
from clock import HERE, Measured, crmcli, environment, peer, side_by_side

from crmcli.storage.head import head_path

#: What a clerk types, by what it is; the numbers are those of members every file of 1 000 and more has.
KEYS = {
    "mobile": bigfile.mobile_of(500),
    "mobile's tail": bigfile.mobile_of(500)[-7:],
    "name": bigfile.name_of(500),
    "part of a name": bigfile.name_of(500)[1:],
    "name and tail": bigfile.name_of(500) + bigfile.mobile_of(500)[-4:],
    "initials": "wxm",
    "pinyin": "wangxiu",
    "card": "VIP0000300",
    "number": "M-00500",
}
IMPORTED, LISTED = 100_000, 100_000
PROCESSOR = ", processor"
#: What a desk does all day, for its memory.
EVERYDAY = (
    "followup due",
    "followup due --json",
    "followup due --xlsx due.xlsx",
    "followup done M-00002 reached",
    "followup list --json",
    "member find 1990 --json",
    "member show M-00500",
    "member list --json",
    "member add 王新客 --mobile 19811112222",
    "member edit M-00500 --note 常客",
    "member upgrade --all --dry-run",
    "member tier M-00500",
    "purchase add M-00500 --item zx-01 --amount 1200",
    "purchase list --json",
    "operations",
    "undo",
    "pack show clinic",
    "backup copy.backup",
)


class Line(NamedTuple):
    """One line of the table; the ratios are ours by the peer's, in time and of the processor's time, `limit` is
    the goal of the ratio or of `value`.
    """

    what: str
    value: float
    unit: str = "ms"
    ratio: float | None = None
    limit: str = ""
    peak_mb: float | None = None
    cpu_ratio: float | None = None


class Place:
    """Where a run keeps its files, and how large the large one is."""

    def __init__(self, folder: Path, members: int, rounds: int) -> None:
        self.folder, self.members, self.rounds = folder, members, rounds

    @cached_property
    def small(self) -> Path:
        """A file of 1 000 members."""
        return self.file(1_000)

    @cached_property
    def large(self) -> Path:
        """The large file."""
        return self.file(self.members)

    def file(self, members: int) -> Path:
        """A clinic's file with so many members, made where it is not there yet."""
        path = self.folder / f"clinic-{members}.db"
        if not path.exists():
            making = self.folder / "making"
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            in_a_process("bigfile", making / path.name, members)
            for made in sorted(making.iterdir(), reverse=True):
                made.rename(self.folder / made.name)
        return path

    @contextmanager
    def copy_of(self, path: Path) -> Iterator[Path]:
        """A copy to write into, so that the file itself stays as it was made."""
        copy = self.folder / "copy" / path.name
        shutil.rmtree(copy.parent, ignore_errors=True)
        copy.parent.mkdir()
        for part in (path, head_path(path)):
            shutil.copyfile(part, head_path(copy) if part != path else copy)
        yield copy
        shutil.rmtree(copy.parent)

    @cached_property
    def floor_file(self) -> Path:
        """Fifty rows for the floor."""
        path = self.folder / "floor.db"
        if not path.exists():
            db = sqlite3.connect(path)
            db.execute("CREATE TABLE line (id INTEGER PRIMARY KEY, name TEXT, mobile TEXT, purpose TEXT)")
            rows = [(n, bigfile.name_of(n), bigfile.mobile_of(n), "术后第1天：问感受") for n in range(1, 51)]
            db.executemany("INSERT INTO line VALUES (?, ?, ?, ?)", rows)
            db.commit()
            db.close()
        return path

    def book(self) -> Path:
        """The list to be imported."""
        path = self.folder / f"members-{IMPORTED}.xlsx"
        if not path.exists():
            in_a_process("books", path, IMPORTED)
        return path

    def fresh(self, name: str) -> Path:
        """A clinic's new, empty file."""
        path = self.folder / name
        for left in self.folder.glob(f"{name}*"):
            left.unlink()
        init = crmcli("init", "--pack", "clinic", "--open", "--operator", "陈静", "--db", path, "--json")
        subprocess.run(init, check=True, env=environment(self.folder), stdout=subprocess.DEVNULL)
        return path

    def measure(self, commands: dict[str, list[str]], rounds: int | None = None) -> dict[str, Measured]:
        """Whole processes side by side."""
        return side_by_side(commands, self.folder, rounds or self.rounds)

    def ask(self, command: list[str]) -> dict[str, object]:
        """The JSON a measuring script prints."""
        out = subprocess.run(command, check=True, env=environment(self.folder), capture_output=True)
        return dict(json.loads(out.stdout))


def in_a_process(script: str, path: Path, count: int) -> None:
    """Runs one of the scripts that make files; what it held would count as held by all that is started after it."""
    subprocess.run([sys.executable, str(HERE / f"{script}.py"), str(path), str(count)], check=True)


def _against(found: dict[str, Measured], floor: str, limits: dict[str, str]) -> list[Line]:
    """A line for each command, its ratio to one of them."""
    base = found[floor]
    return [
        Line(
            name,
            one.ms,
            ratio=one.ms / base.ms,
            limit=limits.get(name, ""),
            peak_mb=one.peak_mb,
            cpu_ratio=one.cpu_ms / base.cpu_ms,
        )
        for name, one in found.items()
    ]


def due(place: Place) -> list[Line]:
    """`followup due --json`, fifty lines, the whole process."""
    sizes = {f"due, {path.stem}": path for path in (place.small, place.large)}
    commands = {"floor: Python, SQLite, 50 rows": peer("floor", place.floor_file), "bare Typer command": peer("hello")}
    commands |= {name: crmcli("--db", path, "followup", "due", "--json") for name, path in sizes.items()}
    found = place.measure(commands)
    return _against(found, "floor: Python, SQLite, 50 rows", dict.fromkeys(sizes, "≤ 4.5"))


def find(place: Place) -> list[Line]:
    """`member find --json` by every kind of key, the whole process."""
    floor = "floor: Python, SQLite, 50 rows"
    commands = {floor: peer("floor", place.floor_file), "bare Typer command": peer("hello")}
    commands["find, mobile, 1 000 members"] = crmcli("--db", place.small, "member", "find", KEYS["mobile"], "--json")
    for name, text in KEYS.items():
        commands[f"find, {name}"] = crmcli("--db", place.large, "member", "find", text, "--json")
    limits = {name: "≤ 4.5" for name in commands if name.startswith("find")}
    return _against(place.measure(commands), floor, limits)


def find_inside(place: Place) -> list[Line]:
    """A lookup within a process that is there already."""
    found = place.ask(peer("find_inside", place.large, json.dumps(list(KEYS.values()))))
    return [
        Line(f"{name} ({one['hits']} hits)", one["ms"], limit="< 2 ms")
        for name, one in zip(KEYS, found.values(), strict=True)
    ]


def imports(place: Place) -> list[Line]:
    """100 000 members × 12 columns from a workbook, applied."""
    place.fresh("import.db")
    book = place.book()
    floor = "calamine and plain inserts"
    plain = {floor: peer("calamine_insert", book, place.folder / "plain-import.db")}
    taken: dict[str, list[Measured]] = {floor: [], "import members --apply": []}
    for _number in range(min(3, place.rounds)):
        fresh = place.fresh("import.db")
        ours = {"import members --apply": crmcli("--db", fresh, "import", "members", book, "--apply", "--json")}
        for name, one in place.measure(plain | ours, rounds=1).items():
            taken[name].append(one)
    middle = {name: sorted(runs)[len(runs) // 2] for name, runs in taken.items()}
    return _against(middle, floor, {"import members --apply": "≤ 2.5"})


def upgrade(place: Place) -> list[Line]:
    """The tier of everybody, nothing changed."""
    floor = "one statement over the entries"
    commands = {
        floor: peer("statement", place.large),
        "upgrade --all --dry-run": crmcli("--db", place.large, "member", "upgrade", "--all", "--dry-run", "--json"),
    }
    return _against(place.measure(commands, rounds=3), floor, {"upgrade --all --dry-run": "≤ 1.3"})


def write(place: Place) -> list[Line]:
    """One acknowledged write within a process, in a small file and in the large one."""
    lines = []
    for path in (place.small, place.large):
        with place.copy_of(path) as copy:
            found = {name: float(str(ms)) for name, ms in place.ask(peer("one_write", copy, place.folder)).items()}
        floor = found["fdatasync of 4 KiB"]
        for name, ms in found.items():
            if name.endswith(PROCESSOR):
                continue
            ours = name.startswith("one ")
            what = f"{name}, {path.stem}" if ours else name
            if ours or path == place.small:
                lines.append(Line(what, ms, ratio=ms / floor, limit="≤ 1.5 ms" if ours else ""))
            if ours:
                lines.append(Line(f"{what}, of it the processor", found[name + PROCESSOR]))
    return lines


def card_use(place: Place) -> list[Line]:
    """One use of a card within a process, with few entries behind it and with very many."""
    with place.copy_of(place.small) as copy:
        found = {name: float(str(ms)) for name, ms in place.ask(peer("card_use", copy)).items()}
    floor = next(iter(found.values()))
    return [Line(f"a use of a card, {name}", ms, ratio=ms / floor, limit="≤ 1.1") for name, ms in found.items()]


def balances(place: Place) -> list[Line]:
    """Every balance of the large file against its entries."""
    words = "check ledger --json"
    found = place.measure({words: crmcli("--db", place.large, *words.split())}, rounds=1)[words]
    what = f"check ledger, {place.members:,} members"
    return [Line(what, found.ms / 1000, "s", limit="seconds", peak_mb=found.peak_mb)]


def sheet(place: Place) -> list[Line]:
    """100 000 rows × 20 as a workbook, and the command that lists 100 000 members as one."""
    floor, ours = "XlsxWriter, constant memory", "our writer, the same rows"
    commands = {
        floor: peer("xlsxwriter_list", place.folder / "theirs.xlsx", str(LISTED)),
        ours: peer("our_list", place.folder / "ours.xlsx", str(LISTED)),
        "member list --xlsx": crmcli(
            "--db", place.file(LISTED), "member", "list", "--xlsx", place.folder / "list.xlsx"
        ),
    }
    limits = {ours: "≤ 0.35, < 150 MB", "member list --xlsx": "≤ 0.35, < 150 MB"}
    return _against(place.measure(commands, rounds=3), floor, limits)


def memory(place: Place) -> list[Line]:
    """The most memory of everyday commands, in a small file."""
    (place.folder / "copy.backup").unlink(missing_ok=True)
    with place.copy_of(place.small) as copy:
        lines = []
        for words in EVERYDAY:
            found = place.measure({words: crmcli("--db", copy, *words.split())}, rounds=1)[words]
            lines.append(Line(words, found.peak_mb, "MB", limit="≤ 60 MB"))
    return lines


def demo(place: Place) -> list[Line]:
    """The worked example, from an empty folder to the first due list."""
    found = place.measure({"demo": crmcli("demo", "--yes")}, rounds=1)["demo"]
    return [Line("crmcli demo", found.ms / 1000, "s", limit="< 20 s", peak_mb=found.peak_mb)]


JOBS: dict[str, Callable[[Place], list[Line]]] = {
    "due": due,
    "find": find,
    "find-inside": find_inside,
    "import": imports,
    "upgrade": upgrade,
    "write": write,
    "card-use": card_use,
    "balances": balances,
    "sheet": sheet,
    "memory": memory,
    "demo": demo,
}
