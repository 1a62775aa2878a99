"""Duties as lines of the due list: one each, about no person, of whoever holds the role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dutycase import WEEKLY, due, on
from openpyxl import load_workbook

DAILY = {"code": "daily", "name": "日检", "rule": "FREQ=DAILY", "role": "service-supervisor", "deliver": "看过每个人"}
REPORT = {
    **{"code": "monthly", "name": "月报", "rule": "FREQ=MONTHLY;BYMONTHDAY=5", "role": "service-director"},
    **{"deliver": "上月的数", "ahead_days": 3},
}


def test_a_line_says_what_is_due_and_whose(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY | {"deliver": "上周的数"}), "2026-11-04")
    assert desk.json("followup", "due") == [
        {
            "id": "duty:weekly:2026-11-02",
            "member": None,
            "name": "周报",
            "mobile": None,
            "kind": "duty",
            "plan": None,
            "plan_code": None,
            "step": None,
            "purpose": "周报: 上周的数",
            "script": None,
            "due_on": "2026-11-02",
            "original_due_on": "2026-11-02",
            "due_at": None,
            "days_late": 2,
            "attempt": 0,
            "assigned_to": "陈静",
            "why": "due on 2026-11-02",
            "part": "overdue",
            "rides": [],
        }
        | {key: value for key, value in desk.json("followup", "due")[0].items() if key in ("call_by", "reached")}
    ]


def test_the_head_counts_no_person_and_the_page_no_phone(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, REPORT), "2026-11-03")
    page = desk.ok("followup", "due").out
    assert page.splitlines()[0].endswith("2 lines · 0 people")
    assert "unassigned: 1 line\n  月报\n    duty:monthly:2026-11-05  月报: 上月的数\n      due on 2026-11-05" in page
    assert "overdue: 1 line\n  周报\n    duty:weekly:2026-11-02  周报 · 1 day late\n      due on 2026-11-02" in page
    assert desk.json("followup", "due", "--owner", "none")[0]["id"] == "duty:monthly:2026-11-05"
    desk.ok("staff", "add", "周敏", "--role", "客服主任")
    assert due(desk, "--owner", "周敏") == [("duty:monthly:2026-11-05", 0, "due on 2026-11-05")]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2026-11-01", None),
        ("2026-11-02", ("duty:monthly:2026-11-05", 0, "due on 2026-11-05")),
        ("2026-11-05", ("duty:monthly:2026-11-05", 0, "due on 2026-11-05")),
        ("2026-11-06", ("duty:monthly:2026-11-05", 1, "due on 2026-11-05")),
        ("2026-12-01", ("duty:monthly:2026-11-05", 26, "due on 2026-11-05")),
        ("2026-12-02", ("duty:monthly:2026-12-05", 0, "due on 2026-12-05, 1 earlier one not done, of 2026-11-05")),
        (
            "2027-01-06",
            ("duty:monthly:2027-01-05", 1, "due on 2027-01-05, 2 earlier ones not done, since 2026-11-05"),
        ),
    ],
)
def test_it_is_listed_some_days_ahead_and_late_after_its_day(begin: Callable[..., Any], day: str, line: Any) -> None:
    assert due(on(begin(REPORT), day)) == ([line] if line else [])


def test_seven_weeks_away_it_is_one_line_with_the_count(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, DAILY), "2026-12-20")
    assert due(desk) == [
        ("duty:weekly:2026-12-14", 6, "due on 2026-12-14, 6 earlier ones not done, since 2026-11-02"),
        ("duty:daily:2026-12-20", 0, "due on 2026-12-20, 49 earlier ones not done, since 2026-11-01"),
    ]


def test_ahead_each_day_is_a_line(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, REPORT), "2026-11-20")
    # the days of a duty stand together, as what is owed to a person does
    assert [line[0] for line in due(desk, "--ahead", "14")] == [
        "duty:monthly:2026-11-05",
        "duty:monthly:2026-12-05",
        "duty:weekly:2026-11-16",
        "duty:weekly:2026-11-23",
        "duty:weekly:2026-11-30",
    ]
    desk.ok("duty", "done", "duty:weekly:2026-11-23")
    assert "duty:weekly:2026-11-23" not in [line[0] for line in due(desk, "--ahead", "14")]


def test_the_workbook_lists_it(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY | {"deliver": "上周的数"}), "2026-11-04")
    desk.ok("followup", "due", "--xlsx", "due.xlsx")
    rows = [list(row) for row in load_workbook(desk.folder / "due.xlsx").active.iter_rows(values_only=True)]
    heads = next(row for row in rows if row[0] == "no.")
    (row,) = [dict(zip(heads, row, strict=True)) for row in rows if row[0] == "duty:weekly:2026-11-02"]
    wanted = ("name", "mobile", "days late", "purpose", "why now", "assigned to", "outcome")
    assert {head: row[head] for head in wanted} == {
        **{"name": "周报", "mobile": None, "days late": 2, "purpose": "周报: 上周的数"},
        **{"why now": "due on 2026-11-02", "assigned to": "陈静", "outcome": None},
    }


def test_with_several_stores_a_duty_is_everybodys(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY), "2026-11-04")
    store = desk.json("staff", "list")[0]["store"]
    assert [line[0] for line in due(desk, "--store", store)] == ["duty:weekly:2026-11-02"]


def test_somebody_who_wants_no_contact_holds_no_duty_back(begin: Callable[..., Any]) -> None:
    """Guards are about members; a duty has none."""
    desk = on(begin(WEEKLY), "2026-11-02")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "edit", "王小明", "--do-not-contact", "本人要求")
    assert [line[0] for line in due(desk)] == ["duty:weekly:2026-11-02"]


def test_the_home_page_counts_the_line_and_nobody(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY), "2026-11-02")
    assert (desk.ok("--json").json["due"]["lines"], desk.ok("--json").json["due"]["people"]) == (1, 0)


def test_what_became_of_them_is_listed(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY), "2026-11-18")
    desk.ok("duty", "done", "周报", "发给院长")
    desk.ok("duty", "skip", "duty:weekly:2026-11-09", "--reason", "院庆")

    def listed(*words: str) -> list[tuple[str, str, str | None, str | None]]:
        lines = desk.json("followup", "list", "--kind", "duty", *words)
        return [(line["id"], line["state"], line["closed_on"], line["reason"]) for line in lines]

    done = ("duty:weekly:2026-11-16", "done", "2026-11-18", "发给院长")
    skipped = ("duty:weekly:2026-11-09", "skipped", "2026-11-18", "院庆")
    missed = ("duty:weekly:2026-11-02", "missed", None, "due on 2026-11-02")
    assert listed() == [done, skipped, missed]
    assert listed("--state", "missed") == [missed]
    assert listed("--state", "done") == [done]
    assert listed("--state", "open") == []
    assert listed("--from", "2026-11-09", "--to", "2026-11-15") == [skipped]
    assert listed("--owner", "none") == []
    on(desk, "2026-11-23")
    assert listed("--state", "open") == [("duty:weekly:2026-11-23", "open", None, "due on 2026-11-23")]


def test_the_doctor_tells_a_duty_nobody_does(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY, REPORT, DAILY | {"role": "service-director"})

    def said() -> list[tuple[str, str]]:
        lines = desk("doctor", "--json").json
        return [(line["message"], line["remedy"]) for line in lines if line["check"] == "duties"]

    (told,) = said()
    assert told == (
        "nobody is 客服主任: these duties stay unassigned: 月报, 日检",
        "crmcli staff add NAME --role 客服主任",
    )
    desk.ok("staff", "add", "周敏", "--role", "客服主任")
    assert said() == [("every duty has somebody who does it", None)]
