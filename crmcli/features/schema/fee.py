"""Answers of `crmcli fee …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation
from crmcli.features.schema.trade import PackFee

Age = Literal["current", "days_1_30", "days_31_60", "days_61_90", "over_90"]


class Term(Answer):
    """Who pays a fee from when until when; `price` is their own or the fee's, `amount` what a period comes to."""

    id: int
    member: MemberNo
    name: str
    fee: str
    fee_name: str
    quantity: str
    unit: str | None
    price: Amount | None
    own_price: bool
    amount: Amount | None
    from_: Day = Field(alias="from")
    until: Day | None
    by: str | None
    note: str | None


class FormerTerm(Answer):
    """A term another one took the place of; `until` is its last day now, null where none is left to it."""

    id: int
    from_: Day = Field(alias="from")
    until: Day | None
    quantity: str


class Assigned(Term):
    """A term that was written."""

    replaced: list[FormerTerm]
    operation: Operation


class EndedTerm(Answer):
    """A term that was ended."""

    id: int
    from_: Day = Field(alias="from")
    quantity: str


class Unassigned(Answer):
    """What a member pays of a fee has its last day; `charged_still`: as one of its kinds they go on paying it."""

    member: MemberNo
    name: str
    fee: str
    fee_name: str
    until: Day
    ended: list[EndedTerm]
    charged_still: bool
    operation: Operation


class RaisedFee(Answer):
    """What raising one fee came to: new charges and their sum, and how many stood."""

    fee: str
    fee_name: str
    due_on: Day
    charged: int
    amount: Amount
    stood: int
    differing: int


class Differing(Answer):
    """A charge that stands, and what it would come to now."""

    charge: int
    member: MemberNo
    name: str
    fee: str
    fee_name: str
    amount: Amount
    would_be: Amount


class NewCharge(Answer):
    """Somebody a dry run would charge."""

    member: MemberNo
    name: str
    fee: str
    fee_name: str
    quantity: str
    price: Amount
    amount: Amount


class Raised(Answer):
    """Fees raised for a period."""

    period: str
    from_: Day = Field(alias="from")
    to: Day
    fees: list[RaisedFee]
    charged: int
    amount: Amount
    stood: int
    differing: list[Differing]
    charges: list[NewCharge] = Field(description="with --dry-run who would be charged")
    dry_run: bool
    operation: Operation


class SettledPart(Answer):
    """What went to a charge, and what is left of it."""

    id: int
    charge: int
    fee: str
    fee_name: str
    period: str
    amount: Amount
    left: Amount


class Paid(Answer):
    """A payment, an entry a charge; `owed` is what the member owes then."""

    member: MemberNo
    name: str
    amount: Amount
    pay: str
    date: Day
    payments: list[SettledPart]
    owed: Amount
    operation: Operation


class Waived(SettledPart):
    """What was let off of a charge."""

    member: MemberNo
    name: str
    date: Day
    reason: str
    operation: Operation


class OwedCharge(Answer):
    """A charge with something left of it."""

    id: int
    member: MemberNo
    name: str
    fee: str
    fee_name: str
    period: str
    date: Day
    due_on: Day
    days_late: int
    age: Age
    amount: Amount
    paid: Amount
    waived: Amount
    left: Amount


class Ages(Answer):
    """What is owed by how many days it is late; `since` is the day the oldest of it was due."""

    current: Amount
    days_1_30: Amount
    days_31_60: Amount
    days_61_90: Amount
    over_90: Amount
    total: Amount
    since: Day | None


class MemberArrears(Ages):
    """What a member owes."""

    member: MemberNo
    name: str


class FeeArrears(Ages):
    """What is owed of a fee."""

    fee: str
    fee_name: str


class Arrears(Answer):
    """What was owed at the end of a day, most first."""

    on: Day
    by: Literal["member", "fee"]
    rows: list[MemberArrears] | list[FeeArrears]
    total: Ages


class StatementLine(Answer):
    """A charge, a payment or something let off, and what is owed after it; charges are positive."""

    id: int | None
    date: Day
    kind: Literal["brought-forward", "fee-charge", "fee-payment", "fee-waiver"]
    charge: int | None
    fee: str | None
    fee_name: str | None
    period: str | None
    due_on: Day | None
    amount: Amount
    balance: Amount
    pay: str | None
    by: str | None
    note: str | None


ANSWERS: dict[str, Any] = {
    "fee list": list[PackFee],
    "fee assign": Assigned,
    "fee unassign": Unassigned,
    "fee assigned": list[Term],
    "fee raise": Raised,
    "fee pay": Paid,
    "fee waive": Waived,
    "fee owed": list[OwedCharge],
    "fee arrears": Arrears,
    "fee statement": list[StatementLine],
}
