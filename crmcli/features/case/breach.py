"""Clocks that ran out unmet, and the ladder they climb against whoever took the case first. Pure.

Source: domain/cases.md, First-asked responsibility and Clocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from crmcli.features.case.life import (
    ANSWERED,
    CALLED,
    CLOSED,
    CONFIRMED,
    PROMISED,
    REACHED,
    REOPENED,
    RESOLVED,
)

Row = Mapping[str, Any]

PROPOSED, CONFIRMED_BREACH, DISMISSED = DECISIONS = ("proposed", "confirmed", "dismissed")
ANSWER, RESOLUTION, PROMISE = CLOCKS = ("answer", "resolution", "promise")
#: Steps in which the customer was spoken to; a call only where it reached them.
_SPOKEN = (ANSWERED, RESOLVED, CONFIRMED)


class Ended(NamedTuple):
    """A clock that ran out unmet: `clock` with its number from the second on (promise-2), when it ran out, and when
    what it was for was done after all.
    """

    clock: str
    due_at: str
    met_at: str | None = None


def ended(steps: Sequence[Row], clocks: Sequence[Row], now: str) -> list[Ended]:
    """The clocks of a case that ran out before they were met, from its steps and its deadlines, in order of time.

    The answer clock runs once, that of the resolution anew each time the case is opened again, and each promise
    has one of its own; a promise given anew before its time takes the place of the one before.
    """
    found = [*_answer(steps, clocks, now), *_resolutions(steps, clocks, now), *_promises(steps, now)]
    return sorted(found, key=lambda one: (one.due_at, one.clock))


def _answer(steps: Sequence[Row], clocks: Sequence[Row], now: str) -> list[Ended]:
    due_at = _in_force(clocks, ANSWER, steps)
    return _unmet([(due_at, _spoken_at(steps), _end(steps, now))], ANSWER)


def _resolutions(steps: Sequence[Row], clocks: Sequence[Row], now: str) -> list[Ended]:
    rounds = _rounds(steps)
    told = []
    for part in rounds:
        done_at = next((step["at"] for step in part if step["kind"] == RESOLVED), None)
        told.append((_in_force(clocks, RESOLUTION, part), done_at, _end(part, now)))
    return _unmet(told, RESOLUTION)


def _promises(steps: Sequence[Row], now: str) -> list[Ended]:
    told = []
    for place, step in enumerate(steps):
        if step["kind"] != PROMISED:
            continue
        after = _until_reopened(steps[place + 1 :])
        again = next((later["at"] for later in after if later["kind"] == PROMISED), None)
        due_at = None if again and again <= step["until_at"] else step["until_at"]
        told.append((due_at, _spoken_at(after), _end(after, now)))
    return _unmet(told, PROMISE)


def _unmet(told: Iterable[tuple[str | None, str | None, str]], clock: str) -> list[Ended]:
    """Those of the deadlines, with when each was met and until when it could be, that ran out before."""
    found = []
    for number, (due_at, met_at, end) in enumerate(told, 1):
        name = clock if number == 1 else f"{clock}-{number}"
        if due_at is not None and due_at < (met_at or end):
            found.append(Ended(name, due_at, met_at))
    return found


def _in_force(clocks: Sequence[Row], name: str, steps: Sequence[Row]) -> str | None:
    """The deadline some steps left in force; None where there was none or it was called off."""
    ids = {step["id"] for step in steps}
    return next((row["due_at"] for row in reversed(clocks) if row["name"] == name and row["event_id"] in ids), None)


def _rounds(steps: Sequence[Row]) -> list[list[Row]]:
    """The steps cut before each time the case was opened again."""
    rounds: list[list[Row]] = [[]]
    for step in steps:
        if step["kind"] == REOPENED:
            rounds.append([])
        rounds[-1].append(step)
    return rounds


def _until_reopened(steps: Sequence[Row]) -> list[Row]:
    return _rounds(steps)[0]


def _spoken_at(steps: Sequence[Row]) -> str | None:
    """When the customer was first spoken to."""
    return next((step["at"] for step in steps if _is_spoken(step)), None)


def _is_spoken(step: Row) -> bool:
    return step["kind"] in _SPOKEN or (step["kind"] == CALLED and step["outcome"] == REACHED)


def _end(steps: Sequence[Row], now: str) -> str:
    """Until when a clock of these steps could run out: they were closed, or it is now."""
    return next((step["at"] for step in steps if step["kind"] == CLOSED), now)


def climbed(breaches: Sequence[dict[str, Any]], rungs: Sequence[str]) -> list[dict[str, Any]]:
    """Breaches with `count`, the how-manieth of whoever took the case first, and the `rung` that follows from it.

    In order of the time they happened. A dismissed one counts for nothing and has no rung; what was confirmed
    keeps the rung it was confirmed for, and past the top the top stays.
    """
    counts: dict[int, int] = {}
    found = []
    for one in sorted(breaches, key=lambda one: (one["due_at"], one["case_id"], one["clock"])):
        if one["decision"] == DISMISSED:
            found.append(one | {"count": None, "rung": None})
            continue
        count = counts[one["staff_id"]] = counts.get(one["staff_id"], 0) + 1
        proposed = rungs[min(count, len(rungs)) - 1] if rungs else None
        found.append(one | {"count": count, "rung": one["rung"] or proposed})
    return found
