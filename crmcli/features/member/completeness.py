"""How complete a member's record is, by the pack's weights."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Weight keys that stand under another name in the member table.
_COLUMN = {"owner": "owner_id", "store": "store_id", "introduced_by": "introduced_by"}


def completeness_permille(member: Any, weights: Mapping[str, int]) -> int:
    """0 to 1000: the weights of the filled fields over all weights, rounded down.

    Source: domain/members.md, "which fields count towards completeness and with what weight".
    """
    whole = sum(weights.values())
    if not whole:
        return 1000
    filled = sum(weight for name, weight in weights.items() if member[_COLUMN.get(name, name)])
    return filled * 1000 // whole
