"""Answers of `crmcli pack …`."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from crmcli.features.schema.scalar import Amount, Answer


class PackTier(Answer):
    """A tier of the ladder."""

    code: str
    name: str
    from_: Amount = Field(alias="from")
    points_per_yuan: str
    discount: str | None
    benefits: str


class PackItem(Answer):
    """An item of the price list; `treatment` is the plan it starts."""

    code: str
    name: str
    group: str
    price: Amount | None
    treatment: str | None


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
    policy: dict[str, str]
    items: list[PackItem]
    plans: list[PackPlan]
    roles: list[dict[str, str]]
    codes: dict[str, list[dict[str, str]]]
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
