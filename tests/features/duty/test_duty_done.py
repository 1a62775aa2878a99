"""Duties ticked off and left out: from `duty`, from the due list, in the walk; back and forth."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dutycase import WEEKLY, due, on

PLAN = WEEKLY | {"code": "plan", "name": "月计划", "rule": "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"}
WEEK = "duty:weekly:2026-11-16"


@pytest.fixture
def week(begin: Callable[..., Any]) -> Any:
    """Wednesday of the third week; nobody has done anything yet."""
    return on(begin(WEEKLY, PLAN), "2026-11-18")


def test_done_says_what_how_late_and_what_is_left(week: Any) -> None:
    assert week.json("duty", "done", "周报", "发给院长", "抄送客服部") == {
        "id": WEEK,
        "code": "weekly",
        "name": "周报",
        "state": "done",
        "due_on": "2026-11-16",
        "done_on": "2026-11-18",
        "days_late": 2,
        "delivered": "发给院长 抄送客服部",
        "reason": None,
        "left_undone": 2,
        "operation": 2,
    }
    assert due(week) == []
    assert week.json("duty", "show", "weekly")["history"] == [
        {
            **{"due_on": "2026-11-16", "state": "done", "done_on": "2026-11-18", "days_late": 2},
            **{"by": "陈静", "delivered": "发给院长 抄送客服部", "reason": None},
        },
        *(
            {
                **{"due_on": day, "state": "missed", "done_on": None, "days_late": 0},
                **{"by": None, "delivered": None, "reason": None},
            }
            for day in ("2026-11-09", "2026-11-02")
        ),
    ]


def test_the_sentence(week: Any) -> None:
    said = week.ok("duty", "done", "周报").out
    assert said == "周报 of 2026-11-16: done · 2 days late · 2 earlier ones stay undone · undo: crmcli undo 2\n"


def test_figures_and_the_list(week: Any) -> None:
    week.ok("duty", "done", "周报")
    week.ok("duty", "done", "duty:weekly:2026-11-23", "提前交")
    shown = week.json("duty", "show", "周报")
    figures = {key: shown[key] for key in ("due", "done", "in_time", "missed", "skipped", "in_time_rate")}
    assert figures == {"due": 4, "done": 2, "in_time": 1, "missed": 2, "skipped": 0, "in_time_rate": 0.25}
    (row,) = [row for row in week.json("duty", "list") if row["code"] == "weekly"]
    kept = ("id", "due_on", "days_late", "next_on", "last_done_on", "last_done_by", "missed", "late", "assigned_to")
    assert {key: row[key] for key in kept} == {
        **{"id": None, "due_on": None, "days_late": 0, "next_on": "2026-11-30", "last_done_on": "2026-11-18"},
        **{"last_done_by": "陈静", "missed": 2, "late": 1, "assigned_to": "陈静"},
    }


def test_twice_is_refused_with_when_and_by_whom(week: Any) -> None:
    week.ok("duty", "done", "周报")
    again = week.refused(5, "duty", "done", "周报")["message"]
    assert again == "周报 of 2026-11-16 was dealt with on 2026-11-18 by 陈静; the next one: duty:weekly:2026-11-23"
    for words in (
        ("duty", "done", WEEK),
        ("followup", "done", WEEK, "又交"),
        ("followup", "skip", WEEK, "--reason", "x"),
    ):
        said = week.refused(5, *words)["message"]
        assert said.startswith("周报 of 2026-11-16 was done on 2026-11-18 by 陈静."), words
    week.ok("duty", "skip", "duty:weekly:2026-11-09", "--reason", "院庆")
    said = week.refused(5, "duty", "done", "duty:weekly:2026-11-09")["message"]
    assert said.startswith("周报 of 2026-11-09 was skipped on 2026-11-18 by 陈静: 院庆.")


def test_a_day_missed_can_still_be_handed_in(week: Any) -> None:
    answer = week.json("duty", "done", "duty:weekly:2026-11-02", "补交", "--date", "2026-11-17")
    assert (answer["done_on"], answer["days_late"], answer["left_undone"]) == ("2026-11-17", 15, 0)
    assert due(week) == [(WEEK, 2, "due on 2026-11-16, 1 earlier one not done, of 2026-11-09")]


def test_done_on_a_day_gone_by_means_the_day_listed_then(week: Any) -> None:
    assert week.json("duty", "done", "周报", "--date", "2026-11-10")["due_on"] == "2026-11-09"
    assert week.refused(2, "duty", "done", "周报", "--date", "2026-11-19")["field"] == "--date"


def test_before_its_first_day_the_next_one_is_meant(week: Any) -> None:
    answer = week.json("duty", "done", "月计划", "12月的")
    assert (answer["due_on"], answer["days_late"]) == ("2026-11-30", 0)
    assert due(on(week, "2026-12-01"))[0][0] == "duty:weekly:2026-11-30"


@pytest.mark.parametrize(
    "words",
    [
        ("followup", "done", WEEK, "发给院长"),
        ("followup", "done", WEEK, "--note", "发给院长"),
        ("followup", "done", WEEK, "接通", "发给院长"),
        ("followup", "done", "周报", "发给院长"),
        ("followup", "done", "weekly", "发给院长"),
        ("duty", "done", "zb", "发给院长"),
        ("duty", "done", "week", "发给院长"),
        ("duty", "done", "weekly:2026-11-16", "发给院长"),
    ],
    ids=" ".join,
)
def test_from_the_due_list_it_is_done_as_well(week: Any, words: tuple[str, ...]) -> None:
    week.ok(*words)
    (row, *_rest) = week.json("duty", "show", "weekly")["history"]
    assert (row["due_on"], row["state"], row["delivered"], row["by"]) == ("2026-11-16", "done", "发给院长", "陈静")
    assert week.json("member", "list") == []


def test_back_and_forth(week: Any, dump: Any) -> None:
    from crmcli.storage.schema import FACTS

    before = dump(week.path, FACTS)
    listed = due(week)
    week.ok("duty", "done", "周报", "发给院长")
    done = dump(week.path, FACTS)
    week.ok("undo")
    assert (dump(week.path, FACTS), due(week)) == (before, listed)
    week.ok("redo")
    assert (dump(week.path, FACTS), due(week)) == (done, [])


def test_skipped_with_the_reason(week: Any) -> None:
    answer = week.json("duty", "skip", "周报", "--reason", "全院停诊")
    assert (answer["state"], answer["reason"], answer["days_late"]) == ("skipped", "全院停诊", 0)
    assert due(week) == []
    assert week.json("duty", "show", "weekly")["skipped"] == 1
    assert week.refused(2, "duty", "skip", "月计划")["field"] == "--reason"


def test_it_keeps_its_day(week: Any) -> None:
    said = week.refused(5, "followup", "reschedule", WEEK, "--to", "2026-11-20", "--reason", "忙")["message"]
    assert said == (
        "周报 keeps its day: done later it counts as late (crmcli duty done weekly), left out it needs a reason "
        "(crmcli duty skip weekly --reason TEXT)."
    )


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("duty", "done", "日报"), "There is no duty 日报; there are 周报, 月计划."),
        (4, ("duty", "done", "duty:weekly:2026-11-17"), "周报 does not fall on that day (duty:weekly:2026-11-17)"),
        (4, ("duty", "done", "duty:weekly:2026-02-30"), "周报 does not fall on that day (duty:weekly:2026-02-30)"),
        (4, ("followup", "done", "duty:nothing:2026-11-16"), "There is no follow-up duty:nothing:2026-11-16."),
        (2, ("duty", "done"), "Duty is missing"),
        (2, ("followup", "done", WEEK, "--outcome", "no-answer"), "周报 is a duty, not a call: it is done or skipped"),
        (2, ("followup", "done", WEEK, "未接"), "周报 is a duty, not a call: it is done or skipped"),
        (2, ("followup", "done", WEEK, "--feeling", "3"), "周报 is a duty, not a call; leave --feeling away."),
        (2, ("followup", "done", WEEK, "--next", "明天"), "周报 is a duty, not a call; leave --next away."),
        (4, ("followup", "done", "12", WEEK), "There is no follow-up 12."),
    ],
)
def test_what_cannot_be_meant(week: Any, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in week.refused(status, *words)["message"]
    assert due(week)[0][0] == WEEK


def test_a_call_and_a_duty_are_recorded_apart(week: Any) -> None:
    week.ok("member", "add", "王小明", "--mobile", "19900001234")
    call = week.json("followup", "add", "王小明", "--due", "今天", "--purpose", "回访")["id"]
    said = week.refused(2, "followup", "done", call, WEEK, "接通")["message"]
    assert said == f"{call} is a call and 周报 a duty: each is recorded by itself."


def test_shown_before_it_is_done(week: Any) -> None:
    shown = week.json("followup", "show", WEEK)
    assert (shown["name"], shown["state"], shown["days_late"], shown["warnings"]) == ("周报", "open", 2, [])
    assert shown["why"] == "due on 2026-11-16, 2 earlier ones not done, since 2026-11-02"
    week.ok("duty", "done", "周报", "发给院长")
    assert week.json("followup", "show", WEEK)["state"] == "done"
    assert week.json("followup", "show", "duty:weekly:2026-11-09")["state"] == "missed"


def test_a_clerk_sees_the_own_duties_and_nobodys(begin: Callable[..., Any]) -> None:
    own, nobodys = PLAN | {"role": "follow-up"}, WEEKLY | {"code": "venue", "name": "抽查", "role": "service-director"}
    desk = on(begin(WEEKLY, own, nobodys), "2026-11-02")
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.env(CRMCLI_AS="李娜")
    assert [row["code"] for row in desk.json("duty", "list")] == ["plan", "venue"]
    assert [row["code"] for row in desk.json("duty", "list", "--all")] == ["weekly", "plan", "venue"]
