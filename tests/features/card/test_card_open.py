"""`card open` and `card topup`: what is written, what the price list says, numbers, and what no card can be."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from process import environment, run_on_terminal
from wallet import SESSIONS, STORED

from crmcli.session import Session
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.ui.options import Shared
from harness import Desk

OPENED = {"id": 1, "amount": "1000.00", "date": "2026-10-31", "pay": "cash", "taken_over": "0.00", "plan": []}
MONEY = ("--kind", "stored", "--amount", "1000", "--bonus", "100", "--pay", "现金")


def entries(desk: Desk) -> list[dict[str, Any]]:
    """The ledger, as far as cards go."""
    session = Session(Shared(db=str(desk.path)))
    names = "kind, member_id, card_id, on_day, amount_fen, principal_fen, bonus_fen, sessions, pay, note"
    found = [dict(row) for row in session.db.execute(f"SELECT {names} FROM ledger ORDER BY id")]
    session.close()
    return found


def test_money_with_a_bonus(two: Desk, dump: Callable[..., Any]) -> None:
    before = dump(two.path, FACTS + DERIVED)
    assert two.json("card", "open", "王小明", *MONEY) == STORED | OPENED | {"warnings": [], "operation": 4}
    assert entries(two) == [
        {
            "kind": "card-open",
            "member_id": 1,
            "card_id": 1,
            "on_day": "2026-10-31",
            "amount_fen": 100000,
            "principal_fen": 100000,
            "bonus_fen": 10000,
            "sessions": 0,
            "pay": "cash",
            "note": None,
        }
    ]
    opened = dump(two.path, FACTS + DERIVED)
    shown = two.json("member", "show", "m1")
    assert (shown["card_no"], shown["balance"], shown["cards"]) == ("20260001", "1100.00", [STORED])
    two.ok("undo")
    assert dump(two.path, FACTS + DERIVED) == before
    two.ok("redo")
    assert dump(two.path, FACTS + DERIVED) == opened


def test_as_a_person_reads_it(two: Desk) -> None:
    assert two.ok("card", "open", "王小明", *MONEY).out == (
        "王小明: card 20260001 opened, stored-value card, 1,100.00, paid 1,000.00 · undo: crmcli undo 4\n"
    )
    assert two.ok("card", "topup", "20260001", "--amount", "4500", "--bonus", "50").out == (
        "王小明: 4,500.00 and a bonus of 50.00 onto card 20260001, 5,650.00 on it now · undo: crmcli undo 5\n"
        "  Note: Card 20260001 holds 5,650.00; a named card holds at most 5,000.00 (Measures for Single-Purpose "
        "Prepaid Cards). What is above it could go on a second card.\n"
    )
    assert two.ok("show", "m1").out.split("\n\n")[1] == "Cards\n  20260001  stored-value card  5,650.00  live\n"


def test_uses_as_the_price_list_has_them(bare: Desk) -> None:
    bare.init("club")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678", "--card-no", "vip 8812")
    answer = bare.json("card", "open", "王小明", "--kind", "单项卡", "--item", "游泳20", "--amount", "650")
    assert answer == {
        **SESSIONS,
        **OPENED,
        "card_no": "VIP8812",
        "item": "游泳20次卡",
        "item_code": "dx-01",
        "principal": "650.00",
        "total": "650.00",
        "amount": "650.00",
        "pay": None,
        "sessions_left": 20,
        "expires_on": "2027-10-31",
        "warnings": [],
        "operation": 3,
    }
    other = bare.json("card", "open", "王小明", "--item", "dx-02", "--sessions", 60, "--amount", 0, "--expires", "无")
    assert [other[key] for key in ("card_no", "kind", "sessions_left", "expires_on")] == [
        "20260001",
        "sessions",
        60,
        None,
    ]


def test_in_a_terminal_what_is_missing_is_asked_for(two: Desk) -> None:
    env = environment(two.folder, CRMCLI_LANG="en")
    keys = ["王小明\n", "sessions\n", "光子嫩肤\n", "0\n", "6\n", "4000\n", "\n"]
    screen = run_on_terminal(two.folder, "card", "open", keys=keys, env=env)
    assert [line for line in screen.lines if line] == [
        "Member (name, phone tail, number): 王小明",
        "working as of 2026-10-31 Saturday 09:30",
        "Kind of card (充值卡, 单项卡) [充值卡]: sessions",
        "Item: 光子嫩肤",
        "Number of uses: 0",
        "0 is no number of uses; give 1 or more.",
        "Number of uses: 6",
        "Amount [5880.00]: 4000",
        "Paid by (现金, 刷卡, 扫码支付, 转账) [现金]:",
        "王小明: card 20260001 opened, 光子嫩肤, 6 uses, paid 4,000.00 · undo: crmcli undo 4",
    ]


NUMBERS = [
    # the member's own number goes onto the first card, the second gets the next one
    ([("m1", None), ("m1", None)], ["A1", "20260001"]),
    ([("m1", "x 9")], ["X9"]),
    ([("m2", None)], ["20260001"]),
    ([("m2", "20260001"), ("m2", None)], ["20260001", "20260002"]),
]


@pytest.mark.parametrize(("opened", "numbers"), NUMBERS, ids=str)
def test_numbers(desk: Desk, opened: list[tuple[str, str | None]], numbers: list[str]) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--card-no", "A1")
    desk.ok("member", "add", "李四", "--mobile", "19900000045")
    for member, no in opened:
        given = () if no is None else ("--card-no", no)
        desk.ok("card", "open", member, "--kind", "stored", *given)
    assert [card["card_no"] for card in reversed(desk.json("card", "list"))] == numbers
    assert desk.json("member", "show", "m1")["card_no"] == "A1"
    assert desk.json("member", "show", "m2")["card_no"] == (numbers[0] if opened[0][0] == "m2" else None)


def test_a_prospect_becomes_a_member_by_a_card(two: Desk) -> None:
    two.ok("inquiry", "log", "--name", "孙八", "--phone", "19900000088", "--channel", "电话", "--item", "光子嫩肤")
    answer = two.json("card", "open", "孙八", "--kind", "stored", "--amount", "500", "--date", "2026-10-30")
    shown = two.json("member", "show", "孙八")
    assert (shown["standing"], shown["joined_on"], shown["card_no"]) == ("member", "2026-10-30", "20260001")
    assert [one["due_on"] for one in answer["plan"]] == [line["due_on"] for line in shown["followups"]]


def test_a_balance_of_a_list_moves_onto_the_first_card(two: Desk, dump: Callable[..., Any]) -> None:
    session = Session(Shared(db=str(two.path), operator="陈静", today="2026-10-31"))
    with session.write("import members") as operation:
        operation.db.execute(
            "INSERT INTO ledger (kind, member_id, on_day, amount_fen) "
            "VALUES ('opening-balance', 1, '2026-10-20', 30050)"
        )
    session.close()
    early = two.refused(5, "card", "open", "m1", "--kind", "stored", "--date", "2026-10-19")
    assert early["message"] == (
        "王小明 has a card balance of 300.50 from a list of 2026-10-20; a card opened before cannot take it."
    )
    two.ok("card", "open", "m1", "--kind", "sessions", "--item", "洗牙", "--sessions", "2", "--amount", "100")
    assert two.json("member", "show", "m1")["balance"] == "400.50"
    before = dump(two.path, FACTS + DERIVED)
    result = two.ok("card", "open", "m1", "--kind", "stored", "--amount", "100", "--bonus", "10")
    assert result.out == (
        "王小明: card 20260002 opened, stored-value card, 410.50, paid 100.00 · undo: crmcli undo 6\n"
        "  300.50 of it is the card balance that came along with a list\n"
    )
    assert [(one["kind"], one["amount_fen"], one["principal_fen"]) for one in entries(two)[-2:]] == [
        ("opening-balance", -30050, 0),
        ("card-open", 10000, 40050),
    ]
    assert two.json("card", "open", "m1", "--kind", "stored")["taken_over"] == "0.00"
    assert two.json("member", "show", "m1")["balance"] == "510.50"
    two.ok("undo")
    two.ok("undo")
    assert dump(two.path, FACTS + DERIVED) == before


REFUSED = [
    (2, "--kind stored --amount -5", "--amount", "-5 is negative; give an amount of 0 or more"),
    (2, "--kind gold", "--kind", "gold is no kind of card; there are 充值卡, 单项卡"),
    (2, "", "--kind", "Kind of card is missing: give --kind."),
    (2, "--kind sessions", "--item", "Item is missing: give --item."),
    (2, "--kind sessions --item 洗牙", "--sessions", "Number of uses is missing: give --sessions."),
    (2, "--kind sessions --item 洗牙 --sessions 5", "--amount", "Amount is missing: give --amount."),
    (2, "--item 洗牙 --sessions 0 --amount 5", "--sessions", "0 is no number of uses; give 1 or more."),
    (4, "--item 种花 --sessions 1 --amount 5", "--item", None),
    (2, "--kind stored --pay 贝壳", "--pay", None),
    (2, "--kind stored --date 2026-11-01", "--date", "2026-11-01 lies ahead; what is recorded has happened"),
    (2, "--kind stored --expires 某天", "--expires", None),
    (
        5,
        "--kind stored --unnamed --expires 2026-10-30",
        "--expires",
        "2026-10-30 lies before 2026-10-31, the day the card is opened",
    ),
    (
        5,
        "--kind stored --pay card",
        "--pay",
        "A card is paid for with money: cash, transfer and the like, not with card.",
    ),
    (
        5,
        "--kind stored --sessions 3",
        "--sessions",
        "A stored-value card holds money, no uses; a card of uses is opened with --kind sessions.",
    ),
    (
        5,
        "--item 洗牙 --sessions 5 --amount 500 --bonus 50",
        "--bonus",
        "A card of uses has no bonus pocket; what is given on top are more uses: --sessions N.",
    ),
    (5, "--kind stored --card-no 20260001", "--card-no", None),
    (5, "--kind stored --card-no b2", "--card-no", "The number B2 is that of 李四 (M-00002)."),
    (2, "--kind stored --card-no " + "9" * 41, "--card-no", None),
]


@pytest.mark.parametrize(("status", "options", "field", "message"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_no_card_can_be(
    money: Desk, dump: Callable[..., Any], status: int, options: str, field: str, message: str | None
) -> None:
    money.ok("member", "edit", "李四", "--card-no", "B2")
    before = dump(money.path, FACTS + DERIVED)
    error = money.refused(status, "card", "open", "m1", *options.split())
    assert error["field"] == field
    if message is not None:
        assert error["message"] == message
    assert dump(money.path, FACTS + DERIVED) == before


def test_whose_a_taken_number_is(money: Desk) -> None:
    error = money.refused(5, "card", "open", "李四", "--kind", "stored", "--card-no", "20260001")
    assert error == {
        "kind": "refused",
        "field": "--card-no",
        "value": "20260001",
        "message": "The number 20260001 is that of a card of 王小明 (M-00001) already.",
        "candidates": [{"no": "M-00001", "name": "王小明"}],
    }
    money.ok("card", "replace", "20260001", "--to", "N1")
    assert money.refused(5, "card", "open", "李四", "--kind", "stored", "--card-no", "20260001")["message"] == (
        "The number 20260001 was that of a card of 王小明 (M-00001); no number is given twice."
    )
    for words in (("member", "edit", "李四"), ("member", "add", "赵六", "--mobile", "19900000061")):
        assert money.refused(5, *words, "--card-no", "20260001")["field"] == "card_no"


def test_a_top_up(money: Desk, dump: Callable[..., Any]) -> None:
    before = dump(money.path, FACTS + DERIVED)
    words = ("card", "topup", "20260001", "--amount", "500", "--bonus", "50", "--pay", "转账", "--note", "生日")
    answer = money.json(*words)
    assert answer == STORED | {
        "principal": "1500.00",
        "bonus": "150.00",
        "total": "1650.00",
        "id": 2,
        "amount": "500.00",
        "given": "50.00",
        "date": "2026-10-31",
        "pay": "transfer",
        "warnings": [],
        "operation": 5,
    }
    after = dump(money.path, FACTS + DERIVED)
    money.ok("undo")
    assert dump(money.path, FACTS + DERIVED) == before
    money.ok("redo")
    assert dump(money.path, FACTS + DERIVED) == after


NO_TOP_UP = [
    (2, "20260001", "--amount", "Amount is missing: give --amount."),
    (2, "20260001 --amount -1", "--amount", "-1 is negative; give an amount of 0 or more"),
    (5, "20260001 --amount 0", "--amount", "0.00 tops nothing up; give an amount above 0"),
    (
        5,
        "20260001 --amount 5 --date 2026-10-30",
        "--date",
        "Card 20260001 of 王小明 was opened on 2026-10-31; 2026-10-30 lies before that.",
    ),
    (
        5,
        "20260002 --amount 5",
        "card",
        "Card 20260002 of 王小明 holds uses of 光子嫩肤, no money; a new one: crmcli card open M-00001",
    ),
    (
        5,
        "20260001 --amount 5 --pay 返现金券",
        "--pay",
        "A card is paid for with money: cash, transfer and the like, not with voucher.",
    ),
    (4, "李四 --amount 5", "card", "李四 has no card. Open one: crmcli card open M-00002"),
]


@pytest.mark.parametrize(("status", "options", "field", "message"), NO_TOP_UP, ids=[case[1] for case in NO_TOP_UP])
def test_what_cannot_be_topped_up(
    both: Desk, dump: Callable[..., Any], status: int, options: str, field: str, message: str
) -> None:
    before = dump(both.path, FACTS + DERIVED)
    error = both.refused(status, "card", "topup", *options.split())
    assert (error["field"], error["message"]) == (field, message)
    assert dump(both.path, FACTS + DERIVED) == before


def test_the_top_up_of_a_member_goes_onto_the_card_that_holds_money(both: Desk) -> None:
    assert both.json("card", "topup", "王小明", "--amount", "5")["card_no"] == "20260001"


def test_in_chinese(two: Desk) -> None:
    """The same figures, whatever the words."""
    two.env(CRMCLI_LANG="zh_CN")
    said = two.ok("card", "open", "王小明", *MONEY).out
    assert "20260001" in said
    assert "1,100.00" in said
    assert json.loads(two.ok("card", "topup", "20260001", "--amount", "1元", "--json").out)["total"] == "1101.00"
