"""`member list` with every order and filter, `find` by every key, `upgrade` of one and of all on paper."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk


@pytest.fixture
def four(desk: Desk) -> Desk:
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.env(CRMCLI_AS="陈静")
    people = (
        ("王小明", "19900005678", ["--birthday", "1990-05-03", "--card-no", "A0012", "--owner", "李娜"], "20000"),
        ("王芳", "19900001235", ["--birthday", "农历腊月三十"], "5"),
        ("单小姐", "19900000012", ["--gender", "女", "--address", "南通市崇川区1号", "--note", "x"], "60000"),
        ("李四", "19900000045", ["--joined-on", "2020-01-05"], None),
    )
    for name, mobile, more, amount in people:
        desk.ok("member", "add", name, "--mobile", mobile, *more)
        if amount:
            desk.ok("buy", name, "--item", "其他", "--amount", amount)
    desk.ok("followup", "log", "王芳", "--outcome", "接通")
    desk.ok("member", "edit", "单小姐", "--store", "医疗美容医院")
    return desk


def names(rows: Any) -> list[str]:
    return [row["name"] for row in rows]


ORDERS = [
    ("no", ["王小明", "王芳", "单小姐", "李四"]),
    ("-no", ["李四", "单小姐", "王芳", "王小明"]),
    ("spend", ["李四", "王芳", "王小明", "单小姐"]),
    ("-spend", ["单小姐", "王小明", "王芳", "李四"]),
    ("-tier", ["单小姐", "王小明", "王芳", "李四"]),
    ("joined_on", ["李四", "王小明", "王芳", "单小姐"]),
    ("-last_contact_on", ["王芳", "王小明", "单小姐", "李四"]),
]


@pytest.mark.parametrize(("key", "expected"), ORDERS)
def test_orders(four: Desk, key: str, expected: list[str]) -> None:
    assert names(four.json("member", "list", "--sort", key)) == expected


@pytest.mark.parametrize("key", ["no", "name", "tier", "spend", "points", "completeness", "birthday", "joined_on"])
def test_every_order_has_everybody_both_ways(four: Desk, key: str) -> None:
    up, down = four.json("member", "list", "--sort", key), four.json("member", "list", "--sort", f"-{key}")
    assert sorted(names(up)) == sorted(names(down)) == sorted(["王小明", "王芳", "单小姐", "李四"])


FILTERS = [
    (["--store", "医疗"], ["单小姐"]),
    (["--store", "ylmr"], ["单小姐"]),
    (["--owner", "ln"], ["王小明"]),
    (["--owner", "S-002"], ["王小明"]),
    (["--tier", "bjk"], ["王小明"]),
    (["--tier", "银", "--owner", "-"], ["王芳", "李四"]),
    (["--standing", "会员"], ["王小明", "王芳", "单小姐", "李四"]),
    (["--limit", "1"], ["王小明"]),
    (["--tier", "silver", "--sort", "-spend", "--limit", "1"], ["王芳"]),
]


@pytest.mark.parametrize(("options", "expected"), FILTERS, ids=" ".join)
def test_filters(four: Desk, options: list[str], expected: list[str]) -> None:
    four.env(CRMCLI_LANG="zh_CN")
    assert names(four.json("member", "list", *options)) == expected


def test_the_filter_stands_over_the_list(four: Desk) -> None:
    assert four.ok("member", "list", "--tier", "银卡", "--owner", "-").out.split("\n")[0] == "银卡 · nobody's"


FOUND = [
    (["199****5678"], ["王小明"]),
    (["199xxxx5678"], ["王小明"]),
    (["199****0000"], []),
    (["王芳", "1235"], ["王芳"]),
    (["王芳1235"], ["王芳"]),
    (["wf1235"], ["王芳"]),
    (["王芳5678"], []),
    (["+86", "199-0000-5678"], ["王小明"]),
    (["a0012"], ["王小明"]),
    (["王"], ["王小明", "王芳"]),
    (["M-00003"], ["单小姐"]),
    (["m3"], ["单小姐"]),
    (["m99"], []),
]


@pytest.mark.parametrize(("words", "expected"), FOUND, ids=" ".join)
def test_found_by(four: Desk, words: list[str], expected: list[str]) -> None:
    assert names(four.json("member", "find", *words)) == expected


def test_found_by_the_tail_of_an_id(four: Desk) -> None:
    four.ok("member", "edit", "李四", "--id-type", "护照", "--id-no", "E12349876")
    assert names(four.json("member", "find", "9876")) == ["李四"]


def test_upgrade_of_one_says_where_he_stands_and_writes_nothing(four: Desk) -> None:
    before = four.json("operations")
    answer = four.json("member", "upgrade", "王小明")
    assert answer == {
        "no": "M-00001",
        "name": "王小明",
        "from": "platinum",
        "from_name": "白金卡",
        "to": "platinum",
        "to_name": "白金卡",
        "cause": "earned",
        "counted": "20000.00",
        "until": None,
        "reason": None,
        "operation": None,
    }
    assert four.ok("member", "upgrade", "王小明").out == "王小明 stays 白金卡 · nothing changed\n"
    assert four.json("operations") == before


def test_a_tier_by_hand_is_said_with_its_end(four: Desk) -> None:
    said = four.ok("member", "upgrade", "王芳", "--to", "zxk", "--reason", "老客户", "--until", "月底").out
    assert said.startswith("王芳: 银卡 → 尊享卡, by hand until 2026-10-31 · 陈静 · undo: crmcli undo ")
    explained = four.ok("member", "tier", "王芳").out.split("\n")
    assert explained[0] == "M-00002  王芳  尊享卡"
    assert "given by hand on 2026-10-31, until 2026-10-31: 老客户" in explained[3]
    four.ok("undo")
    assert four.json("member", "tier", "王芳")["tier"] == "silver"


def test_everybody_on_paper_goes_into_a_workbook_too(four: Desk) -> None:
    result = four.ok("member", "upgrade", "--all", "--dry-run", "--xlsx", "moves.xlsx")
    assert result.out == ""
    assert (four.folder / "moves.xlsx").exists()
    assert four.ok("member", "upgrade", "--all", "--dry-run").out == "Nobody moves.\n"


def test_duplicates_of_one_member_and_what_cannot_be_marked(four: Desk) -> None:
    four.ok("member", "add", "王芳", "--mobile", "19900001235", "--same-phone-ok")
    pairs = four.json("member", "duplicates", "m2")
    assert [(pair["no"], pair["other"], pair["score"]) for pair in pairs] == [("M-00002", "M-00005", 80)]
    assert four.json("member", "duplicates", "单小姐") == []
    assert four.refused(2, "member", "duplicates", "--distinct", "m2", "m2")["kind"] == "usage"
    assert four.refused(4, "member", "duplicates", "--distinct", "m2", "m77")["value"] == "m77"
    answer = four.json("member", "duplicates", "--distinct", "m5", "m2")
    assert four.json("member", "duplicates") == []
    four.ok("undo", answer["operation"])
    assert len(four.json("member", "duplicates")) == 1


EDITS = [
    (["--owner", "李娜"], "owner", "李娜"),
    (["--name", "王 晓芳"], "name", "王晓芳"),
    (["--mobile", "+86 199 0000 7777"], "mobile", "199****7777"),
    (["--birthday", "农历1990年闰五月初三"], "birthday_leap", True),
    (["--class", "重点"], "class", "key"),
    (["--consent", "口头", "--consent", "短信"], "consent", ["口头", "同意接收短信和微信消息"]),
    (["--do-not-contact", "本人要求"], "do_not_contact", "本人要求"),
    (["--joined-on", "去年"], None, None),
]


@pytest.mark.parametrize(("options", "key", "value"), EDITS, ids=str)
def test_edit(four: Desk, options: list[str], key: str | None, value: Any) -> None:
    if key is None:
        assert four.refused(2, "member", "edit", "王芳", *options)["field"] == "joined_on"
        return
    four.json("member", "edit", "王芳", *options)
    assert four.json("member", "show", "m2")[key] == value


CLEARED = [
    ("birthday", ["birthday", "birthday_calendar"]),
    ("card-no", ["card_no"]),
    ("owner", ["owner"]),
]


@pytest.mark.parametrize(("field", "keys"), CLEARED)
def test_clear_empties_a_field_whole(four: Desk, field: str, keys: list[str]) -> None:
    four.ok("member", "edit", "王小明", "--clear", field)
    shown = four.json("member", "show", "王小明")
    assert [shown[key] for key in keys] == [None] * len(keys)
    four.ok("undo")
    assert [shown[key] for key in keys] != [four.json("member", "show", "王小明")[key] for key in keys]


def test_an_edit_that_takes_somebodys_number_is_refused(four: Desk) -> None:
    error = four.refused(5, "member", "edit", "王芳", "--mobile", "19900005678")
    assert (error["field"], error["candidates"][0]["name"]) == ("mobile", "王小明")
    assert four.refused(5, "member", "edit", "王芳", "--card-no", "A0012", "--yes")["field"] == "card_no"
    four.ok("member", "edit", "王芳", "--mobile", "19900005678", "--same-phone-ok")
    assert four.ok("member", "edit", "王芳", "--note", "y").out.startswith("M-00002 王芳: note changed · 陈静 · undo")


def test_an_edit_that_changes_nothing_says_only_that(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    assert desk.ok("member", "edit", "王小明", "--mobile", "19900005678").out == "M-00001 王小明 · nothing changed\n"
