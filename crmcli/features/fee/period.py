"""The months, quarters and years a fee is raised for: 2026-10, 2026-Q4, 2026. Pure.

Source: domain/money.md, Fees owed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from crmcli.core.dayform import FIRST_YEAR, LAST_YEAR, NUMERAL, fold, number, squeeze
from crmcli.core.findings import N_, Refused
from crmcli.core.month import parse_month
from crmcli.core.offset import parse_offset, shift

MONTH, QUARTER, YEAR = "month", "quarter", "year"
#: How often a fee is charged, for people.
EVERY = {MONTH: N_("every month"), QUARTER: N_("every quarter"), YEAR: N_("every year")}

_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "lastyear": -1, "thisyear": 0, "nextyear": 1}
_QUARTERS = {
    **dict.fromkeys(("上季度", "上个季度", "上季", "lastquarter"), -1),
    **dict.fromkeys(("本季度", "这季度", "这个季度", "本季", "当季", "thisquarter"), 0),
    **dict.fromkeys(("下季度", "下个季度", "下季", "nextquarter"), 1),
}
_BARE_MONTH = re.compile(rf"[0-9]{{1,2}}|(?:{NUMERAL})月份?|[a-z]{{3,9}}")
_QUARTER = re.compile(
    rf"(?:(?P<word>前年|去年|今年|本年|明年)|(?P<year>[0-9]{{4}})年?)?[-./]?(?:q(?P<q>[0-9])|第?(?P<zh>{NUMERAL})季度?)"
)


class Period(NamedTuple):
    """One month, quarter or year: how it is written, and its first and last day."""

    code: str
    every: str
    first: date
    last: date

    def due_on(self, offset: str) -> date:
        """The day a fee of the period is due: so long after its first day."""
        return shift(self.first, parse_offset(offset))


def parse_period(text: str, today: date) -> Period:
    """The period the clerk typed: 2026-10, 本月, 10月, 2026-Q4, 本季度, 四季度, 2026, 今年. Raises Refused for others.

    A month or a quarter without its year is the nearest of that name: fees are raised before they fall due.
    """
    plain = squeeze(fold(text))
    word = re.sub(r"[-_](?=[a-z])", "", plain)
    if word in _YEARS:
        return year_period(_within(today.year + _YEARS[word], text))
    if re.fullmatch(r"[0-9]{4}年?", plain):
        return year_period(_within(int(plain[:4]), text))
    if word in _QUARTERS:
        place = today.year * 4 + (today.month - 1) // 3 + _QUARTERS[word]
        return quarter_period(place // 4, place % 4 + 1)
    written = _QUARTER.fullmatch(plain)
    if written:
        return _quarter(written, today, text)
    try:
        first = parse_month(text, today)
        return month_period(_nearest(first, today) if _BARE_MONTH.fullmatch(plain) else first)
    except Refused as refused:
        if "季" in plain or re.search(r"[0-9-]q", plain):
            raise _no_period(text) from refused
        raise Refused(
            N_("{value} is no period: write a month such as 2026-10 or 本月, a quarter such as 2026-Q4, or a year"),
            value=text,
        ) from refused


def month_period(first: date) -> Period:
    """The month of a first day."""
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Period(f"{first.year:04d}-{first.month:02d}", MONTH, first, last)


def quarter_period(year: int, quarter: int) -> Period:
    """The first to fourth quarter of a year."""
    end = month_period(date(year, quarter * 3, 1)).last
    return Period(f"{year:04d}-Q{quarter}", QUARTER, date(year, quarter * 3 - 2, 1), end)


def year_period(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04d}", YEAR, date(year, 1, 1), date(year, 12, 31))


def _quarter(written: re.Match[str], today: date, text: str) -> Period:
    quarter = int(written["q"]) if written["q"] else number(written["zh"]) or 0
    if not 1 <= quarter <= 4:
        raise _no_period(text)
    if written["word"]:
        year = today.year + _YEARS[written["word"]]
    elif written["year"]:
        year = int(written["year"])
    else:
        year = _nearest(date(today.year, quarter * 3 - 2, 1), today).year
    return quarter_period(_within(year, text), quarter)


def _nearest(first: date, today: date) -> date:
    """The same month of the year in which it lies nearest to today; of two as near the one that has been."""
    apart = (first.year - today.year) * 12 + first.month - today.month
    return first.replace(year=first.year + (apart < -6) - (apart >= 6))


def _within(year: int, text: str) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        message = N_("{value} is no period: the year must be from {first} to {last}")
        raise Refused(message, value=text, first=FIRST_YEAR, last=LAST_YEAR)
    return year


def _no_period(text: str) -> Refused:
    return Refused(N_("{value} is no quarter: quarters are Q1 to Q4, such as 2026-Q4 or 四季度"), value=text)
