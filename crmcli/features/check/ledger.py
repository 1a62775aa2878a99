"""Every balance equals its entries, and the entries fit together: each check, what it says, what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Finding
from crmcli.features.check import entry, kept
from crmcli.features.check.standing import standing
from crmcli.features.check.tier import tiers
from crmcli.features.ledger import invariant

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: So many of what is wrong are named.
NAMED = 3


class Check(NamedTuple):
    """A check: its code, what is said where it holds, what mends it, and how it looks."""

    code: str
    holds: str
    remedy: str
    look: Callable[[Connection, Pack], Iterator[Finding]]


class Looked(NamedTuple):
    """What a check found: how many are wrong, and the first of them."""

    check: Check
    wrong: int
    first: list[Finding]


REPAIR = N_("Mend it: crmcli doctor --repair")
STATEMENT = N_("Look at the card: crmcli card statement CARD. Correct it, or put a backup back: crmcli restore BACKUP")
POINTS = N_(
    "Look at the points: crmcli points statement MEMBER. Correct them, or put a backup back: crmcli restore BACKUP"
)
ENTRIES = N_(
    "Look at the entries: crmcli purchase list MEMBER. Correct them, or put a backup back: crmcli restore BACKUP"
)
FEES = N_("Look at the fees: crmcli fee statement MEMBER. Correct them, or put a backup back: crmcli restore BACKUP")
STOCK = N_("Count what is there, and set the stock right: crmcli points stock REWARD --add N")

CHECKS = (
    Check("member-sums", N_("the sums of every member are what the entries make"), REPAIR, kept.member_sums),
    Check("card-sums", N_("the balance of every card is what its entries make"), REPAIR, kept.card_balances),
    Check("lots-left", N_("what is left of points is what was earned less what was spent"), REPAIR, kept.lots),
    Check("fees-owed", N_("what is owed of fees is what was charged less what was paid"), REPAIR, kept.charges),
    Check("member-figures", N_("what is shown of every member is what the ledger keeps"), REPAIR, kept.member_figures),
    Check("tiers", N_("every tier is what the ladder and the entries give"), REPAIR, tiers),
    Check("card-balance", N_("no card was below zero on any day"), STATEMENT, standing(invariant.CARD_BALANCE)),
    Check(
        "card-holder",
        N_("every entry of a card is of who held it then"),
        STATEMENT,
        standing(invariant.CARD_HOLDER),
    ),
    Check("card-live", N_("no card moved while it could not be used"), STATEMENT, standing(invariant.CARD_LIVE)),
    Check("card-closed", N_("nothing is left on a card that is closed"), STATEMENT, standing(invariant.CARD_CLOSED)),
    Check("loose", N_("no balance of a list went onto a card twice"), STATEMENT, standing(invariant.LOOSE)),
    Check("lot", N_("no lot of points is spent beyond what it holds"), POINTS, standing(invariant.LOT)),
    Check("spent", N_("no spending takes more points than it says"), POINTS, standing(invariant.SPENT)),
    Check("lot-use", N_("points are spent by who earned them, and not before"), POINTS, entry.uses_of_points),
    Check("paid-back", N_("no purchase is paid back beyond its amount"), ENTRIES, standing(invariant.PAID_BACK)),
    Check("voucher", N_("no voucher pays twice"), ENTRIES, standing(invariant.VOUCHER)),
    Check("charge", N_("no fee is paid beyond its amount"), FEES, standing(invariant.CHARGE)),
    Check("stock", N_("no reward was given out that was not there"), STOCK, standing(invariant.STOCK)),
    Check("refers", N_("refunds and payments name what they are for, of the same member"), ENTRIES, entry.refers),
    Check("owners", N_("every entry is of a member"), ENTRIES, entry.owners),
)


def look(db: Connection, pack: Pack) -> Iterator[Looked]:
    """Every check in order, each when it is asked for."""
    for check in CHECKS:
        found = check.look(db, pack)
        first = list(islice(found, NAMED))
        yield Looked(check, sum(1 for _one in chain(first, found)), first)
