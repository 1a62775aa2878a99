"""Registers onto sheets by the real command: what stands on them, who may read it, what is noted."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept import LI, WANG, inquiry, keep, log_of, people, promotion, read

from harness import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with three inquiries of two people, a promotion and two members."""
    desk.ok("config", "set", "department", "客服部")
    people(desk)
    keep(
        desk,
        "inquiry",
        inquiry(1, "2026-10-30", first_deal=1, amount_fen=128000),
        inquiry(2, "2026-10-31", channel="on-site", source="outdoor\nnewspaper"),
        inquiry(1, "2026-10-31", item="皮秒", source=None),
    )
    promotion(desk)
    return desk


def asked(day: int, name: str, phone: str, address: str, **more: Any) -> dict[str, Any]:
    """A row of the register of inquiries."""
    plain = {
        "asked_on": date(2026, 10, day),
        "channel": "phone",
        "name": name,
        "phone": phone,
        "address": address,
        "item": "激光祛斑",
        "source": ["outdoor"],
        "first_deal": "no",
        "amount": None,
        "received_by": "陈静",
    }
    return plain | more


ASKED = [
    asked(30, *WANG, first_deal="yes", amount=128000),
    asked(31, *LI, channel="on-site", source=["outdoor", "newspaper"]),
    asked(31, *WANG, item="皮秒", source=[]),
]
GIVEN = [
    {
        "registered_on": date(2026, 10, 1),
        "name": WANG[0],
        "phone": WANG[1],
        "address": WANG[2],
        "amount": 500000,
        "gift": "玻璃杯",
        "bonus": 50000,
        "received_by": "陈静",
        "note": None,
    },
    {
        "registered_on": date(2026, 10, 2),
        "name": LI[0],
        "phone": LI[1],
        "address": LI[2],
        "amount": 128050,
        "gift": None,
        "bonus": None,
        "received_by": "陈静",
        "note": "老客户带来",
    },
]


def test_all_inquiries_revealed_are_read_back_as_they_are_kept(full: Desk) -> None:
    answer = full.json("export", "intake", "--output", "a.xlsx", "--reveal")
    assert answer == {
        "file": str(full.folder / "a.xlsx"),
        "form": "intake",
        "no": "ZX-2026-0001",
        "rows": 3,
        "sheets": 1,
        "masked": False,
    }
    reading = read("intake", answer["file"])
    assert [record.values for record in reading.records] == ASKED
    assert reading.findings == []
    assert {key: value for key, value in reading.context.items() if value} == {
        "department": "客服部",
        "registered_on": date(2026, 10, 31),
        "no": "ZX-2026-0001",
        "made_by": "陈静",
    }
    assert log_of(full) == [("export", "export intake ZX-2026-0001", 3), ("reveal", "export intake ZX-2026-0001", 3)]


def test_without_reveal_phones_and_addresses_are_masked_and_count_as_not_given(full: Desk) -> None:
    answer = full.json("export", "intake", "--from", "10-31", "--to", "10-31")
    assert (answer["rows"], answer["masked"]) == (2, True)
    reading = read("intake", answer["file"])
    private = {"phone": None, "address": None}
    assert [record.values for record in reading.records] == [row | private for row in ASKED[1:]]
    assert [record.masked for record in reading.records] == [{"phone", "address"}] * 2
    assert log_of(full) == [("export", "export intake ZX-2026-0001", 2)]


def test_masking_that_is_off_on_the_screen_is_not_off_on_paper(full: Desk) -> None:
    full.ok("config", "set", "mask", "off")
    assert full.json("export", "intake")["masked"] is True
    reading = read("promotion", full.json("export", "promotion", "国庆")["file"])
    assert [record.masked for record in reading.records] == [{"phone", "address"}] * 2


def test_the_same_days_keep_their_number(full: Desk) -> None:
    def number(*words: str) -> Any:
        return full.json("export", "intake", *words)["no"]

    days = ("--from", "10-30", "--to", "10-31")
    assert [number(), number(*days), number("--from", "10-30"), number(*days, "--reveal"), number()] == [
        "ZX-2026-0001",
        "ZX-2026-0002",
        "ZX-2026-0003",
        "ZX-2026-0002",
        "ZX-2026-0001",
    ]
    full.env(CRMCLI_TODAY="2027-01-05T09:00")
    assert number(*("--from", "2026-10-30", "--to", "2026-10-31")) == "ZX-2026-0002"
    assert number("--from", "2027-01-01") == "ZX-2027-0001"


def test_days_to_come_may_be_named_and_days_without_inquiries_printed(full: Desk) -> None:
    answer = full.json("export", "intake", "--from", "2026-10-31", "--to", "2026-11-30")
    assert (answer["rows"], read("intake", answer["file"]).context["registered_on"]) == (2, date(2026, 10, 31))
    empty = full.json("export", "intake", "--from", "2026-01-01", "--to", "2026-01-31", "--reveal")
    assert (empty["rows"], empty["sheets"], read("intake", empty["file"]).records) == (0, 1, [])
    assert log_of(full)[-1] == ("export", f"export intake {empty['no']}", 0)


def test_a_promotion_with_its_days_and_everybody_in_it(full: Desk) -> None:
    answer = full.json("export", "promotion", "国庆", "--reveal")
    name = "promotion-HD-2026-0001-2026-10-31.xlsx"
    assert answer == {
        "file": str(full.folder / "sheets" / name),
        "form": "promotion",
        "no": "HD-2026-0001",
        "rows": 2,
        "sheets": 1,
        "masked": False,
    }
    reading = read("promotion", answer["file"])
    assert [record.values for record in reading.records] == GIVEN
    shown = {key: reading.context[key] for key in ("promotion", "from_on", "to_on", "made_by")}
    assert shown == {
        "promotion": "国庆回馈",
        "from_on": date(2026, 10, 1),
        "to_on": date(2026, 10, 7),
        "made_by": "陈静",
    }


APPLICATION_PRIVATE = {"card_no", "address", "phone", "email", "wechat", "id_no"}
APPLIED = {
    "card_no": "000123",
    "name": "王小明",
    "gender": "男",
    "age": 36,
    "birthday": date(1990, 5, 3),
    "address": WANG[2],
    "phone": WANG[1],
    "employer": "某某机械有限公司",
    "email": "wang@example.com",
    "wechat": "wx-wang-xm",
    "id_type": "passport",
    "id_no": "E12345678",
}


def test_one_application_is_printed_in_full_for_the_member_at_the_desk(full: Desk) -> None:
    answer = full.json("export", "application", "王小明")
    assert (answer["no"], answer["rows"], answer["sheets"], answer["masked"]) == ("M-00001", 1, 1, False)
    assert Path(answer["file"]).name == "application-M-00001-2026-10-31.xlsx"
    [record] = read("application", answer["file"]).records
    assert {key: record.values[key] for key in APPLIED} == APPLIED
    told = "export application M-00001"
    assert log_of(full) == [("export", told, 1), ("reveal", told, 1)]


def test_several_applications_are_masked_unless_revealed(full: Desk) -> None:
    answer = full.json("export", "application", "王小明", "李红", "m1")
    assert (answer["no"], answer["rows"], answer["sheets"], answer["masked"]) == (None, 2, 2, True)
    assert Path(answer["file"]).name == "application-2026-10-31.xlsx"
    first, second = read("application", answer["file"]).records
    assert (first.masked, second.masked) == (APPLICATION_PRIVATE, {"address", "phone"})
    assert {key: first.values[key] for key in APPLIED} == APPLIED | dict.fromkeys(APPLICATION_PRIVATE)
    revealed = full.json("export", "application", "王小明", "李红", "--reveal")
    shown = read("application", revealed["file"]).records[0]
    assert {key: shown.values[key] for key in APPLIED} == APPLIED
    assert log_of(full) == [("export", "export application", 2)] * 2 + [("reveal", "export application", 2)]


def test_no_name_of_a_person_stands_in_a_file_name_or_the_log(full: Desk) -> None:
    for words in (["application", "王小明"], ["application", "王小明", "李红", "--each"], ["promotion", "国庆"]):
        full.ok("export", *words)
    names = [path.name for path in (full.folder / "sheets").rglob("*")] + [detail for _what, detail, _n in log_of(full)]
    assert [name for name in names if "王" in name or "李" in name] == []


def test_what_a_reader_is_told(full: Desk) -> None:
    folder = full.folder / "sheets"
    assert full.ok("export", "intake").out == (
        f"客户咨询登记表, 3 rows: written to {folder}/intake-ZX-2026-0001-2026-10-31.xlsx\n"
        "  Phones, IDs and addresses are masked; --reveal shows them, and is noted in the log.\n"
    )
    assert full.ok("export", "application", "王小明").out == (
        f"入会申请表, 1 sheet: written to {folder}/application-M-00001-2026-10-31.xlsx\n"
    )


def test_an_export_is_no_operation(full: Desk) -> None:
    before = full.json("operations")
    for words in (["intake"], ["promotion", "国庆"], ["application", "王小明"]):
        full.ok("export", *words)
    assert full.json("operations") == before
    checked = {check["check"]: check["ok"] for check in full("doctor", "--json").json}
    assert (checked["access-log"], checked["leftovers"]) == (True, True)
