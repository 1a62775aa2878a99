"""Points in numbers: what an amount earns, which lots pay, on which day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.points.rules import Balance, Lot, allocate, balance, paying_order, points_for

EARNED = [
    ("1", 19800, 198),
    ("1", 19899, 198),
    ("1", 99, 0),
    ("1.5", 19899, 298),
    ("1.5", 100, 1),
    ("0.1", 999, 0),
    ("0.1", 1000, 1),
    ("2", 1, 0),
    ("0", 100000, 0),
    (None, 100000, 0),
    ("1", 0, 0),
    ("1", -100, 0),
    ("1.25", 10**12, 12_500_000_000),
]


@pytest.mark.parametrize(("rate", "fen", "points"), EARNED)
def test_an_amount_earns_by_the_yuan_rounded_down_once(rate: str | None, fen: int, points: int) -> None:
    assert points_for(rate, fen) == points


#: id, earned, unlocks, last day, points, left
LOTS = (
    Lot(1, "2026-01-01", None, None, 10, 10),
    Lot(2, "2026-03-01", "2026-03-08", "2027-03-01", 10, 10),
    Lot(3, "2026-02-01", None, "2027-02-01", 10, 10),
    Lot(4, "2026-01-15", None, "2027-02-01", 10, 10),
    Lot(5, "2026-02-01", None, "2027-02-01", 10, 10),
)


def test_soonest_expiry_pays_first_then_the_oldest_and_what_never_lapses_last() -> None:
    assert [lot.id for lot in paying_order(LOTS)] == [4, 3, 5, 2, 1]


#: day, free, locked, lapsed
DAYS = [
    ("2026-03-07", 40, 10, 0),
    ("2026-03-08", 50, 0, 0),
    ("2027-02-01", 50, 0, 0),
    ("2027-02-02", 20, 0, 30),
    ("2027-03-01", 20, 0, 30),
    ("2027-03-02", 10, 0, 40),
    ("2099-01-01", 10, 0, 40),
]


@pytest.mark.parametrize(("day", "free", "locked", "lapsed"), DAYS)
def test_a_lot_is_free_from_its_day_to_its_last_day(day: str, free: int, locked: int, lapsed: int) -> None:
    held = balance(LOTS, 0, day)
    assert held[:4] == (free, locked, 0, lapsed)


def test_what_is_owed_lessens_what_can_be_redeemed() -> None:
    assert [Balance(60, 0, debt, 0, ()).redeemable for debt in (0, 50, 60, 70)] == [60, 10, 0, 0]


TAKEN = [
    (5, [(4, 5)]),
    (10, [(4, 10)]),
    (25, [(4, 10), (3, 10), (5, 5)]),
    (40, [(4, 10), (3, 10), (5, 10), (1, 10)]),
]


@pytest.mark.parametrize(("points", "taken"), TAKEN)
def test_locked_lots_are_passed_over(points: int, taken: list[tuple[int, int]]) -> None:
    assert [(lot.id, part) for lot, part in allocate(LOTS, points, "2026-03-07")] == taken


def test_more_than_is_free_is_a_fault() -> None:
    with pytest.raises(ValueError, match="1 points more"):
        allocate(LOTS, 41, "2026-03-07")


_DAY = st.dates().map(lambda day: day.isoformat())


@st.composite
def lots(draw: st.DrawFn) -> list[Lot]:
    found = []
    for number in range(draw(st.integers(0, 12))):
        points = draw(st.integers(1, 500))
        left = draw(st.integers(1, points))
        unlocks, expires = draw(st.none() | _DAY), draw(st.none() | _DAY)
        found.append(Lot(number, draw(_DAY), unlocks, expires, points, left))
    return found


@given(lots(), _DAY, st.data())
def test_what_is_taken_is_what_was_asked_for_and_nothing_locked_or_lapsed(
    lots: list[Lot], day: str, data: st.DataObject
) -> None:
    held = balance(lots, 0, day)
    assert held.available + held.locked + held.expired == sum(lot.left for lot in lots)
    points = data.draw(st.integers(0, held.available))
    taken = allocate(lots, points, day)
    assert sum(part for _lot, part in taken) == points
    assert all(0 < part <= lot.left and not lot.is_locked(day) and not lot.has_lapsed(day) for lot, part in taken)
    # all but the last are taken whole, and nothing that pays sooner is left behind
    assert all(part == lot.left for lot, part in taken[:-1])
    free = [lot for lot in paying_order(lots) if not lot.is_locked(day) and not lot.has_lapsed(day)]
    assert [lot for lot, _part in taken] == free[: len(taken)]
