"""All SQL of the ladders in force and the tiers given by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from crmcli.features.tier.rules import PLAIN, Grant, Ladder, Rung
from crmcli.packs.model import Tier, TierPolicy
from crmcli.packs.moneyrule import Retention
from crmcli.storage.row import insert

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack


def ladders(db: Connection) -> list[Ladder]:
    """Every ladder that was ever in force, oldest first; the first covers all days before it."""
    return [
        Ladder(row["on_day"], tuple(Rung(*rung) for rung in json.loads(row["tiers"])), _policy(row["policy"]))
        for row in db.execute("SELECT on_day, tiers, policy FROM ladder ORDER BY on_day, id")
    ]


def ladder_in_force(db: Connection) -> Ladder:
    """The ladder that counts now."""
    return ladders(db)[-1]


def adopt(db: Connection, ladder: Ladder) -> int:
    """Puts a ladder and its policy in force; what was held before is not rewritten. Gives the id."""
    tiers = json.dumps([list(rung) for rung in ladder.rungs], ensure_ascii=False)
    policy = None if ladder.policy == PLAIN else json.dumps(_plain(ladder.policy))
    return insert(db, "ladder", {"on_day": ladder.on_day, "tiers": tiers, "policy": policy})


def ladder_of_pack(pack: Pack, on_day: str) -> Ladder:
    """The ladder and its policy as the pack says them now."""
    return ladder_of(pack.policy, pack.tiers, on_day)


def ladder_of(policy: TierPolicy, tiers: Sequence[Tier], on_day: str) -> Ladder:
    """The ladder of a policy and tiers as a pack writes them."""
    return Ladder(on_day, tuple(Rung(tier.code, tier.name, tier.from_fen, tier.keep_fen) for tier in tiers), policy)


def _policy(text: str | None) -> TierPolicy:
    """What was kept with a ladder; one of before policies were kept counted everything that was ever consumed."""
    if text is None:
        return PLAIN
    kept = json.loads(text)
    retention = kept["retention"]
    return TierPolicy(kept["basis"], kept["counts"], Retention(**retention) if retention else None)


def _plain(policy: TierPolicy) -> dict[str, Any]:
    retention = policy.retention
    return {
        "basis": policy.basis,
        "counts": policy.counts,
        "retention": retention._asdict() if retention else None,
    }


def grants_of(db: Connection, member_id: int) -> list[Grant]:
    """The tiers given to a member by hand, oldest first."""
    return [
        Grant(*row)
        for row in db.execute(
            "SELECT id, member_id, tier, on_day, until_on, reason FROM tier_grant "
            "WHERE member_id = ? ORDER BY on_day, id",
            (member_id,),
        )
    ]


def all_grants(db: Connection) -> dict[int, list[Grant]]:
    """Every tier ever given by hand, by member, oldest first."""
    found: dict[int, list[Grant]] = {}
    for row in db.execute(
        "SELECT id, member_id, tier, on_day, until_on, reason FROM tier_grant ORDER BY member_id, on_day, id"
    ):
        found.setdefault(row["member_id"], []).append(Grant(*row))
    return found


def grants_of_touched(db: Connection) -> dict[int, Grant]:
    """The latest grant of each member in temp.touched who has one."""
    found = db.execute(
        "SELECT g.id, g.member_id, g.tier, g.on_day, g.until_on, g.reason FROM touched t "
        "CROSS JOIN tier_grant g WHERE g.member_id = t.member_id ORDER BY g.on_day, g.id"
    )
    return {row["member_id"]: Grant(*row) for row in found}


def add_grant(
    db: Connection,
    member_id: int,
    tier: str,
    on_day: str,
    until_on: str | None,
    reason: str,
    staff_id: int | None,
) -> int:
    """A tier given by hand; gives the id."""
    return insert(
        db,
        "tier_grant",
        {
            "member_id": member_id,
            "tier": tier,
            "on_day": on_day,
            "until_on": until_on,
            "reason": reason,
            "staff_id": staff_id,
        },
    )


_OPERATOR = (
    "SELECT s.name FROM image i JOIN operation o ON i.id BETWEEN o.first_image AND o.last_image "
    "LEFT JOIN staff s ON s.id = o.staff_id WHERE i.table_name = :table AND i.row_id = :row AND i.action = 'insert' "
    "ORDER BY i.id DESC LIMIT 1"
)


def operator_of(db: Connection, table: str, row_id: int) -> str | None:
    """Who wrote a row."""
    found = db.execute(_OPERATOR, {"table": table, "row": row_id}).fetchone()
    return found[0] if found else None


def ladder_operators(db: Connection) -> dict[str, str | None]:
    """Who put the ladders in force, by their day."""
    rows = db.execute("SELECT id, on_day FROM ladder ORDER BY on_day, id").fetchall()
    return {row["on_day"]: operator_of(db, "ladder", row["id"]) for row in rows}
