"""Birthdays as they are typed and stored. Today is 2026-11-21."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.birthday import Birthday, Calendar, parse_birthday
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
    except Refused:
        return
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


@given(st.one_of(st.none(), st.dates(date(1900, 1, 1), TODAY)), st.integers(1, 12), st.integers(1, 30), st.booleans())
def test_stored_text_round_trip(birth: date | None, month: int, day: int, leap: bool) -> None:
    lunar = Birthday(birth.year if birth else None, month, day, "lunar", leap)
    assert Birthday.from_stored(lunar.text, "lunar", leap) == lunar
    assert lunar.text[-5:] == lunar.month_day == f"{month:02}-{day:02}"
    if birth:
        assert Birthday.from_stored(birth.isoformat()) == Birthday(birth.year, birth.month, birth.day)
        assert parse_birthday(birth.isoformat(), TODAY).text == birth.isoformat()
