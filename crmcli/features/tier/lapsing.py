"""Tiers that end on a day: kept ones that would not be kept, windows something leaves, hand-given ones that end.

Read from the days that lie ahead (tier_ahead, and the last day of a hand-given tier), so that it costs nothing where
nobody is about to fall. Source: domain/money.md: members who will fall within the pack's notice days are listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.followup.keyed import Lapse
from crmcli.features.tier.ahead_store import falling
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.session import Session


def lapses(session: Session, first: str, last: str, member_id: int | None = None) -> Iterator[Lapse]:
    """Whoever falls the day after one of these days if nothing more happens, with what would keep the tier."""
    for row in falling(session.db, _next_day(first), _next_day(last), member_id):
        lapse = _lapse(session, row)
        if lapse is not None:
            yield lapse


def _next_day(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat() if "0001" < day < "9999" else day


def _lapse(session: Session, row: dict[str, Any]) -> Lapse | None:
    """None where the tier stays what it is on the day, lifted or earned otherwise."""
    from crmcli.features.member.present import tier_name
    from crmcli.features.tier.explain import missing_fen, standing

    last = date.fromisoformat(row["from_on"]) - timedelta(days=1)
    now, then = (standing(session.db, row["id"], day) for day in (last, last + timedelta(days=1)))
    before, after = (one.ladder.rungs[one.held.rank] for one in (now, then))
    if now.ladder.rank(after.code) >= now.held.rank:
        return None
    missing = missing_fen(now, then)
    tiers = (tier_name(session, before.code) or before.name, tier_name(session, after.code) or after.name)
    why = _("{tier} until {day}, then {next}; {amount} more keeps it").format(
        tier=tiers[0], day=last.isoformat(), next=tiers[1], amount=yuan(missing)
    )
    return Lapse(row, last.isoformat(), why, {"tier": tiers[0], "amount": yuan(missing)})
