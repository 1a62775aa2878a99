"""`--book card`: what a register notes as paid for a card tops one up or opens one, in the same operation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crmcli.features.schema.table import schema_of
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

Dumped = Callable[..., Any]
WHO = ("--mobile", "19900005678")


@pytest.fixture
def autumn(desk: Desk) -> Desk:
    """王小明, and a promotion that gives 200 from 3 000 on."""
    desk.ok("member", "add", "王小明", *WHO)
    desk.ok("promotion", "add", "金秋", "--from", "2026-10-01", "--to", "2026-11-05", "--give", "3000=毛巾+200")
    return desk


@pytest.fixture
def club(bare: Desk) -> Desk:
    """A club, whose price list has cards of uses."""
    bare.init("club")
    bare.ok("member", "add", "王小明", *WHO)
    return bare


def register(desk: Desk, *words: object) -> Any:
    return desk.json("promotion", "register", "王小明", *words)


def moved(desk: Desk, card: str) -> list[tuple[str, ...]]:
    """The statement of a card: day, movement, principal, bonus, balance, note."""
    keys = ("date", "kind", "principal", "bonus", "total", "note")
    return [tuple(line[key] for key in keys) for line in desk.json("card", "statement", card)]


def test_where_there_is_no_card_one_is_opened_and_it_goes_with_the_row(autumn: Desk, dump: Dumped) -> None:
    before = dump(autumn.path, FACTS + DERIVED)
    answer = register(autumn, "--amount", "4000", "--book", "card", "--date", "昨天")
    Draft202012Validator(schema_of("promotion register")).validate(answer)
    assert answer["card"] == {
        "card_no": "20260001",
        "kind": "stored",
        "opened": True,
        "amount": "4000.00",
        "bonus": "200.00",
        "total": "4200.00",
        "sessions_left": None,
        "entry": 1,
    }
    # money on a card is no purchase until it is used: no tier by it, and the figures of the register stay as noted
    keys = ("booked", "bonus_booked", "amount", "bonus", "tier_after", "warnings")
    assert [answer[key] for key in keys] == [1, 1, "4000.00", "200.00", "silver", []]
    assert moved(autumn, "20260001") == [("2026-10-30", "card-open", "4000.00", "200.00", "4200.00", "金秋")]
    assert autumn.json("purchase", "list") == []
    after = dump(autumn.path, FACTS + DERIVED)
    autumn.ok("undo")
    assert dump(autumn.path, FACTS + DERIVED) == before
    autumn.ok("redo")
    assert dump(autumn.path, FACTS + DERIVED) == after
    assert all(check["ok"] for check in autumn.json("doctor"))


def test_the_only_card_is_topped_up_and_what_the_law_says_is_told(autumn: Desk) -> None:
    autumn.ok(
        "card", "open", "王小明", "--kind", "stored", "--amount", "3000", "--card-no", "a8", "--date", "2026-10-20"
    )
    result = autumn.ok("promotion", "register", "王小明", "--amount", "3000", "--book", "card")
    assert result.out.splitlines() == [
        "金秋: 王小明 3,000.00, given 毛巾+200 · undo: crmcli undo 5",
        "  Note: Card A8 holds 6,200.00; a named card holds at most 5,000.00 (Measures for Single-Purpose Prepaid "
        "Cards). What is above it could go on a second card.",
        "  card A8 topped up: paid 3,000.00, 200.00 given, it holds 6,200.00",
    ]
    assert moved(autumn, "A8")[1:] == [("2026-10-31", "card-topup", "3000.00", "200.00", "6200.00", "金秋")]


def test_money_noted_before_the_card_was_there_comes_onto_it_on_its_first_day(autumn: Desk) -> None:
    autumn.ok(
        "card", "open", "王小明", "--kind", "stored", "--amount", "100", "--card-no", "A8", "--date", "2026-10-20"
    )
    register(autumn, "--amount", "3000", "--date", "2026-10-10", "--book", "card")
    assert [line[:4] for line in moved(autumn, "A8")] == [
        ("2026-10-20", "card-open", "100.00", "0.00"),
        ("2026-10-20", "card-topup", "3000.00", "200.00"),
    ]


def test_of_several_one_is_named(autumn: Desk) -> None:
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "100", "--card-no", "A8")
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "200", "--card-no", "B9")
    error = autumn.refused(4, "promotion", "register", "王小明", "--amount", "500", "--book", "card")
    assert (error["message"], error["candidates"]) == (
        "王小明 has 2 cards that will do; name one with --book card:NO.",
        [
            {"card_no": "A8", "total": "100.00", "state": "live"},
            {"card_no": "B9", "total": "200.00", "state": "live"},
        ],
    )
    assert register(autumn, "--amount", "500", "--book", "card:b9")["card"]["total"] == "700.00"
    autumn.ok("card", "replace", "B9", "--to", "B10")
    assert register(autumn, "--amount", "500", "--book", "card：B9")["card"]["card_no"] == "B10"


def test_a_first_card_may_be_given_its_number(autumn: Desk) -> None:
    words = ("--channel", "on-site", "--item", "其他", "--first-deal", "--amount", "800", "--book", "card:9001")
    answer = autumn.json("inquiry", "log", "--name", "赵敏", "--phone", "19900000046", *words)
    assert (answer["booked"], answer["card"]["card_no"], answer["card"]["opened"]) == (1, "9001", True)
    assert autumn.json("member", "find", "赵敏")[0]["card_no"] == "9001"


REFUSED = [
    (4, "card:A7", "A7 is neither a card of 王小明 nor an item of the price list."),
    (5, "card:Z1", "Card Z1 is of 李红 (M-00002), not of 王小明."),
    (5, "card:光子嫩肤", "The price list does not say how many uses of 光子嫩肤 a card holds"),
    (4, "card:双眼皮", "双眼皮 fits several items"),
    (5, "card:A8", "Card A8 of 王小明 has been reported lost since 2026-10-31."),
    (5, "card", "Card A8 of 王小明 has been reported lost since 2026-10-31."),
]


@pytest.mark.parametrize(("status", "book", "sentence"), REFUSED)
def test_what_cannot_go_on_a_card_is_refused(autumn: Desk, status: int, book: str, sentence: str) -> None:
    autumn.ok("member", "add", "李红", "--mobile", "19900001234")
    autumn.ok("card", "open", "李红", "--kind", "stored", "--card-no", "Z1")
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "100", "--card-no", "A8")
    autumn.ok("card", "lost", "A8")
    error = autumn.refused(status, "promotion", "register", "王小明", "--amount", "500", "--book", book)
    assert sentence in error["message"]
    assert autumn.json("promotion", "show")["entries"] == []


def test_a_card_of_uses_is_opened_as_the_price_list_has_it(club: Desk) -> None:
    words = ("--card-type", "单项卡", "--amount", "650", "--bonus", "50", "--yes")
    error = club.refused(2, "member", "apply", "王小明", *WHO, *words, "--book", "card")
    assert error["message"] == "A card of uses is booked with what it is for: --book card:ITEM."
    answer = club.json("member", "apply", "王小明", *WHO, *words, "--book", "card:游泳20次卡")
    keys = ("kind", "opened", "amount", "bonus", "total", "sessions_left")
    assert [answer["card"][key] for key in keys] == ["sessions", True, "650.00", "0.00", "650.00", 20]
    card = club.json("card", "balance", answer["card"]["card_no"])
    assert (card["item"], card["expires_on"]) == ("游泳20次卡", "2027-10-31")
    # uses have no bonus pocket, and there is no other card
    assert (answer["booked"], answer["bonus_booked"]) == (1, None)


def test_a_joining_fee_is_no_money_on_a_card(club: Desk) -> None:
    words = ("--joining-amount", "200", "--joining-book", "card", "--yes")
    error = club.refused(5, "member", "apply", "王小明", *WHO, *words)
    assert (error["field"], error["message"]) == (
        "--joining-book",
        "A joining fee is no money on a card; book it as an item of the price list.",
    )
    club.ok("card", "topup", club.json("card", "open", "王小明", "--kind", "stored")["card_no"], "--amount", "200")
    error = club.refused(
        5, "member", "apply", "王小明", *WHO, "--joining-amount", "200", "--joining-booked", "2", "--yes"
    )
    assert error["message"].startswith("Entry 2 is no purchase;")


@pytest.fixture
def record() -> Callable[[Path], dict[str, Any]]:
    """The values of the first member's sheet."""
    from crmcli.features.application.sheet import application_record
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    def read(path: Path) -> dict[str, Any]:
        session = Session(Shared(db=str(path)))
        try:
            return application_record(session, 1)
        finally:
            session.close()

    return read


def test_an_application_opens_its_card_and_prints_from_the_entries(
    club: Desk, record: Callable[[Path], dict[str, Any]]
) -> None:
    words = ("--card-type", "充值卡", "--card-no", "vip 88", "--amount", "5000", "--bonus", "500", "--gift", "水壶")
    fee = ("--joining-amount", "200", "--joining-book", "其他")
    answer = club.json("member", "apply", "王小明", *WHO, *words, *fee, "--book", "card", "--yes")
    assert (answer["card"]["card_no"], answer["card"]["total"], answer["card_no"]) == ("VIP88", "5500.00", "VIP88")
    assert (answer["booked"], answer["joining_booked"], answer["bonus_booked"], answer["spend"]) == (1, 2, 1, "200.00")
    club.ok("card", "replace", "VIP88", "--to", "VIP99")
    club.ok("member", "edit", "王小明", "--card-no", "X1")
    found = record(club.path)
    keys = ("card_no", "amount", "joining_amount", "gift")
    assert [found[key] for key in keys] == ["VIP88", 500000, 20000, "水壶；赠送金额 500.00"]


def test_its_sheet_comes_back_as_it_was_and_gives_nothing_again(club: Desk) -> None:
    words = ("--card-type", "充值卡", "--amount", "5000", "--bonus", "500")
    club.ok("member", "apply", "王小明", *WHO, *words, "--book", "card", "--yes")
    club.ok("export", "application", "王小明", "--reveal", "--yes", "--output", "out.xlsx")
    answer = club.json("import", "out.xlsx", "--apply")
    assert (answer["read"], answer["unchanged"], answer["operation"]) == (1, 1, None)
    assert club.json("card", "balance", "王小明")["total"] == "5500.00"


def test_a_top_up_that_is_there_is_pointed_at_with_the_bonus_it_gave(autumn: Desk) -> None:
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "3000", "--bonus", "200")
    answer = register(autumn, "--amount", "3000", "--booked", "1")
    assert (answer["booked"], answer["bonus_booked"], answer["card"]["total"]) == (1, 1, "3200.00")
    error = autumn.refused(5, "undo", 4)
    assert error["candidates"] == [{"operation": 5, "command": "promotion register"}]
    error = autumn.refused(5, "promotion", "register", "王小明", "--amount", "3000", "--booked", "1")
    assert "an entry stands in a register once" in error["message"]


def test_a_top_up_without_the_bonus_gets_it(autumn: Desk) -> None:
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "3000", "--card-no", "A8")
    autumn.ok("card", "open", "王小明", "--kind", "stored", "--amount", "100", "--card-no", "B9")
    answer = register(autumn, "--amount", "3000", "--booked", "1")
    assert (answer["booked"], answer["bonus_booked"], answer["card"]["card_no"]) == (1, 3, "A8")
    assert [line[1:4] for line in moved(autumn, "A8")] == [
        ("card-open", "3000.00", "0.00"),
        ("card-bonus", "0.00", "200.00"),
    ]
