"""The answer of `crmcli member apply`."""

from __future__ import annotations

from crmcli.features.schema.oncard import OnCard
from crmcli.features.schema.person import MemberWritten
from crmcli.features.schema.scalar import Amount, Answer, Day, FollowupId


class ApplicationStep(Answer):
    """A call of a plan that began with it."""

    step: str
    due_on: Day


class MemberApplied(MemberWritten):
    """Who joined, and what one operation wrote: application, inquiry, promotion's row, bookings, calls.

    `sheet` is the file of --sheet.
    """

    application: int
    date: Day
    card_type: str | None
    card_type_name: str | None
    applied_card_no: str | None
    amount: Amount | None
    joining_amount: Amount | None
    gift: str | None
    bonus: Amount
    source: list[str]
    salesperson: str | None
    booked: int | None
    joining_booked: int | None
    bonus_booked: int | None
    note: str | None
    added: bool
    joined: bool
    inquiry: int | None
    cancelled: list[FollowupId]
    promotion: str | None
    promotion_entry: int | None
    plan: list[ApplicationStep]
    card: OnCard | None
    sheet: str | None
