"""`member show` and `member history`: one screen of a member, and what happened to the record."""

from __future__ import annotations

import pytest

from harness import Desk


@pytest.fixture
def wang(desk: Desk) -> Desk:
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "张三", "--mobile", "19900000099")
    desk.ok(
        *["member", "add", "王小明", "--mobile", "19900005678", "--birthday", "农历腊月三十", "--gender", "女"],
        *[
            "--owner",
            "李娜",
            "--card-no",
            "A1",
            "--industry",
            "教育",
            "--interest",
            "健身",
            "--source",
            "朋友介绍(张三)",
        ],
        *["--introduced-by", "张三", "--class", "重点", "--note", "下午来"],
    )
    return desk


def test_the_screen(wang: Desk) -> None:
    wang.ok("buy", "王小明", "--item", "激光祛斑", "--amount", "20000", "--date", "2026-10-30", "--treatment", "none")
    wang.ok("buy", "王小明", "--item", "其他", "--amount", "5")
    wang.ok("purchase", "refund", "2")
    wang.ok("followup", "add", "王小明", "--due", "2026-11-03", "--purpose", "问恢复")
    assert wang.ok("show", "王小明").out.split("\n") == [
        "M-00002  王小明  白金卡  A1",
        "spent 20,000.00 · 30,000.00 to 尊享卡 · 20000 points locked · last contact none · complete 64% · owner 李娜",
        "  gender          female",
        "  birthday        lunar 12-30",
        "  mobile          199****5678",
        "  industry        教育",
        "  interests       健身",
        "  heard of us by  朋友介绍",
        "  introduced by   M-00001",
        "  class           key customer",
        "  note            下午来",
        "",
        "To do",
        "  2026-11-03  #1  问恢复  陈静",
        "",
        "Bought",
        "  2026-10-31  refund  其他  -5.00",
        "  2026-10-31  purchase  其他  5.00",
        "  2026-10-30  purchase  激光祛斑  20,000.00",
        "",
    ]


def test_what_is_open_has_the_keys_of_the_due_list(wang: Desk) -> None:
    wang.ok("buy", "王小明", "--item", "激光祛斑", "--amount", "1280", "--date", "2026-10-30")
    first = wang.json("member", "show", "王小明")["followups"][0]
    due = wang.json("followup", "due", "--all")[0]
    assert {key: first[key] for key in first if key != "state"} == {key: due[key] for key in first if key != "state"}


def test_what_to_mind_is_said(wang: Desk) -> None:
    wang.ok("member", "add", "王小红", "--mobile", "19900005678", "--same-phone-ok")
    wang.ok("member", "edit", "王小明", "--do-not-contact", "本人要求")
    wang.ok("buy", "王小明", "--item", "激光祛斑", "--amount", "5", "--date", "2026-10-30")
    shown = wang.json("show", "王小明")
    assert shown["do_not_contact"] == "本人要求"
    assert shown["recovering_since"] == "2026-10-30"
    assert [("recovering" in said, "本人要求" in said, "M-00003" in said) for said in shown["warnings"]] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert [line[:2] for line in wang.ok("show", "王小明").out.split("\n")[1:4]] == ["! "] * 3


def test_a_prospect_has_no_tier(desk: Desk) -> None:
    desk.ok("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    shown = desk.json("show", "李四")
    assert (shown["standing"], shown["tier"], shown["tier_name"]) == ("prospect", None, None)
    assert (shown["next_tier"], shown["to_next_tier"]) == (None, None)
    assert desk.ok("show", "李四").out.startswith("M-00001  李四  prospect\n")


def test_an_organisation_needs_no_mobile(desk: Desk) -> None:
    desk.ok("member", "add", "南通第一医院", "--organisation")
    assert desk.json("show", "南通")["kind"] == "organisation"


def test_the_dot_is_the_member_of_the_operators_last_operation(wang: Desk) -> None:
    assert wang.json("show", ".")["name"] == "王小明"
    wang.ok("member", "edit", "张三", "--note", "x")
    assert wang.json("show", ".")["name"] == "张三"
    wang.ok("member", "edit", "王小明", "--note", "y", "--as", "李娜")
    assert wang.json("show", ".")["name"] == "张三"
    assert wang.json("show", ".", "--as", "李娜")["name"] == "王小明"


def test_the_dot_of_somebody_who_has_done_nothing(desk: Desk) -> None:
    assert desk.refused(4, "show", ".")["value"] == "."


def test_history_in_words_and_for_programs(wang: Desk) -> None:
    wang.ok("member", "edit", "王小明", "--owner", "陈静", "--interest", "弹古筝", "--gender", "男", "--clear", "note")
    wang.ok("buy", "王小明", "--item", "其他", "--amount", "20000", "--note", "年卡")
    wang.ok("member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "老客户")
    lines = [line["values"] for line in wang.json("member", "history", "王小明")]
    assert lines == [
        "尊享卡 · 2026-10-31 · 老客户",
        "2026-10-31 · 20,000.00 · 20000 points · 其他 · 年卡",
        "2026-10-31 · 李娜 · 陈静 · changed by hand",
        "gender female → male · interests 健身 → 弹古筝 · owner 李娜 → 陈静 · note 下午来 → -",
        "2026-10-31 · 李娜 · recorded with the member",
        "member · 王小明 · A1 · --12-30 · 199****5678 · 下午来 · 2026-10-31",
    ]
    bought = wang.json("member", "history", "王小明")[1]
    assert (bought["operator"], bought["command"], bought["table"], bought["action"]) == (
        "陈静",
        "purchase add",
        "ledger",
        "insert",
    )
    assert {"column": "amount", "before": None, "after": "20000.00"} in bought["changes"]


def test_history_tells_what_was_taken_back(wang: Desk) -> None:
    wang.ok("buy", "王小明", "--item", "其他", "--amount", "5")
    wang.ok("undo")
    lines = wang.json("member", "history", "王小明")
    assert [(line["command"], line["action"]) for line in lines[:2]] == [("undo", "delete"), ("purchase add", "insert")]
