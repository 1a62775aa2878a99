"""A duty's rule as people say it. Pure; what has no words is told as it stands."""

from __future__ import annotations

from crmcli.core.day import weekday_name
from crmcli.core.findings import N_
from crmcli.language import _, listed

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: The last of these days a month has: by the 30th, or the last day of a shorter month.
_THIRTIETH = {"BYMONTHDAY": "28,29,30", "BYSETPOS": "-1"}
STATES = {
    "done": N_("done"),
    "skipped": N_("skipped"),
    "missed": N_("missed"),
    "open": N_("open"),
    "ahead": N_("ahead"),
}


def rule_words(rule: str) -> str:
    """Every Monday, on the 5th of every month …, as the reader says it."""
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    unit, every = parts.pop("FREQ"), int(parts.pop("INTERVAL", "1"))
    parts.pop("WKST", None)
    if unit == "DAILY" and not parts:
        return _("every {count} days").format(count=every) if every > 1 else _("every day")
    if unit == "WEEKLY" and list(parts) == ["BYDAY"] and _weekdays(parts["BYDAY"]):
        return _weekly(_weekdays(parts["BYDAY"]), every)
    if unit == "MONTHLY" and every == 1:
        return _monthly(parts) or rule
    return rule


def _weekdays(text: str) -> list[str]:
    """The weekdays of BYDAY; none where one of them is not plain, such as the second Monday."""
    days = text.split(",")
    return [_(weekday_name_of(day)) for day in _DAYS if day in days] if all(day in _DAYS for day in days) else []


def weekday_name_of(code: str) -> str:
    """The name of a weekday (MO) as a template of the catalog."""
    from datetime import date

    # a Monday
    return weekday_name(date(2024, 1, 1 + _DAYS.index(code)))


def _weekly(days: list[str], every: int) -> str:
    template = _("every {count} weeks on {days}") if every > 1 else _("every week on {days}")
    return template.format(count=every, days=listed(days))


def _monthly(parts: dict[str, str]) -> str:
    if parts == _THIRTIETH:
        return _("every month by the 30th, by the last day where it is shorter")
    if list(parts) != ["BYMONTHDAY"]:
        return ""
    if parts["BYMONTHDAY"] == "-1":
        return _("every month on the last day")
    days = parts["BYMONTHDAY"].split(",")
    if not all(day.isdigit() for day in days):
        return ""
    return _("every month on day {days}").format(days=listed(days))
