"""Ledger entries as people and programs see them."""

from __future__ import annotations

from typing import Any

from crmcli.core.money import yuan
from crmcli.features.member.store import member_no


def entry_listed(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry with the keys of the contract's purchases."""
    return {
        "id": entry["id"],
        "kind": entry["kind"],
        "member": member_no(entry["member_id"]),
        "date": entry["on_day"],
        "item": entry["item_name"],
        "item_code": entry["item"],
        "group": entry["item_group"],
        "quantity": entry["quantity"],
        "amount": yuan(entry["amount_fen"]),
        "points": entry["points"] or None,
        "refund_of": entry["refers_to"],
        "pay": entry["pay"],
        "by": entry["by"],
        "earned_by": entry["earned"],
        "rule": entry["earned_rule"],
        "note": entry["note"],
    }
