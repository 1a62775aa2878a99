"""Answers of `crmcli followup …`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, FollowupId, MemberNo, Operation, Time


class Line(Answer):
    """Somebody to call, why and what to say."""

    id: FollowupId
    member: MemberNo | None
    name: str
    mobile: str | None
    kind: str
    plan: str | None
    plan_code: str | None
    step: str | None
    purpose: str
    due_on: Day
    original_due_on: Day
    due_at: Time | None
    days_late: int
    attempt: int
    assigned_to: str | None
    call_by: Annotated[str | None, Field(description="whose call it is told in: one person is phoned once")]
    why: str


class DueLine(Line):
    """A line of the due list."""

    script: str | None
    part: Annotated[str, Field(description="cannot-wait, overdue, today or ahead; held-back only with --explain")]
    rides: list[FollowupId]
    explain: Annotated[list[str], Field(default=[], description="how it came to its place, with --explain only")]


class Contact(Answer):
    """A contact that was made or tried."""

    day: Day
    at: Time
    via: str
    outcome: str
    note: str | None
    minutes: int | None
    feeling: Annotated[int, Field(ge=1, le=5)] | None
    recovered: bool
    by: str | None


class Treatment(Answer):
    """What was done, and when."""

    item: str | None
    day: Day | None


class Detail(DueLine):
    """Everything about one call before it is made."""

    state: str
    wechat: str | None
    tier_name: str | None
    treatment: Treatment | None
    asks_recovered: bool
    attempts: list[Contact]
    notes: list[Contact]
    warnings: list[str]
    also: list[FollowupId]


class Past(Line):
    """A follow-up in any state."""

    state: str
    outcome: str | None
    closed_on: Day | None
    reason: str | None


class Next(Answer):
    """The follow-up that was made of this one."""

    id: FollowupId
    due_on: Day


class Done(Answer):
    """What came of a call."""

    id: FollowupId
    member: MemberNo | None
    name: str
    purpose: str
    outcome: str
    state: str
    due_on: Day
    due_at: Time | None
    original_due_on: Day
    attempt: int
    decide: bool
    missed: list[FollowupId]
    goes_with: Next | None
    next: Next | None
    repair: Next | None
    cancelled: list[FollowupId]
    operation: Operation


class Logged(Answer):
    """A contact nobody had planned; `id` is the contact's."""

    id: int
    member: MemberNo | None
    name: str
    outcome: str
    via: str
    next: Next | None
    repair: Next | None
    cancelled: list[FollowupId]
    operation: Operation


class Moved(Answer):
    """A follow-up that was made or moved."""

    id: FollowupId
    member: MemberNo | None
    name: str
    purpose: str
    state: str
    due_on: Day
    due_at: Time | None
    original_due_on: Day
    reason: str | None
    operation: Operation


class Rescheduled(Moved):
    """A follow-up that was moved; past the next step of its plan it goes with that."""

    goes_with: Next | None


class Skipped(Moved):
    """A follow-up that was closed without a call; `missed` went with it."""

    missed: list[FollowupId]
