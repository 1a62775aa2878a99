"""Answers of `crmcli inquiry …`."""

from __future__ import annotations

from typing import Literal

from crmcli.features.schema.money import PlannedStep
from crmcli.features.schema.oncard import OnCard
from crmcli.features.schema.scalar import Amount, Answer, Day, FollowupId, MemberNo, Operation

Standing = Literal["prospect", "member", "left", "merged", "erased"]


class Entry(Answer):
    """What the register holds about one inquiry, whoever asked; `booked` is the entry that holds the amount."""

    id: int
    date: Day
    channel: Literal["phone", "on-site"]
    item: str
    item_code: str | None
    source: list[str]
    source_detail: str | None
    first_deal: bool
    amount: Amount | None
    booked: int | None
    minutes: int | None
    result: Literal["interest", "appointment", "none"] | None
    coaching: bool
    converted_on: Day | None
    by: str | None
    store: str | None
    note: str | None


class InquiryLine(Entry):
    """An inquiry with who asked; the phone is masked unless --reveal is given."""

    member: MemberNo
    name: str
    mobile: str | None
    standing: Standing


class Undecided(Answer):
    """Somebody who asked repeatedly and never came."""

    member: MemberNo
    name: str
    mobile: str | None
    inquiries: int
    first_on: Day
    last_on: Day
    items: list[str]


class FirstCall(Answer):
    """The first call of the plan that was started."""

    id: FollowupId
    due_on: Day


class OpenCall(Answer):
    """A call after an inquiry that is still to be made."""

    id: FollowupId
    step: str | None
    purpose: str
    due_on: Day
    state: Literal["open", "blocked"]
    assigned_to: str | None


class InquiryShown(InquiryLine):
    """One inquiry, the open calls after it, and the person's other inquiries."""

    wechat: str | None
    address: str | None
    followups: list[OpenCall]
    others: list[Entry]
    warnings: list[str]


class InquiryLogged(Entry):
    """An inquiry that was recorded. `added`: the person is new; `converted`: a prospect became a member by it;
    `cancelled`: calls of an earlier inquiry that are off.
    """

    member: MemberNo
    name: str
    standing: Standing
    added: bool
    converted: bool
    card: OnCard | None
    followup: FirstCall | None
    plan: list[PlannedStep]
    cancelled: list[FollowupId]
    warnings: list[str]
    operation: Operation


class PhoneScript(Answer):
    """What the pack says on the phone to people who ask; `name` says when."""

    code: str
    name: str
    script: str


class Converted(Answer):
    """A prospect who became a member; `id` is the inquiry that led to it, null where there was none."""

    id: int | None
    member: MemberNo
    name: str
    standing: Literal["member"]
    tier: str | None
    joined_on: Day
    spend: Amount
    cancelled: list[FollowupId]
    plan: list[PlannedStep]
    operation: Operation
