"""Spans of time from an anchor day: 3d, 2w, 1mo, -1y."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crmcli.core.dayform import DIGITS, fold, number, squeeze
from crmcli.core.findings import Refused

Unit = Literal["d", "w", "mo", "y"]

_UNITS: dict[str, Unit] = {
    **dict.fromkeys(("d", "day", "days", "天", "日"), "d"),
    **dict.fromkeys(("w", "week", "weeks", "周", "星期", "个星期", "礼拜", "个礼拜"), "w"),
    **dict.fromkeys(("mo", "month", "months", "月", "个月"), "mo"),
    **dict.fromkeys(("y", "year", "years", "年"), "y"),
}


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days, weeks, months or years, forward or (negative) back."""

    count: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


def parse_offset(text: str) -> Offset:
    """The span in 1d, 2w, -3mo, 1y, 3天 or 两个月; at most four figures.

    Refused where it is no span; ``m`` alone, because it could mean minutes.
    """
    offset = read_offset(squeeze(fold(text)))
    if offset is None:
        raise Refused("{value} is not a span of time: write for example 3d, 2w, 1mo or 1y", value=text)
    return offset


def read_offset(plain: str) -> Offset | None:
    """The span in a folded and squeezed text, None where it is none; ``m`` is refused."""
    found = re.fullmatch(rf"([+-]?)([0-9]{{1,4}}|[{DIGITS}两十廿卅]{{1,3}}|半(?=年))(\D{{1,6}})", plain)
    if not found:
        return None
    if found[3] == "m":
        raise Refused("{value} can mean minutes or months: write {choice} for months", value=plain, choice=f"{plain}o")
    unit = _UNITS.get(found[3])
    count, unit = (6, "mo") if found[2] == "半" else (number(found[2]), unit)
    if count is None or unit is None:
        return None
    return Offset(-count if found[1] == "-" else count, unit)


def shift(day: date, offset: Offset) -> date:
    """The day that lies the offset away; months and years are clamped to the month's end.

    31 January and 1mo give 28 or 29 February.
    Always give it the anchor, never an earlier result: a clamped day does not find its way back.
    Source: followups.md, offsets in months count from the anchor.
    """
    try:
        if offset.unit in ("d", "w"):
            return day + timedelta(days=offset.count * (7 if offset.unit == "w" else 1))
        # 13 ms that only month arithmetic has to pay
        from dateutil.relativedelta import relativedelta

        months = offset.count * (12 if offset.unit == "y" else 1)
        return day + relativedelta(months=months)
    except (OverflowError, ValueError) as error:
        raise Refused(
            "{offset} from {day} lies outside the calendar", offset=str(offset), day=day.isoformat()
        ) from error
