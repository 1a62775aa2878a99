"""`member add --ask` and a text pasted at a terminal: questions in the order of the paper form, shown, agreed to."""

from __future__ import annotations

import pytest
from process import Screen, environment, run_on_terminal

from crmcli.features.member.asking import paper_order
from crmcli.packs.load import load
from harness import Desk

#: Answers to every question of `member add --ask` in the clinic, in order; an empty one skips.
ANSWERS = {
    "card no.": "A1",
    "name": "钱七",
    "gender": "女",
    "birthday": "1990-05-03",
    "address": "南通市崇川区",
    "mobile": "19900003333",
    "second phone": "",
    "employer": "",
    "e-mail": "",
    "WeChat": "",
    "kind of ID": "2",
    "ID number": "E12345678",
    "interests": "1 3",
    "heard of us by": "8",
    "introduced by": "李红",
    "industry": "2",
    "occupation": "",
    "owner": "",
    "note": "怕疼",
}


def on_terminal(desk: Desk, *words: str, keys: tuple[str, ...]) -> Screen:
    return run_on_terminal(desk.folder, *words, keys=keys, env=environment(desk.folder, CRMCLI_LANG="en"))


def typed(answers: dict[str, str], *more: str) -> tuple[str, ...]:
    return tuple(f"{answer}\n" for answer in (*answers.values(), *more))


def test_every_field_is_asked_in_the_order_of_the_form(desk: Desk) -> None:
    desk.ok("member", "add", "李红", "--mobile", "19900001234")
    screen = on_terminal(desk, "member", "add", "--ask", keys=typed(ANSWERS, "y"))
    assert screen.status == 0, screen
    asked = [line.split(": ")[0].rstrip(":") for line in screen.lines if line.split(":")[0] in ANSWERS]
    assert asked == list(ANSWERS)
    assert "  1 身份证  2 护照  3 港澳台居民居住证" in screen.text
    assert screen.lines[screen.lines.index("  name            钱七") :] == [
        "  name            钱七",
        "  card no.        A1",
        "  gender          female",
        "  birthday        1990-05-03",
        "  mobile          19900003333",
        "  kind of ID      护照",
        "  ID number       E12345678",
        "  address         南通市崇川区",
        "  industry        IT",
        "  interests       眼部, 面部轮廓",
        "  heard of us by  朋友介绍",
        "  introduced by   M-00001",
        "  note            怕疼",
        "Write it? [y/N] y",
        "M-00002 钱七 added · undo: crmcli undo 3",
        "",
    ]
    kept = desk.json("member", "show", "m2", "--reveal")
    told = ("card_no", "gender", "birthday", "id_type", "interest", "source", "introduced_by", "industry", "note")
    assert [kept[key] for key in told] == [
        *("A1", "female", "1990-05-03", "护照", ["眼部", "面部轮廓"], "朋友介绍", "M-00001", "IT", "怕疼"),
    ]


WRONG = [
    ("gender", "不男不女", "不男不女 is no gender; give male or female (男 or 女)"),
    ("birthday", "1990-13-01", "1990-13-01 is not a day: there is no month 13"),
    ("mobile", "1990000", "1990000 is not a phone number by its length (7)"),
    ("heard of us by", "99", "99 is no number of the list; give 1 to 14, or a word"),
    ("kind of ID", "1 2", "1 2 is no number of the list; give 1 to 8, or a word"),
    ("introduced by", "没有", "No member fits 没有."),
]


def test_wrong_answers_are_asked_again(desk: Desk) -> None:
    desk.ok("member", "add", "李红", "--mobile", "19900001234")
    wrong = {field: answer for field, answer, _sentence in WRONG}
    keys = [key for field, answer in ANSWERS.items() for key in ([wrong[field]] if field in wrong else []) + [answer]]
    screen = on_terminal(desk, "member", "add", "--ask", keys=tuple(f"{key}\n" for key in [*keys, "y"]))
    assert screen.status == 0, screen
    for _field, _answer, sentence in WRONG:
        assert sentence in screen.text
    assert desk.json("member", "show", "m2")["name"] == "钱七"


def skipped(*given: str) -> tuple[str, ...]:
    """Enter for every question but those `given`, which are not asked; nor is what hangs on an answer."""
    return tuple("\n" for question in ANSWERS if question not in (*given, "introduced by"))


def test_enter_skips_everything_but_the_name_and_what_reaches_the_member(desk: Desk) -> None:
    keys = ("\n", "\n", "钱七\n", *skipped("card no.", "name"), "y\n", "19900003333\n")
    screen = on_terminal(desk, "member", "add", "--ask", keys=keys)
    assert screen.status == 0, screen
    assert screen.lines.count("name:") == 1
    assert desk.json("member", "show", "m1", "--reveal")["mobile"] == "19900003333"


def test_what_was_given_is_not_asked(desk: Desk) -> None:
    words = ("member", "add", "钱七", "--mobile", "19900003333", "--ask")
    screen = on_terminal(desk, *words, keys=(*skipped("name", "mobile"), "y\n"))
    assert screen.status == 0, screen
    assert not [line for line in screen.lines if line.startswith(("name:", "mobile:"))]


def test_a_childs_guardian_is_asked_for(desk: Desk) -> None:
    answers = ANSWERS | {"birthday": "2016-05-03", "introduced by": "", "heard of us by": "", "note": "王大明"}
    del answers["introduced by"]
    more = ("19900001111", "2026-10-01", "", "y")
    screen = on_terminal(desk, "member", "add", "--ask", keys=typed(answers, *more))
    assert screen.status == 0, screen
    shown = desk.json("member", "show", "m1", "--reveal")
    assert (shown["guardian"], shown["guardian_phone"], shown["guardian_consent_on"]) == (
        *("王大明", "19900001111", "2026-10-01"),
    )


@pytest.mark.parametrize("key", ["n\n", "\n"])
def test_what_is_not_agreed_to_is_not_written(desk: Desk, key: str) -> None:
    words = ("member", "add", "钱七", "--mobile", "19900003333", "--ask")
    screen = on_terminal(desk, *words, keys=(*skipped("name", "mobile"), key))
    assert (screen.status, screen.lines[-2]) == (130, "Nothing was written.")
    assert desk.json("member", "list") == []


def test_a_text_is_pasted_shown_and_agreed_to(desk: Desk) -> None:
    keys = ("姓名：王小明 星座：天蝎\n", "电话：19900005678 生日：农历腊月三十\n", "\n", "y\n")
    screen = on_terminal(desk, "member", "add", "-", keys=keys)
    assert screen.status == 0, screen
    assert screen.lines[screen.lines.index("  name      王小明") :] == [
        "  name      王小明",
        "  birthday  lunar 12-30",
        "  mobile    19900005678",
        "  note      星座：天蝎",
        "! not understood, put into the note: 星座：天蝎",
        "Write it? [y/N] y",
        "M-00001 王小明 added · undo: crmcli undo 2",
        "  not understood, put into the note: 星座：天蝎",
        "",
    ]


def test_in_a_terminal_somebody_says_which_name_it_is(desk: Desk) -> None:
    screen = on_terminal(desk, "member", "add", "-", keys=("王小明 李红 19900005678\n", "\n", "2\n", "y\n"))
    assert screen.status == 0, screen
    shown = desk.json("member", "show", "m1")
    assert (shown["name"], shown["note"]) == ("李红", "王小明")


def test_an_application_is_asked_field_by_field(desk: Desk) -> None:
    keys = [
        "",
        "1",
        "A1",
        "5000",
        "钱七",
        "",
        "",
        "",
        "19900003333",
        *[""] * 6,
        "7",
        "李娜",
        "",
        "",
        "200",
        "毛巾",
        "100",
    ]
    screen = on_terminal(desk, "member", "apply", "--ask", keys=tuple(f"{key}\n" for key in [*keys, "", "", "y"]))
    assert screen.status == 0, screen
    assert "M-00001 钱七 joined · 充值卡 A1 5,000.00" in screen.text
    desk.ok("undo", "--yes")
    assert desk.json("member", "list") == []


def test_the_order_is_the_forms_own() -> None:
    assert paper_order(load("club", None))[:6] == ["organisation", "date", "card_type", "card_no", "amount", "name"]
