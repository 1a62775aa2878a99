"""`staff edit`, `staff store`, `staff add` with department and supervisor."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def pair(desk: Any) -> Any:
    """陈静 and 李娜, who has a call of her role and one of none."""
    desk.env(CRMCLI_AS="陈静")
    desk.ok("staff", "add", "李娜", "--role", "回访专员", "--department", "客服部", "--supervisor", "陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    desk.ok("followup", "add", "m1", "--due", "2026-12-10", "--purpose", "回电", "--to", "李娜")
    return desk


def calls(desk: Any) -> set[tuple[bool, str | None]]:
    """Whether a call was planned by hand, and who makes it."""
    return {(row["purpose"] == "回电", row["assigned_to"]) for row in desk.json("followup", "list")}


def test_every_field_and_the_whole_answer(pair: Any) -> None:
    pair.ok("staff", "store", "--add", "二店")
    words = ("--name", "李娜娜", "--store", "二店", "--department", "回访组", "--supervisor", "none")
    answer = pair.json("staff", "edit", "李娜", *words)
    assert answer == {
        "no": "S-002",
        "name": "李娜娜",
        "role": "回访专员",
        "role_code": "follow-up",
        "store": "二店",
        "department": "回访组",
        "supervisor": None,
        "customers": 0,
        "followups": 7,
        "since": "2026-10-31",
        "until": None,
        "passed_on": 0,
        "assigned": 0,
        "vacant": None,
        "operation": answer["operation"],
    }
    same = pair.ok("staff", "edit", "李娜娜", "--department", "回访组").out
    assert same == "S-002 李娜娜 · nothing changed\n"
    pair.ok("undo")
    assert pair.json("staff", "list")[1]["name"] == "李娜"


def test_with_another_role_the_calls_of_the_former_go_on(pair: Any) -> None:
    pair.ok("staff", "add", "孙丽", "--role", "回访专员")
    out = pair.ok("staff", "edit", "李娜", "--role", "VIP专员").out.splitlines()
    assert out[0].startswith("S-002 李娜: role changed · 陈静 · undo: crmcli undo ")
    assert out[1:] == ["  6 open calls of the former role went on"]
    assert calls(pair) == {(False, "孙丽"), (True, "李娜")}
    pair.ok("undo", "--yes")
    assert calls(pair) == {(False, "李娜"), (True, "李娜")}


def test_where_nobody_holds_it_any_more_they_are_nobodys_and_come_back_with_the_role(pair: Any) -> None:
    gone = pair.json("staff", "edit", "李娜", "--role", "VIP专员")
    assert (gone["passed_on"], gone["assigned"], gone["vacant"]) == (6, 0, "回访专员")
    assert calls(pair) == {(False, None), (True, "李娜")}
    back = pair.ok("staff", "edit", "李娜", "--role", "回访专员").out.splitlines()
    assert back[1:] == [
        "  6 open calls nobody had go to 回访专员 now",
        "  Nobody holds the role VIP专员 any more.",
    ]


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        (["李娜"], 2, None, "Nothing to change was given. See: crmcli staff edit --help"),
        (["李娜", "--name", "陈静"], 5, "--name", "陈静 is on the staff already (S-001)."),
        (["李娜", "--role", "飞行员"], 4, "--role", "飞行员 is no role of the pack"),
        (["李娜", "--store", "二店"], 4, "--store", "二店 is no store; there are 医疗美容医院."),
        (["李娜", "--supervisor", "李娜"], 5, "--supervisor", "李娜 cannot answer to 李娜"),
        (["陈静", "--supervisor", "李娜"], 5, "--supervisor", "陈静 cannot answer to 李娜, who answers to 陈静."),
        (["李娜", "--department", "部" * 61], 2, "--department", "部部"),
        (["陈静", "--role", "咨询师"], 5, "--role", "陈静 is the only one who may decide what supervisors decide"),
    ],
)
def test_what_is_refused_changes_nothing(
    pair: Any, words: list[str], status: int, field: str | None, message: str
) -> None:
    before = len(pair.json("operations"))
    error = pair.refused(status, "staff", "edit", *words)
    assert error.get("field") == field
    assert error["message"].startswith(message)
    assert len(pair.json("operations")) == before


def test_stores_are_made_and_counted(pair: Any) -> None:
    made = pair.json("staff", "store", "--add", "二店")
    assert {key: made[key] for key in ("name", "people", "customers")} == {"name": "二店", "people": 0, "customers": 0}
    pair.ok("staff", "edit", "李娜", "--store", "二店")
    pair.ok("member", "edit", "m1", "--store", "二店")
    assert pair.json("staff", "store") == [
        {"name": "医疗美容医院", "people": 1, "customers": 0},
        {"name": "二店", "people": 1, "customers": 1},
    ]
    error = pair.refused(5, "staff", "store", "--add", "二 店")
    assert (error["message"], error["field"]) == ("There is a store 二店 already; give another name.", "--add")
