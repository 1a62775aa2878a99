"""Answers of `crmcli card …`."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from crmcli.features.schema.money import EarnedRule, PlannedStep
from crmcli.features.schema.replanned import Replanned
from crmcli.features.schema.scalar import Amount, Answer, Day, MemberNo, Operation

CardState = Literal["live", "expired", "lost", "frozen", "closed"]


class Card(Answer):
    """A card: what is on it and how it stands. A card of uses has as its principal what of its price is not used up."""

    card_no: str
    kind: Literal["stored", "sessions"]
    named: bool
    member: MemberNo
    name: str
    item: str | None
    item_code: str | None
    principal: Amount
    bonus: Amount
    total: Amount
    sessions_left: int | None
    state: CardState
    opened_on: Day
    expires_on: Day | None = Field(description="the last day it can be used")
    note: str | None


class CardNumber(Answer):
    """A number a card bears, or bore until it was replaced."""

    no: str
    from_: Day = Field(alias="from")
    until: Day | None


class CardBalance(Card):
    """A card at the end of a day."""

    on: Day
    numbers: list[CardNumber]
    warnings: list[str]


class CardOpened(Card):
    """A card that was opened; `taken_over` is the balance of an imported list that moved onto it."""

    id: int
    amount: Amount
    date: Day
    pay: str | None
    taken_over: Amount
    plan: list[PlannedStep]
    warnings: list[str]
    operation: Operation


class CardToppedUp(Card):
    """A card as a top-up left it; `given` is the bonus of this top-up."""

    id: int
    amount: Amount
    given: Amount
    date: Day
    pay: str | None
    warnings: list[str]
    operation: Operation


class Taken(Answer):
    """What was taken from a card: from its pockets, or so many uses, which are worth their share of its price."""

    amount: Amount
    principal: Amount
    bonus: Amount
    sessions: int | None


class CardUsed(Card):
    """A card as a use left it; `id` is the purchase the use is."""

    id: int
    quantity: int
    date: Day
    used: Taken
    points: int
    tier_before: str | None
    tier_after: str | None
    earned_by: str | None
    rule: EarnedRule
    plan: list[PlannedStep]
    replanned: list[Replanned]
    warnings: list[str]
    operation: Operation


class StatementLine(Answer):
    """A movement of a card and what is on it after that; nothing moved where a card only changed its state."""

    id: int | None = Field(description="null in the line that brings the balance forward")
    card_no: str
    date: Day
    kind: str
    item: str | None
    quantity: int | None
    member: MemberNo | None
    name: str | None
    principal: Amount | None
    bonus: Amount | None
    moved: Amount | None
    sessions: int | None
    principal_after: Amount
    bonus_after: Amount
    total: Amount
    sessions_left: int | None
    refers_to: int | None
    pay: str | None
    by: str | None
    note: str | None


class CardChanged(Card):
    """A card as a command left it: frozen, found, reported lost; `id` is the entry that says so."""

    id: int
    date: Day
    reason: str | None
    warnings: list[str]
    operation: Operation


class CardReplaced(CardChanged):
    """A card that goes on under another number."""

    former_card_no: str


class Moved(Answer):
    """All that was on a card when it changed hands."""

    principal: Amount
    bonus: Amount
    sessions: int


class CardTransferred(CardChanged):
    """A card that somebody else holds now; `id` is the entry of the one who has it."""

    former_member: MemberNo
    former_name: str
    moved: Moved


class CardRefunded(CardChanged):
    """What was paid back of a card, as a positive amount, and for how many uses of a card of uses."""

    amount: Amount
    sessions: int
    pay: str | None


class Lapsed(Answer):
    """What was given and lapsed."""

    bonus: Amount
    sessions: int


class CardClosed(CardChanged):
    """A card that was closed for good."""

    lapsed: Lapsed


class CardExtended(Card):
    """A card that can be used longer."""

    former_expires_on: Day
    date: Day
    reason: str
    warnings: list[str]
    operation: Operation


ANSWERS: dict[str, Any] = {
    "card open": CardOpened,
    "card topup": CardToppedUp,
    "card use": CardUsed,
    "card balance": CardBalance,
    "card statement": list[StatementLine],
    "card list": list[Card],
    "card refund": CardRefunded,
    "card lost": CardChanged,
    "card replace": CardReplaced,
    "card freeze": CardChanged,
    "card unfreeze": CardChanged,
    "card transfer": CardTransferred,
    "card extend": CardExtended,
    "card close": CardClosed,
}
