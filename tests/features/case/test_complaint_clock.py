"""Clocks through the real command. The club: an answer within 4 working hours, done within 3 working days."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

SAID = ("--matter", "教练态度", "--summary", "没人理")
LAST_DAY = "2016-02-06T17:50"


@pytest.fixture
def club(bare: Desk) -> Desk:
    """A club before the Spring Festival of 2016: 7 to 13 February off, the Saturday and Sunday around them made up."""
    bare.env(CRMCLI_TODAY=LAST_DAY)
    bare.init("club")
    bare.ok("calendar", "import", "--library", "--year", "2016")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    return bare


def due(answer: dict[str, Any]) -> dict[str, tuple[str, bool | None, bool]]:
    return {one["name"]: (one["due_at"][5:16], one["met"], one["paused"]) for one in answer["clocks"]}


def at(desk: Desk, moment: str) -> Desk:
    desk.env(CRMCLI_TODAY=moment)
    return desk


def test_the_last_working_day_at_ten_to_six(club: Desk) -> None:
    """The case the issue wants seen, with its arithmetic."""
    answer = club.json("complaint", "log", "王小明", *SAID)
    assert (answer["answer_by"], answer["resolve_by"]) == ("2016-02-14T14:20:00+08:00", "2016-02-16T18:00:00+08:00")
    shown = club.ok("complaint", "show", "1", "--clock").out
    assert (
        "first answer: 4h working time from 2016-02-06 (Saturday) 17:50, severity 一般\n"
        "  hours 09:00-12:00, 13:30-18:00\n"
        "  off: 2016-02-07, 2016-02-08, 2016-02-09, 2016-02-10, 2016-02-11, 2016-02-12, 2016-02-13\n"
        "  made up: 2016-02-06, 2016-02-14\n"
        "  2016-02-06 (Saturday)  17:50–18:00     10 min      0:10\n"
        "  2016-02-14 (Sunday)  09:00–12:00    180 min      3:10\n"
        "  2016-02-14 (Sunday)  13:30–14:20     50 min      4:00\n"
        "  due 2016-02-14 (Sunday) 14:20\n"
    ) in shown
    first, second = club.json("complaint", "show", "1", "--clock")["arithmetic"]
    assert (first["minutes"], second["minutes"]) == (240, 10 + 3 * 450)
    assert first["today_due_at"] == first["due_at"]


def test_met_in_time_and_late(club: Desk) -> None:
    club.ok("complaint", "log", "王小明", *SAID)
    assert due(club.json("complaint", "show", "1"))["answer"] == ("02-14T14:20", None, False)
    at(club, "2016-02-14T14:20").ok("complaint", "answer", "1")
    assert due(club.json("complaint", "show", "1"))["answer"] == ("02-14T14:20", True, False)
    at(club, "2016-02-16T18:01").ok("complaint", "resolve", "1", "--text", "换教练")
    assert due(club.json("complaint", "show", "1"))["resolution"] == ("02-16T18:00", False, False)


def test_overdue_covers_all_three_clocks_until_they_are_met(club: Desk) -> None:
    club.ok("complaint", "log", "王小明", *SAID)
    club.ok("complaint", "promise", "1", "--at", "2016-02-14 15:00")

    def late(moment: str) -> list[list[str]]:
        return [row["late"] for row in at(club, moment).json("complaint", "overdue")]

    assert late("2016-02-14T14:20") == []
    assert late("2016-02-14T14:21") == [["answer"]]
    assert late("2016-02-14T15:01") == [["answer", "promise"]]
    assert late("2016-02-16T18:01") == [["answer", "resolution", "promise"]]
    club.ok("complaint", "answer", "1")
    assert late("2016-02-16T18:02") == [["resolution"]]
    club.ok("complaint", "resolve", "1", "--text", "换教练")
    assert late("2016-02-16T18:03") == []


def test_what_has_been_late_longest_stands_first_and_closed_ones_are_none(club: Desk) -> None:
    for day in ("2016-02-03 9:00", "2016-02-02 9:00", "2016-02-01 9:00"):
        club.ok("complaint", "log", "王小明", *SAID, "--at", day)
    club.ok("complaint", "close", "3", "--reason", "联系不上")
    rows = club.json("complaint", "overdue")
    assert [(row["no"], row["late"]) for row in rows] == [
        ("TS-2016-0002", ["answer", "resolution"]),
        ("TS-2016-0001", ["answer"]),
    ]
    assert club.json("case", "overdue") == rows


def test_a_wait_stops_the_clocks_and_the_next_step_starts_them(club: Desk) -> None:
    club.ok("complaint", "log", "王小明", *SAID)
    waiting = club.json("complaint", "wait", "1", "--for", "客户", "--until", "2016-02-16", "--reason", "等录像")
    assert due(waiting) == {"answer": ("02-16T14:30", None, True), "resolution": ("02-19T09:10", None, True)}
    # two working hours into the wait they run on
    on = at(club, "2016-02-14T11:00").json("complaint", "route", "1", "--to", "前台")
    assert due(on) == {"answer": ("02-14T16:30", None, False), "resolution": ("02-17T11:10", None, False)}
    club.ok("undo")
    assert due(club.json("complaint", "show", "1"))["answer"] == ("02-16T14:30", None, True)


def test_a_wait_longer_than_the_term_ends_by_itself(club: Desk) -> None:
    club.ok("complaint", "log", "王小明", *SAID)
    club.ok("complaint", "wait", "1", "--for", "客户", "--until", "2016-03-01", "--reason", "出差")
    assert at(club, "2016-02-29T17:00").json("complaint", "overdue") == []
    assert due(at(club, "2016-03-01T09:00").json("complaint", "show", "1"))["answer"] == ("03-01T14:30", None, False)
    assert [row["late"] for row in at(club, "2016-03-01T14:31").json("complaint", "overdue")] == [["answer"]]


@pytest.fixture
def hasty(bare: Desk, tmp_path: Path) -> Desk:
    """A pack of its own: by the wall 24 hours, 4 for what is serious, 1 for a key member; two days for the critical."""
    import shutil

    from crmcli.place import data_dir
    from crmcli.storage.packcopy import own_packs

    folder = own_packs() / "hasty"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    text = (folder / "cases.toml").read_text("utf-8")
    clocks = """guards = true
clocks = [
  { clock = "answer", within = "24h" },
  { clock = "answer", within = "4h", severity = "serious" },
  { clock = "answer", within = "1h", severity = "serious", member_class = "key" },
  { clock = "resolution", within = "2d", severity = "critical" },
]
"""
    (folder / "cases.toml").write_text(text.replace("guards = true\n", clocks, 1), "utf-8")
    bare.ok("init", "--pack", "hasty", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    bare.ok("member", "add", "李四", "--mobile", "19900005679", "--class", "重点")
    return bare


def test_a_term_is_taken_by_severity_and_class(hasty: Desk) -> None:
    for who, more, expected in (
        ("王小明", (), {"answer": "11-01T09:30"}),
        ("王小明", ("--severity", "严重"), {"answer": "10-31T13:30"}),
        ("李四", (), {"answer": "11-01T09:30"}),
        ("李四", ("--severity", "严重"), {"answer": "10-31T10:30"}),
        # days by the wall end at 24:00
        ("李四", ("--severity", "重大"), {"answer": "11-01T09:30", "resolution": "11-03T00:00"}),
    ):
        answer = hasty.json("complaint", "log", who, *SAID, *more)
        assert {name: told for name, (told, _met, _paused) in due(answer).items()} == expected
    assert "resolution by 2026-11-02 (Monday) 24:00" in hasty.ok("complaint", "show", "5").out


def test_a_severity_raised_counts_anew_from_the_beginning(hasty: Desk) -> None:
    hasty.ok("complaint", "log", "王小明", *SAID)
    raised = at(hasty, "2026-10-31T14:00").json("complaint", "severity", "1", "严重")
    assert due(raised) == {"answer": ("10-31T13:30", False, False)}
    assert [row["no"] for row in hasty.json("complaint", "overdue")] == ["TS-2026-0001"]
    counted = hasty.json("complaint", "show", "1", "--clock")["arithmetic"]
    assert [(one["within"], one["due_at"][5:16], one["in_force"]) for one in counted] == [
        ("24h", "11-01T09:30", False),
        ("4h", "10-31T13:30", True),
    ]


def test_raised_after_the_answer_what_was_met_stays_met(hasty: Desk) -> None:
    hasty.ok("complaint", "log", "王小明", *SAID)
    at(hasty, "2026-10-31T14:00").ok("complaint", "answer", "1")
    raised = at(hasty, "2026-10-31T15:00").json("complaint", "severity", "1", "重大")
    assert due(raised) == {"answer": ("11-01T09:30", True, False), "resolution": ("11-03T00:00", None, False)}
    lowered = hasty.json("complaint", "severity", "1", "一般")
    assert (due(lowered), lowered["resolve_by"]) == ({"answer": ("11-01T09:30", True, False)}, None)
    counted = hasty.json("complaint", "show", "1", "--clock")["arithmetic"]
    assert [(one["name"], one["due_at"], one["within"]) for one in counted if one["in_force"]] == [
        ("answer", "2026-11-01T09:30:00+08:00", "24h"),
        ("resolution", None, None),
    ]
    assert "resolution" not in hasty.ok("complaint", "show", "1", "--clock").out


def test_opened_again_the_resolution_begins_anew_and_the_answer_stays(club: Desk) -> None:
    done = ("--resolve", "道歉", "--opinion", "满意", "--close")
    at(club, "2016-02-16T10:00").ok("complaint", "log", "王小明", *SAID, *done)
    opened_again = at(club, "2016-02-22T11:00").json("complaint", "reopen", "1", "--reason", "又来")
    assert due(opened_again) == {"answer": ("02-16T15:30", True, False), "resolution": ("02-25T18:00", None, False)}
    assert (opened_again["resolved_at"], opened_again["call_on"]) == (None, "2016-02-22")


def test_a_calendar_edited_afterwards_moves_nothing_that_was_set(club: Desk) -> None:
    club.ok("complaint", "log", "王小明", *SAID)
    before = club.json("complaint", "show", "1")["clocks"]
    club.ok("calendar", "set", "2016-02-14", "off")
    club.ok("complaint", "promise", "1", "--at", "2016-02-20 10:00")
    found = club.json("complaint", "show", "1", "--clock")
    assert found["clocks"][:2] == before
    first = found["arithmetic"][0]
    assert (first["due_at"], first["today_due_at"]) == ("2016-02-14T14:20:00+08:00", "2016-02-15T14:20:00+08:00")
    assert (
        "calendar and hours of today would give 2016-02-15 (Monday) 14:20; what was set stays"
        in club.ok("complaint", "show", "1", "--clock").out
    )
    # a new one goes by the calendar as it is now
    assert club.json("complaint", "log", "王小明", *SAID)["answer_by"] == "2016-02-15T14:20:00+08:00"


def test_deadlines_can_be_counted_again_from_what_they_keep(club: Desk) -> None:
    from datetime import datetime

    from crmcli.features.case.clock import moment_text, recounted, rule_from

    club.ok("complaint", "log", "王小明", *SAID)
    club.ok("complaint", "wait", "1", "--for", "客户", "--until", "2016-02-16", "--reason", "等录像")
    club.ok("calendar", "set", "2016-02-14", "off")
    with opened(club.path) as db:
        kept = [dict(row) for row in db.execute("SELECT * FROM case_clock ORDER BY id")]
    assert len(kept) == 4
    for one in kept:
        rule = rule_from(one["rule"])
        assert rule is not None
        assert moment_text(recounted(rule, datetime.fromisoformat(one["started_at"]))) == one["due_at"]


def test_no_working_day_at_all_takes_the_complaint_and_says_so(club: Desk) -> None:
    with opened(club.path) as db:
        db.execute("DELETE FROM calendar_day")
        for step in range(800):
            day = (date(2016, 2, 1) + timedelta(days=step)).isoformat()
            db.execute("INSERT INTO calendar_day (day, kind, source) VALUES (?, 'off', 'hand')", (day,))
    answer = club.json("complaint", "log", "王小明", *SAID)
    assert (answer["state"], answer["answer_by"], answer["resolve_by"], answer["clocks"]) == ("logged", None, None, [])
    assert answer["warnings"] == [
        "the calendar has no working time in the year from 2016-02-06 on",
        "the calendar has no working day within a year of 2016-02-07",
    ]


def test_years_nobody_entered_are_told(club: Desk) -> None:
    answer = at(club, "2031-12-31T17:00").json("complaint", "log", "王小明", *SAID)
    assert answer["warnings"] == ["The days off of 2031, 2032 are not entered yet, weekends are assumed"]


def test_undo_of_what_set_clocks_is_exact(club: Desk, dump: Callable[[Path, tuple[str, ...]], Any]) -> None:
    tables = (*FACTS, *DERIVED)
    club.ok("complaint", "log", "王小明", *SAID)
    for words in (
        ("wait", "1", "--for", "客户", "--until", "2016-02-16", "--reason", "等录像"),
        ("severity", "1", "严重"),
        ("promise", "1", "--at", "2016-02-20 10:00"),
    ):
        before = dump(club.path, tables)
        club.ok("complaint", *words)
        after = dump(club.path, tables)
        club.ok("undo")
        assert dump(club.path, tables) == before
        club.ok("redo")
        assert dump(club.path, tables) == after


def test_the_states_are_what_the_events_make(club: Desk) -> None:
    from crmcli.features import derived
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    club.ok("complaint", "log", "王小明", *SAID)
    club.ok("complaint", "log", "--name", "赵客", "--phone", "19900001111", *SAID)
    club.ok("complaint", "answer", "1")
    session = Session(Shared(db=str(club.path)))
    with opened(club.path) as db:
        assert verify.derived_differences(db, derived.derivation(session)) == {}
        rules = [json.loads(row[0]) for row in db.execute("SELECT rule FROM case_clock WHERE name = 'answer'")]
    session.close()
    assert [rule["within"] for rule in rules] == ["4h", "4h"]


def test_a_call_nobody_took_comes_again_before_the_clock_runs_out(club: Desk) -> None:
    """The ladder says tomorrow, but the answer is owed by today 15:30; once that is over the ladder holds."""
    club.env(CRMCLI_TODAY="2016-02-15T10:00")
    answer_by = club.json("complaint", "log", "王小明", *SAID)["answer_by"]
    assert answer_by == "2016-02-15T15:30:00+08:00"
    tried = club.json("followup", "done", "王小明", "未接")[0]
    assert (tried["due_on"], tried["due_at"]) == ("2016-02-15", answer_by)
    (line,) = club.json("followup", "due", "--kind", "complaint", "--today", "2016-02-15T13:00")
    assert (line["part"], line["due_at"], line["attempt"]) == ("cannot-wait", answer_by, 1)
    club.env(CRMCLI_TODAY="2016-02-15T16:00")
    tried = club.json("followup", "done", "王小明", "未接")[0]
    assert (tried["due_on"], tried["due_at"]) == ("2016-02-16", None)
