"""Promotions made in spite of the recovery guard, as programs and people see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crmcli.features.followup.guard import GUARDS
from crmcli.features.member.store import member_no
from crmcli.language import _, listed


def override_listed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of `followup overrides`."""
    return {
        "id": row["id"],
        "day": row["on_day"],
        "member": member_no(row["member_id"]),
        "name": row["name"],
        "what": row["what"],
        "followup": None if row["followup_id"] is None else str(row["followup_id"]),
        "guards": row["guards"].split(","),
        "reason": row["reason"],
        "by": row["by"],
    }


def guards_words(codes: Sequence[str]) -> str:
    """What guarded somebody, in words."""
    return listed(_(GUARDS[code]) for code in codes if code in GUARDS)
