"""Birthday calls: the days they are listed, their keys, what takes their place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


def _born(desk: Any, *birthdays: str) -> None:
    desk.env(CRMCLI_TODAY="2024-01-01")
    for number, birthday in enumerate(birthdays, 1):
        desk.ok("member", "add", f"会员{number}", "--mobile", f"1990000{number:04d}", "--birthday", birthday)


def _listed(desk: Any, day: str, *options: str) -> list[tuple[str, str, int]]:
    return [
        (line["id"], line["due_on"], line["days_late"])
        for line in desk.json("due", "--kind", "birthday", "--date", day, *options)
    ]


@pytest.mark.parametrize(
    ("birthday", "kept_on", "key"),
    [
        ("1990-05-03", "2027-05-03", "2027"),
        ("--05-03", "2027-05-03", "2027"),
        ("2000-02-29", "2027-02-28", "2027"),
        ("2000-02-29", "2028-02-29", "2028"),
        ("1990-01-01", "2027-01-01", "2027"),
        ("1990-12-31", "2026-12-31", "2026"),
        # 中秋 2026 and 2027
        ("农历1990年八月十五", "2026-09-25", "2026"),
        ("农历八月十五", "2027-09-15", "2027"),
        # the last day of a lunar year of 29 days
        ("农历腊月三十", "2027-02-05", "2027"),
        ("农历正月初一", "2027-02-06", "2027"),
        # 1990 had a second fifth month; a year without one keeps the ordinary
        ("农历1990年闰五月初三", "2026-06-17", "2026"),
    ],
)
def test_listed_from_three_days_before_until_a_week_after(desk: Any, birthday: str, kept_on: str, key: str) -> None:
    from datetime import date, timedelta

    _born(desk, birthday)
    day = date.fromisoformat(kept_on)
    due_on = (day - timedelta(days=3)).isoformat()
    line = f"birthday:M-00001:{key}"
    seen = {away: _listed(desk, (day + timedelta(days=away)).isoformat()) for away in (-4, -3, 0, 1, 7, 8)}
    assert seen == {
        -4: [],
        -3: [(line, due_on, 0)],
        # a greeting is in time until the day itself
        0: [(line, due_on, 0)],
        1: [(line, due_on, 1)],
        7: [(line, due_on, 7)],
        8: [],
    }


def test_never_lost_across_new_year(desk: Any) -> None:
    """A call of 2 January belongs to the new year from the day it is listed in the old one."""
    _born(desk, "1990-01-02", "1990-12-28")
    assert _listed(desk, "2026-12-30") == [
        ("birthday:M-00002:2026", "2026-12-25", 2),
        ("birthday:M-00001:2027", "2026-12-30", 0),
    ]
    assert _listed(desk, "2027-01-04") == [
        ("birthday:M-00002:2026", "2026-12-25", 7),
        ("birthday:M-00001:2027", "2026-12-30", 2),
    ]


def test_looking_ahead_finds_those_that_come_to_be_listed(desk: Any) -> None:
    _born(desk, "1990-05-03", "1990-05-10", "1990-05-11")
    lines = desk.json("due", "--kind", "birthday", "--date", "2026-04-30", "--ahead", "7")
    assert [(line["id"], line["part"]) for line in lines] == [
        ("birthday:M-00001:2026", "today"),
        ("birthday:M-00002:2026", "ahead"),
    ]


def test_the_reason_says_the_day_and_the_age(desk: Any) -> None:
    _born(desk, "1990-05-03", "--05-04", "农历1990年三月十七")
    said = {line["member"]: line["why"] for line in desk.json("due", "--kind", "birthday", "--date", "2026-05-03")}
    assert said == {
        "M-00001": "birthday on 2026-05-03, turns 36",
        "M-00002": "birthday on 2026-05-04",
        "M-00003": "lunar birthday, this year on 2026-05-03, turns 36",
    }


def test_a_lunar_birthday_twice_in_a_civil_year_has_two_keys(desk: Any) -> None:
    """The 24th of the eleventh month fell on 5 January and again on 24 December 2024."""
    _born(desk, "农历冬月廿四")
    listed = {key for day in ("2024-01-05", "2024-12-24") for key, _due_on, _late in _listed(desk, day)}
    assert listed == {"birthday:M-00001:2024", "birthday:M-00001:2024-2"}


def test_done_on_a_line_writes_a_follow_up_with_its_key(desk: Any, facts: Any) -> None:
    _born(desk, "1990-05-03")
    desk.env(CRMCLI_TODAY="2026-05-01")
    answer = desk.json("followup", "done", "birthday:M-00001:2026", "接通", "祝过了")
    assert (answer["id"], answer["state"]) == ("birthday:M-00001:2026", "done")
    rows = facts(desk.path, "followup", "id", "key", "kind", "purpose", "due_on", "original_due_on", "state", "outcome")
    assert rows == [
        {
            "id": 1,
            "key": "birthday:M-00001:2026",
            "kind": "birthday",
            "purpose": "生日问候",
            "due_on": "2026-04-30",
            "original_due_on": "2026-04-30",
            "state": "done",
            "outcome": "reached",
        }
    ]
    assert desk.json("due", "--kind", "birthday") == []
    desk.ok("undo")
    assert [line["id"] for line in desk.json("due", "--kind", "birthday")] == ["birthday:M-00001:2026"]


def test_one_that_was_moved_or_tried_is_due_again_with_its_number(desk: Any) -> None:
    _born(desk, "1990-05-03", "1990-05-03")
    desk.env(CRMCLI_TODAY="2026-05-01")
    desk.ok("followup", "reschedule", "birthday:M-00001:2026", "--to", "2026-05-03", "--reason", "当天打")
    desk.ok("followup", "done", "birthday:M-00002:2026", "未接")
    assert desk.json("due", "--kind", "birthday") == []
    desk.env(CRMCLI_TODAY="2026-05-03")
    assert [
        (line["id"], line["due_on"], line["original_due_on"], line["attempt"])
        for line in desk.json("due", "--kind", "birthday")
    ] == [
        ("2", "2026-05-02", "2026-04-30", 1),
        ("1", "2026-05-03", "2026-04-30", 0),
    ]


def test_one_that_was_skipped_stays_away(desk: Any) -> None:
    _born(desk, "1990-05-03")
    desk.env(CRMCLI_TODAY="2026-05-01")
    desk.ok("followup", "skip", "birthday:M-00001:2026", "--reason", "其他")
    assert desk.json("due", "--kind", "birthday") == []
    assert [line["id"] for line in desk.json("due", "--kind", "birthday", "--date", "2027-05-01")] == [
        "birthday:M-00001:2027"
    ]


def test_one_that_went_by_is_said_and_listed_as_missed(desk: Any) -> None:
    _born(desk, "1990-05-03")
    desk.env(CRMCLI_TODAY="2026-05-12")
    assert desk.ok("due").out.splitlines()[1] == (
        "! 1 birthday of the last 30 days went by: crmcli followup list --kind birthday --state missed"
    )
    rows = desk.json("followup", "list", "--kind", "birthday", "--state", "missed")
    assert [(row["id"], row["state"], row["closed_on"]) for row in rows] == [
        ("birthday:M-00001:2026", "missed", "2026-05-10")
    ]


def test_who_came_after_the_day_was_not_missed_before(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--birthday", "1990-10-30")
    assert desk.json("due", "--kind", "birthday") == []


def test_a_wish_for_no_contact_stops_the_greeting(called: Any) -> None:
    called.ok("followup", "done", "2", "勿扰", "别再打了")
    assert [line["id"] for line in called.json("due")] == ["3"]
    assert called.ok("due").out.splitlines()[1] == "! 1 held back: does not want to be contacted"


def test_reading_leaves_nothing_behind(desk: Any, everything: Callable[..., Any]) -> None:
    _born(desk, "1990-05-03")
    before = everything(desk.path)
    _listed(desk, "2026-05-01")
    assert everything(desk.path) == before
