"""Birthdays, solar and lunar: how they are kept, and on which days they fall.

A birthday is an anniversary: its year, where it is known, serves the age and nothing else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, NamedTuple

from crmcli.core.dayform import FIRST_YEAR, LAST_YEAR, days_in_month
from crmcli.core.findings import Refused
from crmcli.core.lunar import LAST_DAY, find_month, months_between

__all__ = [
    "Birthday",
    "Calendar",
    "age_on",
    "lunar_month_days",
    "next_occurrence",
    "occurrences",
    "parse_birthday",
    "solar_month_days",
]

# every solar key comes round in a year, every lunar one in two lunar years (leap months)
_SOLAR_ROUND = timedelta(days=366)
_LUNAR_ROUND = timedelta(days=770)
# from one lunar birthday to the next: at most a leap year and the month a leap-month birthday moves by
_LONGEST_WAIT = timedelta(days=430)


Calendar = Literal["solar", "lunar"]


class _Parts(NamedTuple):
    year: int | None
    month: int
    day: int
    calendar: Calendar
    leap: bool


class Birthday(_Parts):
    """Month and day, the year where it is known, and the calendar they are counted in.

    ``leap``: born in a leap lunar month. A solar day that no year has and a lunar one above 30 are refused.
    """

    __slots__ = ()

    def __new__(
        cls, year: int | None, month: int, day: int, calendar: Calendar = "solar", leap: bool = False
    ) -> Birthday:
        """The birthday, checked."""
        self = super().__new__(cls, year, month, day, calendar, leap)
        self._check()
        return self

    def _check(self) -> None:
        year_known = self.year is None or FIRST_YEAR <= self.year <= LAST_YEAR
        if (
            self.calendar not in ("solar", "lunar")
            or not (year_known and 1 <= self.month <= 12 and 1 <= self.day <= self._longest())
            or (self.leap and self.calendar == "solar")
        ):
            raise Refused(
                "{value} is not a birthday of the {calendar} calendar",
                value=self.text,
                calendar=self.calendar,
            )

    def _longest(self) -> int:
        return 30 if self.calendar == "lunar" else days_in_month(self.year or 2000, self.month)

    @property
    def text(self) -> str:
        """As it is stored and given out: 1990-05-03, or --05-03 without a year; leap stands beside it."""
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month_day}"

    @property
    def month_day(self) -> str:
        """The key of the index by month and day: 05-03."""
        return f"{self.month:02}-{self.day:02}"

    @classmethod
    def from_stored(cls, text: str, calendar: Calendar = "solar", leap: bool = False) -> Birthday:
        """The birthday from its stored ``text``; refused where it is not one."""
        found = re.fullmatch(r"([0-9]{4}|-)-([0-9]{2})-([0-9]{2})", text)
        if not found:
            raise Refused("{value} is not a stored birthday: it reads 1990-05-03 or --05-03", value=text)
        year = None if found[1] == "-" else int(found[1])
        return cls(year, int(found[2]), int(found[3]), calendar, leap)


def parse_birthday(text: str, today: date, calendar: Calendar | None = None) -> Birthday:
    """The birthday the clerk typed; ``calendar`` is what a column or an option says of it.

    Read are 1990-05-03 and the like, 1月2日, 01-02, --01-02, a stored ``text``, 农历1990年闰五月初三,
    腊月三十, 大年三十. Without 农历 a lunar month or day name (正月, 腊月, 初三, 廿一, 闰) makes it lunar.
    Refused: a year before 1900, a day after today, a day or leap month there was not, a missing day,
    a Chinese day without 日 that could be of either calendar, a text that contradicts ``calendar``.
    """
    from crmcli.core.birthdayform import read_birthday

    return Birthday(*read_birthday(text, today, calendar))


def occurrences(birthday: Birthday, start: date, end: date) -> list[date]:
    """The days from start to end, both included, on which the birthday is kept; its year plays no part.

    29 February is kept on 28 February in common years, a lunar 30th on the 29th of a shorter month, a
    leap-month birthday in the leap month or, where the lunar year has none, in the ordinary one. A lunar
    birthday falls once in a lunar year, so none, one or two times in a civil one.
    Source: followups.md (29 February), interface.md (lunar). Refused: a lunar one outside 1900 to 2100.
    """
    if birthday.calendar == "solar":
        found = [_kept_on(birthday, year) for year in range(start.year, end.year + 1)]
    else:
        years = dict.fromkeys(month.year for month in months_between(start, end))
        found = [find_month(year, birthday.month, birthday.leap).on(birthday.day) for year in years]
    return [day for day in found if start <= day <= end]


def _kept_on(birthday: Birthday, year: int) -> date:
    return date(year, birthday.month, min(birthday.day, days_in_month(year, birthday.month)))


def next_occurrence(birthday: Birthday, on: date) -> date:
    """The first day from ``on`` (included) on which the birthday is kept."""
    last = date.max if birthday.calendar == "solar" else LAST_DAY
    found = occurrences(birthday, on, on + min(_LONGEST_WAIT, max(last - on, timedelta())))
    if not found:
        raise Refused("no birthday {value} is known from {day} on", value=birthday.text, day=on.isoformat())
    return found[0]


def age_on(birthday: Birthday, day: date) -> int | None:
    """Full years (周岁) on a day; None without a year of birth and before the birth.

    Counted on the solar day of birth, also for a lunar birthday; born on 29 February a year is full on
    1 March in common years. Source: civil practice, as the rules protecting under 14 and under 18 count.
    """
    if birthday.year is None:
        return None
    born = _born_on(birthday, birthday.year)
    if day < born:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _born_on(birthday: Birthday, year: int) -> date:
    if birthday.calendar == "solar":
        return date(year, birthday.month, birthday.day)
    return find_month(year, birthday.month, birthday.leap).on(birthday.day)


def solar_month_days(start: date, end: date) -> list[str]:
    """The `Birthday.month_day` keys of every solar birthday kept from start to end, each once."""
    keys: dict[str, None] = {}
    for ordinal in range(start.toordinal(), min(end.toordinal(), (start.toordinal() + _SOLAR_ROUND.days)) + 1):
        day = date.fromordinal(ordinal)
        keys[f"{day:%m-%d}"] = None
        if (day.month, day.day) == (2, 28) and days_in_month(day.year, 2) == 28:
            keys["02-29"] = None
    return list(keys)


def lunar_month_days(start: date, end: date) -> list[tuple[str, bool]]:
    """The keys (`Birthday.month_day`, leap) of every lunar birthday kept from start to end, each once.

    Refused outside 1900-01-31 to 2101-01-28.
    """
    keys: dict[tuple[str, bool], None] = {}
    last = start + min(end - start, _LUNAR_ROUND)
    for month in months_between(start, last):
        born = [month.leap]
        if not month.leap and not find_month(month.year, month.month, leap=True).leap:
            born.append(True)
        for day in range(1, 31):
            if start <= month.on(day) <= last:
                keys.update(dict.fromkeys((f"{month.month:02}-{day:02}", leap) for leap in born))
    return list(keys)
