"""`inquiry list` and `inquiry show`, and the inquiries on the member's screen: what is shown, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.features.inquiry.sheet import intake_records
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

LI = ("--name", "李四", "--phone", "19900000045")
ZHAO = ("--name", "赵六", "--phone", "19900000061")


@pytest.fixture
def asked(team: Desk, ask: Any) -> Desk:
    """1 王小明 20 October by phone · 2 李四 25th on site, a first deal · 3 王小明 28th by phone, 30 minutes ·
    4 赵六 29th on site, received by 周婷 · 5 赵六 30th by phone · 6 王小明 today.
    """
    ask(team, "--date", "10-20", "--address", "江苏省南通市崇川区人民路1号")
    ask(team, "--channel", "on-site", "--date", "10-25", "--first-deal", "--amount", "1280", "--source", "媒体", who=LI)
    ask(team, "--item", "隆鼻", "--date", "10-28", "--minutes", 30, "--source", "抖音、户外广告")
    ask(team, "--channel", "on-site", "--date", "10-29", "--by", "周婷", who=ZHAO)
    ask(team, "--date", "10-30", who=ZHAO)
    ask(team, "--result", "none")
    return team


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), [6, 5, 4, 3, 2, 1]),
        (("--from", "10-25", "--to", "10-29"), [4, 3, 2]),
        (("--from", "today"), [6]),
        (("--to", "月底"), [6, 5, 4, 3, 2, 1]),
        (("--channel", "现场"), [4, 2]),
        (("--channel", "phone"), [6, 5, 3, 1]),
        (("--by", "周婷"), [4]),
        (("--first-deal",), [2]),
        (("--prospect",), [6, 5, 4, 3, 1]),
        (("--coaching",), [6, 3]),
        (("--coaching", "--to", "10-29"), [3]),
        (("--limit", 2), [6, 5]),
    ],
)
def test_what_fits(asked: Desk, words: tuple[Any, ...], ids: list[int]) -> None:
    assert [line["id"] for line in asked.json("inquiry", "list", *words)] == ids


def test_a_line_whole_with_the_phone_masked_unless_it_is_revealed(asked: Desk) -> None:
    line = {
        "id": 3,
        "date": "2026-10-28",
        "member": "M-00001",
        "name": "王小明",
        "mobile": "199****5678",
        "standing": "prospect",
        "channel": "phone",
        "item": "隆鼻",
        "item_code": None,
        "source": ["抖音", "户外广告"],
        "source_detail": None,
        "first_deal": False,
        "amount": None,
        "booked": None,
        "minutes": 30,
        "result": None,
        "coaching": True,
        "converted_on": None,
        "by": "陈静",
        "store": "医疗美容医院",
        "note": None,
    }
    only = ("inquiry", "list", "--from", "10-28", "--to", "10-28")
    assert asked.json(*only) == [line]
    assert asked.json(*only, "--reveal") == [line | {"mobile": "19900005678"}]
    session = Session(Shared(db=str(asked.path)))
    logged = session.db.execute("SELECT what, detail, count FROM access_log").fetchall()
    assert [tuple(row) for row in logged] == [("reveal", "inquiry list", 1)]
    session.close()


def test_who_asks_again_and_again_and_never_comes(asked: Desk) -> None:
    """赵六 came on the 29th, 李四 dealt: whatever the filter, they are not undecided."""
    wang = {
        "member": "M-00001",
        "name": "王小明",
        "mobile": "199****5678",
        "inquiries": 3,
        "first_on": "2026-10-20",
        "last_on": "2026-10-31",
        "items": ["激光祛斑", "隆鼻"],
    }
    assert asked.json("inquiry", "list", "--undecided") == [wang]
    assert asked.json("inquiry", "list", "--undecided", "--channel", "phone") == [wang]
    since = asked.json("inquiry", "list", "--undecided", "--from", "10-21")
    assert [(one["inquiries"], one["first_on"]) for one in since] == [(2, "2026-10-28")]
    asked.json("inquiry", "convert", "王小明")
    assert asked.json("inquiry", "list", "--undecided") == []
    assert asked.ok("inquiry", "list", "--undecided").out == "Nobody asked repeatedly and stayed away.\n"


@pytest.mark.parametrize(
    ("status", "words", "field"),
    [
        (2, ("--limit", 0), "--limit"),
        (2, ("--from", "32号"), "--from"),
        (2, ("--to", "某天"), "--to"),
        (2, ("--channel", "传真"), "--channel"),
        (4, ("--by", "没有的人"), "--by"),
        (2, ("--first-deal", "--prospect"), "--prospect"),
        (2, ("--undecided", "--coaching"), "--coaching"),
        (2, ("--undecided", "--first-deal"), "--first-deal"),
    ],
)
def test_wrong_filters(asked: Desk, status: int, words: tuple[Any, ...], field: str) -> None:
    assert asked.refused(status, "inquiry", "list", *words)["field"] == field


def test_show_whole(asked: Desk) -> None:
    shown = asked.json("inquiry", "show", 3)
    assert {key: shown[key] for key in ("id", "mobile", "address", "wechat", "followups", "warnings")} == {
        "id": 3,
        "mobile": "199****5678",
        "address": "江苏省南通市崇川区****",
        "wechat": None,
        "followups": [
            _call("13", "day-1", "咨询次日：解答顾虑，约面诊", "2026-11-01", "周婷"),
            _call("14", "day-7", "咨询后一周：再约面诊", "2026-11-07", "周婷"),
            _call("15", "month-1", "咨询后一个月仍未到院：主管回访，判断是否继续跟进", "2026-11-30", None),
        ],
        "warnings": ["for coaching: the call took 30 minutes, 20 is the limit"],
    }
    assert [one["id"] for one in shown["others"]] == [6, 1]
    assert asked.json("inquiry", "show", "王小明")["id"] == 6
    assert asked.json("inquiry", "show", "王小明", "--reveal")["address"] == "江苏省南通市崇川区人民路1号"


def _call(number: str, step: str, purpose: str, due_on: str, who: str | None) -> dict[str, Any]:
    return {"id": number, "step": step, "purpose": purpose, "due_on": due_on, "state": "open", "assigned_to": who}


def test_show_for_the_eye(asked: Desk) -> None:
    lines = asked.ok("inquiry", "show", 2).out.splitlines()
    assert lines[0] == "2  2026-10-25  M-00002  李四  member  first deal"
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "way of asking on-site inquiry",
        "asked about 激光祛斑",
        "mobile 199****0045",
        "heard of us by 媒体",
        "amount 1,280.00",
        "received by 陈静",
    ]


def test_what_show_does_not_find(asked: Desk) -> None:
    asked.json("member", "add", "钱七", "--mobile", "19900000077")
    assert asked.refused(4, "inquiry", "show", 99)["message"] == "There is no inquiry 99. See: crmcli inquiry list"
    assert asked.refused(4, "inquiry", "show", "钱七")["message"] == "钱七 never asked. See: crmcli inquiry list"


def test_the_members_screen_shows_the_last_inquiries(asked: Desk) -> None:
    shown = asked.json("member", "show", "王小明")
    assert [(one["id"], one["date"], one["item"], one["coaching"]) for one in shown["inquiries"]] == [
        (6, "2026-10-31", "激光祛斑", True),
        (3, "2026-10-28", "隆鼻", True),
        (1, "2026-10-20", "激光祛斑", False),
    ]
    lines = asked.ok("member", "show", "王小明").out.splitlines()
    at = lines.index("Asked about")
    assert lines[at + 1] == "  2026-10-31  6  激光祛斑  phone inquiry"


def test_the_history_tells_of_them(asked: Desk) -> None:
    asked.json("inquiry", "convert", "王小明")
    lines = asked.json("member", "history", "王小明")
    told = [(line["what"], line["values"]) for line in lines if line["table"] == "inquiry"]
    assert told == [
        ("inquiry 6 changed", "member since - → 2026-10-31"),
        ("inquiry 6 added", "2026-10-31 · phone · 激光祛斑 · neither interest nor appointment"),
        ("inquiry 3 added", "2026-10-28 · phone · 隆鼻"),
        ("inquiry 1 added", "2026-10-20 · phone · 激光祛斑"),
    ]


def test_a_dot_is_whoever_asked_last(asked: Desk) -> None:
    assert asked.json("member", "show", ".")["name"] == "王小明"


def test_the_rows_of_the_sheet(asked: Desk) -> None:
    from datetime import date

    session = Session(Shared(db=str(asked.path)))
    rows = list(intake_records(session, "2026-10-25", "2026-10-28"))
    session.close()
    assert rows == [
        {
            "asked_on": date(2026, 10, 25),
            "channel": "on-site",
            "name": "李四",
            "phone": "19900000045",
            "address": None,
            "item": "激光祛斑",
            "source": ["media"],
            "first_deal": "yes",
            "amount": 128000,
            "received_by": "陈静",
        },
        {
            "asked_on": date(2026, 10, 28),
            "channel": "phone",
            "name": "王小明",
            "phone": "19900005678",
            "address": "江苏省南通市崇川区人民路1号",
            "item": "隆鼻",
            "source": ["抖音", "outdoor"],
            "first_deal": "no",
            "amount": None,
            "received_by": "陈静",
        },
    ]
