"""The days on which birthdays are kept, ages, and the keys that find them. Today is 2026-11-21."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import LunarYear, Solar

from crmcli.core.birthday import (
    Birthday,
    age_on,
    lunar_month_days,
    next_occurrence,
    occurrences,
    solar_month_days,
)
from crmcli.core.dayform import days_in_month
from crmcli.core.findings import Refused

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("birthday", "start", "end", "kept"),
    [
        (Birthday(1990, 5, 3), "2026-05-03", "2026-05-03", ["2026-05-03"]),
        (Birthday(1990, 5, 3), "2026-05-04", "2027-05-02", []),
        (Birthday(None, 1, 2), "2026-12-25", "2027-01-10", ["2027-01-02"]),
        (Birthday(None, 12, 31), "2026-12-25", "2027-01-10", ["2026-12-31"]),
        (Birthday(2000, 2, 29), "2027-01-01", "2028-12-31", ["2027-02-28", "2028-02-29"]),
        (Birthday(None, 12, 30, "lunar"), "2026-01-01", "2030-12-31",
         ["2026-02-16", "2027-02-05", "2028-01-25", "2029-02-12", "2030-02-02"]),
        (Birthday(None, 6, 1, "lunar", leap=True), "2025-01-01", "2027-12-31",
         ["2025-07-25", "2026-07-14", "2027-07-04"]),
        (Birthday(None, 6, 1, "lunar"), "2025-01-01", "2027-12-31",
         ["2025-06-25", "2026-07-14", "2027-07-04"]),
        # none, two and again none in a civil year
        (Birthday(None, 11, 25, "lunar"), "2025-01-01", "2025-12-31", []),
        (Birthday(None, 11, 25, "lunar"), "2027-01-01", "2027-12-31", ["2027-01-02", "2027-12-22"]),
        (Birthday(None, 11, 25, "lunar"), "2028-01-01", "2028-12-31", []),
        (Birthday(None, 5, 3), "2026-05-03", "2026-05-02", []),
    ],
)  # fmt: skip
def test_occurrences(birthday: Birthday, start: str, end: str, kept: list[str]) -> None:
    found = occurrences(birthday, date.fromisoformat(start), date.fromisoformat(end))
    assert [day.isoformat() for day in found] == kept


@pytest.mark.parametrize(
    ("birthday", "kept_on"),
    [
        (Birthday(None, 11, 21), "2026-11-21"),
        (Birthday(None, 11, 20), "2027-11-20"),
        (Birthday(None, 2, 29), "2027-02-28"),
        (Birthday(None, 12, 30, "lunar"), "2027-02-05"),
        (Birthday(None, 4, 1, "lunar", leap=True), "2027-05-06"),
        (Birthday(None, 10, 13, "lunar"), "2026-11-21"),
        (Birthday(None, 10, 12, "lunar"), "2027-11-09"),
        (Birthday(None, 6, 1, "lunar", leap=True), "2027-07-04"),
    ],
)
def test_next_occurrence(birthday: Birthday, kept_on: str) -> None:
    assert next_occurrence(birthday, TODAY).isoformat() == kept_on


def test_next_occurrence_where_the_lunar_table_ends() -> None:
    with pytest.raises(Refused) as refusal:
        next_occurrence(Birthday(None, 1, 1, "lunar"), date(2100, 12, 1))
    assert str(refusal.value) == "no birthday --01-01 is known from 2100-12-01 on"


@pytest.mark.parametrize(
    ("birthday", "day", "years"),
    [
        (Birthday(2012, 11, 21), "2026-11-20", 13),
        (Birthday(2012, 11, 21), "2026-11-21", 14),
        (Birthday(2012, 2, 29), "2026-02-28", 13),
        (Birthday(2012, 2, 29), "2026-03-01", 14),
        (Birthday(2008, 2, 29), "2028-02-28", 19),
        (Birthday(2008, 2, 29), "2028-02-29", 20),
        (Birthday(2026, 11, 21), "2026-11-21", 0),
        (Birthday(2026, 11, 21), "2026-11-20", None),
        (Birthday(None, 5, 3), "2026-11-21", None),
        (Birthday(None, 5, 3, "lunar"), "2026-11-21", None),
        # the third of the leap fifth month of 1990 was 26 June
        (Birthday(1990, 5, 3, "lunar", leap=True), "2026-06-24", 35),
        (Birthday(1990, 5, 3, "lunar", leap=True), "2026-06-25", 36),
        # the last day of lunar 2008 was 25 January 2009
        (Birthday(2008, 12, 30, "lunar"), "2027-01-24", 17),
        (Birthday(2008, 12, 30, "lunar"), "2027-01-25", 18),
    ],
)
def test_age(birthday: Birthday, day: str, years: int | None) -> None:
    assert age_on(birthday, date.fromisoformat(day)) == years


def test_keys_around_new_years_eve_and_the_end_of_february() -> None:
    assert lunar_month_days(date(2027, 2, 5), date(2027, 2, 6)) == [
        ("12-29", False), ("12-29", True), ("12-30", False), ("12-30", True), ("01-01", False), ("01-01", True),
    ]  # fmt: skip
    assert lunar_month_days(date(2025, 6, 25), date(2025, 6, 25)) == [("06-01", False)]
    assert lunar_month_days(date(2025, 7, 25), date(2025, 7, 25)) == [("06-01", True)]
    assert solar_month_days(date(2027, 2, 27), date(2027, 3, 1)) == ["02-27", "02-28", "02-29", "03-01"]
    assert solar_month_days(date(2028, 2, 28), date(2028, 2, 28)) == ["02-28"]
    assert solar_month_days(date(2026, 12, 31), date(2027, 1, 1)) == ["12-31", "01-01"]


def test_keys_of_long_and_empty_ranges() -> None:
    assert len(solar_month_days(date(1900, 1, 1), date.max)) == 366
    assert len(lunar_month_days(date(1950, 1, 1), date(2099, 12, 31))) == 720
    assert solar_month_days(TODAY, TODAY - timedelta(days=1)) == []
    assert lunar_month_days(TODAY, TODAY - timedelta(days=1)) == []


SOLAR = [Birthday(None, month, day) for month in range(1, 13) for day in range(1, days_in_month(2000, month) + 1)]
LUNAR = [
    Birthday(None, month, day, "lunar", leap)
    for month in range(1, 13)
    for day in range(1, 31)
    for leap in (False, True)
]


@cache
def oracle_days() -> dict[date, tuple[int, int, bool, bool, bool]]:
    """By lunar_python, for each day: month, day, is leap, is the month's last, has its year that leap month."""
    days = {}
    for year in range(1901, 2100):
        months = [each for each in LunarYear.fromYear(year).getMonths() if each.getYear() == year]
        numbers = {each.getMonth() for each in months}
        for each in months:
            solar = Solar.fromJulianDay(each.getFirstJulianDay())
            first_on = date(solar.getYear(), solar.getMonth(), solar.getDay())
            number = each.getMonth()
            for day in range(1, each.getDayCount() + 1):
                days[first_on + timedelta(days=day - 1)] = (
                    abs(number), day, number < 0, day == each.getDayCount(), -abs(number) in numbers,
                )  # fmt: skip
    return days


def is_kept(birthday: Birthday, on: date) -> bool:
    """Asked day by day, as somebody with a wall calendar would."""
    if birthday.calendar == "solar":
        tomorrow = on + timedelta(days=1)
        stands_in = on.day == 28 and (tomorrow.month, tomorrow.day) == (3, 1)
        named = (birthday.month, birthday.day)
        return (on.month, on.day) == named or (stands_in and named == (2, 29))
    month, day, leap, last, year_has_leap = oracle_days()[on]
    right_month = month == birthday.month and leap == (birthday.leap and year_has_leap)
    return right_month and (day == birthday.day or (last and birthday.day == 30))


# up to the first month the two calendars dispute
WINDOWS = st.tuples(st.dates(date(1902, 1, 1), date(2087, 1, 1)), st.integers(0, 770))


@settings(deadline=None)
@given(st.sampled_from(SOLAR + LUNAR), WINDOWS)
def test_occurrences_are_what_the_wall_calendar_says(birthday: Birthday, window: tuple[date, int]) -> None:
    start, length = window
    days = [start + timedelta(days=n) for n in range(length + 1)]
    assert occurrences(birthday, start, days[-1]) == [day for day in days if is_kept(birthday, day)]


@settings(deadline=None, max_examples=60)
@given(WINDOWS.map(lambda window: (window[0], window[1] % 70)))
def test_the_keys_find_exactly_the_birthdays_that_occur(window: tuple[date, int]) -> None:
    start, end = window[0], window[0] + timedelta(days=window[1])
    solar, lunar = solar_month_days(start, end), lunar_month_days(start, end)
    assert len(set(solar)) == len(solar)
    assert len(set(lunar)) == len(lunar)
    assert set(solar) == {each.month_day for each in SOLAR if occurrences(each, start, end)}
    assert set(lunar) == {(each.month_day, each.leap) for each in LUNAR if occurrences(each, start, end)}


@settings(deadline=None)
@given(st.sampled_from(SOLAR + LUNAR), st.dates(date(1902, 1, 1), date(2097, 12, 31)))
def test_next_occurrence_is_the_first_from_the_day_on(birthday: Birthday, on: date) -> None:
    assert next_occurrence(birthday, on) == occurrences(birthday, on, on + timedelta(days=800))[0]


@pytest.mark.parametrize("leap", [False, True])
def test_every_lunar_birthday_comes_once_in_every_lunar_year(leap: bool) -> None:
    new_years = [day for day, (month, number, *_) in oracle_days().items() if (month, number) == (1, 1)]
    for birthday in (each for each in LUNAR if each.leap == leap and each.day in (1, 29, 30)):
        found = occurrences(birthday, new_years[0], new_years[-1] - timedelta(days=1))
        assert len(found) == len(new_years) - 1
        for start, end, day in zip(new_years, new_years[1:], found, strict=False):
            assert start <= day < end


@given(st.dates(date(1930, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 2), date(2090, 1, 1)))
def test_age_grows_by_one_on_one_day_a_year(born: date, day: date) -> None:
    birthday = Birthday(born.year, born.month, born.day)
    ages = [age_on(birthday, day + timedelta(days=n)) or 0 for n in range(367)]
    steps = [later - age for age, later in pairwise(ages)]
    assert set(steps) <= {0, 1}
    assert sum(steps) in (1, 2)
