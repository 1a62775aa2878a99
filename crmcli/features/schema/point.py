"""Answers of `crmcli points …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation

RewardKind = Literal["voucher", "gift"]


class Lot(Answer):
    """Points that came together and can be spent, or will be once they are no longer locked."""

    entry: int
    earned_on: Day
    unlocks_on: Day | None = Field(description="the day from which they are free")
    expires_on: Day | None = Field(description="the last day they can be spent")
    points: int
    left: int
    locked: bool


class Voucher(Answer):
    """A cash voucher points were redeemed for."""

    no: str
    member: MemberNo
    reward: str
    amount: Amount
    state: Literal["live", "used", "lapsed"]
    issued_on: Day
    expires_on: Day | None = Field(description="the last day it can pay")
    used_on: Day | None
    used_by: int | None = Field(description="the purchase it paid")


class PointsBalance(Answer):
    """What a member holds at the end of a day; lots stand in the order in which they pay."""

    member: MemberNo
    no: MemberNo
    name: str
    on: Day
    available: int
    locked: int
    debt: int
    redeemable: int = Field(description="what is available, less the debt")
    expired: int = Field(description="lapsed and not booked as such yet; counted nowhere else")
    lots: list[Lot]
    vouchers: list[Voucher]


class PointsMovement(Answer):
    """A movement of points with what was held after it; `entry` is null of what lapsed and is not booked yet."""

    entry: int | None
    date: Day
    kind: str
    item: str | None
    quantity: int | None
    points: int | None
    balance: int
    rate: str | None
    tier: str | None
    unlocks_on: Day | None
    expires_on: Day | None
    refers_to: int | None
    by: str | None
    note: str | None


class VoucherMade(Answer):
    """A voucher that was given out."""

    no: str
    amount: Amount
    expires_on: Day | None


class Redeemed(Answer):
    """A reward that was given out; `stock_left` null without limit."""

    id: int
    member: MemberNo
    name: str
    reward: str
    kind: RewardKind
    quantity: int
    points: int
    date: Day
    vouchers: list[VoucherMade]
    stock_left: int | None
    available: int
    locked: int
    operation: Operation


class PointsAdjusted(Answer):
    """Points given or (below 0) taken by hand."""

    id: int
    member: MemberNo
    name: str
    points: int
    date: Day
    reason: str
    available: int
    locked: int
    debt: int
    operation: Operation


class RewardLine(Answer):
    """A reward of the pack, how many are left (null without limit) and how many were given out."""

    code: str
    name: str
    kind: RewardKind
    points: int
    amount: Amount | None
    valid: str | None
    stock: int | None
    redeemed: int


class StockChanged(RewardLine):
    """A reward of which some came in or went."""

    change: int
    reason: str | None
    operation: Operation


class Expiring(Answer):
    """Points of a member that can be spent for the last time on a day."""

    member: MemberNo
    name: str
    mobile: str | None
    points: int
    expires_on: Day
    days_left: int


class LapsedOf(Answer):
    """What a member has lost; `last_day` is the last day of the first lot of it."""

    member: MemberNo
    name: str
    points: int
    lots: int
    last_day: Day


class PointsExpired(Answer):
    """What was booked as lapsed, or would be."""

    members: int
    points: int
    lots: int
    dry_run: bool
    lapsed: list[LapsedOf]
    operation: Operation


ANSWERS: dict[str, Any] = {
    "points balance": PointsBalance,
    "points statement": list[PointsMovement],
    "points redeem": Redeemed,
    "points vouchers": list[Voucher],
    "points adjust": PointsAdjusted,
    "points stock": list[RewardLine] | StockChanged,
    "points expiring": list[Expiring],
    "points expire": PointsExpired,
}
