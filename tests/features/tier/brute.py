"""The tier of a day found out day by day from nothing but the entries: slow, and without a running figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from crmcli.features.tier.rules import Entry, Ladder

Day = timedelta(days=1)


def months(count: int) -> relativedelta:
    return relativedelta(months=count)


@dataclass
class Kept:
    """A tier held since a day: which period it is in, and whether it still rests on what it was reached with."""

    rank: int
    since: date
    period: int = 0
    reached: bool = False

    def begin(self, length: int) -> date:
        return self.since + months(self.period * length)

    def end(self, length: int) -> date:
        return self.since + months((self.period + 1) * length)


def tiers_by_day(ladder: Ladder, entries: Sequence[Entry], first: date, last: date) -> dict[date, int]:
    """The rank at the end of each day."""
    member = Member(ladder, entries, first)
    found = {}
    day = first
    while day <= last:
        found[day] = member.on(day)
        day += Day
    return found


class Member:
    """Somebody seen every day in turn."""

    def __init__(self, ladder: Ladder, entries: Sequence[Entry], first: date) -> None:
        self.ladder, self.entries = ladder, entries
        self.kept = [Kept(0, first)]
        self.lost: set[int] = set()

    def total(self, upto: date, since: date = date.min) -> int:
        """What is known by a day of what belongs to the days from another on."""
        return sum(
            entry.amount_fen
            for entry in self.entries
            if date.fromisoformat(entry.on_day) <= upto and date.fromisoformat(entry.day) >= since
        )

    def window(self, day: date) -> date:
        length = self.ladder.policy.months
        return date.min if length is None else day - months(length) + Day

    def earned(self, counted: int) -> int:
        return max((rank for rank, rung in enumerate(self.ladder.rungs) if counted >= rung.from_fen), default=0)

    def on(self, day: date) -> int:
        retention = self.ladder.policy.retention
        if retention is None:
            return self.earned(self.total(day, self.window(day)))
        length = retention.months
        # what was entered today comes after what ends today
        so_far = self.total(day - Day, self.window(day))
        while any(one.end(length) == day for one in self.kept):
            one = max((one for one in self.kept if one.end(length) == day), key=lambda one: one.rank)
            within = self.total(day - Day, one.begin(length))
            if one.rank == 0 or within >= self.ladder.rungs[one.rank].needed_fen:
                one.period, one.reached = one.period + 1, False
                continue
            rank = one.rank - 1 if retention.fall == "step" else min(one.rank - 1, self.earned(so_far))
            self.lost |= {place for place in range(len(self.ladder.rungs)) if rank < place <= one.rank}
            self.lost -= {rank}
            self.kept = (
                [k for k in self.kept if k.rank < rank]
                + [Kept(rank, day)]
                + [k for k in self.kept if k.rank > one.rank]
            )
        self.fresh(so_far)
        if any(entry.on_day == day.isoformat() for entry in self.entries):
            self.weigh(day, length)
        return self.kept[-1].rank

    def fresh(self, counted: int) -> None:
        if self.ladder.policy.months is not None:
            self.lost = {rank for rank in self.lost if counted >= self.ladder.rungs[rank].from_fen}

    def weigh(self, day: date, length: int) -> None:
        rungs = self.ladder.rungs
        self.kept = [
            one
            for one in self.kept
            if one.rank == 0 or not one.reached or self.total(day, self.window(one.since)) >= rungs[one.rank].from_fen
        ]
        counted = self.total(day, self.window(day))
        self.fresh(counted)
        top = self.kept[-1]
        within = self.total(day, top.begin(length))
        able = [
            rank
            for rank, rung in enumerate(rungs)
            if counted >= rung.from_fen and (rank not in self.lost or within >= rung.needed_fen)
        ]
        best = max(able, default=0)
        self.kept += [Kept(rank, day, reached=True) for rank in range(top.rank + 1, best + 1)]
        self.lost -= set(range(best + 1))
