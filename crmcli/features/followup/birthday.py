"""Birthday calls: the days they fall on and the keys they are known by. Pure.

Source: domain/followups.md, Plans and The due list.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from crmcli.core.birthday import Birthday, lunar_month_days, occurrences, solar_month_days

KIND = "birthday"
_KEY = re.compile(r"birthday:m-0*([1-9][0-9]{0,11}):([0-9]{4}(?:-2)?)", re.IGNORECASE)


class Occasion(NamedTuple):
    """A day a birthday is kept on, and the year its key carries."""

    on: date
    year: str


def solar_occasions(first: date, last: date) -> dict[str, list[Occasion]]:
    """Month and day as the index of solar birthdays holds them, with the days in first..last they are kept on."""
    return {key: occasions(_birthday(key), first, last) for key in solar_month_days(first, last)}


def lunar_occasions(first: date, last: date) -> dict[tuple[str, bool], list[Occasion]]:
    """The same for lunar birthdays; the second of the key says whether the month is a leap one."""
    keys = lunar_month_days(first, last)
    return {(key, leap): occasions(_birthday(key, leap, lunar=True), first, last) for key, leap in keys}


def _birthday(month_day: str, leap: bool = False, *, lunar: bool = False) -> Birthday:
    month, day = month_day.split("-")
    return Birthday(None, int(month), int(day), "lunar" if lunar else "solar", leap)


def occasions(birthday: Birthday, first: date, last: date) -> list[Occasion]:
    """The days from first to last a birthday is kept on.

    The year of the key is the civil one of the day, so that a call of 2 January belongs to
    the new year though it is listed in the old. A lunar birthday that falls twice in a civil
    year has `2027` and `2027-2`, or the second would count as greeted.
    """
    return [Occasion(day, _year(birthday, day)) for day in occurrences(birthday, first, last)]


def _year(birthday: Birthday, day: date) -> str:
    if birthday.calendar == "solar" or len(occurrences(birthday, day.replace(month=1, day=1), day)) < 2:
        return str(day.year)
    return f"{day.year}-2"


def birthday_key(member_no: str, occasion: Occasion) -> str:
    """The key of a birthday call, the same whenever it is asked for: birthday:M-00012:2027."""
    return f"{KIND}:{member_no}:{occasion.year}"


def read_key(text: str) -> tuple[int, str] | None:
    """Member id and year of a birthday call's key; None where the text is none."""
    found = _KEY.fullmatch(text.strip())
    return (int(found[1]), found[2]) if found else None


def turning(birthday: str, on: date, lunar: bool) -> int | None:
    """The years that are full on a day the stored birthday is kept on; None where its year is not known.

    A lunar birthday counts lunar years, the last two months of which reach into the next civil one.
    """
    if birthday.startswith("-"):
        return None
    reaches_over = lunar and int(birthday[-5:-3]) >= 11 and on.month <= 2
    return on.year - int(birthday[:4]) - reaches_over
