"""`followup due --explain`: how every line came to its place, what is held back and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def morning(desk: Any, hire: Callable[..., None]) -> Any:
    """李娜 makes calls, 周婷 too and 王小明 belongs to her; 刘敏 was treated and does not want to be called."""
    hire(desk, "李娜", "follow-up")
    hire(desk, "周婷", "follow-up")
    desk.env(CRMCLI_AS="陈静", CRMCLI_TODAY="2026-10-25T09:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--owner", "周婷", "--birthday", "1990-11-02")
    desk.ok("member", "add", "刘敏", "--mobile", "19900005678", "--birthday", "1991-10-31")
    desk.ok("purchase", "add", "刘敏", "--item", "激光祛斑", "--amount", "1280", "--date", "today")
    desk.ok("followup", "add", "王小明", "--due", "10-28", "--purpose", "停车票", "--to", "李娜")
    desk.ok("followup", "add", "王小明", "--due", "11-01", "--purpose", "照片", "--to", "周婷")
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    return desk


def _explained(desk: Any, *options: str) -> dict[str, list[str]]:
    rows = desk.json("due", "--explain", *options)
    return {row["id"]: row["explain"] for row in rows if row["kind"] != "duty"}


def test_part_order_block_and_whose(morning: Any) -> None:
    number = morning.json("due", "--kind", "laser")[0]["id"]
    assert _explained(morning, "--ahead", "1") == {
        number: [
            "cannot wait: due on 2026-10-31, and kept on its day",
            f"within its part by day, promised time and number: 2026-10-31, no time promised, #{number}",
            "first of 2 lines of 刘敏, which stand together so that one call does",
            f"earlier steps of the same plan go with it: #{int(number) - 2}, #{int(number) - 1}",
            "assigned to 李娜, the first who is 回访专员",
            "nothing is to be promoted now: selling sentences are left out",
        ],
        "birthday:M-00002:2026": [
            "today: listed from 2026-10-28 on, in time until 2026-10-31",
            "within its part by day, promised time and number: 2026-10-28, no time promised, birthday:M-00002:2026",
            f"stands with #{number}, the first of 2 lines of 刘敏, so that one call does",
            "assigned to 李娜, the first who is 回访专员",
            "nothing is to be promoted now: selling sentences are left out",
        ],
        "7": [
            "overdue: was in time until 2026-10-28, 3 days late",
            "within its part by day, promised time and number: 2026-10-28, no time promised, #7",
            "first of 3 lines of 王小明, which stand together so that one call does",
            "assigned to 李娜 by hand",
        ],
        "birthday:M-00001:2026": [
            "today: listed from 2026-10-30 on, in time until 2026-11-02",
            "within its part by day, promised time and number: 2026-10-30, no time promised, birthday:M-00001:2026",
            "stands with #7, the first of 3 lines of 王小明, so that one call does",
            "told in the call of 李娜, whose line stands first",
            "assigned to 周婷, to whom the customer belongs and who is 回访专员",
        ],
        "8": [
            "ahead: due on 2026-11-01",
            "within its part by day, promised time and number: 2026-11-01, no time promised, #8",
            "stands with #7, the first of 3 lines of 王小明, so that one call does",
            "assigned to 周婷 by hand",
        ],
    }


def test_a_promised_time_and_a_call_that_was_moved(morning: Any) -> None:
    morning.ok("followup", "reschedule", "7", "--to", "今天15:30", "--reason", "客人开会")
    assert _explained(morning, "--kind", "manual")["7"] == [
        "cannot wait: promised for 2026-10-31 15:30",
        "first due on 2026-10-28; that day is kept when a call is moved",
        "within its part by day, promised time and number: 2026-10-31, 15:30, #7",
        "assigned to 李娜 by hand",
    ]


def test_nobodys_lines_say_why_they_stand_first(called: Any) -> None:
    assert _explained(called)["3"] == [
        "cannot wait: due on 2026-10-31, and kept on its day",
        "nobody has it: what is due and nobody's stands above all else",
        "within its part by day, promised time and number: 2026-10-31, no time promised, #3",
        "first of 3 lines of 王小明, which stand together so that one call does",
        "unassigned: nobody is 回访专员",
        "nothing is to be promoted now: selling sentences are left out",
    ]
    assert _explained(called)["2"] == [
        "today: due on 2026-10-31",
        "within its part by day, promised time and number: 2026-10-31, no time promised, #2",
        "stands with #3, the first of 3 lines of 王小明, so that one call does",
        "told in a call nobody has yet: the first line is nobody's",
        "assigned to 陈静 by hand",
        "nothing is to be promoted now: selling sentences are left out",
    ]


def test_what_is_held_back_is_listed_below_with_the_reason(morning: Any) -> None:
    morning.ok("member", "edit", "刘敏", "--do-not-contact", "别再打了", "--do-not-contact-until", "2026-12-31")
    rows = morning.json("due", "--explain", "--owner", "李娜")
    assert [(row["id"], row["part"], row["explain"]) for row in rows if row["part"] == "held-back"] == [
        (
            "birthday:M-00002:2026",
            "held-back",
            [
                "held back: does not want to be contacted: 别再打了; only care goes on",
                "the wish holds until 2026-12-31",
                "assigned to 李娜, the first who is 回访专员",
            ],
        )
    ]
    out = morning.ok("due", "--explain", "--owner", "李娜").out.splitlines()
    assert out[out.index("held back: 1 line") :] == [
        "held back: 1 line",
        "  刘敏  M-00002",
        "    birthday:M-00002:2026  生日问候 · 李娜",
        "      birthday on 2026-10-31, turns 35",
        "      · held back: does not want to be contacted: 别再打了; only care goes on",
        "      · the wish holds until 2026-12-31",
        "      · assigned to 李娜, the first who is 回访专员",
    ]


def test_what_is_promoted_while_somebody_recovers_is_held_back(morning: Any) -> None:
    morning.env(CRMCLI_TODAY="2026-10-25T09:30")
    morning.ok("member", "add", "何琳", "--mobile", "19900003456")
    morning.ok("followup", "add", "何琳", "--due", "10-31", "--purpose", "周年庆邀请", "--promotional", "--to", "李娜")
    morning.ok("purchase", "add", "何琳", "--item", "激光祛斑", "--amount", "1280")
    morning.env(CRMCLI_TODAY="2026-10-31T09:30")
    held = [row for row in morning.json("due", "--explain") if row["part"] == "held-back"]
    assert [row["explain"] for row in held] == [
        [
            "held back: it promotes something",
            "recovering since 2026-10-25: promote nothing until a follow-up records --recovered",
            "assigned to 李娜 by hand",
        ]
    ]


def test_without_explain_nothing_is_added(morning: Any) -> None:
    assert all("explain" not in row and row["part"] != "held-back" for row in morning.json("due"))
    assert "·  " not in morning.ok("due").out


def test_one_call_explained(morning: Any) -> None:
    assert morning.json("followup", "show", "birthday:M-00001:2026", "--explain")["explain"] == [
        "today: listed from 2026-10-30 on, in time until 2026-11-02",
        "within its part by day, promised time and number: 2026-10-30, no time promised, birthday:M-00001:2026",
        "stands with #7, the first of 2 lines of 王小明, so that one call does",
        "told in the call of 李娜, whose line stands first",
        "assigned to 周婷, to whom the customer belongs and who is 回访专员",
    ]
    assert morning.json("followup", "show", "8", "--explain")["explain"] == [
        "ahead: due on 2026-11-01",
        "within its part by day, promised time and number: 2026-11-01, no time promised, #8",
        "assigned to 周婷 by hand",
    ]
    morning.ok("done", "7", "接通")
    assert morning.json("followup", "show", "7", "--explain")["explain"] == []


def test_a_workbook_and_csv_take_it_too(morning: Any) -> None:
    assert morning.ok("due", "--explain", "--csv").out.splitlines()[0].endswith("explain")
    assert morning.ok("due", "--explain", "--xlsx", "due.xlsx").status == 0


def test_reading_writes_nothing(morning: Any, everything: Callable[..., Any]) -> None:
    before = everything(morning.path)
    morning.ok("due", "--explain", "--ahead", "30")
    assert everything(morning.path) == before
