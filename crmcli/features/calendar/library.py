"""Days off and make-up days as the State Council published them, from the library chinesecalendar.

Only `init` and `calendar import` load it; what it holds is copied into the file.
"""

from __future__ import annotations

from collections.abc import Iterable

from crmcli.features.calendar.rules import LIBRARY, OFF, WORK, CalendarDay

#: The library's names, as people here call the holidays.
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年",
}


def library_years() -> range:
    """The years the installed library knows."""
    from chinese_calendar import holidays

    years = [day.year for day in holidays]
    return range(min(years), max(years) + 1)


def years_from(year: int) -> list[int]:
    """What a desk that begins in a year needs: the year before it, and all that follow."""
    return [known for known in library_years() if known >= year - 1]


def library_days(years: Iterable[int]) -> list[CalendarDay]:
    """Every day off and make-up day of some years, in order."""
    from chinese_calendar import holidays, workdays

    wanted = set(years)
    return sorted(
        CalendarDay(day.isoformat(), kind, _NAMES.get(name, name), LIBRARY)
        for kind, days in ((OFF, holidays), (WORK, workdays))
        for day, name in days.items()
        if day.year in wanted
    )
