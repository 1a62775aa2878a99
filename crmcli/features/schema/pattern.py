"""Answers of the commands about what cases have in common, and what is kept with them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Answer, Day, MemberNo, Operation, Time

Share = Annotated[float, Field(ge=0, le=1)]


class Hotspot(Answer):
    """What complaints gather around. `what` is null for all of them, and where nothing was recorded; `previous` is
    the count of as many days before; `visits` are days on which a member bought something, of an item that item.
    """

    by: Literal["all", "matter", "department", "person", "item", "channel", "complainer"]
    what: str | None
    member: MemberNo | None
    count: int
    share: Share | None
    cumulative: Share | None
    previous: int
    change: int
    complainers: int
    repeated: int
    visits: int | None
    rate: float | None
    cases: list[str]


class Attachment(Answer):
    """A file kept with a case; `size` in bytes."""

    name: str
    size: int
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    by: str | None
    date: Day


class Attached(Answer):
    """Files that were kept with a case; those that were there already are left out."""

    no: str
    attachments: list[Attachment]
    operation: Operation


class AttachmentGiven(Attachment):
    """A file that was given back, and where to."""

    no: str
    file: str


class Breach(Answer):
    """A clock that ran out unmet, against whoever took the case first; `count` is the how-manieth of theirs."""

    no: str
    name: str | None
    matter: str
    clock: Annotated[str, Field(pattern=r"^(answer|resolution|promise)(-\d+)?$")]
    due_at: Time | None
    met_at: Time | None
    date: Day
    staff: str
    count: int | None
    rung: str | None
    rung_name: str | None
    decision: Literal["proposed", "confirmed", "dismissed"]
    decided_on: Day | None
    decided_by: str | None
    reason: str | None


class BreachDecided(Breach):
    """What a supervisor decided about a breach."""

    operation: Operation


_ONE: dict[str, Any] = {
    "hotspots": list[Hotspot],
    "attach": Attached,
    "attachment": AttachmentGiven,
    "breaches": list[Breach],
    "breach": BreachDecided,
}
#: The commands of both groups, which are the same.
ANSWERS = {f"{group} {name}": answer for group in ("complaint", "case") for name, answer in _ONE.items()}
