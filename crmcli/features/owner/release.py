"""Until when a customer is held by the owner. Pure: days in, day out.

Source: domain/ownership.md, rules 2 and 5 and the last paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.span import after

if TYPE_CHECKING:
    from crmcli.packs.deskrule import ReleaseRule


class Held(NamedTuple):
    """How a customer is held: the source of ownership, whether the customer has bought, since when by this owner,
    and when somebody of the team last really reached them.
    """

    source: str | None
    bought: bool
    assigned_on: date
    contact_on: date | None


def rule_for(rules: Sequence[ReleaseRule], held: Held) -> ReleaseRule | None:
    """The first rule that fits; None where the customer stays with the owner whatever happens."""
    for rule in rules:
        if rule.sources and held.source not in rule.sources:
            continue
        if rule.bought is None or rule.bought == held.bought:
            return rule
    return None


def begins_on(held: Held) -> date:
    """The day the clock runs from: the assignment, or a real contact after it. Without a contact the assignment."""
    return max(held.assigned_on, held.contact_on or held.assigned_on)


def release_on(rules: Sequence[ReleaseRule], held: Held) -> date | None:
    """The last day the customer is held; from the next day due for somebody else. None where no rule fits."""
    rule = rule_for(rules, held)
    return after(begins_on(held), rule.after) if rule is not None else None
