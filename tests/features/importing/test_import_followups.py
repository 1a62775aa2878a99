"""The due workbook filled in and read back: what is recorded, what was recorded before, what is sent back."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from features.importing.lists import cells_of, counts, query, reasons, remarks
from openpyxl import load_workbook

Filled = Callable[..., dict[str, Any]]
BIRTHDAY = "birthday:M-00001:2026"
CONTACT = "SELECT member_id, followup_id, outcome, note, recovered, feeling, minutes, via FROM contact ORDER BY id"
CALLS = "SELECT id, state, outcome, attempts, due_on FROM followup WHERE due_on <= '2026-11-05' ORDER BY id"


@pytest.fixture
def called(desk: Any) -> Any:
    """王小明: 2 a call of one's own, 3 a step after a surgery, a birthday. 周婷 (M-00002): 9 and 10, both due."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--birthday", "1990-11-02")
    desk.ok("followup", "add", "王小明", "--due", "11-20", "--purpose", "周年庆邀请", "--promotional")
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "停车票")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    desk.ok("member", "add", "周婷", "--mobile", "19900000002")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "报价")
    desk.ok("followup", "add", "周婷", "--due", "today", "--purpose", "快递")
    return desk


def fill(path: Path, rows: dict[str, dict[str, Any]]) -> Path:
    """Writes into a due workbook, by id and English head; 'id' itself may be written over."""
    made = load_workbook(path)
    for sheet in made.worksheets:
        if sheet.sheet_state != "visible":
            continue
        heads = {cell.value: cell.column for cell in sheet[2]}
        for line in range(3, sheet.max_row + 1):
            for head, value in rows.get(str(sheet.cell(line, 1).value), {}).items():
                column = heads.setdefault(head, max(heads.values()) + 1)
                sheet.cell(2, column).value = head
                sheet.cell(line, column).value = value
    made.save(path)
    return path


@pytest.fixture
def filled(called: Any) -> Filled:
    """Writes the day's workbook, fills it in by id, reads it back; the answer."""

    def run(rows: dict[str, dict[str, Any]], *words: str, ahead: str = "0") -> dict[str, Any]:
        called.ok("due", "--ahead", ahead, "--xlsx", "due.xlsx")
        fill(called.folder / "due.xlsx", rows)
        return dict(called.ok("import", "followups", "due.xlsx", "--json", *(words or ("--apply",))).json)

    return run


def test_every_filled_row_in_one_operation_and_back(
    filled: Filled, called: Any, dump: Any, schema_holds: Callable[[dict[str, Any]], None]
) -> None:
    from crmcli.storage.schema import DERIVED, FACTS

    before = dump(called.path, (*FACTS, *DERIVED))
    answer = filled(
        {
            "2": {"outcome": "reached", "note": "票已开"},
            "3": {"outcome": "接通", "note": "有点肿", "感受": 4, "minutes": "6分钟"},
            "9": {"outcome": "未接", "note": "再打"},
        }
    )
    assert (counts(answer), answer["outcomes"], answer["calls"]) == (
        (0, 3, 2, 0),
        {"no-answer": 1, "reached": 2},
        2,
    )
    schema_holds(answer)
    assert query(called.path, CONTACT) == [
        {
            "member_id": 1,
            "followup_id": 3,
            "outcome": "reached",
            "note": "有点肿；票已开",
            "recovered": 0,
            "feeling": 4,
            "minutes": 6,
            "via": "phone",
        },
        {
            "member_id": 2,
            "followup_id": 9,
            "outcome": "no-answer",
            "note": "再打",
            "recovered": 0,
            "feeling": None,
            "minutes": None,
            "via": "phone",
        },
    ]
    assert query(called.path, CALLS) == [
        {"id": 2, "state": "done", "outcome": "reached", "attempts": 1, "due_on": "2026-10-31"},
        {"id": 3, "state": "done", "outcome": "reached", "attempts": 1, "due_on": "2026-10-31"},
        {"id": 4, "state": "open", "outcome": None, "attempts": 0, "due_on": "2026-11-02"},
        {"id": 5, "state": "open", "outcome": None, "attempts": 0, "due_on": "2026-11-05"},
        {"id": 9, "state": "open", "outcome": None, "attempts": 1, "due_on": "2026-11-01"},
        {"id": 10, "state": "open", "outcome": None, "attempts": 0, "due_on": "2026-10-31"},
    ]
    assert [one["command"] for one in called.json("operations")[:2]] == ["import followups", "followup add"]
    after = dump(called.path, (*FACTS, *DERIVED))
    called.ok("undo", answer["operation"], "--yes")
    assert dump(called.path, (*FACTS, *DERIVED)) == before
    called.ok("redo", "--yes")
    assert dump(called.path, (*FACTS, *DERIVED)) == after


def test_read_twice_nothing_is_recorded_twice(filled: Filled, called: Any) -> None:
    first = filled(
        {"2": {"outcome": "接"}, "9": {"outcome": "未接"}, "10": {"outcome": "占线"}, BIRTHDAY: {"outcome": "接通"}}
    )
    contacts = query(called.path, CONTACT)
    again = called.json("import", "due.xlsx", "--apply")
    assert (counts(first), counts(again), again["operation"]) == ((0, 4, 1, 0), (0, 0, 5, 0), None)
    assert (again["remarks"], again["not_filled"]) == ([], 1)
    assert (len(contacts), query(called.path, CONTACT)) == (3, contacts)


def test_a_second_try_the_same_day_in_the_same_sheet(filled: Filled, called: Any) -> None:
    """The row says something else than what was recorded, so it is another call."""
    filled({"9": {"outcome": "未接"}})
    fill(called.folder / "due.xlsx", {"9": {"outcome": "接通"}})
    assert counts(called.json("import", "due.xlsx", "--apply")) == (0, 1, 4, 0)
    assert [row["outcome"] for row in query(called.path, CONTACT)] == ["no-answer", "reached"]


def test_the_next_day_s_sheet_records_the_next_try(filled: Filled, called: Any) -> None:
    filled({"9": {"outcome": "未接"}})
    called.env(CRMCLI_TODAY="2026-11-01T09:30")
    assert filled({"9": {"outcome": "未接"}})["update"] == 1
    (row,) = query(called.path, "SELECT attempts, due_on, original_due_on FROM followup WHERE id = 9")
    assert row == {"attempts": 2, "due_on": "2026-11-02", "original_due_on": "2026-10-31"}


def test_what_was_finished_meanwhile_stays_and_is_told_where_it_differs(filled: Filled, called: Any) -> None:
    called.ok("due", "--xlsx", "due.xlsx")
    called.ok("done", "9", "接通")
    called.ok("done", "10", "拒绝")
    fill(called.folder / "due.xlsx", {"9": {"outcome": "接通"}, "10": {"outcome": "接通"}})
    answer = called.json("import", "due.xlsx", "--apply")
    assert (counts(answer), list(remarks(answer).values())) == (
        (0, 0, 5, 0),
        [["10 周婷, 快递: done on 2026-10-31 by 陈静. To change it: crmcli undo 10"]],
    )


REJECTED: list[tuple[dict[str, Any], str]] = [
    ({"outcome": "很好"}, "很好 is no outcome; there are "),
    ({"note": "没说结果"}, "outcome is empty, so nobody knows what came of the call; there are reached"),
    ({"next day": "11-06"}, "outcome is empty, so nobody knows what came of the call; there are reached"),
    (
        {"outcome": "接通", "next day": "昨天"},
        "昨天 is 2026-10-30 (Friday), which has passed; give today or a later day",
    ),
    (
        {"outcome": "接通", "next day": datetime(2026, 10, 1)},
        "2026-10-01 has passed; the next call is made today or later",
    ),
    ({"outcome": "接通", "next day": "3/5/2026"}, "3/5/2026 can be read in several ways"),
    ({"outcome": "未接", "recovered": "是"}, "recovered needs somebody who was spoken to; the outcome is no answer"),
    ({"outcome": "接通", "recovered": "大概"}, "大概 says neither yes nor no; leave recovered empty for no"),
    ({"outcome": "错号", "next day": "明天"}, "after wrong number no other call is planned: leave next day empty"),
    ({"outcome": "勿扰", "next day": "明天"}, "after do not contact no other call is planned: leave next day empty"),
    ({"outcome": "改期"}, "the call was put off and next day does not say until when"),
    ({"outcome": "接通", "感受": "6"}, "6 is not possible under 感受; a whole number from 1 to 5 is"),
    ({"outcome": "接通", "时长": "半天"}, "半天 is not possible under 时长; a whole number from 0 to 600 is"),
    ({"outcome": "接通", "回访人": "白一"}, "白一 is nobody of the staff, so it is unknown who called; there are 陈静"),
    ({"outcome": "接通", "方式": "鸽子"}, "鸽子 is no way of contact; there are "),
    (
        {"outcome": "接通", "opinion": "满意"},
        "an opinion goes with a complaint's call-back that reached the customer; 9 is none",
    ),
    ({"outcome": "接通", "no.": "999"}, "there is no follow-up 999"),
    ({"outcome": "接通", "no.": "2"}, "2 is a call to 王小明; the row names 周婷"),
    ({"outcome": "接通", "no.": None}, "no. is missing"),
]


@pytest.mark.parametrize(("row", "why"), REJECTED)
def test_a_row_at_fault_is_sent_back_and_the_rest_recorded(
    row: dict[str, Any], why: str, filled: Filled, called: Any
) -> None:
    answer = filled({"9": row, "10": {"outcome": "接通"}})
    (said,) = reasons(answer).values()
    assert (counts(answer), said[0][: len(why)]) == ((0, 1, 3, 1), why)
    assert [row["followup_id"] for row in query(called.path, CONTACT)] == [10]


def test_rejects_come_back_ready_to_be_mended(filled: Filled, called: Any) -> None:
    answer = filled({"9": {"outcome": "很好"}, "10": {"outcome": "接通"}})
    path = Path(answer["rejects_file"])
    head, row = cells_of(path)
    assert (path.name, row[head.index("no.")], row[head.index("outcome")]) == ("due-rejected.xlsx", "9", "很好")
    assert row[head.index("why not taken")].startswith("很好 is no outcome")
    made = load_workbook(path)
    made.worksheets[0].cell(2, head.index("outcome") + 1).value = "接通"
    made.save(path)
    assert counts(called.json("import", path, "--apply")) == (0, 1, 0, 0)
    assert [row["followup_id"] for row in query(called.path, CONTACT)] == [10, 9]


NEXT = [
    ("11-06", "2026-11-06", None),
    ("下周五", "2026-11-06", None),
    ("2026.11.6", "2026-11-06", None),
    (datetime(2026, 11, 6), "2026-11-06", None),
    (datetime(2026, 11, 6, 15, 30), "2026-11-06", "2026-11-06T15:30:00+08:00"),
    ("明天15:30", "2026-11-01", "2026-11-01T15:30:00+08:00"),
    (46332, "2026-11-06", None),
]


@pytest.mark.parametrize(("typed", "day", "at"), NEXT)
def test_the_next_day_as_clerks_write_it(typed: Any, day: str, at: str | None, filled: Filled, called: Any) -> None:
    answer = filled({"9": {"outcome": "改期", "next day": typed}, "2": {"outcome": "接通", "next day": typed}})
    assert (counts(answer), answer["next_calls"]) == ((0, 2, 3, 0), 2)
    (moved,) = query(called.path, "SELECT due_on, due_at FROM followup WHERE id = 9")
    (made,) = query(called.path, "SELECT due_on, due_at FROM followup WHERE id > 10 AND key IS NULL")
    assert moved == made == {"due_on": day, "due_at": at}


def test_words_for_outcomes(filled: Filled) -> None:
    """Besides codes, beginnings and their own words those clerks write; 拒接 may be two things and is sent back."""
    words = {"2": "无人接听", "3": "空号", "9": "接", "10": "已接通", BIRTHDAY: "拒接"}
    answer = filled({number: {"outcome": word} for number, word in words.items()})
    assert (answer["outcomes"], answer["rejected"]) == ({"no-answer": 1, "reached": 2, "wrong-number": 1}, 1)


def test_recovery_is_kept_by_whoever_called(filled: Filled, called: Any) -> None:
    called.ok("staff", "add", "李娜", "--role", "回访专员")
    called.env(CRMCLI_AS="陈静")
    filled({"3": {"outcome": "接通", "recovered": "√", "回访人": "李娜", "方式": "微信"}})
    assert query(called.path, "SELECT recovered, via, staff_id FROM contact") == [
        {"recovered": 1, "via": "wechat", "staff_id": 2}
    ]
    assert called.json("member", "show", "王小明")["recovering_until"] is None


def test_lines_of_one_person_are_one_call_each_with_its_own_next_day(filled: Filled, called: Any) -> None:
    answer = filled(
        {
            "9": {"outcome": "接通", "next day": "11-06", "note": "一"},
            "10": {"outcome": "接通", "next day": "11-09", "note": "二"},
        }
    )
    assert (counts(answer), answer["calls"]) == ((0, 2, 3, 0), 1)
    assert [(row["followup_id"], row["note"]) for row in query(called.path, CONTACT)] == [(9, "一；二")]
    made = query(called.path, "SELECT due_on, purpose, reason FROM followup WHERE id > 10 ORDER BY id")
    assert made == [
        {"due_on": "2026-11-06", "purpose": "报价", "reason": "一；二"},
        {"due_on": "2026-11-09", "purpose": "快递", "reason": "二"},
    ]


def test_one_day_beside_one_of_them_is_meant_for_all(filled: Filled, called: Any) -> None:
    filled({"9": {"outcome": "未接", "next day": "11-06"}, "10": {"outcome": "未接"}})
    assert query(called.path, "SELECT due_on, attempts FROM followup WHERE id IN (9, 10)") == [
        {"due_on": "2026-11-06", "attempts": 1},
        {"due_on": "2026-11-06", "attempts": 1},
    ]


def test_a_wish_not_to_be_contacted_comes_after_the_rest(filled: Filled, called: Any) -> None:
    """周婷's first row cancels what is no care; what came of the second was said in the same sheet."""
    called.ok("followup", "add", "周婷", "--due", "today", "--purpose", "周年庆", "--promotional")
    answer = filled({"9": {"outcome": "勿扰", "note": "别再打了"}, "11": {"outcome": "未接"}})
    assert (counts(answer), answer["calls"]) == ((0, 2, 4, 0), 2)
    assert query(called.path, "SELECT state, attempts FROM followup WHERE id IN (9, 11)") == [
        {"state": "done", "attempts": 1},
        {"state": "cancelled", "attempts": 1},
    ]
    assert called.json("member", "show", "周婷")["do_not_contact"] == "别再打了"


def test_an_earlier_step_goes_with_the_later_one_that_is_due_by_now(filled: Filled, called: Any) -> None:
    """The sheet lay about until day 3 was due: alone day 1 is sent back, beside day 3 it is missed with it."""
    called.ok("due", "--ahead", "3", "--xlsx", "due.xlsx")
    called.env(CRMCLI_TODAY="2026-11-02T09:30")
    fill(called.folder / "due.xlsx", {"3": {"outcome": "接通"}})
    answer = called.json("import", "due.xlsx")
    (why,) = reasons(answer).values()
    assert (answer["update"], answer["rejected"], why[0].split(" (")[0]) == (0, 1, "3 goes with 4")
    fill(called.folder / "due.xlsx", {"4": {"outcome": "接通"}})
    assert called.json("import", "due.xlsx", "--apply")["update"] == 2
    states = query(called.path, "SELECT state FROM followup WHERE id IN (3, 4)")
    assert [row["state"] for row in states] == ["missed", "done"]


def test_the_same_call_in_two_rows(filled: Filled, called: Any) -> None:
    same = filled({"9": {"outcome": "接通"}, "10": {"outcome": "接通", "no.": "9"}})
    assert (counts(same), len(query(called.path, CONTACT))) == ((0, 1, 4, 0), 1)
    other = filled({"2": {"outcome": "接通"}, "3": {"outcome": "未接", "no.": "2"}})
    (why,) = reasons(other).values()
    assert why[0].startswith("2 stands in row ")


def test_a_sheet_for_each_person_is_read_whole(filled: Filled, called: Any) -> None:
    """The second sheet has its columns in another order and a row that is sent back."""
    called.ok("due", "--xlsx", "due.xlsx")
    made = load_workbook(called.folder / "due.xlsx")
    first, second = made.worksheets[0], made.create_sheet("李娜")
    for row in (
        ["李娜 · 2条"],
        ["outcome", "备注", "no.", "姓名"],
        ["接通", "说好了", 9, "周婷"],
        ["好", None, 10, "周婷"],
    ):
        second.append(row)
    made.create_sheet("说明").append(["怎么填"])
    for line in range(3, first.max_row + 1):
        if first.cell(line, 1).value == "2":
            first.cell(line, 11).value = "接通"
    made.save(called.folder / "due.xlsx")
    answer = called.json("import", "due.xlsx", "--apply")
    assert (answer["worksheets"], answer["sheets"], answer["read"]) == (["due list", "李娜"], ["说明"], 7)
    assert counts(answer) == (0, 2, 4, 1)
    assert [(reject["sheet"], reject["row"]) for reject in answer["rejects"]] == [("李娜", 4)]
    assert [row["note"] for row in query(called.path, CONTACT)] == [None, "说好了"]
    head, row = cells_of(Path(answer["rejects_file"]))[-2:]
    assert (row[head.index("no.")], row[head.index("outcome")]) == (10, "好")
    shown = called.ok("import", "due.xlsx").out
    assert "due.xlsx, sheets due list, 李娜\n" in shown
    assert "李娜, row 4: 好 is no outcome" in shown


def test_a_complaint_s_call_back_needs_the_opinion(filled: Filled, called: Any) -> None:
    no = called.json("complaint", "log", "周婷", "--matter", "服务态度", "--summary", "等太久")["no"]
    called.ok("complaint", "answer", no, "--text", "已致歉")
    called.ok("complaint", "resolve", no, "--text", "已改进")
    key = f"complaint:{no}"
    missing = filled({key: {"outcome": "接通"}, "9": {"outcome": "接通"}})
    (why,) = reasons(missing).values()
    assert (counts(missing)[1], counts(missing)[3]) == (1, 1)
    assert why[0].startswith("周婷 was reached after the matter was dealt with, so their opinion is needed")
    assert counts(filled({key: {"outcome": "接通", "opinion": "满意"}}))[1] == 1
    assert called.json("complaint", "show", no)["state"] == "confirmed"
    assert len(query(called.path, CONTACT)) == 2
    fill(called.folder / "due.xlsx", {})
    assert counts(called.json("import", "due.xlsx", "--apply"))[1] == 0


def test_a_masked_number_is_never_taken_over(filled: Filled, called: Any) -> None:
    filled({"9": {"outcome": "接通", "mobile": "199****0002"}})
    assert query(called.path, "SELECT mobile FROM member WHERE id = 2") == [{"mobile": "19900000002"}]


def test_without_the_column_of_attempts_the_printed_day_tells(filled: Filled, called: Any) -> None:
    filled({"9": {"outcome": "未接"}})
    made = load_workbook(called.folder / "due.xlsx")
    made.worksheets[0].delete_cols(6)
    made.save(called.folder / "due.xlsx")
    answer = called.json("import", "due.xlsx", "--apply")
    assert (counts(answer), len(query(called.path, CONTACT))) == ((0, 0, 5, 0), 1)


def test_the_preview_says_what_would_be_recorded_and_writes_nothing(filled: Filled, called: Any) -> None:
    called.ok("due", "--xlsx", "due.xlsx")
    fill(called.folder / "due.xlsx", {"2": {"outcome": "接通", "next day": "11-06"}, "9": {"outcome": "未接"}})
    shown = called.ok("import", "due.xlsx").out.split("\n")
    assert [line.strip() for line in shown if "row" in line] == [
        "due.xlsx, sheet due list, head in row 2",
        "skipped: above the head (row 1)",
        "5 rows: 0 new, 2 changed, 3 as they are, 0 rejected",
        "1 row names the day of a next call",
        "3 rows are not filled in and stay due",
        "row 5: 王小明 outcome: empty → reached",
        "row 5: 王小明 next day: empty → 2026-11-06",
        "row 6: 周婷 outcome: empty → no answer",
    ]
    assert "  to record: reached 1, no answer 1, in 2 calls" in shown
    assert query(called.path, CONTACT) == []


def test_an_empty_day_s_sheet_has_nothing_to_record(desk: Any) -> None:
    desk.ok("due", "--xlsx", "due.xlsx")
    answer = desk.json("import", "due.xlsx", "--apply")
    assert (counts(answer), answer["operation"]) == ((0, 0, 1, 0), None)


def test_derived_tables_stand_as_computed_anew(filled: Filled, called: Any) -> None:
    from crmcli.features.derived import derivation
    from crmcli.session import Session
    from crmcli.storage.verify import derived_differences
    from crmcli.ui.options import Shared

    filled(
        {
            "3": {"outcome": "接通", "recovered": "y", "感受": 2},
            BIRTHDAY: {"outcome": "未接"},
            "9": {"outcome": "错号"},
        }
    )
    session = Session(Shared(db=str(called.path)))
    assert derived_differences(session.db, derivation(session)) == {}
    session.close()


def test_a_duty_is_ticked_off_with_what_was_delivered(filled: Filled, called: Any) -> None:
    """On a Monday the weekly report is due; for a duty 完成 is a word, for a call it is none."""
    called.env(CRMCLI_TODAY="2026-11-02T09:30")
    key = "duty:weekly-report:2026-11-02"
    answer = filled({key: {"outcome": "完成", "note": "已交"}, "9": {"outcome": "完成"}, "10": {"outcome": "接通"}})
    (why,) = reasons(answer).values()
    assert (answer["update"], answer["rejected"], answer["calls"]) == (2, 1, 2)
    assert why[0].startswith("完成 is no outcome of a call; there are reached 接通")
    (done,) = query(called.path, "SELECT duty, due_on, state, delivered FROM duty_done")
    assert done == {"duty": "weekly-report", "due_on": "2026-11-02", "state": "done", "delivered": "已交"}
    again = called.json("import", "due.xlsx", "--apply")
    assert (again["update"], again["rejected"], again["operation"]) == (0, 1, None)


def test_a_duty_told_of_when_the_next_one_is_due_counts_as_late(filled: Filled, called: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-02T09:30")
    called.ok("due", "--xlsx", "due.xlsx")
    called.env(CRMCLI_TODAY="2026-11-10T09:30")
    fill(called.folder / "due.xlsx", {"duty:weekly-report:2026-11-02": {"outcome": "完成"}})
    assert called.json("import", "due.xlsx", "--apply")["update"] == 1
    assert query(called.path, "SELECT due_on, done_on FROM duty_done") == [
        {"due_on": "2026-11-02", "done_on": "2026-11-10"}
    ]


def test_a_duty_is_not_tried_again(filled: Filled, called: Any) -> None:
    called.env(CRMCLI_TODAY="2026-11-02T09:30")
    answer = filled({"duty:weekly-report:2026-11-02": {"outcome": "未接"}})
    assert list(reasons(answer).values()) == [
        ["周报 is a duty, no call: reached stands for done, and nothing goes beside it but a note"]
    ]


def test_the_workbook_with_everybody_s_sheet_comes_back(called: Any) -> None:
    """As `due --by-owner` writes it: an overview, what nobody has, a sheet for each person."""
    called.ok("staff", "add", "李娜", "--role", "回访专员")
    called.env(CRMCLI_AS="陈静")
    called.ok("due", "--by-owner", "--xlsx", "due.xlsx")
    fill(called.folder / "due.xlsx", {"3": {"outcome": "接通"}, "9": {"outcome": "未接"}, "10": {"outcome": "未接"}})
    answer = called.json("import", "due.xlsx", "--apply")
    assert (answer["sheets"], answer["update"], answer["rejected"], answer["calls"]) == (["overview"], 3, 0, 2)
    assert {change["sheet"] for change in answer["changes"]} == {"李娜", "陈静"}
    assert called.json("import", "due.xlsx", "--apply")["operation"] is None


OUTCOMES = ["接通", "未接", "占线", "拒绝", "错号", "改期", "勿扰", "不清楚", None]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_filled_in_all_rows_are_counted_and_once_is_enough(seed: int, filled: Filled, called: Any) -> None:
    chance = random.Random(seed)

    def some() -> dict[str, Any]:
        return {
            "outcome": chance.choice(OUTCOMES),
            "note": chance.choice([None, "再说"]),
            "next day": chance.choice([None, None, "明天", "11-06 15:30", "昨天"]),
            "recovered": chance.choice([None, None, "是"]),
        }

    ids = ("2", "3", "9", "10", BIRTHDAY)
    first = filled({number: some() for number in ids})
    contacts = query(called.path, CONTACT)
    calls = query(called.path, "SELECT * FROM followup ORDER BY id")
    again = called.json("import", "due.xlsx", "--apply")
    assert (sum(counts(first)), sum(counts(again))) == (5, 5)
    assert (again["update"], again["operation"], first["calls"]) == (0, None, len(contacts))
    assert (query(called.path, CONTACT), query(called.path, "SELECT * FROM followup ORDER BY id")) == (contacts, calls)
