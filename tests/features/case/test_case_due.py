"""The calls of cases in the due list: one line each, worked off like any other, seen twice and counted once."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.packs.load import load
from crmcli.storage.engine import connect
from crmcli.storage.schema import DERIVED, FACTS

KIND = load("clinic", None).case("complaint")
assert KIND is not None
FIRST, BACK = KIND.first_call.purpose, KIND.back_call.purpose
MEMBERS, STRANGERS = "complaint:TS-2026-0001", "complaint:TS-2026-0002"
#: What is read of a case for its line.
COLUMNS = (
    *("name", "mobile", "wechat", "item", "owner_id", "store_id", "promised", "opinion", "call_at"),
    *("answer_by", "answered_at", "resolve_by", "resolved_at", "promise_at", "promise_kept_at", "closed_at"),
    *("waits_since", "do_not_contact", "do_not_contact_until", "recovering_since", "distress_since"),
    "complaint_since",
)
SHORT = ("id", "member", "name", "mobile", "due_on", "due_at", "part", "attempt", "assigned_to", "why")


@pytest.fixture
def complained(desk: Any) -> Any:
    """王小明, a member, and 李四, who is none, complained on 2026-10-31; a call of another kind is due to 王小明."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("complaint", "log", "王小明", "--matter", "打针太疼", "--summary", "见录音")
    desk.ok("complaint", "log", "--name", "李四", "--phone", "19900005678", "--matter", "多收费", "--summary", "见收据")
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "问停车票")
    return desk


@pytest.fixture
def resolved(complained: Any) -> Any:
    """Both are dealt with and owe a call-back."""
    for number in ("1", "2"):
        complained.ok("complaint", "answer", number)
        complained.ok("complaint", "resolve", number, "--text", "道歉并退款")
    return complained


def _due(desk: Any, *options: str) -> list[tuple[Any, ...]]:
    return [tuple(line[key] for key in SHORT) for line in desk.json("due", "--kind", "complaint", *options)]


def _line(desk: Any, key: str) -> dict[str, Any]:
    found: dict[str, Any] = desk.json("followup", "show", key)
    return found


def _rows(desk: Any, sql: str) -> list[tuple[Any, ...]]:
    db = connect(desk.path)
    try:
        return [tuple(row) for row in db.execute(sql)]
    finally:
        db.close()


def _events(desk: Any, no: str) -> list[tuple[Any, ...]]:
    shown = desk.json("complaint", "show", no)
    return [(step["kind"], step["outcome"], step["text"], step["until"], step["opinion"]) for step in shown["events"]]


# The list


def test_one_line_a_case_those_not_answered_first(complained: Any) -> None:
    assert _due(complained) == [
        (MEMBERS, "M-00001", "王小明", "19900001234", "2026-10-31", None, "cannot-wait", 0, "陈静",
         "打针太疼, logged on 2026-10-31"),
        (STRANGERS, None, "李四", "19900005678", "2026-10-31", None, "cannot-wait", 0, "陈静",
         "多收费, logged on 2026-10-31"),
    ]  # fmt: skip
    line = complained.json("due")[0]
    words = KIND.first_call.script.replace("{matter}", "打针太疼")  # type: ignore[union-attr]
    assert (line["kind"], line["plan"], line["purpose"], line["days_late"]) == ("complaint", None, FIRST, 0)
    assert line["script"] == words.format(name="王小明", day="10月31日")


def test_a_member_is_one_block_with_the_other_calls(complained: Any) -> None:
    assert [line["id"] for line in complained.json("due")] == [MEMBERS, "1", STRANGERS]
    said = complained.ok("due").out.splitlines()
    assert said[0] == "2026-10-31 Saturday · everybody's · 3 lines · 2 people"
    assert said[3:5] == ["  王小明  M-00001  19900001234", f"    {MEMBERS}  {FIRST}"]
    assert "  李四  19900005678" in said


def test_the_clocks_are_told_and_what_ends_today_cannot_wait(bare: Any) -> None:
    bare.env(CRMCLI_TODAY="2026-11-02T10:00")
    bare.init("club")
    bare.ok("complaint", "log", "--name", "李四", "--phone", "19900005678", "--matter", "没热水", "--summary", "见记录")
    why = "没热水, logged on 2026-11-02, answer by 2026-11-02 (Monday) 15:30, settle by 2026-11-05 (Thursday) 18:00"
    assert [line[5:] for line in _due(bare)] == [("2026-11-02T15:30:00+08:00", "cannot-wait", 0, "陈静", why)]
    bare.env(CRMCLI_TODAY="2026-11-04T10:00")
    (line,) = bare.json("due", "--kind", "complaint")
    assert (line["due_at"], line["part"], line["days_late"]) == ("2026-11-02T15:30:00+08:00", "cannot-wait", 2)
    assert line["why"] == (
        "没热水, logged on 2026-11-02, answer was due by 2026-11-02 (Monday) 15:30, "
        "settle by 2026-11-05 (Thursday) 18:00"
    )
    bare.ok("complaint", "answer", "1")
    # settled by Thursday: the call is on that day
    assert bare.json("due", "--kind", "complaint") == []
    ahead = bare.json("due", "--kind", "complaint", "--ahead", "1")
    assert [(line["due_on"], line["part"]) for line in ahead] == [("2026-11-05", "ahead")]


NIGHT, FOUR = "2026-11-02T00:00:00+08:00", "2026-11-01T16:00:00+08:00"


@pytest.mark.parametrize(
    ("row", "day", "due_at", "fixed", "why"),
    [
        ({"call_why": "first"}, "2026-11-01", None, 1, "多收费, logged on 2026-10-31"),
        ({"call_why": "chase", "state": "answered"}, "2026-11-01", None, 0, "多收费, logged on 2026-10-31"),
        # midnight ends the day before it, and nobody calls at 00:00
        (
            {"call_why": "resolution", "resolve_by": NIGHT},
            "2026-11-01",
            None,
            1,
            "多收费, logged on 2026-10-31, settle by 2026-11-01 (Sunday) 24:00",
        ),
        (
            {"call_why": "resolution", "resolve_by": NIGHT},
            "2026-10-31",
            None,
            0,
            "多收费, logged on 2026-10-31, settle by 2026-11-01 (Sunday) 24:00",
        ),
        # of two the earlier one; what is met is told no more
        (
            {"call_why": "promise", "promise_at": FOUR, "answer_by": "2026-11-01T11:00:00+08:00"},
            "2026-11-01",
            "2026-11-01T11:00:00+08:00",
            1,
            "多收费, logged on 2026-10-31, answer by 2026-11-01 (Sunday) 11:00, promised for 2026-11-01 (Sunday) 16:00",
        ),
        (
            {"call_why": "promise", "promise_at": FOUR, "promise_kept_at": "2026-11-01T09:00:00+08:00"},
            "2026-11-01",
            None,
            0,
            "多收费, logged on 2026-10-31",
        ),
        ({"call_why": "chase", "reopened": 1, "waits_since": NIGHT}, "2026-11-03", None, 0,
         "多收费, logged on 2026-10-31, reopened, waits since 2026-11-02"),
        # a pack that no longer has the kind, a case of which nothing is owed
        ({"call_why": "chase", "kind": "repair"}, "2026-11-03", None, 0, "多收费, logged on 2026-10-31"),
        ({"call_on": None, "call_why": None}, "2026-11-03", None, 0, "多收费, logged on 2026-10-31"),
    ],
)  # fmt: skip
def test_why_now_and_what_cannot_wait(row: Any, day: str, due_at: str | None, fixed: int, why: str) -> None:
    from crmcli.features.case.callline import call_line

    given = dict.fromkeys(COLUMNS) | {
        **{"case_id": 7, "member_id": -7, "no": "TS-2026-0007", "kind": "complaint", "state": "logged"},
        **{"matter": "多收费", "on_day": "2026-10-31", "call_on": day, "call_first_on": day},
        **{"attempts": 0, "reopened": 0},
        **row,
    }
    line = call_line(load("clinic", None), given, day, f"{day}T09:30:00+08:00")
    assert (line.due_at, line.fixed, line.reason) == (due_at, fixed, why)
    assert (line.state, line.member) == ("open" if given["call_on"] else "done", None)


def test_a_workbook_and_csv_take_the_lines(complained: Any) -> None:
    from openpyxl import load_workbook

    complained.ok("due", "--xlsx", "due.xlsx")
    sheet = load_workbook(complained.folder / "due.xlsx").worksheets[0]
    cells = [list(row[:3]) for row in sheet.iter_rows(values_only=True)]
    assert [MEMBERS, "王小明", "19900001234"] in cells
    assert [STRANGERS, "李四", "19900005678"] in cells
    assert complained.ok("due", "--csv").out.count("\n") == 4


@pytest.mark.parametrize("text", [STRANGERS, "COMPLAINT:ts-2026-0002", "TS-2026-0002", "ts-2026-0002"])
def test_it_is_found_by_key_and_by_number(text: str, complained: Any) -> None:
    shown = _line(complained, text)
    assert (shown["id"], shown["name"], shown["member"], shown["state"]) == (STRANGERS, "李四", None, "open")
    assert (shown["tier_name"], shown["treatment"], shown["attempts"], shown["warnings"]) == (None, None, [], [])
    assert complained.ok("followup", "show", text).out.splitlines()[0] == "李四  19900005678"


def test_a_case_there_is_not(complained: Any) -> None:
    message = "There is no follow-up complaint:TS-2026-0009. See: crmcli followup list"
    assert complained.refused(4, "followup", "show", "complaint:TS-2026-0009")["message"] == message


def test_the_list_of_follow_ups_has_what_is_open_where_it_is_asked_for(complained: Any) -> None:
    assert [line["id"] for line in complained.json("followup", "list", "--kind", "complaint")] == [STRANGERS, MEMBERS]
    assert [line["id"] for line in complained.json("followup", "list")] == ["1"]
    assert complained.json("followup", "list", "--kind", "complaint", "--state", "done") == []
    assert "李四" in complained.ok("followup", "list", "--kind", "complaint").out


def test_of_whoever_left_it_is_nobodys(complained: Any) -> None:
    complained.ok("staff", "add", "周敏", "--role", "回访专员")
    complained.ok("complaint", "route", "2", "--person", "周敏", "--as", "陈静")
    assert [line[8] for line in _due(complained, "--as", "陈静")] == ["陈静", "周敏"]
    assert [line[0] for line in _due(complained, "--owner", "周敏", "--as", "陈静")] == [STRANGERS]


# A call nobody took


def test_attempts_move_it_up_the_retry_ladder(complained: Any) -> None:
    (answer,) = (complained.json("followup", "done", STRANGERS, "未接"),)
    assert answer == {
        "id": STRANGERS,
        "member": None,
        "name": "李四",
        "purpose": FIRST,
        "outcome": "no-answer",
        "state": "open",
        "due_on": "2026-11-01",
        "due_at": None,
        "original_due_on": "2026-10-31",
        "attempt": 1,
        "decide": False,
        "missed": [],
        "goes_with": None,
        "next": None,
        "repair": None,
        "cancelled": [],
        "operation": 6,
    }
    assert [line[0] for line in _due(complained)] == [MEMBERS]
    complained.env(CRMCLI_TODAY="2026-11-01T10:00")
    assert [line[-1] for line in _due(complained) if line[0] == STRANGERS] == [
        "多收费, logged on 2026-10-31, due since 2026-10-31, tried 1 time"
    ]
    assert _line(complained, STRANGERS)["attempts"] == [
        {"day": "2026-10-31", "at": "2026-10-31T09:30:00+08:00", "via": "phone", "outcome": "no-answer",
         "note": None, "minutes": None, "feeling": None, "recovered": False, "by": "陈静"},
    ]  # fmt: skip


def test_past_the_ladder_a_supervisor_decides(complained: Any) -> None:
    ladder = len(load("clinic", None).follow.retry.after)
    for _attempt in range(ladder):
        assert not complained.json("followup", "done", STRANGERS, "占线")["decide"]
    said = complained.ok("followup", "done", STRANGERS, "占线").out.splitlines()
    assert said[1:] == [
        f"  {ladder + 1} attempts and no retry left; a supervisor may close it: "
        "crmcli case close TS-2026-0002 --reason TEXT"
    ]


@pytest.mark.parametrize("outcome", ["wrong-number", "refused", "do-not-contact"])
def test_of_nobody_known_every_other_outcome_is_an_attempt(outcome: str, complained: Any) -> None:
    answer = complained.json("followup", "done", STRANGERS, outcome)
    assert (answer["state"], answer["attempt"], answer["due_on"]) == ("open", 1, "2026-11-01")
    assert _rows(complained, "SELECT * FROM contact") == []


def test_a_wrong_number_of_a_member_opens_the_data_repair(complained: Any) -> None:
    answer = complained.json("followup", "done", MEMBERS, "错号")
    assert (answer["state"], answer["due_on"], answer["repair"]) == (
        "open",
        "2026-11-01",
        {"id": "2", "due_on": "2026-10-31"},
    )
    assert _rows(complained, "SELECT member_id, outcome FROM contact") == [(1, "wrong-number")]


def test_a_wish_not_to_be_contacted_is_kept_and_the_complaint_stays(complained: Any) -> None:
    complained.ok("followup", "done", MEMBERS, "勿扰", "别再打了")
    assert complained.json("member", "show", "王小明")["do_not_contact"] == "别再打了"
    complained.env(CRMCLI_TODAY="2026-11-01T10:00")
    assert MEMBERS in [line["id"] for line in complained.json("due")]


# Reached before it was dealt with


def test_reached_is_answered_and_one_contact_for_all_that_was_due(complained: Any) -> None:
    answers = complained.json("followup", "done", "王小明", "接通", "听他说完了")
    assert [(one["id"], one["state"], one["due_on"]) for one in answers] == [
        (MEMBERS, "open", "2026-11-01"),
        ("1", "done", "2026-10-31"),
    ]
    assert _events(complained, "1")[1:] == [("called", "reached", "听他说完了", None, None)]
    shown = complained.json("complaint", "show", "1")
    assert (shown["state"], shown["answered_at"]) == ("answered", "2026-10-31T09:30:00+08:00")
    contacts = _rows(complained, "SELECT member_id, followup_id, outcome, note FROM contact")
    assert contacts == [(1, 1, "reached", "听他说完了")]
    assert complained.json("member", "show", "王小明")["last_contact_on"] == "2026-10-31"


def test_a_time_that_was_agreed_is_a_promise_and_no_other_follow_up(complained: Any) -> None:
    answers = complained.json("followup", "done", "王小明", "接通", "查录像", "--next", "15:30")
    assert [(one["id"], one["due_at"], one["next"]) for one in answers] == [
        (MEMBERS, "2026-10-31T15:30:00+08:00", None),
        ("1", None, None),
    ]
    assert _events(complained, "1")[1:] == [
        ("called", "reached", "查录像", None, None),
        ("promised", None, "查录像", "2026-10-31T15:30:00+08:00", None),
    ]
    line = _line(complained, MEMBERS)
    assert (line["purpose"], line["part"], line["due_at"]) == (
        "投诉: keep what was promised",
        "cannot-wait",
        "2026-10-31T15:30:00+08:00",
    )
    promised = "promised for 2026-10-31 (Saturday) 15:30: 查录像"
    assert line["why"] == f"打针太疼, logged on 2026-10-31, {promised}, reached today by 陈静 at 09:30"
    complained.env(CRMCLI_TODAY="2026-10-31T16:00")
    assert f"was {promised}" in _line(complained, MEMBERS)["why"]
    # the promise is kept by the next call that reaches
    complained.ok("followup", "done", MEMBERS, "接通")
    assert complained.json("complaint", "breaches")[0]["met_at"] == "2026-10-31T16:00:00+08:00"


def test_a_day_alone_is_the_day_of_the_next_call(complained: Any) -> None:
    answer = complained.json("followup", "done", STRANGERS, "接通", "--next", "11-04")
    assert (answer["due_on"], answer["due_at"]) == ("2026-11-04", None)
    assert complained.json("complaint", "show", "2")["promise_at"] is None


# The call-back


def test_the_call_back_asks_for_the_opinion(resolved: Any, dump: Any) -> None:
    before = dump(resolved.path, (*FACTS, *DERIVED))
    assert [line["purpose"] for line in resolved.json("due", "--kind", "complaint")] == [BACK, BACK]
    refused = resolved.refused(2, "followup", "done", MEMBERS, "接通")
    assert (refused["field"], refused["message"]) == (
        "--opinion",
        "The customer's opinion (满意, 基本满意, 不满意, 不表态) is missing: give --opinion.",
    )
    refused = resolved.refused(2, "followup", "done", MEMBERS, "接通", "--opinion", "很好")
    assert refused["message"] == "很好 is none of 满意, 基本满意, 不满意, 不表态."
    assert dump(resolved.path, (*FACTS, *DERIVED)) == before


def test_followup_done_confirms(resolved: Any) -> None:
    answer = resolved.json("followup", "done", MEMBERS, "接通", "退款收到了", "--opinion", "满意")
    assert (answer["state"], answer["outcome"], answer["attempt"]) == ("done", "reached", 0)
    assert _events(resolved, "1")[-1] == ("confirmed", None, "退款收到了", None, "satisfied")
    shown = resolved.json("complaint", "show", "1")
    assert (shown["state"], shown["missing"]) == ("confirmed", [])
    assert _rows(resolved, "SELECT member_id, followup_id, outcome, note FROM contact") == [
        (1, None, "reached", "退款收到了")
    ]
    assert [line[0] for line in _due(resolved)] == [STRANGERS]
    said = resolved.ok("followup", "done", STRANGERS, "接通", "--opinion", "un").out.splitlines()
    assert said[1] == "  to close it: crmcli case close TS-2026-0002"


def test_complaint_confirm_finishes_the_line_counted_once(resolved: Any) -> None:
    resolved.ok("complaint", "confirm", "1", "--opinion", "satisfied", "--text", "好了")
    assert [line[0] for line in _due(resolved)] == [STRANGERS]
    assert _rows(resolved, "SELECT member_id, outcome, note FROM contact") == [(1, "reached", "好了")]
    message = (
        f"{MEMBERS} 王小明: no call is owed any more, it is confirmed by the customer. "
        "See: crmcli case show TS-2026-0001"
    )
    assert resolved.refused(5, "followup", "done", MEMBERS, "接通")["message"] == message


def test_a_promise_at_the_call_back_needs_a_time(resolved: Any) -> None:
    done = ("followup", "done", STRANGERS, "接通", "--opinion", "不满意")
    refused = resolved.refused(2, *done, "--next", "11-02")
    assert refused["message"] == (
        "2026-11-02 needs a time, since it is what the customer was promised: 2026-11-02 10:00"
    )
    answer = resolved.json(*done, "--next", "11-02 10:00")
    assert (answer["state"], answer["due_at"]) == ("open", "2026-11-02T10:00:00+08:00")
    assert [step[0] for step in _events(resolved, "2")][-2:] == ["confirmed", "promised"]


def test_an_opinion_goes_with_nothing_else(complained: Any) -> None:
    message = "--opinion goes with a call-back that reached the customer; nothing here waits for it."
    for words in ((MEMBERS, "接通"), (MEMBERS, "未接"), ("1", "接通")):
        assert complained.refused(2, "followup", "done", *words, "--opinion", "满意")["message"] == message


@pytest.mark.parametrize("option", [("--feeling", "2"), ("--recovered",), ("--minutes", "5")])
def test_what_is_kept_with_members_only_is_refused(option: tuple[str, ...], complained: Any) -> None:
    refused = complained.refused(2, "followup", "done", STRANGERS, "接通", *option)
    assert refused["message"] == f"李四 is no member, so {option[0]} cannot be kept; leave it away."


# Moving, leaving out, taking back


def test_rescheduling_is_a_step_with_its_reason(complained: Any) -> None:
    answer = complained.json("followup", "reschedule", STRANGERS, "--to", "明天10:00", "--reason", "在开会")
    assert (answer["member"], answer["due_on"], answer["due_at"], answer["original_due_on"]) == (
        None,
        "2026-11-01",
        "2026-11-01T10:00:00+08:00",
        "2026-10-31",
    )
    (step,) = complained.json("complaint", "show", "2")["events"][1:]
    assert (step["kind"], step["outcome"], step["reason"]) == ("called", "rescheduled", "在开会")
    assert [line[4:6] for line in _due(complained, "--date", "2026-11-01") if line[0] == STRANGERS] == [
        ("2026-11-01", "2026-11-01T10:00:00+08:00")
    ]


def test_a_call_about_a_complaint_left_out_comes_again(complained: Any) -> None:
    said = complained.ok("followup", "skip", STRANGERS, "--reason", "等财务").out.splitlines()
    assert said[0].startswith(f"李四 · {FIRST}: skipped, 等财务 · undo: ")
    assert said[1] == "  it comes again on 2026-11-01 (Sunday), until it is dealt with"
    assert [line[0] for line in _due(complained)] == [MEMBERS]
    assert STRANGERS in [line[0] for line in _due(complained, "--date", "2026-11-01")]


@pytest.mark.parametrize(
    "words",
    [
        ("done", "王小明", "接通", "--next", "15:30"),
        ("done", STRANGERS, "未接"),
        ("done", MEMBERS, "勿扰"),
        ("done", MEMBERS, "错号"),
        ("skip", STRANGERS, "--reason", "等财务"),
        ("reschedule", MEMBERS, "--to", "11-04", "--reason", "在开会"),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_undo_puts_everything_back(words: tuple[str, ...], complained: Any, dump: Any) -> None:
    before = dump(complained.path, (*FACTS, *DERIVED))
    complained.ok("followup", *words)
    after = dump(complained.path, (*FACTS, *DERIVED))
    assert after != before
    complained.ok("undo")
    assert dump(complained.path, (*FACTS, *DERIVED)) == before
    complained.ok("redo")
    assert dump(complained.path, (*FACTS, *DERIVED)) == after


def test_the_day_at_a_glance_counts_them(complained: Any) -> None:
    assert complained.json()["cases"] == {"open": 2, "unanswered": 2, "late": 0}
    complained.ok("followup", "done", STRANGERS, "接通", "--next", "10:00")
    complained.env(CRMCLI_TODAY="2026-10-31T11:00")
    assert complained.json()["cases"] == {"open": 2, "unanswered": 1, "late": 1}
    said = complained.ok().out.splitlines()
    assert said[2] == "  open cases      2 · 1 nobody has answered · 1 late: crmcli case overdue"


def test_what_is_closed_costs_the_list_nothing(complained: Any) -> None:
    """The calls are read from an index of those that are owed: a table read through would cost a step a case."""
    from crmcli.features.case import call_store
    from crmcli.features.case.life import BY_SUPERVISOR, CLOSED, Event
    from crmcli.features.case.record import add_event, log_case
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(complained.path), operator="陈静"))
    now = {"on_day": "2026-10-31", "at": "2026-10-31T09:30:00+08:00"}
    told = {"kind": "complaint", "name": "赵六", "phone": "19900000061", "matter": "停车", "category": "other"}
    told |= {"severity": "normal", "channel": "phone", "summary": "没车位", "on_day": now["on_day"]}

    def steps() -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        session.db.set_progress_handler(count, 1)
        assert [row["no"][-1] for row in call_store.calls_until(session.db, "2026-10-31")] == ["1", "2"]
        session.db.set_progress_handler(None, 1)
        return counted

    before = steps()
    with session.write("test") as operation:
        for _case in range(200):
            values = {**told, "logged_at": now["at"], "staff_id": 1}
            case_id = log_case(operation.db, session.pack, values)
            add_event(operation.db, session.pack, case_id, Event(CLOSED, **now, staff_id=1, outcome=BY_SUPERVISOR))
    assert steps() <= before + 20
    session.close()


def test_who_is_no_member_is_named_like_a_member(complained: Any) -> None:
    assert complained.json("followup", "show", "李四")["id"] == STRANGERS
    assert complained.json("followup", "show", "19900005678")["id"] == STRANGERS
    assert [one["id"] for one in complained.json("followup", "done", "李四", "接通", "已致歉")] == [STRANGERS]
    assert complained.json("complaint", "show", "2")["state"] == "answered"
    complained.ok(
        "complaint", "log", "--name", "李四", "--phone", "19900005679", "--matter", "态度", "--summary", "见信"
    )
    complained.ok(
        "complaint", "log", "--name", "李四", "--phone", "19900005679", "--matter", "等候", "--summary", "见信"
    )
    error = complained.refused(4, "followup", "done", "李四", "接通")
    assert error["message"] == "李四 fits 2 calls; name one by its id."
    # a member of that name goes before
    complained.ok("member", "add", "李四", "--mobile", "19900005670")
    assert complained.refused(4, "followup", "done", "李四", "接通")["message"].startswith("Nothing is due to 李四")
