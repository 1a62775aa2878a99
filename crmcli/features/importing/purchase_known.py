"""Which rows of a list of purchases the file has already, and the keys of those it has not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any

from crmcli.features.importing.purchase_row import key_of

if TYPE_CHECKING:
    from crmcli.features.purchase.record import Purchase


class Held:
    """The purchases of the buyers of a list. Each answers for one row only: the same row twice is two purchases.

    Those a list brought are told by member, day, item, amount and quantity, whoever the member was
    before a merge; for those recorded by hand the quantity does not count.
    """

    def __init__(self, found: Iterable[Mapping[str, Any]]) -> None:
        self._keys: set[str] = set()
        self._listed: dict[tuple[Any, ...], list[int]] = {}
        self._by_hand: dict[tuple[Any, ...], list[int]] = {}
        for row in found:
            sale = (row["member_id"], row["on_day"], row["item"], row["amount_fen"])
            if row["source_key"] is None:
                self._by_hand.setdefault(sale, []).append(row["id"])
            else:
                self._keys.add(row["source_key"])
                self._listed.setdefault((*sale, row["quantity"]), []).append(row["id"])

    def take_listed(self, purchase: Purchase) -> bool:
        """Whether a list brought this purchase already; the next equal row is asked for the next one."""
        listed = self._listed.get((*_sale(purchase), purchase.quantity))
        return bool(listed and listed.pop(0))

    def take_by_hand(self, purchase: Purchase) -> int | None:
        """The id of this purchase where it was recorded by hand."""
        by_hand = self._by_hand.get(_sale(purchase))
        return by_hand.pop(0) if by_hand else None

    def marked(self, purchase: Purchase) -> Purchase:
        """A new purchase with a key that none bears."""
        facts = (purchase.member_id, purchase.on_day, purchase.item, purchase.amount_fen, purchase.quantity)
        key = next(key for number in count(1) if (key := key_of(*facts, number)) not in self._keys)
        self._keys.add(key)
        return purchase._replace(source_key=key)


def _sale(purchase: Purchase) -> tuple[Any, ...]:
    return purchase.member_id, purchase.on_day.isoformat(), purchase.item.code, purchase.amount_fen
