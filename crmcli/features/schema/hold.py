"""Answers of `crmcli goods …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, MemberNo, Operation


class Goods(Answer):
    """Something held for a member; `days` is how long it lay, or has lain by today."""

    id: int
    member: MemberNo
    name: str
    mobile: str | None
    item: str
    quantity: int
    place: str | None
    held_on: Day
    days: int
    remind_on: Day = Field(description="the day the customer is told from")
    state: Literal["held", "collected", "returned"]
    by: str | None
    closed_on: Day | None
    closed_by: str | None
    collected_by: str | None = Field(description="who fetched it, where it was somebody else")
    reason: str | None
    note: str | None


class GoodsWritten(Goods):
    """Something that was put aside, fetched or put back."""

    operation: Operation


ANSWERS: dict[str, Any] = {
    "goods hold": GoodsWritten,
    "goods collect": GoodsWritten,
    "goods return": GoodsWritten,
    "goods list": list[Goods],
}
