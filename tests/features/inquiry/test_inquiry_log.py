"""`inquiry log`: who it makes or finds, what it refuses, what it answers."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk

WANG = ("--name", "王小明", "--phone", "19900005678")
LOG = ("inquiry", "log")
PHONED = (*LOG, *WANG, "--channel", "phone", "--item", "激光祛斑")


def test_somebody_new_becomes_a_prospect_with_calls_of_the_phone_team(team: Desk) -> None:
    sources = ("--source", "户外广告、抖音", "--source", "朋友介绍(李四)")
    more = ("--minutes", 8, "--result", "有意向", "--note", "怕疼", "--address", "江苏省南通市崇川区人民路1号")
    assert team.json(*PHONED, *sources, *more) == {
        "id": 1,
        "date": "2026-10-31",
        "member": "M-00001",
        "name": "王小明",
        "standing": "prospect",
        "added": True,
        "converted": False,
        "channel": "phone",
        "item": "激光祛斑",
        "item_code": "jg-01",
        "source": ["户外广告", "抖音", "朋友介绍"],
        "source_detail": "李四",
        "first_deal": False,
        "amount": None,
        "booked": None,
        "minutes": 8,
        "result": "interest",
        "coaching": False,
        "converted_on": None,
        "by": "陈静",
        "store": "医疗美容医院",
        "note": "怕疼",
        "card": None,
        "followup": {"id": "1", "due_on": "2026-11-01"},
        "plan": [
            {"step": "day-1", "due_on": "2026-11-01"},
            {"step": "day-7", "due_on": "2026-11-07"},
            {"step": "month-1", "due_on": "2026-11-30"},
        ],
        "cancelled": [],
        "warnings": [],
        "operation": 3,
    }
    shown = team.json("member", "show", "王小明", "--reveal")
    assert {key: shown[key] for key in ("standing", "tier", "mobile", "address", "source", "joined_on")} == {
        "standing": "prospect",
        "tier": None,
        "mobile": "19900005678",
        "address": "江苏省南通市崇川区人民路1号",
        "source": "户外广告",
        "joined_on": None,
    }
    assert [(call["due_on"], call["assigned_to"]) for call in shown["followups"]] == [
        ("2026-11-01", "周婷"),
        ("2026-11-07", "周婷"),
        ("2026-11-30", None),
    ]


def test_a_first_deal_makes_a_member_of_that_day_and_starts_no_calls(team: Desk) -> None:
    deal = ("--first-deal", "--amount", "6800", "--date", "10-29", "--by", "周婷")
    answer = team.json(*LOG, *WANG, "--channel", "现场", "--item", "双眼皮", *deal)
    told = ("standing", "added", "converted", "first_deal", "amount", "booked", "by", "item", "item_code", "plan")
    assert {key: answer[key] for key in (*told, "followup")} == {
        "standing": "member",
        "added": True,
        "converted": False,
        "first_deal": True,
        "amount": "6800.00",
        "booked": None,
        "by": "周婷",
        # 切开 or 埋线: words that may mean both stay as they are
        "item": "双眼皮",
        "item_code": None,
        "plan": [],
        "followup": None,
    }
    shown = team.json("member", "show", "王小明")
    assert (shown["joined_on"], shown["tier"], shown["spend"]) == ("2026-10-29", "silver", "0.00")


def test_the_deal_can_be_booked_in_the_same_operation(team: Desk, everything: Any) -> None:
    before = everything(team.path)
    deal = ("--first-deal", "--amount", "6800", "--book", "切开双眼皮")
    answer = team.json(*LOG, *WANG, "--channel", "on-site", "--item", "双眼皮", *deal)
    assert (answer["booked"], len(answer["plan"]), answer["plan"][0]) == (
        1,
        6,
        {"step": "day-1", "due_on": "2026-11-01"},
    )
    bought = team.json("purchase", "list")
    assert [(entry["id"], entry["item"], entry["amount"]) for entry in bought] == [(1, "切开双眼皮", "6800.00")]
    team.ok("undo", "--yes")
    assert everything(team.path) == before


def test_a_purchase_that_is_there_is_pointed_to(team: Desk) -> None:
    team.json("member", "add", "王小明", "--mobile", "19900005678")
    bought = team.json("purchase", "add", "王小明", "--item", "其他", "--amount", "300")
    deal = ("--first-deal", "--amount", "300", "--booked", bought["id"])
    answer = team.json(*LOG, *WANG, "--channel", "on-site", "--item", "洁面", *deal)
    assert (answer["added"], answer["booked"]) == (False, bought["id"])
    assert len(team.json("purchase", "list")) == 1


@pytest.mark.parametrize(
    ("known", "said", "added"),
    [
        (("王小明", "--mobile", "19900005678"), ("王 小明", "199 0000 5678"), False),
        (("王小明", "--phone2", "19900005678"), ("王小明", "19900005678"), False),
        (("王小明", "--mobile", "19900005678", "--prospect"), ("王小明", "１９９００００５６７８"), False),
        # the same name is nobody: there are many 王小明
        (("王小明", "--mobile", "19900000001"), ("王小明", "19900005678"), True),
        (("王大明", "--mobile", "19900000001"), ("王小明", "19900005678"), True),
    ],
)
def test_who_it_finds(team: Desk, known: tuple[str, ...], said: tuple[str, str], added: bool) -> None:
    team.json("member", "add", *known)
    answer = team.json(*LOG, "--name", said[0], "--phone", said[1], "--channel", "phone", "--item", "洁面")
    assert (answer["added"], answer["member"]) == (added, "M-00002" if added else "M-00001")


def test_the_same_phone_and_another_name_is_refused_with_who_it_is(team: Desk) -> None:
    team.json("member", "add", "李四", "--mobile", "19900005678")
    error = team.refused(5, *PHONED)
    assert error == {
        "kind": "refused",
        "message": "The phone 19900005678 belongs to 李四. The same person: give that name; "
        "a family sharing it: --same-phone-ok.",
        "field": "--phone",
        "value": "19900005678",
        "candidates": [
            {"no": "M-00001", "name": "李四", "phone_tail": "5678", "tier": "银卡", "last_purchase_on": None}
        ],
    }
    assert team.json("inquiry", "list") == []
    assert team.json(*PHONED, "--same-phone-ok")["member"] == "M-00002"
    assert team.json(*LOG, "--name", "王五", *WANG[2:], *PHONED[6:], "--yes")["member"] == "M-00003"
    assert team.json(*PHONED)["member"] == "M-00002"


def test_without_a_phone_the_wechat_name_and_the_name_tell(team: Desk) -> None:
    said = (*LOG, "--name", "王小明", "--wechat", "wxm88", "--channel", "phone", "--item", "洁面")
    assert [team.json(*said)["member"] for _time in range(2)] == ["M-00001", "M-00001"]
    assert team.json(*LOG, "--name", "王大明", *said[4:])["member"] == "M-00002"


def test_what_is_empty_is_filled_and_what_differs_is_kept_and_told(team: Desk) -> None:
    team.json("member", "add", "王小明", "--mobile", "19900005678", "--address", "崇川区旧路1号")
    answer = team.json(*PHONED, "--address", "崇川区新路2号", "--wechat", "wxm88", "--source", "报纸")
    assert answer["warnings"] == [
        "王小明 has another address on record, which is kept: crmcli member edit M-00001 --address TEXT"
    ]
    shown = team.json("member", "show", "王小明", "--reveal")
    assert (shown["address"], shown["wechat"], shown["source"]) == ("崇川区旧路1号", "wxm88", "报纸")


def test_a_member_who_asks_gets_no_calls_of_a_prospect_and_the_way_to_plan_one(team: Desk) -> None:
    team.json("member", "add", "王小明", "--mobile", "19900005678")
    assert team.ok(*PHONED, "--result", "interest").out.splitlines() == [
        "1 王小明 · phone inquiry: 激光祛斑 · 陈静 · undo: crmcli undo 4",
        "  M-00001 is known as member",
        "  a member gets no calls of a prospect; one call: crmcli followup add M-00001 --due DAY",
    ]
    assert team.json("followup", "list") == []


def test_a_wish_not_to_be_contacted_is_told_and_nothing_is_shown_to_be_made(team: Desk) -> None:
    team.json("member", "add", "王小明", "--mobile", "19900005678", "--prospect")
    team.json("member", "edit", "王小明", "--do-not-contact", "不要打电话")
    assert team.json(*PHONED)["warnings"] == ["do not contact: 不要打电话"]
    assert team.json("followup", "due", "--ahead", "60", "--all", "--kind", "inquiry") == []


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        (("--minutes", 20), []),
        (("--minutes", 21), ["for coaching: the call took 21 minutes, 20 is the limit"]),
        (("--result", "interest"), []),
        (("--result", "appointment"), []),
        (("--result", "无意向"), ["for coaching: the call ended with neither interest nor appointment"]),
        (("--channel", "on-site", "--minutes", 90, "--result", "none"), []),
        ((), []),
    ],
)
def test_what_is_marked_for_coaching(team: Desk, ask: Any, words: tuple[Any, ...], marks: list[str]) -> None:
    answer = ask(team, *words)
    assert (answer["coaching"], answer["warnings"]) == (bool(marks), marks)
    marked = [line["id"] for line in team.json("inquiry", "list", "--coaching")]
    assert marked == ([1] if marks else [])


REFUSED = [
    (2, {"--name": None}, (), "--name"),
    (2, {"--phone": None}, (), "--phone"),
    (2, {"--channel": None}, (), "--channel"),
    (2, {"--item": None}, (), "--item"),
    (2, {"--phone": "199****5678"}, (), "--phone"),
    (2, {"--phone": "1990000"}, (), "--phone"),
    (2, {"--name": "王" * 61}, (), "--name"),
    (2, {"--channel": "传真"}, (), "--channel"),
    (2, {}, ("--result", "再说"), "--result"),
    (2, {}, ("--minutes", -1), "--minutes"),
    (2, {}, ("--minutes", 601), "--minutes"),
    (2, {}, ("--amount", 5), "--amount"),
    (2, {}, ("--first-deal", "--amount", "几百块"), "--amount"),
    (2, {}, ("--date", "明天"), "--date"),
    (4, {}, ("--by", "没有的人"), "--by"),
    (2, {}, ("--book", "其他"), "--book"),
    (4, {}, ("--first-deal", "--amount", 5, "--booked", 99), "--booked"),
]


@pytest.mark.parametrize(("status", "instead", "more", "field"), REFUSED)
def test_refusals_name_the_field_and_write_nothing(
    team: Desk, status: int, instead: dict[str, str | None], more: tuple[Any, ...], field: str
) -> None:
    usual = {"--name": "王小明", "--phone": "19900005678", "--channel": "phone", "--item": "洁面"}
    words = [word for option, value in {**usual, **instead}.items() if value for word in (option, value)]
    assert team.refused(status, *LOG, *words, *more)["field"] == field
    assert (team.json("inquiry", "list"), team.json("member", "list")) == ([], [])


@pytest.mark.parametrize("first", ["purchase", "first deal"])
def test_a_first_deal_is_the_first(team: Desk, ask: Any, first: str) -> None:
    if first == "purchase":
        team.json("member", "add", "王小明", "--mobile", "19900005678")
        team.json("purchase", "add", "王小明", "--item", "其他", "--amount", "5", "--date", "10-30")
    else:
        ask(team, "--first-deal", "--date", "10-30")
    error = team.refused(5, *PHONED, "--first-deal")
    assert error["message"] == "王小明 dealt with us on 2026-10-30 already; leave --first-deal away."


def test_undo_takes_the_person_along_and_redo_gives_everything_back(team: Desk, everything: Any) -> None:
    before = everything(team.path)
    team.json(*PHONED, "--source", "报纸")
    after = everything(team.path)
    team.ok("undo")
    assert everything(team.path) == before
    team.ok("redo")
    assert everything(team.path) == after
