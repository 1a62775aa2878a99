"""The days of a plan, by the days off that are entered. Months 1, 3 and 6 move; days 1, 3 and 6 never do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

NOTE = "The days off of 2027 are not entered yet, weekends are assumed"


def bought(desk: Any, day: str) -> Any:
    return desk.json("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "1", "--date", day)


def days(answer: Any) -> list[str]:
    return [step["due_on"] for step in answer["plan"]]


@pytest.mark.parametrize(
    ("anchor", "months"),
    [
        # a Saturday that is made up keeps the call, an ordinary one sends it to Monday
        ("2026-01-31", ["2026-02-28", "2026-04-30", "2026-07-31"]),
        ("2025-12-21", ["2026-01-21", "2026-03-23", "2026-06-22"]),
        # the seven days of National Day, the Spring Festival until the 23rd
        ("2026-04-02", ["2026-05-06", "2026-07-02", "2026-10-08"]),
        ("2025-11-16", ["2025-12-16", "2026-02-24", "2026-05-18"]),
    ],
)
def test_the_months_land_on_days_somebody_works(closing: Any, anchor: str, months: list[str]) -> None:
    answer = bought(closing, anchor)
    assert days(answer)[3:] == months
    assert answer["warnings"] == []


@pytest.mark.parametrize(
    ("days_off", "due_on"),
    [
        # month 1 of 21 October is a Saturday, which two of the houses work
        ('days_off = ["sat", "sun"]', "2026-11-23"),
        ('days_off = ["sun"]', "2026-11-21"),
        ("days_off = []", "2026-11-21"),
        ('days_off = ["fri", "sat", "sun", "mon"]', "2026-11-24"),
        # nothing said is the weekend
        ("", "2026-11-23"),
    ],
)
def test_the_week_is_the_packs(begin: Callable[[str], Any], days_off: str, due_on: str) -> None:
    assert days(bought(begin(days_off), "2026-10-21"))[3] == due_on


def test_a_day_set_by_hand_moves_what_is_planned_later(closing: Any) -> None:
    assert days(bought(closing, "2026-10-12"))[3] == "2026-11-12"
    closing.ok("calendar", "set", "2026-11-12", "off", "--name", "院庆")
    assert days(bought(closing, "2026-10-12"))[3] == "2026-11-13"
    closing.ok("undo", "--yes")
    closing.ok("undo", "--yes")
    assert days(bought(closing, "2026-10-12"))[3] == "2026-11-12"


def test_the_clinic_that_counts_no_days_off_reads_no_calendar(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    answer = bought(desk, "2026-07-03")
    assert days(answer) == ["2026-07-04", "2026-07-06", "2026-07-09", "2026-08-03", "2026-10-03", "2027-01-03"]
    assert answer["warnings"] == []


def test_a_year_that_is_not_entered_is_told_of_once(closing: Any) -> None:
    """2027-01-30 is a Saturday, 2027-04-30 a Friday: two steps, one sentence."""
    answer = bought(closing, "2026-10-30")
    assert days(answer)[3:] == ["2026-11-30", "2027-02-01", "2027-04-30"]
    assert answer["warnings"] == [NOTE]
    result = closing.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "1", "--date", "2026-10-30")
    assert result.err == NOTE + "\n"
    assert NOTE not in result.out


def test_two_years_stand_in_one_sentence(closing: Any) -> None:
    closing.env(CRMCLI_TODAY="2027-08-31T09:30")
    assert bought(closing, "2027-08-31")["warnings"] == [
        "The days off of 2027, 2028 are not entered yet, weekends are assumed"
    ]


def test_once_the_year_is_entered_it_is_quiet(closing: Any) -> None:
    path = closing.folder / "days.csv"
    path.write_text("day,kind,name\n2027-02-01,off,春节\n2027-10-01,off,国庆节\n", "utf-8")
    closing.ok("calendar", "import", path)
    answer = bought(closing, "2026-10-30")
    assert (days(answer)[3:], answer["warnings"]) == (["2026-11-30", "2027-02-02", "2027-04-30"], [])


@pytest.mark.parametrize(("day", "quiet"), [("2027-02-01", False), ("2027-10-01", True)])
def test_by_hand_a_year_counts_as_entered_with_its_national_day(closing: Any, day: str, quiet: bool) -> None:
    closing.ok("calendar", "set", day, "off")
    assert (bought(closing, "2026-10-30")["warnings"] == []) is quiet


def test_an_import_tells_once_however_many_plans_it_starts(closing: Any) -> None:
    closing.ok("member", "add", "李四", "--mobile", "19900005678")
    path = closing.folder / "list.csv"
    rows = "19900001234,2026-10-30,假体隆鼻,1\n19900005678,2026-10-29,激光祛斑,2\n"
    path.write_text("手机,日期,项目,金额\n" + rows, "utf-8")
    result = closing.ok("import", "purchases", path, "--apply")
    assert result.err.splitlines().count(NOTE) == 1


def test_an_import_of_old_purchases_whose_calls_are_past_tells_nothing(closing: Any) -> None:
    path = closing.folder / "list.csv"
    path.write_text("手机,日期,项目,金额\n19900001234,2020-01-30,假体隆鼻,1\n", "utf-8")
    assert closing.ok("import", "purchases", path, "--apply").err == ""


def test_a_call_nobody_took_is_tried_on_a_working_day(closing: Any) -> None:
    """On Friday 30 October; Saturday 31 is off, and set to be worked it is not."""
    closing.env(CRMCLI_TODAY="2026-10-30T09:30")
    made = [
        closing.json("followup", "add", "王小明", "--due", "today", "--purpose", "问候")["id"] for _number in range(2)
    ]
    assert closing.json("followup", "done", made[0], "未接")["due_on"] == "2026-11-02"
    closing.ok("calendar", "set", "2026-10-31", "work")
    assert closing.json("followup", "done", made[1], "未接")["due_on"] == "2026-10-31"


def test_a_try_in_a_year_that_is_not_entered_says_so(closing: Any) -> None:
    closing.env(CRMCLI_TODAY="2026-12-31T09:30")
    made = [
        closing.json("followup", "add", "王小明", "--due", "today", "--purpose", "问候")["id"] for _number in range(2)
    ]
    result = closing.ok("followup", "done", *made, "未接")
    assert result.err == NOTE + "\n"  # of both in one sentence
    assert [closing.json("followup", "show", one)["due_on"] for one in made] == ["2027-01-01", "2027-01-01"]


def test_chinese(closing: Any) -> None:
    closing.env(CRMCLI_LANG="zh_CN")
    result = closing.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "1", "--date", "2026-10-30")
    assert result.err == "2027年调休安排尚未录入，按周末推算\n"
