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


class Moved(Answer):
    """What was bought, put onto cards and paid for fees, and what was paid back."""

    purchases: Amount
    refunds: Amount
    topups: Amount
    card_refunds: Amount
    fees: Amount
    entries: int


class TakenByPay(Moved):
    """By one way of paying; null where it was not said. `net` is all of it together."""

    pay: str | None
    pay_name: str | None
    is_money: bool
    net: Amount


class Taken(Moved):
    """`net` is purchases less refunds whatever paid them, `money` what changed hands; cards and vouchers are none.

    `expected_cash` is the money in cash, `counted` what was counted of it.
    """

    net: Amount
    money: Amount
    card_uses: Amount
    vouchers: Amount
    expected_cash: Amount
    counted: Amount | None
    difference: Amount | None


class TakenBy(Taken):
    """Of one person; null where nobody is named."""

    name: str | None


class Counted(Answer):
    """One time cash was counted."""

    id: int
    counted: Amount
    recorded_at: Time | None
    recorded_by: str | None


class TakenInFull(TakenBy):
    """Of one person, with every way of paying and every count."""

    by_pay: list[TakenByPay]
    counts: list[Counted]


class Takings(Taken):
    """All of the day; the difference is null until everybody who took cash has counted."""

    by_pay: list[TakenByPay]
    by_operator: list[TakenBy]


class DayTakings(Taken):
    """`report takings`; `operation` is that of the count just recorded."""

    date: Day
    store: str | None
    operator: str | None
    by_pay: list[TakenByPay]
    by_operator: list[TakenInFull]
    operation: int | None


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


class NotOnCard(Answer):
    """A bonus a register noted that is on no card."""

    row: str
    noted_in: Literal["promotion", "application"]
    id: int
    no: str | None
    member: MemberNo
    name: str
    date: Day
    bonus: Amount


class Daily(Answer):
    """A day."""

    date: Day
    store: str | None
    inquiries: AskedLists
    calls: Calls
    cases: DayCases
    takings: Takings
    not_booked: list[NotBooked]
    not_on_card: list[NotOnCard]
