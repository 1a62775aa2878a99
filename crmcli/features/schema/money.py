"""Answers of `crmcli purchase …`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from crmcli.features.schema.oncard import OnCard
from crmcli.features.schema.replanned import Replanned
from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation

#: What decided who earned a purchase.
EarnedRule = Annotated[
    str | None, Field(description="rule of the pack, or: undecided, settled (by a supervisor); null where none decides")
]


class LedgerEntry(Answer):
    """A purchase, a refund or an opening figure; refunds are negative."""

    id: int
    kind: str
    member: MemberNo
    date: Day
    item: str | None
    item_code: str | None
    group: str | None
    quantity: int | None
    amount: Amount
    points: int | None
    refund_of: int | None
    pay: str | None
    by: str | None
    earned_by: str | None
    rule: EarnedRule
    note: str | None


class LedgerLine(LedgerEntry):
    """An entry with its member's name."""

    name: str


class PlannedStep(Answer):
    """A follow-up the purchase starts."""

    step: str
    due_on: Day


class Purchased(Answer):
    """A purchase that was recorded."""

    id: int
    member: MemberNo
    name: str
    item: str
    amount: Amount
    date: Day
    tier_before: str | None
    tier_after: str | None
    points: int
    earned_by: str | None
    rule: EarnedRule
    plan: list[PlannedStep]
    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation


class Retyped(Answer):
    """A purchase that was another kind of treatment, or none, by the codes of the pack's plans."""

    id: int
    member: MemberNo
    name: str
    item: str
    date: Day
    treatment_before: str | None
    treatment: str | None
    plan: list[PlannedStep]
    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation


class Refunded(Answer):
    """What was paid back and the points taken back, as positive figures; `points_owed` of those had been spent."""

    id: int
    refund_of: int
    member: MemberNo
    amount: Amount
    tier_before: str | None
    tier_after: str | None
    points: int
    points_owed: int
    operation: Operation


class NoteBooked(Answer):
    """An amount or a bonus a register notes, and the entries it points to now; a bonus alone is booked by its own."""

    row: str
    member: MemberNo
    name: str
    date: Day
    amount: Amount
    bonus: Amount
    booked: int
    bonus_booked: int | None
    card: OnCard | None
    tier_before: str | None
    tier_after: str | None
    plan: list[PlannedStep]
    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation
