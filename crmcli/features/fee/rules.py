"""What a fee comes to, what a payment settles, how late a charge is. Pure; amounts in 分, quantities in thousandths.

Source: domain/money.md, Fees owed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from crmcli.core.findings import N_, Refused
from crmcli.core.money import LIMIT_FEN, parse_amount
from crmcli.core.text import fold

if TYPE_CHECKING:
    from crmcli.packs.moneyrule import Fee

#: Quantities are kept in thousandths: 89.5 平方米 are 89 500.
MILLI = 1000
MOST_QUANTITY = 1_000_000

#: Ages of what is owed, by the days it is late: key, last day of it. Source: domain/money.md, Fees owed.
CURRENT, OVER_90 = "current", "over_90"
_LAST_DAYS = ((CURRENT, 0), ("days_1_30", 30), ("days_31_60", 60), ("days_61_90", 90))
AGES = (*(age for age, _last in _LAST_DAYS), OVER_90)


class Allotted(NamedTuple):
    """What of a payment goes to a charge."""

    charge_id: int
    amount_fen: int


def charged_fen(price_fen: int, quantity_milli: int) -> int:
    """Price times quantity, rounded half up to the 分. The whole period always: nothing is reckoned by days."""
    return (price_fen * quantity_milli + MILLI // 2) // MILLI


def allot(amount_fen: int, owed: Sequence[tuple[int, int]]) -> list[Allotted]:
    """A payment over charges (id, what is left of it) in their order, each settled before the next gets any."""
    allotted = []
    for charge_id, left_fen in owed:
        part = min(left_fen, amount_fen)
        if part <= 0:
            break
        allotted.append(Allotted(charge_id, part))
        amount_fen -= part
    return allotted


def days_late(due_on: str, day: str) -> int:
    """Full days a charge is late on a day; 0 on the day it is due and before."""
    return max((date.fromisoformat(day) - date.fromisoformat(due_on)).days, 0)


def age_of(late: int) -> str:
    """The age of what is so many days late, one of AGES."""
    return next((age for age, last in _LAST_DAYS if late <= last), OVER_90)


def parse_quantity(text: str, unit: str) -> int:
    """Thousandths of the quantity in 89.5, 1,200, 89.5平方米 or 89.5㎡; the fee's unit may stand behind it.

    0 says that nothing is charged. Raises Refused for what is below, has more than three decimals, or is no number.
    """
    plain = fold(text).removesuffix(fold(unit)).removesuffix("m2")
    found = re.fullmatch(r"([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]+))?", plain)
    if found is None:
        raise Refused(N_("{value} is no quantity; write for example 1, 2 or 89.5"), value=text)
    decimals = (found[2] or "").rstrip("0")
    if len(decimals) > 3:
        raise Refused(N_("{value} has more than three decimals"), value=text)
    milli = int(found[1].replace(",", "")) * MILLI + int(decimals.ljust(3, "0"))
    if milli > MOST_QUANTITY * MILLI:
        raise Refused(N_("{value} is too large; a quantity is at most {most}"), value=text, most=f"{MOST_QUANTITY:,}")
    return milli


def show_quantity(milli: int) -> str:
    """The quantity as people write it: 89.5, 2."""
    whole, part = divmod(milli, MILLI)
    return f"{whole}.{part:03d}".rstrip("0") if part else str(whole)


def parse_sum(text: str) -> int:
    """An amount that moves something, in 分: above nothing. Raises Refused."""
    fen = parse_amount(text)
    if fen == 0:
        raise Refused(N_("{value} is nothing; give an amount above 0"), value=text)
    return fen


def check_term(fee: Fee, quantity_milli: int, price_fen: int | None) -> None:
    """Refuses a term of which one charge would be larger than an amount may be."""
    price = fee.price_fen if price_fen is None else price_fen
    if charged_fen(price, quantity_milli) >= LIMIT_FEN:
        message = N_("{quantity} times the price is too large; an amount stays below 10,000,000,000 yuan")
        raise Refused(message, value=show_quantity(quantity_milli), quantity=show_quantity(quantity_milli))
