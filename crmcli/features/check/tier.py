"""Whether the tier that is kept of a member is what the ladder and the entries give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmcli.core.findings import N_, Finding
from crmcli.features.member.store import member_no
from crmcli.features.tier import store
from crmcli.features.tier.counted import entries_of_all
from crmcli.features.tier.replay import replay
from crmcli.features.tier.rules import PAYMENT, Ladder

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

_HAS_TIER = "m.standing IN ('member', 'left')"
_DIFFERS = N_("{of}: the tier is kept as {kept}, the entries make {found}")
_BY_HAND = N_("{of}: the tier given by hand is kept as {kept}, given was {found}")


def tiers(db: Connection, pack: Pack) -> Iterator[Finding]:
    """The tier earned, and the one given by hand, of every member."""
    ladders = store.ladders(db)
    earned = _of_sums(db, ladders[-1]) if ladders[-1].is_lifetime else _replayed(db, ladders)
    yield from (_finding(_DIFFERS, *differing) for differing in earned)
    yield from (_finding(_BY_HAND, *differing) for differing in _given(db))


def _finding(message: str, member_id: int, kept: str | None, found: str | None) -> Finding:
    return Finding(message, {"of": member_no(member_id), "kept": kept or "-", "found": found or "-"})


def _of_sums(db: Connection, ladder: Ladder) -> list[tuple[int, str | None, str | None]]:
    """Where the whole sum earns the tier."""
    counted = "paid_fen" if ladder.policy.counts == PAYMENT else "spend_fen"
    reached = " ".join(f"WHEN counted >= {rung.from_fen} THEN '{rung.code}'" for rung in reversed(ladder.rungs[1:]))
    earned = f"CASE {reached} ELSE '{ladder.rungs[0].code}' END" if reached else f"'{ladder.rungs[0].code}'"
    found = db.execute(
        f"SELECT id, kept, earned FROM (SELECT id, kept, CASE WHEN has_tier THEN {earned} END AS earned FROM ("
        f"SELECT m.id, {_HAS_TIER} AS has_tier, t.earned_tier AS kept, COALESCE(s.{counted}, 0) AS counted "
        "FROM member m LEFT JOIN member_state t ON t.member_id = m.id LEFT JOIN ledger_sum s ON s.member_id = m.id)) "
        "WHERE kept IS NOT earned"
    )
    return [tuple(row) for row in found]


def _replayed(db: Connection, ladders: list[Ladder]) -> Iterator[tuple[int, str | None, str | None]]:
    """Where days move members: everybody's entries once more."""
    rungs = ladders[-1].rungs
    found = {
        member_id: rungs[replay(ladders, entries).held.earned_rank].code
        for member_id, entries in entries_of_all(db, ladders)
    }
    kept = db.execute(
        f"SELECT m.id, t.earned_tier, {_HAS_TIER} FROM member m LEFT JOIN member_state t ON t.member_id = m.id"
    )
    for member_id, tier, has_tier in kept:
        earned = found.get(member_id, rungs[0].code) if has_tier else None
        if tier != earned:
            yield member_id, tier, earned


def _given(db: Connection) -> list[tuple[int, str | None, str | None]]:
    found = db.execute(
        "SELECT id, kept, given FROM (SELECT m.id, t.floor_tier AS kept, "
        f"CASE WHEN {_HAS_TIER} THEN (SELECT g.tier FROM tier_grant g WHERE g.member_id = m.id "
        "ORDER BY g.on_day DESC, g.id DESC LIMIT 1) END AS given "
        "FROM member m LEFT JOIN member_state t ON t.member_id = m.id) WHERE kept IS NOT given"
    )
    return [tuple(row) for row in found]
