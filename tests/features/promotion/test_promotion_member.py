"""What a member's card and history tell of promotions, and who `.` is after a row."""

from __future__ import annotations

from harness import Desk


def test_the_card_lists_the_rows(autumn: Desk) -> None:
    autumn.ok("promotion", "register", "王小明", "--amount", "3500", "--date", "2026-10-03")
    autumn.ok("promotion", "register", "王小明", "--amount", "100", "--book", "其他")
    row = {"no": "HD-2026-0001", "promotion": "金秋回馈"}
    assert autumn.json("member", "show", "王小明")["promotions"] == [
        row | {"id": 2, "date": "2026-10-31", "amount": "100.00", "gift": None, "bonus": "0.00", "booked": 1},
        row | {"id": 1, "date": "2026-10-03", "amount": "3500.00", "gift": "毛巾", "bonus": "200.00", "booked": None},
    ]
    lines = autumn.ok("member", "show", "王小明").out.splitlines()
    at = lines.index("Promotions")
    assert lines[at + 1 : at + 3] == [
        "  2026-10-31  金秋回馈  100.00",
        "  2026-10-03  金秋回馈  3,500.00  毛巾+200.00",
    ]


def test_a_row_an_application_wrote_shows_the_purchase_of_the_application(autumn: Desk) -> None:
    words = ("--mobile", "19900000071", "--card-type", "stored", "--amount", "6000", "--promotion", "金秋")
    autumn.ok("member", "apply", "孙八", *words)
    row = {"no": "HD-2026-0001", "promotion": "金秋回馈", "id": 1, "date": "2026-10-31"}
    row |= {"amount": "6000.00", "gift": "球拍", "bonus": "500.00"}
    assert autumn.json("member", "show", "孙八")["promotions"] == [row | {"booked": None}]
    assert autumn.json("promotion", "show")["not_booked"] == {"count": 1, "amount": "6000.00"}
    autumn.ok("purchase", "book", "孙八", "--book", "其他")
    assert autumn.json("member", "show", "孙八")["promotions"] == [row | {"booked": 1}]
    shown = autumn.json("promotion", "show")
    assert ([entry["booked"] for entry in shown["entries"]], shown["not_booked"]["count"]) == ([1], 0)


def test_the_history_names_promotion_and_gift(autumn: Desk) -> None:
    autumn.ok("promotion", "register", "王小明", "--amount", "3500")
    autumn.ok("purchase", "book", "王小明", "--book", "其他")
    told = [(line["what"], line["values"]) for line in autumn.json("member", "history", "王小明")]
    assert told[:3] == [
        ("promotion 1 changed", "booked as entry - → 1"),
        ("purchase 1 added", "2026-10-31 · 3,500.00 · 3500 points · 其他"),
        ("promotion 1 added", "金秋回馈 · 2026-10-31 · 3,500.00 · 毛巾"),
    ]


def test_the_member_of_the_last_operation_is_the_rows(autumn: Desk) -> None:
    autumn.ok("promotion", "register", "王小明", "--amount", "5")
    assert autumn.json("member", "show", ".")["no"] == "M-00001"
