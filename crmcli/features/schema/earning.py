"""Answers of `crmcli owner why|undecided|settle`: who earned a purchase, and whose a member is."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from crmcli.features.schema.money import EarnedRule
from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation


class Sale(Answer):
    """A purchase and who earned it."""

    id: int
    date: Day
    member: MemberNo
    name: str
    item: str | None
    group: str | None
    amount: Amount
    earned_by: str | None
    rule: EarnedRule


class SaleSettled(Sale):
    """A purchase a supervisor settled."""

    reason: str
    operation: Operation


class DecidedOn(Answer):
    """The contact or the inquiry a rule decided on."""

    id: int
    on: Day
    by: str | None


class Settled(Answer):
    """Who settled it, why, and the operation that did."""

    on: Day | None
    by: str | None
    reason: str
    operation: int | None


class Tried(Answer):
    """A rule that was tried; `misfit` says in a word, `why` in a sentence, why it does not fit."""

    rule: str
    text: str
    fits: bool
    misfit: str | None
    why: str | None


class SaleWhy(Sale):
    """Why somebody earned a purchase: owner and source on its day, what decided, each rule tried in its order."""

    text: str | None = Field(description="the rule that decided, in the pack's words")
    owner: str | None
    owner_since: Day | None
    source: str | None
    source_name: str | None
    contact: DecidedOn | None
    inquiry: DecidedOn | None
    settled: Settled | None
    tried: list[Tried]


class MemberWhy(Answer):
    """Whose a member is, since when and why; until when, by which rule; the latest purchases."""

    member: MemberNo
    name: str
    owner: str | None
    source: str | None
    source_name: str | None
    since: Day | None
    cause: str | None
    last_contact_on: Day | None = Field(description="by somebody of the team, and it reached the customer")
    held_until: Day | None = Field(description="the last day the customer is the owner's")
    rule: str | None
    text: str | None
    purchases: list[Sale]


ANSWERS: dict[str, Any] = {
    "owner why": SaleWhy | MemberWhy,
    "owner undecided": list[Sale],
    "owner settle": SaleSettled,
}
