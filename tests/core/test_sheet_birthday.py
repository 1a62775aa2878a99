"""Birthdays as spreadsheets hold them, beyond what any column of days holds. Today is 2026-11-21."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from crmcli.core.birthday import Birthday, Calendar
from crmcli.core.findings import Refused
from crmcli.core.sheetday import parse_sheet_birthday

TODAY = date(2026, 11, 21)
MAY_3 = date(1990, 5, 3)

RUN_TOGETHER = " figures: a day without separators has eight, for example 19900503"
ONLY_A_YEAR = " is only a year: month and day are missing, write for example 1990-05-03"


@pytest.mark.parametrize(
    ("value", "calendar", "birthday"),
    [
        ("5.3", None, Birthday(None, 5, 3)),
        ("5月3日", None, Birthday(None, 5, 3)),
        ("05-03", None, Birthday(None, 5, 3)),
        ("--05-03", None, Birthday(None, 5, 3)),
        ("5月3日（身份证）", None, Birthday(None, 5, 3)),
        (5.12, None, Birthday(None, 5, 12)),
        (5.4, None, Birthday(None, 5, 4)),
        (2.3, None, Birthday(None, 2, 3)),
        ("农历四月初一", None, Birthday(None, 4, 1, "lunar")),
        ("2001年闰四月初一", None, Birthday(2001, 4, 1, "lunar", leap=True)),
        ("腊月三十", None, Birthday(None, 12, 30, "lunar")),
        ("农历90年五月初三", None, Birthday(1990, 5, 3, "lunar")),
        ("1990-05-03（农历）", None, Birthday(1990, 5, 3, "lunar")),
        ("4.1（阴历）", None, Birthday(None, 4, 1, "lunar")),
        ("5.3", "lunar", Birthday(None, 5, 3, "lunar")),
        ("1990-05-03", "lunar", Birthday(1990, 5, 3, "lunar")),
        ("1990-02-30", "lunar", Birthday(1990, 2, 30, "lunar")),
        (MAY_3, "lunar", Birthday(1990, 5, 3, "lunar")),
        (32996, "lunar", Birthday(1990, 5, 3, "lunar")),
        (5.12, "lunar", Birthday(None, 5, 12, "lunar")),
        ("无", "lunar", None),
    ],
)
def test_birthdays(value: object, calendar: Calendar | None, birthday: Birthday | None) -> None:
    assert parse_sheet_birthday(value, TODAY, calendar=calendar) == birthday


@pytest.mark.parametrize(
    ("value", "calendar", "sentence"),
    [
        (5.3, None, "5.3 can be read in several ways: write 05-03 / 05-30"),
        (12.1, None, "12.1 can be read in several ways: write 12-01 / 12-10"),
        (2.3, "lunar", "2.3 can be read in several ways: write 02-03 / 02-30"),
        (503, None, "the number 503 is not a birthday: write for example 1990-05-03 or 05-03"),
        (13.5, None, "the number 13.5 is not a birthday: write for example 1990-05-03 or 05-03"),
        (5.123, None, "5.123 is not a birthday: write for example 1990-05-03, 05-03 or 农历五月初三"),
        (1990.5, None, "1990.5 has no day: write year, month and day"),
        (1990, None, "1990" + ONLY_A_YEAR),
        ("1990年5月", None, "1990年5月 has no day: write year, month and day"),
        ("1990", None, "1990" + ONLY_A_YEAR),
        ("199053", None, "199053 has 6" + RUN_TOGETHER),
        ("3/5/1990", None, "3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("2990-01-01", None, "2990-01-01 is not a day: the year must be from 1900 to 2100"),
        ("2026-11-22", None, "2026-11-22 lies after today, 2026-11-21"),
        (datetime(2026, 11, 22), None, "2026-11-22 00:00:00 lies after today, 2026-11-21"),
        (46348, None, "46348 lies after today, 2026-11-21"),
        ("腊月三十", "solar", "腊月三十 is given in both calendars, the solar and the lunar one"),
        ("40多岁", None, "40多岁 is not a birthday: write for example 1990-05-03, 05-03 or 农历五月初三"),
    ],
)
def test_birthdays_that_are_refused(value: object, calendar: Calendar | None, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_sheet_birthday(value, TODAY, calendar=calendar)
    assert str(refusal.value) == sentence


def test_a_birthday_of_a_1904_workbook() -> None:
    assert parse_sheet_birthday(33000, TODAY, date1904=True) == Birthday(1994, 5, 8)
    assert parse_sheet_birthday("33000", TODAY, date1904=True) == Birthday(1994, 5, 8)
