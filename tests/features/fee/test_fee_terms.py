"""The fee table; who pays what from when: `fee list`, `assign`, `unassign`, `assigned`."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TABLES = FACTS + DERIVED


def terms(desk: Desk, *words: object) -> list[tuple[Any, ...]]:
    keys = ("member", "fee", "quantity", "price", "from", "until")
    return [tuple(term[key] for key in keys) for term in desk.json("fee", "assigned", *words)]


def test_the_table(estate: Desk) -> None:
    assert estate.ok("fee", "list").out.split("\n") == [
        "code      fee            price  unit of the price  how often      due after  charged unasked",
        "property  物业费          3.50  平方米             every month    9d         unit",
        "parking   停车费        150.00  车位               every month    14d",
        "lift      电梯费         60.00  户                 every quarter  1mo        unit",
        "upkeep    年度维护费  1,200.00  份                 every year     3mo",
        "",
    ]
    assert estate.json("fee", "list")[0] == {
        "code": "property",
        "name": "物业费",
        "price": "3.50",
        "unit": "平方米",
        "every": "month",
        "due": "9d",
        "kinds": ["unit"],
    }


def test_a_pack_without_fees(desk: Desk) -> None:
    assert desk.ok("fee", "list").out == "The pack has no fees.\n"
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    for words in (("assign", "王小明", "物业费"), ("raise", "--period", "2026-10"), ("owed", "--fee", "x")):
        error = desk.refused(4, "fee", *words)
        assert error["message"] == "The pack clinic has no fees; they stand in its table [[fees]]."


def test_assigning(estate: Desk) -> None:
    words = ("--quantity", "89.5㎡", "--price", "2.8", "--until", "2027-12-31", "--note", "合同价")
    answer = estate.json("fee", "assign", "3栋501", "wuye", *words)
    assert answer == {
        "id": 1,
        "member": "M-00001",
        "name": "3栋501",
        "fee": "property",
        "fee_name": "物业费",
        "quantity": "89.5",
        "unit": "平方米",
        "price": "2.80",
        "own_price": True,
        "amount": "250.60",
        "from": "2026-10-31",
        "until": "2027-12-31",
        "by": "陈静",
        "note": "合同价",
        "replaced": [],
        "operation": 4,
    }
    said = estate.ok("fee", "assign", "3栋501", "property", "--quantity", "100", "--from", "2027-01-01").out
    assert said == (
        "3栋501 物业费: 100平方米 × 3.50 = 350.00, from 2027-01-01 · undo: crmcli undo 5\n"
        "  in the place of 2026-10-31 – 2027-12-31 × 89.5\n"
    )
    assert terms(estate) == [
        ("M-00001", "property", "89.5", "2.80", "2026-10-31", "2026-12-31"),
        ("M-00001", "property", "100", "3.50", "2027-01-01", None),
    ]


def test_the_list_of_terms(estate: Desk) -> None:
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    estate.ok("fee", "assign", "岳清荷", "停车费", "--until", "2026-10-30", "--from", "2026-10-01")
    estate.ok("fee", "assign", "3栋502", "停车费", "--quantity", "2", "--from", "明天", "--note", "B2")
    assert estate.ok("fee", "assigned").out.split("\n") == [
        "no.  member   name    fee     quantity  unit of the price   price  a period  from        until  note",
        "  1  M-00001  3栋501  物业费  89.5      平方米               3.50    313.25  2026-01-01",
        "  3  M-00002  3栋502  停车费  2         车位               150.00    300.00  2026-11-01         B2",
        "",
    ]
    parking = ("M-00002", "parking", "2", "150.00", "2026-11-01", None)
    ended = ("M-00003", "parking", "1", "150.00", "2026-10-01", "2026-10-30")
    assert terms(estate, "--fee", "停车费") == [parking]
    assert terms(estate, "--fee", "停车费", "--all") == [parking, ended]
    assert terms(estate, "3栋501") == [("M-00001", "property", "89.5", "3.50", "2026-01-01", None)]


REPLACED = [
    # the term that stands, the new one's days, what stands then
    (("2026-01-01", None), ("2026-07-01", None), [("2026-01-01", "2026-06-30"), ("2026-07-01", None)]),
    (("2026-01-01", None), ("2026-01-01", None), [("2026-01-01", None)]),
    (("2026-07-01", None), ("2026-01-01", None), [("2026-01-01", None)]),
    (("2026-07-01", None), ("2026-01-01", "2026-06-30"), [("2026-01-01", "2026-06-30"), ("2026-07-01", None)]),
    (("2026-01-01", None), ("2026-07-01", "2026-08-31"), [("2026-01-01", "2026-06-30"), ("2026-07-01", "2026-08-31")]),
    (("2026-01-01", "2026-03-31"), ("2026-04-01", None), [("2026-01-01", "2026-03-31"), ("2026-04-01", None)]),
    (("2026-01-01", "2026-03-31"), ("2026-03-31", None), [("2026-01-01", "2026-03-30"), ("2026-03-31", None)]),
]


def days(span: tuple[str, str | None]) -> tuple[str, ...]:
    return ("--from", span[0], *(("--until", span[1]) if span[1] else ()))


@pytest.mark.parametrize(("held", "new", "after"), REPLACED)
def test_a_second_term_ends_the_first(
    estate: Desk, held: tuple[str, str | None], new: tuple[str, str | None], after: list[tuple[str, str | None]]
) -> None:
    estate.ok("fee", "assign", "岳清荷", "停车费", *days(held))
    estate.ok("fee", "assign", "岳清荷", "停车费", "--quantity", "2", *days(new))
    assert [term[-2:] for term in terms(estate, "--all")] == after


def test_the_same_term_again_changes_nothing(estate: Desk) -> None:
    words = ("fee", "assign", "岳清荷", "停车费", "--quantity", "2")
    assert (estate.json(*words)["operation"], estate.json(*words)["operation"]) == (4, None)
    assert estate.json(*words, "--note", "B2")["operation"] == 5


ENDED = [
    ((), "2026-10-30", [("2026-01-01", "2026-10-30")]),
    (("--from", "2026-11-01"), "2026-10-31", [("2026-01-01", "2026-10-31")]),
    (("--until", "2026-11-30"), "2026-11-30", [("2026-01-01", "2026-11-30")]),
    (("--until", "2025-12-31"), "2025-12-31", []),
]


@pytest.mark.parametrize(("words", "until", "after"), ENDED)
def test_ending_a_term(estate: Desk, words: tuple[str, ...], until: str, after: list[Any]) -> None:
    estate.ok("fee", "assign", "岳清荷", "停车费", "--from", "2026-01-01")
    assert estate.json("fee", "unassign", "岳清荷", "停车费", *words) == {
        "member": "M-00003",
        "name": "岳清荷",
        "fee": "parking",
        "fee_name": "停车费",
        "until": until,
        "ended": [{"id": 1, "from": "2026-01-01", "quantity": "1"}],
        "charged_still": False,
        "operation": 5,
    }
    assert [term[-2:] for term in terms(estate, "--all")] == after


def test_whose_kind_pays_is_told_how_to_end_that(estate: Desk) -> None:
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    assert estate.ok("fee", "unassign", "3栋501", "物业费").out == (
        "3栋501 物业费: until 2026-10-30 · undo: crmcli undo 5\n"
        "  As one of the kinds the fee is charged to they go on paying one 平方米; --quantity 0 ends that too.\n"
    )


REFUSED = [
    (4, ("assign", "3栋501", "物业飞"), "FEE", "There is no fee 物业飞. Nearest: 物业费. All: crmcli fee list"),
    (4, ("assign", "3栋501", "zzz"), "FEE", "There is no fee zzz. Nearest: 物业费, 停车费, 电梯费, 年度维护费. "),
    (4, ("assign", "3栋501", "费"), "FEE", "费 fits several fees: 物业费, 停车费, 电梯费, 年度维护费"),
    (4, ("assign", "没有", "物业费"), "member", "No member fits 没有."),
    (2, ("assign", "3栋501"), "FEE", "Fee is missing: write it after the command."),
    (2, ("assign", "3栋501", "物业费", "--quantity", "-1"), "--quantity", "-1 is no quantity;"),
    (2, ("assign", "3栋501", "物业费", "--price", "0"), "--price", "0 is nothing; give an amount above 0"),
    (2, ("assign", "3栋501", "物业费", "--price", "-2"), "--price", "-2 is "),
    (2, ("assign", "3栋501", "物业费", "--price", "9000万", "--quantity", "1000000"), "--quantity", "1000000 times"),
    (2, ("assign", "3栋501", "物业费", "--until", "2026-10-30"), "--until", "2026-10-30 lies before the first day, "),
    (2, ("assign", "3栋501", "物业费", "--from", "2026-02-31"), "--from", "2026-02-31"),
    (4, ("unassign", "岳清荷", "停车费"), "FEE", "岳清荷 has no term of 停车费 from 2026-10-31 on."),
    (2, ("unassign", "岳清荷", "停车费", "--from", "1号", "--until", "2号"), "--until", "Give only one of --from"),
]


@pytest.mark.parametrize(("status", "words", "field", "message"), REFUSED, ids=str)
def test_what_is_refused(estate: Desk, status: int, words: tuple[str, ...], field: str, message: str) -> None:
    error = estate.refused(status, "fee", *words)
    assert (error["field"], error["message"][: len(message)]) == (field, message)
    assert terms(estate, "--all") == []


def test_undo_and_redo(estate: Desk, dump: Any) -> None:
    estate.ok("fee", "assign", "岳清荷", "停车费", "--from", "2026-01-01")
    before = dump(estate.path, TABLES)
    estate.ok("fee", "assign", "岳清荷", "停车费", "--quantity", "2", "--from", "2026-05-01")
    after = dump(estate.path, TABLES)
    estate.ok("undo")
    assert dump(estate.path, TABLES) == before
    estate.ok("redo")
    assert dump(estate.path, TABLES) == after
