"""`followup done`: every outcome on every kind of line, several at once, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.features.followup.outcome import OUTCOMES

BIRTHDAY = "birthday:M-00001:2026"
DAY_1 = "术后第1天：问感受，交代伤口护理和忌口，请明天来复查换药"
DAY_3 = "术后第3天：问感受，逐条解答疑问，不留纠纷隐患"
#: id -> purpose, due, first due, what is cancelled with it by 勿扰: all that is no care and is not the line itself
LINES = {
    "3": (DAY_1, "2026-10-31", "2026-10-31", ["1"]),
    BIRTHDAY: ("生日问候", "2026-10-30", "2026-10-30", ["1"]),
    "2": ("问停车票开了没有", "2026-10-31", "2026-10-31", ["1"]),
    "1": ("周年庆邀请", "2026-11-20", "2026-11-20", []),
}
#: outcome -> state and day it leaves
STANDS = {
    "reached": ("done", None),
    "no-answer": ("open", "2026-11-01"),
    "busy": ("open", "2026-11-01"),
    "refused": ("done", None),
    "wrong-number": ("blocked", None),
    "rescheduled": ("open", "2026-11-02"),
    "do-not-contact": ("done", None),
}


@pytest.mark.parametrize("outcome", STANDS)
@pytest.mark.parametrize("line", LINES)
def test_every_outcome_on_every_kind_of_line(called: Any, facts: Any, line: str, outcome: str) -> None:
    purpose, due_on, original, cancelled = LINES[line]
    state, moved = STANDS[outcome]
    options = ["--next", "2026-11-02"] if outcome == "rescheduled" else []

    answer = called.json("followup", "done", line, "--outcome", outcome, "--note", "记一句", *options)

    assert answer == {
        "id": line,
        "member": "M-00001",
        "name": "王小明",
        "purpose": purpose,
        "outcome": outcome,
        "state": state,
        "due_on": moved or due_on,
        "due_at": None,
        "original_due_on": original,
        "attempt": 1,
        "decide": False,
        "missed": [],
        "goes_with": None,
        "next": None,
        "repair": {"id": "10" if line == BIRTHDAY else "9", "due_on": "2026-10-31"} if state == "blocked" else None,
        "cancelled": cancelled if outcome == "do-not-contact" else [],
        "operation": 6,
    }
    number = 9 if line == BIRTHDAY else int(line)
    row = facts(called.path, "followup")[number - 1]
    assert {key: row[key] for key in ("id", "key", "state", "due_on", "original_due_on", "attempts")} == {
        "id": number,
        "key": line if line == BIRTHDAY else None,
        "state": state,
        "due_on": moved or due_on,
        "original_due_on": original,
        "attempts": 1,
    }
    closed = (outcome, "2026-10-31") if state == "done" else (None, None)
    assert (row["outcome"], row["closed_on"]) == closed
    assert row["reason"] == ("记一句" if outcome == "rescheduled" else None)
    assert facts(called.path, "contact") == [
        {
            "id": 1,
            "member_id": 1,
            "followup_id": number,
            "on_day": "2026-10-31",
            "at": "2026-10-31T09:30:00+08:00",
            "via": "phone",
            "outcome": outcome,
            "note": "记一句",
            "minutes": None,
            "feeling": None,
            "recovered": 0,
            "staff_id": 1,
        }
    ]


@pytest.mark.parametrize("outcome", OUTCOMES, ids=lambda outcome: outcome.code)
@pytest.mark.parametrize("line", [BIRTHDAY, "2", "3"])
def test_words_say_the_same_as_options(called: Any, facts: Any, line: str, outcome: Any) -> None:
    options = ["--next", "fri"] if outcome.code == "rescheduled" else []
    called.ok("followup", "done", line, outcome.chinese, "约好了", "下午来", *options)
    (contact,) = facts(called.path, "contact", "outcome", "note")
    assert contact == {"outcome": outcome.code, "note": "约好了 下午来"}


def test_the_other_options_are_kept_with_the_contact(called: Any, facts: Any) -> None:
    called.ok("done", "3", "接", "--minutes", "12", "--feeling", "2", "--recovered", "--via", "微信", "--note", "好")
    (contact,) = facts(called.path, "contact", "via", "minutes", "feeling", "recovered", "note", "staff_id")
    assert contact == {"via": "wechat", "minutes": 12, "feeling": 2, "recovered": 1, "note": "好", "staff_id": 1}


def test_the_retries_move_up_the_ladder_until_a_person_must_decide(called: Any) -> None:
    seen = []
    for day, outcome in (("10-31", "n"), ("11-01", "b"), ("11-02", "n"), ("11-04", "n"), ("11-05", "b")):
        called.env(CRMCLI_TODAY=f"2026-{day}")
        answer = called.json("done", "2", outcome)
        seen.append((answer["attempt"], answer["state"], answer["due_on"], answer["original_due_on"], answer["decide"]))
    assert seen == [
        (1, "open", "2026-11-01", "2026-10-31", False),
        (2, "open", "2026-11-02", "2026-10-31", False),
        (3, "open", "2026-11-04", "2026-10-31", False),
        (4, "open", "2026-11-05", "2026-10-31", True),
        (5, "open", "2026-11-06", "2026-10-31", True),
    ]
    called.env(CRMCLI_TODAY="2026-11-06")
    result = called.ok("done", "2", "n")
    assert result.out.splitlines() == [
        "王小明 · 问停车票开了没有: no answer, attempt 6, again on 2026-11-07 (Saturday) · undo: crmcli undo 11",
        "  6 attempts and no retry left, decide: crmcli followup reschedule 2 --to DAY --reason TEXT, "
        "or crmcli followup skip 2 --reason TEXT",
    ]


def test_a_member_means_all_that_is_due_today_and_one_call(called: Any, facts: Any) -> None:
    answers = called.json("done", "王小明", "接通", "都好")
    assert [(a["id"], a["state"], a["attempt"], a["operation"]) for a in answers] == [
        ("3", "done", 1, 6),
        (BIRTHDAY, "done", 1, 6),
        ("2", "done", 1, 6),
    ]
    assert facts(called.path, "contact", "followup_id", "note") == [{"followup_id": 3, "note": "都好"}]
    assert called.json("due") == []


def test_the_calls_of_a_member_are_said_in_one_go(called: Any) -> None:
    assert called.ok("done", "wxm", "未接").out.splitlines() == [
        f"王小明 · {DAY_1}: no answer, attempt 1, again on 2026-11-01 (Sunday) · undo: crmcli undo 6",
        "  王小明 · 生日问候: no answer, attempt 1, again on 2026-11-01 (Sunday)",
        "  王小明 · 问停车票开了没有: no answer, attempt 1, again on 2026-11-01 (Sunday)",
    ]


def test_several_ids_are_one_operation_and_one_call_for_each_member(called: Any, facts: Any) -> None:
    called.ok("member", "add", "李芳", "--mobile", "19900005678")
    called.ok("followup", "add", "李芳", "--due", "today", "--purpose", "送体检报告")
    answers = called.json("done", "2", "#9", "3", "2", "reached")
    assert [(a["id"], a["name"], a["state"]) for a in answers] == [
        ("2", "王小明", "done"),
        ("3", "王小明", "done"),
        ("9", "李芳", "done"),
    ]
    assert facts(called.path, "contact", "member_id", "followup_id") == [
        {"member_id": 1, "followup_id": 2},
        {"member_id": 2, "followup_id": 9},
    ]
    assert called.json("undo")["undone"] == answers[0]["operation"]
    assert facts(called.path, "contact") == []


def test_one_refusal_among_several_leaves_all_as_they_were(called: Any, everything: Callable[..., Any]) -> None:
    called.ok("done", "2", "reached")
    before = everything(called.path)
    error = called.refused(5, "done", "3", "2", "reached")
    assert error == {
        "kind": "refused",
        "message": "2 王小明, 问停车票开了没有: done on 2026-10-31 by 陈静. To change it: crmcli undo 6",
        "field": "ID",
        "value": "2",
    }
    assert everything(called.path) == before


def test_next_on_a_closed_one_plans_a_new_call(called: Any, facts: Any) -> None:
    result = called.ok("done", "3", "接通", "约了复查", "--next", "next-wed")
    assert result.out.splitlines() == [
        f"王小明 · {DAY_1}: reached · undo: crmcli undo 6",
        "  next: 9 on 2026-11-04 (Wednesday)",
    ]
    new = facts(called.path, "followup")[8]
    assert {key: value for key, value in new.items() if value not in (None, 0)} == {
        "id": 9,
        "member_id": 1,
        "purchase_id": 1,
        "kind": "manual",
        "purpose": DAY_1,
        "role": "follow-up",
        "assigned_id": 1,
        "care": 1,
        "due_on": "2026-11-04",
        "original_due_on": "2026-11-04",
        "state": "open",
        "reason": "约了复查",
    }


def test_next_with_a_time_is_a_promise(called: Any, facts: Any) -> None:
    answer = called.json("done", "2", "改期", "--next", "明天15:30")
    assert (answer["due_on"], answer["due_at"]) == ("2026-11-01", "2026-11-01T15:30:00+08:00")
    assert facts(called.path, "followup")[1]["reason"] == "rescheduled"
    # a retry is no promise any more
    called.env(CRMCLI_TODAY="2026-11-01")
    again = called.json("done", "2", "busy")
    assert (again["due_on"], again["due_at"], again["attempt"]) == ("2026-11-02", None, 2)


def test_next_after_no_answer_goes_before_the_ladder(called: Any) -> None:
    answer = called.json("done", "2", "n", "--next", "+5d")
    assert (answer["state"], answer["due_on"], answer["next"]) == ("open", "2026-11-05", None)


def test_promotion_goes_on_as_promotion(called: Any, facts: Any) -> None:
    # recovered, since nothing is promoted before that
    called.ok("done", "1", "reached", "--recovered", "--next", "12-01")
    new = facts(called.path, "followup", "kind", "care", "promotional")[8]
    assert new == {"kind": "promotion", "care": 0, "promotional": 1}


def test_do_not_contact_keeps_the_wish_and_stops_what_is_no_care(called: Any, facts: Any) -> None:
    result = called.ok("done", "3", "勿扰", "只接医生的电话")
    assert result.out.splitlines() == [
        f"王小明 · {DAY_1}: do not contact · undo: crmcli undo 6",
        "  1 call that is no care cancelled",
    ]
    member = facts(called.path, "member", "do_not_contact", "do_not_contact_until")[0]
    assert member == {"do_not_contact": "只接医生的电话", "do_not_contact_until": None}
    states = [row["state"] for row in facts(called.path, "followup", "state")]
    assert states == ["cancelled", "open", "done", "open", "open", "open", "open", "open"]
    # care is still due, the birthday is not
    assert [line["id"] for line in called.json("due")] == ["2"]


def test_a_wrong_number_waits_for_the_right_one(called: Any, facts: Any) -> None:
    first = called.ok("done", "3", "错号", "是空号")
    assert first.out.splitlines() == [
        f"王小明 · {DAY_1}: wrong number, waits until the number is put right · undo: crmcli undo 6",
        "  9 find the right phone number: crmcli member edit M-00001 --mobile NUMBER",
    ]
    assert called.json("done", "2", "w")["repair"] == {"id": "9", "due_on": "2026-10-31"}
    error = called.refused(5, "done", "3", "no-answer")
    assert error["message"] == ("3 waits until 王小明 has the right number: crmcli member edit M-00001 --mobile NUMBER")
    assert [line["id"] for line in called.json("due")] == [BIRTHDAY, "9"]

    called.env(CRMCLI_TODAY="2026-11-02")
    called.ok("member", "edit", "王小明", "--mobile", "19900004321")
    rows = facts(called.path, "followup", "id", "state", "due_on", "original_due_on", "closed_on")
    assert [row for row in rows if row["id"] in (2, 3, 9)] == [
        {"id": 2, "state": "open", "due_on": "2026-11-02", "original_due_on": "2026-10-31", "closed_on": None},
        {"id": 3, "state": "open", "due_on": "2026-11-02", "original_due_on": "2026-10-31", "closed_on": None},
        {"id": 9, "state": "done", "due_on": "2026-10-31", "original_due_on": "2026-10-31", "closed_on": "2026-11-02"},
    ]


@pytest.mark.parametrize("command", [["done", "9", "reached"], ["followup", "skip", "9", "--reason", "查不到"]])
def test_what_waits_for_a_number_comes_back_when_the_repair_is_closed(
    called: Any, facts: Any, command: list[str]
) -> None:
    called.ok("done", "3", "2", "错号")
    called.ok(*command)
    assert [row["state"] for row in facts(called.path, "followup", "state")][1:3] == ["open", "open"]


def test_another_wrong_number_while_repairing_is_one_more_try(called: Any) -> None:
    called.ok("done", "3", "错号")
    answer = called.json("done", "9", "错号")
    assert (answer["state"], answer["due_on"], answer["attempt"]) == ("open", "2026-11-01", 1)


def test_who_is_reached_another_way_closes_what_was_blocked(called: Any) -> None:
    called.ok("done", "3", "错号")
    assert called.json("done", "3", "接通", "--via", "wechat")["state"] == "done"


def test_earlier_steps_go_with_the_one_that_is_due_and_are_missed(called: Any, facts: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-05")
    error = called.refused(5, "done", "3", "reached")
    assert error["message"].startswith("3 goes with 5 (术后第6天")
    assert error["candidates"][0]["id"] == "5"
    result = called.ok("done", "5", "接通")
    assert result.out.splitlines() == [
        "王小明 · 术后第6天：问感受，请明天来拆线: reached · undo: crmcli undo 6",
        "  2 earlier calls of the plan closed as missed",
    ]
    rows = facts(called.path, "followup", "id", "state", "outcome", "closed_on", "attempts")[2:6]
    assert rows == [
        {"id": 3, "state": "missed", "outcome": None, "closed_on": "2026-11-05", "attempts": 0},
        {"id": 4, "state": "missed", "outcome": None, "closed_on": "2026-11-05", "attempts": 0},
        {"id": 5, "state": "done", "outcome": "reached", "closed_on": "2026-11-05", "attempts": 1},
        {"id": 6, "state": "open", "outcome": None, "closed_on": None, "attempts": 0},
    ]


def test_earlier_steps_named_with_the_later_one_are_missed_all_the_same(called: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-02")
    answers = called.json("done", "3", "4", "reached")
    assert [(a["id"], a["state"], a["attempt"], a["missed"]) for a in answers] == [
        ("3", "missed", 0, []),
        ("4", "done", 1, ["3"]),
    ]


@pytest.mark.parametrize(("words", "day"), [(["未接"], "2026-11-06"), (["改期", "--next", "2026-11-08"], "2026-11-08")])
def test_what_rides_on_a_line_moves_along(called: Any, facts: Any, words: list[str], day: str) -> None:
    """Else the person would be phoned again the same day, with the words of an earlier step."""
    called.env(CRMCLI_TODAY="2026-11-05")
    called.ok("done", "5", *words)
    assert [row["due_on"] for row in facts(called.path, "followup", "due_on")][2:5] == [day] * 3
    assert [line["id"] for line in called.json("due") if line["kind"] != "duty"] == [BIRTHDAY, "2"]
    called.env(CRMCLI_TODAY=day)
    line = next(line for line in called.json("due") if line["plan_code"] == "surgery")
    assert (line["id"], line["rides"]) == ("5", ["3", "4"])


def test_what_rides_on_a_line_waits_for_the_number_with_it(called: Any, facts: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-05")
    called.ok("done", "5", "错号")
    assert [row["state"] for row in facts(called.path, "followup", "state")][2:6] == ["blocked"] * 3 + ["open"]
    called.env(CRMCLI_TODAY="2026-12-01")
    assert called.json("done", "6", "接通", "--via", "wechat")["missed"] == ["3", "4", "5"]


def test_a_step_done_ahead_of_its_day_closes_no_earlier_one(called: Any, facts: Any) -> None:
    called.ok("done", "6", "reached")
    assert [row["state"] for row in facts(called.path, "followup", "state")][2:6] == ["open"] * 3 + ["done"]


def test_a_step_moved_past_the_next_one_goes_with_that(called: Any) -> None:
    """What a customer asked for is written down; that the plan calls her before is said."""
    result = called.ok("done", "3", "改期", "--next", "2026-11-03")
    assert result.out.splitlines() == [
        f"王小明 · {DAY_1}: rescheduled, attempt 1, again on 2026-11-03 (Tuesday) · undo: crmcli undo 6",
        f"  4 {DAY_3} is due before that, on 2026-11-02 (Monday): both are one call then",
    ]
    called.env(CRMCLI_TODAY="2026-11-02")
    answer = called.json("done", "4", "reached")
    assert (answer["state"], answer["missed"]) == ("done", ["3"])


def test_a_step_moved_up_to_the_next_one_goes_by_itself(called: Any) -> None:
    answer = called.json("done", "3", "改期", "--next", "2026-11-02")
    assert (answer["due_on"], answer["goes_with"]) == ("2026-11-02", None)


@pytest.mark.parametrize("words", [["done", "3", "reached"], ["followup", "skip", "3", "--reason", "见过了"]])
@pytest.mark.parametrize("second", [["done", "3", "busy"], ["followup", "skip", "3", "--reason", "x"]])
def test_finishing_twice_says_who_did_it_and_when(called: Any, words: list[str], second: list[str]) -> None:
    called.ok(*words)
    called.env(CRMCLI_TODAY="2026-11-01")
    state = "done" if words[0] == "done" else "skipped"
    error = called.refused(5, *second)
    assert error["message"] == f"3 王小明, {DAY_1}: {state} on 2026-10-31 by 陈静. To change it: crmcli undo 6"


def test_a_birthday_that_was_done_is_refused_by_its_key_and_its_number(called: Any) -> None:
    called.ok("done", BIRTHDAY, "reached")
    for name in (BIRTHDAY, "9"):
        assert called.refused(5, "done", name, "reached")["message"].endswith(
            "生日问候: done on 2026-10-31 by 陈静. To change it: crmcli undo 6"
        )


def test_a_birthday_whose_days_are_over_is_refused(called: Any) -> None:
    called.env(CRMCLI_TODAY="2026-12-01")
    error = called.refused(5, "done", BIRTHDAY, "reached")
    assert error["message"] == (
        f"{BIRTHDAY} 王小明, 生日问候: missed, nobody made it in time. A contact now: crmcli followup log M-00001"
    )


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        (4, ["99", "reached"], "There is no follow-up 99. See: crmcli followup list"),
        (
            4,
            ["birthday:M-00009:2026", "reached"],
            "There is no follow-up birthday:M-00009:2026. See: crmcli followup list",
        ),
        (2, ["3", "r"], "r can be reached 接通, refused 拒绝, rescheduled 改期"),
        (2, ["3", "改期"], "Call again on (day, or day and time) is missing: give --next."),
        (
            2,
            ["3", "改期", "--next", "昨天"],
            "昨天 is 2026-10-30 (Friday), which has passed; give today or a later day",
        ),
        (2, ["3", "改期", "--next", "3点"], "3点 can be 03:00 or 15:00: write it on the 24-hour clock"),
        (2, ["3", "b", "--feeling", "3"], "--feeling needs somebody who was spoken to; the outcome is busy."),
        (2, ["3", "错", "--recovered"], "--recovered needs somebody who was spoken to; the outcome is wrong-number."),
        (2, ["3", "接", "--feeling", "6"], "--feeling takes 1 to 5, not 6."),
        (2, ["3", "接", "--minutes", "-1"], "--minutes takes 0 to 600, not -1."),
        (2, ["3", "接", "--via", "飞鸽"], "飞鸽 is no way of contact; there are 电话, 微信, 短信, 当面"),
        (
            2,
            ["3", "错", "--next", "fri"],
            "After wrong-number the call waits until the number is put right; leave --next away.",
        ),
        (2, ["3", "勿扰", "--next", "fri"], "After do-not-contact no other call is planned; leave --next away."),
        (2, ["", "reached"], "Follow-up or member is missing: write it after the command."),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    called: Any, everything: Callable[..., Any], status: int, words: list[str], message: str
) -> None:
    before = everything(called.path)
    assert called.refused(status, "followup", "done", *words)["message"] == message
    assert everything(called.path) == before


@pytest.mark.parametrize("words", [[], ["3"], ["王小明"], ["3", "--note", "打过了"]])
def test_without_an_outcome_nothing_is_assumed(called: Any, words: list[str]) -> None:
    error = called.refused(2, "done", *words)
    assert error["field"] == ("--outcome" if words else "ID")


def test_a_word_that_is_no_outcome_lists_the_choices(called: Any) -> None:
    error = called.refused(2, "done", "3", "没接")
    assert (error["field"], error["value"]) == ("--outcome", "没接")
    assert error["candidates"] == [{"outcome": one.code, "word": one.chinese} for one in OUTCOMES]


def test_nothing_due_names_what_is_open(called: Any) -> None:
    called.ok("done", "王小明", "接通")
    error = called.refused(4, "done", "王小明", "接通")
    assert error["message"] == (
        "Nothing is due to 王小明 today. A contact nobody had planned: crmcli followup log M-00001"
    )
    assert [found["id"] for found in error["candidates"]] == ["4", "5", "6", "7", "8"]


def test_digits_under_eleven_are_an_id_and_eleven_a_phone(called: Any) -> None:
    assert called.refused(4, "done", "1234", "reached")["message"].startswith("There is no follow-up 1234.")
    assert len(called.json("done", "19900001234", "reached")) == 3


def test_an_outcome_said_twice_is_no_note(called: Any, facts: Any) -> None:
    called.ok("done", "3", "接通", "都好", "--outcome", "reached")
    called.ok("done", "2", "都好", "--outcome", "reached", "--note", "再约")
    assert facts(called.path, "contact", "outcome", "note") == [
        {"outcome": "reached", "note": "都好"},
        {"outcome": "reached", "note": "都好 再约"},
    ]


def test_a_step_of_before_the_records_is_not_to_be_made(called: Any) -> None:
    from crmcli.features.followup import store
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(called.path)))
    with session.write("import") as operation:
        store.edit_followup(operation.db, 3, {"state": "before-start"})
    session.close()
    assert called.refused(5, "done", "3", "reached")["message"] == (
        f"3 王小明, {DAY_1}: was due before the records began and is not to be made."
    )
