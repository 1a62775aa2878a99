"""`purchase add` and `refund`: what is written, started and refused."""

from __future__ import annotations

import pytest

from harness import Desk


@pytest.fixture
def wang(desk: Desk) -> Desk:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    return desk


def test_a_surgery_starts_its_plan_from_the_month_end(wang: Desk) -> None:
    answer = wang.json("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "2026-01-31")
    assert answer == {
        "id": 1,
        "member": "M-00001",
        "name": "王小明",
        "item": "假体隆鼻",
        "amount": "9800.00",
        "date": "2026-01-31",
        "tier_before": "silver",
        "tier_after": "silver",
        "points": 9800,
        "earned_by": None,
        "rule": "undecided",
        "plan": [
            {"step": "day-1", "due_on": "2026-02-01"},
            {"step": "day-3", "due_on": "2026-02-03"},
            {"step": "day-6", "due_on": "2026-02-06"},
            {"step": "month-1", "due_on": "2026-02-28"},
            {"step": "month-3", "due_on": "2026-04-30"},
            {"step": "month-6", "due_on": "2026-07-31"},
        ],
        "replanned": [],
        "warnings": [],
        "operation": 3,
    }


@pytest.mark.parametrize(
    ("options", "steps"),
    [
        (["--item", "激光祛斑"], 6),
        (["--item", "激光祛斑", "--treatment", "none"], 0),
        (["--item", "其他"], 0),
        (["--item", "其他", "--treatment", "整形"], 6),
        (["--item", "jg-01"], 6),
        (["--item", "pmjgnf"], 6),
    ],
)
def test_what_starts_a_plan(wang: Desk, options: list[str], steps: int) -> None:
    answer = wang.json("purchase", "add", "王小明", *options, "--amount", "100")
    assert len(answer["plan"]) == steps


REFUSED = [
    (2, ["--item", "其他", "--amount", "-5"], "--amount"),
    (2, ["--item", "其他", "--amount", "0.005"], "--amount"),
    (2, ["--item", "其他", "--amount", "几百块"], "--amount"),
    (2, ["--item", "其他"], "--amount"),
    (4, ["--item", "没有的项目", "--amount", "5"], "--item"),
    (4, ["--item", "双眼皮", "--amount", "5"], "--item"),
    (2, ["--item", "其他", "--amount", "5", "--date", "2026-02-31"], "--date"),
    (2, ["--item", "其他", "--amount", "5", "--date", "2026-11-01"], "--date"),
    (2, ["--item", "其他", "--amount", "5", "--pay", "贝壳"], "--pay"),
    (2, ["--item", "其他", "--amount", "5", "--quantity", "0"], "--quantity"),
    (2, ["--item", "其他", "--amount", "5", "--quantity", "两"], "--quantity"),
    (2, ["--item", "其他", "--amount", "5", "--treatment", "针灸"], "--treatment"),
    (4, ["--item", "其他", "--amount", "5", "--by", "没有的人"], "--by"),
]


@pytest.mark.parametrize(("status", "options", "field"), REFUSED)
def test_refusals_name_the_field_and_write_nothing(wang: Desk, status: int, options: list[str], field: str) -> None:
    error = wang.refused(status, "purchase", "add", "王小明", *options)
    assert error["field"] == field
    assert wang.json("purchase", "list") == []
    assert len(wang.json("operations")) == 2


def test_a_member_who_does_not_exist_and_one_of_several(wang: Desk) -> None:
    assert wang.refused(4, "purchase", "add", "赵六", "--item", "其他", "--amount", "1")["kind"] == "not-found"
    wang.json("member", "add", "王小红", "--mobile", "19900000001")
    error = wang.refused(4, "purchase", "add", "王", "--item", "其他", "--amount", "1")
    assert error["kind"] == "ambiguous"
    assert [c["no"] for c in error["candidates"]] == ["M-00001", "M-00002"]
    assert wang.json("purchase", "add", "王5678", "--item", "其他", "--amount", "1")["member"] == "M-00001"


def test_a_prospect_becomes_a_member_with_the_first_purchase(desk: Desk) -> None:
    desk.json("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    assert desk.json("member", "show", "李四")["standing"] == "prospect"
    desk.json("purchase", "add", "李四", "--item", "其他", "--amount", "10")
    shown = desk.json("member", "show", "李四")
    assert (shown["standing"], shown["joined_on"], shown["tier"]) == ("member", "2026-10-31", "silver")


def test_a_minor_is_not_treated_without_the_guardian(desk: Desk) -> None:
    desk.json("member", "add", "小周", "--mobile", "19900000046", "--birthday", "2010-01-01")
    error = desk.refused(5, "purchase", "add", "小周", "--item", "激光祛斑", "--amount", "1280")
    assert error["kind"] == "refused"
    desk.json("purchase", "add", "小周", "--item", "其他", "--amount", "10")
    desk.json("member", "edit", "小周", "--guardian", "周大", "--guardian-consent-on", "2026-10-30")
    assert desk.json("purchase", "add", "小周", "--item", "激光祛斑", "--amount", "1280")["plan"]


def test_refunds_never_exceed_the_purchase(wang: Desk) -> None:
    bought = wang.json("purchase", "add", "王小明", "--item", "其他", "--amount", "100")
    assert wang.json("purchase", "refund", "王小明", "--amount", "40")["refund_of"] == bought["id"]
    error = wang.refused(5, "purchase", "refund", bought["id"], "--amount", "60.01")
    assert "60.00" in error["message"]
    assert wang.json("purchase", "refund", bought["id"])["amount"] == "60.00"
    assert wang.refused(5, "purchase", "refund", bought["id"])["kind"] == "refused"
    assert wang.refused(4, "purchase", "refund", 99)["kind"] == "not-found"
    assert wang.refused(4, "purchase", "refund", "王小明")["kind"] == "not-found"
