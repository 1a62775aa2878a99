"""`fee pay` and `fee waive`: the oldest due goes first, never more than is owed, in money only."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.storage.engine import connect
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TABLES = FACTS + DERIVED


@pytest.fixture
def months(raised: Desk) -> Desk:
    """3栋502 owes 物业费 of September (charge 4) and October (2), 3.50 each, and 停车费 of October (3), 150.00."""
    raised.ok("fee", "raise", "物业费", "3栋502", "--period", "2026-09")
    return raised


def left(desk: Desk, who: str = "3栋502", *words: object) -> list[tuple[int, str]]:
    return [(charge["id"], charge["left"]) for charge in desk.json("fee", "owed", who, *words)]


def test_the_oldest_due_goes_first(months: Desk) -> None:
    assert left(months) == [(4, "3.50"), (2, "3.50"), (3, "150.00")]
    answer = months.json("fee", "pay", "3栋502", "--amount", "50", "--pay", "现金", "--note", "补交")
    assert answer == {
        "member": "M-00002",
        "name": "3栋502",
        "amount": "50.00",
        "pay": "cash",
        "date": "2026-10-31",
        "payments": [
            {
                "id": 5,
                "charge": 4,
                "fee": "property",
                "fee_name": "物业费",
                "period": "2026-09",
                "amount": "3.50",
                "left": "0.00",
            },
            {
                "id": 6,
                "charge": 2,
                "fee": "property",
                "fee_name": "物业费",
                "period": "2026-10",
                "amount": "3.50",
                "left": "0.00",
            },
            {
                "id": 7,
                "charge": 3,
                "fee": "parking",
                "fee_name": "停车费",
                "period": "2026-10",
                "amount": "43.00",
                "left": "107.00",
            },
        ],
        "owed": "107.00",
        "operation": 8,
    }
    assert left(months) == [(3, "107.00")]


def test_the_line_for_the_clerk(months: Desk) -> None:
    assert months.ok("fee", "pay", "3栋502", "--amount", "5", "--pay", "zz").out == (
        "3栋502 paid 5.00 (转账), still owed 152.00 · undo: crmcli undo 8\n"
        "  物业费 2026-09: 3.50, settled\n"
        "  物业费 2026-10: 1.50, 2.00 left\n"
    )


PAID = [
    # what is said, what is left then
    (("3栋502",), []),
    (("3",), [(4, "3.50"), (2, "3.50")]),
    (("#3", "--amount", "149.99"), [(4, "3.50"), (2, "3.50"), (3, "0.01")]),
    (("3栋502", "--fee", "停车费"), [(4, "3.50"), (2, "3.50")]),
    (("3栋502", "--period", "2026-10"), [(4, "3.50")]),
    (("3栋502", "--period", "10月", "--amount", "10"), [(4, "3.50"), (3, "143.50")]),
    (("3栋502", "--fee", "物业费", "--period", "上月"), [(2, "3.50"), (3, "150.00")]),
    (("0502", "--amount", "3.50"), [(2, "3.50"), (3, "150.00")]),
]


@pytest.mark.parametrize(("words", "after"), PAID, ids=str)
def test_what_is_paid(months: Desk, words: tuple[str, ...], after: list[Any]) -> None:
    months.ok("fee", "pay", *words, "--pay", "cash")
    assert left(months) == after


REFUSED = [
    (5, ("3栋502", "--amount", "157.01", "--pay", "cash"), "--amount", "3栋502 owes 157.00, not 157.01."),
    (
        5,
        ("3", "--amount", "150.01", "--pay", "cash"),
        "--amount",
        "Charge 3 (3栋502 停车费 2026-10) owes 150.00, not 150.01.",
    ),
    (
        5,
        ("3栋502", "--fee", "物业费", "--amount", "8", "--pay", "cash"),
        "--amount",
        "3栋502 物业费 owes 7.00, not 8.00.",
    ),
    (5, ("岳清荷", "--pay", "cash"), "ID|MEMBER", "岳清荷 owes nothing."),
    (5, ("3栋502", "--fee", "电梯费", "--pay", "cash"), "ID|MEMBER", "3栋502 电梯费 owes nothing."),
    (5, ("3栋502", "--period", "2026-08", "--pay", "cash"), "ID|MEMBER", "3栋502 2026-08 owes nothing."),
    (2, ("3栋502", "--amount", "0", "--pay", "cash"), "--amount", "0 is nothing; give an amount above 0"),
    (2, ("3栋502", "--amount", "-5", "--pay", "cash"), "--amount", "-5 is "),
    (2, ("3栋502",), "--pay", "Paid by (现金, 刷卡, 扫码支付, 转账) is missing: give --pay."),
    (
        5,
        ("3栋502", "--pay", "card"),
        "--pay",
        "Fees are paid in money, not by card: 现金, 刷卡, 扫码支付, 转账.",
    ),
    (5, ("3栋502", "--pay", "返现金券"), "--pay", "Fees are paid in money, not by 返现金券: "),
    (2, ("3栋502", "--pay", "金条"), "--pay", "金条 is no way of paying; there are "),
    (2, ("3栋502", "--pay", "cash", "--date", "明天"), "--date", "明天 lies ahead"),
    (2, ("3栋502", "--pay", "cash", "--date", "昨天"), "--date", "2026-10-30 lies before the charge of 2026-10-31"),
    (2, ("3", "--fee", "停车费", "--pay", "cash"), "--fee", "3 is a charge; --fee and --period choose among those of "),
    (4, ("99", "--pay", "cash"), "ID|MEMBER", "There is no charge 99. See: crmcli fee owed"),
    (4, ("没有", "--pay", "cash"), "ID|MEMBER", "No member fits 没有."),
]


@pytest.mark.parametrize(("status", "words", "field", "message"), REFUSED, ids=str)
def test_what_is_refused(months: Desk, status: int, words: tuple[str, ...], field: str, message: str) -> None:
    error = months.refused(status, "fee", "pay", *words)
    assert (error["field"], error["message"][: len(message)]) == (field, message)
    assert left(months) == [(4, "3.50"), (2, "3.50"), (3, "150.00")]


def test_what_is_settled_is_not_paid_again(months: Desk) -> None:
    months.ok("fee", "pay", "3", "--pay", "cash")
    error = months.refused(5, "fee", "pay", "3", "--pay", "cash", "--amount", "1")
    assert error["message"] == "Charge 3 (3栋502 停车费 2026-10) is settled already."
    assert months.refused(5, "fee", "waive", "3", "--amount", "1", "--reason", "x")["message"] == error["message"]


def test_a_payment_dated_earlier_pays_only_what_stood_by_then(months: Desk) -> None:
    months.env(CRMCLI_TODAY="2026-11-20T09:30")
    months.ok("fee", "raise", "停车费", "3栋502", "--period", "2026-11")
    error = months.refused(5, "fee", "pay", "3栋502", "--amount", "200", "--pay", "cash", "--date", "2026-11-05")
    assert error["message"] == "3栋502 owes 157.00, not 200.00."
    months.ok("fee", "pay", "3栋502", "--pay", "cash", "--date", "2026-11-05")
    assert left(months) == [(5, "150.00")]
    assert left(months, "3栋502", "--on", "2026-11-05") == []


def test_figures_that_are_a_charge_and_a_phone_tail_are_refused(months: Desk) -> None:
    db = connect(months.path)
    db.execute("UPDATE sqlite_sequence SET seq = 2717 WHERE name = 'ledger'")
    db.close()
    months.ok("fee", "raise", "物业费", "3栋501", "--period", "2026-09")
    error = months.refused(4, "fee", "pay", "2718", "--pay", "cash")
    assert error["message"] == (
        "2718 is a charge of 3栋501 and fits a member as well; write #2718, or the member's name."
    )
    months.ok("fee", "pay", "#2718", "--pay", "cash")
    assert left(months, "3栋501") == [(1, "313.25")]


def test_letting_off(months: Desk) -> None:
    answer = months.json("fee", "waive", "3", "--amount", "50", "--reason", "车位停用十天", "--date", "今天")
    assert answer == {
        "id": 5,
        "charge": 3,
        "fee": "parking",
        "fee_name": "停车费",
        "period": "2026-10",
        "amount": "50.00",
        "left": "100.00",
        "member": "M-00002",
        "name": "3栋502",
        "date": "2026-10-31",
        "reason": "车位停用十天",
        "operation": 8,
    }
    assert months.ok("fee", "waive", "3栋501", "--amount", "13.25", "--reason", "抹零").out == (
        "3栋501 物业费 2026-10: 13.25 let off, 300.00 left · undo: crmcli undo 9\n"
    )


WAIVING = [
    (4, ("3栋502", "--amount", "1", "--reason", "x"), "ID|MEMBER", "3栋502 owes 3 charges; name one by its number."),
    (2, ("3", "--amount", "1"), "--reason", "Reason is missing: give --reason."),
    (2, ("3", "--reason", "x"), "--amount", "Amount is missing: give --amount."),
    (5, ("3", "--amount", "150.01", "--reason", "x"), "--amount", "Charge 3 (3栋502 停车费 2026-10) owes 150.00, not "),
    (2, ("3", "--amount", "0", "--reason", "x"), "--amount", "0 is nothing; give an amount above 0"),
    (2, ("3", "--amount", "-1", "--reason", "x"), "--amount", "-1 is "),
]


@pytest.mark.parametrize(("status", "words", "field", "message"), WAIVING, ids=str)
def test_what_is_not_let_off(months: Desk, status: int, words: tuple[str, ...], field: str, message: str) -> None:
    error = months.refused(status, "fee", "waive", *words)
    assert (error["field"], error["message"][: len(message)]) == (field, message)
    assert left(months) == [(4, "3.50"), (2, "3.50"), (3, "150.00")]


def test_undo_and_redo(months: Desk, dump: Any) -> None:
    before = dump(months.path, TABLES)
    months.ok("fee", "pay", "3栋502", "--amount", "50", "--pay", "cash")
    after = dump(months.path, TABLES)
    months.ok("undo")
    assert dump(months.path, TABLES) == before
    months.ok("redo")
    assert dump(months.path, TABLES) == after


def test_what_paying_counts_for(months: Desk) -> None:
    """A fee is no purchase: it gives no tier, no points, no spend, and is in no list of purchases."""
    before = months.json("member", "show", "3栋502")
    months.ok("fee", "pay", "3栋502", "--pay", "cash")
    after = months.json("member", "show", "3栋502")
    for key in ("spend", "points", "tier", "purchases", "balance", "last_purchase_on"):
        assert after[key] == before[key], key
    assert months.json("purchase", "list") == []
