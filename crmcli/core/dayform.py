"""How a day is written: figures, separators and Chinese numerals, before anyone knows what the day is for.

Nothing here reads words such as "tomorrow" and nothing supplies what is missing:
the typed day, the birthday and the spreadsheet cell each have rules of their own for that.
Patterns are plain strings on purpose: they are compiled when first needed, not at every start.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from crmcli.core.findings import Refused

FIRST_YEAR = 1900
LAST_YEAR = 2100

DIGITS = "〇零一二三四五六七八九"
NUMERAL = rf"[0-9]{{1,2}}|[{DIGITS}十廿卅]{{1,3}}"

_SAME = str.maketrans(
    {
        **dict.fromkeys("。、,·", "."),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\\": "/",
        "○": "〇",
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad", None),
        **dict(zip("農曆歷陰陽舊閏臘號點時後週禮個兩國", "农历历阴阳旧闰腊号点时后周礼个两国", strict=True)),
    }
)


class DayForm(NamedTuple):
    """Year (None where none is written), month and day as written; whether they make a day is not yet known.

    ``short_year``: the year has two figures. ``bare_numeral``: the day is a Chinese numeral without
    日 or 号, which is how lunar days are mostly written.
    """

    year: int | None
    month: int
    day: int
    short_year: bool = False
    bare_numeral: bool = False


def fold(text: str) -> str:
    """The text in one spelling: half-width, lower case, simplified, one kind of dash and of dot."""
    folded = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME)
    return folded.lower().strip(" .\t\r\n")


def squeeze(folded: str) -> str:
    """Without blanks; one that stands between two figures was a separator and becomes a dash."""
    return re.sub(r"\s+", "", re.sub(r"(?<=[0-9])\s+(?=[0-9])", "-", folded))


def number(token: str) -> int | None:
    """A whole number below 100 in figures or Chinese numerals (15, 十五, 廿一, 两), else None."""
    if token.isascii():
        return int(token) if token.isdecimal() else None
    plain = token.replace("廿", "二十").replace("卅", "三十").replace("两", "二")
    tens, ten, ones = plain.rpartition("十")
    ones = ones.lstrip("〇零") or ("零" if ones else "")
    if len(tens) > 1 or len(ones) > 1 or any(mark not in DIGITS for mark in tens + ones):
        return None
    return (10 * (_digit(tens) if tens else 1) if ten else 0) + (_digit(ones) if ones else 0)


def _digit(mark: str) -> int:
    return max(DIGITS.index(mark) - 1, 0)


def days_in_month(year: int, month: int) -> int:
    """How many days a solar month has, 28 to 31."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def read_form(text: str) -> DayForm | None:
    """The parts of a day written with the year first, or without a year; None where it is none of these.

    ``text`` is folded and squeezed. Read are 2026-10-31 (also with / . or 年月日 or a mixture), 20261031,
    10-31, 10月31日, 二〇二六年十月三十一日 and 26年10月31日, whose year stays short.
    """
    whole = re.fullmatch(r"([0-9]{4})[年./-]([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?", text)
    whole = whole or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    if whole:
        return DayForm(int(whole[1]), int(whole[2]), int(whole[3]))
    part = re.fullmatch(r"([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?", text)
    if part:
        return DayForm(None, int(part[1]), int(part[2]))
    han = re.fullmatch(rf"(?:([0-9]{{4}}|[0-9]{{2}}|[{DIGITS}]{{4}})年)?({NUMERAL})月({NUMERAL})([日号]?)", text)
    if not han:
        return None
    month, day = number(han[2]), number(han[3])
    if month is None or day is None:
        return None
    bare = not han[4] and not han[3].isascii()
    return DayForm(_year(han[1]), month, day, short_year=len(han[1] or "") == 2, bare_numeral=bare)


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isascii() else int("".join(str(_digit(mark)) for mark in written))


def full_year(short: int, latest: int) -> int:
    """The last year up to ``latest`` that ends in these two figures: up to 2026 26 is 2026 and 27 is 1927."""
    return latest - (latest - short) % 100


def civil_day(year: int, month: int, day: int, value: object) -> date:
    """The solar day, 1900 to 2100; refused where there is none, with what the month has."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "{value} is not a day: the year must be from {first} to {last}",
            value=value,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    if not 1 <= month <= 12:
        raise Refused("{value} is not a day: there is no month {month}", value=value, month=month)
    days = days_in_month(year, month)
    if not 1 <= day <= days:
        raise Refused(
            "{value} is not a day: {month} has {days} days",
            value=value,
            month=f"{year:04}-{month:02}",
            days=days,
        )
    return date(year, month, day)


def three_parts(text: str) -> tuple[str, str, str] | None:
    """The figures of a day whose year is short or stands last (3/5/1990, 90.5.3), else None."""
    found = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{1,2}|[0-9]{4})", text)
    return (found[1], found[2], found[3]) if found else None


def year_first(parts: tuple[str, str, str], latest: int) -> date | None:
    """What 90.5.3 means with its short year (not after ``latest``) in front, None where that makes no day."""
    year, month, day = parts
    if len(year) != 2 or len(day) > 2:
        return None
    return _possible(full_year(int(year), latest), int(month), int(day))


def short_form(text: str, latest: int) -> DayForm | None:
    """The day 90.5.3 means where that is the only way to read it (no year last), else None."""
    parts = three_parts(text)
    day = year_first(parts, latest) if parts else None
    if parts is None or day is None or readings(parts, latest) != [day]:
        return None
    return DayForm(day.year, day.month, day.day)


def readings(parts: tuple[str, str, str], latest: int) -> list[date]:
    """Every day three parts could mean, year first or year last, in order of time."""
    found = {year_first(parts, latest)}
    one, two, last = parts
    if len(last) > 1:
        year = int(last) if len(last) == 4 else full_year(int(last), latest)
        found |= {_possible(year, int(one), int(two)), _possible(year, int(two), int(one))}
    return sorted(day for day in found if day is not None)


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def refuse_form(text: str, latest: int, value: object) -> None:
    """Refuses what looks like a day and is not enough of one, or too much; other text passes.

    ``text`` is folded and squeezed; short years are completed to years up to ``latest``. Raises Refused for
    a year that stands last or has two figures (with every day it could mean), a month without a day,
    a year alone, and figures run together.
    """
    parts = three_parts(text)
    if parts:
        _refuse_readings(readings(parts, latest), value)
    if re.fullmatch(rf"([0-9]{{4}}|[{DIGITS}]{{4}})年?", text) and FIRST_YEAR <= _leading_year(text) <= LAST_YEAR:
        raise Refused(
            "{value} is only a year: month and day are missing, write for example {example}",
            value=value,
            example=f"{_leading_year(text)}-05-03",
        )
    if re.fullmatch(rf"([0-9]{{4}}|[0-9]{{2}}年|[{DIGITS}]{{4}})[年./-]?({NUMERAL})月?|({NUMERAL})月", text) and (
        not text.isdecimal()
    ):
        raise Refused("{value} has no day: write year, month and day", value=value)
    if text.isdecimal() and len(text) > 2:
        raise Refused(
            "{value} has {count} figures: a day without separators has eight, for example {example}",
            value=value,
            count=len(text),
            example="19900503",
        )


def _leading_year(text: str) -> int:
    return _year(text[:4]) or 0


def _refuse_readings(choices: list[date], value: object) -> None:
    if len(choices) == 1:
        raise Refused(
            "{value} does not begin with a year of four figures: write {choice}",
            value=value,
            choice=choices[0].isoformat(),
        )
    if choices:
        raise Refused(
            "{value} can be read in several ways: write {choices}",
            value=value,
            choices=" / ".join(day.isoformat() for day in choices),
        )
