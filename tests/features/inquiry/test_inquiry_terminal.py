"""At a terminal what is missing is asked for, one question each; and what the shell offers."""

from __future__ import annotations

from typing import Any

import pytest
from process import Screen, environment, run_on_terminal

from crmcli.features.inquiry.rules import CHANNELS, RESULTS
from harness import Desk


def on_terminal(desk: Desk, *words: object, keys: tuple[str, ...] = ()) -> Screen:
    env = environment(desk.folder, CRMCLI_LANG="en")
    return run_on_terminal(desk.folder, *words, keys=keys, columns=160, env=env)


def test_the_whole_form_is_asked_for(desk: Desk) -> None:
    keys = ("王小明\n", "1990\n", "19900005678\n", "传真\n", "电话\n", "双眼皮\n", "2\n", "报纸\n", "n\n", "有意向\n")
    screen = on_terminal(desk, "inquiry", "log", keys=keys)
    assert screen.status == 0, screen
    answer = desk.json("inquiry", "show", 1, "--reveal")
    told = ("name", "mobile", "channel", "item", "source", "first_deal", "result")
    assert [answer[key] for key in told] == [
        *("王小明", "19900005678", "phone", "埋线双眼皮", ["报纸"], False, "interest"),
    ]
    assert "Channel (phone inquiry, on-site inquiry): 传真" in screen.text
    assert "传真 is no way of asking" in screen.text
    assert "Which one? Enter: 双眼皮, as it is. 2" in screen.text


def test_a_first_deal_asks_for_its_amount(desk: Desk) -> None:
    keys = ("王小明\n", "19900005678\n", "现场\n", "洁面\n", "\n", "y\n", "很多\n", "380\n")
    screen = on_terminal(desk, "inquiry", "log", keys=keys)
    assert screen.status == 0, screen
    line = desk.json("inquiry", "list")[0]
    assert (line["first_deal"], line["amount"], line["source"], line["standing"]) == (True, "380.00", [], "member")


def test_where_everything_needed_is_given_nothing_is_asked(desk: Desk) -> None:
    words = ("--name", "王小明", "--phone", "19900005678", "--channel", "phone", "--item", "洁面")
    screen = on_terminal(desk, "inquiry", "log", *words)
    assert screen.status == 0, screen
    assert "?" not in screen.text


@pytest.mark.parametrize(("key", "member", "people"), [("1\n", "M-00001", 1), ("\n", "M-00002", 2)])
def test_the_same_phone_and_another_name_is_asked_about(desk: Desk, key: str, member: str, people: int) -> None:
    desk.json("member", "add", "李四", "--mobile", "19900005678")
    words = ("--name", "王小明", "--phone", "19900005678", "--channel", "phone", "--item", "洁面")
    screen = on_terminal(desk, "inquiry", "log", *words, keys=(key,))
    assert screen.status == 0, screen
    assert "The phone is known. Which of them asks? Enter: somebody else, 王小明." in screen.text
    assert desk.json("inquiry", "list")[0]["member"] == member
    assert len(desk.json("member", "list")) == people


def test_a_purchase_of_that_day_and_amount_is_offered(desk: Desk) -> None:
    desk.json("member", "add", "王小明", "--mobile", "19900005678")
    desk.json("purchase", "add", "王小明", "--item", "其他", "--amount", "380")
    words = ("--name", "王小明", "--phone", "19900005678", "--channel", "phone", "--item", "洁面")
    screen = on_terminal(desk, "inquiry", "log", *words, "--first-deal", "--amount", "380", keys=("1\n",))
    assert screen.status == 0, screen
    assert desk.json("inquiry", "list")[0]["booked"] == 1


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("inquiry", ""), ["log", "list", "show", "script", "convert"]),
        (("inquiry", "log", "--channel", ""), ["phone", "on-site"]),
        (("inquiry", "log", "--result", "a"), ["appointment"]),
        (("inquiry", "log", "--book", "激光祛斑"), ["激光祛斑"]),
        (("inquiry", "show", ""), ["2", "1"]),
        (("inquiry", "convert", "xm"), ["王小明"]),
    ],
)
def test_what_the_shell_offers(desk: Desk, ask: Any, words: tuple[str, ...], offered: list[str]) -> None:
    from crmcli.complete import offers

    ask(desk)
    ask(desk)
    assert [value for value, _told in offers(words, "zsh")] == offered


def test_the_words_of_a_question_may_be_typed_in_chinese(desk: Desk) -> None:
    """What the catalog shows is one of the words that are taken."""
    from crmcli.language import _, use_language

    use_language("zh_CN")
    shown: list[Any] = [(one, _(one.label)) for one in (*CHANNELS, *RESULTS)]
    use_language("en")
    assert [text for one, text in shown if text not in (one.label, *one.chinese)] == []
