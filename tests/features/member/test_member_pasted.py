"""`member add -`: what a pasted text is taken for. A table of texts as people send them, and the command on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.features.member.pasted import read_pasted
from crmcli.language import said
from crmcli.packs.load import load
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

PACK = load("clinic", None)
WANG = {"name": "王小明", "mobile": "19900005678"}

UNDERSTOOD = [
    # labels, in every way they are written
    ("姓名：王小明 电话：19900005678", WANG),
    ("姓名:王小明,电话:19900005678", WANG),
    ("姓名：王小明\n电话：19900005678\n", WANG),
    ("姓名：\n王小明\n电话：\n19900005678", WANG),
    ("姓名\n王小明\n电话\n19900005678", WANG),
    ("姓名=王小明;mobile=19900005678", WANG),
    ("姓 名：王小明　电 话：１９９００００５６７８", WANG),
    ("姓名 王小明 手机 19900005678", WANG),
    ("姓名王小明电话19900005678", WANG),
    ("电话19900005678姓名王小明", WANG),
    ("客户姓名：王小明；联系电话：19900005678。", WANG),
    ("客户：王小明 电话：19900005678", WANG),
    ("1. 姓名：王小明\n2. 电话：19900005678", WANG),
    ("\ufeff姓名：王小明\r\n电话：19900005678\r\n", WANG),
    ("“王小明”，“19900005678”", WANG),
    ("您好，我叫王小明，电话是19900005678，谢谢", WANG),
    # a row copied from a table
    ("姓名\t电话\n王小明\t19900005678", WANG),
    ("姓名\t性别\t电话\t生日\n王小明\t女\t19900005678\t1990.5.3", WANG | {"gender": "女", "birthday": "1990.5.3"}),
    ("王小明\t女\t19900005678\t南通市崇川区", WANG | {"gender": "女", "address": "南通市崇川区"}),
    # just values
    ("王小明 19900005678", WANG),
    ("19900005678，王小明", WANG),
    ("王小明19900005678", WANG),
    ("王小明/19900005678/女", WANG | {"gender": "女"}),
    ("王 小 明 女 19900005678", WANG | {"gender": "女"}),
    ("王小明 女 1990年5月3日生 19900005678", WANG | {"gender": "女", "birthday": "1990年5月3日"}),
    ("王小明（女）19900005678", WANG | {"gender": "女"}),
    ("王小明先生 19900005678", WANG | {"gender": "男"}),
    ("王女士 19900005678", {"name": "王女士", "gender": "女", "mobile": "19900005678"}),
    ("欧阳小明,19900005678", {"name": "欧阳小明", "mobile": "19900005678"}),
    ("阿卜杜拉·买买提 19900005678", {"name": "阿卜杜拉·买买提", "mobile": "19900005678"}),
    ("John Smith +8619900005678 male", {"name": "John Smith", "gender": "男", "mobile": "+8619900005678"}),
    ("王小明 19900005678 11010519491231002X", WANG | {"id_no": "11010519491231002X"}),
    ("王小明 19900005678 xiaoming@example.cn", WANG | {"email": "xiaoming@example.cn"}),
    ("王小明 19900005678 农历腊月三十", WANG | {"birthday": "农历腊月三十"}),
    ("王小明 19900005678 朋友介绍", WANG | {"source": "朋友介绍"}),
    (
        "王小明 19900005678 江苏省南通市 崇川区人民中路88号 3幢502室 南通某某机械有限公司",
        WANG | {"address": "江苏省南通市 崇川区人民中路88号 3幢502室", "employer": "南通某某机械有限公司"},
    ),
    # phones
    ("王小明 199-0000-5678", {"name": "王小明", "mobile": "199-0000-5678"}),
    ("王小明 199 0000 5678", {"name": "王小明", "mobile": "199 0000 5678"}),
    ("王小明 0513-85123456", {"name": "王小明", "phone2": "0513-85123456"}),
    ("0513-85123456 王小明 19900005678", WANG | {"phone2": "0513-85123456"}),
    ("姓名：王小明 电话：19900005678/19900001234", WANG | {"phone2": "19900001234"}),
    ("姓名：王小明 家庭电话：19900001234 手机：19900005678", WANG | {"phone2": "19900001234"}),
    ("王小明 19900005678（微信同号）", WANG | {"wechat": "19900005678"}),
    ("姓名：王小明 电话：19900005678 微信：同手机号", WANG | {"wechat": "19900005678"}),
    ("微信号wxid_abc 王小明 19900005678", WANG | {"wechat": "wxid_abc"}),
    # what a label's value ends with
    ("姓名：王小明 19900005678 女", WANG | {"gender": "女"}),
    ("姓名：王小明，女，1990-05-03\n电话：19900005678", WANG | {"gender": "女", "birthday": "1990-05-03"}),
    ("姓名：王小明 地址：南通市崇川区 女 19900005678", WANG | {"address": "南通市崇川区", "gender": "女"}),
    ("姓名：王小明 性别：□男 ☑女 电话：19900005678", WANG | {"gender": "女"}),
    ("农历生日：1990-05-03 姓名：王小明 电话：19900005678", WANG | {"birthday": "农历1990-05-03"}),
    ("姓名：王小明 电话：19900005678 备注：下午来, 怕疼", WANG | {"note": "下午来, 怕疼"}),
    ("姓名：王小明 电话：19900005678 来源：户外广告(车站)", WANG | {"source": "户外广告(车站)"}),
    ("姓名：王小明 电话：19900005678 护照：E12345678", WANG | {"id_type": "护照", "id_no": "E12345678"}),
    ("姓名：王小明 电话：19900005678 申请日期：2026-10-20", WANG | {"joined_on": "2026-10-20"}),
]


@pytest.mark.parametrize(("text", "texts"), UNDERSTOOD)
def test_what_a_text_is_taken_for(text: str, texts: dict[str, str]) -> None:
    assert read_pasted(text, PACK) == (texts, [], [], [])


NOT_ALL = [
    ("年龄：36 姓名：王小明 电话：19900005678 会员编号：M-00003", WANG, ["年龄：36", "会员编号：M-00003"], []),
    ("王小明 36岁 19900005678", WANG, ["36岁"], []),
    ("姓名：王小明 星座：天蝎 电话：19900005678", WANG, [], ["星座：天蝎"]),
    ("姓名：王小明 电话：19900005678 会员等级：银卡", WANG, [], ["会员等级：银卡"]),
    ("姓名：王小明 李红 电话：19900005678", WANG, [], ["李红"]),
    (
        "姓名：王小明 电话：19900005678、19900001234、19900002222",
        WANG | {"phone2": "19900001234"},
        [],
        ["19900002222"],
    ),
    ("王小明 19900005678 12345", WANG, [], ["12345"]),
    ("", {}, [], []),
    (" \n\t ", {}, [], []),
]


@pytest.mark.parametrize(("text", "texts", "left_out", "unknown"), NOT_ALL)
def test_what_is_not_understood_is_told(
    text: str, texts: dict[str, str], left_out: list[str], unknown: list[str]
) -> None:
    assert read_pasted(text, PACK) == (texts, left_out, unknown, [])


DOUBTS = [
    ("王小明 李红 19900005678", "the name may be any of 王小明, 李红; give it first, or write 姓名： before it"),
    ("姓名：王小明 姓名：李红 电话：19900005678", "name stands there twice: 王小明, 李红"),
    ("王小明 19900005678 1990-05-03 1991-05-03", "birthday stands there twice: 1990-05-03, 1991-05-03"),
    (
        "姓名\t电话\n王小明\t19900005678\n李红\t19900001234",
        "2 rows of people were pasted; take them over with crmcli import members FILE",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), DOUBTS)
def test_what_may_be_two_things_is_not_guessed(desk: Desk, dump: Callable[..., Any], text: str, sentence: str) -> None:
    [doubt] = read_pasted(text, PACK).doubts
    assert said(doubt) == sentence
    before = dump(desk.path, FACTS + DERIVED)
    result = desk("member", "add", "-", "--yes", stdin=text)
    assert (result.status, result.err) == (2, f"{sentence}\n")
    assert dump(desk.path, FACTS + DERIVED) == before


def test_it_is_written_and_answered_like_any_other(desk: Desk) -> None:
    text = "姓名：王小明 电话：19900005678 性别：女 生日：1990年5月3日 年龄：36"
    answer = desk.ok("member", "add", "-", "--json", stdin=text).json
    by_hand = desk.json(
        *("member", "add", "王小明", "--mobile", "19900005678", "--gender", "女", "--birthday", "1990-05-03"),
        "--same-phone-ok",
    )
    same = {"no", "operation", "warnings"}
    assert {key: answer[key] for key in answer.keys() - same} == {key: by_hand[key] for key in by_hand.keys() - same}
    assert answer["warnings"] == ["left out: 年龄：36"]


def test_an_option_beside_it_wins(desk: Desk) -> None:
    text = "王小明 李红 19900005678 女"
    desk.ok("member", "add", "-", "--gender", "男", "--prospect", stdin="王小明 19900005678 女")
    shown = desk.json("member", "show", "m1", "--reveal")
    assert (shown["gender"], shown["standing"]) == ("male", "prospect")
    assert desk("member", "add", "-", stdin=text).status == 2


def test_what_is_not_understood_goes_into_the_note_where_that_is_agreed(desk: Desk) -> None:
    text = "姓名：王小明 星座：天蝎 电话：19900005678"
    refused = desk("member", "add", "-", stdin=text)
    assert (refused.status, refused.err) == (
        2,
        "Not understood: 星座：天蝎. Put a label before it, such as 备注：, or take it into the note with --yes.\n",
    )
    answer = desk.ok("member", "add", "-", "--yes", "--note", "周末", "--json", stdin=text).json
    assert answer["warnings"] == ["not understood, put into the note: 星座：天蝎"]
    assert desk.json("member", "show", "m1")["note"] == "周末；星座：天蝎"


INTRODUCERS = [
    ("介绍人：李红", {"introduced_by": "M-00001", "source": None, "source_detail": None}),
    ("介绍人：张三", {"introduced_by": None, "source": "朋友介绍", "source_detail": "张三"}),
]


@pytest.mark.parametrize(("text", "kept"), INTRODUCERS)
def test_an_introducer_nobody_knows_is_a_word_beside_the_source(
    desk: Desk, text: str, kept: dict[str, str | None]
) -> None:
    desk.ok("member", "add", "李红", "--mobile", "19900001234")
    desk.ok("member", "add", "-", stdin=f"姓名：王小明 电话：19900005678 {text}")
    shown = desk.json("member", "show", "m2")
    assert {key: shown[key] for key in kept} == kept


REFUSED = [
    ("", 2, "name"),
    ("姓名：王小明 电话：1990000", 2, "mobile"),
    ("姓名：王小明 电话：199****5678", 2, "mobile"),
    ("姓名：王小明 电话：19900005678 生日：1990-13-01", 2, "birthday"),
    ("姓名：王小明 电话：19900005678 身份证号：110105194912310021", 2, "id_no"),
    ("姓名：王小宝 电话：19900005678 生日：2020-05-03", 5, "guardian"),
    ("姓名：王小明", 2, "--mobile"),
    ("19900005678", 2, "name"),
]


@pytest.mark.parametrize(("text", "status", "field"), REFUSED)
def test_what_a_field_cannot_take_is_said(desk: Desk, text: str, status: int, field: str) -> None:
    result = desk("member", "add", "-", "--json", stdin=text)
    assert (result.status, result.out, result.error["field"]) == (status, "", field)
    assert desk.json("member", "list") == []


def test_the_same_phone_is_refused_like_anywhere(desk: Desk) -> None:
    desk.ok("member", "add", "李红", "--mobile", "19900005678")
    assert desk("member", "add", "-", stdin="王小明 19900005678").status == 5


def test_an_application_is_pasted_likewise(desk: Desk) -> None:
    text = (
        "姓名：王小明 电话：19900005678\n会员卡类型：充值卡 办理金额：5000元 入会金额：200\n信息来源：☑单页 ☑路过 □报纸"
    )
    answer = desk.ok("member", "apply", "-", "--date", "2026-10-30", "--json", stdin=text).json
    told = {key: answer[key] for key in ("name", "card_type", "amount", "joining_amount", "source", "date")}
    assert told == {
        "name": "王小明",
        "card_type": "stored",
        "amount": "5000.00",
        "joining_amount": "200.00",
        "source": ["leaflet", "passing"],
        "date": "2026-10-30",
    }
