"""Answers of `crmcli promotion …`."""

from __future__ import annotations

from pydantic import Field

from crmcli.features.schema.money import PlannedStep
from crmcli.features.schema.oncard import OnCard
from crmcli.features.schema.replanned import Replanned
from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation


class GiftStep(Answer):
    """What is given from an amount on."""

    from_: Amount = Field(alias="from")
    gift: str | None
    bonus: Amount


class PromotionLine(Answer):
    """A promotion with the sums of its rows."""

    id: int
    no: str = Field(pattern=r"^HD-\d{4}-\d{4,}$")
    promotion: str
    from_: Day = Field(alias="from")
    to: Day
    state: str = Field(pattern="^(planned|running|over|closed)$")
    steps: list[GiftStep]
    rows: int
    persons: int
    amount: Amount
    gift_count: int
    bonus: Amount
    closed_on: Day | None
    note: str | None


class PromotionAdded(PromotionLine):
    """A promotion that was added; it has no row yet, so the keys of one are null."""

    amount: None  # type: ignore[assignment]
    bonus: None  # type: ignore[assignment]
    member: None
    gift: None
    operation: Operation


class GiftCount(Answer):
    """How often a kind of gift was given."""

    gift: str
    count: int


class NotBooked(Answer):
    """Rows whose amount stands in no entry of the ledger."""

    count: int
    amount: Amount


class PromotionTotals(PromotionLine):
    """What came of a promotion."""

    gifts: list[GiftCount]
    not_booked: NotBooked
    summary: str | None
    closed_by: str | None


class PromotionEntry(Answer):
    """A row of a promotion's register."""

    id: int
    date: Day
    member: MemberNo
    name: str
    amount: Amount
    gift: str | None
    bonus: Amount
    booked: int | None
    by: str | None
    note: str | None


class PromotionOfMember(Answer):
    """A row of a member in a promotion's register, as `member show` holds it."""

    id: int
    no: str
    promotion: str
    date: Day
    amount: Amount
    gift: str | None
    bonus: Amount
    booked: int | None


class PromotionShown(PromotionTotals):
    """A promotion with its rows."""

    entries: list[PromotionEntry]


class PromotionClosed(PromotionTotals):
    """A promotion that was closed; `sheet` is the file of --sheet."""

    sheet: str | None
    operation: Operation


class Registered(PromotionEntry):
    """A row that was written; `booked` is the entry it points to, `bonus_booked` the one that put what was given on a
    card, `plan` what a purchase made with it started.
    """

    no: str
    promotion: str
    bonus_booked: int | None
    card: OnCard | None
    tier_before: str | None
    tier_after: str | None
    plan: list[PlannedStep]
    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation
