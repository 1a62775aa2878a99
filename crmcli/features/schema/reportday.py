"""The answer of `crmcli report daily`."""

from __future__ import annotations

from typing import Literal

from crmcli.features.schema.report import Rate
from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Time


class Asked(Answer):
    """An inquiry of the day."""

    id: int
    date: Day
    member: MemberNo
    name: str
    phone: str | None
    channel: Literal["phone", "on-site"]
    item: str
    first_deal: bool
    amount: Amount | None
    minutes: int | None
    result: str | None
    by: str | None


class AskedLists(Answer):
    """The two lists of the day."""

    count: int
    first_deals: list[Asked]
    prospects: list[Asked]


class DayCalls(Answer):
    """Calls of one person; null is nobody's."""

    name: str | None
    due: int
    carried: int
    done: int
    attempts: int
    reached: int


class Calls(Answer):
    """Calls of the day; `carried` were due before and still to be made when it began."""

    due: int
    carried: int
    done: int
    attempts: int
    reached: int
    reached_rate: Rate
    by_person: list[DayCalls]


class LateCase(Answer):
    """A case of which something ran out; what was kept is null."""

    no: str
    name: str | None
    matter: str
    answer_by: Time | None
    resolve_by: Time | None
    promise_at: Time | None


class DayCases(Answer):
    """Complaints and other cases of the day."""

    logged: int
    answered: int
    closed: int
    open: int
    late: int
    late_cases: list[LateCase]


class Taken(Answer):
    """What came in and was paid back."""

    purchases: Amount
    refunds: Amount
    net: Amount
    entries: int


class TakenByPay(Taken):
    """By one way of paying; null where it was not said."""

    pay: str | None
    pay_name: str | None


class TakenBy(Taken):
    """Booked by one person."""

    name: str | None


class Takings(Taken):
    """All of the day; `money` leaves out what was paid from cards and with vouchers."""

    money: Amount
    by_pay: list[TakenByPay]
    by_operator: list[TakenBy]
    counted: Amount | None


class NotBooked(Answer):
    """An amount a register noted that stands in no entry of the ledger."""

    row: str
    noted_in: Literal["inquiry", "promotion", "application", "joining"]
    id: int
    no: str | None
    member: MemberNo
    name: str
    date: Day
    amount: Amount


class Daily(Answer):
    """A day."""

    date: Day
    store: str | None
    inquiries: AskedLists
    calls: Calls
    cases: DayCases
    takings: Takings
    not_booked: list[NotBooked]
