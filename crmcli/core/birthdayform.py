"""How a birthday is written, in the solar or the lunar calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, NamedTuple

from crmcli.core.dayform import (
    DIGITS,
    FIRST_YEAR,
    DayForm,
    civil_day,
    days_in_month,
    fold,
    full_year,
    read_form,
    refuse_form,
    short_form,
    squeeze,
)
from crmcli.core.findings import Refused
from crmcli.core.lunar import find_month

Calendar = Literal["solar", "lunar"]

_CALENDARS: dict[str, Calendar] = {
    **dict.fromkeys(("农历", "阴历", "旧历", "老历", "夏历", "农", "阴", "lunar"), "lunar"),
    **dict.fromkeys(("公历", "阳历", "新历", "国历", "西历", "公", "阳", "solar"), "solar"),
}
# 除夕 is the last day of the year, whether its month has 29 or 30 days
_SAME_DAY = (("大年三十", "腊月三十"), ("除夕", "腊月三十"), ("大年初", "正月初"))
_LUNAR_NAME = r"[闰初廿卅]|正月|冬月|腊月"
_MONTHS = {"正": "1", "冬": "11", "腊": "12"}


class BirthdayForm(NamedTuple):
    """What was written: the fields of a birthday in their order."""

    year: int | None
    month: int
    day: int
    calendar: Calendar
    leap: bool


def read_birthday(
    text: str,
    today: date,
    calendar: Calendar | None = None,
    *,
    value: object = None,
    short_years: bool = False,
) -> BirthdayForm:
    """The fields of a birthday as `birthday.parse_birthday` describes them, and its refusals.

    ``value`` is what refusals show in place of ``text``; ``short_years`` reads 90年 and 90.5.3 with the
    latest such year that is not ahead.
    """
    value = text if value is None else value
    plain = squeeze(fold(text))
    for name, same in _SAME_DAY:
        plain = plain.replace(name, same)
    plain, said = split_calendar(plain, value)
    if said and calendar:
        said = _agreed(calendar, said, value)
    form, leap = _read_names(plain)
    if form is None and short_years:
        form = short_form(plain, today.year)
    if form is None:
        refuse_form(plain, today.year, value)
        raise Refused("{value} is not a birthday: write for example 1990-05-03, 05-03 or 农历五月初三", value=value)
    if form.short_year and not short_years:
        raise Refused("{value} has a year of two figures: write all four", value=value)
    year = full_year(form.year or 0, today.year) if form.short_year else form.year
    known = said or calendar or _calendar_of(form, value)
    birth = BirthdayForm(year, form.month, form.day, known, leap)
    check_birth(birth, today, value)
    return birth


def split_calendar(plain: str, value: object) -> tuple[str, Calendar | None]:
    """The text without the 农历 or 公历 before or after it, and the calendar it names.

    Names such as 腊月 and 初三 are lunar. ``plain`` is folded and squeezed. Refused where it names both.
    """
    mark = "|".join(_CALENDARS)
    before = re.match(rf"\(?({mark})\)?[:.]*", plain)
    if before:
        plain = plain[before.end() :]
    after = re.search(rf"\(?({mark})\)?$", plain)
    if after:
        plain = plain[: after.start()]
    first, last = (_CALENDARS[found[1]] if found else None for found in (before, after))
    said = _agreed(first, last, value) if last else first
    return plain, _agreed(said, "lunar", value) if re.search(_LUNAR_NAME, plain) else said


def _agreed(one: Calendar | None, other: Calendar, value: object) -> Calendar:
    if one and one != other:
        raise Refused("{value} is given in both calendars, the solar and the lunar one", value=value)
    return other


def _read_names(plain: str) -> tuple[DayForm | None, bool]:
    """The written day once the lunar names (正月, 初三) are figures, and whether the month was a leap one."""
    plain = plain.removeprefix("--")
    found = re.fullmatch(rf"([0-9{DIGITS}]{{4}}|[0-9]{{2}}(?=年))?年?(闰?)(\w{{1,2}})月初?(.+)", plain)
    if not found:
        return read_form(plain), False
    year = f"{found[1]}年" if found[1] else ""
    return read_form(f"{year}{_MONTHS.get(found[3], found[3])}月{found[4]}"), found[2] != ""


def _calendar_of(form: DayForm, value: object) -> Calendar:
    """The calendar of a text that names none: 五月十三 without 日 can be of either and is refused."""
    if not form.bare_numeral or form.day > 30:
        return "solar"
    if not 1 <= form.month <= 12 or form.day > days_in_month(form.year or 2000, form.month):
        return "lunar"
    day = f"{form.month}月{form.day}日" if form.year is None else f"{form.year}年{form.month}月{form.day}日"
    raise Refused(
        "{value} can be solar or lunar: write {solar} or {lunar}",
        value=value,
        solar=f"公历{day}",
        lunar=f"农历{day}",
    )


def check_birth(birth: BirthdayForm, today: date, value: object) -> None:
    """Refuses a day or leap month there is not, a year before 1900, and a day after today.

    A lunar 30th of the twelfth month passes in every year: its last night is called 三十 even on the 29th.
    """
    if birth.year is not None and not FIRST_YEAR <= birth.year <= today.year:
        raise Refused(
            "{value} is not a birthday: the year must be from {first} to {last}",
            value=value,
            first=FIRST_YEAR,
            last=today.year,
        )
    if not 1 <= birth.month <= 12:
        raise Refused("{value} is not a day: there is no month {month}", value=value, month=birth.month)
    longest = 30 if birth.calendar == "lunar" else days_in_month(2000, birth.month)
    if not 1 <= birth.day <= longest:
        raise Refused(
            "{value} is not a day: month {month} has at most {days} days",
            value=value,
            month=birth.month,
            days=longest,
        )
    if birth.year is not None and _born_on(birth, birth.year, value) > today:
        raise Refused("{value} lies after today, {today}", value=value, today=today.isoformat())


def _born_on(birth: BirthdayForm, year: int, value: object) -> date:
    if birth.calendar == "solar":
        return civil_day(year, birth.month, birth.day, value)
    month = find_month(year, birth.month, birth.leap)
    if month.leap != birth.leap:
        raise Refused(
            "{value} is not a day: lunar {year} has no leap month {month}",
            value=value,
            year=year,
            month=birth.month,
        )
    if birth.day > month.days and birth.month != 12:
        raise Refused("{value} is not a day: that lunar month has {days} days", value=value, days=month.days)
    return month.on(birth.day)
