"""What a trade rules about money owed and kept: retention of tiers, points, rewards, cards, fees, notices.

Read wherever a pack is, so they are named tuples, as in `model`. Times are offsets as text, such as 2y.
"""

from typing import NamedTuple


class Retention(NamedTuple):
    """Every so many months a tier must be earned again, else it falls: one `step`, or to what is `earned`."""

    months: int
    fall: str


class Points(NamedTuple):
    """How long points live, None without end, and how many days those of a purchase stay locked."""

    valid: str | None = None
    return_days: int = 0


class Reward(NamedTuple):
    """What points buy: a `voucher` worth an amount, or a `gift`; `stock` is the pieces to begin with.

    No stock: without limit. Only a voucher has an amount, and a `valid` time from the day it is given.
    """

    code: str
    name: str
    kind: str
    points: int
    amount_fen: int | None = None
    valid: str | None = None
    stock: int | None = None


class CardPolicy(NamedTuple):
    """Which pocket of a stored-value card pays first, and what the law allows a prepaid card.

    `register_from_fen`: from there a buyer is recorded by name; `transfer_from_fen`: from there one person
    pays through the bank. A named card has no expiry, an unnamed one at least `unnamed_valid`.
    Source: 单用途商业预付卡管理办法（试行）, whose figures are the defaults.
    """

    order: str = "principal-first"
    named_limit_fen: int = 500_000
    unnamed_limit_fen: int = 100_000
    unnamed_valid: str = "3y"
    register_from_fen: int = 1_000_000
    transfer_from_fen: int = 5_000_000


class Fee(NamedTuple):
    """A charge for every month, quarter or year, due so long after the period's first day, priced by the `unit`.

    Members of its `kinds` are charged without being named; where there are none, only who is named.
    """

    code: str
    name: str
    price_fen: int
    unit: str
    every: str
    due: str
    kinds: tuple[str, ...] = ()


class Notice(NamedTuple):
    """A call before something lapses or falls due: listed `ahead_days` before that day.

    `wait_days` is of goods held: so long after they were put aside the customer is told, and told again after each
    call while they lie there.
    """

    ahead_days: int
    purpose: str
    script: str
    role: str
    promotional: bool = False
    wait_days: int | None = None
