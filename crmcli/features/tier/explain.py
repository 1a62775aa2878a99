"""`member tier`: how a tier came about on a day, what keeps it, and what the next one takes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.money import yuan
from crmcli.features.member.store import member_no
from crmcli.features.tier import store
from crmcli.features.tier.counted import entries_of
from crmcli.features.tier.replay import LADDER, Replayed, replay
from crmcli.features.tier.rules import Change, Grant
from crmcli.features.tier.window import window_begin

if TYPE_CHECKING:
    from sqlite3 import Connection

_NO_KEEP = dict.fromkeys(("keep_by", "keep_needed", "keep_amount", "keep_counted", "keep_from"))


def standing(db: Connection, member_id: int, day: date) -> Replayed:
    """The tier of a member at the end of a day and everything it rests on, replayed from the ledger."""
    ladders = store.ladders(db)
    entries = entries_of(db, member_id, ladders)
    return replay(ladders, entries, store.grants_of(db, member_id), day.isoformat())


class Lasting(NamedTuple):
    """Until when a tier is held if nothing more happens (last day; None: for good), and what is missing to keep it."""

    last_on: str | None
    missing_fen: int | None


def lasting(db: Connection, member_id: int, now: Replayed) -> Lasting:
    """How long the tier held is held, and what it takes that it goes on."""
    ends = [now.held.grant.until_on] if now.held.grant else [_eve(now.ahead[0].from_on)] if now.ahead else []
    if now.keep is not None and now.held.grant is None:
        return Lasting(now.keep.last_on, max(now.keep.needed_fen - now.keep.counted_fen, 0))
    if not ends or ends[0] is None:
        return Lasting(None, None)
    then = standing(db, member_id, date.fromisoformat(ends[0]) + timedelta(days=1))
    return Lasting(ends[0], missing_fen(now, then))


def missing_fen(now: Replayed, then: Replayed) -> int:
    """What is missing on a tier's last day so that it does not fall on the next.

    Of a tier that is kept the amount the period still lacks; else what the amount counted then lacks of the tier's.
    """
    if now.keep is not None and now.held.grant is None:
        return max(now.keep.needed_fen - now.keep.counted_fen, 0)
    return max(now.ladder.rungs[now.held.rank].from_fen - then.counted_fen, 0)


def _eve(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def explained(db: Connection, row: dict[str, Any], day: date) -> dict[str, Any]:
    """The contract's answer to `member tier`; a prospect has no tier."""
    who = {"no": member_no(row["id"]), "name": row["name"]}
    now = standing(db, row["id"], day)
    policy = now.ladder.policy
    counted = {
        "counted": yuan(now.counted_fen),
        "basis": policy.basis,
        "counts": policy.counts,
        "window_from": window_begin(day, policy.months).isoformat() if policy.months is not None else None,
        "window_to": day.isoformat(),
        "retention": policy.retention._asdict() if policy.retention else None,
    }
    if row["standing"] == "prospect":
        nothing = dict.fromkeys(("tier", "tier_name", "earned", "by_hand", "next_tier", "to_next_tier"))
        return {**who, **nothing, **counted, **_NO_KEEP, "history": []}
    rung = now.ladder.rungs[now.held.rank]
    return {
        **who,
        "tier": rung.code,
        "tier_name": rung.name,
        **counted,
        "earned": now.ladder.rungs[now.held.earned_rank].code,
        "by_hand": _by_hand(now.held.grant),
        "next_tier": now.to_next[0].name if now.to_next else None,
        "to_next_tier": yuan(now.to_next[1]) if now.to_next else None,
        **_kept(db, row["id"], now),
        "history": _history(db, now.changes),
    }


def _kept(db: Connection, member_id: int, now: Replayed) -> dict[str, Any]:
    lasts = lasting(db, member_id, now)
    keep = now.keep if now.held.grant is None else None
    return {
        "keep_by": lasts.last_on,
        "keep_needed": yuan(lasts.missing_fen) if lasts.missing_fen is not None else None,
        "keep_amount": yuan(keep.needed_fen) if keep else None,
        "keep_counted": yuan(keep.counted_fen) if keep else None,
        "keep_from": keep.begin_on if keep else None,
    }


def _by_hand(grant: Grant | None) -> dict[str, Any] | None:
    return {"on": grant.on_day, "until": grant.until_on, "reason": grant.reason} if grant else None


def _history(db: Connection, changes: list[Change]) -> list[dict[str, Any]]:
    """The moves as the contract writes them; what moves by itself nobody did."""
    ladders = store.ladder_operators(db) if any(change.cause == LADDER for change in changes) else {}
    return [
        {
            "on": change.on_day,
            "from": change.from_tier,
            "to": change.to_tier,
            "cause": change.cause,
            "entry": change.entry_id,
            "by": ladders.get(change.on_day) if change.cause == LADDER else _operator(db, change),
        }
        for change in changes
    ]


def _operator(db: Connection, change: Change) -> str | None:
    if change.entry_id is not None:
        return store.operator_of(db, "ledger", change.entry_id)
    return store.operator_of(db, "tier_grant", change.grant_id) if change.grant_id is not None else None
