"""Days said in words, counted from today: 昨天, +3d, 下周五, 15号, 月底, 明年1月2日."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from crmcli.core.dayform import NUMERAL, civil_day, number, read_form
from crmcli.core.findings import N_, Refused
from crmcli.core.offset import Offset, read_offset, shift

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_ENGLISH_WEEKDAY = r"mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
_WEEKDAY_NUMBERS = {
    **{mark: index for index, mark in enumerate("一二三四五六日")},
    **{str(index + 1): index for index in range(7)},
    **{name[:3].lower(): index for index, name in enumerate(WEEKDAYS)},
    "天": 6,
}
_NEAR = {
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("dayaftertomorrow", "后天", "后日"), 2),
    **dict.fromkeys(("daybeforeyesterday", "前天", "前日"), -2),
    "大后天": 3,
    "大前天": -3,
}
_AWAY = {"上上": -2, "last": -1, "上": -1, "本": 0, "这": 0, "this": 0, "下": 1, "next": 1, "下下": 2}
_ENGLISH_MONTHS = {
    **dict.fromkeys(("monthend", "endofmonth"), "月底"),
    **dict.fromkeys(("monthstart", "startofmonth"), "月初"),
    "lastmonth": "上月",
    "nextmonth": "下月",
    "yearend": "年底",
}
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}


def read_words(plain: str, today: date, value: str) -> date | None:
    """The day meant by a folded and squeezed text that is no written day; None where no word is known.

    ``value`` is the text as typed, for refusals: a day the month has not, a span without a direction.
    """
    word = re.sub(r"[-_](?=[a-z])", "", plain) if plain.isascii() and plain[0].isalpha() else plain
    word = _ENGLISH_MONTHS.get(word, word)
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    for read in _READERS:
        day = read(word, today, value)
        if day is not None:
            return day
    return None


def _counted_day(word: str, today: date, value: str) -> date | None:
    """+3d, -1mo, 3天后, 半年前, in3days, 3daysago."""
    found = re.fullmatch(r"(?P<ahead>in)?(?P<span>.+?)(?P<way>[之以]?[后前]|later|ago)?", word)
    offset = read_offset(found["span"]) if found else None
    if found is None or offset is None:
        return None
    directions = (found["ahead"], found["way"], found["span"][0] in "+-" or None)
    if not any(directions):
        _refuse_span_without_direction(word, value)
    # 3月前 is also "before March": months are said with 个
    is_bare_month = word[-1] in "前后" and "月" in word and "个" not in word and "半" not in word
    if is_bare_month or sum(direction is not None for direction in directions) != 1:
        return None
    back = found["way"] is not None and found["way"].endswith(("前", "ago"))
    return shift(today, Offset(-offset.count, offset.unit) if back else offset)


def _refuse_span_without_direction(word: str, value: str) -> None:
    # 10月 is a month and 15日 a day of this month, not spans
    if "个" in word or not word.endswith(("日", "月", "年")):
        raise Refused(
            "{value} does not say which way: write {later} or {earlier}",
            value=value,
            later=f"+{word}",
            earlier=f"-{word}",
        )


def _week_day(word: str, today: date, value: str) -> date | None:
    """周五, 下周五, 上个星期天, fri, nextfriday; 下周 and lastweek keep today's weekday."""
    found = re.fullmatch(r"(上上|上|本|这|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天1-7])?", word)
    found = found or re.fullmatch(rf"(last|this|next)?(?:week|({_ENGLISH_WEEKDAY}))", word)
    if not found or not any(found.groups()):
        return None
    wanted = _WEEKDAY_NUMBERS[found[2][:3]] if found[2] else today.weekday()
    if found[1] is None:
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return today + timedelta(days=7 * _AWAY[found[1]] + wanted - today.weekday())


def _month_day(word: str, today: date, value: str) -> date | None:
    """15号, 下月15号, 月底, 上个月初; 下个月 alone is one month on."""
    found = re.fullmatch(rf"(?:(上上|上|本|这|下下|下)?个?月)?(?:(底|末|初)|({NUMERAL})[日号])?", word)
    if not found or not any(found.groups()) or (found[2] and "月" not in word):
        return None
    away, edge, day = found.groups()
    month = shift(today, Offset(_AWAY[away or "本"], "mo"))
    if day:
        return civil_day(month.year, month.month, number(day) or 0, value)
    if edge is None:
        return month if away not in ("本", "这") else None
    first = month.replace(day=1)
    return first if edge == "初" else shift(first, Offset(1, "mo")) - timedelta(days=1)


def _year_day(word: str, today: date, value: str) -> date | None:
    """明年1月2日, 去年10-31, 年底, 明年年初."""
    found = re.fullmatch(r"(前年|去年|今年|明年|后年)?(?:(年?)(底|末|初)|(.+))", word)
    if not found or not (found[1] or found[2]):
        return None
    year = today.year + _YEARS[found[1] or "今年"]
    if found[3]:
        return date(year, 1, 1) if found[3] == "初" else date(year, 12, 31)
    form = read_form(found[4])
    return civil_day(year, form.month, form.day, value) if form and form.year is None else None


def _day_with_weekday(word: str, today: date, value: str) -> date | None:
    """2026-10-31周六, 10月31日(星期六), 2026-10-31sat: a written day whose weekday must agree."""
    found = re.fullmatch(rf"(.+?)\(?(?:(?:周|星期|礼拜)([一二三四五六日天])|({_ENGLISH_WEEKDAY}))\)?", word)
    form = read_form(found[1]) if found else None
    if found is None or form is None or form.short_year:
        return None
    day = civil_day(form.year or today.year, form.month, form.day, value)
    if _WEEKDAY_NUMBERS[found[2] or found[3][:3]] != day.weekday():
        raise Refused("{value} contradicts itself: {day} is another weekday", value=value, day=str(day))
    return day


_READERS: tuple[Callable[[str, date, str], date | None], ...] = (
    _counted_day,
    _week_day,
    _month_day,
    _year_day,
    _day_with_weekday,
)
