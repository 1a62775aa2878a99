"""`purchase edit`: a treatment that was another kind; its calls are planned anew and the change is shown."""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened

from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.ui.options import Shared

DAYS = ("2026-09-02", "2026-09-04", "2026-09-07", "2026-10-01", "2026-12-01", "2027-03-01")
STEPS = ("day-1", "day-3", "day-6", "month-1", "month-3", "month-6")
RECOVERING = "recovering since 2026-09-01: promote nothing until a follow-up records --recovered"


@pytest.fixture
def wrong(desk: Any) -> Any:
    """王小明, whose laser treatment of 1 September was booked as a surgery."""
    desk.env(CRMCLI_TODAY="2026-09-01")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280", "--treatment", "整形")
    return desk


def steps(desk: Any) -> list[tuple[Any, ...]]:
    with opened(desk.path) as db:
        found = db.execute(
            "SELECT plan, step, due_on, state, reason FROM followup WHERE purchase_id = 1 ORDER BY id",
        )
        return [tuple(row) for row in found]


def plan_of(desk: Any) -> Any:
    with opened(desk.path) as db:
        return db.execute("SELECT plan FROM ledger WHERE id = 1").fetchone()[0]


def test_the_right_plan_takes_the_place_of_the_wrong_one(wrong: Any) -> None:
    answer = wrong.json("purchase", "edit", "1", "--treatment", "激光", "--reason", "开错单")
    replanned = answer.pop("replanned")
    assert answer == {
        "id": 1,
        "member": "M-00001",
        "name": "王小明",
        "item": "激光祛斑",
        "date": "2026-09-01",
        "treatment_before": "surgery",
        "treatment": "laser",
        "plan": [{"step": step, "due_on": day} for step, day in zip(STEPS, DAYS, strict=True)],
        "warnings": [RECOVERING],
        "operation": 4,
    }
    assert [(one["id"], one["change"], one["due_before"], one["due_after"]) for one in replanned] == [
        (str(number), "moved", day, day) for number, day in zip(range(7, 13), DAYS, strict=True)
    ]
    assert plan_of(wrong) == "laser"
    assert steps(wrong) == [
        *(("surgery", step, day, "cancelled", "it was 激光: 开错单") for step, day in zip(STEPS, DAYS, strict=True)),
        *(("laser", step, day, "open", None) for step, day in zip(STEPS, DAYS, strict=True)),
    ]


def test_a_clerk_reads_what_it_was_and_is(wrong: Any) -> None:
    assert wrong.ok("purchase", "edit", "王小明", "--treatment", "laser").out.splitlines() == [
        "1 王小明 激光祛斑 of 2026-09-01: 整形 → 激光 · undo: crmcli undo 4",
        f"  calls on {', '.join(DAYS)}",
        f"  {RECOVERING}",
    ]


@pytest.mark.parametrize(
    ("done", "today", "owed"),
    [
        # nothing was done: of what has passed the last is owed
        ((), "2026-09-05", ["day-3", "day-6", "month-1", "month-3", "month-6"]),
        # the call of that day was made
        (("2026-09-04",), "2026-09-05", ["day-6", "month-1", "month-3", "month-6"]),
        # the first was made, the second was not
        (("2026-09-02",), "2026-09-05", ["day-3", "day-6", "month-1", "month-3", "month-6"]),
        # made this morning
        (("2026-09-07",), "2026-09-07", ["month-1", "month-3", "month-6"]),
        # the last that has passed rides on the one due today
        ((), "2026-09-07", ["day-3", "day-6", "month-1", "month-3", "month-6"]),
    ],
)
def test_what_of_the_days_that_have_passed_is_owed(wrong: Any, done: Any, today: str, owed: list[str]) -> None:
    for day in done:
        wrong.ok("followup", "done", "王小明", "接通", "--today", day)
    wrong.env(CRMCLI_TODAY=today)
    answer = wrong.json("purchase", "edit", "1", "--treatment", "laser")
    assert [step["step"] for step in answer["plan"]] == owed
    fresh = [(step, state) for plan, step, _due, state, _reason in steps(wrong) if plan == "laser"]
    assert fresh == [(step, "open" if step in owed else "before-start") for step in STEPS]


def test_a_day_that_was_agreed_stays_agreed(wrong: Any) -> None:
    wrong.ok("followup", "done", "1", "改期", "开会", "--next", "2026-09-03 15:30", "--today", "2026-09-02")
    answer = wrong.json("purchase", "edit", "1", "--treatment", "laser", "--today", "2026-09-02")
    assert answer["plan"][0] == {"step": "day-1", "due_on": "2026-09-03"}
    (line,) = [line for line in wrong.json("due", "--date", "2026-09-03") if line["step"] == "day-1"]
    assert (line["due_at"], line["attempt"], line["original_due_on"]) == ("2026-09-03T15:30:00+08:00", 1, "2026-09-02")


def test_a_wrong_number_is_still_wrong(wrong: Any) -> None:
    wrong.ok("followup", "done", "1", "错号", "--today", "2026-09-02")
    wrong.ok("purchase", "edit", "1", "--treatment", "laser", "--today", "2026-09-02")
    assert [state for plan, step, _d, state, _r in steps(wrong) if (plan, step) == ("laser", "day-1")] == ["blocked"]


def test_no_treatment_at_all_takes_calls_and_recovery_away(wrong: Any) -> None:
    answer = wrong.json("purchase", "edit", "1", "--treatment", "none")
    assert (answer["treatment"], answer["plan"], answer["warnings"]) == (None, [], [])
    assert [(one["change"], one["due_after"]) for one in answer["replanned"]] == [("called-off", None)] * 6
    assert plan_of(wrong) is None
    assert wrong.json("member", "show", "王小明")["warnings"] == []
    answer = wrong.json("purchase", "edit", "1", "--treatment", "laser")
    assert (answer["treatment_before"], len(answer["plan"]), answer["replanned"]) == (None, 6, [])
    assert answer["warnings"] == [RECOVERING]


def test_what_the_wrong_plan_called_off_is_owed_again(wrong: Any) -> None:
    """The first was a surgery indeed; a laser treatment booked as another surgery had called its plan off."""
    wrong.env(CRMCLI_TODAY="2026-09-10")
    wrong.ok("followup", "done", "王小明", "接通")
    wrong.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1", "--treatment", "surgery")
    answer = wrong.json("purchase", "edit", "2", "--treatment", "laser")
    restored = [(one["step"], one["due_after"]) for one in answer["replanned"] if one["change"] == "restored"]
    assert restored == list(zip(STEPS[3:], DAYS[3:], strict=True))
    assert [(step, state) for _p, step, _d, state, _r in steps(wrong)] == [
        *(("day-1", "missed"), ("day-3", "missed"), ("day-6", "done")),
        *((step, "open") for step in STEPS[3:]),
    ]


def test_one_before_a_later_treatment_is_not_followed_up(wrong: Any) -> None:
    wrong.env(CRMCLI_TODAY="2026-10-09")
    wrong.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1")
    answer = wrong.json("purchase", "edit", "1", "--treatment", "laser")
    assert answer["plan"] == []
    assert {one["change"] for one in answer["replanned"]} == {"called-off"}


@pytest.mark.parametrize("words", [("laser",), ("none",)])
def test_undo_and_redo_give_back_exactly(wrong: Any, dump: Any, words: tuple[str]) -> None:
    def everything() -> Any:
        return dump(wrong.path, (*FACTS, *DERIVED))

    before = everything()
    wrong.ok("purchase", "edit", "1", "--treatment", *words)
    after = everything()
    session = Session(Shared(db=str(wrong.path), today="2026-09-01"))
    with opened(wrong.path) as db:
        assert verify.derived_differences(db, derivation(session)) == {}
    session.close()
    wrong.ok("undo", "--yes")
    assert everything() == before
    wrong.ok("redo")
    assert everything() == after
    assert wrong.ok("check", "ledger").out.splitlines()[-1] == "Nothing is wrong."


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        (5, ("1", "--treatment", "surgery"), "Purchase 1 is 整形 as it is."),
        (2, ("1", "--treatment", "打针"), "打针 is no kind of treatment; there are 整形, 激光, or none"),
        (4, ("99", "--treatment", "laser"), "There is no purchase 99. See: crmcli purchase list"),
        (4, ("李四", "--treatment", "laser"), "李四 has no purchase whose treatment could be put right."),
    ],
)
def test_what_cannot_be_is_a_sentence(wrong: Any, status: int, words: tuple[str, ...], message: str) -> None:
    wrong.ok("member", "add", "李四", "--mobile", "19900005678")
    assert wrong.refused(status, "purchase", "edit", *words)["message"] == message


def test_one_paid_back_whole_is_left_alone(wrong: Any) -> None:
    wrong.ok("purchase", "refund", "1", "--amount", "280")
    wrong.ok("purchase", "edit", "1", "--treatment", "laser")
    wrong.ok("purchase", "refund", "1")
    error = wrong.refused(5, "purchase", "edit", "1", "--treatment", "surgery")
    assert error["message"] == "Purchase 1 has been paid back in full; its calls are not planned anew."


def test_no_treatment_of_a_minor_comes_in_by_this_way(desk: Any) -> None:
    desk.ok("member", "add", "张小宝", "--mobile", "19900005679", "--birthday", "2012-01-01")
    desk.ok("purchase", "add", "张小宝", "--item", "激光祛斑", "--amount", "1", "--treatment", "none")
    error = desk.refused(5, "purchase", "edit", "1", "--treatment", "laser")
    assert error["message"].startswith("张小宝 is 14: below 18 a treatment needs the guardian's consent")
