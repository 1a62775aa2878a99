"""`member apply`: one command for a walk-in, and everything of it back with one undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TABLES = FACTS + DERIVED


def test_a_walk_in_is_one_command(asked: Desk) -> None:
    details = ("--card-type", "充值卡", "--card-no", "0012", "--amount", "5000", "--joining-amount", "200")
    told = ("--source", "业务员(李娜)", "--source", "报纸", "--promotion", "秋季", "--gender", "女", "--note", "周末来")
    answer = asked.json("member", "apply", "王小明", "--mobile", "19900005678", *details, *told)
    assert answer == {
        "no": "M-00001",
        "name": "王小明",
        "kind": "person",
        "standing": "member",
        "tier": answer["tier"],
        "tier_name": "普通会员",
        "mobile": "199****5678",
        "card_no": "0012",
        "gender": "female",
        "birthday": None,
        "birthday_calendar": None,
        "birthday_leap": False,
        "owner": None,
        "owner_source": None,
        "owner_source_name": None,
        "store": None,
        "spend": "0.00",
        "points": 0,
        "completeness": answer["completeness"],
        "last_contact_on": None,
        "last_purchase_on": None,
        "joined_on": "2026-10-31",
        "application": 1,
        "date": "2026-10-31",
        "card_type": "stored",
        "card_type_name": "充值卡",
        "applied_card_no": "0012",
        "amount": "5000.00",
        "joining_amount": "200.00",
        "gift": "球拍",
        "bonus": "500.00",
        "source": ["salesperson", "newspaper"],
        "salesperson": "李娜",
        "booked": None,
        "joining_booked": None,
        "bonus_booked": None,
        "card": None,
        "note": "周末来",
        "added": False,
        "joined": True,
        "inquiry": 1,
        "cancelled": answer["cancelled"],
        "promotion": "秋季回馈",
        "promotion_entry": 1,
        "plan": [
            {"step": "day-3", "due_on": "2026-11-03"},
            {"step": "month-1", "due_on": "2026-11-30"},
            {"step": "month-3", "due_on": "2027-02-01"},
        ],
        "sheet": None,
        "warnings": ["The days off of 2027 are not entered yet, weekends are assumed"],
        "operation": answer["operation"],
    }
    assert len(answer["cancelled"]) > 1
    open_calls = [line["kind"] for line in asked.json("member", "show", "王小明")["followups"]]
    assert open_calls == ["joining"] * 3
    assert asked.json("inquiry", "list")[0]["converted_on"] == "2026-10-31"
    [row] = asked.json("promotion", "show", "秋季")["entries"]
    assert (row["name"], row["amount"], row["gift"], row["bonus"]) == ("王小明", "5000.00", "球拍", "500.00")


def test_what_a_clerk_reads(asked: Desk) -> None:
    words = ("--card-type", "单项", "--amount", "3000", "--promotion", "秋季")
    assert asked.ok("member", "apply", "王小明", "--mobile", "19900005678", *words).out.split("\n") == [
        "M-00001 王小明 taken over, a member now · 单项卡 3,000.00 · 陈静 · undo: crmcli undo 5",
        "  inquiry 1 converted · 3 calls to the prospect are off",
        "  registered in 秋季回馈: 毛巾, 200.00 given",
        "  200.00 given is on no card yet: crmcli purchase book M-00001",
        "  calls on 2026-11-03, 2026-11-30, 2027-02-01",
        "",
    ]


def test_one_undo_takes_all_of_it_back_and_redo_gives_it_again(asked: Desk, dump: Callable[..., Any]) -> None:
    before = dump(asked.path, TABLES)
    words = ("--card-type", "充值卡", "--amount", "5000", "--promotion", "秋季", "--joining-amount", "200")
    booking = ("--book", "其他", "--joining-book", "其他")
    asked.ok("member", "apply", "王小明", "--mobile", "19900005678", *words, *booking)
    after = dump(asked.path, TABLES)
    asked.ok("undo", "--yes")
    assert dump(asked.path, TABLES) == before
    asked.ok("redo", "--yes")
    assert dump(asked.path, TABLES) == after


def test_somebody_new_needs_a_name_and_a_phone_only(club: Desk) -> None:
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234", "--date", "10-20", "--by", "李娜")
    told = {key: answer[key] for key in ("no", "standing", "joined_on", "date", "card_type", "amount", "added")}
    assert told == {
        "no": "M-00001",
        "standing": "member",
        "joined_on": "2026-10-20",
        "date": "2026-10-20",
        "card_type": None,
        "amount": None,
        "added": True,
    }
    assert answer["plan"][0] == {"step": "day-3", "due_on": "2026-10-23"}


def test_an_organisation_needs_no_phone(club: Desk) -> None:
    answer = club.json("member", "apply", "南通某某公司", "--organisation", "--card-type", "充值卡", "--amount", "2万")
    assert (answer["kind"], answer["amount"], answer["joined"]) == ("organisation", "20000.00", True)


def test_a_clinic_without_a_plan_for_new_members_begins_none(desk: Desk) -> None:
    assert desk.json("member", "apply", "李红", "--mobile", "19900001234")["plan"] == []


def test_amounts_are_booked_once_each(club: Desk) -> None:
    words = ("--amount", "5000", "--book", "其他", "--joining-amount", "200", "--joining-book", "其他")
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234", *words)
    assert (answer["booked"], answer["joining_booked"], answer["spend"]) == (1, 2, "5200.00")
    again = ("member", "apply", "李红", "--mobile", "19900001234", "--amount", "5000", "--booked", "1", "--yes")
    assert "already" in club.refused(5, *again)["message"]


def test_an_entry_of_the_member_is_the_amount(club: Desk) -> None:
    club.ok("member", "add", "李红", "--mobile", "19900001234")
    bought = club.json("purchase", "add", "李红", "--item", "其他", "--amount", "5000")["id"]
    words = ("--amount", "5000", "--booked", bought, "--joining-amount", "200", "--joining-booked", bought, "--yes")
    refused = club.refused(5, "member", "apply", "李红", "--mobile", "19900001234", *words)
    assert refused["field"] == "--joining-booked"
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234", *words[:4], "--yes")
    assert (answer["booked"], answer["spend"], answer["added"], answer["joined"]) == (bought, "5000.00", False, False)


SOURCES = [
    (("--source", "户外广告、路过"), ["outdoor", "passing"], None, "outdoor"),
    (("--source", "其他(展会)"), ["other"], None, "other"),
    (("--salesperson", "李"), ["salesperson"], "李娜", "salesperson"),
    (("--source", "报纸", "--salesperson", "外聘老赵"), ["newspaper", "salesperson"], "外聘老赵", "newspaper"),
    (("--introduced-by", "钱七"), ["friend"], None, "friend"),
    (("--introduced-by", "钱七", "--source", "广播"), ["radio"], None, "radio"),
    (("--source", "抖音直播"), ["抖音直播"], None, "抖音直播"),
    ((), [], None, None),
]


@pytest.mark.parametrize(("words", "codes", "seller", "first"), SOURCES)
def test_the_sources_and_who_stands_beside_them(
    club: Desk, words: tuple[str, ...], codes: list[str], seller: str | None, first: str | None
) -> None:
    club.ok("member", "add", "钱七", "--mobile", "19900007777")
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234", *words)
    assert (answer["source"], answer["salesperson"]) == (codes, seller)
    kept = club.json("member", "show", "李红")
    named = {code["name"]: code["code"] for code in (SOURCE_NAMES)}
    assert named.get(kept["source"], kept["source"]) == first


SOURCE_NAMES = [
    {"name": "户外广告", "code": "outdoor"},
    {"name": "其他", "code": "other"},
    {"name": "业务员", "code": "salesperson"},
    {"name": "报纸", "code": "newspaper"},
    {"name": "朋友介绍", "code": "friend"},
    {"name": "广播", "code": "radio"},
]


def test_a_gift_other_than_the_promotions_needs_a_note(asked: Desk) -> None:
    words = ("member", "apply", "王小明", "--mobile", "19900005678", "--amount", "5000", "--promotion", "秋季")
    refused = asked.refused(5, *words, "--gift", "水壶")
    assert refused["field"] == "--gift"
    answer = asked.json(*words, "--gift", "水壶", "--note", "球拍送完了")
    assert (answer["gift"], answer["bonus"], answer["note"]) == ("水壶", "500.00", "球拍送完了")
    # a reason for the register is no note on the member
    assert asked.json("member", "show", "王小明")["note"] is None


def test_a_gift_without_a_promotion_is_kept_with_the_application(club: Desk) -> None:
    words = ("--gift", "水壶", "--bonus", "100")
    answer = club.json("member", "apply", "李红", "--mobile", "19900001234", *words)
    assert (answer["gift"], answer["bonus"], answer["promotion"]) == ("水壶", "100.00", None)


WRONG = [
    (("--card-type", "金卡"), 2, "--card-type", "金卡 is no card type; there are 充值卡, 单项卡"),
    (("--amount", "很多"), 2, "--amount", None),
    (("--joining-amount", "-3"), 2, "--joining-amount", None),
    (("--bonus", "x"), 2, "--bonus", None),
    (("--date", "2026-11-20"), 2, "--date", "2026-11-20 lies ahead; what is recorded has happened"),
    (("--birthday", "2026-13-01"), 2, "birthday", None),
    (("--birthday", "2016-05-03"), 5, "guardian", None),
    (("--inquiry", "99"), 4, "--inquiry", "There is no inquiry 99. See: crmcli inquiry list"),
    (("--promotion", "没有"), 4, "--promotion", None),
    (("--by", "没有"), 4, "--by", None),
    (("--book", "其他"), 2, "--book", None),
    (("--joining-book", "其他"), 2, "--joining-book", None),
    (("--amount", "5", "--booked", "9"), 4, "--booked", None),
    (("--joining-amount", "5", "--joining-booked", "9"), 4, "--joining-booked", None),
    (("--ask",), 2, "--ask", "--ask asks in a terminal; elsewhere give every field as an option."),
]


@pytest.mark.parametrize(("words", "status", "field", "message"), WRONG)
def test_wrong_input_is_said_and_nothing_written(
    asked: Desk, dump: Callable[..., Any], words: tuple[str, ...], status: int, field: str, message: str | None
) -> None:
    before = dump(asked.path, TABLES)
    error = asked.refused(status, "member", "apply", "李红", "--mobile", "19900001234", *words)
    assert error["field"] == field
    assert message in (None, error["message"])
    assert dump(asked.path, TABLES) == before


def test_name_and_phone_are_demanded_elsewhere_than_in_a_terminal(club: Desk) -> None:
    assert club.refused(2, "member", "apply")["field"] == "name"
    assert club.refused(2, "member", "apply", "李红")["field"] == "--mobile"
