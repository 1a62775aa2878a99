"""Points at a period's end. Earning, spending and expiry are not built yet: what the ledger holds is outstanding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session


def figures(session: Session, period: Period) -> dict[str, Any]:
    """The contract's `points` of a report; null where nothing is kept."""
    member = " JOIN member m ON m.id = x.member_id WHERE 1" if period.store_id is not None else " WHERE 1"
    held = session.db.execute(
        "SELECT COALESCE((SELECT SUM(x.points) FROM member_state x"
        f"{member}{period.of('m.store_id')}), 0) - COALESCE((SELECT SUM(x.points) FROM ledger x"
        f"{member} AND x.on_day > :last{period.of('m.store_id')}), 0)",
        period.values,
    ).fetchone()[0]
    return {"earned": None, "spent": None, "expired": None, "outstanding": held}
