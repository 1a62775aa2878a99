"""Days and birthdays met in a spreadsheet column that is known to hold them.

A cell gives a day, nothing (an empty word such as 无 or a placeholder such as 1900-01-01), or a refusal
that says what is missing. Nothing is made up: a month without a day, a year alone and 3/5/1990 are refused.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from crmcli.core.birthday import Birthday
from crmcli.core.birthdayform import BirthdayForm, Calendar, check_birth, read_birthday, split_calendar
from crmcli.core.dayform import (
    FIRST_YEAR,
    LAST_YEAR,
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

LAST_SERIAL = 60000  # 2064-04-08
# the day that never was: Excel counts a 29 February 1900
_FAKE_SERIAL = 60
_DAYS_BETWEEN_EPOCHS = 1462
# below it a number may be a month and day (1231) as well as a serial number
_MONTH_DAY_LIMIT = 1300

_EMPTY = frozenset(
    (
        *(
            "",
            "无",
            "没有",
            "暂无",
            "不详",
            "未知",
            "不知道",
            "未填",
            "保密",
            "空",
            "-",
            "--",
            "---",
            "/",
            "//",
        ),
        *("na", "n/a", "#n/a", "nil", "none", "null", "0", "?", "??"),
    )
)
# what Excel and other programs show for an empty or zero cell that is formatted as a day
_EMPTY_DAYS = frozenset(((0, 0, 0), (1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1)))
# nearly every text cell is written out like this, and needs no closer look
_WRITTEN_OUT = r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0?0:00(?::00)?)?"

_TIME_BEHIND = (
    r"((?<=[0-9])[t\s]|(?<=[日号]))\s*(上午|下午|am|pm)?\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?"
    r"\s*(am|pm|z|[+-][0-9]{2}:?[0-9]{2})?$"
)
_WEEKDAY_BEHIND = r"[\s.]*((星期|周|礼拜)[一二三四五六日天]|(mon|tues?|wed|wednes|thu|thurs?|fri|sat|satur|sun)(day)?)$"


def parse_sheet_day(value: object, today: date, *, date1904: bool = False, century_pivot: bool = True) -> date | None:
    """The day in a cell, 1900 to 2100, or None where the cell says there is none.

    Read are date cells, serial numbers 1 to 60000 (of the 1904 epoch with ``date1904``), 19900503 as text or
    number, and text: 1990.5.3, 1990、5、3, 1990年 5 月 3 日, １９９０．５．３, 1990/5/3 0:00:00, with a weekday
    or a note in brackets behind. A two-figure year is the latest one not ahead of today's (90.5.3 is 1990);
    without ``century_pivot`` it is refused: columns whose days may lie ahead want that.
    Refused: what can be read in several ways, lacks year, month or day, is lunar, or is no day.
    """
    if isinstance(value, str):
        return _day_of_text(value, today, date1904, century_pivot)
    if isinstance(value, int | float):
        return _day_of_number(value, date1904)
    if isinstance(value, date):
        return _known_day(value.year, value.month, value.day, value)
    if value is None:
        return None
    raise _no_day(value)


def parse_sheet_birthday(
    value: object, today: date, *, calendar: Calendar | None = None, date1904: bool = False
) -> Birthday | None:
    """The birthday in a cell, or None where the cell says there is none.

    Read is what `parse_sheet_day` reads, and without a year 5.3, 5月3日, 05-03, and lunar forms;
    ``calendar`` is what a column of its own (公历/农历) says. Refused besides: a birth before 1900 or after
    today, the number 5.3 (Excel keeps 5.30 as the same), the number 503 (a serial, or a month and day).
    """
    if isinstance(value, str) and (calendar == "lunar" or not re.fullmatch(_WRITTEN_OUT, value)):
        plain = _plain_text(value)
        if plain is None:
            return None
        if not re.fullmatch(r"[0-9]{5}", plain):
            return Birthday(*read_birthday(plain, today, calendar, value=value, short_years=True))
        value = int(plain)
    if isinstance(value, int | float) and not isinstance(value, bool) and 1 < value < _MONTH_DAY_LIMIT:
        return Birthday(*read_birthday(_month_and_day(value, calendar), today, calendar, value=value))
    day = parse_sheet_day(value, today, date1904=date1904)
    if day is None:
        return None
    birth = BirthdayForm(day.year, day.month, day.day, calendar or "solar", False)
    check_birth(birth, today, value)
    return Birthday(*birth)


def _day_of_number(value: int | float, date1904: bool) -> date | None:
    if isinstance(value, bool) or not 0 <= value < 10**9:
        raise _no_day(value)
    whole = int(value)
    if FIRST_YEAR <= whole <= LAST_YEAR:
        refuse_form(f"{value:g}", LAST_YEAR, value)
    if whole != value and whole <= 12:
        raise _no_year(value)
    if whole <= LAST_SERIAL:
        return _day_of_serial(whole, date1904)
    form = read_form(str(whole))
    if form is None or form.year is None:
        refuse_form(str(whole), LAST_YEAR, value)
        raise _no_day(value)
    return _known_day(form.year, form.month, form.day, value)


def _day_of_serial(serial: int, date1904: bool) -> date | None:
    if serial == 0:
        return None
    if date1904:
        serial += _DAYS_BETWEEN_EPOCHS
    if serial == _FAKE_SERIAL:
        raise Refused("{value} stands for 29 February 1900, a day that never was", value=serial)
    # up to the fake day Excel is one day ahead
    day = date(1899, 12, 31 if serial < _FAKE_SERIAL else 30) + timedelta(days=serial)
    return _known_day(day.year, day.month, day.day, serial)


def _month_and_day(value: int | float, calendar: Calendar | None) -> str:
    """The text of a birthday kept as a number: 5.4 and 5.12 are sure, 5.3 and whole numbers are not."""
    month, _, day = f"{value:g}".partition(".")
    longest = 30 if calendar == "lunar" else days_in_month(2000, int(month))
    if not day or not 1 <= int(month) <= 12:
        raise Refused("the number {value} is not a birthday: write for example 1990-05-03 or 05-03", value=value)
    if len(day) == 1 and int(day) * 10 <= longest:
        raise Refused(
            "{value} can be read in several ways: write {choices}",
            value=value,
            choices=f"{int(month):02}-0{day} / {int(month):02}-{day}0",
        )
    return f"{month}.{day}"


def _day_of_text(value: str, today: date, date1904: bool, century_pivot: bool) -> date | None:
    quick = re.fullmatch(_WRITTEN_OUT, value)
    if quick:
        return _known_day(int(quick[1]), int(quick[2]), int(quick[3]), value)
    plain = _plain_text(value)
    if plain is None:
        return None
    plain, calendar = split_calendar(plain, value)
    if calendar == "lunar":
        raise Refused("{value} is a lunar day: write the solar one, for example 1990-05-03", value=value)
    if re.fullmatch(r"[0-9]{5}", plain):
        return _day_of_number(int(plain), date1904)
    form = read_form(plain) or (short_form(plain, today.year) if century_pivot else None)
    if form is None:
        refuse_form(plain, today.year, value)
        raise _no_day(value)
    if form.year is None:
        raise _no_year(value)
    if form.short_year and not century_pivot:
        raise Refused("{value} has a year of two figures: write all four", value=value)
    year = full_year(form.year, today.year) if form.short_year else form.year
    return _known_day(year, form.month, form.day, value)


def _known_day(year: int, month: int, day: int, value: object) -> date | None:
    return None if (year, month, day) in _EMPTY_DAYS else civil_day(year, month, day, value)


def _plain_text(value: str) -> str | None:
    """The cell's text without what programs and people put around a day, None where it says there is none."""
    text = re.sub(r"^=?[\"']|[\"']$", "", fold(value))
    text = re.sub(r"\s*[(\[【](?!农历|阴历|旧历|公历|阳历|新历)[^()\[\]【】]*[)\]】]$", "", text)
    text = re.sub(_TIME_BEHIND, "", text)
    text = re.sub(_WEEKDAY_BEHIND, "", text)
    plain = re.sub(r"^([0-9]{5}|[0-9]{8})\.0$", r"\1", squeeze(re.sub(r"出?生$", "", text)))
    form = read_form(plain)
    is_empty = plain in _EMPTY or (form is not None and (form.year, form.month, form.day) in _EMPTY_DAYS)
    return None if is_empty else plain


def _no_day(value: object) -> Refused:
    return Refused("{value} is not a day: write for example 1990-05-03", value=value)


def _no_year(value: object) -> Refused:
    return Refused("{value} has no year: write year, month and day", value=value)
