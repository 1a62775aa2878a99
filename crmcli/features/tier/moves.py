"""Who moves when another ladder comes into force: everybody in one pass, hand-given tiers included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.member import store as members
from crmcli.features.tier import store
from crmcli.features.tier.counted import entries_of_all
from crmcli.features.tier.replay import replay
from crmcli.features.tier.rules import PAYMENT, Entry, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection


class Move(NamedTuple):
    """Somebody a ladder moves, from the tier held to the one it gives."""

    member_id: int
    name: str
    from_tier: str
    to_tier: str
    counted_fen: int


def moves(db: Connection, ladder: Ladder, today: str) -> Iterator[Move]:
    """Who would move if `ladder` came into force today.

    Where it asks for nothing but the whole sum, which is kept, the engine compares and only who moves is fetched;
    else the entries of everybody are replayed as they are read.
    """
    return _by_sum(db, ladder, today) if ladder.is_lifetime else _by_entries(db, ladder, today)


def _by_sum(db: Connection, ladder: Ladder, today: str) -> Iterator[Move]:
    places = range(len(ladder.rungs))
    earned = " ".join(f"WHEN s.counted >= :from_{place} THEN {place}" for place in reversed(places))
    given = " ".join(f"WHEN :code_{place} THEN {place}" for place in places)
    codes = " ".join(f"WHEN {place} THEN :code_{place}" for place in places)
    values: dict[str, Any] = {"today": today}
    for place, rung in enumerate(ladder.rungs):
        values |= {f"from_{place}": rung.from_fen, f"code_{place}": rung.code}
    summed = "SELECT s.*, s.spend_fen AS counted FROM member_state s"
    if ladder.policy.counts == PAYMENT:
        summed = (
            "SELECT s.*, COALESCE(q.paid_fen, 0) AS counted FROM member_state s "
            "LEFT JOIN ledger_sum q ON q.member_id = s.member_id"
        )
    found = db.execute(
        f"SELECT s.member_id, m.name, {members.TIER} AS from_tier, CASE s.rank {codes} END AS to_tier, s.counted "
        "FROM (SELECT s.*, CASE WHEN s.given > s.earned THEN s.given ELSE s.earned END AS rank FROM ("
        f"SELECT s.*, CASE {earned} ELSE 0 END AS earned, CASE WHEN s.floor_until IS NULL OR s.floor_until >= :today "
        f"THEN CASE s.floor_tier {given} ELSE -1 END ELSE -1 END AS given FROM ({summed}) s) s) s "
        "JOIN member m ON m.id = s.member_id "
        f"WHERE s.earned_rank >= 0 AND CASE s.rank {codes} END IS NOT ({members.TIER}) ORDER BY s.member_id",
        values,
    )
    return (Move(*row) for row in found)


_HELD = (
    f"SELECT s.member_id, m.name, {members.TIER} AS tier, "
    "CASE WHEN s.floor_until IS NULL OR s.floor_until >= :today THEN s.floor_tier END AS floor "
    "FROM member_state s JOIN member m ON m.id = s.member_id WHERE s.earned_rank >= 0 ORDER BY s.member_id"
)


def _by_entries(db: Connection, ladder: Ladder, today: str) -> Iterator[Move]:
    known = store.ladders(db)
    ladders = known if known[-1].rules == ladder.rules else [*known, ladder]
    entries = _Entries(entries_of_all(db, ladders))
    for member_id, name, tier, floor in map(tuple, db.execute(_HELD, {"today": today})):
        counted, rank = _replayed(ladders, entries.of(member_id), today)
        rung = ladder.rungs[max(rank, ladder.rank(floor) if floor else -1)]
        if rung.code != tier:
            yield Move(member_id, name, tier, rung.code, counted)


def _replayed(ladders: Sequence[Ladder], entries: list[Entry], today: str) -> tuple[int, int]:
    """What counts and what is earned; whoever has no entry holds the lowest tier, whatever the rules."""
    if not entries:
        return 0, 0
    now = replay(ladders, entries, (), today)
    return now.counted_fen, now.held.earned_rank


class _Entries:
    """The entries of members asked for in the order of their ids, read along with them."""

    def __init__(self, found: Iterator[tuple[int, list[Entry]]]) -> None:
        self._found = found
        self._next: tuple[int, list[Entry]] | None = next(found, None)

    def of(self, member_id: int) -> list[Entry]:
        while self._next is not None and self._next[0] < member_id:
            self._next = next(self._found, None)
        return self._next[1] if self._next is not None and self._next[0] == member_id else []
