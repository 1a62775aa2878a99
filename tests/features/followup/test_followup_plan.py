"""After-treatment plans: their days, who does them, where they begin, how they are taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.workday import DayOffCalendar, is_day_off
from crmcli.features.followup.plan import planned
from crmcli.packs.load import load
from crmcli.packs.model import Plan, Step

#: day of the operation -> day 1, 3, 6, month 1, 3, 6
DAYS = {
    "2026-01-31": ("2026-02-01", "2026-02-03", "2026-02-06", "2026-02-28", "2026-04-30", "2026-07-31"),
    "2028-01-31": ("2028-02-01", "2028-02-03", "2028-02-06", "2028-02-29", "2028-04-30", "2028-07-31"),
    "2026-08-31": ("2026-09-01", "2026-09-03", "2026-09-06", "2026-09-30", "2026-11-30", "2027-02-28"),
    "2027-08-31": ("2027-09-01", "2027-09-03", "2027-09-06", "2027-09-30", "2027-11-30", "2028-02-29"),
    "2026-11-30": ("2026-12-01", "2026-12-03", "2026-12-06", "2026-12-30", "2027-02-28", "2027-05-30"),
    "2027-11-29": ("2027-11-30", "2027-12-02", "2027-12-05", "2027-12-29", "2028-02-29", "2028-05-29"),
    "2026-12-31": ("2027-01-01", "2027-01-03", "2027-01-06", "2027-01-31", "2027-03-31", "2027-06-30"),
    "2028-02-29": ("2028-03-01", "2028-03-03", "2028-03-06", "2028-03-29", "2028-05-29", "2028-08-29"),
    # day 1 is the National Day, day 6 a Sunday, month 3 New Year's Day: the clinic is open every day
    "2026-09-30": ("2026-10-01", "2026-10-03", "2026-10-06", "2026-10-30", "2026-12-30", "2027-03-30"),
    "2026-10-01": ("2026-10-02", "2026-10-04", "2026-10-07", "2026-11-01", "2027-01-01", "2027-04-01"),
}
STEPS = ("day-1", "day-3", "day-6", "month-1", "month-3", "month-6")


@pytest.mark.parametrize("plan", ["surgery", "laser"])
@pytest.mark.parametrize("anchor", DAYS)
def test_the_steps_count_from_the_day_of_the_operation(anchor: str, plan: str) -> None:
    found = load("clinic", None).plan(plan)
    assert found is not None
    steps = planned(found, date.fromisoformat(anchor), days_off_count=False)
    assert [(step.step, step.due_on.isoformat()) for step in steps] == list(zip(STEPS, DAYS[anchor], strict=True))


@pytest.mark.parametrize(("item", "plan"), [("假体隆鼻", "整形"), ("激光祛斑", "激光")])
def test_a_purchase_starts_the_plan_of_its_group(desk: Any, facts: Any, item: str, plan: str) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    answer = desk.json("purchase", "add", "王小明", "--item", item, "--amount", "9800", "--date", "2026-01-31")
    days = list(zip(STEPS, DAYS["2026-01-31"], strict=True))
    assert [(step["step"], step["due_on"]) for step in answer["plan"]] == days
    rows = facts(desk.path, "followup", "step", "due_on", "original_due_on", "anchor_on", "state", "fixed", "care")
    assert rows == [
        {
            "step": step,
            "due_on": day,
            "original_due_on": day,
            "anchor_on": "2026-01-31",
            "state": "open",
            "fixed": int(step.startswith("day")),
            "care": 1,
        }
        for step, day in days
    ]
    assert desk.json("followup", "due", "--date", "2026-02-01")[0]["plan"] == plan


def test_months_move_to_a_working_day_only_where_the_pack_counts_days_off() -> None:
    """Saturday 31 January 2026: day 1 a Sunday, month 1 a Saturday, month 6 a Friday."""
    plan = load("clinic", None).plan("surgery")
    assert plan is not None
    moved = [step.due_on.isoformat() for step in planned(plan, date(2026, 1, 31), days_off_count=True)]
    assert moved == ["2026-02-01", "2026-02-03", "2026-02-06", "2026-03-02", "2026-04-30", "2026-07-31"]


OFFSETS = st.builds(lambda count, unit: f"{count}{unit}", st.integers(0, 400), st.sampled_from(["d", "w", "mo"]))
CALENDARS = st.builds(
    lambda weekly, rest: DayOffCalendar(weekly=weekly, rest_days=rest),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=8),
)


@given(
    st.lists(st.tuples(OFFSETS, st.sampled_from(["keep", "earlier", "later"])), min_size=1, max_size=6),
    st.dates(date(2020, 1, 1), date(2060, 12, 31)),
    st.booleans(),
    CALENDARS,
)
def test_no_plan_lands_before_its_anchor(
    steps: list[tuple[str, str]], anchor: date, days_off_count: bool, calendar: DayOffCalendar
) -> None:
    plan = Plan(
        "p",
        "p",
        "treatment",
        tuple(Step(f"s{n}", after, "", "", "", day_off=off) for n, (after, off) in enumerate(steps)),
    )
    for (after, off), step in zip(
        steps, planned(plan, anchor, days_off_count=days_off_count, calendar=calendar), strict=True
    ):
        plain = planned(Plan("p", "p", "treatment", (Step("s", after, "", "", ""),)), anchor, days_off_count=False)[
            0
        ].due_on
        assert step.due_on >= anchor
        if not days_off_count or off == "keep":
            assert step.due_on == plain
        elif off == "later":
            assert step.due_on >= plain
            assert not is_day_off(step.due_on, calendar)
        else:
            assert step.due_on <= plain
        if after.endswith("d"):
            assert plain == anchor + timedelta(days=int(after[:-1]))


def _assigned(facts: Any, desk: Any) -> set[int | None]:
    return {row["assigned_id"] for row in facts(desk.path, "followup", "assigned_id")}


def test_a_step_goes_to_nobody_where_nobody_holds_its_role(called: Any, facts: Any) -> None:
    assert {line["assigned_to"] for line in called.json("due") if line["plan_code"]} == {None}


def test_a_step_goes_to_whoever_holds_its_role_and_came_first(desk: Any, hire: Callable[..., None], facts: Any) -> None:
    for name, role in (("李娜", "follow-up"), ("王倩", "回访专员")):
        hire(desk, name, role)
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800")
    assert _assigned(facts, desk) == {2}


def test_a_step_goes_to_the_owner_where_the_owner_holds_its_role(
    desk: Any, hire: Callable[..., None], facts: Any
) -> None:
    for name, role in (("李娜", "follow-up"), ("王倩", "follow-up"), ("罗静", "consultant")):
        hire(desk, name, role)
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--owner", "王倩")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800")
    assert _assigned(facts, desk) == {3}
    # an owner of another role does not take the calls over
    desk.ok("member", "add", "刘敏", "--mobile", "19900001235", "--owner", "罗静")
    desk.ok("purchase", "add", "刘敏", "--item", "假体隆鼻", "--amount", "9800")
    assert [row["assigned_id"] for row in facts(desk.path, "followup", "assigned_id")[6:]] == [2] * 6


def test_undo_of_a_purchase_takes_its_plan_along(desk: Any, everything: Callable[..., Any]) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    before = everything(desk.path)
    number = desk.json("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "10-30")[
        "operation"
    ]
    assert [line["step"] for line in desk.json("due")] == ["day-1"]
    after = everything(desk.path)
    desk.ok("undo", number)
    assert everything(desk.path) == before
    assert desk.json("due") == []
    desk.ok("redo")
    assert everything(desk.path) == after


def test_a_purchase_whose_call_was_made_is_not_undone_without_it(desk: Any, everything: Callable[..., Any]) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    before = everything(desk.path)
    number = desk.json("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "10-30")[
        "operation"
    ]
    desk.ok("followup", "done", "1", "接通")
    assert desk.refused(5, "undo", number)["kind"] == "refused"
    desk.ok("undo", number, "--with-later", "--yes")
    assert everything(desk.path) == before


def test_an_import_opens_only_the_steps_from_its_day_on(desk: Any, facts: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    file = desk.folder / "消费.csv"
    file.write_text("手机,日期,项目,金额\n19900001234,2026-10-25,假体隆鼻,9800\n", "utf-8")
    desk.ok("import", "purchases", file, "--apply")
    rows = facts(desk.path, "followup", "step", "due_on", "state")
    assert [(row["step"], row["due_on"], row["state"]) for row in rows] == [
        ("day-1", "2026-10-26", "before-start"),
        ("day-3", "2026-10-28", "before-start"),
        ("day-6", "2026-10-31", "open"),
        ("month-1", "2026-11-25", "open"),
        ("month-3", "2027-01-25", "open"),
        ("month-6", "2027-04-25", "open"),
    ]
    (line,) = desk.json("due")
    assert (line["step"], line["rides"], line["days_late"]) == ("day-6", [], 0)
    answer = desk.json("followup", "done", line["id"], "接通")
    assert (answer["state"], answer["missed"]) == ("done", [])
