"""What was bought in a period by who earned it: net of refunds, which follow their purchase.

Source: domain/ownership.md, every purchase stores who earned it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.money import yuan
from crmcli.features.owner.earning import UNDECIDED
from crmcli.features.report.tierrule import moved_in
from crmcli.storage.row import rows

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session


def earned(session: Session, period: Period) -> list[dict[str, Any]]:
    """Who earned how much, the largest amount first, what is undecided last; nothing where the trade has no rules.

    Nobody's name stands for what nobody earned: settled so, or brought by a list that says nothing of it.
    """
    if session.pack.ownership is None:
        return []
    found = rows(
        session.db,
        "SELECT s.name, e.earned_rule IS :undecided AS undecided, SUM(e.amount_fen) AS fen, "
        f"SUM(e.kind = 'purchase') AS purchases FROM ({moved_in(period)}) e "
        "LEFT JOIN staff s ON s.id = e.earned_by GROUP BY e.earned_by, 2 "
        "ORDER BY 2, s.name IS NULL, fen DESC, e.earned_by",
        {**period.values, "undecided": UNDECIDED},
    )
    return [
        {
            "name": row["name"],
            "purchases": row["purchases"],
            "amount": yuan(row["fen"]),
            "undecided": bool(row["undecided"]),
        }
        for row in found
    ]
