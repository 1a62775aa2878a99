"""Which tier a member holds, and how it came about.

A tier is what the counted amount earns on the ladder in force, or what somebody
gave by hand while that holds, whichever is higher. Source: domain/money.md, Tiers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple


class Rung(NamedTuple):
    """A tier of a ladder and the amount, inclusive, from which it is held."""

    code: str
    name: str
    from_fen: int


class Ladder(NamedTuple):
    """The tiers in force from a day on, lowest first; never empty."""

    on_day: str
    rungs: tuple[Rung, ...]

    def rank(self, code: str) -> int:
        """The place of a tier, 0 the lowest; -1 where this ladder has none of that code."""
        return next((place for place, rung in enumerate(self.rungs) if rung.code == code), -1)


class Entry(NamedTuple):
    """A movement that counts: its id, kind, day and amount."""

    id: int
    kind: str
    on_day: str
    amount_fen: int


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


def held(ladder: Ladder, counted_fen: int, grant: Grant | None, day: str) -> Held:
    """The tier of an amount on a day; a grant lifts, it never lowers."""
    earned = rank_of(ladder, counted_fen)
    if grant is not None and holds(grant, day) and ladder.rank(grant.tier) > earned:
        return Held(ladder.rank(grant.tier), earned, grant)
    return Held(earned, earned, None)


def to_next(ladder: Ladder, counted_fen: int, rank: int) -> tuple[Rung, int] | None:
    """The next rung above a rank and the 分 that are missing; None at the top."""
    if rank + 1 >= len(ladder.rungs):
        return None
    rung = ladder.rungs[rank + 1]
    return rung, max(rung.from_fen - counted_fen, 0)


def history(ladders: Sequence[Ladder], entries: Iterable[Entry], grants: Iterable[Grant], until: date) -> list[Change]:
    """Every move up to a day, replayed from the ledger, the hand-given tiers and the ladders.

    Nobody starts with a move: the first ladder's lowest tier is where everybody begins.
    """
    events: list[tuple[str, int, int, str, Entry | Grant | Ladder | None]] = []
    events += [(e.on_day, 1, e.id, e.kind, e) for e in entries]
    for grant in grants:
        events.append((grant.on_day, 2, grant.id, "hand", grant))
        if grant.until_on:
            ends = date.fromisoformat(grant.until_on) + timedelta(days=1)
            events.append((ends.isoformat(), 0, grant.id, "floor-ended", None))
    events += [(ladder.on_day, 0, place, "ladder", ladder) for place, ladder in enumerate(ladders[1:])]
    events.sort(key=lambda event: event[:3])
    return _replay(ladders[0], events, until.isoformat())


def _replay(
    ladder: Ladder, events: Iterable[tuple[str, int, int, str, Entry | Grant | Ladder | None]], last_day: str
) -> list[Change]:
    changes: list[Change] = []
    counted, grant = 0, None
    tier = ladder.rungs[0].code
    for day, _order, _id, kind, event in events:
        if day > last_day:
            break
        if isinstance(event, Entry):
            counted += event.amount_fen
        elif isinstance(event, Grant):
            grant = event
        elif isinstance(event, Ladder):
            ladder = event
        now = ladder.rungs[held(ladder, counted, grant, day).rank].code
        if now != tier:
            entry_id = event.id if isinstance(event, Entry) else None
            grant_id = event.id if isinstance(event, Grant) else None
            changes.append(Change(day, tier, now, kind, entry_id, grant_id))
            tier = now
    return changes
