"""Days and birthdays as spreadsheets hold them. Today is 2026-11-21."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.birthday import Birthday
from crmcli.core.findings import Refused
from crmcli.core.sheetday import LAST_SERIAL, parse_sheet_birthday, parse_sheet_day

TODAY = date(2026, 11, 21)
MAY_3 = date(1990, 5, 3)


@pytest.mark.parametrize(
    "value",
    [
        datetime(1990, 5, 3, 0, 0),
        datetime(1990, 5, 3, 18, 30),
        MAY_3,
        32996,
        32996.0,
        32996.75,
        "32996",
        19900503,
        19900503.0,
        "19900503",
        "19900503.0",
        "1990-05-03",
        "1990/5/3",
        "1990.5.3",
        "1990.5.3.",
        "1990、5、3",
        "1990，5，3",
        "1990\\5\\3",
        "1990年5月3日",
        "1990年5月3号",
        "1990年 5 月 3 日",
        "1990年5月3",
        "1990 05 03",
        "１９９０．５．３",
        "一九九〇年五月三日",
        "1990/5/3 0:00:00",
        "1990/5/3 18:30",
        "1990/5/3 上午12:00:00",
        "1990-05-03T00:00:00",
        "1990-05-03T00:00:00.000Z",
        "1990年5月3日 0:00",
        "1990年5月3日星期四",
        "1990-05-03 周四",
        "1990-05-03, Thursday",
        "1990-05-03（身份证）",
        "1990-05-03 (户口本)",
        "1990-05-03【待核】",
        "1990年5月3日（星期四）",
        "1990年5月3日生",
        "1990.5.3出生",
        "'1990-05-03",
        '="1990-05-03"',
        "1990-05-03\t",
        "\u200b1990-05-03\u00a0",
        "公历1990-05-03",
        "1990-05-03（阳历）",
        "90.5.3",
        "90-05-03",
        "90/05/03",
        "90年5月3日",
    ],
)
def test_one_day_in_every_guise(value: object) -> None:
    assert parse_sheet_day(value, TODAY) == MAY_3
    assert parse_sheet_birthday(value, TODAY) == Birthday(1990, 5, 3)


@pytest.mark.parametrize(
    "value",
    [
        None,
        "",
        "  ",
        "无",
        "没有",
        "不详",
        "未知",
        "—",
        "——",
        "-",
        "/",
        "\\",
        "NA",
        "n/a",
        "#N/A",
        "null",
        "?",
        "？",
        "(不详)",
        "0",
        0,
        0.0,
        1,
        "0000-00-00",
        "0000/00/00",
        "00000000",
        "1900-01-00",
        "1900/1/0",
        "1900/1/0 0:00",
        "1900-01-01",
        "1900年1月1日",
        "19000101",
        19000101,
        date(1900, 1, 1),
        datetime(1899, 12, 30, 0, 0),
        datetime(1899, 12, 31, 0, 0),
    ],
)
def test_cells_that_say_there_is_none(value: object) -> None:
    assert parse_sheet_day(value, TODAY) is None
    assert parse_sheet_birthday(value, TODAY) is None


@pytest.mark.parametrize(
    ("value", "date1904", "day"),
    [
        (33000, False, "1990-05-07"),
        (33000, True, "1994-05-08"),
        ("33000", True, "1994-05-08"),
        (2, False, "1900-01-02"),
        (59, False, "1900-02-28"),
        (61, False, "1900-03-01"),
        (60, True, "1904-03-01"),
        (1, True, "1904-01-02"),
        (1899, False, "1905-03-13"),
        (2101, False, "1905-10-01"),
        (46347, False, "2026-11-21"),
        (LAST_SERIAL, False, "2064-04-08"),
    ],
)
def test_serial_numbers(value: object, date1904: bool, day: str) -> None:
    assert parse_sheet_day(value, TODAY, date1904=date1904) == date.fromisoformat(day)


NOT_A_DAY = " is not a day: write for example 1990-05-03"
RUN_TOGETHER = " figures: a day without separators has eight, for example 19900503"
ONLY_A_YEAR = " is only a year: month and day are missing, write for example 1990-05-03"


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (60, "60 stands for 29 February 1900, a day that never was"),
        (199053, "199053 has 6" + RUN_TOGETHER),
        ("199053", "199053 has 6" + RUN_TOGETHER),
        (60001, "60001 has 5" + RUN_TOGETHER),
        (19901303, "19901303 is not a day: there is no month 13"),
        (-5, "-5" + NOT_A_DAY),
        (True, "True" + NOT_A_DAY),
        (float("nan"), "nan" + NOT_A_DAY),
        (float("inf"), "inf" + NOT_A_DAY),
        (time(3, 0), "03:00:00" + NOT_A_DAY),
        (timedelta(days=3), "3 days, 0:00:00" + NOT_A_DAY),
        (date(1890, 5, 3), "1890-05-03 is not a day: the year must be from 1900 to 2100"),
        (1990, "1990" + ONLY_A_YEAR),
        ("1990", "1990" + ONLY_A_YEAR),
        ("1990年", "1990年" + ONLY_A_YEAR),
        (1990.5, "1990.5 has no day: write year, month and day"),
        (1990.1, "1990.1 has no day: write year, month and day"),
        ("1990.5", "1990.5 has no day: write year, month and day"),
        ("1990年5月", "1990年5月 has no day: write year, month and day"),
        (5.3, "5.3 has no year: write year, month and day"),
        ("5.3", "5.3 has no year: write year, month and day"),
        ("5月3日", "5月3日 has no year: write year, month and day"),
        ("3/5/1990", "3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("5/3/90", "5/3/90 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("05.3.21", "05.3.21 can be read in several ways: write 2005-03-21 / 2021-03-05 / 2021-05-03"),
        ("26.11.21", "26.11.21 can be read in several ways: write 2021-11-26 / 2026-11-21"),
        ("13/5/90", "13/5/90 does not begin with a year of four figures: write 1990-05-13"),
        ("1990-02-30", "1990-02-30 is not a day: 1990-02 has 28 days"),
        ("1990.13.1", "1990.13.1 is not a day: there is no month 13"),
        ("2990-01-01", "2990-01-01 is not a day: the year must be from 1900 to 2100"),
        ("1990-05-03（农历）", "1990-05-03（农历） is a lunar day: write the solar one, for example 1990-05-03"),
        ("腊月三十", "腊月三十 is a lunar day: write the solar one, for example 1990-05-03"),
        ("90后", "90后" + NOT_A_DAY),
        ("属马", "属马" + NOT_A_DAY),
        ("#REF!", "#REF!" + NOT_A_DAY),
        ("1990-05-03 1990-05-04", "1990-05-03 1990-05-04" + NOT_A_DAY),
    ],
)
def test_days_that_are_refused(value: object, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_sheet_day(value, TODAY)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("value", "day"),
    [("26年12月31日", "2026-12-31"), ("27年1月2日", "1927-01-02"), ("99.12.31", "1999-12-31")],
)
def test_short_years_are_the_latest_not_ahead(value: str, day: str) -> None:
    assert parse_sheet_day(value, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("90年5月3日", "90年5月3日 has a year of two figures: write all four"),
        ("90.5.3", "90.5.3 does not begin with a year of four figures: write 1990-05-03"),
    ],
)
def test_short_years_where_days_may_lie_ahead(value: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_sheet_day(value, TODAY, century_pivot=False)
    assert str(refusal.value) == sentence


EXCEL_DAYS = st.dates(date(1906, 1, 1), date(2064, 4, 8))


@given(EXCEL_DAYS, st.booleans())
def test_a_serial_number_is_the_day_excel_shows(day: date, date1904: bool) -> None:
    serial = (day - (date(1904, 1, 1) if date1904 else date(1899, 12, 30))).days
    if 1900 <= serial <= 2100:
        with pytest.raises(Refused, match="only a year"):
            parse_sheet_day(serial, TODAY, date1904=date1904)
    else:
        assert parse_sheet_day(serial, TODAY, date1904=date1904) == day
        assert parse_sheet_day(float(serial), TODAY, date1904=date1904) == day


FORMS = [
    "{0}-{1:02}-{2:02}",
    "{0}.{1}.{2}",
    "{0}、{1}、{2}",
    "{0}{1:02}{2:02}",
    "{0}年{1}月{2}日",
    "{0}/{1}/{2} 0:00:00",
]


@given(st.dates(date(1900, 1, 2), TODAY), st.sampled_from(FORMS))
def test_any_day_in_any_form_comes_back(day: date, form: str) -> None:
    value = form.format(day.year, day.month, day.day)
    assert parse_sheet_day(value, TODAY) == day
    assert parse_sheet_birthday(value, TODAY) == Birthday(day.year, day.month, day.day)


@given(
    st.one_of(
        st.text(alphabet="0123456789-/.年月日号初一二三十廿闰正腊农历周四(（）无 '=\"T:上午生", max_size=16),
        st.integers(),
        st.floats(),
    )
)
def test_any_cell_is_a_day_nothing_or_refused(value: object) -> None:
    for parse in (parse_sheet_day, parse_sheet_birthday):
        try:
            found = parse(value, TODAY)
        except Refused:
            continue
        assert found is None or isinstance(found, date | Birthday)
