"""A desk whose ledger holds something of everything."""

from __future__ import annotations

from typing import Any

import pytest
from booked import book, entry, hand_to, opened, spending, use, voucher


@pytest.fixture
def ledger(desk: Any) -> Any:
    """M-00001 王小明 and M-00002 李小红: a card that changed hands, points, a voucher, a fee, a balance of a list."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    book(desk, *opened(10000), use(3000, on_day="2026-10-05"))
    book(desk, *hand_to(2, 7000, 3, on_day="2026-10-10"))
    frozen = {"card_id": 1, "member_id": 2, "on_day": "2026-10-13"}
    book(desk, use(2000, member_id=2, on_day="2026-10-12"), entry("card-freeze", **frozen))
    book(desk, entry("card-unfreeze", refers_to=6, **frozen))
    bought = {"on_day": "2026-10-02", "points": 500, "expires_on": "2028-10-02", "pay": "cash"}
    back = {"refers_to": 8, "points": -100, "on_day": "2026-10-15", "pay": "cash"}
    book(desk, entry("purchase", 50000, **bought))
    book(desk, entry("refund", -10000, **back), spending(9, 8, 100, on_day="2026-10-15"))
    book(desk, entry("points-redeem", points=-300, item="cash-50", quantity=1), spending(10, 8, 300), voucher(5000, 10))
    book(desk, entry("purchase", 12000, voucher_id=1, voucher_fen=5000, pay="cash"))
    fee = {"fee": "locker", "period": "2026-10", "due_on": "2026-10-31"}
    book(desk, entry("fee-charge", 30000, **fee), entry("fee-payment", 10000, refers_to=12, pay="cash"))
    book(desk, entry("opening-balance", 800, member_id=2), entry("points-hand", points=40, member_id=2))
    return desk
