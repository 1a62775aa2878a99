"""The working week of a pack: days off, and the hours there is somebody at work."""

from __future__ import annotations

from crmcli.core.findings import N_, Refused
from crmcli.core.interval import Interval, interval_text, parse_interval
from crmcli.packs.section import Section

#: As the pack names them, Monday first.
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = (5, 6)


def days_off(root: Section) -> tuple[int, ...]:
    """The weekdays off every week (Monday is 0); Saturday and Sunday where the pack says nothing."""
    if "days_off" not in root.values:
        root.get("days_off")
        return WEEKEND
    words = root.texts("days_off")
    for word in words:
        if word not in WEEKDAYS:
            root.not_among("days_off", word, WEEKDAYS)
    found = {WEEKDAYS.index(word) for word in words if word in WEEKDAYS}
    if len(found) == len(WEEKDAYS):
        root.fault("days_off", N_("{where}: every day of the week is off; leave one to work on"))
    return tuple(sorted(found))


def hours(root: Section) -> tuple[Interval, ...]:
    """The intervals of a working day in minutes after midnight; none where the pack counts no working time."""
    texts = root.texts("hours")
    if "hours" in root.values and root.values["hours"] == []:
        root.fault("hours", N_("{where}: there is no interval; write one such as 09:00-12:00, or take the line out"))
    found: list[Interval] = []
    for text in texts:
        interval = _interval(root, text)
        if interval is not None:
            if found and interval[0] < found[-1][1]:
                message = N_("{where}: {value} begins before {other} has ended; put them in order")
                root.fault("hours", message, value=text, other=interval_text(found[-1]))
            found.append(interval)
    return tuple(found)


def _interval(root: Section, text: str) -> Interval | None:
    try:
        return parse_interval(text)
    except Refused:
        message = N_("{where}: {value} is no working time; write it such as 09:00-12:00 or 18:00-24:00")
        root.fault("hours", message, value=text)
    return None
