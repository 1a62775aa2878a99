"""Days with times, on Saturday 21 November 2026 at 14:20, and the business day."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.day import business_now, parse_moment
from crmcli.core.findings import Refused

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 21, 14, 20, tzinfo=BEIJING)

needs_zones = pytest.mark.skipif(
    "Europe/Paris" not in available_timezones(), reason="this machine has no table of time zones"
)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("15:30", "2026-11-21T15:30:00+08:00"),
        ("15：30", "2026-11-21T15:30:00+08:00"),
        ("１５：３０", "2026-11-21T15:30:00+08:00"),
        ("15:30:20", "2026-11-21T15:30:20+08:00"),
        ("9:05", "2026-11-21T09:05:00+08:00"),
        ("3:30", "2026-11-21T03:30:00+08:00"),
        ("0点", "2026-11-21T00:00:00+08:00"),
        ("15点", "2026-11-21T15:00:00+08:00"),
        ("15时30分", "2026-11-21T15:30:00+08:00"),
        ("九点", "2026-11-21T09:00:00+08:00"),
        ("十点钟", "2026-11-21T10:00:00+08:00"),
        ("下午3点半", "2026-11-21T15:30:00+08:00"),
        ("下午三点半", "2026-11-21T15:30:00+08:00"),
        ("下午3點半", "2026-11-21T15:30:00+08:00"),
        ("下午3点一刻", "2026-11-21T15:15:00+08:00"),
        ("下午3点三刻", "2026-11-21T15:45:00+08:00"),
        ("下午三点零五分", "2026-11-21T15:05:00+08:00"),
        ("下午3:30", "2026-11-21T15:30:00+08:00"),
        ("下午15:30", "2026-11-21T15:30:00+08:00"),
        ("上午9点", "2026-11-21T09:00:00+08:00"),
        ("早上8点半", "2026-11-21T08:30:00+08:00"),
        ("凌晨2点", "2026-11-21T02:00:00+08:00"),
        ("中午12点", "2026-11-21T12:00:00+08:00"),
        ("中午1点半", "2026-11-21T13:30:00+08:00"),
        ("晚上8点", "2026-11-21T20:00:00+08:00"),
        ("3pm", "2026-11-21T15:00:00+08:00"),
        ("3:30 p.m.", "2026-11-21T15:30:00+08:00"),
        ("12am", "2026-11-21T00:00:00+08:00"),
        ("12pm", "2026-11-21T12:00:00+08:00"),
        ("今晚8点", "2026-11-21T20:00:00+08:00"),
        ("明早九点", "2026-11-22T09:00:00+08:00"),
        ("明天15:30", "2026-11-22T15:30:00+08:00"),
        ("明天，15:30", "2026-11-22T15:30:00+08:00"),
        ("明天上午9点", "2026-11-22T09:00:00+08:00"),
        ("tomorrow 15:30", "2026-11-22T15:30:00+08:00"),
        ("tomorrow at 3pm", "2026-11-22T15:00:00+08:00"),
        ("sat 15:30", "2026-11-28T15:30:00+08:00"),
        ("周三十点", "2026-11-25T10:00:00+08:00"),
        ("周二十点半", "2026-11-24T10:30:00+08:00"),
        ("下周五下午3点", "2026-11-27T15:00:00+08:00"),
        ("3天后下午3点", "2026-11-24T15:00:00+08:00"),
        ("+3d 15:30", "2026-11-24T15:30:00+08:00"),
        ("15号15:30", "2026-11-15T15:30:00+08:00"),
        ("10月31日下午3点", "2026-10-31T15:00:00+08:00"),
        ("2026-10-31T17:50", "2026-10-31T17:50:00+08:00"),
        ("2026-10-31 17:50", "2026-10-31T17:50:00+08:00"),
        ("20261031 17:50", "2026-10-31T17:50:00+08:00"),
        ("2026-10-31T17:50:00+08:00", "2026-10-31T17:50:00+08:00"),
        ("2026-10-31T17:50Z", "2026-11-01T01:50:00+08:00"),
        ("now", "2026-11-21T14:20:00+08:00"),
        ("现在", "2026-11-21T14:20:00+08:00"),
        ("+2h", "2026-11-21T16:20:00+08:00"),
        ("+30m", "2026-11-21T14:50:00+08:00"),
        ("+30min", "2026-11-21T14:50:00+08:00"),
        ("+1h30m", "2026-11-21T15:50:00+08:00"),
        ("-1h", "2026-11-21T13:20:00+08:00"),
        ("+10h", "2026-11-22T00:20:00+08:00"),
        ("2小时后", "2026-11-21T16:20:00+08:00"),
        ("两个小时后", "2026-11-21T16:20:00+08:00"),
        ("半小时后", "2026-11-21T14:50:00+08:00"),
        ("半个小时后", "2026-11-21T14:50:00+08:00"),
        ("一个半小时后", "2026-11-21T15:50:00+08:00"),
        ("30分钟前", "2026-11-21T13:50:00+08:00"),
    ],
)
def test_what_the_clerk_means(typed: str, understood: str) -> None:
    assert parse_moment(typed, NOW).isoformat() == understood


NO_TIME = " is not a time of day: write for example 15:30 or 3:30pm"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("明天", "明天 has no time: write for example 明天 15:30"),
        ("2026-10-31", "2026-10-31 has no time: write for example 2026-10-31 15:30"),
        ("+3d", "+3d has no time: write for example +3d 15:30"),
        ("", "a day is missing: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"),
        ("soon", "soon is not a day: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"),
        ("soon 15:30", "soon is not a day: write for example 2026-10-31, 10-31, +3d, fri or tomorrow"),
        ("3点", "3点 can be 03:00 or 15:00: write it on the 24-hour clock"),
        ("明天6点半", "明天6点半 can be 06:30 or 18:30: write it on the 24-hour clock"),
        ("晚上12点", "晚上12点 is midnight: write 23:59, or 00:00 with the next day"),
        ("24:00", "24:00 is midnight: write 23:59, or 00:00 with the next day"),
        ("25:00", "25:00" + NO_TIME),
        ("15:70", "15:70" + NO_TIME),
        ("15:3", "15:3" + NO_TIME),
        ("上午15点", "上午15点" + NO_TIME),
        ("13pm", "13pm" + NO_TIME),
        ("2026-10-3117:50", "2026-10-3117:50" + NO_TIME),
        ("2026-10-31T25:00Z", "2026-10-31T25:00Z" + NO_TIME),
        ("2-31 15:30", "2-31 is not a day: 2026-02 has 28 days"),
    ],
)
def test_refusals_say_what_would_do(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_moment(typed, NOW)
    assert str(refusal.value) == sentence


def test_a_day_alone_takes_the_default_time() -> None:
    assert parse_moment("fri", NOW, default_time=time(9)).isoformat() == "2026-11-27T09:00:00+08:00"


def test_a_day_alone_is_checked_before_its_time() -> None:
    with pytest.raises(Refused) as refusal:
        parse_moment("soon", NOW, default_time=time(9))
    assert refusal.value.facts == {"value": "soon"}


def test_now_must_carry_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_moment("15:30", datetime(2026, 11, 21, 14, 20))


@needs_zones
def test_hours_are_counted_across_a_change_of_the_clock() -> None:
    paris = ZoneInfo("Europe/Paris")
    before = datetime(2026, 3, 29, 1, 30, tzinfo=paris)
    later = parse_moment("+2h", before)
    assert later.isoformat() == "2026-03-29T04:30:00+02:00"
    assert later.tzinfo is paris


@given(st.datetimes(datetime(1901, 1, 1), datetime(2100, 12, 1)), st.sampled_from(["T", " "]))
def test_any_moment_comes_back(moment: datetime, between: str) -> None:
    moment = moment.replace(second=0, microsecond=0, tzinfo=BEIJING)
    assert parse_moment(f"{moment:%Y-%m-%d}{between}{moment:%H:%M}", NOW) == moment
    assert parse_moment(moment.isoformat(), NOW) == moment


@given(st.text(alphabet="0123456789:点半时分上下午晚早明今周一十三二天后小 +-hmapTt：", max_size=12))
def test_any_text_is_a_moment_or_refused(typed: str) -> None:
    try:
        moment = parse_moment(typed, NOW)
    except Refused:
        return
    assert moment.tzinfo is BEIJING


@pytest.mark.parametrize(
    ("clock", "moment"),
    [
        ("2026-10-31T17:50", "2026-10-31T17:50:00+08:00"),
        ("2026-10-31 17:50", "2026-10-31T17:50:00+08:00"),
    ],
)
def test_business_clock_set_to_a_time(clock: str, moment: str) -> None:
    assert business_now(clock).isoformat() == moment


def test_business_clock_set_to_a_day_keeps_the_present_time_in_china() -> None:
    before = datetime.now(UTC).astimezone(BEIJING).replace(microsecond=0)
    moment = business_now("2026-10-31")
    after = datetime.now(UTC).astimezone(BEIJING)
    assert moment.date() == date(2026, 10, 31)
    assert moment.utcoffset() == timedelta(hours=8)
    assert before.time() <= moment.time() <= after.time() or before.date() != after.date()


@pytest.mark.parametrize("clock", [None, "", "  "])
def test_business_clock_unset_is_the_present_in_china(clock: str | None) -> None:
    before = datetime.now(UTC).replace(microsecond=0)
    moment = business_now(clock)
    assert before <= moment <= datetime.now(UTC)
    assert (moment.utcoffset(), moment.microsecond) == (timedelta(hours=8), 0)


@needs_zones
def test_business_clock_in_another_zone() -> None:
    assert business_now("2026-07-01T12:00", "Europe/Paris").isoformat() == "2026-07-01T12:00:00+02:00"


@pytest.mark.parametrize("zone", ["Asia/Nowhere", "../etc/passwd", ""])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(Refused) as refusal:
        business_now(None, zone)
    assert str(refusal.value) == f"{zone} is not a time zone this computer knows"


def test_an_unreadable_clock_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        business_now("31/10/2026")
    assert refusal.value.facts == {"value": "31/10/2026", "choice": "2026-10-31"}
