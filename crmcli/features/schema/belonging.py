"""Answers about whom customers belong to: `owner assign`, `history`, `review` and `inspect`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, MemberNo, Operation, StaffNo

Share = Annotated[float, Field(ge=0, le=1)] | None


class Assigned(Answer):
    """A customer who was given to somebody, or to nobody."""

    no: MemberNo
    name: str
    from_: str | None = Field(alias="from")
    to: str | None
    source: str | None
    source_name: str | None
    followups: int = Field(description="open calls that went along")


class Assignments(Answer):
    """Customers given to somebody; `to` is null for nobody."""

    to: str | None
    members: list[Assigned]
    followups: int
    operation: Operation


class Assignment(Answer):
    """A change of whom a customer belongs to."""

    member: MemberNo
    on: Day
    from_: str | None = Field(alias="from")
    to: str | None
    source: str | None
    source_name: str | None
    cause: Literal["added", "edited", "by-hand", "imported", "merged", "review", "staff-left"]
    reason: str | None
    by: str | None


class Held(Answer):
    """Who is about to be reassigned, or due: `days_left` is below 0 once the last day has passed."""

    member: MemberNo
    name: str
    owner: str | None
    owner_source: str | None
    owner_source_name: str | None
    assigned_on: Day
    last_contact_on: Day | None
    since: Day = Field(description="the day the time runs from")
    release_on: Day = Field(description="the last day with the owner")
    days_left: int
    due: bool
    notice: int | None = Field(description="the pack's days of notice it is within")
    rule: str | None
    rule_text: str | None


class Reassigned(Answer):
    """A customer who went to the next of the team."""

    member: MemberNo
    name: str
    from_: str = Field(alias="from")
    to: str
    release_on: Day
    followups: int


class Stayed(Answer):
    """A customer nobody could take."""

    member: MemberNo
    name: str
    owner: str
    release_on: Day
    reason: Literal["nobody", "blocked", "full"]
    reason_words: str


class Received(Answer):
    """How many somebody got."""

    name: str
    count: int


class Review(Answer):
    """What --apply did, or --dry-run would do."""

    date: Day
    reassigned: list[Reassigned]
    stayed: list[Stayed]
    received: list[Received]
    followups: int
    dry_run: bool
    operation: Operation


class Inspected(Answer):
    """How somebody of the team looks after their customers in a month."""

    no: StaffNo
    name: str
    role: str
    customers: int
    contacted: int = Field(description="customers really reached in the month")
    contacted_rate: Share
    due: int
    in_time: int
    in_time_rate: Share
    overdue: int
    silent_days: int | None = Field(description="since the longest silent of them was last reached, or recorded")
    silent_member: MemberNo | None
    silent_name: str | None
    completeness: Share


ANSWERS: dict[str, Any] = {
    "owner assign": Assignments,
    "owner history": list[Assignment],
    "owner review": list[Held] | Review,
    "owner inspect": list[Inspected],
}
