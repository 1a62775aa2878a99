"""Months as the clerk types them: 2026-10, 2026年10月, 10月, 上月, last, 去年10月, -1mo.

A month alone is the last one of that name that has begun: what is asked for lies behind. A month with its
year is taken as it stands, also where it lies ahead; who asks says what that means.
"""

from __future__ import annotations

import re
from datetime import date

from crmcli.core.dayform import DIGITS, FIRST_YEAR, LAST_YEAR, NUMERAL, fold, number, squeeze
from crmcli.core.findings import Refused
from crmcli.core.offset import Offset, read_offset, shift

_NEAR = {
    **dict.fromkeys(("last", "lastmonth", "previous", "上月", "上个月"), -1),
    **dict.fromkeys(("this", "thismonth", "now", "本月", "这月", "这个月", "当月"), 0),
    **dict.fromkeys(("next", "nextmonth", "下月", "下个月"), 1),
    **dict.fromkeys(("上上月", "上上个月", "前月"), -2),
}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1}
_ENGLISH = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)


def parse_month(text: str, today: date) -> date:
    """The first day of the month the clerk typed, from 1900 to 2100. Raises Refused for anything else."""
    plain = squeeze(fold(text))
    word = re.sub(r"[-_](?=[a-z])", "", plain)
    if word in _NEAR:
        return shift(today.replace(day=1), Offset(_NEAR[word], "mo"))
    if re.match(r"[+-]", plain) and plain.endswith(("mo", "月")):
        offset = read_offset(plain)
        if offset is not None:
            return shift(today.replace(day=1), offset)
    found = _written(plain, today)
    if found is None:
        raise Refused("{value} is not a month: write for example 2026-10, 10月, last or 上月", value=text)
    year, month = found
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "{value} is not a month: the year must be from {first} to {last}",
            value=text,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if not 1 <= month <= 12:
        raise Refused("{value} is not a month: months are 1 to 12", value=text)
    return date(year, month, 1)


def _written(plain: str, today: date) -> tuple[int, int] | None:
    """Year and month of a written month; the year worked out where it is not written."""
    whole = re.fullmatch(r"([0-9]{4})(?:[年./-]([0-9]{1,2})月?|([0-9]{2}))", plain)
    if whole:
        return int(whole[1]), int(whole[2] or whole[3])
    part = re.fullmatch(rf"(?:(前年|去年|今年|本年|明年)|([0-9]{{4}}|[{DIGITS}]{{4}})年)?的?({NUMERAL})月份?", plain)
    if part:
        month = number(part[3]) or 0
        if part[1]:
            return today.year + _YEARS[part[1]], month
        return (_year(part[2]) if part[2] else _last(month, today)), month
    english = re.fullmatch(r"([a-z]{3,9})-?([0-9]{4})?", plain)
    named = [place for place, name in enumerate(_ENGLISH, 1) if english and name.startswith(english[1])]
    if english and named:
        return (int(english[2]) if english[2] else _last(named[0], today)), named[0]
    if re.fullmatch(r"[0-9]{1,2}", plain):
        return _last(int(plain), today), int(plain)
    return None


def _year(written: str) -> int:
    return int(written) if written.isascii() else int("".join(str(number(mark) or 0) for mark in written))


def _last(month: int, today: date) -> int:
    """The year of the last month of that number that has begun."""
    return today.year if month <= today.month else today.year - 1
