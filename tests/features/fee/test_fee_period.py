"""Periods as a clerk types them, and which of them are refused."""

from __future__ import annotations

from datetime import date

import pytest

from crmcli.core.findings import Refused
from crmcli.features.fee.period import parse_period

TODAY = date(2026, 10, 31)
READ = [
    ("2026-10", "2026-10", "2026-10-01", "2026-10-31"),
    ("2026年2月", "2026-02", "2026-02-01", "2026-02-28"),
    ("202610", "2026-10", "2026-10-01", "2026-10-31"),
    ("本月", "2026-10", "2026-10-01", "2026-10-31"),
    ("上月", "2026-09", "2026-09-01", "2026-09-30"),
    ("next", "2026-11", "2026-11-01", "2026-11-30"),
    # a month alone is the nearest one: in October 11月 is this year's, 3月 next year's, 4月 this year's
    ("11月", "2026-11", "2026-11-01", "2026-11-30"),
    ("3月", "2027-03", "2027-03-01", "2027-03-31"),
    ("4", "2026-04", "2026-04-01", "2026-04-30"),
    ("去年3月", "2025-03", "2025-03-01", "2025-03-31"),
    ("2026-Q4", "2026-Q4", "2026-10-01", "2026-12-31"),
    ("2026q1", "2026-Q1", "2026-01-01", "2026-03-31"),
    ("二季度", "2026-Q2", "2026-04-01", "2026-06-30"),
    ("Q1", "2027-Q1", "2027-01-01", "2027-03-31"),
    ("2025年第四季度", "2025-Q4", "2025-10-01", "2025-12-31"),
    ("本季度", "2026-Q4", "2026-10-01", "2026-12-31"),
    ("下季度", "2027-Q1", "2027-01-01", "2027-03-31"),
    ("last-quarter", "2026-Q3", "2026-07-01", "2026-09-30"),
    ("２０２６", "2026", "2026-01-01", "2026-12-31"),
    ("2028年", "2028", "2028-01-01", "2028-12-31"),
    ("今年", "2026", "2026-01-01", "2026-12-31"),
    ("明年", "2027", "2027-01-01", "2027-12-31"),
]


@pytest.mark.parametrize(("typed", "code", "first", "last"), READ)
def test_what_is_read(typed: str, code: str, first: str, last: str) -> None:
    period = parse_period(typed, TODAY)
    assert (period.code, period.first.isoformat(), period.last.isoformat()) == (code, first, last)


@pytest.mark.parametrize("typed", ["", "x", "2026-13", "2026-Q5", "2026-Q0", "五季度", "1850", "2150-Q1", "2026-10-01"])
def test_what_is_no_period(typed: str) -> None:
    with pytest.raises(Refused):
        parse_period(typed, TODAY)


@pytest.mark.parametrize(
    ("period", "offset", "due"),
    [
        ("2026-10", "9d", "2026-10-10"),
        ("2026-Q4", "1mo", "2026-11-01"),
        ("2026", "3mo", "2026-04-01"),
        ("2026-02", "0d", "2026-02-01"),
    ],
)
def test_when_it_is_due(period: str, offset: str, due: str) -> None:
    assert parse_period(period, TODAY).due_on(offset).isoformat() == due
