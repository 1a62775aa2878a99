"""Birthdays as they are typed, stored and kept. Today is 2026-11-21."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_python import LunarYear, Solar

from crmcli.core.birthday import (
    Birthday,
    Calendar,
    age_on,
    lunar_month_days,
    next_occurrence,
    occurrences,
    parse_birthday,
    solar_month_days,
)
from crmcli.core.dayform import days_in_month
from crmcli.core.findings import Refused

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "text", "calendar", "leap"),
    [
        ("1990-05-03", "1990-05-03", "solar", False),
        ("1990/5/3", "1990-05-03", "solar", False),
        ("1990.5.3", "1990-05-03", "solar", False),
        ("19900503", "1990-05-03", "solar", False),
        ("１９９０年５月３日", "1990-05-03", "solar", False),
        ("1990 年 5 月 3 号", "1990-05-03", "solar", False),
        ("一九九〇年五月三日", "1990-05-03", "solar", False),
        ("一九九○年五月三日", "1990-05-03", "solar", False),
        ("二〇〇一年十二月二十三日", "2001-12-23", "solar", False),
        ("公历1990年5月3日", "1990-05-03", "solar", False),
        ("阳历 1990-5-3", "1990-05-03", "solar", False),
        ("2000-02-29", "2000-02-29", "solar", False),
        ("2026-11-21", "2026-11-21", "solar", False),
        ("1900-01-01", "1900-01-01", "solar", False),
        ("1月2日", "--01-02", "solar", False),
        ("01-02", "--01-02", "solar", False),
        ("1.2", "--01-02", "solar", False),
        ("--01-02", "--01-02", "solar", False),
        ("——01-02", "--01-02", "solar", False),
        ("－－01-02", "--01-02", "solar", False),
        ("02-29", "--02-29", "solar", False),
        ("十二月三日", "--12-03", "solar", False),
        ("十月三十一", "--10-31", "solar", False),
        ("农历腊月三十", "--12-30", "lunar", False),
        ("農曆臘月三十", "--12-30", "lunar", False),
        ("农历1990年闰五月初三", "1990-05-03", "lunar", True),
        ("1990闰五月初三", "1990-05-03", "lunar", True),
        ("二〇〇一年闰四月初一", "2001-04-01", "lunar", True),
        ("闰四月初一", "--04-01", "lunar", True),
        ("阴历1990-05-03", "1990-05-03", "lunar", False),
        ("旧历5月3日", "--05-03", "lunar", False),
        ("5月3日（农历）", "--05-03", "lunar", False),
        ("农历：05-03", "--05-03", "lunar", False),
        ("农历--05-03", "--05-03", "lunar", False),
        ("农历19900503", "1990-05-03", "lunar", False),
        ("正月初一", "--01-01", "lunar", False),
        ("正月十五", "--01-15", "lunar", False),
        ("冬月廿一", "--11-21", "lunar", False),
        ("十一月初五", "--11-05", "lunar", False),
        ("十二月初十", "--12-10", "lunar", False),
        ("腊月二十三", "--12-23", "lunar", False),
        ("腊月30", "--12-30", "lunar", False),
        ("四月卅", "--04-30", "lunar", False),
        ("5月初三", "--05-03", "lunar", False),
        ("农历五月十三", "--05-13", "lunar", False),
        ("公历五月十三", "--05-13", "solar", False),
        ("二月三十", "--02-30", "lunar", False),
        ("除夕", "--12-30", "lunar", False),
        ("大年三十", "--12-30", "lunar", False),
        ("大年初一", "--01-01", "lunar", False),
        # lunar 2025 ended on the 29th of its twelfth month, which is called 三十 all the same
        ("2025年除夕", "2025-12-30", "lunar", False),
    ],
)
def test_what_is_typed(typed: str, text: str, calendar: Calendar, leap: bool) -> None:
    birthday = parse_birthday(typed, TODAY)
    assert (birthday.text, birthday.calendar, birthday.leap) == (text, calendar, leap)


@pytest.mark.parametrize("typed", ["05-13", "五月十三", "农历五月十三", "五月十三(阴历)"])
def test_a_column_that_says_lunar(typed: str) -> None:
    assert parse_birthday(typed, TODAY, "lunar") == Birthday(None, 5, 13, "lunar")


@pytest.mark.parametrize("typed", ["05-13", "五月十三", "公历05-13"])
def test_a_column_that_says_solar(typed: str) -> None:
    assert parse_birthday(typed, TODAY, "solar") == Birthday(None, 5, 13, "solar")


NOT_A_BIRTHDAY = " is not a birthday: write for example 1990-05-03, 05-03 or 农历五月初三"


@pytest.mark.parametrize(
    ("typed", "calendar", "sentence"),
    [
        ("", None, NOT_A_BIRTHDAY),
        ("soon", None, "soon" + NOT_A_BIRTHDAY),
        ("初三", None, "初三" + NOT_A_BIRTHDAY),
        ("腊月", None, "腊月" + NOT_A_BIRTHDAY),
        ("90后", None, "90后" + NOT_A_BIRTHDAY),
        ("2027-01-01", None, "2027-01-01 is not a birthday: the year must be from 1900 to 2026"),
        ("1899-12-31", None, "1899-12-31 is not a birthday: the year must be from 1900 to 2026"),
        ("2026-11-22", None, "2026-11-22 lies after today, 2026-11-21"),
        ("农历2026年十月十四", None, "农历2026年十月十四 lies after today, 2026-11-21"),
        ("02-30", None, "02-30 is not a day: month 2 has at most 29 days"),
        ("1990-02-29", None, "1990-02-29 is not a day: 1990-02 has 28 days"),
        ("13-01", None, "13-01 is not a day: there is no month 13"),
        ("农历13月1日", None, "农历13月1日 is not a day: there is no month 13"),
        ("农历5月31日", None, "农历5月31日 is not a day: month 5 has at most 30 days"),
        ("农历1990年四月三十", None, "农历1990年四月三十 is not a day: that lunar month has 29 days"),
        ("农历1991年闰五月初三", None, "农历1991年闰五月初三 is not a day: lunar 1991 has no leap month 5"),
        ("1990", None, "1990 is only a year: month and day are missing, write for example 1990-05-03"),
        ("1990.5", None, "1990.5 has no day: write year, month and day"),
        ("1990年5月", None, "1990年5月 has no day: write year, month and day"),
        ("3/5/1990", None, "3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("90.5.3", None, "90.5.3 does not begin with a year of four figures: write 1990-05-03"),
        ("90年5月3日", None, "90年5月3日 has a year of two figures: write all four"),
        ("五月十三", None, "五月十三 can be solar or lunar: write 公历5月13日 or 农历5月13日"),
        (
            "一九九〇年五月十三",
            None,
            "一九九〇年五月十三 can be solar or lunar: write 公历1990年5月13日 or 农历1990年5月13日",
        ),
        ("公历腊月三十", None, "公历腊月三十 is given in both calendars, the solar and the lunar one"),
        ("农历5月3日(公历)", None, "农历5月3日(公历) is given in both calendars, the solar and the lunar one"),
        ("农历5月3日", "solar", "农历5月3日 is given in both calendars, the solar and the lunar one"),
        ("腊月三十", "solar", "腊月三十 is given in both calendars, the solar and the lunar one"),
        ("公历5月3日", "lunar", "公历5月3日 is given in both calendars, the solar and the lunar one"),
    ],
)
def test_refusals_say_what_would_do(typed: str, calendar: Calendar | None, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_birthday(typed, TODAY, calendar)
    assert str(refusal.value) == sentence


@given(st.text(alphabet="0123456789-/.年月日号初一二三十廿卅〇闰正冬腊农公历阴阳除夕大（）", max_size=12))
def test_any_text_is_a_birthday_that_can_be_stored_or_refused(typed: str) -> None:
    try:
        birthday = parse_birthday(typed, TODAY)
    except Refused as refusal:
        assert refusal.message
    else:
        assert Birthday.from_stored(birthday.text, birthday.calendar, birthday.leap) == birthday


@pytest.mark.parametrize(
    ("text", "calendar", "leap"),
    [
        ("", "solar", False),
        ("1990-5-3", "solar", False),
        ("-05-03", "solar", False),
        ("1990-05-03 ", "solar", False),
        ("１９９０-05-03", "solar", False),
    ],
)
def test_what_is_not_stored_like_a_birthday(text: str, calendar: Calendar, leap: bool) -> None:
    with pytest.raises(Refused) as refusal:
        Birthday.from_stored(text, calendar, leap)
    assert str(refusal.value) == f"{text} is not a stored birthday: it reads 1990-05-03 or --05-03"


@pytest.mark.parametrize(
    ("text", "calendar", "leap"),
    [
        ("1990-02-29", "solar", False),
        ("--02-30", "solar", False),
        ("--13-01", "solar", False),
        ("--12-31", "lunar", False),
        ("0000-05-03", "solar", False),
        ("--05-03", "solar", True),
        ("--05-03", "julian", False),
    ],
)
def test_what_no_calendar_has(text: str, calendar: Calendar, leap: bool) -> None:
    with pytest.raises(Refused) as refusal:
        Birthday.from_stored(text, calendar, leap)
    assert str(refusal.value) == f"{text} is not a birthday of the {calendar} calendar"


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
    steps = [later - age for age, later in zip(ages, ages[1:], strict=False)]
    assert set(steps) <= {0, 1}
    assert sum(steps) in (1, 2)


@given(st.sampled_from(SOLAR + LUNAR), st.one_of(st.none(), st.integers(1900, 2026)))
def test_stored_text_round_trip(birthday: Birthday, year: int | None) -> None:
    if (birthday.month_day, birthday.calendar) == ("02-29", "solar") and year is not None:
        year = 2000
    dated = Birthday(year, birthday.month, birthday.day, birthday.calendar, birthday.leap)
    assert Birthday.from_stored(dated.text, dated.calendar, dated.leap) == dated
    assert dated.text[-5:] == dated.month_day
