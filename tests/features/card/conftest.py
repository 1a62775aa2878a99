"""A desk with two members, one of whom holds a card of money and one of uses."""

from __future__ import annotations

import pytest

from harness import Desk

#: What stands in every answer about the card of money as it was opened.
STORED = {
    "card_no": "20260001",
    "kind": "stored",
    "named": True,
    "member": "M-00001",
    "name": "王小明",
    "item": None,
    "item_code": None,
    "principal": "1000.00",
    "bonus": "100.00",
    "total": "1100.00",
    "sessions_left": None,
    "state": "live",
    "opened_on": "2026-10-31",
    "expires_on": None,
    "note": None,
}
#: The same of the card of uses: six of them, paid 1 000.00.
SESSIONS = STORED | {
    "card_no": "20260002",
    "kind": "sessions",
    "item": "光子嫩肤",
    "item_code": "pf-01",
    "bonus": "0.00",
    "total": "1000.00",
    "sessions_left": 6,
    "expires_on": "2026-12-31",
}


@pytest.fixture
def two(desk: Desk) -> Desk:
    """M-00001 王小明 (operation 2) and M-00002 李四 (operation 3)."""
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    desk.ok("member", "add", "李四", "--mobile", "19900000045")
    return desk


@pytest.fixture
def money(two: Desk) -> Desk:
    """王小明 holds 20260001 with 1 000.00 and a bonus of 100.00, paid in cash (operation 4)."""
    two.ok("card", "open", "m1", "--kind", "stored", "--amount", 1000, "--bonus", 100, "--pay", "cash")
    return two


@pytest.fixture
def both(money: Desk) -> Desk:
    """And 20260002 with six uses of 光子嫩肤 for 1 000.00, until 2026-12-31 (operation 5)."""
    uses = ("--item", "光子嫩肤", "--sessions", 6, "--amount", 1000, "--expires", "2026-12-31", "--pay", "transfer")
    money.ok("card", "open", "m1", "--kind", "sessions", *uses)
    return money
