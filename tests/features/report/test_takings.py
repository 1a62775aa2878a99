"""`report takings`: what came in by way of paying and by person, and what was counted of it."""

from __future__ import annotations

from typing import Any

import pytest
from booked import book, entry, opened, topup, voucher

DAY = "2026-10-31"
NOTHING = {
    "purchases": "0.00",
    "refunds": "0.00",
    "topups": "0.00",
    "card_refunds": "0.00",
    "fees": "0.00",
    "net": "0.00",
    "money": "0.00",
    "card_uses": "0.00",
    "vouchers": "0.00",
    "entries": 0,
}


@pytest.fixture
def day(desk: Any) -> Any:
    """A day of everything: 陈静 (S-001) at the desk, 李娜 (S-002) too; on the day before a card was opened."""
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    one, two = {"staff_id": 1}, {"staff_id": 2}
    book(desk, *opened(100_000), entry("points-redeem", item="cash-50", quantity=1, on_day="2026-10-01"))
    book(desk, voucher(5_000, 2), on_day="2026-10-01")
    book(desk, entry("purchase", 30_000, pay="cash", **one))
    book(desk, entry("purchase", 128_000, pay="transfer", **one))
    # partly by voucher, partly by card, from both pockets, and free
    book(desk, entry("purchase", 12_000, pay="cash", voucher_id=1, voucher_fen=5_000, **one))
    book(desk, topup(20_000, bonus_fen=2_000, **two))
    book(desk, entry("purchase", 9_000, card_id=1, principal_fen=-8_000, bonus_fen=-1_000, pay="card", **two))
    book(desk, entry("purchase", 0, pay="cash", **two))
    # a voucher on paper
    book(desk, entry("purchase", 50_000, pay="voucher", **two))
    book(desk, entry("refund", -10_000, refers_to=3, pay="cash", **two))
    book(desk, entry("refund", -2_000, refers_to=7, card_id=1, principal_fen=2_000, pay="card", **two))
    book(desk, entry("card-refund", -4_000, card_id=1, principal_fen=-4_000, pay="transfer", **one))
    book(desk, entry("card-bonus", 0, card_id=1, bonus_fen=500, **one))
    fee = {"fee": "locker", "period": "2026-10", "due_on": DAY}
    book(desk, entry("fee-charge", 30_000, **fee), entry("fee-payment", 6_600, refers_to=14, pay="cash", **one))
    return desk


def figures(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in NOTHING}


def ways(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(way["pay"], way["net"]) for way in row["by_pay"]]


WHOLE = {
    "purchases": "2290.00",
    "refunds": "120.00",
    "topups": "200.00",
    "card_refunds": "40.00",
    "fees": "66.00",
    "net": "2170.00",
    # 300 + 1280 + 70 + 200 - 100 - 40 + 66
    "money": "1776.00",
    "card_uses": "70.00",
    "vouchers": "550.00",
    "entries": 11,
}


def test_a_day_of_everything(day: Any) -> None:
    found = day.json("report", "takings")
    assert figures(found) == WHOLE
    assert {key: found[key] for key in ("date", "store", "operator", "operation", "expected_cash", "counted")} == {
        "date": DAY,
        "store": None,
        "operator": None,
        "operation": None,
        "expected_cash": "536.00",
        "counted": None,
    }
    assert ways(found) == [
        ("cash", "536.00"),
        ("bank-card", "0.00"),
        ("mobile-pay", "0.00"),
        ("transfer", "1240.00"),
        ("card", "70.00"),
        ("voucher", "550.00"),
    ]
    assert found["by_pay"][0] == {
        "pay": "cash",
        "pay_name": "现金",
        "is_money": True,
        "purchases": "370.00",
        "refunds": "100.00",
        "topups": "200.00",
        "card_refunds": "0.00",
        "fees": "66.00",
        "net": "536.00",
        "entries": 6,
    }
    first, second = found["by_operator"]
    assert first == {
        **NOTHING,
        "name": "陈静",
        "purchases": "1700.00",
        "card_refunds": "40.00",
        "fees": "66.00",
        "net": "1700.00",
        "money": "1676.00",
        "vouchers": "50.00",
        "entries": 5,
        "by_pay": first["by_pay"],
        "expected_cash": "436.00",
        "counted": None,
        "difference": None,
        "counts": [],
    }
    assert (second["name"], second["money"], second["expected_cash"]) == ("李娜", "100.00", "100.00")
    assert ways(second)[-2:] == [("card", "70.00"), ("voucher", "500.00")]


def test_the_report_of_the_day_says_the_same(day: Any) -> None:
    day.ok("report", "takings", "--counted", "436")
    daily, takings = day.json("report", "daily")["takings"], day.json("report", "takings")
    left_out = {"date", "store", "operator", "operation"}
    assert {**daily, "by_pay": None, "by_operator": None} == {
        **{key: value for key, value in takings.items() if key not in left_out},
        "by_pay": None,
        "by_operator": None,
    }
    assert daily["by_pay"] == [way for way in takings["by_pay"] if way["entries"]]
    assert daily["by_operator"] == [
        {key: value for key, value in one.items() if key not in ("by_pay", "counts")} for one in takings["by_operator"]
    ]
    assert daily["by_operator"][0]["counted"] == "436.00"


def test_another_day_and_another_person(day: Any) -> None:
    before = day.json("report", "takings", "--date", "10-01")
    assert figures(before) == {**NOTHING, "topups": "1000.00", "money": "1000.00", "entries": 1}
    assert [one["name"] for one in before["by_operator"]] == ["陈静"]
    one = day.json("report", "takings", "--operator", "李")
    assert (one["operator"], one["money"], len(one["by_operator"])) == ("李娜", "100.00", 1)
    assert figures(day.json("report", "takings", "--date", "10-02")) == NOTHING
    assert day.refused(2, "report", "takings", "--date", "2026-11-01")["field"] == "--date"
    assert day.refused(4, "report", "takings", "--operator", "赵")["field"] == "--operator"


def test_what_is_counted_is_kept_and_the_last_one_shows(day: Any, dump: Any) -> None:
    empty = dump(day.path, ("till_count",))
    said = day.ok("report", "takings", "--counted", "430.00").out.splitlines()
    assert said[-1] == (
        "陈静 2026-10-31: cash expected 436.00, counted 430.00: 6.00 missing · 陈静 · undo: crmcli undo 18"
    )
    answer = day.json("report", "takings", "--counted", "￥436")
    assert (answer["operator"], answer["operation"], answer["counted"], answer["difference"]) == (
        "陈静", 19, "436.00", "0.00",
    )  # fmt: skip
    day.ok("report", "takings", "--counted", "101", "--operator", "李娜")
    found = day.json("report", "takings")
    assert [(one["name"], one["expected_cash"], one["counted"], one["difference"]) for one in found["by_operator"]] == [
        ("陈静", "436.00", "436.00", "0.00"),
        ("李娜", "100.00", "101.00", "1.00"),
    ]
    assert (found["counted"], found["difference"]) == ("537.00", "1.00")
    counts = [
        [(one["id"], one["counted"], one["recorded_by"]) for one in who["counts"]] for who in found["by_operator"]
    ]
    assert counts == [[(1, "430.00", "陈静"), (2, "436.00", "陈静")], [(3, "101.00", "陈静")]]
    for number in (20, 19):
        day.ok("undo", number)
    found = day.json("report", "takings")
    # nobody knows what the other one had
    assert (found["counted"], found["difference"]) == ("430.00", None)
    day.ok("redo", 19)
    assert day.json("report", "takings", "--operator", "陈静")["difference"] == "0.00"
    day.ok("undo", 19)
    day.ok("undo", 18)
    assert dump(day.path, ("till_count",)) == empty


@pytest.mark.parametrize("typed", ["-5", "viel", "1.005", ""])
def test_what_cannot_have_been_counted(day: Any, dump: Any, typed: str) -> None:
    before = dump(day.path, ("till_count", "operation"))
    assert day.refused(2, "report", "takings", "--counted", typed)["field"] == "--counted"
    assert dump(day.path, ("till_count", "operation")) == before


def test_by_store(day: Any) -> None:
    """A second store; its member buys, each till is counted apart, and together they are the house's."""
    book(day, ("store", {"name": "城东店"}))
    day.ok("member", "add", "李小红", "--mobile", "19900001235", "--store", "城东店")
    book(day, entry("purchase", 5_000, member_id=2, pay="cash", staff_id=1))
    day.ok("report", "takings", "--store", "城东店", "--counted", "50")
    found = day.json("report", "takings", "--store", "城东店")
    assert (found["store"], found["money"], found["counted"], found["difference"]) == (
        "城东店", "50.00", "50.00", "0.00",
    )  # fmt: skip
    whole = day.json("report", "takings", "--operator", "陈静")
    assert (whole["expected_cash"], whole["counted"], whole["difference"]) == ("486.00", "50.00", "-436.00")
    day.ok("report", "takings", "--counted", "486")
    whole = day.json("report", "takings", "--operator", "陈静")
    assert (whole["counted"], whole["difference"]) == ("486.00", "0.00")
    assert day.json("report", "takings", "--store", "城东店")["counted"] == "50.00"


def test_the_page(day: Any) -> None:
    day.ok("report", "takings", "--counted", "436")
    lines = day.ok("report", "takings").out.splitlines()
    assert lines[:4] == ["2026-10-31 Saturday · 医疗美容医院 · all stores", "", "Takings", lines[3]]
    table = {" ".join(line.split()[:-3]): line.split()[-3:] for line in lines[4:16]}
    assert table == {
        "现金": ["436.00", "100.00", "536.00"],
        "刷卡": ["0.00", "0.00", "0.00"],
        "扫码支付": ["0.00", "0.00", "0.00"],
        "转账": ["1,240.00", "0.00", "1,240.00"],
        "money together": ["1,676.00", "100.00", "1,776.00"],
        "sold": ["1,700.00", "590.00", "2,290.00"],
        "refunds": ["0.00", "120.00", "120.00"],
        "cards opened, topped up": ["0.00", "200.00", "200.00"],
        "card refunds": ["40.00", "0.00", "40.00"],
        "fees": ["66.00", "0.00", "66.00"],
        "no money: by card": ["0.00", "70.00", "70.00"],
        "no money: by voucher": ["50.00", "500.00", "550.00"],
    }
    assert [line.split() for line in lines[16:19]] == [
        ["cash", "expected", "436.00", "100.00", "536.00"],
        ["cash", "counted", "436.00", "436.00"],
        ["difference", "0.00"],
    ]
    assert [line.split()[0] for line in lines[20:]] == ["Counted", "staff", "陈静"]


def test_the_workbook_and_the_table_for_programs(day: Any) -> None:
    from openpyxl import load_workbook

    day.ok("report", "takings", "--xlsx", str(day.folder / "t-{date}.xlsx"))
    sheet = load_workbook(day.folder / "t-2026-10-31.xlsx").active
    rows = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[0] == ["2026-10-31 Saturday · 医疗美容医院 · all stores"]
    assert rows[1][:6] == ["staff", "现金", "刷卡", "扫码支付", "转账", "money together"]
    assert [row[0] for row in rows[2:]] == ["陈静", "李娜", "together"]
    assert [float(row[1]) for row in rows[2:]] == [436, 100, 536]
    csv = day.ok("report", "takings", "--csv").out.lstrip("\ufeff").splitlines()
    assert csv[0].split(",")[:3] == ["name", "pay_cash", "pay_bank-card"]
    assert csv[-1].split(",")[:2] == ["", "536.00"]


def test_with_the_real_commands(day: Any) -> None:
    """A card is opened, used and paid back: the money is of the opening, the use is none."""
    day.env(CRMCLI_TODAY="2026-11-03T10:00")
    day.ok("member", "add", "赵小兰", "--mobile", "19900001239")
    card = day.json("card", "open", "m2", "--kind", "stored", "--amount", "1000", "--bonus", "100", "--pay", "cash")
    day.ok("use", card["card_no"], "--amount", "50")
    day.ok("card", "refund", card["card_no"], "--amount", "200", "--pay", "cash", "--yes")
    found = day.json("report", "takings")
    assert figures(found) == {
        **NOTHING,
        "purchases": "50.00",
        "net": "50.00",
        "topups": "1000.00",
        "card_refunds": "200.00",
        "money": "800.00",
        "card_uses": "50.00",
        "entries": 3,
    }
    assert found["expected_cash"] == "800.00"
