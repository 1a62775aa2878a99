"""Appointments in the due list: the reminder, whether they came, and the call to who did not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from opened import opened

from crmcli.features import derived
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TALK = ("--kind", "面诊", "--with", "李娜")
KINDS = ("booking", "attendance", "no-show")


def at(desk: Desk, moment: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=moment if "T" in moment else f"{moment}T09:30")


def due(desk: Desk, *words: object) -> list[tuple[Any, ...]]:
    lines = [line for line in desk.json("followup", "due", *words) if line["kind"] in KINDS]
    return [(line["id"], line["due_on"], line["days_late"], line["part"]) for line in lines]


@pytest.fixture
def booked(clinic: Desk) -> Desk:
    """王小红 is booked with 李娜 for 5 November at 15:30."""
    clinic.ok("booking", "add", "王小红", *TALK, "--at", "11-05 15:30")
    return clinic


REMINDER, UNTICKED = "booking:M-00001:2026-11-05:1", "attendance:M-00001:2026-11-06:1"


def test_day_by_day_until_it_is_ticked_off(booked: Desk) -> None:
    seen = {}
    for day in ("2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06", "2026-11-07", "2027-03-01"):
        at(booked, day)
        seen[day] = due(booked)
    assert seen == {
        "2026-11-03": [],
        "2026-11-04": [(REMINDER, "2026-11-04", 0, "today")],
        "2026-11-05": [(REMINDER, "2026-11-04", 0, "today")],
        "2026-11-06": [(UNTICKED, "2026-11-06", 0, "today")],
        "2026-11-07": [(UNTICKED, "2026-11-06", 1, "overdue")],
        "2027-03-01": [(UNTICKED, "2026-11-06", 115, "overdue")],
    }
    at(booked, "2026-11-01")
    # what lies ahead is reminded of; whether they come nobody knows yet
    assert due(booked, "--ahead", "30") == [(REMINDER, "2026-11-04", 0, "ahead")]
    at(booked, "2026-11-06")
    booked.ok("booking", "came", "王小红")
    assert due(booked) == []
    booked.ok("undo")
    assert due(booked) == [(UNTICKED, "2026-11-06", 0, "today")]


def test_what_a_reminder_says(booked: Desk) -> None:
    at(booked, "2026-11-04")
    (line,) = [line for line in booked.json("followup", "due") if line["kind"] == "booking"]
    assert (line["assigned_to"], line["why"], line["attempt"]) == (
        "周敏",
        "appointment on 2026-11-05 at 15:30: 面诊",
        0,
    )
    assert line["script"].startswith("王小红您好，我是院里的客服。您约了11月5日15:30来院，约的是面诊，")
    at(booked, "2026-11-06")
    (line,) = [line for line in booked.json("followup", "due") if line["kind"] == "attendance"]
    assert (line["assigned_to"], line["why"]) == (
        None,
        "appointment of 2026-11-05 at 15:30, 面诊: crmcli booking came 1, or crmcli booking no-show 1",
    )
    assert line["script"].startswith("【11月5日15:30约的面诊还没登记来没来。")


@pytest.mark.parametrize(
    ("start", "reminded"),
    [("今天15:30", []), ("明天15:30", []), ("后天15:30", ["booking:M-00002:2026-11-02:2"])],
)
def test_who_agreed_on_it_just_now_is_not_reminded(booked: Desk, start: str, reminded: list[str]) -> None:
    booked.ok("booking", "add", "李四", *TALK, "--at", start)
    seen: list[str] = []
    for day in ("2026-10-31", "2026-11-01", "2026-11-02"):
        at(booked, day)
        seen += [line[0] for line in due(booked) if line[0].startswith("booking:M-00002")]
    assert list(dict.fromkeys(seen)) == reminded


def test_a_reminder_that_was_made_does_not_hide_that_nobody_ticked_it_off(booked: Desk) -> None:
    at(booked, "2026-11-04")
    booked.ok("followup", "done", REMINDER, "接通")
    assert due(booked) == []
    at(booked, "2026-11-05")
    assert due(booked) == []
    at(booked, "2026-11-06")
    assert due(booked) == [(UNTICKED, "2026-11-06", 0, "today")]


def test_who_wishes_no_contact_is_reminded_all_the_same(booked: Desk) -> None:
    """They asked to come; what promotes is stopped, not this."""
    booked.ok("member", "edit", "王小红", "--do-not-contact", "别打广告")
    at(booked, "2026-11-04")
    assert due(booked) == [(REMINDER, "2026-11-04", 0, "today")]


@pytest.mark.parametrize("step", [("move", 1, "--at", "11-09 10:00"), ("cancel", 1), ("came", 1)])
def test_a_call_put_off_goes_with_the_appointment(
    booked: Desk, dump: Callable[..., Any], step: tuple[object, ...]
) -> None:
    at(booked, "2026-11-05")
    booked.ok("followup", "done", REMINDER, "未接")
    at(booked, "2026-11-05T11:30")
    before = dump(booked.path, (*FACTS, *DERIVED))
    booked.ok("booking", *step)
    assert due(booked, "--ahead", "1") == []
    (call,) = booked.json("followup", "list", "--member", "王小红", "--state", "cancelled")
    assert (call["kind"], call["closed_on"]) == ("booking", "2026-11-05")
    booked.ok("undo")
    assert dump(booked.path, (*FACTS, *DERIVED)) == before


def test_moving_it_brings_a_new_reminder(booked: Desk) -> None:
    at(booked, "2026-11-04")
    booked.ok("followup", "done", REMINDER, "接通", "要改期")
    booked.ok("booking", "move", "王小红", "--at", "11-09 10:00")
    seen = {}
    for day in ("2026-11-04", "2026-11-06", "2026-11-08", "2026-11-10"):
        at(booked, day)
        seen[day] = [line[0] for line in due(booked)]
    assert seen == {
        "2026-11-04": [],
        "2026-11-06": [],
        "2026-11-08": ["booking:M-00001:2026-11-09:1"],
        "2026-11-10": ["attendance:M-00001:2026-11-10:1"],
    }


@pytest.mark.parametrize("words", [("done", "王小红", "接通"), ("done", UNTICKED, "未接"), ("skip", UNTICKED)])
def test_no_call_closes_whether_they_came(booked: Desk, dump: Callable[..., Any], words: tuple[str, ...]) -> None:
    at(booked, "2026-11-06")
    before = dump(booked.path, FACTS)
    more = ("--reason", "其他") if words[0] == "skip" else ()
    error = booked.refused(5, "followup", *words, *more)
    assert error["message"] == (
        "Whether 王小红 came is not closed here: crmcli booking came 1, crmcli booking no-show 1, "
        "or crmcli booking cancel 1."
    )
    assert dump(booked.path, FACTS) == before


def test_a_call_about_something_else_leaves_it_as_it_is(booked: Desk) -> None:
    at(booked, "2026-11-06")
    booked.ok("followup", "add", "王小红", "--due", "今天", "--purpose", "回电")
    made = booked.json("followup", "done", "王小红", "接通")
    assert [one["purpose"] for one in made] == ["回电"]
    assert due(booked) == [(UNTICKED, "2026-11-06", 0, "today")]


def test_who_ticks_it_off_does_not_take_the_calls_along(booked: Desk) -> None:
    """The desk looks whether they came; the call stays with whom it is assigned to."""
    booked.ok("staff", "add", "王前", "--role", "前台咨询员")
    at(booked, "2026-11-08")
    booked.ok("followup", "add", "王小红", "--due", "今天", "--purpose", "回电", "--to", "周敏")

    def of(name: str) -> list[str]:
        found = booked.json("followup", "due", "--owner", name)
        return [line["kind"] for line in found if line["member"] == "M-00001"]

    assert (of("王前"), of("周敏")) == (["attendance"], ["manual"])


def test_put_off_it_is_still_ticked_off(booked: Desk) -> None:
    at(booked, "2026-11-06")
    booked.ok("followup", "reschedule", UNTICKED, "--to", "2026-11-09", "--reason", "当班的同事休息")
    assert due(booked) == []
    at(booked, "2026-11-09")
    ((number, *_rest),) = due(booked)
    assert booked.refused(5, "followup", "done", number, "接通")["field"] == "ID"
    booked.ok("booking", "came", 1)
    assert due(booked) == []


def test_who_did_not_come_is_called_at_once(booked: Desk, dump: Callable[..., Any]) -> None:
    at(booked, "2026-11-06")
    before = dump(booked.path, (*FACTS, *DERIVED))
    closed = booked.json("booking", "no-show", "王小红")
    assert (closed["state"], closed["closed_on"], closed["call"]) == ("no-show", "2026-11-06", "1")
    (line,) = [line for line in booked.json("followup", "due") if line["kind"] == "no-show"]
    told = ("id", "kind", "due_on", "assigned_to", "why", "purpose")
    assert {key: line[key] for key in told} == {
        "id": "1",
        "kind": "no-show",
        "due_on": "2026-11-06",
        "assigned_to": "陈静",
        "why": "did not come on 2026-11-05 at 15:30: 面诊",
        "purpose": "失约回访：问问没来的原因，另约时间",
    }
    assert line["script"].startswith("王小红您好，我是院里的客服。您约了11月5日15:30来院，约的是面诊，那天没等到您")
    booked.ok("undo")
    assert dump(booked.path, (*FACTS, *DERIVED)) == before


def test_who_made_it_and_has_left_calls_nobody(booked: Desk) -> None:
    with opened(booked.path) as db:
        db.execute("UPDATE booking SET made_by = 2")
        db.execute("UPDATE staff SET until_on = '2026-11-01' WHERE id = 2")
    at(booked, "2026-11-06")
    booked.ok("booking", "no-show", 1)
    assert [line["assigned_to"] for line in booked.json("followup", "due", "--kind", "no-show")] == ["周敏"]


@pytest.mark.parametrize(
    ("day", "step", "status"),
    [
        ("2026-11-04T15:30", "came", 5),
        ("2026-11-05T08:00", "came", 0),
        ("2026-11-04T15:30", "no-show", 5),
        ("2026-11-05T15:29", "no-show", 5),
        ("2026-11-05T15:30", "no-show", 0),
        ("2026-12-05T15:30", "came", 0),
    ],
)
def test_nothing_is_ticked_off_before_its_day(booked: Desk, day: str, step: str, status: int) -> None:
    at(booked, day)
    if status == 0:
        assert booked.json("booking", step, "王小红")["state"] == step
        return
    error = booked.refused(5, "booking", step, "王小红")
    assert error["message"] == (
        "王小红 is booked for 2026-11-05, 15:30, which has not come yet. Another time: crmcli booking move 1"
    )


@pytest.mark.parametrize("first", ["came", "no-show", "cancel"])
@pytest.mark.parametrize("second", ["came", "no-show", "cancel", "move"])
def test_it_is_closed_once(booked: Desk, first: str, second: str) -> None:
    at(booked, "2026-11-06")
    state = {"came": "came", "no-show": "did not come", "cancel": "cancelled"}[first]
    number = booked.json("booking", first, 1)["operation"]
    more = ("--at", "11-09 10:00") if second == "move" else ()
    error = booked.refused(5, "booking", second, 1, *more)
    assert error["message"] == (
        f"Appointment 1 of 王小红 is closed: {state} on 2026-11-06. To change it: crmcli undo {number}"
    )
    assert booked.refused(4, "booking", second, "王小红", *more)["message"] == (
        "王小红 has no open appointment. To book one: crmcli booking add M-00001"
    )


def test_of_several_the_one_whose_day_has_come_is_ticked_off(booked: Desk) -> None:
    booked.ok("booking", "add", "王小红", "--kind", "拆线", "--at", "11-12 10:00")
    error = booked.refused(4, "booking", "cancel", "王小红")
    assert [one["id"] for one in error["candidates"]] == [1, 2]
    assert error["message"] == "王小红 has 2 open appointments; name one by its number."
    at(booked, "2026-11-06")
    assert booked.json("booking", "came", "王小红")["id"] == 1


def test_what_is_derived_is_what_the_facts_make(booked: Desk) -> None:
    at(booked, "2026-11-06")
    booked.ok("booking", "add", "李四", *TALK, "--at", "11-09 10:00")
    booked.ok("booking", "no-show", 1)
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(booked.path)))
    with opened(booked.path) as db:
        assert verify.derived_differences(db, derived.derivation(session)) == {}
        planned = db.execute("SELECT unplanned_since FROM member_state WHERE member_id = 2").fetchone()
        assert planned[0] is None
    session.close()
    booked.ok("booking", "cancel", 2)
    with opened(booked.path) as db:
        assert db.execute("SELECT unplanned_since FROM member_state WHERE member_id = 2").fetchone()[0] is not None


def test_a_pack_without_words_lists_nothing(booked: Desk) -> None:
    """And a no-show is called all the same, in the program's own words."""
    import os
    import shutil
    from pathlib import Path

    from crmcli.place import data_dir

    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    (folder / "notices.toml").write_text("", "utf-8")
    at(booked, "2026-11-06")
    assert due(booked) == []
    booked.ok("booking", "no-show", 1)
    (line,) = booked.json("followup", "due", "--kind", "no-show")
    assert (line["purpose"], line["script"]) == ("ask why they did not come, and agree on another day", None)
