"""What an undo may not leave behind: entries that stand on what is gone.

Storage takes the images back and knows no ledger; this tells it which rows would not hold any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from crmcli.features.ledger.invariant import Key, broken, takers
from crmcli.storage.standing import Place

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack

#: kind of subject -> table, what of an image's row names it, and which rows do.
_TOUCHES = (
    ("card", "ledger", "$.card_id", "1"),
    ("card", "card_number", "$.card_id", "1"),
    ("card", "card", "", "1"),
    ("loose", "ledger", "$.member_id", "kind = 'opening-balance'"),
    ("lot", "lot_use", "$.lot_id", "1"),
    ("spent", "lot_use", "$.entry_id", "1"),
    ("purchase", "ledger", "$.refers_to", "kind = 'refund'"),
    ("voucher", "ledger", "$.voucher_id", "1"),
    ("charge", "ledger", "$.refers_to", "kind IN ('fee-payment', 'fee-waiver')"),
    ("reward", "ledger", "$.item", "kind = 'points-redeem'"),
    ("reward", "reward_stock", "$.reward", "1"),
)


class LedgerGuard:
    """What must still hold of cards, lots, purchases, vouchers, charges and rewards an undo touches."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack

    def broken(self, db: Connection, numbers: Iterable[int]) -> dict[Key, int]:
        """What does not hold of anything the operations touched, and by how much."""
        if not _collect(db, numbers):
            return {}
        return broken(db, self._pack, guarded=True)

    def blame(self, db: Connection, worse: Mapping[Key, int], later: Callable[[Place], bool]) -> list[Place]:
        """The later rows that would have to go so that all of it holds: the latest first, and no more than needed."""
        made_later = cache(later)
        found: dict[Place, None] = {}
        relieved: dict[tuple[object, ...], int] = {}
        counted: set[tuple[object, ...]] = set()
        for key in sorted(worse, key=lambda key: key.on_day or ""):
            what = key[:3]
            for taker in takers(db, key):
                if relieved.get(what, 0) >= worse[key]:
                    break
                place = Place(taker.table, taker.row_id)
                if (what, place) not in counted and (place in found or made_later(place)):
                    found[place] = None
                    counted.add((what, place))
                    relieved[what] = relieved.get(what, 0) + taker.takes
        return list(found)


def _collect(db: Connection, numbers: Iterable[int]) -> int:
    """Fills temp.guarded with what the images of the operations concern; gives how many there are."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS guarded (kind TEXT, id, PRIMARY KEY (kind, id))")
    db.execute("DELETE FROM guarded")
    for number in numbers:
        span = db.execute("SELECT first_image, last_image FROM operation WHERE id = ?", (number,)).fetchone()
        if span[1] is None:
            continue
        for kind, table, path, which in _TOUCHES:
            subject = f"json_extract(COALESCE(after, before), '{path}')" if path else "row_id"
            condition = which.replace("kind", "json_extract(COALESCE(after, before), '$.kind')")
            db.execute(
                f"INSERT OR IGNORE INTO guarded SELECT '{kind}', {subject} FROM image WHERE id BETWEEN ? AND ? "
                f"AND +table_name = '{table}' AND {subject} IS NOT NULL AND {condition}",
                tuple(span),
            )
    # a refund gives back the voucher its purchase was paid with
    db.execute(
        "INSERT OR IGNORE INTO guarded SELECT 'voucher', p.voucher_id FROM guarded g CROSS JOIN ledger p "
        "WHERE g.kind = 'purchase' AND p.id = g.id AND p.voucher_id IS NOT NULL"
    )
    return int(db.execute("SELECT COUNT(*) FROM guarded").fetchone()[0])
