"""Answers of `crmcli purchase …`."""

from __future__ import annotations

from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation


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
    points: int | None
    earned_by: str | None
    rule: str | None
    plan: list[PlannedStep]
    warnings: list[str]
    operation: Operation


class Refunded(Answer):
    """What was paid back, as a positive amount."""

    id: int
    refund_of: int
    member: MemberNo
    amount: Amount
    tier_before: str | None
    tier_after: str | None
    operation: Operation


class NoteBooked(Answer):
    """An amount a register notes, and the purchase it points to now."""

    row: str
    member: MemberNo
    name: str
    date: Day
    amount: Amount
    booked: int
    tier_before: str | None
    tier_after: str | None
    plan: list[PlannedStep]
    warnings: list[str]
    operation: Operation
