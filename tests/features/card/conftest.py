"""A desk with two members, one of whom holds a card of money and one of uses."""

from __future__ import annotations

import pytest

from harness import Desk


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
