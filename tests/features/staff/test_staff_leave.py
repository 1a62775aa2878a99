"""`staff leave`: what somebody had goes to a named person, or to nobody, in one step; undo brings all of it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.features import derived
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS

Dump = dict[str, list[tuple[Any, ...]]]
Dumper = Callable[[Path, tuple[str, ...]], Dump]


@pytest.fixture
def house(desk: Any) -> Any:
    """陈静 above 李娜 above 孙丽; 李娜 has a customer, two calls, an appointment, a complaint."""
    desk.env(CRMCLI_AS="陈静")
    desk.ok("staff", "add", "李娜", "--role", "咨询师", "--department", "客服部", "--supervisor", "陈静")
    desk.ok("staff", "add", "孙丽", "--role", "咨询师", "--supervisor", "李娜")
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--owner", "李娜", "--owner-source", "自然流量")
    desk.ok("member", "add", "赵六", "--mobile", "19900000061", "--owner", "孙丽")
    desk.ok("followup", "add", "m1", "--due", "2026-12-10", "--purpose", "回电", "--to", "李娜")
    desk.ok("followup", "add", "m2", "--due", "2026-12-11", "--purpose", "问候", "--to", "李娜")
    desk.ok("booking", "add", "m1", "--kind", "面诊", "--at", "2026-11-02T10:00", "--with", "李娜")
    desk.ok("complaint", "log", "m1", "--matter", "排队", "--summary", "久")
    desk.ok("complaint", "route", "1", "--person", "李娜")
    return desk


_WITH = "SELECT p.name FROM booking b JOIN staff p ON p.id = b.person_id ORDER BY b.id"


def standing(desk: Any) -> dict[str, Any]:
    """Who has what."""
    return {
        "owners": [row["owner"] for row in desk.json("member", "list")],
        "calls": sorted(
            (row["purpose"], row["assigned_to"])
            for row in desk.json("followup", "list")
            if row["kind"] not in ("complaint", "booking")
        ),
        "bookings": [row[0] for row in rows(desk, _WITH)],
        "cases": [row["owner"] for row in desk.json("complaint", "list")],
        "supervisors": {row["name"]: row["supervisor"] for row in desk.json("staff", "list")},
    }


def rows(desk: Any, sql: str) -> list[Any]:
    with opened(desk.path) as db:
        return list(db.execute(sql))


def derived_is_right(desk: Any) -> bool:
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    with opened(desk.path) as db:
        found = verify.derived_differences(db, derived.derivation(session))
    session.close()
    return found == {}


def test_everything_goes_to_the_named_person(house: Any) -> None:
    answer = house.json("staff", "leave", "李娜", "--to", "孙丽", "--reason", "搬家")
    assert answer == {
        "no": "S-002",
        "name": "李娜",
        "role": "咨询师",
        "role_code": "consultant",
        "store": "医疗美容医院",
        "department": "客服部",
        "supervisor": None,
        "customers": 0,
        "followups": 0,
        "since": "2026-10-31",
        "until": "2026-10-31",
        "moved": {"followups": 2, "customers": 1, "supervised": 1, "cases": 1, "bookings": 1},
        "to_rebook": [],
        "vacant": None,
        "to": "孙丽",
        "reason": "搬家",
        "operation": 11,
    }
    assert standing(house) == {
        "owners": ["孙丽", "孙丽"],
        "calls": [("回电", "孙丽"), ("问候", "孙丽")],
        "bookings": ["孙丽"],
        "cases": ["孙丽"],
        "supervisors": {"陈静": None, "孙丽": "陈静"},
    }
    move = house.json("owner", "history", "m1")[0]
    assert (move["from"], move["to"], move["cause"], move["reason"]) == ("李娜", "孙丽", "staff-left", "搬家")
    out = house.ok("complaint", "show", "1").out
    assert "taken over by  孙丽  陈静\n      李娜 has left: 搬家\n" in out
    assert derived_is_right(house)


def test_to_nobody_it_stands_as_unassigned_and_appointments_are_named(house: Any) -> None:
    out = house.ok("staff", "leave", "李娜").out.splitlines()
    assert out == [
        "S-002 李娜 left on 2026-10-31 · 陈静 · undo: crmcli undo 11",
        "  to nobody (未分配): customers: 1, open calls: 2, open cases: 1, people who answered to them: 1",
        "  to be rebooked: appointment 1 of 王小明, 2026-11-02 10:00",
    ]
    assert standing(house) == {
        "owners": [None, "孙丽"],
        "calls": [("回电", None), ("问候", None)],
        "bookings": ["李娜"],
        "cases": ["陈静"],
        "supervisors": {"陈静": None, "孙丽": None},
    }


def test_undo_brings_all_back_and_redo_takes_it_again(house: Any, dump: Dumper) -> None:
    tables = (*(table for table in FACTS if table != "setting"), *DERIVED)
    before = dump(house.path, tables)
    house.ok("staff", "leave", "李娜", "--to", "孙丽")
    after = dump(house.path, tables)
    assert before != after
    house.ok("undo", "--yes")
    assert dump(house.path, tables) == before
    house.ok("redo", "--yes")
    assert dump(house.path, tables) == after


def test_an_appointment_goes_only_to_somebody_who_is_free(house: Any) -> None:
    house.ok("booking", "add", "m2", "--kind", "面诊", "--at", "2026-11-02T10:15", "--with", "孙丽")
    answer = house.json("staff", "leave", "李娜", "--to", "孙丽")
    assert (answer["moved"]["bookings"], answer["to_rebook"]) == (
        0,
        [{"id": 1, "member": "M-00001", "name": "王小明", "date": "2026-11-02", "from": "10:00"}],
    )


def test_who_has_left_is_in_no_list_and_cannot_be_at_the_desk(house: Any) -> None:
    house.ok("staff", "leave", "李娜", "--to", "孙丽", "--on", "2026-10-31")
    assert [row["name"] for row in house.json("staff", "list")] == ["陈静", "孙丽"]
    every = house.json("staff", "list", "--all")
    assert [(row["name"], row["until"]) for row in every] == [("陈静", None), ("李娜", "2026-10-31"), ("孙丽", None)]
    sentence = "李娜 left on 2026-10-31; there are 陈静, 孙丽."
    for words in (["member", "edit", "m1", "--note", "x", "--as", "李娜"], ["as", "李娜"], ["staff", "leave", "李娜"]):
        assert house.refused(5, *words)["message"] == sentence
    again = house.refused(5, "staff", "add", "李娜", "--role", "咨询师")
    assert again["message"] == ("李娜 (S-002) was on the staff until 2026-10-31. Tell two people apart, e.g. 李娜2.")
    assert house.refused(4, "member", "edit", "m1", "--owner", "李娜")["kind"] == "not-found"


def test_the_role_nobody_holds_any_more_is_named(house: Any) -> None:
    house.ok("staff", "add", "周敏", "--role", "VIP专员")
    out = house.ok("staff", "leave", "周敏").out.splitlines()
    assert out[1:] == ["  Nobody holds the role VIP专员 any more."]


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        ([], 2, "STAFF", "Who of the staff is missing: write it after the command."),
        (["赵云"], 4, "STAFF", "Nobody here is 赵云; there are 陈静, 李娜, 孙丽."),
        (["李娜", "--to", "李娜"], 2, "--to", "李娜 cannot take over from themselves."),
        (["李娜", "--to", "赵云"], 4, "--to", "Nobody here is 赵云; there are 陈静, 李娜, 孙丽."),
        (["李娜", "--on", "+3d"], 2, "--on", "2026-11-03 lies ahead; 李娜 is here until then. Say it on the day."),
        (["李娜", "--on", "2026-10-01"], 2, "--on", "李娜 came on 2026-10-31; 2026-10-01 lies before that."),
        (["李娜", "--on", "瞎"], 2, "--on", "瞎 is not a day"),
        (["陈静"], 5, "STAFF", "陈静 is the only one who may decide what supervisors decide (院长, 总助, 客服主任,"),
    ],
)
def test_what_is_refused_changes_nothing(house: Any, words: list[str], status: int, field: str, message: str) -> None:
    error = house.refused(status, "staff", "leave", *words)
    assert error["field"] == field
    assert error["message"].startswith(message)
    assert len(house.json("operations")) == 10


def test_the_only_one_cannot_leave(desk: Any) -> None:
    message = "陈静 is the only one here. First add who goes on: crmcli staff add NAME --role ROLE"
    assert desk.refused(5, "staff", "leave", "陈静")["message"] == message
    desk.ok("staff", "add", "周敏", "--role", "客服主任")
    desk.ok("staff", "leave", "陈静", "--to", "周敏", "--as", "陈静")
    assert [row["name"] for row in desk.json("staff", "list")] == ["周敏"]
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")  # who stays is at the desk now
