"""The answer of `crmcli report monthly`. Rates are from 0 to 1, null over nothing; what is not built yet is null."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from crmcli.features.schema.scalar import Amount, Answer, Day

Rate = Annotated[float | None, Field(ge=0, le=1, description="from 0 to 1; null over nothing")]
Month = Annotated[str, Field(pattern=r"^\d{4}-\d\d$")]


class Members(Answer):
    """Who came, who is there at the month's end, who moved."""

    new: int
    total: int
    by_tier: dict[str, int]
    upgraded: int
    downgraded: int
    prospects_converted: int


class ItemSpend(Answer):
    """Purchases of an item net of refunds."""

    item: str | None
    item_code: str | None
    group: str | None
    purchases: int
    quantity: int
    amount: Amount


class PersonSpend(Answer):
    """Purchases somebody of the staff served."""

    name: str | None
    purchases: int
    amount: Amount


class Spend(Answer):
    """Purchases net of refunds; each part sums to the amount."""

    amount: Amount
    purchases: int
    buyers: int
    by_tier: dict[str, Amount] = Field(description="tier held when it was bought")
    by_item: list[ItemSpend]
    by_person: list[PersonSpend]
    average: Amount | None
    repeat_rate: Rate


class Points(Answer):
    """Points of the month, and what is outstanding at its end."""

    earned: int
    spent: int
    expired: int
    outstanding: int


class Owed(Answer):
    """Follow-ups first due in the month, and what came of them by its end."""

    due: int
    done: int
    in_time: int
    completion_rate: Rate
    in_time_rate: Rate


class OwnerCalls(Owed):
    """Of one person; null is nobody's."""

    name: str | None
    attempts: int
    reached: int
    reached_rate: Rate


class StepCalls(Owed):
    """Of one step of a plan, or of one kind."""

    kind: str
    plan: str | None
    plan_code: str | None
    step: str | None


class Followups(Owed):
    """Of everybody."""

    skipped: int
    missed: int
    attempts: int
    reached: int
    reached_rate: Rate
    by_owner: list[OwnerCalls]
    by_step: list[StepCalls]


class Matter(Answer):
    """What was complained of, and how often."""

    matter: str
    category: str
    logged: int
    share: Rate


class Complaints(Answer):
    """Complaints logged, judged and closed in the month, and how they stand at its end."""

    logged: int
    answer_clocks: int
    answered_in_time: int
    answered_in_time_rate: Rate
    resolution_clocks: int
    resolved_in_time: int
    resolved_in_time_rate: Rate
    closed: int
    closed_loop: int
    on_the_spot: int
    by_supervisor: int
    closed_loop_rate: Rate
    open: int
    late: int
    by_matter: list[Matter]


class Channels(Answer):
    """How was asked."""

    phone: int
    on_site: int = Field(alias="on-site")


class Inquiries(Answer):
    """Who asked."""

    count: int
    first_deals: int
    by_channel: Channels
    first_deal_rate: Rate


class PromotionFigures(Answer):
    """A promotion that ran in the month, with what was registered in it."""

    no: str
    name: str
    from_: Day = Field(alias="from")
    to: Day
    closed_on: Day | None
    entries: int
    members: int
    amount: Amount
    bonus: Amount
    gifts: int
    not_booked: Amount


class Overriding(Answer):
    """How often somebody promoted something in spite of the recovery guard."""

    name: str | None
    overrides: int


class Guard(Answer):
    """The recovery guard: promotions in spite of it, and how many it guards at the end (of the month asked about)."""

    overrides: int
    guarded_members: int | None
    by: list[Overriding]


class DutyCounts(Answer):
    """Duties due in the month, and what became of them by its end."""

    due: int
    done: int
    in_time: int
    missed: int
    skipped: int
    in_time_rate: Rate


class DutyFigures(DutyCounts):
    """Of one duty."""

    duty: str
    name: str


class Duties(DutyCounts):
    """Of all duties of the department."""

    by_duty: list[DutyFigures]


class Earned(Answer):
    """What somebody earned: without a name what is undecided, and what nobody earned."""

    name: str | None
    purchases: int
    amount: Amount
    undecided: bool


class ChangedHands(Answer):
    """How many customers went to somebody else, or to nobody, for a cause."""

    cause: str
    members: int


class Ownership(Answer):
    """Customers that changed hands, and purchases net of refunds by who earned them."""

    reassigned: int = Field(description="by the review")
    by_cause: list[ChangedHands]
    earned: list[Earned]


class Referrals(Answer):
    """Who was introduced, and who of them has bought."""

    introduced: int
    converted: int
    conversion_rate: Rate


class MonthFigures(Answer):
    """A month's figures."""

    month: Month
    store: str | None
    members: Members
    spend: Spend
    points: Points
    followups: Followups
    guard: Guard
    complaints: Complaints
    inquiries: Inquiries
    promotions: list[PromotionFigures]
    ownership: Ownership
    referrals: Referrals
    duties: Duties
    completeness: Rate


class Monthly(MonthFigures):
    """The month beside two others; `until` is the last day counted."""

    from_: Day = Field(alias="from")
    to: Day
    until: Day
    previous: MonthFigures
    year_before: MonthFigures
