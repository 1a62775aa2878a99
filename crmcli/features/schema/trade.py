"""Answers of `crmcli pack …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Amount, Answer


class PackTier(Answer):
    """A tier of the ladder."""

    code: str
    name: str
    from_: Amount = Field(alias="from")
    points_per_yuan: str | None
    discount: str | None
    benefits: str
    keep: Amount | None = Field(description="what a retention period must have counted to keep the tier")


class PackItem(Answer):
    """An item of the price list; `treatment` is the plan it starts. One with `sessions` is a card."""

    code: str
    name: str
    group: str
    price: Amount | None
    treatment: str | None
    sessions: int | None
    valid: str | None


class PackRetention(Answer):
    """How often a tier must be earned again, and how far it falls otherwise."""

    months: int
    fall: Literal["step", "earned"]


class PackPolicy(Answer):
    """Over which time and over what the amount is counted that gives a tier."""

    basis: str = Field(description="lifetime, or so many months such as 12mo")
    counts: Literal["consumption", "payment"]
    retention: PackRetention | None


class PackPoints(Answer):
    """How long points live, null without end, and how many days those of a purchase stay locked."""

    valid: str | None
    return_days: int


class PackReward(Answer):
    """What points buy; `stock` is the pieces to begin with, null without limit."""

    code: str
    name: str
    kind: Literal["voucher", "gift"]
    points: int
    amount: Amount | None
    valid: str | None
    stock: int | None


class PackCard(Answer):
    """The rules of prepaid cards."""

    order: Literal["principal-first", "bonus-first"]
    named_limit: Amount
    unnamed_limit: Amount
    unnamed_valid: str
    register_from: Amount
    transfer_from: Amount


class PackFee(Answer):
    """A charge of every period; members of its `kinds` are charged without being named."""

    code: str
    name: str
    price: Amount
    unit: str
    every: Literal["month", "quarter", "year"]
    due: str
    kinds: list[Literal["person", "organisation", "unit"]]


class PackNotice(Answer):
    """A call before something lapses or falls due."""

    ahead_days: int
    purpose: str
    script: str | None
    role: str
    promotional: bool
    wait_days: int | None = Field(description="goods: told after so many days, and again so long after each call")


class PackStep(Answer):
    """A call of a plan, some time after its beginning (1d, 3mo)."""

    step: str
    after: str
    purpose: str
    role: str
    promotional: bool
    script: str | None


class PackPlan(Answer):
    """Calls that follow a treatment, a joining or an inquiry."""

    code: str
    name: str
    anchor: str
    care: bool
    recovery: bool
    steps: list[PackStep]


class PackShown(Answer):
    """A trade's rules."""

    name: str
    title: str
    organisation_word: str
    member_word: str
    tiers: list[PackTier]
    policy: PackPolicy
    items: list[PackItem]
    plans: list[PackPlan]
    roles: list[dict[str, str]]
    codes: dict[str, list[dict[str, str]]]
    points: PackPoints
    rewards: list[PackReward]
    card: PackCard
    fees: list[PackFee]
    notices: dict[
        Literal["points", "card", "tier", "fee", "booking", "attendance", "no-show", "goods", "owner", "unplanned"],
        PackNotice,
    ]
    birthday: dict[str, Any] | None
    days_off: list[str] = Field(description="weekdays off every week, mon to sun")
    hours: list[str] = Field(description="working hours of a day, 09:00-12:00")
    days_off_count: bool = Field(description="whether calls of plans move away from days off")
    weights: dict[str, int]
    assumed: list[str]


class PackLine(Answer):
    """A pack there is."""

    name: str
    title: str
    origin: str


class PackFault(Answer):
    """What is wrong with a pack, and where."""

    file: str
    line: int | None
    key: str | None
    message: str


class FormLine(Answer):
    """A printed sheet there is."""

    name: str
    title: str
    kind: str | None
    orientation: str | None
    prefix: str | None
    origin: str


class FormFault(Answer):
    """What is wrong with a sheet's file, and at which key."""

    file: str
    key: str | None
    message: str


class FormBlank(Answer):
    """An empty sheet that was written."""

    file: str
    form: str
    rows: int
    sheets: int
