"""`staff`, `as`: who works here, and who is at the desk."""

from __future__ import annotations

from typing import Any

import pytest

KNOWN = "陈静 is on the staff already (S-001). Tell two people apart, e.g. 陈静2."
ASK = "Who is at the desk? Name yourself with --as, one of: 陈静, 李娜."


@pytest.fixture
def pair(desk: Any) -> Any:
    """陈静 and, by operation 2, 李娜."""
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    return desk


def operators(desk: Any) -> list[tuple[int, str | None]]:
    return [(row["operation"], row["operator"]) for row in desk.json("operations")]


def test_add_has_the_contracts_keys(desk: Any) -> None:
    assert desk.json("staff", "add", "李娜", "--role", "回访专员", "--since", "2026-10-01") == {
        "no": "S-002",
        "name": "李娜",
        "role": "回访专员",
        "role_code": "follow-up",
        "store": "医疗美容医院",
        "department": None,
        "supervisor": None,
        "customers": 0,
        "followups": 0,
        "since": "2026-10-01",
        "until": None,
        "assigned": 0,
        "operation": 2,
    }
    assert [(row["no"], row["name"], row["since"]) for row in desk.json("staff", "list")] == [
        ("S-001", "陈静", "2026-10-31"),
        ("S-002", "李娜", "2026-10-01"),
    ]


@pytest.mark.parametrize("role", ["回访专员", "回访", "follow-up", "huifangzhuanyuan", "hfzy", "FOLLOW-UP"])
def test_a_role_is_given_by_part_code_or_pinyin(desk: Any, role: str) -> None:
    assert desk.json("staff", "add", "李娜", "--role", role)["role"] == "回访专员"


def test_from_the_second_on_it_says_how_to_name_oneself(desk: Any) -> None:
    assert desk.ok("staff", "add", "李娜", "--role", "回访专员").out.splitlines() == [
        "S-002 李娜 added as 回访专员 · 陈静 · undo: crmcli undo 2",
        "  There are two of you now: say who is at the desk with `crmcli as NAME`, or --as.",
    ]
    third = desk.ok("staff", "add", "孙丽", "--role", "回访专员", "--as", "陈静").out
    assert third == "S-003 孙丽 added as 回访专员 · 陈静 · undo: crmcli undo 3\n"


def test_open_calls_nobody_had_go_to_the_first_of_the_role(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    assert {line["assigned_to"] for line in desk.json("followup", "due", "--all")} == {None}
    assert desk.json("staff", "add", "李娜", "--role", "回访专员")["assigned"] == 6
    due = ["followup", "due", "--all", "--as", "陈静"]
    assert {line["assigned_to"] for line in desk.json(*due)} == {"李娜"}
    assert desk.json("staff", "add", "孙丽", "--role", "回访专员", "--as", "陈静")["assigned"] == 0
    desk.ok("undo", 5, "--as", "陈静")
    assert desk.refused(5, "undo", 4, "--with-later", "--as", "李娜")["kind"] == "refused"
    desk.ok("undo", 4, "--as", "陈静")
    assert {line["assigned_to"] for line in desk.json(*due)} == {None}


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        ([], 2, "NAME", "Name is missing: write it after the command."),
        (["陈静", "--role", "回访专员"], 5, "NAME", KNOWN),
        (["陈 静", "--role", "回访专员"], 5, "NAME", KNOWN),
        (["李娜", "--role", "专员"], 4, "--role", "专员 fits several: 回访专员, VIP专员."),
        (["李娜", "--role", "回访专员", "--store", "二店"], 4, "--store", "二店 is no store; there are 医疗美容医院."),
        (["\u200b", "--role", "回访专员"], 2, "NAME", "A name is missing; give 1 to 60 characters"),
    ],
)
def test_what_is_refused_changes_nothing(desk: Any, words: list[str], status: int, field: str, message: str) -> None:
    error = desk.refused(status, "staff", "add", *words)
    assert (error["message"], error["field"]) == (message, field)
    assert len(desk.json("operations")) == 1


def test_a_role_the_pack_does_not_know_names_those_it_does(desk: Any) -> None:
    error = desk.refused(4, "staff", "add", "李娜", "--role", "飞行员")
    assert error["message"].startswith("飞行员 is no role of the pack; there are 院长, 总助, ")
    assert {"name": "回访专员"} in error["candidates"]


def test_a_day_that_is_none(desk: Any) -> None:
    error = desk.refused(2, "staff", "add", "李娜", "--role", "回访专员", "--since", "2026-13-01")
    assert (error["field"], error["value"]) == ("--since", "2026-13-01")


def test_the_only_one_needs_no_name(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert operators(desk) == [(2, "陈静"), (1, None)]


def test_with_several_a_write_without_a_name_is_refused_and_reading_is_not(pair: Any) -> None:
    error = pair.refused(2, "member", "add", "王小明", "--mobile", "19900001234")
    assert error == {
        "kind": "usage",
        "message": ASK,
        "field": "--as",
        "candidates": [{"name": "陈静"}, {"name": "李娜"}],
    }
    assert pair.json("member", "list") == []
    assert pair.json("followup", "due") == []


def test_the_operators_line_names_whoever_did_it(pair: Any) -> None:
    done = pair.ok("member", "add", "王小明", "--mobile", "19900001234", "--as", "李娜")
    assert done.out == "M-00001 王小明 added · 李娜 · undo: crmcli undo 3\n"


def test_as_goes_before_the_variable_before_what_was_said_today(pair: Any) -> None:
    pair.ok("as", "李娜")
    pair.ok("member", "add", "甲甲", "--mobile", "19900001231")
    pair.env(CRMCLI_AS="陈静")
    pair.ok("member", "add", "乙乙", "--mobile", "19900001232")
    pair.ok("member", "add", "丙丙", "--mobile", "19900001233", "--as", "李娜")
    assert operators(pair) == [(5, "李娜"), (4, "陈静"), (3, "李娜"), (2, "陈静"), (1, None)]


def test_as_holds_until_the_day_ends_and_for_this_file_only(pair: Any, tmp_path: Any) -> None:
    assert pair.json("as", "李") == {"no": "S-002", "name": "李娜", "until": "2026-10-31", "operation": None}
    assert pair.ok("as", "ln").out == "李娜 is at the desk until the day ends.\n"
    pair.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert pair.refused(2, "member", "edit", "m1", "--note", "x", "--today", "2026-11-01")["message"] == ASK
    pair.ok("backup", "copy.db")
    assert pair.refused(2, "member", "edit", "m1", "--note", "x", "--db", "copy.db")["message"] == ASK


@pytest.mark.parametrize("name", ["李娜", "李", "lina", "ln", "S-002"])
def test_an_operator_is_given_by_part_pinyin_or_number(pair: Any, name: str) -> None:
    assert pair.json("as", name)["name"] == "李娜"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["as", "nobody"], 4, "Nobody here is nobody; there are 陈静, 李娜."),
        (["as"], 2, "Who is at the desk is missing: write it after the command."),
        (["member", "edit", "m1", "--note", "x", "--as", "nobody"], 4, "Nobody here is nobody; there are 陈静, 李娜."),
    ],
)
def test_who_is_not_here_cannot_be_at_the_desk(pair: Any, words: list[str], status: int, message: str) -> None:
    pair.ok("member", "add", "王小明", "--mobile", "19900001234", "--as", "陈静")
    assert pair.refused(status, *words)["message"] == message


def test_a_stamp_that_cannot_be_read_is_as_if_there_were_none(pair: Any) -> None:
    from crmcli.features.staff.operator import stamp_path

    pair.ok("as", "李娜")
    stamp_path().write_text("{", "utf-8")
    assert pair.refused(2, "member", "add", "王小明", "--mobile", "19900001234")["message"] == ASK
    pair.ok("as", "李娜")
    pair.ok("member", "add", "王小明", "--mobile", "19900001234")
