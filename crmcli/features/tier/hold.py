"""Tiers that are kept for a time (保级): what is held since when, and what was given up. Pure.

Source: domain/money.md, Tiers (retention). The rule in full:

- A tier reached is held for the policy's months from the day it was reached. Its last day is the one before the
  period ends.
- When a period ends, what was counted within it is looked at. It is as much as the tier needs: another period
  begins. It is less: the member falls (`not-kept`) one step, or to what the counted amount earns, one step at
  least; a period of the lower tier begins. The lowest tier never falls.
- On every day with an entry a member climbs to the highest tier whose amount is reached; one that was not kept only
  once the period that runs has counted what it takes to keep it. Whoever jumps a tier holds that one as well, and
  falls back on it.
- What leaves a rolling window lowers nobody within a period: that is what keeping means. A refund does, at once, where
  it takes away what the tier was reached with and this is still the first period.
- A day is looked at as a whole, so that the order of its entries does not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crmcli.features.tier.rules import Entry, Ladder, Rung
from crmcli.features.tier.window import months_after


class Hold:
    """A tier somebody holds: the period that runs, and what was counted in it.

    `reached_fen` is what the tier was reached with, less what was refunded of it since; None where it does not rest
    on an amount any more. `window_from` is the first day of what that amount is made of.
    """

    __slots__ = ("anchor", "begin", "counted_fen", "end", "months", "number", "rank", "reached_fen", "window_from")

    def __init__(
        self, rank: int, day: date, months: int, reached_fen: int | None = None, window_from: str = ""
    ) -> None:
        self.rank, self.months = rank, months
        self.anchor = self.begin = day
        self.end = months_after(day, months)
        self.number = 1
        self.counted_fen = 0
        self.reached_fen, self.window_from = reached_fen, window_from

    def renew(self) -> None:
        """Begins the next period; counted from the anchor, or a day at a month's end would wander."""
        self.number += 1
        self.begin, self.end = self.end, months_after(self.anchor, self.number * self.months)
        self.counted_fen, self.reached_fen = 0, None

    def take(self, entry: Entry, fen: int) -> None:
        """Counts an entry; one that belongs to an earlier period changes nothing of this one."""
        if entry.day >= self.begin.isoformat():
            self.counted_fen += fen
        if self.reached_fen is not None and entry.day >= self.window_from:
            self.reached_fen += fen


class Holds:
    """The tiers held, lowest first; the highest is the one that shows. Those below run on in its shade."""

    def __init__(self, ladder: Ladder, day: date) -> None:
        retention = ladder.policy.retention
        assert retention is not None
        self._rungs: Sequence[Rung] = ladder.rungs
        self._months, self._fall = retention.months, retention.fall
        self._rolls = ladder.policy.months is not None
        self.held = [Hold(0, day, self._months)]
        self.lost: set[int] = set()

    @property
    def top(self) -> Hold:
        """The highest."""
        return self.held[-1]

    def climb(self, day: date, counted_fen: int, window_from: str, day_fen: int) -> None:
        """Takes every tier up to the highest that is earned on a day; `day_fen` is what belongs to the day itself."""
        best = self._earned(counted_fen)
        for rank in range(self.top.rank + 1, best + 1):
            self.held.append(Hold(rank, day, self._months, counted_fen, window_from))
            self.top.counted_fen = day_fen
        self.lost -= set(range(best + 1))

    def _earned(self, counted_fen: int) -> int:
        within = self.top.counted_fen
        for rank in range(len(self._rungs) - 1, 0, -1):
            rung = self._rungs[rank]
            if counted_fen >= rung.from_fen and (rank not in self.lost or within >= rung.needed_fen):
                return rank
        return 0

    def missing(self, rank: int) -> int:
        """What the period that runs lacks to win back a tier that was not kept; nothing of any other."""
        return max(self._rungs[rank].needed_fen - self.top.counted_fen, 0) if rank in self.lost else 0

    def undo(self) -> None:
        """Gives up what a refund has taken away in the period it was reached in."""
        self.held = [
            one
            for one in self.held
            if one.rank == 0 or one.reached_fen is None or one.reached_fen >= self._rungs[one.rank].from_fen
        ]

    def forget(self, counted_fen: int) -> None:
        """Under a rolling basis a tier whose amount has left the window is not given up but not earned any more, and
        is earned afresh.
        """
        if self._rolls:
            self.lost = {rank for rank in self.lost if counted_fen >= self._rungs[rank].from_fen}

    def next_end(self) -> date:
        """The day on which the first of the periods ends."""
        return min(one.end for one in self.held)

    def pass_end(self, counted_fen: int) -> None:
        """What becomes of the highest of those whose period ends first."""
        day = self.next_end()
        place = max(place for place, one in enumerate(self.held) if one.end == day)
        ended = self.held[place]
        if ended.rank == 0 or ended.counted_fen >= self._rungs[ended.rank].needed_fen:
            ended.renew()
            return
        rank = ended.rank - 1 if self._fall == "step" else min(ended.rank - 1, self._amount_earns(counted_fen))
        self.lost |= set(range(rank + 1, ended.rank + 1))
        self.lost.discard(rank)
        below = [one for one in self.held[:place] if one.rank < rank]
        self.held = [*below, Hold(rank, day, self._months), *self.held[place + 1 :]]
        self.forget(counted_fen)

    def _amount_earns(self, counted_fen: int) -> int:
        return max((place for place, rung in enumerate(self._rungs) if counted_fen >= rung.from_fen), default=0)

    def for_good(self) -> bool:
        """Whether nothing lowers the tier any more if nothing happens."""
        return self.top.rank == 0 or self._rungs[self.top.rank].needed_fen <= 0

    def carry(self, before: Holds, old: Ladder, new: Ladder, day: date, counted_fen: int) -> None:
        """Takes over from an earlier ladder that kept tiers too: by code, with the period that runs where it is as
        long as before.
        """
        self.lost = {rank for one in before.lost if (rank := new.rank(old.rungs[one].code)) > 0}
        kept = new.rank(old.rungs[before.top.rank].code)
        if kept > 0 and kept >= self._earned(counted_fen):
            last = before.top if before._months == self._months else Hold(kept, day, self._months)
            if last is before.top and old.rungs[last.rank].from_fen != new.rungs[kept].from_fen:
                last.reached_fen = None
            last.rank = kept
            self.held.append(last)
