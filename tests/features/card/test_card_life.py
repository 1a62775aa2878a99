"""A card lost, found, replaced, frozen, handed on, used longer: whole answers, and where the old number leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from features.card.wallet import SESSIONS, STORED

from crmcli.session import Session
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.ui.options import Shared
from harness import Desk

TODAY = {"date": "2026-10-31", "warnings": []}


@pytest.fixture
def everything(dump: Any) -> Callable[[Desk], Any]:
    return lambda desk: dump(desk.path, (*FACTS, *DERIVED))


def test_lost_found_and_frozen_say_so_and_change_nothing_else(money: Desk) -> None:
    answers = [
        money.json("card", "lost", "王小明", "--reason", "掉在出租车上"),
        money.json("card", "unfreeze", "王小明", "--reason", "找到了"),
        money.json("card", "freeze", "20260001", "--reason", "出国一年"),
        money.json("card", "unfreeze", "m1", "--reason", "回来了"),
    ]
    common = STORED | TODAY
    assert answers == [
        {**common, "state": "lost", "reason": "掉在出租车上", "id": 2, "operation": 5},
        {**common, "state": "live", "reason": "找到了", "id": 3, "operation": 6},
        {**common, "state": "frozen", "reason": "出国一年", "id": 4, "operation": 7},
        {**common, "state": "live", "reason": "回来了", "id": 5, "operation": 8},
    ]


def test_a_lost_card_is_replaced_by_the_next_number(money: Desk) -> None:
    money.ok("card", "lost", "王小明")
    answer = money.json("card", "replace", "王小明", "--reason", "补卡")
    assert answer == {
        **(STORED | TODAY),
        "card_no": "20260002",
        "former_card_no": "20260001",
        "reason": "补卡",
        "id": 3,
        "operation": 6,
    }
    balance = money.json("card", "balance", "20260002")
    assert balance["numbers"] == [
        {"no": "20260001", "from": "2026-10-31", "until": "2026-10-31"},
        {"no": "20260002", "from": "2026-10-31", "until": None},
    ]


def test_the_lines_a_clerk_reads(both: Desk) -> None:
    lines = [
        both.ok(*words).out
        for words in (
            ("card", "lost", "20260001"),
            ("card", "replace", "20260001", "--to", "vip9"),
            ("card", "freeze", "vip9", "--reason", "出差"),
            ("card", "unfreeze", "20260001", "--reason", "回来了"),
            ("card", "transfer", "20260002", "--to", "李四"),
            ("card", "extend", "20260002", "--expires", "2027-03-31", "--reason", "住院"),
            ("card", "transfer", "vip9", "--to", "19900000045"),
        )
    ]
    assert lines == [
        "card 20260001 of 王小明 reported lost; nobody can use it · undo: crmcli undo 6\n"
        "  a new number: crmcli card replace 20260001; found again: crmcli card unfreeze 20260001\n",
        "card 20260001 of 王小明 replaced by VIP9; the old number keeps meaning it · undo: crmcli undo 7\n",
        "card VIP9 of 王小明 frozen · undo: crmcli undo 8\n  to use it again: crmcli card unfreeze VIP9\n",
        "card VIP9 of 王小明 can be used again · undo: crmcli undo 9\n"
        "  Note: 20260001 was replaced by VIP9 on 2026-10-31\n",
        "card 20260002 of 王小明 is 李四's from now on, with 6 uses on it · undo: crmcli undo 10\n",
        "card 20260002 of 李四 can be used until 2027-03-31, no longer only until 2026-12-31 · undo: crmcli undo 11\n",
        "card VIP9 of 王小明 is 李四's from now on, with 1,100.00 on it · undo: crmcli undo 12\n",
    ]


def test_the_old_number_leads_to_the_card_everywhere(money: Desk) -> None:
    money.ok("card", "replace", "20260001", "--to", "VIP9")
    money.ok("card", "replace", "VIP9", "--to", "VIP10")
    replaced = ["20260001 was replaced by VIP10 on 2026-10-31"]
    used = money.json("card", "use", "20260001", "--amount", 100)
    assert (used["card_no"], used["total"], used["warnings"]) == ("VIP10", "1000.00", replaced)
    balance = money.json("card", "balance", "20260001")
    assert (balance["card_no"], balance["total"], balance["warnings"]) == ("VIP10", "1000.00", replaced)
    assert [entry["kind"] for entry in money.json("card", "statement", "VIP9")] == [
        "card-open",
        "card-replace",
        "card-replace",
        "purchase",
    ]
    for number in ("20260001", "VIP9", "VIP10"):
        assert [(row["no"], row["card_no"]) for row in money.json("member", "find", number)] == [("M-00001", "VIP10")]
    assert money.json("member", "show", "20260001")["no"] == "M-00001"


def test_a_number_is_never_given_twice(both: Desk) -> None:
    before = both.json("card", "list")
    both.ok("member", "add", "赵六", "--mobile", "19900000061", "--card-no", "Z6")
    refused = [both.refused(5, "card", "replace", "20260001", "--to", to) for to in ("20260001", "20260002", "Z6")]
    assert [(error["field"], error["message"]) for error in refused] == [
        ("--to", "The number 20260001 is that of a card of 王小明 (M-00001) already."),
        ("--to", "The number 20260002 is that of a card of 王小明 (M-00001) already."),
        ("--to", "The number Z6 is that of 赵六 (M-00003)."),
    ]
    assert both.refused(2, "card", "replace", "20260001", "--to", "7" * 41)["field"] == "--to"
    assert both.json("card", "list") == before


def test_the_members_own_number_follows_only_where_it_was_the_old_one(two: Desk) -> None:
    two.ok("member", "edit", "m1", "--card-no", "HY0001")
    two.ok("card", "open", "m1", "--kind", "stored", "--amount", 10, "--card-no", "C1")
    two.ok("card", "open", "m2", "--kind", "stored", "--amount", 10, "--card-no", "C2")
    two.ok("card", "replace", "C1", "--to", "C11")
    two.ok("card", "replace", "C2", "--to", "C22")
    assert [two.json("member", "show", who)["card_no"] for who in ("m1", "m2")] == ["HY0001", "C22"]


def test_a_transfer_moves_all_there_is_and_the_number_with_it(both: Desk) -> None:
    both.ok("card", "use", "20260001", "--amount", 300)
    answer = both.json("card", "transfer", "20260001", "--to", "李四", "--reason", "送给弟弟")
    assert answer == {
        **(STORED | TODAY),
        "member": "M-00002",
        "name": "李四",
        "principal": "700.00",
        "total": "800.00",
        "former_member": "M-00001",
        "former_name": "王小明",
        "moved": {"principal": "700.00", "bonus": "100.00", "sessions": 0},
        "reason": "送给弟弟",
        "id": 5,
        "operation": 7,
    }
    assert [both.json("member", "show", who)["card_no"] for who in ("m1", "m2")] == [None, "20260001"]
    assert both.json("card", "transfer", "20260002", "--to", "李四")["moved"] == {
        "principal": "1000.00",
        "bonus": "0.00",
        "sessions": 6,
    }
    assert both.json("card", "list", "m1") == []


def test_a_transfer_makes_a_prospect_a_member(money: Desk) -> None:
    money.ok("member", "add", "周一", "--mobile", "19900000077", "--prospect")
    money.ok("card", "transfer", "20260001", "--to", "周一")
    assert money.json("member", "show", "周一")["standing"] == "member"


def test_whom_a_card_cannot_go_to(money: Desk, dump: Any) -> None:
    before = dump(money.path, FACTS)
    same = money.refused(5, "card", "transfer", "20260001", "--to", "王小明")
    assert same == {
        "kind": "refused",
        "message": "Card 20260001 is 王小明's already; name somebody else.",
        "field": "--to",
        "value": "M-00001",
    }
    assert money.refused(4, "card", "transfer", "20260001", "--to", "没有的人")["field"] == "--to"
    assert money.refused(2, "card", "transfer", "20260001")["field"] == "--to"
    assert dump(money.path, FACTS) == before


@pytest.mark.parametrize(
    ("standing", "message"),
    [
        ("left", "李四 has left; a card is transferred to a member."),
        ("merged", "M-00002 was merged into M-00001; transfer the card there."),
        ("erased", "M-00002 was erased; a card is transferred to a member."),
    ],
)
def test_who_is_there_no_more_gets_no_card(money: Desk, standing: str, message: str) -> None:
    set_standing(money, standing)
    error = money.refused(5, "card", "transfer", "20260001", "--to", "M-00002")
    assert (error["field"], error["message"]) == ("--to", message)


def set_standing(desk: Desk, standing: str) -> None:
    """What no command does yet: leaving, merging and erasing are built later."""
    session = Session(Shared(db=str(desk.path), operator="陈静"))
    into = 1 if standing == "merged" else None
    with session.write("test") as operation:
        operation.db.execute("UPDATE member SET standing = ?, merged_into = ? WHERE id = 2", (standing, into))
    session.close()


def test_a_card_is_used_longer(both: Desk) -> None:
    answer = both.json("card", "extend", "20260002", "--expires", "2027-06-30", "--reason", "住院三个月")
    assert answer == {
        **(SESSIONS | TODAY),
        "expires_on": "2027-06-30",
        "former_expires_on": "2026-12-31",
        "note": "住院三个月",
        "reason": "住院三个月",
        "operation": 6,
    }


@pytest.mark.parametrize(
    ("card", "day", "status", "field", "message"),
    [
        ("20260001", "2027-01-01", 5, "card", "Card 20260001 of 王小明 has no last day; there is nothing to extend."),
        (
            "20260002",
            "2026-12-31",
            5,
            "--expires",
            "Card 20260002 of 王小明 can be used until 2026-12-31; 2026-12-31 is no later day of use.",
        ),
        (
            "20260002",
            "2026-11-30",
            5,
            "--expires",
            "Card 20260002 of 王小明 can be used until 2026-12-31; 2026-11-30 is no later day of use.",
        ),
        ("20260002", "2027-02-30", 2, "--expires", None),
    ],
)
def test_no_later_day(both: Desk, card: str, day: str, status: int, field: str, message: str | None) -> None:
    error = both.refused(status, "card", "extend", card, "--expires", day, "--reason", "x")
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert both.json("card", "balance", "20260002")["expires_on"] == "2026-12-31"


def test_a_reason_is_needed_where_the_rule_says_so(both: Desk) -> None:
    for words in (("freeze", "20260001"), ("unfreeze", "20260001"), ("extend", "20260002", "--expires", "2027-01-01")):
        assert both.refused(2, "card", *words)["field"] == "--reason"


WRITES = [
    ("card lost 20260001",),
    ("card freeze 20260001 --reason x",),
    ("card freeze 20260001 --reason x", "card unfreeze 20260001 --reason y"),
    ("card lost 20260001", "card replace 20260001 --to VIP9"),
    ("card transfer 20260002 --to 李四",),
    ("card transfer 20260001 --to 李四",),
    ("card extend 20260002 --expires 2027-03-31 --reason x",),
    ("card refund 20260002 --sessions 4",),
    ("card refund 20260001", "card close 20260001 --yes"),
]


@pytest.mark.parametrize("lines", WRITES, ids=lambda lines: lines[-1])
def test_undo_gives_the_rows_before_and_redo_those_after(
    both: Desk, everything: Callable[[Desk], Any], lines: tuple[str, ...]
) -> None:
    for line in lines[:-1]:
        both.ok(*line.split())
    before = everything(both)
    both.ok(*lines[-1].split())
    after = everything(both)
    assert after != before
    both.ok("undo")
    assert everything(both) == before
    both.ok("redo")
    assert everything(both) == after
