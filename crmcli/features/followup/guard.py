"""The recovery guard: while it is on, nothing is promoted to a member; care goes on.

Source: domain/followups.md, Recovery guard.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.language import _

if TYPE_CHECKING:
    from crmcli.packs.model import Pack


class Guard(NamedTuple):
    """Why nothing may be promoted: recovering since a treatment, in distress since a contact, or with a complaint
    open since a day.

    `until` is the last day of the pack's recovery period; None where only a record ends it.
    """

    recovering_since: str | None
    until: str | None
    distress_since: str | None
    complaint_since: str | None = None

    @property
    def on(self) -> bool:
        """Whether the guard holds."""
        return bool(self.recovering_since or self.distress_since or self.complaint_since)


def guard_of(state: Mapping[str, Any], today: date, pack: Pack) -> Guard:
    """The guard of a member from the kept state, on a day."""
    since = state["recovering_since"]
    until = None
    if since and pack.follow.recovery_days is not None:
        last = date.fromisoformat(since) + timedelta(days=pack.follow.recovery_days)
        since, until = (since, last.isoformat()) if today <= last else (None, None)
    return Guard(since, until, state["distress_since"], state["complaint_since"])


#: What a guard is called where it is kept, and how people say it.
RECOVERY, DISTRESS, OPEN_COMPLAINT = "recovery", "distress", "complaint"
GUARDS = {
    RECOVERY: N_("recovering"),
    DISTRESS: N_("not well"),
    OPEN_COMPLAINT: N_("complaint open"),
    "do-not-contact": N_("wishes no contact"),
}


def guard_codes(guard: Guard) -> list[str]:
    """What guards somebody, by its codes."""
    found = {
        RECOVERY: guard.recovering_since,
        DISTRESS: guard.distress_since,
        OPEN_COMPLAINT: guard.complaint_since,
    }
    return [code for code, since in found.items() if since]


def guard_words(guard: Guard) -> list[str]:
    """What the guard says to a person: since when, and what lifts it."""
    said = []
    if guard.recovering_since:
        text = _("recovering since {day}: promote nothing until a follow-up records --recovered")
        if guard.until:
            text = _("recovering since {day}: promote nothing up to {until}, or until a follow-up records --recovered")
        said.append(text.format(day=guard.recovering_since, until=guard.until))
    if guard.distress_since:
        text = _("was not well on {day}: promote nothing until a later call records --feeling 4 or 5")
        said.append(text.format(day=guard.distress_since))
    if guard.complaint_since:
        text = _("has a complaint open since {day}: promote nothing until it is closed (crmcli complaint close)")
        said.append(text.format(day=guard.complaint_since))
    return said
