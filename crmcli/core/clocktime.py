"""A time of day as people say it: 15:30, 下午3点半, 3pm, and spans of hours and minutes."""

from __future__ import annotations

import re
from datetime import time, timedelta

from crmcli.core.dayform import DIGITS, number
from crmcli.core.findings import Refused

_HOUR = r"[0-9]{1,2}|二十[一二三四]?|十[一二三四五六七八九]?|[零〇一二两三四五六七八九]"
_MINUTE = rf"[0-9]{{1,2}}|[{DIGITS}十]{{1,3}}"
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}


def _hours(first: int, last: int, shift: int = 0) -> dict[int, int]:
    return {hour: hour + shift for hour in range(first, last + 1)}


_MORNING = _hours(1, 12)
_DAWN = _hours(0, 6)
_NOON = _hours(11, 12) | _hours(1, 2, 12)
_AFTERNOON = _hours(1, 11, 12) | _hours(12, 23)
_EVENING = _hours(4, 11, 12) | _hours(16, 23)

# what the hour said means on the 24-hour clock in each part of the day
_PARTS: dict[str, dict[int, int]] = {
    **dict.fromkeys(("上午", "早上", "早晨", "清晨", "早"), _MORNING),
    "凌晨": _DAWN,
    "中午": _NOON,
    **dict.fromkeys(("下午", "午后"), _AFTERNOON),
    **dict.fromkeys(("晚上", "傍晚", "夜里", "晚"), _EVENING),
    "am": _hours(1, 11) | {12: 0},
    "pm": _hours(1, 11, 12) | {12: 12},
}
_CLOCK = _hours(0, 23)
# an hour does not begin inside other figures, nor with the numeral of 周三 or 星期三
_OWN_FIGURES = r"(?<![0-9:周期拜])"


def split_time(folded: str, value: object) -> tuple[str, time] | None:
    """What stands before a time of day (the day, or nothing) and the time; None where no time ends the text.

    ``folded`` comes from `dayform.fold` with its blanks. 15:30 is read on the 24-hour clock. Refused are
    3点 without a part of the day (it could be night or afternoon), midnight said as 晚上12点, and
    hours or minutes there are not.
    """
    parts = "|".join(part for part in _PARTS if not part.isascii())
    found = re.fullmatch(
        rf"(?P<day>.*?)(?P<part>{parts})?\s*{_OWN_FIGURES}(?P<hour>{_HOUR})\s*"
        rf"(?:(?P<colon>:)(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?"
        rf"|[点时](?:(?P<quarter>半|一刻|三刻)|钟|整|(?P<spoken>{_MINUTE})分?)?)?"
        r"\s*(?P<half>am|pm|a\.m|p\.m)?",
        folded,
    )
    if not found or (found["half"] is None and not re.search(r"[:点时]", found[0][found.end("hour") :])):
        return None
    hour = number(found["hour"])
    minute = _QUARTERS.get(found["quarter"] or "") or number(found["minute"] or found["spoken"] or "0")
    second = int(found["second"] or 0)
    part = (found["half"] or "").replace(".", "") or found["part"]
    if hour is None or minute is None or minute > 59 or second > 59:
        raise no_time(value)
    hour = _hour_of_day(hour, part, bool(found["colon"]), minute, value)
    return _day_before(found["day"]), time(hour, minute, second)


def _hour_of_day(hour: int, part: str | None, colon: bool, minute: int, value: object) -> int:
    if (hour == 12 and part in _PARTS and _PARTS[part] is _EVENING) or hour == 24:
        raise Refused("{value} is midnight: write 23:59, or 00:00 with the next day", value=value)
    if part is None and not colon and 1 <= hour <= 6:
        raise Refused(
            "{value} can be {early} or {late}: write it on the 24-hour clock",
            value=value,
            early=f"{hour:02}:{minute:02}",
            late=f"{hour + 12:02}:{minute:02}",
        )
    known = _PARTS[part] if part else _CLOCK
    if hour not in known:
        raise no_time(value)
    return known[hour]


def no_time(value: object) -> Refused:
    """The refusal of what was meant as a time of day and is none."""
    return Refused("{value} is not a time of day: write for example 15:30 or 3:30pm", value=value)


def _day_before(text: str) -> str:
    """The day's words without what ties them to the time: 2026-10-31T, tomorrow at, 明天，"""
    return re.sub(r"((?<=[0-9])t|(?<=\s)at|^at)$", "", text.strip(" .")).strip(" .")


def parse_span(squeezed: str) -> timedelta | None:
    """Hours and minutes from now: +2h, +30m, -1h30m, 2小时后, 半小时后, 30分钟前; None for anything else."""
    signed = re.fullmatch(r"([+-])(?:([0-9]{1,4})(?:h|小时))?(?:([0-9]{1,4})(?:m|min|分钟?))?", squeezed)
    if signed and (signed[2] or signed[3]):
        span = timedelta(hours=int(signed[2] or 0), minutes=int(signed[3] or 0))
        return -span if signed[1] == "-" else span
    said = re.fullmatch(
        rf"(?:(?P<count>[0-9]{{1,4}}|[{DIGITS}两十]{{1,3}})个?)?(?P<half>半)?个?(?P<unit>小时|钟头|分钟?)[之以]?(?P<way>后|前)",
        squeezed,
    )
    if not said or not (said["count"] or said["half"]):
        return None
    count = number(said["count"] or "0")
    if count is None or (said["half"] and said["unit"].startswith("分")):
        return None
    minutes = count if said["unit"].startswith("分") else 60 * count + (30 if said["half"] else 0)
    return timedelta(minutes=-minutes if said["way"] == "前" else minutes)
