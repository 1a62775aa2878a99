"""Spans of days, weeks, months and years, and the days they lead to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.day import Offset, parse_offset, shift
from crmcli.core.dayform import days_in_month
from crmcli.core.findings import Refused


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("1d", Offset(1, "d")),
        ("6d", Offset(6, "d")),
        ("0d", Offset(0, "d")),
        ("1mo", Offset(1, "mo")),
        ("-3mo", Offset(-3, "mo")),
        ("+3mo", Offset(3, "mo")),
        ("2w", Offset(2, "w")),
        ("1y", Offset(1, "y")),
        ("３ＭＯ", Offset(3, "mo")),
        ("3 days", Offset(3, "d")),
        ("1month", Offset(1, "mo")),
        ("3天", Offset(3, "d")),
        ("两个月", Offset(2, "mo")),
        ("十五天", Offset(15, "d")),
        ("一周", Offset(1, "w")),
        ("半年", Offset(6, "mo")),
    ],
)
def test_spans(text: str, offset: Offset) -> None:
    assert parse_offset(text) == offset


@pytest.mark.parametrize("text", ["", "d", "3", "1.5d", "99999d", "3x", "--3d", "半天", "3d后", "三三天"])
def test_what_is_no_span_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_offset(text)
    assert str(refusal.value) == f"{text} is not a span of time: write for example 3d, 2w, 1mo or 1y"


def test_m_could_be_minutes() -> None:
    with pytest.raises(Refused) as refusal:
        parse_offset("3m")
    assert str(refusal.value) == "3m can mean minutes or months: write 3mo for months"


@pytest.mark.parametrize(
    ("anchor", "text", "day"),
    [
        # the steps of the plan for the day of 31 January, each from the anchor
        ("2026-01-31", "1d", "2026-02-01"),
        ("2026-01-31", "3d", "2026-02-03"),
        ("2026-01-31", "6d", "2026-02-06"),
        ("2026-01-31", "1mo", "2026-02-28"),
        ("2028-01-31", "1mo", "2028-02-29"),
        ("2026-01-31", "3mo", "2026-04-30"),
        ("2026-01-31", "6mo", "2026-07-31"),
        ("2026-08-31", "6mo", "2027-02-28"),
        ("2026-12-31", "2mo", "2027-02-28"),
        ("2026-03-31", "-1mo", "2026-02-28"),
        ("2028-02-29", "1y", "2029-02-28"),
        ("2028-02-29", "4y", "2032-02-29"),
        ("2026-11-21", "2w", "2026-12-05"),
        ("2026-11-21", "0d", "2026-11-21"),
    ],
)
def test_shift(anchor: str, text: str, day: str) -> None:
    assert shift(date.fromisoformat(anchor), parse_offset(text)).isoformat() == day


@pytest.mark.parametrize("text", ["9999y", "-9999y", "-9999mo"])
def test_shift_out_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        shift(date(300, 1, 1) if "mo" in text else date(2026, 11, 21), parse_offset(text))
    assert "lies outside the calendar" in refusal.value.message


SPANS = st.builds(Offset, st.integers(-500, 500), st.sampled_from(["d", "w", "mo", "y"]))


@given(SPANS)
def test_a_span_reads_back_as_it_is_written(offset: Offset) -> None:
    assert parse_offset(str(offset)) == offset


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(-1200, 1200))
def test_months_keep_the_day_or_end_the_month(anchor: date, months: int) -> None:
    day = shift(anchor, Offset(months, "mo"))
    assert (day.year - anchor.year) * 12 + day.month - anchor.month == months
    assert day.day == min(anchor.day, days_in_month(day.year, day.month))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.integers(0, 3000))
def test_steps_never_land_before_their_anchor(anchor: date, count: int) -> None:
    assert shift(anchor, Offset(count, "d")) == anchor + timedelta(days=count)
    assert all(shift(anchor, Offset(count, unit)) >= anchor for unit in ("d", "w", "mo", "y"))


@given(st.dates())
def test_days_in_month(day: date) -> None:
    last = day.replace(day=days_in_month(day.year, day.month))
    assert last == date.max or (last + timedelta(days=1)).day == 1
