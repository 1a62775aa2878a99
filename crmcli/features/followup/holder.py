"""Who does what a role of the pack does for a member. Pure, and light: the due list asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crmcli.packs.model import Pack


def holder_of(pack: Pack, role: str, owner_id: int | None, people: Sequence[dict[str, Any]]) -> int | None:
    """Who does what a role does for a member: the owner where the owner holds it, else the one of the
    staff with that role who came first, else nobody.
    """
    named = pack.role(role)
    holders = [p["id"] for p in people if named is not None and p["role"] in (named.code, named.name)]
    return owner_id if owner_id in holders else min(holders, default=None)
