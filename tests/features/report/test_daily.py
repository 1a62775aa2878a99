"""`report daily`: the two lists, calls, cases, takings, what is not booked."""

from __future__ import annotations

from typing import Any

import pytest
from features.report.shop import Shop

from harness import Desk

DAY = "2026-10-20"


@pytest.fixture
def shop(bare: Desk) -> Shop:
    """A clinic on a day on which something of everything happened, seen on the evening of it."""
    made = Shop(bare, start="2026-10-18T09:00")
    bare.ok("staff", "add", "李娜", "--role", "回访专员")
    made.add("王小明", "19900005678")
    made.buy("王小明", "激光祛斑", 2_000, pay="cash")
    bare.json("followup", "add", "王小明", "--due", "2026-10-18", "--purpose", "补资料")
    made.on(f"{DAY}T10:00")
    made.ask("周芷若", "19900000015", "phone", "激光祛斑")
    bare.json(
        *("inquiry", "log", "--name", "令狐冲", "--phone", "19900000016", "--channel", "on-site"),
        *("--item", "假体隆鼻", "--first-deal", "--amount", "3000", "--by", "李娜"),
    )
    made.buy("王小明", "激光祛斑", 500, pay="voucher")
    first = made.buy("王小明", "其他", 300, pay="cash", note="面膜", by="李娜")
    made.refund(first, 100)
    made.buy("王小明", "激光祛斑", 1_280, pay="transfer")
    made.complain("王小明", "态度不耐烦")
    made.on(f"{DAY}T17:50")
    return made


def day(shop: Shop, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = shop.desk.json("report", "daily", *words)
    return found


def test_who_asked_stands_in_two_lists(shop: Shop) -> None:
    found = day(shop)["inquiries"]
    assert found == {
        "count": 2,
        "first_deals": [
            {
                "id": 2,
                "date": DAY,
                "member": "M-00003",
                "name": "令狐冲",
                "phone": "199****0016",
                "channel": "on-site",
                "item": "假体隆鼻",
                "first_deal": True,
                "amount": "3000.00",
                "minutes": None,
                "result": None,
                "by": "李娜",
            }
        ],
        "prospects": [
            {
                "id": 1,
                "date": DAY,
                "member": "M-00002",
                "name": "周芷若",
                "phone": "199****0015",
                "channel": "phone",
                "item": "激光祛斑",
                "first_deal": False,
                "amount": None,
                "minutes": None,
                "result": None,
                "by": "陈静",
            }
        ],
    }


def test_calls_by_person(shop: Shop) -> None:
    # due before: day 1 of the first treatment (李娜's), and 补资料; nothing is due on the day itself
    before = day(shop)["calls"]
    assert {key: before[key] for key in ("due", "carried", "done", "attempts", "reached", "reached_rate")} == {
        "due": 0,
        "carried": 2,
        "done": 0,
        "attempts": 0,
        "reached": 0,
        "reached_rate": None,
    }
    lines = {row["purpose"]: row["id"] for row in shop.desk.json("followup", "due")}
    shop.desk.json("followup", "done", lines["补资料"], "接通")
    after = day(shop)["calls"]
    assert (after["carried"], after["done"], after["attempts"], after["reached_rate"]) == (2, 1, 1, 1.0)
    assert sum(row["carried"] for row in after["by_person"]) == 2
    assert {row["name"]: row["attempts"] for row in after["by_person"]}["陈静"] == 1


def test_a_call_nobody_took_was_still_carried_over(shop: Shop) -> None:
    lines = {row["purpose"]: row["id"] for row in shop.desk.json("followup", "due")}
    shop.desk.json("followup", "done", lines["补资料"], "未接")
    found = day(shop)["calls"]
    assert (found["carried"], found["done"], found["attempts"], found["reached"]) == (2, 0, 1, 0)


def test_takings_by_way_of_paying_and_by_person(shop: Shop) -> None:
    found = day(shop)["takings"]
    assert {**found, "by_pay": None, "by_operator": None} == {
        "purchases": "2080.00",
        "refunds": "100.00",
        "topups": "0.00",
        "card_refunds": "0.00",
        "fees": "0.00",
        "net": "1980.00",
        "money": "1480.00",
        "card_uses": "0.00",
        "vouchers": "500.00",
        "entries": 4,
        "expected_cash": "200.00",
        "counted": None,
        "difference": None,
        "by_pay": None,
        "by_operator": None,
    }
    assert [(row["pay"], row["purchases"], row["refunds"], row["net"]) for row in found["by_pay"]] == [
        ("cash", "300.00", "100.00", "200.00"),
        ("transfer", "1280.00", "0.00", "1280.00"),
        ("voucher", "500.00", "0.00", "500.00"),
    ]
    # 李娜 served one of them; the money is in the till of who entered it
    assert [(row["name"], row["net"]) for row in found["by_operator"]] == [("陈静", "1980.00")]


def test_cases_of_the_day(shop: Shop) -> None:
    found = day(shop)["cases"]
    assert found == {"logged": 1, "answered": 0, "closed": 0, "open": 1, "late": 0, "late_cases": []}
    no = next(iter(shop.cases))
    shop.step("answer", no, "--text", "已致歉")
    shop.desk.json("complaint", "promise", no, "--at", "2026-10-21 10:00")
    assert day(shop)["cases"]["answered"] == 1
    shop.on("2026-10-21T11:00")
    found = day(shop)["cases"]
    assert (found["open"], found["late"], found["logged"]) == (1, 1, 0)
    assert found["late_cases"] == [
        {
            "no": no,
            "name": "王小明",
            "matter": "服务态度",
            "answer_by": None,
            "resolve_by": None,
            "promise_at": "2026-10-21T10:00:00+08:00",
        }
    ]
    # the day before is told as it was at its end
    assert day(shop, "--date", DAY)["cases"]["late"] == 0


def test_what_was_noted_and_not_booked(shop: Shop) -> None:
    assert [(row["noted_in"], row["name"], row["amount"]) for row in day(shop)["not_booked"]] == [
        ("inquiry", "令狐冲", "3000.00")
    ]
    shop.desk.json("purchase", "book", "令狐冲", "--book", "假体隆鼻")
    assert day(shop)["not_booked"] == []


def test_the_page(shop: Shop) -> None:
    out = shop.desk.ok("report", "daily").out.splitlines()
    assert out[:9] == [
        "2026-10-20 Tuesday · 医疗美容医院 · all stores",
        "",
        "First deals (1)",
        "name    phone        item        amount  channel          received by",
        "令狐冲  199****0016  假体隆鼻  3,000.00  on-site inquiry  李娜",
        "",
        "Prospects (1)",
        "name    phone        item      channel        result  received by",
        "周芷若  199****0015  激光祛斑  phone inquiry          陈静",
    ]
    assert (
        "  money 1,480.00; purchases 2,080.00, refunds 100.00, onto cards 0.00, off cards 0.00, fees 0.00; "
        "paid by card 0.00, by voucher 500.00"
    ) in out


def test_a_day_without_anything(desk: Desk) -> None:
    out = desk.ok("report", "daily", "--date", "2026-10-01").out.splitlines()
    assert out[2:4] == ["First deals (0)", "  none"]
    assert desk.json("report", "daily", "--date", "yesterday")["date"] == "2026-10-30"


@pytest.mark.parametrize(
    ("status", "words", "field"),
    [(2, ["--date", "2026-11-01"], "--date"), (2, ["--date", "x"], "--date"), (4, ["--store", "没有"], "--store")],
)
def test_what_cannot_be_asked_for(desk: Desk, status: int, words: list[str], field: str) -> None:
    assert desk.refused(status, "report", "daily", *words)["field"] == field


def test_the_sheet_to_print(shop: Shop) -> None:
    from openpyxl import load_workbook

    shop.desk.ok("report", "daily", "--xlsx", "day-{date}.xlsx")
    (sheet,) = load_workbook(shop.desk.folder / f"day-{DAY}.xlsx")
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == ["2026-10-20 Tuesday · 医疗美容医院 · all stores"]
    assert ["令狐冲", "199****0016", "假体隆鼻", 3000, "on-site inquiry", "李娜"] in rows
    assert ["转账", 1280, 0, 0, 1280] in rows
    assert ["inquiry", "令狐冲", 3000] in rows
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")


def test_phones_in_full_are_noted(shop: Shop) -> None:
    from crmcli.storage.engine import connect

    assert day(shop, "--reveal")["inquiries"]["prospects"][0]["phone"] == "19900000015"
    db = connect(shop.desk.path)
    noted = [tuple(row) for row in db.execute("SELECT what, detail, count FROM access_log ORDER BY id DESC LIMIT 1")]
    db.close()
    assert noted == [("reveal", "report daily", 2)]


def test_undo_takes_it_out_of_the_day(shop: Shop) -> None:
    before = day(shop)
    bought = shop.desk.json("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1")
    assert day(shop)["takings"]["net"] == "1981.00"
    shop.desk.json("undo", bought["operation"], "--yes")
    assert day(shop) == before
