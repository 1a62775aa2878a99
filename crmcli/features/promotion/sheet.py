"""A promotion as the values of its printed sheet, F3 活动客户回报登记表. Unmasked: who prints it masks it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.promotion import store

if TYPE_CHECKING:
    from crmcli.session import Session


def promotion_sheet(session: Session, promotion_id: int) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What stands above and below the rows, and the rows. Raises LookupError where there is no such promotion."""
    found = store.promotion(session.db, promotion_id)
    if found is None:
        raise LookupError(promotion_id)
    operator = session.operator
    context = {
        "no": found["no"],
        "promotion": found["name"],
        "from_on": date.fromisoformat(found["from_on"]),
        "to_on": date.fromisoformat(found["to_on"]),
        "made_by": found["closer"] or (operator.name if operator else None),
        "checked_by": None,
    }
    return context, [_row(entry) for entry in store.entries_of(session.db, promotion_id)]


def _row(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "registered_on": date.fromisoformat(entry["on_day"]),
        "name": entry["name"],
        "phone": entry["mobile"] or entry["phone2"],
        "address": entry["address"],
        "amount": entry["amount_fen"],
        "gift": entry["gift"],
        "bonus": entry["bonus_fen"] or None,
        "received_by": entry["by"],
        "note": entry["note"],
    }
