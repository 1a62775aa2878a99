"""The business day and time: what the environment says, else the clock. Every command asks it, so it loads little."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo

from crmcli.core.findings import Refused

ZONE = "Asia/Shanghai"
# one fixed offset since 1991: needs no table of time zones, which Windows has not
_FIXED_ZONES = {ZONE: timezone(timedelta(hours=8))}
# what is written like this needs none of the ways a clerk may write a day, which take 5 ms to load
_DAY, _MOMENT = "0000-00-00", "0000-00-00T00:00"
_FIRST_YEAR, _LAST_YEAR = "1900", "2100"


def business_now(clock: str | None, tz_name: str = ZONE) -> datetime:
    """The moment the desk lives in, to the second: ``clock`` (CRMCLI_TODAY, --today), else the present.

    A day alone takes the present time of day in the zone. China's zone is a fixed +08:00 (no summer time
    since 1991); other zones need the machine's tables. Refused: an unreadable clock, an unknown zone.
    """
    now = datetime.now(_zone(tz_name)).replace(microsecond=0)
    if not clock or not clock.strip():
        return now
    written = _written(clock, now)
    if written is not None:
        return written
    from crmcli.core.day import parse_moment

    return parse_moment(clock, now, default_time=now.time())


def _written(clock: str, now: datetime) -> datetime | None:
    """The moment of a plain ISO day or day and time; None for everything else."""
    form = "".join("0" if sign in "0123456789" else sign for sign in clock)
    if form not in (_DAY, _MOMENT) or not _FIRST_YEAR <= clock[:4] <= _LAST_YEAR:
        return None
    try:
        if form == _MOMENT:
            return datetime.fromisoformat(clock).replace(tzinfo=now.tzinfo)
        return datetime.combine(date.fromisoformat(clock), now.time(), now.tzinfo)
    except ValueError:
        return None


def _zone(name: str) -> tzinfo:
    if name in _FIXED_ZONES:
        return _FIXED_ZONES[name]
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("{zone} is not a time zone this computer knows", zone=name) from error
