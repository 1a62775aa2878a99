"""The steps of a complaint through the real command: states, refusals, undo, who may close, whom a text means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from process import environment, run_on_terminal

from crmcli.storage.schema import DERIVED, FACTS

SAID = ("--matter", "态度", "--summary", "没人理")


@pytest.fixture
def logged(desk: Any) -> Any:
    """TS-2026-0001 of M-00001 王小明 (operation 3)."""
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    desk.ok("complaint", "log", "王小明", *SAID)
    return desk


#: What is said of a step: arguments behind the number, state, next call, what else the answer holds.
WHOLE_LIFE = [
    (("route", "--to", "皮肤科", "--person", "王主任"), "routed", "2026-10-31",
     {"department": "皮肤科", "owner": "王主任"}),
    (("answer", "--text", "已致歉"), "answered", "2026-11-01", {"answered_at": "2026-10-31T09:30:00+08:00"}),
    (("promise", "--at", "明天15:30"), "answered", "2026-11-01", {"promise_at": "2026-11-01T15:30:00+08:00"}),
    (("wait", "--for", "第三方", "--until", "下周五", "--reason", "等检测"), "waiting", "2026-11-06",
     {"waits_for": "third-party", "waits_until": "2026-11-06T00:00:00+08:00"}),
    (("severity", "重大"), "waiting", "2026-11-06", {"severity": "critical"}),
    (("resolve", "--text", "退款"), "resolved", "2026-10-31", {"resolved_at": "2026-10-31T09:30:00+08:00"}),
    (("confirm", "--opinion", "不满意"), "confirmed", None, {"opinion": "unsatisfied"}),
    (("close",), "closed", None, {"closed_how": "closed-loop"}),
    (("reopen", "--reason", "又来"), "routed", "2026-10-31", {"opinion": None, "closed_at": None, "reopened": 1}),
]  # fmt: skip


def test_a_whole_life_each_step_taken_back_and_given_back_exactly(
    logged: Any, dump: Callable[[Path, tuple[str, ...]], Any]
) -> None:
    tables = (*FACTS, *DERIVED)
    for (name, *words), state, call_on, more in WHOLE_LIFE:
        before = dump(logged.path, tables)
        answer = logged.json("complaint", name, "1", *words)
        assert {key: answer[key] for key in ("no", "state", "call_on", *more)} == {
            "no": "TS-2026-0001",
            "state": state,
            "call_on": call_on,
            **more,
        }
        after = dump(logged.path, tables)
        assert before != after
        logged.ok("undo")
        assert dump(logged.path, tables) == before
        logged.ok("redo")
        assert dump(logged.path, tables) == after


def test_the_history_tells_every_step(logged: Any) -> None:
    for (name, *words), *_more in WHOLE_LIFE:
        logged.ok("complaint", name, "1", *words)
    events = logged.json("complaint", "show", "1")["events"]
    told = ("text", "department", "person", "severity", "waits_for", "until", "outcome", "opinion", "reason")
    assert [(event["kind"], {key: event[key] for key in told if event[key]}) for event in events] == [
        ("logged", {"severity": "normal", "person": "陈静"}),
        ("routed", {"department": "皮肤科", "person": "王主任"}),
        ("answered", {"text": "已致歉"}),
        ("promised", {"until": "2026-11-01T15:30:00+08:00"}),
        ("waiting", {"waits_for": "third-party", "until": "2026-11-06T00:00:00+08:00", "reason": "等检测"}),
        ("rated", {"severity": "critical"}),
        ("resolved", {"text": "退款"}),
        ("confirmed", {"opinion": "unsatisfied"}),
        ("closed", {"outcome": "closed-loop"}),
        ("reopened", {"reason": "又来"}),
    ]


def test_the_screen(logged: Any) -> None:
    logged.ok("complaint", "promise", "1", "--at", "明天15:30", "--text", "给方案")
    assert logged.ok("complaint", "show", "1").out == (
        "TS-2026-0001  态度  logged\n"
        "  name         王小明\n"
        "  member       M-00001\n"
        "  phone        199****5678\n"
        "  category     服务态度\n"
        "  severity     一般\n"
        "  came in by   电话\n"
        "  first asked  陈静\n"
        "  with         陈静\n"
        "\nSummary\n"
        "  没人理\n"
        "\nClocks\n"
        "  promise by 2026-11-01 (Sunday) 15:30 · runs\n"
        "\nSteps\n"
        "  2026-10-31 09:30  logged  陈静\n"
        "  2026-10-31 09:30  time promised  until 2026-11-01 (Sunday) 15:30  陈静\n"
        "      给方案\n"
        "\nnext call: 2026-10-31 (Saturday)\n"
        "before it is closed: what was done, a call-back that reached the customer, the customer's opinion\n"
    )


def test_the_call_back_and_the_closing_in_one(logged: Any) -> None:
    logged.ok("complaint", "resolve", "1", "--text", "退款")
    answer = logged.json("complaint", "confirm", "1", "--opinion", "满意", "--close")
    assert (answer["state"], answer["opinion"], answer["closed_how"]) == ("closed", "satisfied", "closed-loop")
    logged.ok("undo")
    assert logged.json("complaint", "list")[0]["state"] == "resolved"


def test_a_question_is_closed_with_its_answer(logged: Any) -> None:
    logged.ok("case", "log", "王小明", "--kind", "建议", *SAID)
    assert logged.json("case", "answer", "jy1", "--text", "采纳", "--close")["closed_how"] == "closed-loop"


REFUSED = [
    (5, ("close", "1"), "NO",
     "TS-2026-0001 cannot be closed yet. Missing: what was done, a call-back that reached the customer, the customer's "
     "opinion. First: crmcli complaint resolve TS-2026-0001. A supervisor closes it all the same: --reason."),
    (5, ("confirm", "1", "--opinion", "满意"), "NO",
     "TS-2026-0001 cannot be confirmed yet: what was done is missing. First: crmcli complaint resolve TS-2026-0001"),
    (5, ("reopen", "ts1", "--reason", "x"), "NO", "TS-2026-0001 is open as it is."),
    (2, ("close", "1", "--reason", " "), "--reason", "--reason needs a reason."),
    (2, ("promise", "1"), "--at", "By when is missing: give --at."),
    (2, ("promise", "1", "--at", "昨天15:30"), "--at", None),
    (2, ("promise", "1", "--at", "9:00"), "--at",
     "9:00 is 2026-10-31 (Saturday) 09:00, which has passed; give a time from now on"),
    (2, ("promise", "1", "--at", "明天"), "--at", "明天 has no time: write for example 明天 15:30"),
    (2, ("wait", "1", "--for", "谁", "--reason", "x"), "--for", "谁 is none of customer 客户, third-party 第三方."),
    (2, ("wait", "1", "--for", "客户"), "--reason", "Why is missing: give --reason."),
    (2, ("wait", "1", "--for", "客户", "--until", "昨天", "--reason", "x"), "--until", None),
    (2, ("severity", "1", "x"), "--severity", "x is none of 一般, 严重, 重大."),
    (2, ("route", "1"), "--to", "Department is missing: give --to."),
    (2, ("resolve", "1"), "--text", "What was done is missing: give --text."),
    (4, ("answer", "7"), "NO", "There is no case 7."),
    # bare digits are a number, never the tail of a phone
    (4, ("answer", "5678"), "NO", "There is no case 5678."),
    (4, ("answer", "TS-2025-0001"), "NO", "There is no case TS-2025-0001."),
    (4, ("answer", "没有"), "NO", "没有 has no open case."),
    (4, ("reopen", "王小明", "--reason", "x"), "NO", "王小明 has no case that was closed."),
    (2, ("list", "--state", "x"), "--state", None),
]  # fmt: skip


@pytest.mark.parametrize(("status", "words", "field", "message"), REFUSED)
def test_what_a_step_refuses(logged: Any, status: int, words: tuple[str, ...], field: str, message: str | None) -> None:
    error = logged.refused(status, "complaint", *words)
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert logged.json("complaint", "show", "1")["events"][1:] == []


def test_what_is_missing_is_told_to_programs_too(logged: Any) -> None:
    logged.ok("complaint", "resolve", "1", "--text", "退款")
    assert logged.refused(5, "complaint", "close", "1")["candidates"] == [{"missing": "call"}, {"missing": "opinion"}]
    assert logged.json("complaint", "show", "1")["missing"] == ["call", "opinion"]


def test_a_supervisor_closes_with_a_reason_a_clerk_does_not(logged: Any) -> None:
    logged.ok("staff", "add", "李娜", "--role", "回访专员")
    error = logged.refused(6, "complaint", "close", "1", "--reason", "联系不上", "--as", "李娜")
    assert error["message"] == ("李娜 (回访专员) may not close it without the closed loop; ask a supervisor to do it.")
    answer = logged.json("complaint", "close", "1", "--reason", "联系不上", "--as", "陈静")
    assert (answer["state"], answer["closed_how"]) == ("closed", "by-supervisor")


def test_a_reason_too_many_does_not_make_it_an_exception(logged: Any) -> None:
    logged.ok("complaint", "resolve", "1", "--text", "退款")
    logged.ok("complaint", "confirm", "1", "--opinion", "满意")
    assert logged.json("complaint", "close", "1", "--reason", "x")["closed_how"] == "closed-loop"


def test_a_closed_one_takes_no_step(logged: Any) -> None:
    logged.ok("complaint", "close", "1", "--reason", "联系不上")
    assert logged.refused(5, "complaint", "answer", "1")["message"] == (
        "TS-2026-0001 has been closed since 2026-10-31; open it again first: crmcli complaint reopen TS-2026-0001"
    )
    assert logged.refused(4, "complaint", "answer", "王小明")["message"] == "王小明 has no open case."
    assert logged.json("complaint", "reopen", "王小明", "--reason", "又来")["state"] == "logged"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "TS-2026-0001",
            "ts-2026-0001",
            "TS2026-1",
            "ts1",
            "TS-1",
            "ts0001",
            "2026-0001",
            "1",
            "0001",
            "１",
            "ＴＳ１",
        ),
        *("王小明", "wxm", "王5678", "19900005678", "m1", "."),
    ],
)
def test_ways_to_name_a_case(logged: Any, text: str) -> None:
    assert logged.json("complaint", "answer", text)["no"] == "TS-2026-0001"


def test_who_is_no_member_is_named_too(logged: Any) -> None:
    logged.ok("complaint", "log", "--name", "欧阳客", "--phone", "19900001111", *SAID)
    for text in ("欧阳客", "欧阳", "ouyang", "19900001111", "ts2"):
        assert logged.json("complaint", "answer", text)["no"] == "TS-2026-0002"


def test_of_several_the_open_one_is_meant_and_of_several_open_ones_none(logged: Any) -> None:
    logged.ok("complaint", "close", "1", "--reason", "联系不上")
    logged.ok("complaint", "log", "王小明", "--matter", "收费", "--summary", "多收")
    assert logged.json("complaint", "show", "王小明")["no"] == "TS-2026-0002"
    logged.ok("complaint", "log", "王小明", "--matter", "停车", "--summary", "没位")
    error = logged.refused(4, "complaint", "answer", "王小明")
    assert error["message"] == "王小明 fits 2 cases; name one by its number."
    assert error["candidates"] == [
        {"no": "TS-2026-0003", "name": "王小明", "matter": "停车"},
        {"no": "TS-2026-0002", "name": "王小明", "matter": "收费"},
    ]


def test_a_bare_number_is_this_years_else_the_latest(logged: Any) -> None:
    logged.env(CRMCLI_TODAY="2027-01-04T09:00")
    assert logged.json("complaint", "show", "1")["no"] == "TS-2026-0001"
    logged.ok("complaint", "log", "王小明", *SAID)
    assert logged.json("complaint", "show", "1")["no"] == "TS-2027-0001"
    assert logged.json("complaint", "show", "2026-1")["no"] == "TS-2026-0001"


def test_the_list_by_member_state_and_day(logged: Any) -> None:
    logged.ok("complaint", "log", "--name", "赵客", "--phone", "19900001111", *SAID, "--at", "2026-10-05 9:00")
    logged.ok("case", "log", "王小明", "--kind", "建议", *SAID)
    logged.ok("complaint", "close", "2", "--reason", "联系不上")

    def numbers(group: str, *words: str) -> list[str]:
        return [row["no"] for row in logged.json(group, "list", *words)]

    assert numbers("complaint") == ["TS-2026-0002", "TS-2026-0001"]
    assert numbers("case") == ["JY-2026-0001", "TS-2026-0002", "TS-2026-0001"]
    assert numbers("case", "--kind", "建议") == ["JY-2026-0001"]
    assert numbers("complaint", "王小明") == ["TS-2026-0001"]
    assert numbers("complaint", "--state", "open") == ["TS-2026-0001"]
    assert numbers("complaint", "--state", "closed") == ["TS-2026-0002"]
    assert numbers("complaint", "--from", "10-06") == ["TS-2026-0001"]
    assert numbers("complaint", "--to", "10-05", "--limit", "5") == ["TS-2026-0002"]


def test_what_is_revealed_is_noted(logged: Any) -> None:
    shown = logged.json("complaint", "show", "1", "--reveal")
    listed = logged.json("complaint", "list", "--reveal")
    assert shown["phone"] == listed[0]["phone"] == "19900005678"
    from opened import opened

    with opened(logged.path) as db:
        noted = db.execute("SELECT what, detail, count FROM access_log ORDER BY id").fetchall()
    assert [tuple(row) for row in noted] == [("reveal", "complaint show", 1), ("reveal", "complaint list", 1)]


def test_on_a_terminal_what_is_missing_is_asked_for(desk: Any) -> None:
    answers = ("", "赵客", "1990", "19900001111", "排队太久", "等了两小时", "还没人理", "")
    keys = tuple(f"{answer}\n" for answer in answers)
    screen = run_on_terminal(desk.folder, "complaint", "log", keys=keys, env=environment(desk.folder, CRMCLI_LANG="en"))
    assert screen.status == 0, screen
    shown = desk.json("complaint", "show", "1", "--reveal")
    assert (shown["name"], shown["phone"], shown["matter"], shown["summary"]) == (
        *("赵客", "19900001111", "排队太久"),
        "等了两小时\n还没人理",
    )


def test_on_a_terminal_the_call_back_asks_for_the_opinion(logged: Any) -> None:
    logged.ok("complaint", "resolve", "1", "--text", "退款")
    keys = ("x\n", "不满意\n", "还是慢\n", "\n")
    screen = run_on_terminal(
        *(logged.folder, "complaint", "confirm", "1"), keys=keys, env=environment(logged.folder, CRMCLI_LANG="en")
    )
    assert screen.status == 0, screen
    event = logged.json("complaint", "show", "1")["events"][-1]
    assert (event["opinion"], event["text"]) == ("unsatisfied", "还是慢")


def test_what_was_said_may_stand_behind_the_number(logged: Any) -> None:
    logged.ok("complaint", "answer", "1", "已致歉，", "明天回话")
    logged.ok("complaint", "resolve", "1", "退款处理")
    said = [event["text"] for event in logged.json("complaint", "show", "1")["events"]]
    assert said == [None, "已致歉， 明天回话", "退款处理"]
    error = logged.refused(2, "complaint", "answer", "1", "再说", "--text", "一遍")
    assert error["message"] == "再说 and --text both say it; give only one of them."
