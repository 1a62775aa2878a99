"""One use of a card with ten entries behind it beside one with a hundred thousand, as JSON in milliseconds."""

import json
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

from crmcli.features.card.record import NewCard, open_card
from crmcli.features.purchase.payment import Means
from crmcli.features.purchase.record import Purchase, record_purchase
from crmcli.session import Session
from crmcli.ui.options import Shared

REPEATS, FEW, MANY = 200, 10, 100_000
DAY = date(2026, 10, 31)
session = Session(Shared(db=str(Path(sys.argv[1])), today=f"{DAY}T09:30", operator="陈静"))
item = session.pack.item("other")
assert item is not None


def card_with(member_id: int, entries: int) -> Purchase:
    """A card that was used so often over three years, and what is bought with it next."""
    with session.write("benchmark") as operation:
        new = NewCard(member_id, "stored", DAY - timedelta(days=1100), amount_fen=10**9, no=f"B{entries}")
        card_id = open_card(operation.db, session.pack, new).card_id
    with session.write("benchmark") as operation:
        operation.db.executemany(
            "INSERT INTO ledger (kind, member_id, on_day, amount_fen, item, item_name, item_group, quantity, pay, "
            "card_id, principal_fen, points, rate) VALUES ('purchase', ?, ?, 100, 'other', '其他', '其他', 1, 'card', "
            "?, -100, 1, '1')",
            ((member_id, (DAY - timedelta(days=n % 1000)).isoformat(), card_id) for n in range(entries)),
        )
    return Purchase(member_id, DAY, item, 100, means=Means(card_id=card_id))


def used(purchase: Purchase) -> None:
    """The use, written and acknowledged."""
    with session.write("benchmark") as operation:
        record_purchase(operation.db, session.pack, purchase)


work = {f"{entries} entries behind it": card_with(place, entries) for place, entries in ((1, FEW), (2, MANY))}
taken: dict[str, list[float]] = {name: [] for name in work}
for _round in range(REPEATS):
    for name, purchase in work.items():
        began = time.perf_counter()
        used(purchase)
        taken[name].append((time.perf_counter() - began) * 1000)
print(json.dumps({name: median(times[REPEATS // 10 :]) for name, times in taken.items()}))
