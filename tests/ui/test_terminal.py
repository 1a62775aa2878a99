"""On a terminal: what is missing is asked for, a beginning of a name is enough, a set day is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from process import Screen, environment, run_on_terminal

from harness import Desk

AS_OF = "working as of 2026-10-31 Saturday 09:30"
LANGUAGE = {"CRMCLI_LANG": "en"}


def on_terminal(desk: Desk, *words: object, keys: tuple[str, ...] = (), columns: int = 120, **env: str) -> Screen:
    return run_on_terminal(
        desk.folder, *words, keys=keys, columns=columns, env=environment(desk.folder, **{**LANGUAGE, **env})
    )


def test_init_asks_and_takes_the_defaults(bare: Desk) -> None:
    screen = on_terminal(bare, "init", keys=("clinic\n", "\n", "城东店\n", "陈静\n", "y\n"))
    assert screen.status == 0, screen
    settings = {row["key"]: row["value"] for row in bare.json("config", "list")}
    people = bare.json("staff", "list")
    assert (settings["organisation"], settings["pack"]) == ("医疗美容医院", "clinic")
    assert [(person["name"], person["store"]) for person in people] == [("陈静", "城东店")]


def test_init_makes_nothing_where_no_protection_is_not_wanted(bare: Desk) -> None:
    screen = on_terminal(bare, "init", keys=("clinic\n", "\n", "\n", "陈静\n", "n\n"))
    assert screen.status == 5
    assert not bare.path.exists()


def test_member_add_asks_again_where_an_answer_cannot_be_taken(desk: Desk) -> None:
    screen = on_terminal(desk, "member", "add", keys=("王小明\n", "1990000\n", "１９９００００５６７８\n"))
    assert screen.status == 0, screen
    assert screen.lines[0] == "Name: 王小明"
    assert screen.lines[1] == AS_OF
    assert screen.lines[2] == "Mobile: 1990000"
    assert "1990000" in screen.lines[3]
    assert screen.lines[4:6] == ["Mobile: １９９００００５６７８", "M-00001 王小明 added · undo: crmcli undo 2"]
    assert desk.json("member", "show", "王小明", "--reveal")["mobile"] == "19900005678"


@pytest.mark.parametrize(("answer", "status", "members"), [("y", 0, 2), ("是", 0, 2), ("n", 5, 1), ("", 5, 1)])
def test_a_second_entry_of_the_same_mobile_is_asked_about(desk: Desk, answer: str, status: int, members: int) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    screen = on_terminal(desk, "member", "add", "王大明", "--mobile", "19900005678", keys=(f"{answer}\n",))
    assert screen.status == status, screen
    assert "M-00001  王小明  …5678  银卡" in screen.text
    assert len(desk.json("member", "list")) == members


def test_several_are_offered_by_number(desk: Desk) -> None:
    for name, mobile in (("王小明", "19900005678"), ("王小红", "19900000045")):
        desk.ok("member", "add", name, "--mobile", mobile)
    screen = on_terminal(desk, "show", "王", keys=("9\n", "2\n"))
    assert screen.status == 0, screen
    assert "Type a number from 1 to 2, or Enter for none." in screen.text
    assert screen.lines[-6:][0].startswith("M-00002  王小红") or "M-00002  王小红  银卡" in screen.text
    none = on_terminal(desk, "show", "王", keys=("\n",))
    assert none.status == 4


def test_a_purchase_is_asked_for_with_the_price_of_the_list(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    screen = on_terminal(desk, "buy", keys=("没有\n", "小明\n", "双眼皮\n", "1\n", "-3\n", "\n", "转账\n"))
    assert screen.status == 0, screen
    assert "No member fits 没有." in screen.text
    assert "Amount [6800.00]: -3" in screen.text
    bought = desk.json("purchase", "list")
    assert "Paid by (现金, 刷卡, 扫码支付, 转账, 会员卡余额) [现金]: 转账" in screen.text
    assert [(one["item"], one["amount"], one["pay"]) for one in bought] == [("切开双眼皮", "6800.00", "transfer")]


def test_what_is_not_in_the_list_is_asked_what_it_was(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    screen = on_terminal(desk, "buy", "王小明", "--item", "其他", "--amount", "30", keys=("面膜\n",))
    assert screen.status == 0, screen
    assert desk.json("purchase", "list")[0]["note"] == "面膜"


BEGINNINGS = [
    (("mem", "li"), 0),
    (("m", "fin", "王"), 0),
    (("fi", "王"), 0),
    (("pur", "list"), 0),
    (("d",), 2),
    (("member", "d"), 0),
    (("un", "99"), 4),
]


@pytest.mark.parametrize(("words", "status"), BEGINNINGS)
def test_the_only_beginning_of_a_name_is_enough(desk: Desk, words: tuple[str, ...], status: int) -> None:
    assert on_terminal(desk, *words).status == status


def test_several_names_that_begin_so_are_named(desk: Desk) -> None:
    screen = on_terminal(desk, "re")
    assert screen.status == 2
    assert "redo, restore" in screen.text


def test_the_set_day_is_said_in_a_terminal_and_only_where_it_is_used(desk: Desk) -> None:
    assert on_terminal(desk, "member", "list").lines[0] == AS_OF
    later = on_terminal(desk, "member", "list", "--today", "2026-11-02T08:00")
    assert later.lines[0] == "working as of 2026-11-02 Monday 08:00"
    assert "working" not in on_terminal(desk, "member", "--help").text


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_stopping_at_a_question_changes_nothing(desk: Desk, key: str) -> None:
    screen = on_terminal(desk, "member", "add", keys=("王小明\n", key))
    assert screen.status == 130
    assert screen.lines[-2] == "Stopped. The unfinished step has changed nothing."
    assert desk.json("member", "list") == []


def test_no_color_and_a_dumb_terminal_are_respected(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    assert "\x1b[" in on_terminal(desk, "member", "list", TERM="xterm-256color").text
    assert "\x1b[3" not in on_terminal(desk, "member", "list", TERM="xterm-256color", NO_COLOR="1").text
    assert "\x1b[" not in on_terminal(desk, "member", "list", TERM="dumb").text


def test_json_asks_nothing_even_in_a_terminal(desk: Desk) -> None:
    screen = on_terminal(desk, "member", "add", "--json")
    assert screen.status == 2
    assert '"field": "name"' in screen.text


def test_a_clerk_who_reads_chinese_is_asked_in_chinese(desk: Desk, tmp_path: Path) -> None:
    screen = on_terminal(desk, "member", "add", keys=("王小明\n", "19900005678\n"), CRMCLI_LANG="zh_CN")
    assert screen.lines[0] == "姓名：王小明"
    assert screen.lines[-2] == "已新增 M-00001 王小明 · 撤销：crmcli undo 2"
