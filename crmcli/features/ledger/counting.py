"""What of the ledger counts: as spend, as money that came in, towards a tier.

The expressions are of the ledger's columns. On a purchase `amount_fen` is what was charged; `principal_fen` and
`bonus_fen` are what of it moved on a card (below zero: taken from it), `voucher_fen` what a points voucher paid. A
refund carries the same with the other sign. On a card's entries `amount_fen` is the money paid in, or back.
Source: domain/money.md, Tiers: what is paid from a bonus pocket or with a points voucher counts nowhere.
"""

from __future__ import annotations

from typing import NamedTuple


class Counting(NamedTuple):
    """Which entries count, and what of each, as SQL of the ledger's columns."""

    condition: str
    amount_fen: str

    @property
    def total_fen(self) -> str:
        """What counts of an entry, nothing where it does not."""
        return f"CASE WHEN {self.condition} THEN {self.amount_fen} ELSE 0 END"


#: A voucher that is on record says what it paid; one on paper paid all.
_BOUGHT = "kind IN ('purchase', 'refund', 'opening-spend') AND (pay IS NOT 'voucher' OR voucher_id IS NOT NULL)"

#: Purchases net of refunds, and what was spent before the file was begun; top-ups do not count until used.
CONSUMPTION = Counting(_BOUGHT, "amount_fen + bonus_fen - voucher_fen")
#: Money that came in: what was topped up counts when it is paid, and not again when it is used.
PAYMENT = Counting(
    f"({_BOUGHT} AND (pay IS NOT 'card' OR card_id IS NOT NULL)) OR kind IN ('card-open', 'card-topup', 'card-refund')",
    "CASE WHEN kind IN ('purchase', 'refund') THEN amount_fen + principal_fen + bonus_fen - voucher_fen "
    "ELSE amount_fen END",
)
#: By the pack's word for what counts towards a tier.
COUNTINGS = {"consumption": CONSUMPTION, "payment": PAYMENT}
