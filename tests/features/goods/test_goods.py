"""Goods held for customers: put aside, told of, fetched, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import opened

from crmcli.complete import offers
from crmcli.features import derived
from crmcli.features.goods.reminder import told_on
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

HELD = {
    "id": 1,
    "member": "M-00001",
    "name": "王小红",
    "mobile": "199****5678",
    "item": "修复面膜",
    "quantity": 2,
    "place": "前台2号柜",
    "held_on": "2026-10-31",
    "days": 0,
    "remind_on": "2026-11-07",
    "state": "held",
    "by": "陈静",
    "closed_on": None,
    "closed_by": None,
    "collected_by": None,
    "reason": None,
    "note": "赠品",
}


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """陈静 is at the desk, which makes the calls about goods; two masks are held for 王小红."""
    desk.ok("staff", "add", "周敏", "--role", "前台咨询员")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小红", "--mobile", "19900005678")
    desk.ok("member", "add", "李四", "--mobile", "19900000045")
    more = ("--quantity", "2", "--place", "前台2号柜", "--note", "赠品")
    assert desk.json("goods", "hold", "王小红", "--item", "修复面膜", *more) == HELD | {"operation": 5}
    return desk


def at(desk: Desk, day: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=f"{day}T09:30")


def due(desk: Desk, *words: object) -> list[tuple[Any, ...]]:
    lines = [line for line in desk.json("followup", "due", *words) if line["kind"] == "goods"]
    return [(line["id"], line["due_on"], line["days_late"], line["why"]) for line in lines]


FIRST = "goods:M-00001:2026-11-07:1"
WHY = "修复面膜×2 held since 2026-10-31"


def test_told_from_the_day_on_until_they_are_fetched(shop: Desk, dump: Callable[..., Any]) -> None:
    seen = {}
    for day in ("2026-11-06", "2026-11-07", "2026-11-09", "2027-02-01"):
        at(shop, day)
        seen[day] = due(shop)
    assert seen == {
        "2026-11-06": [],
        "2026-11-07": [(FIRST, "2026-11-07", 0, WHY)],
        "2026-11-09": [(FIRST, "2026-11-07", 2, WHY)],
        "2027-02-01": [(FIRST, "2026-11-07", 86, WHY)],
    }
    at(shop, "2026-11-07")
    (line,) = [line for line in shop.json("followup", "due") if line["kind"] == "goods"]
    assert line["assigned_to"] == "周敏"
    assert line["script"].startswith("王小红您好，我是院里的前台。您的修复面膜×2从10月31日起给您留在前台，")
    before = dump(shop.path, (*FACTS, *DERIVED))
    closed = {"state": "collected", "days": 7, "closed_on": "2026-11-07", "closed_by": "陈静", "collected_by": "她先生"}
    assert shop.json("goods", "collect", "王小红", "--by", "她先生") == HELD | closed | {"operation": 6}
    assert due(shop) == []
    shop.ok("undo")
    assert dump(shop.path, (*FACTS, *DERIVED)) == before
    shop.ok("redo")
    assert due(shop) == []


def test_after_a_call_it_comes_again_while_they_lie_there(shop: Desk) -> None:
    at(shop, "2026-11-08")
    shop.ok("followup", "done", "王小红", "接通", "下周来")
    seen = {}
    for day in ("2026-11-08", "2026-11-14", "2026-11-15"):
        at(shop, day)
        seen[day] = due(shop)
    again = "goods:M-00001:2026-11-15:1"
    assert seen == {"2026-11-08": [], "2026-11-14": [], "2026-11-15": [(again, "2026-11-15", 0, WHY)]}
    shop.ok("followup", "skip", again, "--reason", "其他")
    at(shop, "2026-11-22")
    assert [line[0] for line in due(shop)] == ["goods:M-00001:2026-11-22:1"]


def test_the_day_agreed_on_is_the_day_of_the_next_call(shop: Desk, dump: Callable[..., Any]) -> None:
    at(shop, "2026-11-07")
    before = dump(shop.path, (*FACTS, *DERIVED))
    (made,) = shop.json("followup", "done", "王小红", "接通", "--next", "11-10")
    again = "goods:M-00001:2026-11-10:1"
    assert made["next"] == {"id": again, "due_on": "2026-11-10"}
    at(shop, "2026-11-10")
    assert due(shop) == [(again, "2026-11-10", 0, WHY)]
    # it goes with the goods: no other call was planned
    shop.ok("goods", "collect", "王小红")
    assert due(shop) == []
    assert shop.json("followup", "list", "--member", "王小红", "--state", "open") == []
    shop.ok("undo")
    at(shop, "2026-11-07")
    shop.ok("undo")
    assert dump(shop.path, (*FACTS, *DERIVED)) == before


def test_a_call_put_off_goes_with_the_goods(shop: Desk) -> None:
    at(shop, "2026-11-07")
    shop.ok("followup", "done", FIRST, "未接")
    shop.ok("goods", "return", "王小红", "--reason", "不要了")
    at(shop, "2026-11-09")
    assert due(shop) == []
    shop.ok("undo")
    assert [line[1:3] for line in due(shop)] == [("2026-11-08", 1)]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("hold", "李四", "--item", "伞", "--quantity", "0"), 2, "0 is no quantity; give 1 or more."),
        (("hold", "李四", "--item", "伞", "--remind", "昨天"), 2, "昨天 has passed; give today or a later day"),
        (("hold", "李四"), 2, "What is held is missing: give --item."),
        (("hold",), 2, None),
        (("collect", "李四"), 4, "Nothing is held for 李四."),
        (("collect", "7"), 4, "No goods have the number 7. See: crmcli goods list --all"),
        (("return", "王小红"), 2, "Reason is missing: give --reason."),
    ],
)
def test_what_is_refused(
    shop: Desk, dump: Callable[..., Any], words: tuple[str, ...], status: int, message: str | None
) -> None:
    before = dump(shop.path, FACTS)
    error = shop.refused(status, "goods", *words)
    assert message is None or error["message"] == message
    assert dump(shop.path, FACTS) == before


BACK = ("return", "1", "--reason", "坏了")


@pytest.mark.parametrize(("first", "told"), [(("collect", "1"), "fetched"), (BACK, "put back")])
@pytest.mark.parametrize("second", [("collect", "1"), BACK])
def test_they_are_closed_once(shop: Desk, first: tuple[str, ...], told: str, second: tuple[str, ...]) -> None:
    number = shop.json("goods", *first)["operation"]
    assert shop.refused(5, "goods", *second)["message"] == (
        f"Goods 1 of 王小红 are no longer held: {told} on 2026-10-31. To change it: crmcli undo {number}"
    )


def test_of_several_one_is_named_and_the_rest_is_told_of(shop: Desk) -> None:
    shop.ok("goods", "hold", "王小红", "--item", "防晒伞", "--remind", "今天")
    error = shop.refused(4, "goods", "collect", "王小红")
    assert (error["message"], [one["id"] for one in error["candidates"]]) == (
        "2 things are held for 王小红; name one by its number.",
        [1, 2],
    )
    assert shop.ok("goods", "collect", "2").out == (
        "2 王小红 · 防晒伞: fetched · 陈静 · undo: crmcli undo 7\n  still held: 1 王小红 · 修复面膜×2\n"
    )


def test_the_list_has_what_lies_longest_first(shop: Desk) -> None:
    at(shop, "2026-11-20")
    shop.ok("goods", "hold", "李四", "--item", "防晒伞")
    at(shop, "2026-12-01")
    assert [(row["id"], row["days"], row["state"]) for row in shop.json("goods", "list")] == [
        (1, 31, "held"),
        (2, 11, "held"),
    ]
    assert [row["id"] for row in shop.json("goods", "list", "--member", "李四")] == [2]
    shop.ok("goods", "collect", "王小红")
    assert [row["id"] for row in shop.json("goods", "list")] == [2]
    assert [row["state"] for row in shop.json("goods", "list", "--all")] == ["collected", "held"]
    assert shop.ok("goods", "list", "--held").out.splitlines()[1].split()[:4] == ["2", "2026-11-20", "11", "防晒伞"]


def test_member_show_and_history_tell_of_them(shop: Desk) -> None:
    assert shop.json("member", "show", "王小红")["goods"] == [HELD]
    assert "Goods held\n  since 2026-10-31  1  修复面膜×2  前台2号柜\n" in shop.ok("show", "王小红").out
    shop.ok("goods", "collect", "王小红")
    told = [(line["what"], line["values"]) for line in shop.json("member", "history", "王小红")][:2]
    assert told == [
        ("goods held 1 changed", "state held → fetched · closed - → 2026-10-31 · closed by - → 陈静"),
        ("goods held 1 added", "修复面膜 · 2 · 前台2号柜 · 2026-11-07 · 赠品"),
    ]


def test_what_is_derived_is_what_the_facts_make(shop: Desk) -> None:
    at(shop, "2026-11-07")
    shop.ok("followup", "done", FIRST, "未接")
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(shop.path)))
    with opened(shop.path) as db:
        assert verify.derived_differences(db, derived.derivation(session)) == {}
    session.close()


def test_a_club_holds_goods_too(bare: Desk) -> None:
    bare.ok("init", "--pack", "club", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小红", "--mobile", "19900005678")
    bare.ok("goods", "hold", "王小红", "--item", "球拍", "--remind", "今天")
    (line,) = [line for line in bare.json("followup", "due") if line["kind"] == "goods"]
    assert line["script"].startswith("王小红您好，我是俱乐部前台。您的球拍从10月31日起给您留在前台，")


@pytest.mark.parametrize(
    ("words", "incomplete", "offered"),
    [(["goods", "collect"], "", ["1"]), (["goods", "collect"], "王", ["王小红"])],
)
def test_the_shell_offers(shop: Desk, words: list[str], incomplete: str, offered: list[str]) -> None:
    assert [str(value) for value, _told in offers([*words, incomplete])] == offered


@pytest.mark.parametrize(
    ("remind_on", "called_for", "called_on", "on"),
    [
        ("2026-11-07", None, None, "2026-11-07"),
        ("2026-11-07", "2026-11-07", "2026-11-09", "2026-11-16"),
        # called before the day came
        ("2026-11-07", "2026-11-07", "2026-10-31", "2026-11-14"),
        # another day was agreed on
        ("2026-11-10", "2026-11-07", "2026-11-08", "2026-11-10"),
        ("2026-11-10", "2026-11-10", "2026-11-10", "2026-11-17"),
    ],
)
def test_the_day_to_tell_them(remind_on: str, called_for: str | None, called_on: str | None, on: str) -> None:
    assert told_on(remind_on, called_for, called_on, 7) == on


@given(st.dates(), st.dates(), st.dates(), st.integers(1, 366))
def test_after_a_call_the_next_one_has_a_day_of_its_own(remind: Any, called: Any, on_day: Any, wait: int) -> None:
    """Or its key would be taken, and the goods forgotten."""
    try:
        on = told_on(remind.isoformat(), called.isoformat(), on_day.isoformat(), wait)
    except OverflowError:
        return
    assert on > called.isoformat()
