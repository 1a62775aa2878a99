"""Spans counted without a library agree with those counted with one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.core.offset import parse_offset, shift
from crmcli.core.span import after, latest_before

DAYS = st.dates(date(1950, 1, 1), date(2080, 12, 31))
SPANS = st.sampled_from(["1d", "45d", "2w", "1mo", "2mo", "3mo", "6mo", "11mo", "18mo", "1y", "4y"])


@given(DAYS, SPANS)
def test_after_is_the_shifted_day(day: date, span: str) -> None:
    assert after(day, span) == shift(day, parse_offset(span))


@given(DAYS, SPANS)
def test_the_latest_day_before_has_gone_by_and_the_next_has_not(day: date, span: str) -> None:
    latest = latest_before(day, span)
    assert after(latest, span) <= day < after(latest + timedelta(days=1), span)


@pytest.mark.parametrize(
    ("day", "span", "latest"),
    [
        ("2027-02-28", "6mo", "2026-08-31"),
        ("2027-02-27", "6mo", "2026-08-27"),
        ("2028-02-28", "6mo", "2027-08-28"),
        ("2028-02-29", "6mo", "2027-08-31"),
        ("2026-04-29", "2mo", "2026-02-28"),
        ("2026-04-30", "2mo", "2026-02-28"),
        ("2027-02-28", "1y", "2026-02-28"),
        ("2025-02-28", "1y", "2024-02-29"),
        ("2026-10-31", "10d", "2026-10-21"),
        ("2026-10-31", "2w", "2026-10-17"),
    ],
)
def test_months_are_clamped(day: str, span: str, latest: str) -> None:
    assert latest_before(date.fromisoformat(day), span) == date.fromisoformat(latest)


def test_what_is_no_span_is_a_fault() -> None:
    with pytest.raises(ValueError, match=r"^soon$"):
        after(date(2026, 10, 31), "soon")
