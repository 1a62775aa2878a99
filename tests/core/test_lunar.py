"""The lunar months, held against an independent calendar (lunar_python)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from lunar_python import LunarYear, Solar

from crmcli.core.findings import Refused
from crmcli.core.lunar import FIRST_DAY, LAST_DAY, LunarMonth, find_month, lunar_year, months_between


def oracle_months(year: int) -> tuple[LunarMonth, ...]:
    months = []
    for month in LunarYear.fromYear(year).getMonths():
        if month.getYear() == year:
            first = Solar.fromJulianDay(month.getFirstJulianDay())
            first_on = date(first.getYear(), first.getMonth(), first.getDay())
            number = month.getMonth()
            months.append(LunarMonth(year, abs(number), number < 0, first_on, month.getDayCount()))
    return tuple(months)


# new moons within minutes of midnight, which the two calendars put on different days
DISPUTED = {(2089, 7), (2089, 8), (2097, 6), (2097, 7)}


def test_every_month_from_1901_to_2099_is_the_oracles() -> None:
    ours = {month for year in range(1901, 2100) for month in lunar_year(year)}
    theirs = {month for year in range(1901, 2100) for month in oracle_months(year)}
    assert len(ours) == len(theirs) == 2461
    assert {(month.year, month.month) for month in ours ^ theirs} == DISPUTED


def test_the_months_join_without_gap_from_the_first_to_the_last_day() -> None:
    months = [month for year in range(1900, 2101) for month in lunar_year(year)]
    assert months[0].first_on == FIRST_DAY
    assert [later.first_on - month.first_on for month, later in pairwise(months)] == [
        timedelta(days=month.days) for month in months[:-1]
    ]
    assert months[-1].on(30) == LAST_DAY


@pytest.mark.parametrize(
    ("year", "month", "leap", "first_on", "is_leap", "days"),
    [
        (2025, 6, False, "2025-06-25", False, 30),
        (2025, 6, True, "2025-07-25", True, 29),
        (2026, 6, True, "2026-07-14", False, 30),
        (2026, 12, False, "2027-01-08", False, 29),
        # the year in which many tables put the leap month wrongly
        (2033, 11, True, "2033-12-22", True, 29),
    ],
)
def test_find_month(year: int, month: int, leap: bool, first_on: str, is_leap: bool, days: int) -> None:
    expected = LunarMonth(year, month, is_leap, date.fromisoformat(first_on), days)
    assert find_month(year, month, leap) == expected


def test_the_thirtieth_of_a_short_month_is_its_last_day() -> None:
    month = find_month(2026, 12, leap=False)
    assert [month.on(day).isoformat() for day in (1, 29, 30)] == ["2027-01-08", "2027-02-05", "2027-02-05"]


def test_months_between_days() -> None:
    found = months_between(date(2027, 2, 5), date(2027, 3, 8))
    assert [(month.year, month.month) for month in found] == [(2026, 12), (2027, 1), (2027, 2)]
    assert list(months_between(date(2027, 2, 6), date(2027, 2, 5))) == []


@pytest.mark.parametrize("year", [1899, 2101])
def test_years_outside_the_table_are_refused(year: int) -> None:
    with pytest.raises(Refused) as refusal:
        lunar_year(year)
    assert str(refusal.value) == "the lunar calendar is known from 1900-01-31 to 2101-01-28 only"


@pytest.mark.parametrize(
    ("start", "end"), [("1900-01-30", "1900-02-10"), ("2101-01-01", "2101-01-29")], ids=["before", "after"]
)
def test_days_outside_the_table_are_refused(start: str, end: str) -> None:
    with pytest.raises(Refused, match="the lunar calendar is known"):
        list(months_between(date.fromisoformat(start), date.fromisoformat(end)))
