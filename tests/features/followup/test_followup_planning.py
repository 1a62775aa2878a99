"""`followup add`, `reschedule`, `skip`, `log`, `show` and `list`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

BIRTHDAY = "birthday:M-00001:2026"
DAY_3 = "术后第3天：问感受，逐条解答疑问，不留纠纷隐患"


def test_add(called: Any, facts: Any) -> None:
    answer = called.json("followup", "add", "wxm", "--due", "下周五下午3点", "--purpose", " 送报告 ")
    assert answer == {
        "id": "9",
        "member": "M-00001",
        "name": "王小明",
        "purpose": "送报告",
        "state": "open",
        "due_on": "2026-11-06",
        "due_at": "2026-11-06T15:00:00+08:00",
        "original_due_on": "2026-11-06",
        "reason": None,
        "operation": 6,
    }
    row = facts(called.path, "followup")[8]
    assert {key: row[key] for key in ("kind", "care", "promotional", "assigned_id", "plan")} == {
        "kind": "manual",
        "care": 1,
        "promotional": 0,
        "assigned_id": 1,
        "plan": None,
    }


def test_add_says_the_day_it_understood(called: Any) -> None:
    result = called.ok("followup", "add", "王小明", "--due", "fri", "--purpose", "送报告")
    assert result.out == "9 王小明 · 送报告: due 2026-11-06 (Friday) · undo: crmcli undo 6\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--purpose", "x"], "Due (day) is missing: give --due."),
        (["--due", "today"], "Purpose is missing: give --purpose."),
        (["--due", "today", "--purpose", " "], "Purpose is missing: give --purpose."),
        (
            ["--due", "昨天", "--purpose", "x"],
            "昨天 is 2026-10-30 (Friday), which has passed; give today or a later day",
        ),
        (["--due", "明天3点", "--purpose", "x"], "明天3点 can be 03:00 or 15:00: write it on the 24-hour clock"),
        (
            ["--due", "明天15:30", "--at", "16:00", "--purpose", "x"],
            "--due 明天15:30 says a time already; leave --at away.",
        ),
    ],
)
def test_add_refuses_what_cannot_be_planned(
    called: Any, everything: Callable[..., Any], words: list[str], message: str
) -> None:
    before = everything(called.path)
    assert called.refused(2, "followup", "add", "王小明", *words)["message"] == message
    assert everything(called.path) == before


def test_reschedule_keeps_the_first_day_and_the_reason(called: Any) -> None:
    first = called.json("followup", "reschedule", "2", "--to", "2026-11-05", "--reason", "出差")
    assert {key: first[key] for key in ("id", "due_on", "original_due_on", "reason", "operation")} == {
        "id": "2",
        "due_on": "2026-11-05",
        "original_due_on": "2026-10-31",
        "reason": "出差",
        "operation": 6,
    }
    again = called.json("followup", "reschedule", "2", "--to", "2026-11-08", "--reason", "还没回来")
    assert (again["due_on"], again["original_due_on"], again["reason"]) == ("2026-11-08", "2026-10-31", "还没回来")
    (line,) = [line for line in called.json("due", "--date", "2026-11-08") if line["id"] == "2"]
    assert line["why"] == "moved from 2026-10-31: 还没回来"


def test_reschedule_says_both_days(called: Any) -> None:
    result = called.ok("followup", "reschedule", "3", "--to", "2026-11-04", "--reason", "出差")
    assert result.out.splitlines() == [
        "王小明 · 术后第1天：问感受，交代伤口护理和忌口，请明天来复查换药: moved to 2026-11-04 (Wednesday) · "
        "first due on 2026-10-31 · undo: crmcli undo 6",
        f"  4 {DAY_3} is due before that, on 2026-11-02 (Monday): both are one call then",
    ]


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        (2, ["2", "--to", "2026-11-05"], "Reason is missing: give --reason."),
        (2, ["2", "--reason", "x"], "To (day) is missing: give --to."),
        (
            2,
            ["2", "--to", "昨天", "--reason", "x"],
            "昨天 is 2026-10-30 (Friday), which has passed; give today or a later day",
        ),
        (4, ["99", "--to", "明天", "--reason", "x"], "There is no follow-up 99. See: crmcli followup list"),
        (4, ["王小明", "--to", "明天", "--reason", "x"], "8 follow-ups are open for 王小明; name one by its id."),
        (
            4,
            ["刘敏", "--to", "明天", "--reason", "x"],
            "No member fits 刘敏. Try a part of the name, pinyin, or the last four digits of a phone.",
        ),
    ],
)
def test_reschedule_refuses(
    called: Any, everything: Callable[..., Any], status: int, words: list[str], message: str
) -> None:
    before = everything(called.path)
    assert called.refused(status, "followup", "reschedule", *words)["message"] == message
    assert everything(called.path) == before


def test_skip_takes_the_pack_s_reason_by_its_beginning(called: Any, facts: Any) -> None:
    result = called.ok("followup", "skip", "2", "--reason", "顾客已")
    assert result.out == "王小明 · 问停车票开了没有: skipped, 顾客已到院，当面问过 · undo: crmcli undo 6\n"
    row = facts(called.path, "followup", "state", "closed_on", "reason", "outcome")[1]
    assert row == {"state": "skipped", "closed_on": "2026-10-31", "reason": "顾客已到院，当面问过", "outcome": None}


def test_skip_closes_what_rides_as_missed(called: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-05")
    result = called.ok("followup", "skip", "5", "--reason", "在外地拆线")
    assert result.out.splitlines()[1] == "  2 earlier calls of the plan closed as missed"
    states = {row["id"]: row["state"] for row in called.json("followup", "list", "--kind", "surgery")}
    assert states == {"3": "missed", "4": "missed", "5": "skipped", "6": "open", "7": "open", "8": "open"}


def test_skip_wants_a_reason(called: Any) -> None:
    assert called.refused(2, "followup", "skip", "2")["field"] == "--reason"


def test_log_records_a_contact_nobody_had_planned(called: Any, facts: Any) -> None:
    answer = called.json("followup", "log", "王小明", "来电问能不能洗脸", "--minutes", "5", "--next", "明天10:00")
    assert answer == {
        "id": 1,
        "member": "M-00001",
        "name": "王小明",
        "outcome": "reached",
        "via": "phone",
        "next": {"id": "9", "due_on": "2026-11-01"},
        "repair": None,
        "cancelled": [],
        "operation": 6,
    }
    (contact,) = facts(called.path, "contact", "followup_id", "note", "minutes")
    assert contact == {"followup_id": None, "note": "来电问能不能洗脸", "minutes": 5}
    assert called.json("member", "show", "王小明")["last_contact_on"] == "2026-10-31"


def test_log_names_what_is_due(called: Any) -> None:
    result = called.ok("followup", "log", "王小明", "都好")
    assert result.out.splitlines() == [
        "M-00001 王小明: reached, recorded · undo: crmcli undo 6",
        "  3 due to 王小明 today; if this call was for it: crmcli followup done M-00001 reached",
    ]


@pytest.mark.parametrize(("outcome", "contact_on"), [("未接", None), ("拒绝", None), ("接通", "2026-10-31")])
def test_only_who_was_reached_was_contacted(called: Any, outcome: str, contact_on: str | None) -> None:
    called.ok("followup", "log", "王小明", outcome)
    assert called.json("member", "show", "王小明")["last_contact_on"] == contact_on


def test_show_tells_what_a_caller_needs(called: Any) -> None:
    for number in range(1, 5):
        called.ok("followup", "log", "王小明", f"第{number}次")
    called.ok("followup", "done", "3", "未接", "打了两遍")
    shown = called.json("followup", "show", "3")
    assert (shown["id"], shown["attempt"], shown["state"]) == ("3", 1, "open")
    assert shown["treatment"] == {"item": "假体隆鼻", "day": "2026-10-30"}
    assert [(one["outcome"], one["note"], one["by"]) for one in shown["attempts"]] == [
        ("no-answer", "打了两遍", "陈静")
    ]
    assert [one["note"] for one in shown["notes"]] == ["打了两遍", "第4次", "第3次"]
    assert shown["warnings"] == ["recovering since 2026-10-30: promote nothing until a follow-up records --recovered"]
    assert shown["also"] == [BIRTHDAY, "2"]


def test_show_of_a_member_shows_the_first_due(called: Any) -> None:
    assert called.json("followup", "show", "王小明")["id"] == "3"
    called.ok("done", "王小明", "接通")
    # of what lies ahead the soonest
    assert called.json("followup", "show", "王小明")["id"] == "4"


def test_show_of_an_earlier_step_names_the_later(called: Any) -> None:
    shown = called.json("followup", "show", "3", "--today", "2026-11-02")
    assert "goes with the later call 4; record it there" in shown["warnings"]


def test_show_of_nothing(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert desk.refused(4, "followup", "show", "王小明")["message"] == "Nothing is open for 王小明."
    assert desk.refused(4, "followup", "show", "7")["message"] == "There is no follow-up 7. See: crmcli followup list"


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--state", "open", "--limit", "3"], ["3", "4", "5"]),
        (["--state", "已完成"], None),
        (["--state", "done"], ["2"]),
        (["--kind", "promotion"], ["1"]),
        (["--from", "2026-11-02", "--to", "2026-11-20"], ["1", "5", "4"]),
        (["--owner", "none", "--limit", "2"], ["8", "7"]),
        (["--kind", "birthday"], [BIRTHDAY]),
        (["--member", "王小明", "--limit", "1"], ["8"]),
    ],
)
def test_list(called: Any, options: list[str], ids: list[str] | None) -> None:
    called.ok("done", "2", "接通")
    if ids is None:
        assert called.refused(2, "followup", "list", *options)["message"] == (
            "There is no state 已完成; there are open, blocked waits for a number, done, missed, skipped, cancelled, "
            "before-start before the start."
        )
        called.env(CRMCLI_LANG="zh_CN")
        ids = ["2"]
    assert [row["id"] for row in called.json("followup", "list", *options)] == ids


def test_list_says_what_became_of_each_and_masks_the_number(called: Any) -> None:
    called.ok("done", "2", "接通")
    (row,) = called.json("followup", "list", "--state", "done")
    found = {key: row[key] for key in ("mobile", "state", "outcome", "attempt", "closed_on", "days_late")}
    assert found == {
        "mobile": "199****1234",
        "state": "done",
        "outcome": "reached",
        "attempt": 1,
        "closed_on": "2026-10-31",
        "days_late": 0,
    }
    assert "script" not in row


def test_list_of_nothing(desk: Any) -> None:
    assert desk.ok("followup", "list").out == "No follow-up fits.\n"


def test_show_for_the_eye(called: Any) -> None:
    """The promised time and the other way to reach somebody without a number stand there too."""
    called.ok("member", "add", "吴桂芳", "--wechat", "guifang88")
    called.ok("followup", "add", "吴桂芳", "--due", "today", "--at", "15:30", "--purpose", "发报价")
    called.ok("followup", "log", "吴桂芳", "先看看", "--via", "微信")
    assert called.ok("followup", "show", "吴桂芳").out.splitlines() == [
        "吴桂芳  M-00002  银卡  WeChat guifang88",
        "! no phone number is known",
        "#9  发报价 · 2026-10-31 (Saturday) 15:30 · open · 陈静",
        "  planned by hand, reached today by 陈静 at 09:30",
        "",
        "Last notes",
        "  2026-10-31  WeChat  reached  陈静  先看看",
    ]
