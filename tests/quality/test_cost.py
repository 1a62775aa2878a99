"""What a command costs, counted: steps of the engine at two sizes of file, and the modules a reading command loads.

Nothing is timed here; tests/benchmarks does that by hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crmcli.features.followup import store as followups
from crmcli.features.followup.due import gather
from crmcli.features.member import store as members
from crmcli.features.member.find import find_ids
from crmcli.session import Session
from crmcli.storage.schema import DERIVED
from crmcli.storage.write import rebuild
from crmcli.ui.options import Shared

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import bigfile

SMALL, LARGE = 1_000, 30_000
DAY = "2026-10-31"
NAME, MOBILE = bigfile.name_of(500), bigfile.mobile_of(500)
#: A surname of many and the last digits of somebody else.
NOBODY = "王" + MOBILE[-4:]


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[int], Path]]:
    """Files of two sizes, each made when it is first asked for."""
    folder = tmp_path_factory.mktemp("clinics")
    made: dict[int, Path] = {}

    def file(size: int) -> Path:
        if size not in made:
            made[size] = bigfile.make(folder / f"{size}.db", size, purchases_each=1, followups_each=2)
        return made[size]

    yield file
    for path in made.values():
        path.unlink()


@pytest.fixture
def opened(clinic: Callable[[int], Path]) -> Iterator[Callable[[int], Session]]:
    """A session on a file of a size, whatever a command reads first read already."""
    sessions: list[Session] = []

    def session(size: int) -> Session:
        made = Session(Shared(db=str(clinic(size)), today=f"{DAY}T09:30", operator="陈静"))
        assert made.pack.name == "clinic"
        assert made.operator_id == 1
        sessions.append(made)
        return made

    yield session
    for one in sessions:
        one.close()


def steps(session: Session, work: Callable[[], object]) -> int:
    """How many instructions of the engine some work takes."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    session.db.set_progress_handler(count, 1)
    try:
        work()
    finally:
        session.db.set_progress_handler(None, 1)
    return counted


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_due_list_costs_its_lines_whatever_the_file_holds(size: int, opened: Callable[[int], Session]) -> None:
    session = opened(size)
    lines: list[Any] = []
    taken = steps(session, lambda: lines.extend(gather(session).lines))
    assert len(lines) == bigfile.DUE_FOLLOWUPS + bigfile.DUE_BIRTHDAYS
    assert taken <= 15 * len(lines) + 500


def test_a_thousand_for_whom_nothing_is_planned_cost_as_much_as_ten_thousand(tmp_path: Path) -> None:
    """A list taken over has nothing planned for anybody: the longest silent of each group are read, and no more."""
    costs = []
    for size in (SMALL, 10 * SMALL):
        path = bigfile.make(tmp_path / f"{size}.db", size, purchases_each=1, followups_each=1)
        bigfile.call_off(path)
        session = Session(Shared(db=str(path), today=f"{DAY}T09:30", operator="陈静"))
        assert session.pack.care is not None
        lines: list[Any] = []
        costs.append(steps(session, lambda session=session, lines=lines: lines.extend(gather(session).lines)))  # type: ignore[misc]
        assert sum(line.kind == "unplanned" for line in lines) == session.pack.care.at_most
        session.close()
    small, large = costs
    assert large <= small + 100


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(
    "text",
    [
        MOBILE,
        MOBILE[-4:],
        NAME,
        NAME[1:],
        NAME[0],
        NAME + MOBILE[-4:],
        "wxm",
        "wang",
        NOBODY,
        "VIP0000300",
        "M-00500",
        "无人",
    ],
    ids=["mobile", "tail", "name", "part", "surname", "both", "initials", "pinyin", "other", "card", "number", "none"],
)
def test_a_lookup_costs_its_hits(text: str, size: int, opened: Callable[[int], Session]) -> None:
    session = opened(size)
    found: list[int] = []
    taken = steps(session, lambda: found.extend(find_ids(session.db, text)))
    assert (len(found) > 0) == (text not in ("无人", NOBODY))
    assert taken <= 1_000 + 20 * len(found)
    # each is then shown with tier, sums, owner and store
    assert steps(session, lambda: members.summaries(session.db, found, DAY)) <= 100 + 80 * len(found)


@pytest.mark.parametrize("write", ["contact", "member"])
def test_a_write_costs_the_same_in_a_large_file(write: str, opened: Callable[[int], Session]) -> None:
    """Only what belongs to the touched member is read: a table read through would cost a step a row."""

    def work(session: Session) -> None:
        with session.write("test") as operation:
            if write == "contact":
                at = {"member_id": 500, "on_day": DAY, "at": f"{DAY}T09:30:00+08:00"}
                followups.add_contact(operation.db, {**at, "via": "phone", "outcome": "reached"})
            else:
                members.add_member(operation.db, {"name": "王小明", "recorded_on": DAY})

    costs = []
    for size in (SMALL, LARGE):
        session = opened(size)
        costs.append(steps(session, lambda session=session: work(session)))  # type: ignore[misc]
    small, large = costs
    assert large <= small + 200
    assert small <= 3_000


def test_the_plain_loader_makes_what_the_program_would(tmp_path: Path) -> None:
    """Or what is measured on its files says nothing."""
    path = bigfile.make(tmp_path / "crm.db", SMALL, purchases_each=1, followups_each=2)
    session = Session(Shared(db=str(path)))
    from crmcli.features.derived import derivation

    def rows() -> dict[str, list[tuple[Any, ...]]]:
        found = {table: session.db.execute(f"SELECT * FROM {table}").fetchall() for table in DERIVED}
        return {table: sorted((tuple(row) for row in held), key=repr) for table, held in found.items()}

    loaded = rows()
    rebuild(session.db, derivation(session))
    assert rows() == loaded
    assert [len(loaded[table]) for table in ("member_state", "due_line")] == [SMALL, SMALL]
    assert date.fromisoformat(DAY) == bigfile.DAY
    session.close()


#: Not for reading; the last four are small, but the quick commands do without.
HEAVY = ("pydantic", "sqlite_utils", "rich", "openpyxl", "pypinyin", "opencc", "python_calamine", "dateutil")
LOADED = """
import json, sys
from crmcli.app import run
status = run(sys.argv[2:])
names = {name.split(".")[0] for name in sys.modules}
json.dump({"status": status, "loaded": sorted(names & set(json.loads(sys.argv[1])))}, sys.stderr)
"""


def loaded(path: Path, *words: str) -> list[str]:
    """Which of the heavy modules, or Typer, a command line of a process of its own has loaded."""
    watched = json.dumps([*HEAVY, "typer", "gettext", "dataclasses", "decimal"])
    environ = os.environ | {"CRMCLI_LANG": "zh_CN", "CRMCLI_TODAY": f"{DAY}T09:30"}
    command = [sys.executable, "-c", LOADED, watched, "--db", str(path), *words]
    result = subprocess.run(command, capture_output=True, env=environ, check=True)
    answer: dict[str, Any] = json.loads(result.stderr)
    assert answer["status"] == 0
    assert len(result.stdout) > 100
    return list(answer["loaded"])


QUICK = [("followup", "due"), ("due", "--ahead", "3"), ("member", "find", NAME), ("find", "wxm")]


@pytest.mark.parametrize("words", [*QUICK, ("member", "show", "M-00500")], ids=" ".join)
def test_what_is_run_all_day_loads_no_parser(words: tuple[str, ...], clinic: Callable[[int], Path]) -> None:
    assert loaded(clinic(SMALL), *words, "--json") == []


@pytest.mark.parametrize("words", QUICK, ids=" ".join)
def test_as_csv_neither(words: tuple[str, ...], clinic: Callable[[int], Path]) -> None:
    assert set(loaded(clinic(SMALL), *words, "--csv")) <= {"dataclasses", "decimal"}


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize(
    "words",
    [("member", "list"), ("purchase", "list"), ("followup", "list"), ("member", "tier", "M-00500"), ("operations",)],
    ids=" ".join,
)
def test_a_list_loads_the_parser_and_nothing_heavy(
    words: tuple[str, ...], form: str, clinic: Callable[[int], Path]
) -> None:
    assert set(loaded(clinic(SMALL), *words, "--format", form)) <= {"typer", "gettext", "dataclasses", "decimal"}


@pytest.mark.parametrize(
    "words",
    [
        ("member", "find", NAME),
        ("member", "find", MOBILE[-4:], NAME[0]),
        ("find", "wxm", "--json"),
        ("member", "show", "M-00500"),
        ("show", "M-00500", "--json"),
        ("member", "show", "M-99999"),
        ("due",),
        ("followup", "due", "--ahead", "2", "--all", "--json"),
        ("followup", "due", "--owner=陈静"),
        ("followup", "due", "--date", "2026-11-01", "--kind", "birthday"),
    ],
    ids=" ".join,
)
def test_without_the_parser_the_answer_is_the_same(
    words: tuple[str, ...], clinic: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from crmcli import quick
    from crmcli.app import run

    monkeypatch.setenv("CRMCLI_TODAY", f"{DAY}T09:30")

    def answer() -> tuple[int, str, str]:
        status = run(["--db", str(clinic(SMALL)), *words])
        said = capsys.readouterr()
        return status, said.out, said.err

    without = answer()
    monkeypatch.setattr(quick, "LINES", ())
    assert answer() == without
