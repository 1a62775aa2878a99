"""What following up leads to beyond the line itself: ways to somebody, the end of a plan, wishes, the ladder's end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Hire = Callable[[Any, str, str], None]


@pytest.fixture
def lost(desk: Any) -> Any:
    """周婷 (M-00002), whose number was wrong: 1 a treatment step waits, 7 is the data repair."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    ways = ("--phone2", "0513-85120000", "--wechat", "zt88", "--introduced-by", "王小明")
    desk.ok("member", "add", "周婷", "--mobile", "19900000002", *ways)
    desk.ok("purchase", "add", "周婷", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    desk.ok("done", "1", "错号")
    return desk


def _script(desk: Any, *words: str) -> str:
    return str(desk.json("followup", "show", "7", *words)["script"])


def test_a_data_repair_says_which_ways_are_known(lost: Any) -> None:
    said = "wrong: 19900000002; second phone: 0513-85120000; WeChat zt88; introduced by 王小明 19900001234"
    assert _script(lost) == said
    assert [line["script"] for line in lost.json("due", "--kind", "data-repair")] == [said]


def test_for_others_the_numbers_are_masked(desk: Any, hire: Hire) -> None:
    hire(desk, "李娜", "回访专员")
    hire(desk, "赵乙", "回访专员")
    desk.env(CRMCLI_AS="李娜")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "周婷", "--mobile", "19900000002", "--introduced-by", "王小明")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "报价")
    desk.ok("done", "1", "错号")
    show = ("followup", "show", "2")
    assert desk.json(*show)["script"] == "wrong: 19900000002; introduced by 王小明 19900001234"
    desk.env(CRMCLI_AS="赵乙")
    assert desk.json(*show)["script"] == "wrong: 199****0002; introduced by 王小明 199****1234"


def test_without_another_way_it_says_so(desk: Any) -> None:
    desk.ok("member", "add", "周婷", "--mobile", "19900000002")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "报价")
    desk.ok("done", "1", "错号")
    assert desk.json("followup", "show", "2")["script"] == (
        "wrong: 19900000002; no other way is on record, ask whoever served them"
    )


def test_the_last_call_of_a_plan_moved_says_when_the_plan_ends(lost: Any) -> None:
    moved = lost.ok("followup", "reschedule", "6", "--to", "2027-06-01", "--reason", "出国")
    assert (
        moved.out.split("\n")[1] == "  the last call of its plan: the plan ends on 2027-06-01 then, not on 2027-04-30"
    )
    earlier = lost.ok("followup", "reschedule", "5", "--to", "2027-02-01", "--reason", "出国")
    assert "plan ends" not in earlier.out
    row = lost.json("followup", "show", "6")
    assert (row["due_on"], row["original_due_on"]) == ("2027-06-01", "2027-04-30")


def test_a_wish_stops_what_is_still_to_come_and_never_care(desk: Any) -> None:
    """The birthday is days ahead and stored nowhere when the wish is told; the steps after a treatment go on."""
    desk.ok("member", "add", "周婷", "--mobile", "19900000002", "--birthday", "1990-11-20")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "报价")
    desk.ok("followup", "log", "周婷", "勿扰", "别再打了")
    desk.ok("purchase", "add", "周婷", "--item", "假体隆鼻", "--amount", "9800")
    kinds = {line["kind"] for line in desk.json("due", "--ahead", "60") if line["member"]}
    assert kinds == {"manual", "treatment"}
    refused = desk.refused(5, "followup", "add", "周婷", "--due", "today", "--purpose", "活动", "--promotional")
    assert "wishes no contact since 2026-10-31 (别再打了)" in refused["message"]


def test_at_the_ladder_s_end_a_person_decides_and_the_first_day_stays(desk: Any) -> None:
    desk.ok("member", "add", "周婷", "--mobile", "19900000002")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "报价")
    rungs = 3
    seen = []
    for _try in range(rungs + 1):
        answer = desk.json("done", "1", "未接")
        seen.append((answer["id"], answer["attempt"], answer["decide"], answer["original_due_on"]))
        desk.env(CRMCLI_TODAY=f"{answer['due_on']}T09:30")
    assert {(one[0], one[3]) for one in seen} == {("1", "2026-10-31")}
    assert [one[1] for one in seen] == list(range(1, rungs + 2))
    assert [one[2] for one in seen] == [False] * rungs + [True]
    (line,) = [line for line in desk.json("due") if line["id"] == "1"]
    assert line["why"].endswith("no retry left: decide how it goes on")
