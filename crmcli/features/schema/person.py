"""Answers of `crmcli member …`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from crmcli.features.schema.booking import Booking
from crmcli.features.schema.card import Card
from crmcli.features.schema.case import Case
from crmcli.features.schema.hold import Goods
from crmcli.features.schema.inquiry import Entry
from crmcli.features.schema.money import LedgerEntry
from crmcli.features.schema.point import Voucher
from crmcli.features.schema.promotion import PromotionOfMember
from crmcli.features.schema.scalar import Amount, Answer, Birthday, Day, FollowupId, MemberNo, Operation, Time

Cause = Literal[
    "purchase",
    "refund",
    "opening-spend",
    "card-open",
    "card-topup",
    "card-refund",
    "hand",
    "floor-ended",
    "ladder",
    "window",
    "not-kept",
    "earned",
]


class Member(Answer):
    """A member as lists show one; the mobile is masked unless --reveal is given."""

    no: MemberNo
    name: str
    kind: Literal["person", "organisation", "unit"]
    standing: Literal["prospect", "member", "left", "merged", "erased"]
    tier: str | None
    tier_name: str | None
    mobile: str | None
    card_no: str | None
    gender: Literal["male", "female"] | None
    birthday: Birthday | None
    birthday_calendar: Literal["solar", "lunar"] | None
    birthday_leap: bool
    owner: str | None
    owner_source: str | None = Field(description="code of the pack's list owner_source")
    owner_source_name: str | None
    store: str | None
    spend: Amount
    points: int
    completeness: Annotated[float, Field(ge=0, le=1)]
    last_contact_on: Day | None
    last_purchase_on: Day | None
    joined_on: Day | None


class MemberWritten(Member):
    """A member that was added or changed."""

    warnings: list[str]
    operation: Operation


class OpenFollowup(Answer):
    """A follow-up of a member that is still to be done."""

    id: FollowupId
    kind: str
    plan: str | None
    plan_code: str | None
    step: str | None
    purpose: str
    due_on: Day
    original_due_on: Day
    attempt: int
    state: Literal["open", "blocked"]
    assigned_to: str | None


class MemberCard(Member):
    """Everything about a member."""

    phone2: str | None
    wechat: str | None
    email: str | None
    id_type: str | None
    id_no: str | None
    address: str | None
    employer: str | None
    industry: str | None
    occupation: str | None
    interest: list[str]
    source: str | None
    source_detail: str | None
    introduced_by: MemberNo | None
    class_: Literal["key", "ordinary"] | None = Field(alias="class")
    consent: list[str]
    guardian: str | None
    guardian_phone: str | None
    guardian_consent_on: Day | None
    note: str | None
    recorded_on: Day
    next_tier: str | None
    to_next_tier: Amount | None
    keep_by: Day | None
    keep_needed: Amount | None
    recovering_since: Day | None
    recovering_until: Day | None
    complaint_since: Day | None
    do_not_contact: str | None
    do_not_contact_until: Day | None
    balance: Amount
    owed: Amount = Field(description="fees charged and not paid")
    owed_since: Day | None = Field(description="the day the oldest of it is due")
    bookings: list[Booking] = Field(description="appointments nobody has ticked off")
    goods: list[Goods] = Field(description="goods held for them")
    cards: list[Card]
    points_available: int
    points_locked: int
    points_owed: int
    vouchers: list[Voucher]
    followups: list[OpenFollowup]
    inquiries: list[Entry]
    promotions: list[PromotionOfMember]
    purchases: list[LedgerEntry]
    complaints: list[Case]
    cases: list[Case]
    warnings: list[str]


class Upgraded(Answer):
    """Where a member stands, or the tier given by hand."""

    no: MemberNo
    name: str
    from_: str | None = Field(alias="from")
    from_name: str | None
    to: str | None
    to_name: str | None
    cause: Cause
    counted: Amount
    until: Day | None
    reason: str | None
    operation: Operation


class TierChange(Answer):
    """One move of a tier; `entry` is the ledger's entry that caused it, `by` the operator who wrote it."""

    on: Day
    from_: str | None = Field(alias="from")
    to: str
    cause: Cause
    entry: int | None
    by: str | None


class ByHand(Answer):
    """A tier given by hand."""

    on: Day
    until: Day | None
    reason: str | None


class Retention(Answer):
    """How many months a tier is kept, and to where it falls that is not."""

    months: int
    fall: Literal["step", "earned"]


class Tier(Answer):
    """Why a member holds a tier; a prospect has none.

    The window is what a rolling basis counts. `keep_by` is the last day the tier is held if nothing more happens,
    `keep_needed` what is missing so that it goes on; under retention the period, what it must count and has counted.
    """

    no: MemberNo
    name: str
    tier: str | None
    tier_name: str | None
    counted: Amount
    basis: str
    counts: Literal["consumption", "payment"]
    window_from: Day | None
    window_to: Day
    retention: Retention | None
    earned: str | None
    by_hand: ByHand | None
    next_tier: str | None
    to_next_tier: Amount | None
    keep_by: Day | None
    keep_needed: Amount | None
    keep_amount: Amount | None
    keep_counted: Amount | None
    keep_from: Day | None
    history: list[TierChange]


class Simulated(Answer):
    """Somebody whom other rules would move."""

    no: MemberNo
    name: str
    from_: str | None = Field(alias="from")
    from_name: str | None
    to: str
    to_name: str
    counted: Amount


class ChangedValue(Answer):
    """A column of a row, before and after."""

    column: str
    before: str | None
    after: str | None


class HistoryLine(Answer):
    """One changed row of a member, from the log; `what` and `values` are for people."""

    operation: int
    at: Time
    operator: str | None
    command: str
    table: str
    row: int
    action: Literal["insert", "update", "delete"]
    changes: list[ChangedValue]
    what: str
    values: str


class Pair(Answer):
    """Two entries that may be one person."""

    no: MemberNo
    name: str
    other: MemberNo
    other_name: str
    score: Annotated[int, Field(ge=0, le=100)]
    why: list[Literal["id_no", "mobile", "name", "birthday"]]
    why_words: str


class Distinct(Answer):
    """Two entries marked as two people, with --distinct."""

    no: MemberNo
    other: MemberNo
    operation: Operation
