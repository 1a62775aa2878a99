"""`card use`: the short command of every day, what it takes, what it never takes, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from process import environment, run_on_terminal
from wallet import SESSIONS, STORED

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

DONE = {"quantity": 1, "date": "2026-10-31", "tier_before": "silver", "tier_after": "silver", "warnings": []}


@pytest.fixture
def wallet(both: Desk) -> Desk:
    """The desk of both cards, and who of the staff may have served."""
    both.env(CRMCLI_AS="陈静")
    both.ok("staff", "add", "李娜", "--role", "前台咨询员")
    return both


def test_one_use_is_the_default(both: Desk, dump: Callable[..., Any]) -> None:
    before = dump(both.path, FACTS + DERIVED)
    answer = both.json("use", "20260002")
    assert answer == SESSIONS | DONE | {
        "principal": "833.34",
        "total": "833.34",
        "sessions_left": 5,
        "id": 3,
        "used": {"amount": "166.66", "principal": "166.66", "bonus": "0.00", "sessions": 1},
        "points": 166,
        "earned_by": None,
        "rule": "undecided",
        "plan": [],
        "replanned": [],
        "operation": 6,
    }
    # a use is a purchase: it stands among them and counts as spend
    shown = both.json("member", "show", "m1")
    assert (shown["spend"], shown["points"], shown["balance"]) == ("166.66", 166, "1933.34")
    (bought,) = both.json("purchase", "list", "m1")
    assert (bought["id"], bought["item"], bought["amount"], bought["pay"]) == (3, "光子嫩肤", "166.66", "card")
    used = dump(both.path, FACTS + DERIVED)
    both.ok("undo")
    assert dump(both.path, FACTS + DERIVED) == before
    both.ok("redo")
    assert dump(both.path, FACTS + DERIVED) == used


def test_an_amount_from_a_card_of_money(wallet: Desk) -> None:
    words = ("--item", "洗牙", "--quantity", "2", "--by", "李娜", "--note", "两人", "--date", "今天")
    answer = wallet.json("card", "use", "20260001", "--amount", "1050", *words)
    assert answer == STORED | DONE | {
        "principal": "0.00",
        "bonus": "50.00",
        "total": "50.00",
        "item": "洗牙",
        "item_code": "kq-01",
        "quantity": 2,
        "id": 3,
        # what the bonus paid gives no points
        "used": {"amount": "1050.00", "principal": "1000.00", "bonus": "50.00", "sessions": None},
        "points": 1000,
        "earned_by": None,
        "rule": "undecided",
        "plan": [],
        "replanned": [],
        "operation": 7,
    }
    (bought,) = wallet.json("purchase", "list", "m1")
    assert (bought["quantity"], bought["by"], bought["note"]) == (2, "李娜", "两人")


def test_what_a_clerk_reads(both: Desk) -> None:
    assert both.ok("use", "20260002").out == (
        "王小明: 光子嫩肤 1 use from card 20260002, 5 uses left until 2026-12-31 · undo: crmcli undo 6\n"
    )
    assert both.ok("use", "20260001", "--amount", "30").out == (
        "王小明: 其他 30.00 from card 20260001, 1,070.00 left · undo: crmcli undo 7\n"
    )


def test_the_crossing_of_a_tier_is_said(two: Desk) -> None:
    two.ok("card", "open", "m1", "--kind", "stored", "--amount", "30000", "--pay", "transfer")
    assert two.json("member", "show", "m1")["tier"] == "silver"
    assert two.ok("use", "20260001", "--amount", "20000").out == (
        "王小明: 其他 20,000.00 from card 20260001, 10,000.00 left · undo: crmcli undo 5\n  tier: 银卡 → 白金卡\n"
    )


@pytest.mark.parametrize(
    ("words", "card"),
    [
        (("王小明", "--amount", "5"), "20260001"),
        (("5678", "--sessions", "2"), "20260002"),
        (("m1", "--item", "光子嫩肤", "--sessions", "1"), "20260002"),
        ((".", "--amount", "5"), "20260001"),
        (("２０２６０００２",), "20260002"),
        # found by the end of a number, the card that ends so
        (("0002",), "20260002"),
    ],
    ids=str,
)
def test_the_only_card_that_fits_is_taken(both: Desk, words: tuple[str, ...], card: str) -> None:
    assert both.json("use", *words)["card_no"] == card


def test_several_cards_are_candidates(both: Desk) -> None:
    both.ok("card", "open", "m1", "--kind", "stored", "--amount", "20", "--card-no", "K2")
    error = both.refused(4, "use", "王小明", "--amount", "5")
    keys = ("card_no", "kind", "item", "total", "sessions_left", "state", "expires_on")
    assert error == {
        "kind": "ambiguous",
        "field": "card",
        "value": "王小明",
        "message": "王小明 has 2 cards that will do; name one by its number.",
        "candidates": [
            {key: card[key] for key in keys} for card in (STORED, STORED | {"card_no": "K2", "total": "20.00"})
        ],
    }


def test_several_cards_are_offered_in_a_terminal(both: Desk) -> None:
    env = environment(both.folder, CRMCLI_LANG="en")
    screen = run_on_terminal(both.folder, "use", "wxm", keys=["1\n", "0\n", "30\n"], env=env)
    assert [line for line in screen.lines if line][1:] == [
        "  1  20260001  stored-value card  1,100.00  live",
        "  2  20260002  光子嫩肤  6 uses  live  until 2026-12-31",
        "Which one? 1",
        "Amount: 0",
        "0 takes nothing from the card",
        "Amount: 30",
        "王小明: 其他 30.00 from card 20260001, 1,070.00 left · undo: crmcli undo 6",
    ]


def test_an_empty_card_does_not_stand_in_the_way(both: Desk) -> None:
    both.ok("use", "20260001", "--amount", "1100")
    assert both.json("use", "王小明")["card_no"] == "20260002"
    both.ok("use", "20260002", "--sessions", "5")
    error = both.refused(4, "use", "王小明")
    assert error["message"] == "王小明 has 2 cards, none of which will do."
    assert [card["total"] for card in error["candidates"]] == ["0.00", "0.00"]


def test_the_price_list_is_offered_in_a_terminal(money: Desk) -> None:
    env = environment(money.folder, CRMCLI_LANG="en")
    screen = run_on_terminal(money.folder, "use", "20260001", "--item", "洗牙", "--quantity", "2", keys=["\n"], env=env)
    assert "Amount [396.00]:" in screen.lines
    assert money.json("card", "balance", "20260001")["total"] == "704.00"


REFUSED = [
    (5, "20260001 --amount 1130", "--amount", "Card 20260001 of 王小明 has 1,100.00, 30.00 less than 1,130.00."),
    (5, "20260002 --sessions 8", "--sessions", "Card 20260002 of 王小明 has 6 uses left, 2 less than 8."),
    (5, "20260002 --amount 5", "--amount", "Card 20260002 of 王小明 holds uses of 光子嫩肤, no money."),
    (5, "20260001 --sessions 1", "--sessions", "Card 20260001 of 王小明 holds money, no uses; give --amount."),
    (2, "20260001", "--amount", "Amount is missing: give --amount."),
    (2, "20260001 --amount 0", "--amount", "0 takes nothing from the card"),
    (2, "20260001 --amount -5", "--amount", "-5 is negative; give an amount of 0 or more"),
    (2, "20260002 --sessions 0", "--sessions", "0 is no number of uses; give 1 or more."),
    (2, "20260001 --amount 5 --quantity 0", "--quantity", "0 is no quantity; give 1 or more"),
    (
        2,
        "20260001 --amount 5 --sessions 1",
        "--sessions",
        "--amount is for a stored-value card, --sessions for a card of uses; give one of them.",
    ),
    (
        5,
        "20260002 --item 洗牙",
        "--item",
        "Card 20260002 of 王小明 holds uses of 光子嫩肤, not of 洗牙.",
    ),
    (
        5,
        "20260002 --date 2026-10-30",
        "--date",
        "Card 20260002 of 王小明 was opened on 2026-10-31; 2026-10-30 lies before that.",
    ),
    (2, "20260002 --date 明天", "--date", "明天 lies ahead; what is recorded has happened"),
    (4, "李四", "card", "李四 has no card. Open one: crmcli card open M-00002"),
    (4, "无此人", "card", None),
]


@pytest.mark.parametrize(("status", "options", "field", "message"), REFUSED, ids=[case[1] for case in REFUSED])
def test_what_is_refused_changes_nothing(
    both: Desk, dump: Callable[..., Any], status: int, options: str, field: str, message: str | None
) -> None:
    before = dump(both.path, FACTS + DERIVED)
    error = both.refused(status, "use", *options.split())
    assert error["field"] == field
    if message is not None:
        assert error["message"] == message
    assert dump(both.path, FACTS + DERIVED) == before


NOT_USABLE = [
    (
        ("card", "lost", "20260001"),
        "Card 20260001 of 王小明 has been reported lost since 2026-10-31. A new number: crmcli card replace 20260001; "
        "found again: crmcli card unfreeze 20260001",
    ),
    (
        ("card", "freeze", "20260001", "--reason", "x"),
        "Card 20260001 of 王小明 has been frozen since 2026-10-31. To use it again: crmcli card unfreeze 20260001",
    ),
    (("card", "close", "20260001", "--yes"), "Card 20260001 of 王小明 was closed on 2026-10-31."),
]


@pytest.mark.parametrize(("words", "message"), NOT_USABLE, ids=["lost", "frozen", "closed"])
@pytest.mark.parametrize("command", ["use", "topup"])
@pytest.mark.parametrize("named", ["20260001", "王小明"])
def test_a_card_that_cannot_be_used_says_the_way_out(
    two: Desk, words: tuple[str, ...], message: str, command: str, named: str
) -> None:
    two.ok("card", "open", "m1", "--kind", "stored", "--bonus", "100")
    two.ok(*words)
    assert two.refused(5, "card", command, named, "--amount", "5")["message"] == message


def test_past_its_last_day(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-12-31")
    both.ok("use", "20260002")
    both.env(CRMCLI_TODAY="2027-01-01")
    assert both.refused(5, "use", "20260002")["message"] == (
        "Card 20260002 of 王小明 expired on 2026-12-31. A later last day: crmcli card extend 20260002"
    )
    assert both.json("card", "balance", "20260002")["state"] == "expired"
    # what was used on a day on which it could be used is entered late
    assert both.json("use", "20260002", "--date", "2026-12-30")["sessions_left"] == 4
    # of several cards an expired one is not meant
    assert both.json("use", "王小明", "--amount", "5")["card_no"] == "20260001"


def test_a_use_entered_late_must_leave_enough_for_the_days_after(both: Desk, dump: Callable[..., Any]) -> None:
    both.env(CRMCLI_TODAY="2026-11-05")
    both.ok("use", "20260001", "--amount", "1000", "--date", "2026-11-02")
    both.ok("card", "topup", "20260001", "--amount", "500", "--date", "2026-11-04")
    before = dump(both.path, FACTS + DERIVED)
    # 600.00 are on it now and 1,100.00 were on 1 November; taking 101.00 then would leave -1.00 on 2 November
    error = both.refused(5, "use", "20260001", "--amount", "101", "--date", "2026-11-01")
    assert error["message"] == "Card 20260001 of 王小明 has 100.00, 1.00 less than 101.00."
    assert dump(both.path, FACTS + DERIVED) == before
    both.ok("use", "20260001", "--amount", "100", "--date", "2026-11-01")
    assert [line["total"] for line in both.json("card", "statement", "20260001")] == [
        "1100.00",
        "1000.00",
        "0.00",
        "500.00",
    ]
    both.ok("use", "20260002", "--sessions", "5", "--date", "2026-11-03")
    assert both.refused(5, "use", "20260002", "--sessions", "2", "--date", "2026-11-02")["message"] == (
        "Card 20260002 of 王小明 has 1 uses left, 1 less than 2."
    )


def test_a_day_on_which_it_was_another_ones(both: Desk) -> None:
    both.env(CRMCLI_TODAY="2026-11-05")
    both.ok("card", "transfer", "20260001", "--to", "李四")
    both.env(CRMCLI_TODAY="2026-11-06")
    for words in (("use", "20260001"), ("card", "topup", "20260001")):
        assert both.refused(5, *words, "--amount", "5", "--date", "2026-11-04")["message"] == (
            "Card 20260001 was transferred to 李四 on 2026-11-05; 2026-11-04 lies before that."
        )
    assert both.json("use", "20260001", "--amount", "5", "--date", "2026-11-05")["member"] == "M-00002"


def test_a_former_number_says_what_replaced_it(both: Desk) -> None:
    both.ok("card", "replace", "20260001", "--to", "N1")
    answer = both.json("use", "20260001", "--amount", "5")
    assert (answer["card_no"], answer["warnings"]) == ("N1", ["20260001 was replaced by N1 on 2026-10-31"])
    assert both.ok("use", "20260001", "--amount", "5").out == (
        "王小明: 其他 5.00 from card N1, 1,090.00 left · undo: crmcli undo 8\n"
        "  Note: 20260001 was replaced by N1 on 2026-10-31\n"
    )
    for no in ("20260001", "n1", "N1"):
        assert [row["no"] for row in both.json("member", "find", no)] == ["M-00001"]


LASER = ("--kind", "sessions", "--item", "激光祛斑", "--sessions", "3", "--amount", "3000")


def test_each_use_of_a_treatment_starts_its_calls(two: Desk) -> None:
    two.ok("card", "open", "m1", *LASER)
    answer = two.json("use", "m1")
    shown = two.json("member", "show", "m1")
    assert answer["plan"][0] == {"step": "day-1", "due_on": "2026-11-01"}
    assert [step["due_on"] for step in answer["plan"]] == [line["due_on"] for line in shown["followups"]]
    days = ", ".join(step["due_on"] for step in answer["plan"])
    assert two.ok("use", "m1").out == (
        f"王小明: 激光祛斑 1 use from card 20260001, 1 use left · undo: crmcli undo 6\n  calls on {days}\n"
    )
    # of one use, or of three at once, the calls are those of one treatment
    two.ok("card", "open", "m2", *LASER)
    assert len(two.json("use", "m2", "--sessions", "3")["plan"]) == len(answer["plan"])


def test_who_is_below_age_has_no_treatment_off_a_card(desk: Desk, dump: Callable[..., Any]) -> None:
    desk.ok("member", "add", "王小小", "--mobile", "19900000072", "--birthday", "2012-05-01", "--guardian", "王小明")
    desk.ok("card", "open", "王小小", *LASER)
    before = dump(desk.path, FACTS + DERIVED)
    error = desk.refused(5, "use", "20260001")
    assert error["message"].startswith("王小小 is 14: below 18 a treatment needs the guardian's consent on record.")
    assert dump(desk.path, FACTS + DERIVED) == before


def test_what_the_price_list_no_longer_has_is_used_up(both: Desk) -> None:
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(both.path), operator="陈静", today="2026-10-31"))
    with session.write("card") as operation:
        operation.db.execute("UPDATE card SET item = 'gone', item_name = '老项目', item_group = '皮肤' WHERE id = 2")
    session.close()
    answer = both.json("use", "20260002")
    assert (answer["item"], answer["item_code"], answer["sessions_left"]) == ("老项目", "gone", 5)


def test_the_last_use_takes_the_rest_of_the_price(both: Desk) -> None:
    taken = [both.json("use", "20260002", "--sessions", count)["used"]["principal"] for count in (1, 2, 1, 2)]
    assert taken == ["166.66", "333.33", "166.67", "333.34"]
    assert both.json("card", "balance", "20260002")["principal"] == "0.00"


def test_in_chinese(both: Desk) -> None:
    both.env(CRMCLI_LANG="zh_CN")
    said = both.ok("use", "20260002").out
    assert "20260002" in said
    assert "2026-12-31" in said
    assert both("use", "20260001", "--amount", "2000").status == 5
