"""What was bought in a period: net of refunds, by tier, item and person; how much at a time, and how often again.

A refund counts in the period of the refund, under the tier, item and person of its purchase, so that the parts sum
to the whole. The tier of a purchase is the one held when it was made, before it. An earlier purchase is one before
the period, or spend a list brought along. Source: domain/reports.md, Rates; domain/money.md, Tiers and Opening.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.report.members import ladder_on
from crmcli.features.report.period import average_fen, ratio
from crmcli.features.report.tierpast import Past, is_plain
from crmcli.features.report.tierrule import HELD_AT_PURCHASE, moved_in, tier_case
from crmcli.features.tier import store as tiers
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.features.report.period import Period
    from crmcli.features.tier.rules import Ladder
    from crmcli.session import Session

_SUMS = "SUM(amount_fen) AS fen, SUM(kind = 'purchase') AS purchases"


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `spend` of a report."""
    db = session.db
    items = by_item(db, period)
    total, purchases = sum(item["fen"] for item in items), sum(item["purchases"] for item in items)
    mean = average_fen(total, purchases)
    buyers, again = _buyers(db, period)
    return {
        "amount": yuan(total),
        "purchases": purchases,
        "buyers": buyers,
        "by_tier": _by_tier(db, period),
        "by_item": [_listed(item) for item in items],
        "by_person": _by_person(db, period),
        "average": yuan(mean) if mean is not None else None,
        "repeat_rate": ratio(again, buyers),
    }


def by_item(db: Connection, period: Period) -> list[dict[str, Any]]:
    """Items with code, name, group, purchases, quantity and fen, the largest amount first."""
    return rows(
        db,
        "SELECT item AS code, item_name AS name, item_group AS grouped, "
        f"SUM(CASE WHEN kind = 'purchase' THEN COALESCE(quantity, 1) ELSE 0 END) AS quantity, {_SUMS} "
        f"FROM ({moved_in(period)}) GROUP BY item, item_name, item_group ORDER BY fen DESC, item, item_name",
        period.values,
    )


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "item": item["name"],
        "item_code": item["code"],
        "group": item["grouped"],
        "purchases": item["purchases"],
        "quantity": item["quantity"],
        "amount": yuan(item["fen"]),
    }


def _by_tier(db: Connection, period: Period) -> dict[str, str]:
    ladders, values = tiers.ladders(db), dict(period.values)
    if not is_plain(ladders):
        return _by_tier_replayed(db, period, ladders)
    held = f"SELECT e.day, e.kind, e.amount_fen, {HELD_AT_PURCHASE} FROM ({moved_in(period)}) e"
    found = db.execute(f"SELECT {tier_case(ladders, values)} AS tier, SUM(amount_fen) FROM ({held}) GROUP BY 1", values)
    return _all_tiers(period, ladders, {row[0]: row[1] for row in found})


def _by_tier_replayed(db: Connection, period: Period, ladders: list[Ladder]) -> dict[str, str]:
    past = Past(db, ladders, period.until.isoformat())
    sums: Counter[str] = Counter()
    for row in db.execute(f"SELECT member_id, day, purchase_id, amount_fen FROM ({moved_in(period)})", period.values):
        sums[past.before(row["member_id"], row["day"], row["purchase_id"])] += row["amount_fen"]
    return _all_tiers(period, ladders, sums)


def _all_tiers(period: Period, ladders: list[Ladder], sums: dict[str, int]) -> dict[str, str]:
    rungs = ladder_on(ladders, period.last.isoformat()).rungs
    return {tier: yuan(fen) for tier, fen in {**{rung.code: 0 for rung in rungs}, **sums}.items()}


def _by_person(db: Connection, period: Period) -> list[dict[str, Any]]:
    found = rows(
        db,
        f"SELECT s.name, {_SUMS} FROM ({moved_in(period)}) e LEFT JOIN staff s ON s.id = e.staff_id "
        "GROUP BY e.staff_id ORDER BY fen DESC, e.staff_id",
        period.values,
    )
    return [{"name": row["name"], "purchases": row["purchases"], "amount": yuan(row["fen"])} for row in found]


def _buyers(db: Connection, period: Period) -> tuple[int, int]:
    """Who bought, and how many of them had bought before."""
    found = db.execute(
        "SELECT COUNT(*), COALESCE(SUM(EXISTS (SELECT 1 FROM ledger b WHERE b.member_id = d.member_id "
        "AND ((b.kind = 'purchase' AND b.on_day < :first) OR "
        "(b.kind = 'opening-spend' AND b.amount_fen > 0 AND b.on_day <= :last)))), 0) "
        f"FROM (SELECT DISTINCT member_id FROM ({moved_in(period)}) WHERE kind = 'purchase') d",
        period.values,
    ).fetchone()
    return found[0], found[1]
