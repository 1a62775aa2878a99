"""What `init` knows of days off, and how it is shown."""

from __future__ import annotations

from typing import Any

import pytest

#: The State Council's notice for 2026: days off, and the days that are made up.
OFF_2026 = {
    "元旦": "01-01 01-02 01-03",
    "春节": "02-15 02-16 02-17 02-18 02-19 02-20 02-21 02-22 02-23",
    "清明节": "04-04 04-05 04-06",
    "劳动节": "05-01 05-02 05-03 05-04 05-05",
    "端午节": "06-19 06-20 06-21",
    "中秋节": "09-25 09-26 09-27",
    "国庆节": "10-01 10-02 10-03 10-04 10-05 10-06 10-07",
}
WORK_2026 = "01-04 02-14 02-28 05-09 09-20 10-10"


def test_a_new_file_knows_the_days_of_2026(desk: Any) -> None:
    rows = desk.json("calendar", "show")
    assert {row["day"][5:]: row["name"] for row in rows if row["kind"] == "off"} == {
        day: name for name, days in OFF_2026.items() for day in days.split()
    }
    assert [row["day"][5:] for row in rows if row["kind"] == "work"] == WORK_2026.split()
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)
    assert {row["source"] for row in rows} == {"library"}
    assert rows[-1] == {
        "day": "2026-10-10",
        "weekday": "sat",
        "kind": "work",
        "name": "国庆节",
        "source": "library",
    }


def test_it_knows_last_year_too_and_none_before(desk: Any) -> None:
    shown = {year: len(desk.json("calendar", "show", year)) for year in (2024, 2025, 2026, 2027)}
    assert shown == {2024: 0, 2025: 33, 2026: 39, 2027: 0}


def test_the_days_are_part_of_the_operation_that_makes_the_file(desk: Any) -> None:
    (line,) = desk.json("operations")
    assert (line["command"], line["rows"]) == ("init", 6 + 33 + 39)


def test_a_file_begun_after_the_library_ends_knows_nothing(bare: Any) -> None:
    bare.env(CRMCLI_TODAY="2031-03-03T09:30")
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    assert bare.json("calendar", "show") == []
    assert [line["rows"] for line in bare.json("operations")] == [6]


def test_the_table(desk: Any) -> None:
    desk.ok("calendar", "set", "2027-10-01", "off", "--name", "国庆节")
    assert desk.ok("calendar", "show", "2027年").out.splitlines() == [
        "2027 · open every day of the week",
        "day         weekday  kind     holiday  source",
        "2027-10-01  Friday   day off  国庆节   by hand",
    ]


def test_a_year_that_is_not_entered_says_so(closing: Any) -> None:
    assert closing.ok("calendar", "show", "明年").out.splitlines() == [
        "2027 · off every week: Saturday, Sunday · hours: 09:00-12:00, 13:30-18:00",
        "The days off of 2027 are not entered yet, weekends are assumed",
    ]


def test_csv(desk: Any) -> None:
    lines = desk.ok("calendar", "show", "--csv").out.lstrip("﻿").splitlines()
    assert lines[0] == "day,weekday,kind,name,source"
    assert lines[4] == "2026-01-04,sun,work,元旦,library"
    assert len(lines) == 40


@pytest.mark.parametrize("year", ["26", "1899", "2101", "two", "2026-10"])
def test_no_year(desk: Any, year: str) -> None:
    error = desk.refused(2, "calendar", "show", year)
    assert error == {
        "kind": "usage",
        "message": f"{year} is no year; write it such as 2026",
        "field": "YEAR",
        "value": year,
    }


def test_only_init_and_import_load_the_library(desk: Any) -> None:
    import subprocess
    import sys

    code = (
        "import sys\nfrom crmcli.app import run\n"
        "assert run(['calendar', 'show', '--json']) == 0\nassert run(['calendar', 'set', '12-25', 'off']) == 0\n"
        "sys.exit('chinese_calendar' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
