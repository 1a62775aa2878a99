"""`member tier` and `member upgrade`: how a tier came about, and evaluating everybody at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import yuan
from crmcli.features.member import store as members
from crmcli.features.member.store import member_no
from crmcli.features.tier import store
from crmcli.features.tier.counted import entries_of
from crmcli.features.tier.replay import Replayed, replay
from crmcli.features.tier.rules import Change, Grant, Ladder, to_next

if TYPE_CHECKING:
    from sqlite3 import Connection


def standing(db: Connection, member_id: int, day: date) -> Replayed:
    """The tier of a member on a day and everything it rests on, replayed from the ledger."""
    ladders = store.ladders(db)
    entries = entries_of(db, member_id, ladders)
    return replay(ladders, entries, store.grants_of(db, member_id), day.isoformat())


def explained(db: Connection, row: dict[str, Any], day: date, basis: str) -> dict[str, Any]:
    """The contract's answer to `member tier`; a prospect has no tier."""
    if row["standing"] == "prospect":
        nothing = dict.fromkeys(("tier", "tier_name", "earned", "by_hand", "next_tier", "to_next_tier", "keep_by"))
        who = {"no": member_no(row["id"]), "name": row["name"]}
        return {**who, **nothing, "counted": "0.00", "basis": basis, "history": []}
    now = standing(db, row["id"], day)
    rung = now.ladder.rungs[now.held.rank]
    following = to_next(now.ladder, now.counted_fen, now.held.rank)
    return {
        "no": member_no(row["id"]),
        "name": row["name"],
        "tier": rung.code,
        "tier_name": rung.name,
        "counted": yuan(now.counted_fen),
        "basis": basis,
        "earned": now.ladder.rungs[now.held.earned_rank].code,
        "by_hand": _by_hand(now.held.grant),
        "next_tier": following[0].name if following else None,
        "to_next_tier": yuan(following[1]) if following else None,
        "keep_by": now.held.grant.until_on if now.held.grant else None,
        "history": [changed(change) for change in now.changes],
    }


def _by_hand(grant: Grant | None) -> dict[str, Any] | None:
    return {"on": grant.on_day, "until": grant.until_on, "reason": grant.reason} if grant else None


def changed(change: Change) -> dict[str, Any]:
    """A move as the contract writes it."""
    return {
        "on": change.on_day,
        "from": change.from_tier,
        "to": change.to_tier,
        "cause": change.cause,
        "entry": change.entry_id,
    }


class Move(NamedTuple):
    """Somebody a new ladder moves."""

    member_id: int
    name: str
    from_tier: str
    to_tier: str
    counted_fen: int


def moves(db: Connection, ladder: Ladder, today: str) -> list[Move]:
    """Who would move if `ladder` came into force: one pass over the kept sums, hand-given tiers included.

    The engine compares; only who moves is fetched.
    """
    places = range(len(ladder.rungs))
    earned = " ".join(f"WHEN s.spend_fen >= :from_{place} THEN {place}" for place in reversed(places))
    given = " ".join(f"WHEN :code_{place} THEN {place}" for place in places)
    codes = " ".join(f"WHEN {place} THEN :code_{place}" for place in places)
    values: dict[str, Any] = {"today": today}
    for place, rung in enumerate(ladder.rungs):
        values |= {f"from_{place}": rung.from_fen, f"code_{place}": rung.code}
    found = db.execute(
        f"SELECT s.member_id, m.name, {members.TIER} AS from_tier, CASE s.rank {codes} END AS to_tier, s.spend_fen "
        "FROM (SELECT s.*, CASE WHEN s.given > s.earned THEN s.given ELSE s.earned END AS rank FROM ("
        f"SELECT s.*, CASE {earned} ELSE 0 END AS earned, CASE WHEN s.floor_until IS NULL OR s.floor_until >= :today "
        f"THEN CASE s.floor_tier {given} ELSE -1 END ELSE -1 END AS given FROM member_state s) s) s "
        "JOIN member m ON m.id = s.member_id "
        f"WHERE s.earned_rank >= 0 AND CASE s.rank {codes} END IS NOT ({members.TIER}) ORDER BY s.member_id",
        values,
    )
    return [Move(*row) for row in found]
