"""The kinds of entries: everything that ever moves money, points or uses, and how a person calls it.

On `purchase` and `refund` the amount is what was charged or paid back and the other columns say how (see counting);
on a card's entries it is the money paid in or back; fees are owed (`fee-charge`), paid and let off, each referring to
its charge; points are lots where they are above 0. What must hold of them is in `invariant`.
"""

from __future__ import annotations

from crmcli.core.findings import N_

KINDS = {
    "purchase": N_("purchase"),
    "refund": N_("refund"),
    "opening-spend": N_("spent before"),
    "opening-points": N_("points before"),
    "opening-balance": N_("card balance before"),
    "card-open": N_("card opened"),
    "card-topup": N_("card topped up"),
    "card-bonus": N_("bonus onto a card"),
    "card-refund": N_("card paid back"),
    "card-transfer": N_("card transferred"),
    "card-lost": N_("card reported lost"),
    "card-freeze": N_("card frozen"),
    "card-unfreeze": N_("card unfrozen"),
    "card-replace": N_("card replaced"),
    "card-close": N_("card closed"),
    "points-hand": N_("points by hand"),
    "points-referral": N_("points for an introduction"),
    "points-referral-back": N_("introduction points taken back"),
    "points-redeem": N_("points redeemed"),
    "points-expire": N_("points lapsed"),
    "fee-charge": N_("fee charged"),
    "fee-payment": N_("fee paid"),
    "fee-waiver": N_("fee let off"),
}
