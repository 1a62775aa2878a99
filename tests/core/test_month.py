"""Months as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from crmcli.core.findings import Refused
from crmcli.core.month import parse_month

TODAY = date(2026, 10, 31)

READ = [
    ("2026-10", date(2026, 10, 1)),
    ("2026/9", date(2026, 9, 1)),
    ("2026.09", date(2026, 9, 1)),
    ("202609", date(2026, 9, 1)),
    ("2026年10月", date(2026, 10, 1)),
    ("２０２６年９月", date(2026, 9, 1)),
    ("二〇二六年九月", date(2026, 9, 1)),
    ("10月", date(2026, 10, 1)),
    ("十月", date(2026, 10, 1)),
    ("10月份", date(2026, 10, 1)),
    ("10", date(2026, 10, 1)),
    ("11月", date(2025, 11, 1)),
    ("12", date(2025, 12, 1)),
    ("dec", date(2025, 12, 1)),
    ("October", date(2026, 10, 1)),
    ("oct-2024", date(2024, 10, 1)),
    ("last", date(2026, 9, 1)),
    ("last-month", date(2026, 9, 1)),
    ("上月", date(2026, 9, 1)),
    ("上个月", date(2026, 9, 1)),
    ("上上月", date(2026, 8, 1)),
    ("本月", date(2026, 10, 1)),
    ("this month", date(2026, 10, 1)),
    ("next", date(2026, 11, 1)),
    ("去年10月", date(2025, 10, 1)),
    ("去年12月", date(2025, 12, 1)),
    ("-1mo", date(2026, 9, 1)),
    ("-12mo", date(2025, 10, 1)),
    ("2027-03", date(2027, 3, 1)),
]


@pytest.mark.parametrize(("text", "month"), READ, ids=[text for text, _month in READ])
def test_a_month_is_read(text: str, month: date) -> None:
    assert parse_month(text, TODAY) == month


@pytest.mark.parametrize(
    "text", ["", "13", "0", "2026-13", "2026-00", "26-10", "10-31", "soon", "1899-01", "2026", "maybe", "octo2"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="is not a month"):
        parse_month(text, TODAY)
