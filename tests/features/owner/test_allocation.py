"""Who gets the customers that are due: in turn, within capacity, never back to whom they were taken from."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.owner.allocation import BLOCKED, FULL, NOBODY, Given, Taker, Waiting, allocate


def who(given: list[Given]) -> list[int | None]:
    return [one.to_id for one in given]


def of(owner_id: int, *blocked: tuple[int, ...]) -> list[Waiting]:
    return [Waiting(number, owner_id, frozenset(people)) for number, people in enumerate(blocked, 1)]


TEAM = [Taker(1, 10), Taker(2, 0), Taker(3, 5)]


@pytest.mark.parametrize(
    ("waiting", "takers", "capacity", "wanted"),
    [
        (of(9, (), (), (), ()), TEAM, None, [1, 2, 3, 1]),  # in turn, by number
        (of(2, (), (), (), ()), TEAM, None, [1, 3, 1, 3]),  # never the present owner
        (of(9, (1,), (1,), (1,)), TEAM, None, [2, 3, 2]),  # never who had them lately
        (of(9, (), (), ()), [Taker(1, 0, 30), Taker(2, 0, 10), Taker(3, 0, 20)], None, [2, 3, 1]),  # longest ago first
        (of(9, (1, 2), (), ()), TEAM, None, [3, 1, 2]),  # fewest so far before number
        (of(9, (), (), (), ()), TEAM, 6, [2, 3, 2, 2]),  # who is full gets nobody
        (of(9, (), ()), [Taker(1, 10)], 10, [None, None]),
        (of(1, ()), [Taker(1, 10)], None, [None]),
        ([], TEAM, None, []),
        (of(9, ()), [], None, [None]),
    ],
)
def test_who_gets_whom(
    waiting: list[Waiting], takers: list[Taker], capacity: int | None, wanted: list[int | None]
) -> None:
    assert who(allocate(waiting, takers, capacity)) == wanted


@pytest.mark.parametrize(
    ("waiting", "takers", "capacity", "reason"),
    [
        (of(1, ()), [Taker(1, 0)], None, NOBODY),
        (of(9, ()), [], None, NOBODY),
        (of(1, (2,)), [Taker(1, 0), Taker(2, 0)], None, BLOCKED),
        (of(9, (1,)), [Taker(1, 0)], None, BLOCKED),
        (of(9, ()), [Taker(1, 5)], 5, FULL),
        (of(9, (1,)), [Taker(1, 0), Taker(2, 5)], 5, FULL),
    ],
)
def test_why_somebody_stays(waiting: list[Waiting], takers: list[Taker], capacity: int | None, reason: str) -> None:
    assert allocate(waiting, takers, capacity) == [Given(waiting[0], None, reason)]


def test_who_gives_one_away_has_room_for_another() -> None:
    waiting = [Waiting(1, 1), Waiting(2, 2), Waiting(3, 1)]
    assert who(allocate(waiting, [Taker(1, 5), Taker(2, 4)], 5)) == [2, 1, 2]


PEOPLE = st.integers(1, 6)
TAKERS = st.lists(st.tuples(PEOPLE, st.integers(0, 12), st.integers(0, 40)), unique_by=lambda one: one[0]).map(
    lambda found: [Taker(*one) for one in found]
)
WAITING = st.lists(st.tuples(PEOPLE, st.frozensets(PEOPLE)), max_size=25).map(
    lambda found: [Waiting(number, owner, blocked) for number, (owner, blocked) in enumerate(found, 1)]
)


@given(WAITING, TAKERS, st.none() | st.integers(1, 15))
def test_what_always_holds(waiting: list[Waiting], takers: list[Taker], capacity: int | None) -> None:
    given = allocate(waiting, takers, capacity)
    assert given == allocate(waiting, list(reversed(takers)), capacity)
    assert [one.waiting for one in given] == waiting
    held = {taker.id: taker.held for taker in takers}
    for one in given:
        able = {
            number
            for number in held
            if number != one.waiting.owner_id
            and number not in one.waiting.blocked
            and (capacity is None or held[number] < capacity)
        }
        if one.to_id is None:
            assert able == set()
            assert one.reason in (NOBODY, BLOCKED, FULL)
            continue
        assert one.to_id in able
        held[one.to_id] += 1
        if one.waiting.owner_id in held:
            held[one.waiting.owner_id] -= 1


@given(st.integers(0, 60), TAKERS.filter(bool))
def test_where_nothing_hinders_the_spread_is_even(count: int, takers: list[Taker]) -> None:
    given = allocate([Waiting(number, 99) for number in range(count)], takers, None)
    got = Counter(one.to_id for one in given)
    counts = [got[taker.id] for taker in takers]
    assert max(counts) - min(counts) <= 1


def test_two_runs_are_one_round() -> None:
    """Who was last in one run is last in the next, so that single customers do not all go to the first."""
    takers, order = [Taker(1, 0), Taker(2, 0), Taker(3, 0)], []
    for turn in range(1, 7):
        to_id = allocate([Waiting(turn, 99)], takers, None)[0].to_id
        order.append(to_id)
        takers = [taker._replace(last=turn) if taker.id == to_id else taker for taker in takers]
    assert order == [1, 2, 3, 1, 2, 3]
    assert all(one != other for one, other in pairwise(order))
