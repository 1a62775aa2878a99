"""Whatever was done, taking it back gives every fact and derived row as before, and redo gives it back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened import opened

from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.ui.options import Shared
from harness import Desk, Result

STEP = st.tuples(
    st.sampled_from(["add", "edit", "treatment", "buy", "refund", "done", "called"]),
    st.integers(0, 7),
    st.integers(1, 60_000),
)
TURN = st.tuples(st.sampled_from(["undo", "redo", "undo last"]), st.integers(0, 20), st.just(0))
EDITS = (
    ("--note", "怕疼"),
    ("--card-no", "A1"),
    ("--card-no", "A2"),
    ("--birthday", "1990-11-02"),
    ("--mobile", "19900007777"),
    ("--introduced-by", "m1"),
    ("--clear", "introduced_by"),
    ("--clear", "card_no"),
)
OUTCOMES = ("接通", "未接", "改约", "投诉", "拒绝", "空号", "接通", "接通")
QUICK = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class Work:
    """Command lines drawn on one file, each speaking of what is there."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.count = 0

    def line(self, kind: str, pick: int, amount: int) -> list[object]:
        """The words of a step."""
        self.count += 1
        member = f"m{self._one('member', pick)}"
        if kind == "add":
            return [
                "member",
                "add",
                f"客人{'甲乙丙丁戊己庚辛'[pick]}",
                "--mobile",
                f"1991{amount:03d}{self.count:04d}"[:11],
            ]
        if kind == "edit":
            return ["member", "edit", member, *EDITS[pick]]
        if kind in ("treatment", "buy"):
            plan = ["--treatment", "none"] if kind == "buy" else []
            return ["purchase", "add", member, "--item", "假体隆鼻", "--amount", amount, *plan]
        if kind == "refund":
            return ["purchase", "refund", self._one("ledger WHERE kind = 'purchase'", pick), "--amount", 1]
        if kind == "done":
            return ["followup", "done", self._one("followup WHERE state = 'open'", pick), OUTCOMES[pick]]
        if kind == "called":
            return ["followup", "add", member, "--due", "+3d", "--purpose", "问停车票"]
        number = [] if kind == "undo last" else [self._one("operation", pick)]
        return [kind.split(" ")[0], *number, *(["--with-later"] if kind != "redo" else [])]

    def do(self, step: tuple[str, int, int]) -> Result:
        """Runs a step; what a rule forbids is refused, nothing else goes wrong."""
        words = self.line(*step)
        result = self.desk(*words, "--yes", "--same-phone-ok", "--json") if words[0] == "member" else None
        result = result or self.desk(*words, "--yes", "--json")
        assert result.status in (0, 2, 4, 5), (words, result)
        assert "outside the log" not in result.err, (words, result)
        return result

    def _one(self, rows: str, pick: int) -> int:
        with opened(self.desk.path) as db:
            ids = [row[0] for row in db.execute(f"SELECT id FROM {rows} ORDER BY id")]
        return ids[pick % len(ids)] if ids else 999


@pytest.fixture
def fresh(two: Desk, tmp_path: Path) -> Callable[[], Work]:
    """The desk of two members, one with a purchase and its calls, as it was, for every example anew."""
    two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    two.ok("purchase", "add", "m2", "--item", "假体隆鼻", "--amount", "500", "--treatment", "none")
    kept = tmp_path / "kept"
    kept.mkdir()
    for name in ("crm.db", "crm.db-head"):
        shutil.copy(tmp_path / name, kept / name)

    def fresh() -> Work:
        for name in ("crm.db", "crm.db-head"):
            shutil.copy(kept / name, tmp_path / name)
        return Work(two)

    return fresh


def unsound(path: Path) -> list[object]:
    """What is wrong in a file: rows that are not as the log says, derived rows that are old, a broken chain."""
    session = Session(Shared(db=str(path), today="2026-10-31"))
    try:
        with opened(path) as db:
            found: list[object] = [*verify.fact_faults(db), *verify.chain_faults(db), *verify.foreign_key_faults(db)]
            return found + list(verify.derived_differences(db, derivation(session)).items())
    finally:
        session.close()


@QUICK
@given(steps=st.lists(STEP, min_size=1, max_size=7))
def test_undo_back_to_the_start_and_redo_to_the_end(
    steps: list[tuple[str, int, int]], fresh: Callable[[], Work], dump: Any
) -> None:
    work = fresh()
    path = work.desk.path
    states, numbers = [dump(path, (*FACTS, *DERIVED))], []
    for step in steps:
        result = work.do(step)
        number = result.json["operation"] if result.status == 0 else None
        now = dump(path, (*FACTS, *DERIVED))
        assert (now != states[-1]) == (number is not None), result
        if number is not None:
            numbers.append(number)
            states.append(now)
    for number, before in zip(reversed(numbers), states[-2::-1], strict=True):
        work.desk.ok("undo", number, "--yes")
        assert dump(path, (*FACTS, *DERIVED)) == before
    for number, after in zip(numbers, states[1:], strict=True):
        work.desk.ok("redo", number)
        assert dump(path, (*FACTS, *DERIVED)) == after
    assert unsound(path) == []


@QUICK
@given(steps=st.lists(st.one_of(STEP, TURN), min_size=2, max_size=14))
def test_work_undo_and_redo_in_any_order_leave_a_sound_file(
    steps: list[tuple[str, int, int]], fresh: Callable[[], Work]
) -> None:
    work = fresh()
    for step in steps:
        work.do(step)
    assert unsound(work.desk.path) == []
