"""A second treatment plans what is left anew: the latest treatment's plan stands open, and the change is shown."""

from __future__ import annotations

import itertools
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
from crmcli.ui.options import Shared

NOSE, EYES, LASER = "假体隆鼻", "切开双眼皮", "激光祛斑"
#: The six days after a surgery of 1 September and of 9 October.
FIRST = ("2026-09-02", "2026-09-04", "2026-09-07", "2026-10-01", "2026-12-01", "2027-03-01")
SECOND = ("2026-10-10", "2026-10-12", "2026-10-15", "2026-11-09", "2027-01-09", "2027-04-09")
Open = list[tuple[str, str, str]]


@pytest.fixture
def patient(desk: Any) -> Any:
    """王小明 with a surgery of 1 September, whose first three calls were made."""
    desk.env(CRMCLI_TODAY="2026-09-01")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", NOSE, "--amount", "9800")
    desk.env(CRMCLI_TODAY="2026-09-07")
    desk.ok("followup", "done", "王小明", "接通")
    desk.env(CRMCLI_TODAY="2026-10-09")
    return desk


def standing(path: Path) -> Open:
    """Plan, day it is counted from, and day of every open call of a plan."""
    with opened(path) as db:
        found = db.execute(
            "SELECT plan, anchor_on, due_on FROM followup WHERE state IN ('open', 'blocked') AND plan IS NOT NULL "
            "ORDER BY plan, anchor_on, due_on"
        )
        return [tuple(row) for row in found]


def called_off(path: Path) -> list[tuple[str, str, str]]:
    with opened(path) as db:
        found = db.execute(
            "SELECT original_due_on, closed_on, reason FROM followup WHERE state = 'cancelled' ORDER BY original_due_on"
        )
        return [tuple(row) for row in found]


def test_what_is_left_of_the_first_is_called_off_and_the_change_is_shown(patient: Any) -> None:
    answer = patient.json("purchase", "add", "王小明", "--item", EYES, "--amount", "4800")
    assert [step["due_on"] for step in answer["plan"]] == list(SECOND)
    told = [(one["id"], one["step"], one["due_before"], one["due_after"], one["change"]) for one in answer["replanned"]]
    assert told == [
        ("7", "day-1", None, "2026-10-10", "begun"),
        ("8", "day-3", None, "2026-10-12", "begun"),
        ("9", "day-6", None, "2026-10-15", "begun"),
        ("10", "month-1", "2026-10-01", "2026-11-09", "moved"),
        ("11", "month-3", "2026-12-01", "2027-01-09", "moved"),
        ("12", "month-6", "2027-03-01", "2027-04-09", "moved"),
    ]
    assert standing(patient.path) == [("surgery", "2026-10-09", day) for day in SECOND]
    reason = ("2026-10-09", "second treatment on 2026-10-09")
    assert called_off(patient.path) == [(day, *reason) for day in FIRST[3:]]


def test_a_clerk_reads_the_days_before_and_after(patient: Any) -> None:
    said = patient.ok("purchase", "add", "王小明", "--item", EYES, "--amount", "4800").out.splitlines()
    assert "  术后1个月 2026-10-01 → 2026-11-09" in said
    assert "  术后第1天: new on 2026-10-10" in said


def test_what_was_done_stays_done_and_the_recovery_stays_open(patient: Any, facts: Any) -> None:
    before = facts(patient.path, "followup", "id", "state", "outcome", "closed_on")[:3]
    patient.ok("purchase", "add", "王小明", "--item", EYES, "--amount", "4800")
    assert facts(patient.path, "followup", "id", "state", "outcome", "closed_on")[:3] == before
    assert before[2]["state"] == "done"
    warnings = patient.json("member", "show", "王小明")["warnings"]
    assert warnings == ["recovering since 2026-09-01: promote nothing until a follow-up records --recovered"]


def test_another_kind_of_treatment_leaves_the_plan_alone(patient: Any) -> None:
    answer = patient.json("purchase", "add", "王小明", "--item", LASER, "--amount", "1280")
    assert answer["replanned"] == []
    plans = {(plan, anchor) for plan, anchor, _due in standing(patient.path)}
    assert plans == {("surgery", "2026-09-01"), ("laser", "2026-10-09")}


def test_one_entered_late_leaves_the_later_plan_alone(patient: Any) -> None:
    patient.ok("purchase", "add", "王小明", "--item", EYES, "--amount", "4800")
    before = standing(patient.path)
    answer = patient.json("purchase", "add", "王小明", "--item", NOSE, "--amount", "1", "--date", "2026-09-20")
    assert (answer["plan"], answer["replanned"]) == ([], [])
    assert standing(patient.path) == before
    said = patient.ok("purchase", "add", "王小明", "--item", NOSE, "--amount", "1", "--date", "2026-09-21").out
    assert "no calls planned: 王小明 had 切开双眼皮 after that, on 2026-10-09 (Friday)" in said


def test_a_use_of_a_card_is_a_treatment_as_well(patient: Any) -> None:
    patient.ok("card", "open", "王小明", "--kind", "stored", "--amount", "9000")
    answer = patient.json("card", "use", "王小明", "--amount", "4800", "--item", EYES)
    assert {one["change"] for one in answer["replanned"]} == {"begun", "moved"}
    assert standing(patient.path) == [("surgery", "2026-10-09", day) for day in SECOND]


def test_undo_and_redo_give_back_exactly(patient: Any, everything: Callable[..., Any]) -> None:
    before = everything(patient.path)
    patient.ok("purchase", "add", "王小明", "--item", EYES, "--amount", "4800")
    after = everything(patient.path)
    patient.ok("undo", "--yes")
    assert everything(patient.path) == before
    patient.ok("redo")
    assert everything(patient.path) == after


@pytest.mark.parametrize("order", list(itertools.permutations(["2026-09-03", "2026-09-20", "2026-10-08"])))
def test_entered_in_any_order_only_the_latest_stands(desk: Any, order: tuple[str, ...]) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    for day in order:
        desk.ok("purchase", "add", "王小明", "--item", NOSE, "--amount", "1", "--date", day)
    assert {anchor for _plan, anchor, _due in standing(desk.path)} == {"2026-10-08"}
    assert len(standing(desk.path)) == 6
    session = Session(Shared(db=str(desk.path), today="2026-10-31"))
    with opened(desk.path) as db:
        assert verify.derived_differences(db, derivation(session)) == {}
    session.close()


ROWS = [
    f"{who},{day},{item},{amount}"
    for who in ("王小明", "李四")
    for day, item, amount in (
        ("2026-06-01", NOSE, 100),
        ("2026-09-20", NOSE, 200),
        ("2026-10-20", EYES, 300),
        ("2026-10-20", NOSE, 400),
        ("2026-10-01", LASER, 500),
        ("2026-10-25", LASER, 600),
    )
]


def imported(desk: Any, lists: list[list[str]]) -> Any:
    """What the follow-ups are after taking over lists in an order, each without its ids."""
    for rows in lists:
        file = desk.folder / "list.csv"
        file.write_text("\n".join(["姓名,日期,项目,金额", *rows]), encoding="utf-8")
        desk.ok("import", "purchases", file, "--apply")
    with opened(desk.path) as db:
        found = db.execute(
            "SELECT f.member_id, f.plan, f.step, f.anchor_on, f.due_on, f.state, f.closed_on, f.reason, p.item_name "
            "FROM followup f JOIN ledger p ON p.id = f.purchase_id"
        )
        rows_now = sorted((tuple(row) for row in found), key=repr)
    for _list in lists:
        desk.ok("undo", "--yes")
    return rows_now


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ROWS))
def test_a_list_in_any_order_of_rows_gives_the_same(once: dict[str, Any], rows: list[str]) -> None:
    assert imported(once["desk"], [rows]) == once["result"]


@pytest.fixture
def once(desk: Any) -> dict[str, Any]:
    """Two members, and what the list makes of them in the order it is written."""
    for name, mobile in (("王小明", "19900001234"), ("李四", "19900005678")):
        desk.ok("member", "add", name, "--mobile", mobile)
    return {"desk": desk, "result": imported(desk, [ROWS])}


def test_what_a_list_brings_stands_as_if_each_had_been_entered_on_its_day(once: dict[str, Any]) -> None:
    live = [row[1:5] for row in once["result"] if row[0] == 1 and row[5] == "open"]
    assert live == [
        ("laser", "day-6", "2026-10-25", "2026-10-31"),
        ("laser", "month-1", "2026-10-25", "2026-11-25"),
        ("laser", "month-3", "2026-10-25", "2027-01-25"),
        ("laser", "month-6", "2026-10-25", "2027-04-25"),
        ("surgery", "month-1", "2026-10-20", "2026-11-20"),
        ("surgery", "month-3", "2026-10-20", "2027-01-20"),
        ("surgery", "month-6", "2026-10-20", "2027-04-20"),
    ]
    assert {row[5] for row in once["result"]} == {"open", "before-start", "cancelled"}


def test_two_lists_in_either_order_leave_the_same_open(once: dict[str, Any]) -> None:
    old, new = ROWS[:2] + ROWS[6:8], ROWS[2:6] + ROWS[8:]
    first, second = (
        [row for row in imported(once["desk"], lists) if row[5] == "open"] for lists in ([old, new], [new, old])
    )
    assert first == second
    assert first == [row for row in once["result"] if row[5] == "open"]
