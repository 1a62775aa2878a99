"""What the answers of the registers say of a card."""

from __future__ import annotations

from typing import Literal

from crmcli.features.schema.scalar import Amount, Answer


class OnCard(Answer):
    """A card that an amount or a bonus came onto: what of each, and what it holds; `entry` is the ledger's."""

    card_no: str
    kind: Literal["stored", "sessions"]
    opened: bool
    amount: Amount
    bonus: Amount
    total: Amount
    sessions_left: int | None
    entry: int
