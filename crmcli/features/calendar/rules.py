"""Dated days: what a list changes in those that are known. Pure: values in, values out.

Source: domain/followups.md, Working calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from crmcli.core.findings import N_, Refused

OFF, WORK = "off", "work"
#: Where a day was taken from: the kept library, a list of the house, the clerk's own hand.
LIBRARY, FILE, HAND = "library", "file", "hand"

_WORDS = {
    **dict.fromkeys(("off", "休", "休息", "休息日", "休假", "放假", "假", "假日", "节假日", "rest", "holiday"), OFF),
    **dict.fromkeys(("work", "班", "上班", "补班", "工作", "工作日", "调休上班", "workday", "working"), WORK),
}


class CalendarDay(NamedTuple):
    """A day that is not what its weekday says: off or worked (ISO 8601), and the holiday it belongs to."""

    day: str
    kind: str
    name: str | None
    source: str


class Changes(NamedTuple):
    """What a list comes to: days to put in, days to change and to take out by id, and how many stay as they are.

    `kept` are days of the house's own that the library does not touch.
    """

    added: list[CalendarDay]
    changed: dict[int, CalendarDay]
    removed: list[int]
    unchanged: int
    kept: int


def kind_of(text: str, own: Mapping[str, str]) -> str:
    """Off or work, as people write it: 休, 班, off, work; `own` are the reader's words for the two by code.

    Refused: anything else, 调休 alone too, which may mean either.
    """
    word = text.strip().lower()
    kind = _WORDS.get(word) or next((code for code, told in own.items() if told.lower() == word), None)
    if kind is None:
        raise Refused(N_("{value} is neither a day off nor a working day: write off (休) or work (班)"), value=text)
    return kind


def changes(known: Iterable[Mapping[str, Any]], wanted: Iterable[CalendarDay], source: str) -> Changes:
    """What the wanted days change in the known rows, which are all of the same years.

    A list of the house goes before everything; a name it does not give stays. The library leaves the house's
    own days alone, and takes out those of its own it no longer holds.
    """
    rows = {row["day"]: row for row in known}
    found = Changes([], {}, [], 0, 0)
    unchanged = kept = 0
    listed = {day.day: day for day in wanted}
    for day in listed.values():
        row = rows.get(day.day)
        if row is None:
            found.added.append(day)
        elif source == LIBRARY and row["source"] != LIBRARY:
            kept += 1
        elif (row["kind"], row["name"]) == (day.kind, day.name or row["name"]):
            unchanged += 1
        else:
            found.changed[row["id"]] = day._replace(name=day.name or row["name"])
    if source == LIBRARY:
        found.removed.extend(
            row["id"] for row in rows.values() if row["source"] == LIBRARY and row["day"] not in listed
        )
    return found._replace(unchanged=unchanged, kept=kept)
