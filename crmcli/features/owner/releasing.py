"""Customers who are about to be reassigned, as calls of the due list: who holds them is told in time.

What is past its last day is in no call: it belongs to `owner review`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crmcli.features.followup.keyed import Lapse
from crmcli.features.followup.store import PERSON
from crmcli.features.owner.held_store import held_by_id, releasing
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.features.owner.release import Held
    from crmcli.session import Session


def lapses(session: Session, first: str, last: str, member_id: int | None = None) -> Iterator[Lapse]:
    """Whoever's last day with the owner is one of these, for the owner to call."""
    found = list(releasing(session.db, first, last, PERSON, member_id=member_id))
    held = held_by_id(session.db, session.pack, [row["id"] for row in found]) if found else {}
    for row in found:
        why = why_released(held[row["id"]], row["release_on"])
        yield Lapse(row, row["release_on"], why, assigned_id=row["owner_id"])


def why_released(held: Held, release_on: str) -> str:
    """Why somebody is about to be reassigned, in the reader's language."""
    if held.contact_on is not None and held.contact_on >= held.assigned_on:
        text = _("last contact on {day}, to be reassigned after {last}")
        return text.format(day=held.contact_on.isoformat(), last=release_on)
    text = _("no contact since assigned on {day}, to be reassigned after {last}")
    return text.format(day=held.assigned_on.isoformat(), last=release_on)
