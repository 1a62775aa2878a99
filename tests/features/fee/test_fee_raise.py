"""`fee raise`: who is charged for which period and how much, and what raising it again does."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.storage.write import rebuild
from crmcli.ui.options import Shared
from harness import Desk

TABLES = FACTS + DERIVED


def owed(desk: Desk, *words: object) -> list[tuple[str, ...]]:
    keys = ("member", "fee", "period", "due_on", "amount")
    return [tuple(charge[key] for key in keys) for charge in desk.json("fee", "owed", *words)]


def test_everybody_who_pays_a_monthly_fee(estate: Desk) -> None:
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    estate.ok("fee", "assign", "岳清荷", "停车费", "--quantity", "2", "--price", "120", "--from", "2026-10-15")
    estate.ok("fee", "assign", "3栋502", "年度维护费")
    answer = estate.json("fee", "raise", "--period", "本月")
    assert answer == {
        "period": "2026-10",
        "from": "2026-10-01",
        "to": "2026-10-31",
        "fees": [
            {
                "fee": "property",
                "fee_name": "物业费",
                "due_on": "2026-10-10",
                "charged": 2,
                "amount": "316.75",
                "stood": 0,
                "differing": 0,
            },
            {
                "fee": "parking",
                "fee_name": "停车费",
                "due_on": "2026-10-15",
                "charged": 1,
                "amount": "240.00",
                "stood": 0,
                "differing": 0,
            },
        ],
        "charged": 3,
        "amount": "556.75",
        "stood": 0,
        "differing": [],
        "charges": [],
        "dry_run": False,
        "operation": 7,
    }
    # a flat without a term pays one 平方米, and whoever has the parking from the 15th on the whole month
    assert owed(estate) == [
        ("M-00001", "property", "2026-10", "2026-10-10", "313.25"),
        ("M-00002", "property", "2026-10", "2026-10-10", "3.50"),
        ("M-00003", "parking", "2026-10", "2026-10-15", "240.00"),
    ]


IN_FORCE = [
    # days of the term, whether October is charged
    (("--from", "2026-10-31"), True),
    (("--from", "2026-11-01"), False),
    (("--from", "2026-01-01", "--until", "2026-10-01"), True),
    (("--from", "2026-01-01", "--until", "2026-09-30"), False),
    (("--from", "2026-10-10", "--until", "2026-10-20"), True),
    (("--quantity", "0"), False),
    (("--quantity", "0.00"), False),
]


@pytest.mark.parametrize(("words", "charged"), IN_FORCE, ids=str)
def test_a_term_with_a_day_in_the_period_is_charged_whole(estate: Desk, words: tuple[str, ...], charged: bool) -> None:
    estate.ok("fee", "assign", "岳清荷", "停车费", *words)
    estate.ok("fee", "raise", "停车费", "--period", "2026-10")
    assert owed(estate) == ([("M-00003", "parking", "2026-10", "2026-10-15", "150.00")] if charged else [])


def test_of_two_terms_in_a_period_the_later_counts(estate: Desk) -> None:
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "100", "--from", "2026-10-31")
    estate.ok("fee", "raise", "物业费", "--period", "2026-10", "3栋501")
    estate.ok("fee", "raise", "物业费", "--period", "2026-09", "3栋501")
    assert [(charge[2], charge[4]) for charge in owed(estate)] == [("2026-09", "313.25"), ("2026-10", "350.00")]


@pytest.mark.parametrize(
    ("period", "due", "fee"), [("2026-Q4", "2026-11-01", "lift"), ("2026", "2026-04-01", "upkeep")]
)
def test_quarters_and_years(estate: Desk, period: str, due: str, fee: str) -> None:
    estate.ok("fee", "assign", "岳清荷", fee)
    estate.ok("fee", "raise", fee, "岳清荷", "--period", period)
    amount = {"lift": "60.00", "upkeep": "1200.00"}[fee]
    assert owed(estate) == [("M-00003", fee, period, due, amount)]


def test_raising_twice_changes_nothing(raised: Desk, dump: Any) -> None:
    before = dump(raised.path, TABLES)
    answer = raised.json("fee", "raise", "--period", "2026-10")
    assert (answer["charged"], answer["amount"], answer["stood"], answer["operation"]) == (0, "0.00", 3, None)
    assert raised.ok("fee", "raise", "停车费", "--period", "2026-10").out == (
        "2026-10: nothing new, 1 charge stood already · nothing changed\n"
    )
    assert dump(raised.path, TABLES) == before


def test_who_came_since_is_added(raised: Desk) -> None:
    raised.ok("fee", "assign", "岳清荷", "停车费", "--quantity", "2", "--from", "2026-10-20")
    assert raised.ok("fee", "raise", "--period", "2026-10").out == (
        "2026-10: 1 charge raised, 300.00 · undo: crmcli undo 8\n"
        "  物业费: 0 new of 0.00, 2 stood already\n"
        "  停车费: 1 new of 300.00, 1 stood already\n"
    )
    assert owed(raised, "岳清荷") == [("M-00003", "parking", "2026-10", "2026-10-15", "300.00")]


def test_a_charge_that_would_differ_now_is_listed_and_left(raised: Desk) -> None:
    raised.ok("fee", "assign", "3栋501", "物业费", "--quantity", "100", "--from", "2026-10-01")
    raised.ok("fee", "assign", "3栋502", "停车费", "--quantity", "0", "--from", "2026-10-01")
    answer = raised.json("fee", "raise", "--period", "2026-10")
    flat = {"member": "M-00001", "name": "3栋501", "fee": "property", "fee_name": "物业费"}
    space = {"member": "M-00002", "name": "3栋502", "fee": "parking", "fee_name": "停车费"}
    assert answer["differing"] == [
        {"charge": 1, **flat, "amount": "313.25", "would_be": "350.00"},
        {"charge": 3, **space, "amount": "150.00", "would_be": "0.00"},
    ]
    assert [fee["differing"] for fee in answer["fees"]] == [1, 1]
    assert [charge[4] for charge in owed(raised)] == ["313.25", "3.50", "150.00"]
    assert raised.ok("fee", "raise", "停车费", "--period", "2026-10").out.split("\n")[1] == (
        "  charge 3 3栋502 停车费 stands at 150.00 and is left so; now it would be 0.00"
    )


def test_a_dry_run_says_who_and_writes_nothing(estate: Desk, dump: Any) -> None:
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "89.5", "--from", "2026-01-01")
    before = dump(estate.path, TABLES)
    assert estate.ok("fee", "raise", "物业费", "--period", "2026-10", "--dry-run").out.split("\n") == [
        "member   name    fee     quantity  price  amount",
        "M-00001  3栋501  物业费  89.5       3.50  313.25",
        "M-00002  3栋502  物业费  1          3.50    3.50",
        "2026-10: 2 charges of 316.75 · nothing changed",
        "",
    ]
    answer = estate.json("fee", "raise", "物业费", "--period", "2026-10", "--dry-run")
    assert (answer["operation"], answer["dry_run"], answer["charged"]) == (None, True, 2)
    assert answer["charges"][1] == {
        "member": "M-00002",
        "name": "3栋502",
        "fee": "property",
        "fee_name": "物业费",
        "quantity": "1",
        "price": "3.50",
        "amount": "3.50",
    }
    assert dump(estate.path, TABLES) == before


def test_only_some_members(estate: Desk) -> None:
    estate.ok("fee", "raise", "物业费", "3栋502", "--period", "2026-10")
    assert [charge[0] for charge in owed(estate)] == ["M-00002"]
    # the members alone: every fee of such a period they pay
    estate.ok("fee", "assign", "3栋501", "停车费")
    estate.ok("fee", "raise", "m1", "--period", "2026-10")
    assert [charge[:2] for charge in owed(estate, "m1")] == [("M-00001", "property"), ("M-00001", "parking")]


def test_who_has_left_is_not_charged(estate: Desk) -> None:
    session = Session(Shared(db=str(estate.path)))
    with session.write("a member leaves") as operation:
        operation.db.execute("UPDATE member SET standing = 'left' WHERE id = 1")
    session.close()
    estate.ok("fee", "raise", "物业费", "--period", "2026-10")
    assert [charge[0] for charge in owed(estate)] == ["M-00002"]
    error = estate.refused(5, "fee", "raise", "物业费", "3栋501", "--period", "2026-10")
    assert error["message"] == "3栋501 (M-00001) is a customer no longer; nothing is charged to them."
    assert estate.refused(5, "fee", "assign", "3栋501", "停车费")["value"] == "M-00001"


def test_a_flat_taken_over_later_owes_nothing_before(estate: Desk) -> None:
    estate.ok("member", "edit", "3栋501", "--joined-on", "2026-10-31")
    estate.ok("fee", "raise", "物业费", "--period", "2026-09")
    assert [charge[0] for charge in owed(estate)] == ["M-00002"]
    estate.ok("fee", "raise", "物业费", "--period", "2026-10")
    assert [charge[0] for charge in owed(estate)] == ["M-00002", "M-00001", "M-00002"]


REFUSED = [
    (4, ("物业飞", "--period", "2026-10"), "FEE", "There is no fee 物业飞. Nearest: 物业费. All: crmcli fee list"),
    (4, ("费", "--period", "2026-10"), "FEE", "费 fits several fees: "),
    (4, ("物业费", "没有", "--period", "2026-10"), "member", "No member fits 没有."),
    (2, (), "--period", "Period (2026-10, 2026-Q4, 2026) is missing: give --period."),
    (2, ("--period", "2026-13"), "--period", "2026-13 is no period: "),
    (2, ("物业费", "--period", "2026-Q4"), "--period", "物业费 is charged every month; 2026-Q4 is no period of it."),
    (2, ("电梯费", "--period", "2026-10"), "--period", "电梯费 is charged every quarter; 2026-10 is no period of it."),
    (2, ("年度", "--period", "本季度"), "--period", "年度维护费 is charged every year; 2026-Q4 is no period of it."),
    (5, ("物业费", "--period", "2027-11"), "--period", "2027-11 begins more than a year from now; "),
    (5, ("停车费", "岳清荷", "--period", "2026-10"), "member", "岳清荷 (M-00003) pays none of it in 2026-10: 停车费. "),
]


@pytest.mark.parametrize(("status", "words", "field", "message"), REFUSED, ids=str)
def test_what_is_refused(estate: Desk, status: int, words: tuple[str, ...], field: str, message: str) -> None:
    error = estate.refused(status, "fee", "raise", *words)
    assert (error["field"], error["message"][: len(message)]) == (field, message)
    assert owed(estate) == []


def test_a_price_that_makes_too_much_is_refused(estate: Desk) -> None:
    from crmcli.storage.packcopy import own_packs

    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "1000000")
    table = own_packs() / "estate" / "fees.toml"
    table.write_text(table.read_text("utf-8").replace("price = 3.50", "price = 90000000"), "utf-8")
    error = estate.refused(5, "fee", "raise", "物业费", "--period", "2026-10")
    assert error["message"] == "What M-00001 would be charged is too large; an amount stays below 10,000,000,000 yuan."
    assert owed(estate) == []


def test_undo_and_redo(raised: Desk, dump: Any) -> None:
    before = dump(raised.path, TABLES)
    raised.ok("fee", "raise", "电梯费", "--period", "2026-Q4")
    after = dump(raised.path, TABLES)
    assert before != after
    raised.ok("undo")
    assert dump(raised.path, TABLES) == before
    raised.ok("redo")
    assert dump(raised.path, TABLES) == after


def test_what_is_kept_is_what_everything_adds_up_to(raised: Desk, dump: Any) -> None:
    raised.ok("fee", "pay", "3栋501", "--amount", "100", "--pay", "cash")
    raised.ok("fee", "waive", "3", "--amount", "1", "--reason", "误差")
    kept = dump(raised.path, DERIVED)
    rebuild_all(raised)
    assert dump(raised.path, DERIVED) == kept


def rebuild_all(desk: Desk) -> None:
    """Everything derived anew from the facts."""
    session = Session(Shared(db=str(desk.path)))
    try:
        rebuild(session.db, derivation(session))
    finally:
        session.close()


def test_raising_is_undone_only_with_what_was_paid_of_it(raised: Desk) -> None:
    raised.ok("fee", "pay", "3栋501", "--amount", "100", "--pay", "cash")
    raised.ok("fee", "waive", "3", "--amount", "1", "--reason", "误差")
    error = raised("undo", "6")
    assert error.status == 5
    assert [line.split("  ")[1:3] for line in error.err.splitlines()[1:]] == [["7", "fee pay"], ["8", "fee waive"]]
    assert len(owed(raised)) == 3
    raised.ok("undo", "6", "--with-later")
    assert owed(raised) == []
    # the period is free again
    assert raised.json("fee", "raise", "--period", "2026-10")["charged"] == 3
