"""Who earned a purchase, through the real command: stored, explained, listed where undecided, settled, taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.features import derived
from crmcli.session import Session
from crmcli.storage import verify
from crmcli.ui.options import Shared
from harness import Desk

Dump = Callable[[Path, tuple[str, ...]], dict[str, Any]]
LASER, NOSE = "激光祛斑", "假体隆鼻"


@pytest.fixture
def clinic(desk: Desk) -> Desk:
    """陈静 supervises, 李娜 and 王芳 are of the service team, 周网 answers the phone, 赵前 is at the desk."""
    for name, role in (("李娜", "形象客服"), ("王芳", "VIP专员"), ("周网", "网电咨询员"), ("赵前", "前台咨询员")):
        desk.ok("staff", "add", name, "--role", role, "--as", "陈静")
    desk.env(CRMCLI_AS="陈静")
    return desk


def on(desk: Desk, day: str) -> Desk:
    desk.env(CRMCLI_TODAY=f"{day}T09:30")
    return desk


def customer(desk: Desk, source: str | None = "自然流量", owner: str | None = "李娜") -> None:
    """王小明, added on 1 October 2026."""
    said = [*(("--owner-source", source) if source else ()), *(("--owner", owner) if owner else ())]
    on(desk, "2026-10-01").json("member", "add", "王小明", "--mobile", "19900005678", *said)


def buy(desk: Desk, day: str, item: str = LASER, amount: int = 1000) -> Any:
    return on(desk, day).json("purchase", "add", "王小明", "--item", item, "--amount", amount, "--treatment", "none")


def reached(desk: Desk, day: str, by: str = "李娜", outcome: str = "接通") -> None:
    on(desk, day).ok("followup", "log", "王小明", outcome, "--as", by)


def phoned(desk: Desk, day: str, item: str = LASER, by: str = "周网") -> None:
    said = ("--name", "王小明", "--phone", "19900005678", "--channel", "phone", "--item", item, "--by", by)
    on(desk, day).json("inquiry", "log", *said)


def earned(answer: Any) -> tuple[str | None, str | None]:
    return answer["earned_by"], answer["rule"]


def test_rule_1_who_brought_the_customer(clinic: Desk) -> None:
    customer(clinic, "自带")
    assert earned(buy(clinic, "2026-10-02")) == ("李娜", "1")


def test_rule_4_after_a_contact_and_again(clinic: Desk) -> None:
    customer(clinic)
    assert earned(buy(clinic, "2026-10-02")) == (None, "undecided")
    reached(clinic, "2026-10-05")
    assert [earned(buy(clinic, day)) for day in ("2026-10-06", "2026-10-20")] == [("李娜", "4"), ("李娜", "4")]


@pytest.mark.parametrize(
    ("by", "outcome", "expected"),
    [
        ("李娜", "接通", ("李娜", "4")),
        ("王芳", "接通", ("李娜", "4")),  # a colleague of the team maintains as well
        ("赵前", "接通", (None, "undecided")),
        ("李娜", "未接", (None, "undecided")),
        ("李娜", "拒绝", (None, "undecided")),
    ],
)
def test_only_a_contact_of_the_team_that_reached_counts(
    clinic: Desk, by: str, outcome: str, expected: tuple[str | None, str]
) -> None:
    customer(clinic)
    reached(clinic, "2026-10-05", by, outcome)
    assert earned(buy(clinic, "2026-10-06")) == expected


def test_rule_5_the_hospitals_own(clinic: Desk) -> None:
    customer(clinic, "医院原有资源")
    assert earned(buy(clinic, "2026-10-02")) == (None, "undecided")
    reached(clinic, "2026-10-05")
    assert earned(buy(clinic, "2026-10-06")) == ("李娜", "5")


def test_rule_3_is_tried_before_4_for_who_fits_both(clinic: Desk) -> None:
    customer(clinic)
    buy(clinic, "2026-10-02")
    reached(clinic, "2026-10-05")
    assert earned(buy(clinic, "2026-10-06")) == ("李娜", "4")
    phoned(clinic, "2026-10-10")
    assert earned(buy(clinic, "2026-10-12", LASER)) == ("李娜", "3")
    assert earned(buy(clinic, "2026-10-12", NOSE)) == ("周网", "3")


def test_a_contact_counts_from_the_assignment_to_the_present_owner(clinic: Desk) -> None:
    customer(clinic)
    reached(clinic, "2026-10-05")
    on(clinic, "2026-10-06").json("member", "edit", "王小明", "--owner", "王芳")
    assert earned(buy(clinic, "2026-10-07")) == (None, "undecided")
    reached(clinic, "2026-10-08", "王芳")
    assert earned(buy(clinic, "2026-10-09")) == ("王芳", "4")
    # a sale of a day before is judged by whose the customer was then
    assert earned(clinic.json(*_buying("2026-10-05"))) == ("李娜", "4")


def _buying(day: str) -> tuple[object, ...]:
    return ("purchase", "add", "王小明", "--item", LASER, "--amount", 10, "--treatment", "none", "--date", day)


@pytest.mark.parametrize("source", [None, "网电"])
def test_no_rule_is_about_them_and_nobody_gets_it_silently(clinic: Desk, source: str | None) -> None:
    customer(clinic, source)
    reached(clinic, "2026-10-05")
    assert earned(buy(clinic, "2026-10-06")) == (None, "undecided")


def test_a_use_of_a_card_is_a_purchase(clinic: Desk) -> None:
    customer(clinic, "自带")
    clinic.ok("card", "open", "王小明", "--kind", "stored", "--amount", "1000")
    assert earned(clinic.json("card", "use", "王小明", "--amount", "200", "--item", "其他")) == ("李娜", "1")
    assert [earned(line) for line in clinic.json("purchase", "list")] == [("李娜", "1")]


def test_a_trade_without_such_rules_keeps_nothing(bare: Desk) -> None:
    bare.ok("init", "--pack", "club", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    answer = bare.json("purchase", "add", "王小明", "--item", "其他", "--amount", "10")
    assert earned(answer) == (None, None)
    error = bare.refused(5, "owner", "why", answer["id"])
    assert error["message"].endswith("no purchase is anybody's: the pack has no rules of who earned one.")


def test_the_entry_names_contact_and_inquiry_and_undo_and_redo_keep_it(clinic: Desk, dump: Dump) -> None:
    customer(clinic)
    buy(clinic, "2026-10-02")
    reached(clinic, "2026-10-05")
    phoned(clinic, "2026-10-10")
    before = dump(clinic.path, ("ledger", "member_state"))
    number = buy(clinic, "2026-10-12")["operation"]
    after = dump(clinic.path, ("ledger", "member_state"))
    clinic.ok("undo", number)
    assert dump(clinic.path, ("ledger", "member_state")) == before
    clinic.ok("redo")
    assert dump(clinic.path, ("ledger", "member_state")) == after
    why = clinic.json("owner", "why", 2)
    assert (why["contact"], why["inquiry"]) == (
        {"id": 1, "on": "2026-10-05", "by": "李娜"},
        {"id": 1, "on": "2026-10-10", "by": "周网"},
    )


def test_a_contact_a_sale_hangs_on_is_not_taken_back_alone(clinic: Desk) -> None:
    customer(clinic)
    number = on(clinic, "2026-10-05").json("followup", "log", "王小明", "接通", "--as", "李娜")["operation"]
    buy(clinic, "2026-10-06")
    assert clinic.refused(5, "undo", number, "--yes")["kind"] == "refused"


def test_why_tells_every_rule_that_was_tried_as_of_the_sale(clinic: Desk) -> None:
    customer(clinic)
    buy(clinic, "2026-10-02", NOSE, 9800)
    # what comes after the sale, of its own day as well, is not told of it
    reached(clinic, "2026-10-02")
    phoned(clinic, "2026-10-02", NOSE)
    on(clinic, "2026-10-03").json("member", "edit", "王小明", "--owner", "王芳", "--owner-source", "自带")
    about = {
        "id": 1,
        "date": "2026-10-02",
        "member": "M-00001",
        "name": "王小明",
        "item": NOSE,
        "group": "整形",
        "amount": "9800.00",
        "earned_by": None,
        "rule": "undecided",
        "text": None,
        "owner": "李娜",
        "owner_since": "2026-10-01",
        "source": "natural",
        "source_name": "自然流量",
        "contact": None,
        "inquiry": None,
        "settled": None,
    }
    answer = clinic.json("owner", "why", 1)
    tried = answer.pop("tried")
    assert answer == about
    assert [(one["rule"], one["fits"], one["misfit"], one["why"]) for one in tried] == [
        ("1", False, "source", "it is about 自带; this customer's source of ownership is 自然流量"),
        ("3", False, "not-asked", "the customer had not asked again by phone or web chat"),
        ("3", False, "not-asked", "the customer had not asked again by phone or web chat"),
        ("5", False, "source", "it is about 医院原有资源; this customer's source of ownership is 自然流量"),
        ("4", False, "no-contact", "no contact since 2026-10-01 had reached the customer before the sale"),
    ]


def test_why_of_a_member_tells_until_when_and_who_earned_what(clinic: Desk) -> None:
    customer(clinic, "医院原有资源")
    reached(clinic, "2026-10-05")
    buy(clinic, "2026-10-06")
    answer = clinic.json("owner", "why", "王小明")
    assert answer.pop("purchases") == [
        {
            "id": 1,
            "date": "2026-10-06",
            "member": "M-00001",
            "name": "王小明",
            "item": LASER,
            "group": "激光",
            "amount": "1000.00",
            "earned_by": "李娜",
            "rule": "5",
        }
    ]
    assert answer == {
        "member": "M-00001",
        "name": "王小明",
        "owner": "李娜",
        "source": "pool",
        "source_name": "医院原有资源",
        "since": "2026-10-01",
        "cause": "added",
        "last_contact_on": "2026-10-05",
        "held_until": "2027-01-05",
        "rule": "5",
        "text": "医院原有的顾客分配给客服，三个月没有维护的，重新分配",
    }


def test_what_a_reader_sees(clinic: Desk) -> None:
    customer(clinic)
    reached(clinic, "2026-10-05")
    text = on(clinic, "2026-10-06").ok(*_buying("2026-10-06")).out
    rule = "自然流量的顾客，经客服维护后消费的，这一笔和以后再消费的业绩都归客服"
    assert f"\n  earned by 李娜 by rule 4, on the contact of 2026-10-05: {rule}\n" in text
    lines = clinic.ok("owner", "why", 1).out.splitlines()
    assert lines[:5] == [
        f"1  2026-10-06  王小明  {LASER}  10.00",
        f"  earned by 李娜 by rule 4, on the contact of 2026-10-05: {rule}",
        "  contact 1 of 2026-10-05 by 李娜",
        "  the customer belongs to 李娜 since 2026-10-01",
        "  source of ownership: 自然流量",
    ]
    assert lines[-1].split() == ["4", rule, "yes"]


def test_undecided_are_listed_oldest_first_and_a_supervisor_settles_them(clinic: Desk, dump: Dump) -> None:
    customer(clinic)
    buy(clinic, "2026-10-03")
    buy(clinic, "2026-10-02", NOSE)
    assert [row["id"] for row in clinic.json("owner", "undecided")] == [2, 1]
    before = dump(clinic.path, ("ledger",))
    answer = on(clinic, "2026-10-04").json("owner", "settle", 2, "--to", "王芳", "--reason", "她接的待")
    assert answer == {
        "id": 2,
        "date": "2026-10-02",
        "member": "M-00001",
        "name": "王小明",
        "item": NOSE,
        "group": "整形",
        "amount": "1000.00",
        "earned_by": "王芳",
        "rule": "settled",
        "reason": "她接的待",
        "operation": answer["operation"],
    }
    assert [row["id"] for row in clinic.json("owner", "undecided")] == [1]
    assert clinic.json("owner", "why", 2)["settled"] == {
        "on": "2026-10-04",
        "by": "陈静",
        "reason": "她接的待",
        "operation": answer["operation"],
    }
    clinic.ok("undo")
    assert dump(clinic.path, ("ledger",)) == before
    clinic.ok("redo")
    # the member's only one that is left, and nobody's
    assert earned(clinic.json("owner", "settle", "王小明", "--to", "无", "--reason", "说不清")) == (None, "settled")
    assert clinic.json("owner", "undecided") == []


def test_settling_is_refused_to_a_clerk_and_where_it_is_decided(clinic: Desk) -> None:
    customer(clinic, "自带")
    buy(clinic, "2026-10-02")
    said = ("--to", "王芳", "--reason", "她接待的")
    error = clinic.refused(6, "owner", "settle", 1, *said, "--as", "李娜")
    assert error["message"] == (
        "李娜 is 形象客服: who earned a purchase that no rule decides is settled by a supervisor."
    )
    error = clinic.refused(5, "owner", "settle", 1, *said)
    assert error["message"] == "Purchase 1 is 李娜's by rule 1; there is nothing to settle. See: crmcli owner why 1"
    clinic.json("member", "edit", "王小明", "--owner-source", "网电")
    buy(clinic, "2026-10-03")
    number = clinic.json("owner", "settle", 2, *said)["operation"]
    error = clinic.refused(5, "owner", "settle", 2, *said)
    assert error["message"] == (f"Purchase 2 has been settled already. To settle it anew: crmcli undo {number} first.")


@pytest.mark.parametrize(
    ("words", "status", "field"),
    [
        (("99", "--to", "王芳", "--reason", "x"), 4, "PURCHASE"),
        (("没有人", "--to", "王芳", "--reason", "x"), 4, "PURCHASE"),
        (("王小明", "--to", "王芳", "--reason", "x"), 4, "PURCHASE"),  # two are undecided
        (("1", "--to", "没有的人", "--reason", "x"), 4, "--to"),
        (("1", "--to", "王芳"), 2, "--reason"),
        (("1", "--to", "王芳", "--reason", " "), 2, "--reason"),
        (("1", "--reason", "x"), 2, "--to"),
        ((), 2, "PURCHASE"),
    ],
)
def test_wrong_input_names_the_field_and_settles_nothing(
    clinic: Desk, words: tuple[str, ...], status: int, field: str
) -> None:
    customer(clinic)
    buy(clinic, "2026-10-02")
    buy(clinic, "2026-10-03")
    assert clinic.refused(status, "owner", "settle", *words)["field"] == field
    assert len(clinic.json("owner", "undecided")) == 2


def test_a_list_of_old_purchases_keeps_only_what_a_rule_decides(clinic: Desk) -> None:
    customer(clinic, "自带")
    clinic.json("member", "add", "单小姐", "--mobile", "19900001234", "--owner", "李娜", "--owner-source", "自然流量")
    file = clinic.folder / "消费.csv"
    file.write_text(
        f"手机,项目,金额,日期\n19900005678,{LASER},100,2026-03-01\n19900001234,{LASER},100,2026-03-01\n", "utf-8"
    )
    clinic.json("import", "purchases", file, "--apply")
    told = {line["name"]: earned(line) for line in clinic.json("purchase", "list")}
    assert told == {"王小明": ("李娜", "1"), "单小姐": (None, None)}
    assert clinic.json("owner", "undecided") == []


def test_the_month_by_who_earned_it_refunds_with_their_purchase(clinic: Desk) -> None:
    customer(clinic)
    buy(clinic, "2026-10-02", amount=500)
    reached(clinic, "2026-10-05")
    buy(clinic, "2026-10-06", amount=3000)
    clinic.ok("purchase", "refund", 2, "--amount", 1000)
    phoned(clinic, "2026-10-10", NOSE)
    buy(clinic, "2026-10-12", NOSE, 4000)
    buy(clinic, "2026-10-13", NOSE, 70)
    clinic.json("owner", "settle", 1, "--to", "none", "--reason", "说不清")
    clinic.json("member", "edit", "王小明", "--owner-source", "网电")
    buy(clinic, "2026-10-14", amount=60)
    assert clinic.json("report", "monthly", "--month", "2026-10")["ownership"]["earned"] == [
        {"name": "周网", "purchases": 1, "amount": "4000.00", "undecided": False},
        {"name": "李娜", "purchases": 2, "amount": "2070.00", "undecided": False},
        {"name": None, "purchases": 1, "amount": "500.00", "undecided": False},
        {"name": None, "purchases": 1, "amount": "60.00", "undecided": True},
    ]
    rows = clinic.ok("report", "monthly", "--month", "2026-10", "--csv").out
    assert [line for line in rows.splitlines() if "ownership.earned" in line] == [
        "ownership.earned.周网,4000.00,0,0",
        "ownership.earned.李娜,2070.00,0,0",
        "ownership.earned,500.00,0,0",
        "ownership.earned.undecided,60.00,0,0",
    ]


def test_json_of_purchase_list_and_member_show_tells_it(clinic: Desk) -> None:
    customer(clinic, "自带")
    buy(clinic, "2026-10-02")
    assert earned(clinic.json("purchase", "list")[0]) == ("李娜", "1")
    assert earned(clinic.json("member", "show", "王小明")["purchases"][0]) == ("李娜", "1")
    assert json.loads(clinic.ok("owner", "why", 1, "--json").out)["text"].startswith("客服自带的顾客")


def test_what_is_derived_is_what_the_facts_make_after_a_sale_and_its_settling(clinic: Desk) -> None:
    customer(clinic, "医院原有资源")
    buy(clinic, "2026-10-02")
    reached(clinic, "2026-10-05")
    buy(clinic, "2026-10-06")
    clinic.json("owner", "settle", 1, "--to", "王芳", "--reason", "她接待的")
    session = Session(Shared(db=str(clinic.path)))
    with opened(clinic.path) as db:
        assert verify.derived_differences(db, derived.derivation(session)) == {}
    session.close()
