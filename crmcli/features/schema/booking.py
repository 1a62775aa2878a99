"""Answers of `crmcli booking …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, FollowupId, MemberNo, Operation, Time


class Booking(Answer):
    """An appointment. `followup` is the call it comes from, `call` the one a no-show put into the due list."""

    id: int
    member: MemberNo
    name: str
    mobile: str | None
    kind: str
    kind_name: str
    date: Day
    time: str = Field(pattern=r"^\d\d:\d\d–\d\d:\d\d$", description="from and until; 24:00 is midnight")
    from_: Time = Field(alias="from")
    until: Time
    minutes: int
    with_: str | None = Field(alias="with", description="who of the staff")
    state: Literal["booked", "came", "no-show", "cancelled"]
    made_on: Day = Field(description="the day the time was agreed on")
    made_by: str | None
    followup: FollowupId | None
    call: FollowupId | None
    closed_on: Day | None
    reason: str | None
    note: str | None


class Booked(Booking):
    """An appointment that was made."""

    warnings: list[str]
    operation: Operation


class BookingMoved(Booked):
    """An appointment with another time."""

    moved_from: Time


class BookingClosed(Booking):
    """An appointment that was ticked off or cancelled."""

    operation: Operation


ANSWERS: dict[str, Any] = {
    "booking add": Booked,
    "booking list": list[Booking],
    "booking show": Booking,
    "booking came": BookingClosed,
    "booking no-show": BookingClosed,
    "booking move": BookingMoved,
    "booking cancel": BookingClosed,
}
