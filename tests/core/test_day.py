"""Days as the clerk types them, on Saturday 21 November 2026."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.day import is_words, parse_day, weekday_name
from crmcli.core.findings import Refused

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-10-31",
        "2026/10/31",
        "2026.10.31",
        "20261031",
        "2026年10月31日",
        "2026年10月31号",
        "2026年10月31",
        "2026 年 10 月 31 日",
        "2026 10 31",
        " 2026-10-31 ",
        "２０２６－１０－３１",
        "２０２６　１０　３１",
        "2026。10。31",
        "2026、10、31",
        "2026，10，31",
        "2026\\10\\31",
        "2026–10–31",
        "2026年10.31",
        "2026-10-31。",
        "二〇二六年十月三十一日",
        "二零二六年十月卅一号",
        "2026\u200b-10-31",
        "2026-10-31周六",
        "2026-10-31 (星期六)",
        "2026年10月31日（礼拜六）",
        "2026-10-31 Sat",
        "2026-10-31 Saturday",
        "10-31",
        "10.31",
        "10/31",
        "10月31日",
        "10月31号",
        "10月31",
        "十月三十一日",
        "十月三十一",
        "今年10月31日",
    ],
)
def test_every_way_to_write_one_day(typed: str) -> None:
    assert parse_day(typed, TODAY) == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("yesterday", "2026-11-20"),
        ("昨天", "2026-11-20"),
        ("前天", "2026-11-19"),
        ("day before yesterday", "2026-11-19"),
        ("大前天", "2026-11-18"),
        ("today", "2026-11-21"),
        ("今天", "2026-11-21"),
        ("TOMORROW", "2026-11-22"),
        ("ｔｏｍｏｒｒｏｗ", "2026-11-22"),
        ("明天", "2026-11-22"),
        ("后天", "2026-11-23"),
        ("後天", "2026-11-23"),
        ("day-after-tomorrow", "2026-11-23"),
        ("大后天", "2026-11-24"),
        ("15号", "2026-11-15"),
        ("15日", "2026-11-15"),
        ("十五号", "2026-11-15"),
        ("下月15号", "2026-12-15"),
        ("下个月15号", "2026-12-15"),
        ("上个月31号", "2026-10-31"),
        ("月底", "2026-11-30"),
        ("本月底", "2026-11-30"),
        ("month-end", "2026-11-30"),
        ("下个月底", "2026-12-31"),
        ("月初", "2026-11-01"),
        ("下月初", "2026-12-01"),
        ("下个月", "2026-12-21"),
        ("last-month", "2026-10-21"),
        ("年底", "2026-12-31"),
        ("明年年底", "2027-12-31"),
        ("明年初", "2027-01-01"),
        ("明年1月2日", "2027-01-02"),
        ("去年10-31", "2025-10-31"),
        ("+3d", "2026-11-24"),
        ("＋３ｄ", "2026-11-24"),
        ("-3d", "2026-11-18"),
        ("—3d", "2026-11-18"),
        ("+0d", "2026-11-21"),
        ("-1mo", "2026-10-21"),
        ("+1w", "2026-11-28"),
        ("+1y", "2027-11-21"),
        ("+3天", "2026-11-24"),
        ("3天后", "2026-11-24"),
        ("3天以后", "2026-11-24"),
        ("三天后", "2026-11-24"),
        ("10天前", "2026-11-11"),
        ("两周后", "2026-12-05"),
        ("2个星期后", "2026-12-05"),
        ("一个月后", "2026-12-21"),
        ("3个月前", "2026-08-21"),
        ("半年后", "2027-05-21"),
        ("一年前", "2025-11-21"),
        ("in 3 days", "2026-11-24"),
        ("2 weeks ago", "2026-11-07"),
    ],
)
def test_days_counted_from_today(typed: str, understood: str) -> None:
    assert parse_day(typed, TODAY).isoformat() == understood


@pytest.mark.parametrize(
    ("typed", "from_wednesday", "from_friday", "from_sunday"),
    [
        # today: 2026-11-18, 2026-11-20, 2026-11-22
        ("周五", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("fri", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("Friday", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("星期五", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("礼拜五", "2026-11-20", "2026-11-27", "2026-11-27"),
        ("周日", "2026-11-22", "2026-11-22", "2026-11-29"),
        ("星期天", "2026-11-22", "2026-11-22", "2026-11-29"),
        ("sun", "2026-11-22", "2026-11-22", "2026-11-29"),
        ("周一", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("下周五", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("next-fri", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("next friday", "2026-11-27", "2026-11-27", "2026-11-27"),
        ("下个星期天", "2026-11-29", "2026-11-29", "2026-11-29"),
        ("下下周一", "2026-11-30", "2026-11-30", "2026-11-30"),
        ("上周五", "2026-11-13", "2026-11-13", "2026-11-13"),
        ("last-fri", "2026-11-13", "2026-11-13", "2026-11-13"),
        ("这周五", "2026-11-20", "2026-11-20", "2026-11-20"),
        ("本周一", "2026-11-16", "2026-11-16", "2026-11-16"),
        ("下周", "2026-11-25", "2026-11-27", "2026-11-29"),
        ("last week", "2026-11-11", "2026-11-13", "2026-11-15"),
    ],
)
def test_weekdays(typed: str, from_wednesday: str, from_friday: str, from_sunday: str) -> None:
    days = [parse_day(typed, date(2026, 11, today)).isoformat() for today in (18, 20, 22)]
    assert days == [from_wednesday, from_friday, from_sunday]


NOT_A_DAY = " is not a day: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "a day is missing: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"),
        ("  ", "a day is missing: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"),
        ("soon", "soon" + NOT_A_DAY),
        ("----", "----" + NOT_A_DAY),
        ("-3天前", "-3天前" + NOT_A_DAY),
        ("3月前", "3月前" + NOT_A_DAY),
        ("本月", "本月" + NOT_A_DAY),
        ("5.3-5.8", "5.3-5.8" + NOT_A_DAY),
        ("3/5/1990", "3/5/1990 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("5/3/90", "5/3/90 can be read in several ways: write 1990-03-05 / 1990-05-03"),
        ("5/3/27", "5/3/27 can be read in several ways: write 2027-03-05 / 2027-05-03"),
        ("26-10-31", "26-10-31 can be read in several ways: write 2026-10-31 / 2031-10-26"),
        ("31/10/2026", "31/10/2026 does not begin with a year of four figures: write 2026-10-31"),
        ("26年10月31日", "26年10月31日 has a year of two figures: write all four"),
        ("2026-02-31", "2026-02-31 is not a day: 2026-02 has 28 days"),
        ("2-31", "2-31 is not a day: 2026-02 has 28 days"),
        ("2028年2月31日", "2028年2月31日 is not a day: 2028-02 has 29 days"),
        ("31号", "31号 is not a day: 2026-11 has 30 days"),
        ("2026-11-00", "2026-11-00 is not a day: 2026-11 has 30 days"),
        ("2026-13-01", "2026-13-01 is not a day: there is no month 13"),
        ("31/10", "31/10 is not a day: there is no month 31"),
        ("0226-11-01", "0226-11-01 is not a day: the year must be from 1900 to 2100"),
        ("2990-01-01", "2990-01-01 is not a day: the year must be from 1900 to 2100"),
        ("+99y", "+99y is not a day: the year must be from 1900 to 2100"),
        ("+9999y", "9999y from 2026-11-21 lies outside the calendar"),
        ("2026-10", "2026-10 has no day: write year, month and day"),
        ("2026年10月", "2026年10月 has no day: write year, month and day"),
        ("10月", "10月 has no day: write year, month and day"),
        ("2026", "2026 is only a year: month and day are missing, write for example 2026-05-03"),
        ("1031", "1031 has 4 figures: a day without separators has eight, for example 19900503"),
        ("202611", "202611 has 6 figures: a day without separators has eight, for example 19900503"),
        ("15", "15 alone is not a day: write 15号 or +15d"),
        ("3d", "3d does not say which way: write +3d or -3d"),
        ("3天", "3天 does not say which way: write +3天 or -3天"),
        ("3个月", "3个月 does not say which way: write +3个月 or -3个月"),
        ("+3m", "+3m can mean minutes or months: write +3mo for months"),
        ("2026-10-31 周五", "2026-10-31 周五 contradicts itself: 2026-10-31 is another weekday"),
        ("2026-10-31 fri", "2026-10-31 fri contradicts itself: 2026-10-31 is another weekday"),
    ],
)
def test_refusals_say_what_would_do(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_day(typed, TODAY)
    assert str(refusal.value) == sentence


def test_a_refusal_keeps_its_facts_apart_from_its_template() -> None:
    with pytest.raises(Refused) as refusal:
        parse_day("3/5/1990", TODAY)
    assert refusal.value.message == "{value} can be read in several ways: write {choices}"
    assert refusal.value.facts == {"value": "3/5/1990", "choices": "1990-03-05 / 1990-05-03"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2026-10-31", False),
        ("20261031", False),
        ("2026/10/31", False),
        ("2026年10月31日", False),
        ("２０２６－１０－３１", False),
        ("2026-10-31T17:50", False),
        ("2026-10-31 17:50", False),
        ("2026-10-31T17:50:00+08:00", False),
        ("10-31", True),
        ("10月31日", True),
        ("fri", True),
        ("明天", True),
        ("+3d", True),
        ("15:30", True),
        ("明天15:30", True),
        ("2026-10-31 下午3点", True),
    ],
)
def test_what_is_repeated_to_the_clerk(typed: str, words: bool) -> None:
    assert is_words(typed) is words


def test_weekday_names() -> None:
    week = [weekday_name(date(2026, 11, 16) + timedelta(days=n)) for n in range(7)]
    assert week == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def test_reading_days_loads_nothing_heavy() -> None:
    code = (
        "import sys, crmcli.core.day, crmcli.core.workday, crmcli.core.birthday, crmcli.core.sheetday\n"
        "print(sorted({'dateutil', 'borax', 'zoneinfo', 'calendar', 'locale'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FORMS = [
    "{0}-{1:02}-{2:02}",
    "{0}/{1}/{2}",
    "{0}.{1}.{2}",
    "{0}{1:02}{2:02}",
    "{0}年{1}月{2}日",
    "{0} 年 {1} 月 {2} 号",
]


@given(DAYS, st.sampled_from(FORMS), st.booleans())
def test_any_day_in_any_form_comes_back(day: date, form: str, full_width: bool) -> None:
    typed = form.format(day.year, day.month, day.day)
    if full_width:
        typed = typed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert parse_day(typed, TODAY) == day


@given(DAYS.filter(lambda day: date(1901, 1, 1) < day < date(2100, 1, 1)), st.sampled_from("一二三四五六日"))
def test_weekday_words_keep_to_their_week(today: date, mark: str) -> None:
    monday = today - timedelta(days=today.weekday())
    coming, following = parse_day(f"周{mark}", today), parse_day(f"下周{mark}", today)
    assert 1 <= (coming - today).days <= 7
    assert 7 <= (following - monday).days <= 13
    assert coming.weekday() == following.weekday() == "一二三四五六日".index(mark)
    assert parse_day(f"上周{mark}", today) == following - timedelta(days=14)


@given(
    st.text(alphabet="0123456789-/.+年月日号天周星期一十三上下个前后半底初 dwmoyfrinext：，。０１（）²", max_size=12)
)
def test_any_text_is_a_day_in_range_or_refused(typed: str) -> None:
    assert is_words(typed) in (True, False)
    try:
        day = parse_day(typed, TODAY)
    except Refused:
        return
    assert 1900 <= day.year <= 2100
