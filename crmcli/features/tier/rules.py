"""Which tier a member holds, and how it came about.

A tier is what the counted amount earns on the ladder in force, or what somebody
gave by hand while that holds, whichever is higher. Source: domain/money.md, Tiers.
"""

from __future__ import annotations

from typing import NamedTuple

from crmcli.packs.model import LIFETIME, TierPolicy

#: Everything a member ever consumed, and what is reached stays: what counts where nothing else is said.
PLAIN = TierPolicy(LIFETIME, "consumption")
PAYMENT = "payment"


class Rung(NamedTuple):
    """A tier of a ladder and the amount, inclusive, from which it is held.

    `keep_fen` is what a retention period must have counted; where the pack says nothing, as much as it takes to
    reach it.
    """

    code: str
    name: str
    from_fen: int
    keep_fen: int | None = None

    @property
    def needed_fen(self) -> int:
        """What a retention period must have counted for the tier to be kept."""
        return self.from_fen if self.keep_fen is None else self.keep_fen


class Ladder(NamedTuple):
    """The tiers in force from a day on, lowest first, never empty; and by what policy they are held."""

    on_day: str
    rungs: tuple[Rung, ...]
    policy: TierPolicy = PLAIN

    @property
    def is_lifetime(self) -> bool:
        """Whether the tier is what the whole sum earns: then no day but one of an entry ever moves anybody."""
        return self.policy.months is None and self.policy.retention is None

    @property
    def rules(self) -> tuple[tuple[Rung, ...], TierPolicy]:
        """What it says, whenever it came into force."""
        return self.rungs, self.policy

    def rank(self, code: str) -> int:
        """The place of a tier, 0 the lowest; -1 where this ladder has none of that code."""
        return next((place for place, rung in enumerate(self.rungs) if rung.code == code), -1)


class Entry(NamedTuple):
    """A movement that counts: its id, kind and day, what it adds to consumption, and to what was paid (else as much).

    A refund belongs to the day of what it refunds (`of_day`): it counts from its own day on, and leaves a window
    together with its purchase, or an amount that is no longer looked at would go on being taken off.
    """

    id: int
    kind: str
    on_day: str
    amount_fen: int
    paid_fen: int | None = None
    of_day: str | None = None

    @property
    def day(self) -> str:
        """The day it belongs to."""
        return self.of_day or self.on_day

    def counted(self, counts: str) -> int:
        """What it adds under a policy that counts consumption or payment."""
        return self.paid_fen if counts == PAYMENT and self.paid_fen is not None else self.amount_fen


class Grant(NamedTuple):
    """A tier given by hand from a day on, until a day (inclusive) or for good."""

    id: int
    member_id: int
    tier: str
    on_day: str
    until_on: str | None
    reason: str


class Change(NamedTuple):
    """A move from tier to tier: the day, what caused it, and the entry or grant that did."""

    on_day: str
    from_tier: str
    to_tier: str
    cause: str
    entry_id: int | None = None
    grant_id: int | None = None


class Held(NamedTuple):
    """The tier held on a day: its rank, what the amount alone earns, and the grant that lifts it, if any."""

    rank: int
    earned_rank: int
    grant: Grant | None


def rank_of(ladder: Ladder, counted_fen: int) -> int:
    """The highest rung whose amount is reached; at least the lowest."""
    return max((place for place, rung in enumerate(ladder.rungs) if counted_fen >= rung.from_fen), default=0)


def holds(grant: Grant | None, day: str) -> bool:
    """Whether a hand-given tier counts on a day."""
    return grant is not None and grant.on_day <= day and (grant.until_on is None or day <= grant.until_on)


def held(ladder: Ladder, earned: int, grant: Grant | None, day: str) -> Held:
    """The tier on a day of somebody who earns a rank; a grant lifts, it never lowers."""
    if grant is not None and holds(grant, day) and ladder.rank(grant.tier) > earned:
        return Held(ladder.rank(grant.tier), earned, grant)
    return Held(earned, earned, None)


def to_next(ladder: Ladder, counted_fen: int, rank: int) -> tuple[Rung, int] | None:
    """The next rung above a rank and the 分 that are missing; None at the top."""
    if rank + 1 >= len(ladder.rungs):
        return None
    rung = ladder.rungs[rank + 1]
    return rung, max(rung.from_fen - counted_fen, 0)
