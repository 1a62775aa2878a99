"""Where complaints gather: counted by what they are about, with their Pareto and against the time before. Pure.

Source: domain/cases.md, Seeing the pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

Row = dict[str, Any]

ALL, COMPLAINER = "all", "complainer"
#: What cases are counted by, in the order it is shown.
DIMENSIONS = ("matter", "department", "person", "item", "channel")
#: How often somebody complains before they are named.
REPEATED = 2


class Period(NamedTuple):
    """Days, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    def before(self) -> Period:
        """The same number of days right before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


class Seen(NamedTuple):
    """The cases of the period and of the one before, and how often members came in the period.

    `item_visits` counts the days on which a member bought an item, by its name.
    """

    now: Sequence[Row]
    before: Sequence[Row]
    visits: int
    item_visits: Mapping[str, int]


def hotspots(seen: Seen, word: Callable[[str, str], str]) -> list[Row]:
    """One row for the whole, then one for each group of each dimension, then those who complained repeatedly.

    `word(dimension, value)` is what a person calls a value. Groups stand largest first, those nothing was
    recorded for (`what` None) last; a group of the time before that is gone stands with 0.
    """
    whole = _row(ALL, None, seen.now, seen, len(seen.before), seen.visits)
    found = [whole | {"share": 1.0 if seen.now else None, "cumulative": None}]
    for dimension in DIMENSIONS:
        found += _groups(dimension, seen, word)
    return found + _repeated(seen)


def who(case: Row) -> tuple[str, Any]:
    """Who complains, so that the same person is known again: a member, else a phone, else nobody twice."""
    if case["member_id"] is not None:
        return "member", case["member_id"]
    if case["phone"]:
        return "phone", case["phone"]
    return "case", case["id"]


def _groups(dimension: str, seen: Seen, word: Callable[[str, str], str]) -> list[Row]:
    now, before = _by(dimension, seen.now), _by(dimension, seen.before)
    order = sorted(now.keys() | before.keys(), key=lambda value: _place(value, now, before))
    rows, running = [], 0
    for value in order:
        cases = now.get(value, [])
        visits = seen.item_visits.get(value, 0) if dimension == "item" and value else seen.visits
        called = word(dimension, value) if value else None
        running += len(cases)
        row = _row(dimension, called, cases, seen, len(before.get(value, [])), visits)
        rows.append(row | {"cumulative": _part(running, len(seen.now))})
    return rows


def _place(value: str, now: Mapping[str, list[Row]], before: Mapping[str, list[Row]]) -> tuple[Any, ...]:
    return (not value, -len(now.get(value, [])), -len(before.get(value, [])), value)


def _by(dimension: str, cases: Sequence[Row]) -> dict[str, list[Row]]:
    """The cases of each value; nothing recorded is the empty text."""
    found: dict[str, list[Row]] = {}
    for case in cases:
        found.setdefault((case[dimension] or "").strip(), []).append(case)
    return found


def _repeated(seen: Seen) -> list[Row]:
    """Those who complained more than once in the period, most often first."""
    now, before = _people(seen.now), _people(seen.before)
    often = [person for person, cases in now.items() if len(cases) >= REPEATED]
    rows = []
    for person in sorted(often, key=lambda one: (-len(now[one]), now[one][0]["id"])):
        cases = now[person]
        row = _row(COMPLAINER, cases[0]["name"], cases, seen, len(before.get(person, [])), None)
        rows.append(row | {"cumulative": None, "member_id": cases[0]["member_id"]})
    return rows


def _people(cases: Sequence[Row]) -> dict[tuple[str, Any], list[Row]]:
    found: dict[tuple[str, Any], list[Row]] = {}
    for case in cases:
        found.setdefault(who(case), []).append(case)
    return found


def _row(by: str, what: str | None, cases: Sequence[Row], seen: Seen, previous: int, visits: int | None) -> Row:
    people = _people(cases)
    return {
        "by": by,
        "what": what,
        "member_id": None,
        "count": len(cases),
        "share": _part(len(cases), len(seen.now)),
        "previous": previous,
        "change": len(cases) - previous,
        "complainers": len(people),
        "repeated": sum(len(own) >= REPEATED for own in people.values()),
        "visits": visits,
        "rate": round(100 * len(cases) / visits, 2) if visits else None,
        "cases": [case["no"] for case in cases],
    }


def _part(count: int, whole: int) -> float | None:
    return round(count / whole, 4) if whole else None
