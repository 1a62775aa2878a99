"""What is kept of tiers that move by themselves: what is earned now, until when, and what lies ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from crmcli.features.tier.counted import entries_of_touched
from crmcli.features.tier.replay import Replayed, replay
from crmcli.features.tier.rules import Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection


class Earned(NamedTuple):
    """The rank earned as far as anything is known, and its last day; None where it stays."""

    rank: int
    until_on: str | None


def earned_of_touched(db: Connection, ladders: Sequence[Ladder]) -> dict[int, Earned]:
    """Of everybody in temp.touched who earns more than the lowest tier, what is earned; writes what lies ahead.

    For policies under which a day may move somebody; without one nothing is read. Entries are read in one pass.
    """
    db.execute("DELETE FROM tier_ahead WHERE member_id IN (SELECT member_id FROM touched)")
    if ladders[-1].is_lifetime:
        return {}
    found: dict[int, Earned] = {}
    db.executemany(
        "INSERT INTO tier_ahead (member_id, from_on, tier, rank, cause) VALUES (?, ?, ?, ?, ?)",
        _ahead(db, ladders, found),
    )
    return found


def _ahead(
    db: Connection, ladders: Sequence[Ladder], found: dict[int, Earned]
) -> Iterator[tuple[int, str, str, int, str]]:
    has_tier = {
        row[0]
        for row in db.execute(
            "SELECT m.id FROM touched t JOIN member m ON m.id = t.member_id WHERE m.standing IN ('member', 'left')"
        )
    }
    for member_id, entries in entries_of_touched(db, ladders):
        if member_id not in has_tier:
            continue
        now = replay(ladders, entries)
        if now.held.earned_rank > 0 or now.ahead:
            found[member_id] = Earned(now.held.earned_rank, _until(now))
            yield from ((member_id, *one) for one in now.ahead)


def _until(now: Replayed) -> str | None:
    if not now.ahead:
        return None
    return (date.fromisoformat(now.ahead[0].from_on) - timedelta(days=1)).isoformat()
