"""`member add`: what is written, what is refused, what is only told."""

from __future__ import annotations

import pytest

from harness import Desk


def test_the_whole_answer(desk: Desk) -> None:
    answer = desk.json("member", "add", " 王 小明 ", "--mobile", "+86 199-0000-5678", "--birthday", "1990年5月3日")
    assert answer == {
        "no": "M-00001",
        "name": "王小明",
        "kind": "person",
        "standing": "member",
        "tier": "silver",
        "tier_name": "银卡",
        "mobile": "199****5678",
        "card_no": None,
        "gender": None,
        "birthday": "1990-05-03",
        "birthday_calendar": "solar",
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
        "warnings": [],
        "operation": 2,
    }
    assert 0 < answer["completeness"] < 1


def test_one_line_with_the_way_back(desk: Desk) -> None:
    assert (
        desk.ok("member", "add", "王小明", "--mobile", "19900005678").out
        == "M-00001 王小明 added · undo: crmcli undo 2\n"
    )


FIELDS = [
    (["--gender", "女"], {"gender": "female"}),
    (["--birthday", "农历腊月三十"], {"birthday": "--12-30", "birthday_calendar": "lunar"}),
    (["--birthday", "05-03"], {"birthday": "--05-03", "birthday_calendar": "solar"}),
    (["--birthday", "农历1990年闰五月初三"], {"birthday": "1990-05-03", "birthday_leap": True}),
    (["--interest", "健身", "--interest", "弹古筝"], {"interest": ["健身", "弹古筝"]}),
    (["--source", "朋友介绍(张三)"], {"source": "朋友介绍", "source_detail": "张三"}),
    (["--email", "wang@example.cn"], {"email": "w***@example.cn"}),
    (["--class", "重点"], {"class": "key"}),
    (["--note", "喜欢  下午来"], {"note": "喜欢 下午来"}),
    (["--card-no", "a001 2"], {"card_no": "A0012"}),
    (["--wechat", "xiaoming"], {"wechat": "xiaoming"}),
    (["--phone2", "0513-85123456转801"], {"phone2": "0513-****3456-801"}),
]


@pytest.mark.parametrize(("options", "kept"), FIELDS)
def test_fields_are_read_as_people_write_them(desk: Desk, options: list[str], kept: dict[str, object]) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678", *options)
    shown = desk.json("member", "show", "王小明")
    assert {key: shown[key] for key in kept} == kept


REFUSED = [
    (2, ["王小明"], "--mobile"),
    (2, [], "name"),
    (2, ["王小明", "--mobile", "1380013"], "mobile"),
    (2, ["王小明", "--mobile", "138****1234"], "mobile"),
    (2, ["王小明", "--mobile", "19900005678", "--birthday", "1990-02-31"], "birthday"),
    (2, ["王小明", "--mobile", "19900005678", "--birthday", "2030-01-01"], "birthday"),
    (2, ["王小明", "--mobile", "19900005678", "--gender", "x"], "gender"),
    (2, ["王小明", "--mobile", "19900005678", "--id-no", "11999919550101123X"], "id_no"),
    (2, ["王小明", "--mobile", "19900005678", "--email", "wang@"], "email"),
    (4, ["王小明", "--mobile", "19900005678", "--owner", "没有的人"], "owner"),
    (2, ["王小明", "--mobile", "19900005678", "--store", "没有的店"], "store"),
    (4, ["王小明", "--mobile", "19900005678", "--introduced-by", "没有的人"], "introduced_by"),
    (5, ["小宝", "--mobile", "19900005678", "--birthday", "2015-01-01"], "guardian"),
    (2, ["一" * 61, "--mobile", "19900005678"], "name"),
]


@pytest.mark.parametrize(("status", "words", "field"), REFUSED)
def test_what_cannot_be_taken_names_the_field(desk: Desk, status: int, words: list[str], field: str) -> None:
    error = desk.refused(status, "member", "add", *words)
    assert error["field"] == field
    assert desk.json("member", "list") == []


def test_an_id_of_the_future_says_so(desk: Desk) -> None:
    error = desk.refused(2, "member", "add", "王小明", "--mobile", "19900005678", "--id-no", "119999204001010018")
    assert "future" in error["message"]


def test_the_same_person_twice_is_refused_elsewhere_than_in_a_terminal(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678", "--card-no", "A1")
    error = desk.refused(5, "member", "add", "王大明", "--mobile", "19900005678")
    assert (error["field"], error["candidates"][0]["no"]) == ("mobile", "M-00001")
    assert desk.json("member", "add", "王大明", "--mobile", "19900005678", "--same-phone-ok")["no"] == "M-00002"
    assert desk.refused(5, "member", "add", "李四", "--mobile", "19900000045", "--card-no", "A1", "--yes")
    same = desk.json("member", "add", "赵六", "--mobile", "19900000046", "--birthday", "1990-05-03")["warnings"]
    again = desk.json("member", "add", "赵六", "--mobile", "19900000047", "--birthday", "1990-05-03")["warnings"]
    assert (same, again) == ([], ["same name and birthday as M-00003"])


def test_numbers_are_never_given_twice(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    desk.json("undo")
    assert desk.json("member", "add", "李四", "--mobile", "19900000045")["no"] == "M-00002"
    assert desk.refused(4, "member", "show", "m1")["kind"] == "not-found"
