"""`purchase list` and `refund`: which entries are shown, what is paid back, how amounts and days are written."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk


@pytest.fixture
def some(desk: Desk) -> Desk:
    for name, mobile in (("王小明", "19900005678"), ("单小姐", "19900000012")):
        desk.ok("member", "add", name, "--mobile", mobile)
    desk.ok(
        "buy", "王小明", "--item", "其他", "--amount", "100", "--date", "2026-09-30", "--pay", "现金", "--note", "面膜"
    )
    desk.ok("buy", "单小姐", "--item", "激光祛斑", "--amount", "1280", "--quantity", "2", "--date", "2026-10-01")
    desk.ok("buy", "王小明", "--item", "其他", "--amount", "20000")
    return desk


FILTERS = [
    ([], [3, 2, 1]),
    (["王小明"], [3, 1]),
    (["dan"], [2]),
    (["--from", "2026-10-01"], [3, 2]),
    (["--to", "10-01"], [2, 1]),
    (["--from", "2026-09-30", "--to", "2026-09-30"], [1]),
    (["王小明", "--from", "今天"], [3]),
    (["--limit", "2"], [3, 2]),
    (["--to", "2026-01-01"], []),
]


@pytest.mark.parametrize(("options", "ids"), FILTERS, ids=str)
def test_which_are_shown(some: Desk, options: list[str], ids: list[int]) -> None:
    assert [entry["id"] for entry in some.json("purchase", "list", *options)] == ids


@pytest.mark.parametrize(
    ("status", "options", "field"),
    [
        (4, ["没有"], "member"),
        (2, ["--from", "2026-02-31"], "--from"),
        (2, ["--to", "x"], "--to"),
        (2, ["--limit", "x"], "--limit"),
        (2, ["--limit", "0"], "--limit"),
    ],
)
def test_what_cannot_be_asked_for(some: Desk, status: int, options: list[str], field: str) -> None:
    assert some.refused(status, "purchase", "list", *options)["field"] == field


def test_the_table(some: Desk) -> None:
    some.ok("purchase", "refund", "1", "--amount", "40")
    assert some.ok("purchase", "list", "王小明").out.split("\n") == [
        "no.  day         kind      name    item  quantity     amount  by    note",
        "  4  2026-10-31  refund    王小明  其他               -40.00  陈静",
        "  3  2026-10-31  purchase  王小明  其他         1  20,000.00  陈静",
        "  1  2026-09-30  purchase  王小明  其他         1     100.00  陈静  面膜",
        "",
    ]


def test_everything_an_entry_tells(some: Desk) -> None:
    assert some.json("purchase", "list", "单小姐")[0] == {
        "id": 2,
        "kind": "purchase",
        "member": "M-00002",
        "date": "2026-10-01",
        "item": "激光祛斑",
        "item_code": "jg-01",
        "group": "激光",
        "quantity": 2,
        "amount": "1280.00",
        "points": 1280,
        "refund_of": None,
        "pay": None,
        "by": "陈静",
        "earned_by": None,
        "rule": "undecided",
        "note": None,
        "name": "单小姐",
    }
    assert some.json("purchase", "list", "王小明")[1]["pay"] == "cash"


AMOUNTS = [
    ("1200", "1200.00"),
    ("1,200.50", "1200.50"),
    ("￥1200", "1200.00"),
    ("¥1,200", "1200.00"),
    ("1200元", "1200.00"),
    ("2万", "20000.00"),
    ("1.5万", "15000.00"),
    ("１２００．５", "1200.50"),
    ("1200。5", "1200.50"),
    ("0.01", "0.01"),
    ("0", "0.00"),
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_amounts_as_people_write_them(some: Desk, text: str, amount: str) -> None:
    assert some.json("buy", "王小明", "--item", "其他", "--amount", text)["amount"] == amount


@pytest.mark.parametrize("text", ["-5", "-0.01", "3.005", "1.2.3", "五百多", "", "1e3", "NaN", "99999999999999"])
def test_amounts_that_are_none(some: Desk, text: str) -> None:
    error = some.refused(2, "buy", "王小明", "--item", "其他", f"--amount={text}")
    assert error["field"] == "--amount"
    assert len(some.json("purchase", "list")) == 3


DAYS = [
    ("昨天", "2026-10-30"),
    ("10-15", "2026-10-15"),
    ("15号", "2026-10-15"),
    ("2026年10月15日", "2026-10-15"),
    ("20261015", "2026-10-15"),
    ("-1mo", "2026-09-30"),
    ("2024-02-29", "2024-02-29"),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days_as_people_write_them(some: Desk, text: str, day: str) -> None:
    assert some.json("buy", "王小明", "--item", "其他", "--amount", "5", f"--date={text}")["date"] == day


# Refunds


def test_a_refund_in_part_lowers_the_tier_and_says_so(some: Desk) -> None:
    assert some.json("member", "tier", "王小明")["tier"] == "platinum"
    some.ok("member", "edit", "王小明", "--note", "x")
    said = some.ok("purchase", "refund", "3", "--amount", "100.01", "--reason", "多收").out.split("\n")
    assert said[0].startswith("王小明: 100.01 of 其他 paid back · undo: crmcli undo ")
    assert said[1] == "  tier: 白金卡 → 银卡"
    some.ok("undo")
    assert some.json("member", "tier", "王小明")["tier"] == "platinum"


def test_a_tier_given_by_hand_holds_in_spite_of_a_refund(some: Desk) -> None:
    some.ok("member", "upgrade", "王小明", "--to", "白金卡", "--reason", "老客户")
    back = some.json("purchase", "refund", "3")
    assert (back["tier_before"], back["tier_after"]) == ("platinum", "platinum")
    assert some.json("member", "tier", "王小明")["earned"] == "silver"


REFUSED: list[tuple[int, list[str], str]] = [
    (5, ["1", "--amount", "100.01"], "--amount"),
    (2, ["1", "--amount", "0"], "--amount"),
    (2, ["1", "--amount", "-1"], "--amount"),
    (2, ["1", "--amount", "0.001"], "--amount"),
    (2, ["1", "--date", "2026-11-01"], "--date"),
    (4, ["99"], "ID"),
    (4, ["王小明"], "ID"),
    (2, [], "ID"),
]


@pytest.mark.parametrize(("status", "words", "field"), REFUSED, ids=str)
def test_refunds_that_are_refused(some: Desk, status: int, words: list[str], field: str) -> None:
    before = some.json("operations")
    assert some.refused(status, "purchase", "refund", *words)["field"] == field
    assert some.json("operations") == before


def test_a_refund_is_no_purchase_to_be_refunded(some: Desk) -> None:
    back = some.json("purchase", "refund", "1", "--amount", "40")
    assert some.refused(4, "purchase", "refund", back["id"])["kind"] == "not-found"


def test_a_refund_may_not_lie_before_its_purchase(some: Desk) -> None:
    assert some.refused(2, "purchase", "refund", "3", "--date", "2026-10-30")["field"] == "--date"


def test_of_several_purchases_the_candidates_are_named(some: Desk) -> None:
    assert some.refused(4, "purchase", "refund", "王小明")["candidates"] == [
        {"id": 3, "date": "2026-10-31", "item": "其他"},
        {"id": 1, "date": "2026-09-30", "item": "其他"},
    ]


def item_error(desk: Desk, text: str) -> Any:
    return desk.refused(4, "buy", "王小明", "--amount", "5", "--item", text)


def test_an_item_that_is_not_in_the_list(some: Desk) -> None:
    none = item_error(some, "理发")
    assert (none["kind"], none["value"], "其他" in none["message"]) == ("not-found", "理发", True)
    near = item_error(some, "激光去斑")
    assert {"item": "激光祛斑"} in near["candidates"]
    several = item_error(some, "双眼皮")
    assert (several["kind"], [one["item"] for one in several["candidates"]]) == (
        "ambiguous",
        ["切开双眼皮", "埋线双眼皮"],
    )
