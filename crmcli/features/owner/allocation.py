"""Who gets the customers that are due for somebody else: round robin within the team. Pure.

Source: domain/ownership.md, `owner review --apply`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Why a customer stays where they are.
NOBODY, BLOCKED, FULL = "nobody", "blocked", "full"


class Taker(NamedTuple):
    """Somebody of the team: how many customers they hold, and the number of their last assignment of this way."""

    id: int
    held: int
    last: int = 0


class Waiting(NamedTuple):
    """A customer due for somebody else, the present owner, and who held them too lately to get them back."""

    member_id: int
    owner_id: int
    blocked: frozenset[int] = frozenset()


class Given(NamedTuple):
    """Who gets a customer; None with the reason where nobody does."""

    waiting: Waiting
    to_id: int | None
    reason: str | None = None


def allocate(waiting: Sequence[Waiting], takers: Sequence[Taker], capacity: int | None) -> list[Given]:
    """Gives each customer in turn to whoever has got fewest so far, of these to whose last lies furthest back.

    Never to the present owner, to somebody blocked, or beyond the capacity; who gives one away has room for one.
    The same input gives the same output: equal ones go by number.
    """
    held = {taker.id: taker.held for taker in takers}
    last = {taker.id: taker.last for taker in takers}
    got = dict.fromkeys(held, 0)
    turn = max(last.values(), default=0)
    given = []
    for one in waiting:
        free = [number for number in held if number != one.owner_id and number not in one.blocked]
        open_to = [number for number in free if capacity is None or held[number] < capacity]
        if not open_to:
            given.append(Given(one, None, _why_not(one, list(held), free)))
            continue
        to_id = min(open_to, key=lambda number: (got[number], last[number], number))
        turn += 1
        got[to_id], last[to_id] = got[to_id] + 1, turn
        held[to_id] += 1
        if one.owner_id in held:
            held[one.owner_id] -= 1
        given.append(Given(one, to_id))
    return given


def _why_not(one: Waiting, team: list[int], free: list[int]) -> str:
    if free:
        return FULL
    return BLOCKED if any(number != one.owner_id for number in team) else NOBODY
