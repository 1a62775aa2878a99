"""How points come and go: what an amount earns, which lots are free on a day, which of them pay. Pure.

Source: domain/money.md, Points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Lot(NamedTuple):
    """Points that came together: on which day, from when they are free, the last day they can be spent.

    `left` is what of `points` nothing has taken yet; `expires_on` None is without end.
    """

    id: int
    earned_on: str
    unlocks_on: str | None
    expires_on: str | None
    points: int
    left: int

    def has_lapsed(self, day: str) -> bool:
        """Whether it can be spent no more on a day; on its last day it still can."""
        return self.expires_on is not None and self.expires_on < day

    def is_locked(self, day: str) -> bool:
        """Whether it cannot be spent yet; on the day it unlocks it can."""
        return self.unlocks_on is not None and day < self.unlocks_on


class Balance(NamedTuple):
    """What a member holds on a day: free, locked, owed, lapsed and not booked yet, and the lots that can be spent
    or will be, in the order in which they pay.
    """

    available: int
    locked: int
    debt: int
    expired: int
    lots: tuple[Lot, ...]

    @property
    def redeemable(self) -> int:
        """What can be redeemed: what is free, less what is owed."""
        return max(self.available - self.debt, 0)


def points_for(rate: str | None, fen: int) -> int:
    """The points an amount earns at a rate a yuan, a decimal as text; rounded down, once."""
    if rate is None or fen <= 0:
        return 0
    whole, _point, part = rate.partition(".")
    hundredths: int = 100 * 10 ** len(part)
    return int(whole + part) * fen // hundredths


def paying_order(lots: Iterable[Lot]) -> list[Lot]:
    """Soonest expiry first, then oldest; what never lapses last."""
    return sorted(lots, key=lambda lot: (lot.expires_on is None, lot.expires_on or "", lot.earned_on, lot.id))


def balance(lots: Iterable[Lot], debt: int, day: str) -> Balance:
    """What lots and a debt come to on a day."""
    lots = list(lots)
    living = paying_order(lot for lot in lots if not lot.has_lapsed(day))
    locked = sum(lot.left for lot in living if lot.is_locked(day))
    held = sum(lot.left for lot in living)
    return Balance(held - locked, locked, debt, sum(lot.left for lot in lots) - held, tuple(living))


def allocate(lots: Sequence[Lot], points: int, day: str) -> list[tuple[Lot, int]]:
    """Which free lots pay so many points on a day, and how much each; `points` are there, or it is a fault."""
    taken = []
    for lot in paying_order(lots):
        if points and not lot.has_lapsed(day) and not lot.is_locked(day):
            part = min(points, lot.left)
            taken.append((lot, part))
            points -= part
    if points:
        raise ValueError(f"{points} points more than are free")
    return taken
