"""What to say: the words of a line with their placeholders filled, and what may not be said. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from crmcli.features.followup.guard import guard_of

if TYPE_CHECKING:
    from crmcli.features.followup.dueline import DueLine
    from crmcli.packs.model import Pack

GUARD, DO_NOT_CONTACT = "guard", "do-not-contact"
_PLACEHOLDER = re.compile(r"\{(name|item|day)\}")


def guarded(line: DueLine, day: date, pack: Pack) -> str:
    """Why nothing may be promoted to the line's member on a day: `do-not-contact`, `guard` or empty."""
    if is_stopped(line.do_not_contact, line.do_not_contact_until, day.isoformat()):
        return DO_NOT_CONTACT
    if line.recovering_since is None and line.distress_since is None and line.complaint_since is None:
        return ""
    state: Mapping[str, Any] = {
        "recovering_since": line.recovering_since,
        "distress_since": line.distress_since,
        "complaint_since": line.complaint_since,
    }
    return GUARD if guard_of(state, day, pack).on else ""


def is_stopped(reason: str | None, until: str | None, day: str) -> bool:
    """Whether a wish not to be contacted holds on a day; without an end it holds for good."""
    return reason is not None and (until is None or until >= day)


def withheld(line: DueLine) -> bool:
    """Whether a guarded line is not to be shown: the wish stops all but care, the guard what promotes."""
    if line.guarded == DO_NOT_CONTACT:
        return not line.care
    return line.guarded == GUARD and bool(line.promotional)


def words(line: DueLine, pack: Pack, item: str) -> str | None:
    """The whole script; None where there is none.

    Words written for this one go before the plan's. Selling sentences are left out while
    anything guards the member. `item` stands for the item where none is known.
    """
    said = line.script or _from_pack(line, pack)
    return fill(said, line.name, line.item_name or item, line.anchor_on or line.original_due_on) if said else None


def _from_pack(line: DueLine, pack: Pack) -> str | None:
    if line.kind == "birthday" and pack.birthday is not None:
        return pack.birthday.script
    plan = pack.plan(line.plan) if line.plan else None
    step = plan.step(line.step) if plan and line.step else None
    return step.words(guarded=bool(line.guarded)) if step else None


def fill(said: str, name: str, item: str, day: str) -> str:
    """The words with {name}, {item} and {day} filled in; the day as people say it (1月31日)."""
    if "{" not in said:
        return said
    _year, month, number = day.split("-")
    values = {"name": name, "item": item, "day": f"{int(month)}月{int(number)}日"}
    return _PLACEHOLDER.sub(lambda found: values[found[1]], said)
