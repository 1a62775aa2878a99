"""The days duties fall on: by rule, by calendar, by what the pack said when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from dutycase import WEEKLY, due, on
from opened import opened

from crmcli.features.duty.words import rule_words

THIRTIETH = "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"


def days(desk: Any, first: str, last: str) -> list[str]:
    return [row["on"] for row in desk.ok("duty", "day", "--from", first, "--to", last, "--json").json]


@pytest.mark.parametrize(
    ("rule", "first", "last", "expected"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", "2026-12-20", "2027-01-15", ["2026-12-21", "2026-12-28", "2027-01-04", "2027-01-11"]),
        (THIRTIETH, "2027-01-01", "2027-04-30", ["2027-01-30", "2027-02-28", "2027-03-30", "2027-04-30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-01-15", "2027-03-31", ["2027-01-31", "2027-02-28", "2027-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "2027-01-01", "2027-04-30", ["2027-01-31", "2027-03-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=5", "2026-12-01", "2027-02-05", ["2026-12-05", "2027-01-05", "2027-02-05"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-12-01", "2027-01-10", ["2026-12-04", "2026-12-18", "2027-01-01"]),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-11-01", "2027-11-01", []),
        ("FREQ=DAILY", "2026-12-30", "2027-01-02", ["2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"]),
    ],
)
def test_a_rule_gives_its_days(
    begin: Callable[..., Any], rule: str, first: str, last: str, expected: list[str]
) -> None:
    assert days(begin(WEEKLY | {"rule": rule}), first, last) == expected


def test_in_a_leap_year_the_plan_is_due_by_the_29th(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY | {"rule": THIRTIETH}, day="2027-11-01")
    assert days(desk, "2028-01-01", "2028-03-31") == ["2028-01-30", "2028-02-29", "2028-03-30"]


@pytest.mark.parametrize(
    ("day_off", "expected"),
    [
        # 5 October 2026 lies in the days of National Day; 10 October is worked instead
        ("later", ["2026-10-08"]),
        ("earlier", ["2026-09-30"]),
        ("keep", ["2026-10-05"]),
    ],
)
def test_a_day_off_moves_it_as_the_pack_says(begin: Callable[..., Any], day_off: str, expected: list[str]) -> None:
    monthly = WEEKLY | {"role": "manager", "rule": "FREQ=MONTHLY;BYMONTHDAY=5", "day_off": day_off}
    desk = begin(monthly, day="2026-09-01", pack="club")
    assert days(desk, "2026-09-25", "2026-10-20") == expected


def test_over_the_spring_festival_by_the_clubs_calendar(begin: Callable[..., Any]) -> None:
    """Off from 15 to 23 February 2026; two Mondays come to the 24th, which then is one day."""
    desk = begin(WEEKLY | {"role": "manager", "day_off": "later"}, day="2026-01-05", pack="club")
    assert days(desk, "2026-02-02", "2026-03-02") == ["2026-02-02", "2026-02-09", "2026-02-24", "2026-03-02"]
    assert [line[0] for line in due(on(desk, "2026-02-16"))] == ["duty:weekly:2026-02-09"]
    assert due(on(desk, "2026-02-25"))[0][:2] == ("duty:weekly:2026-02-24", 1)


def test_the_clinic_is_open_every_day_and_moves_nothing(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY | {"day_off": "later"}, day="2026-01-05")
    assert days(desk, "2026-02-10", "2026-02-24") == ["2026-02-16", "2026-02-23"]


def test_a_year_nobody_entered_is_told(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY | {"role": "manager", "day_off": "later"}, day="2026-12-20", pack="club")
    told = desk.ok("duty", "day", "--to", "2027-01-05", "--json")
    assert "The days off of 2027 are not entered yet" in told.err
    assert [row["on"] for row in told.json] == ["2026-12-21", "2026-12-28", "2027-01-04"]


def test_a_changed_calendar_moves_what_is_to_come_and_undo_moves_it_back(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY | {"role": "manager", "day_off": "later"}, day="2026-10-30", pack="club")
    assert days(desk, "2026-11-01", "2026-11-20") == ["2026-11-02", "2026-11-09", "2026-11-16"]
    desk.ok("calendar", "set", "2026-11-09", "off")
    assert days(desk, "2026-11-01", "2026-11-20") == ["2026-11-02", "2026-11-10", "2026-11-16"]
    desk.ok("undo", "--yes")
    assert days(desk, "2026-11-01", "2026-11-20") == ["2026-11-02", "2026-11-09", "2026-11-16"]


def test_a_changed_pack_holds_at_once_and_leaves_what_was_alone(begin: Callable[..., Any], duties: Any) -> None:
    desk = begin(WEEKLY)
    desk_on = on(desk, "2026-11-10")
    desk_on.ok("duty", "done", "weekly", "交了")
    before = desk.json("duty", "show", "weekly")["history"]
    assert [(one["due_on"], one["state"]) for one in before] == [("2026-11-09", "done"), ("2026-11-02", "missed")]
    duties(WEEKLY | {"rule": "FREQ=WEEKLY;BYDAY=FR"})
    # nobody has written since: the days are worked out anew
    assert days(desk, "2026-11-01", "2026-11-30") == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-13",
        "2026-11-20",
        "2026-11-27",
    ]
    assert due(on(desk, "2026-11-14"))[0][:2] == ("duty:weekly:2026-11-13", 1)
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert days(desk, "2026-11-01", "2026-11-30") == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-13",
        "2026-11-20",
        "2026-11-27",
    ]
    assert desk.json("duty", "show", "weekly")["history"][1:] == before
    # gone from the pack it is in no list; what was done stays
    duties()
    assert due(desk) == []
    assert desk.json("duty", "list") == []
    desk.ok("member", "add", "李小红", "--mobile", "19900005678")
    duties(WEEKLY)
    assert desk.json("duty", "show", "weekly")["history"][-2:] == before


def test_a_new_duty_of_the_pack_brings_no_missed_ones(begin: Callable[..., Any], duties: Any) -> None:
    desk = begin(WEEKLY)
    on(desk, "2026-12-20").ok("member", "add", "王小明", "--mobile", "19900001234")
    duties(WEEKLY, WEEKLY | {"code": "daily", "name": "日检", "rule": "FREQ=DAILY"})
    assert due(desk)[-1] == ("duty:daily:2026-12-20", 0, "due on 2026-12-20")


def test_a_day_tried_out_far_ahead_holds_no_change_back(begin: Callable[..., Any], duties: Any) -> None:
    desk = begin(WEEKLY)
    on(desk, "2040-01-01").ok("member", "add", "王小明", "--mobile", "19900001234")
    duties(WEEKLY | {"rule": "FREQ=WEEKLY;BYDAY=FR"})
    assert days(on(desk, "2026-11-10"), "2026-11-01", "2026-11-20") == [
        "2026-11-02",
        "2026-11-09",
        "2026-11-13",
        "2026-11-20",
    ]


def test_what_came_before_the_file_was_made_never_counts(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY, day="2026-11-02")
    assert due(desk) == []
    assert due(on(desk, "2026-11-08")) == []
    assert due(on(desk, "2026-11-09")) == [("duty:weekly:2026-11-09", 0, "due on 2026-11-09")]
    assert due(on(desk, "2026-10-20")) == []


def test_years_without_a_write_lose_nothing(begin: Callable[..., Any]) -> None:
    """What is kept reaches to the end of the next year; beyond that the days are worked out."""
    desk = begin(WEEKLY | {"rule": "FREQ=MONTHLY;BYMONTHDAY=5"})
    (line,) = due(on(desk, "2029-03-10"))
    assert line == ("duty:weekly:2029-03-05", 5, "due on 2029-03-05, 28 earlier ones not done, since 2026-11-05")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert due(desk) == [line]
    with opened(desk.path) as db:
        assert tuple(db.execute("SELECT MIN(on_day), MAX(on_day), COUNT(*) FROM duty_day").fetchone()) == (
            "2026-11-05",
            "2030-12-05",
            50,
        )


def test_a_span_that_is_none(begin: Callable[..., Any]) -> None:
    desk = begin(WEEKLY)
    said = desk.refused(2, "duty", "day", "--from", "2026-11-10", "--to", "2026-11-01")
    assert said["message"] == "From 2026-11-10 to 2026-11-01 are no days, or more than 400."
    assert desk.refused(2, "duty", "day", "--from", "gibberish")["field"] == "--from"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("FREQ=WEEKLY;BYDAY=MO", "every week on Monday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO", "every 2 weeks on Monday, Friday"),
        (THIRTIETH, "every month by the 30th, by the last day where it is shorter"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day"),
        ("FREQ=MONTHLY;BYMONTHDAY=5,20", "every month on day 5, 20"),
        ("FREQ=MONTHLY;BYDAY=2TU", "FREQ=MONTHLY;BYDAY=2TU"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1"),
    ],
)
def test_a_rule_in_words(rule: str, words: str) -> None:
    assert rule_words(rule) == words
