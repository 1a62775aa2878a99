"""Points of a period: what was earned, redeemed, what lapsed, and what is outstanding at its end.

- `earned`: by purchases net of refunds, for introductions net of those taken back, and by hand. What a list brought
  along was earned before.
- `spent`: redeemed for rewards.
- `expired`: lapsed on the day after its last one, whether that is booked or not.
- `outstanding`: what all members hold at the end, locked points included, less what is owed. From one period's end to
  the next it moves by the three above and by what lists brought along.

Days ahead have lost nothing yet: of a month that runs, what lapses later in it is still outstanding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

_REDEEMED, _LAPSED = "'points-redeem'", "'points-expire'"


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `points` of a report."""
    earned, spent, booked = session.db.execute(
        f"SELECT COALESCE(SUM(CASE WHEN l.kind NOT IN ('opening-points', {_REDEEMED}, {_LAPSED}) THEN l.points "
        f"ELSE 0 END), 0), COALESCE(-SUM(CASE WHEN l.kind = {_REDEEMED} THEN l.points ELSE 0 END), 0), "
        f"COALESCE(-SUM(CASE WHEN l.kind = {_LAPSED} THEN l.points ELSE 0 END), 0) FROM ledger l "
        f"{period.joined('l.member_id')} WHERE l.on_day BETWEEN :first AND :until AND l.points <> 0 "
        f"{period.of('m.store_id')}",
        period.values,
    ).fetchone()
    expired = booked + _not_booked(session, period, "date(:first, '-1 day')")
    return {"earned": earned, "spent": spent, "expired": expired, "outstanding": _outstanding(session, period)}


def _not_booked(session: Session, period: Period, first: str) -> int:
    """What lapsed up to the period's end and nothing says so yet, of lots whose last day is `first` or later."""
    found = session.db.execute(
        f"SELECT COALESCE(SUM(x.left_points), 0) FROM points_lot x {period.joined('x.member_id')} "
        f"WHERE x.expires_on >= {first} AND x.expires_on < :until {period.of('m.store_id')}",
        period.values,
    )
    return int(found.fetchone()[0])


def _outstanding(session: Session, period: Period) -> int:
    """What is kept, less what came after the period, less what had lapsed by its end."""
    member = " JOIN member m ON m.id = x.member_id WHERE 1" if period.store_id is not None else " WHERE 1"
    held = session.db.execute(
        "SELECT COALESCE((SELECT SUM(x.points) FROM member_state x"
        f"{member}{period.of('m.store_id')}), 0) - COALESCE((SELECT SUM(x.points) FROM ledger x"
        f"{member} AND x.on_day > :last{period.of('m.store_id')}), 0)",
        period.values,
    )
    return int(held.fetchone()[0]) - _not_booked(session, period, "''")
