"""卡内余额 of a members' list opens a stored card in the same operation, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.importing.lists import counts, query, reasons

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

Imported = Callable[..., dict[str, Any]]
Dumped = Callable[..., Any]
HEAD = ["姓名", "手机", "卡号", "卡内余额"]
WANG, LI, ZHAO = ["王小明", "19900005678"], ["李红", "19900001234"], ["赵敏", "19900000046"]


def cards(desk: Desk) -> list[tuple[str, ...]]:
    keys = ("card_no", "name", "kind", "principal", "bonus", "opened_on", "state")
    return sorted(tuple(card[key] for key in keys) for card in desk.json("card", "list"))


def test_each_balance_opens_a_card_on_the_day_of_opening(imported: Imported, desk: Desk, dump: Dumped) -> None:
    before = dump(desk.path, FACTS + DERIVED)
    rows = ([*WANG, "vip 88", "300元"], [*LI, None, 1.5], [*ZHAO, "A7", 0])
    answer = imported(HEAD, *rows, words=("--opening-on", "2026-05-31"))
    assert counts(answer) == (3, 0, 0, 0)
    assert cards(desk) == [
        ("20260001", "李红", "stored", "1.50", "0.00", "2026-05-31", "live"),
        ("VIP88", "王小明", "stored", "300.00", "0.00", "2026-05-31", "live"),
    ]
    assert [row["card_no"] for row in desk.json("member", "list", "--sort", "no")] == ["VIP88", "20260001", "A7"]
    assert query(desk.path, "SELECT kind, card_id, on_day, amount_fen, principal_fen FROM ledger ORDER BY id") == [
        {"kind": "opening-balance", "card_id": 1, "on_day": "2026-05-31", "amount_fen": 30000, "principal_fen": 30000},
        {"kind": "opening-balance", "card_id": 2, "on_day": "2026-05-31", "amount_fen": 150, "principal_fen": 150},
    ]
    assert desk.json("card", "statement", "vip88")[0]["total"] == "300.00"
    assert all(check["ok"] for check in desk.json("doctor"))
    after = dump(desk.path, FACTS + DERIVED)
    desk.ok("undo", "--yes")
    assert dump(desk.path, FACTS + DERIVED) == before
    desk.ok("redo", "--yes")
    assert dump(desk.path, FACTS + DERIVED) == after


def test_the_same_list_again_opens_none(imported: Imported, desk: Desk) -> None:
    rows = ([*WANG, "VIP88", 300], [*LI, None, 1.5])
    imported(HEAD, *rows)
    desk.ok("card", "use", "VIP88", "--amount", "100", "--item", "其他")
    before = cards(desk)
    again = imported(HEAD, *rows)
    assert (counts(again), again["operation"], cards(desk)) == ((0, 0, 2, 0), None, before)
    # what is left on the card is no news either
    assert counts(imported(HEAD, [*WANG, "VIP88", 200])) == (0, 0, 1, 0)
    why = "卡内余额 is 250.00, recorded is 300.00; a figure taken over once is not changed by a list"
    assert reasons(imported(HEAD, [*WANG, "VIP88", 250])) == {2: [why]}


@pytest.mark.parametrize(("used", "held"), [((), "500.00"), (("--amount", "500", "--item", "其他"), "0.00")])
def test_who_has_a_card_of_the_house_gets_no_second_one(
    imported: Imported, desk: Desk, used: tuple[str, ...], held: str
) -> None:
    desk.ok("member", "add", WANG[0], "--mobile", WANG[1])
    desk.ok("card", "open", WANG[0], "--kind", "stored", "--amount", "500", "--card-no", "A8")
    if used:
        desk.ok("card", "use", "A8", *used)
    why = f"卡内余额 is 300.00, recorded is {held}; a figure taken over once is not changed by a list"
    assert reasons(imported(HEAD, [*WANG, None, 300])) == {2: [why]}
    assert counts(imported(HEAD, [*WANG, None, float(held)])) == (0, 0, 1, 0)
    assert [card[0] for card in cards(desk)] == ["A8"]


def test_a_number_that_a_card_bore_is_given_to_no_other_card(imported: Imported, desk: Desk) -> None:
    desk.ok("member", "add", LI[0], "--mobile", LI[1])
    desk.ok("card", "open", LI[0], "--kind", "stored", "--amount", "5", "--card-no", "A8")
    desk.ok("card", "replace", "A8", "--to", "A9")
    desk.ok("member", "add", WANG[0], "--mobile", WANG[1])
    answer = imported(HEAD, [*WANG, "20260001", None], [*ZHAO, None, 7])
    assert counts(answer) == (1, 1, 0, 0)
    assert [(card[0], card[1]) for card in cards(desk)] == [("20260002", "赵敏"), ("A9", "李红")]


def test_a_balance_of_a_file_without_cards_is_named_and_moves_onto_one(desk: Desk, imported: Imported) -> None:
    desk.ok("member", "add", WANG[0], "--mobile", WANG[1])
    loosen(desk)
    told = {check["check"]: check for check in desk.json("doctor")}["loose"]
    assert (told["message"], told["remedy"]) == (
        "members whose card balance of a list is on no card: 1, the first is M-00001 王小明, 300.00",
        "Open the card it is on: crmcli card open MEMBER",
    )
    assert desk.json("member", "show", WANG[0])["balance"] == "300.00"
    assert counts(imported(HEAD, [*WANG, None, 300])) == (0, 0, 1, 0)
    desk.ok("card", "open", WANG[0], "--kind", "stored", "--card-no", "A8")
    assert [card[3] for card in cards(desk)] == ["300.00"]
    assert {check["check"]: check for check in desk.json("doctor")}["loose"]["ok"]
    desk.ok("card", "use", "A8", "--amount", "100", "--item", "其他")
    # once taken over, once written: the list brings no second balance
    assert counts(imported(HEAD, [*WANG, None, 300])) == (0, 0, 1, 0)


def loosen(desk: Desk) -> None:
    """A balance as files of the second schema keep it: of no card."""
    from crmcli.session import Session
    from crmcli.storage.row import insert
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    with session.write("import members") as operation:
        values = {"kind": "opening-balance", "member_id": 1, "on_day": "2026-05-31", "amount_fen": 30000}
        insert(operation.db, "ledger", values)
    session.close()
