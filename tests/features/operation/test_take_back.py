"""undo, redo, operations: what they take, what they refuse, what they ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS


@pytest.fixture
def everything(dump: Any) -> Callable[[Any], Any]:
    return lambda desk: dump(desk.path, (*FACTS, *DERIVED))


@pytest.fixture
def pair(two: Any) -> Any:
    """王小明 holds two purchases, operations 4 (20 000.00, no calls) and 5 (30 000.00, no calls)."""
    for amount in ("20000", "30000"):
        two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", amount, "--treatment", "none")
    return two


@pytest.fixture
def colleague(two: Any) -> Any:
    """李娜 is on the staff too, by operation 4; 陈静 is at the desk."""
    two.ok("staff", "add", "李娜", "--role", "回访专员")
    two.env(CRMCLI_AS="陈静")
    return two


def states(desk: Any) -> dict[int, str]:
    return {row["operation"]: row["state"] for row in desk.json("operations")}


def test_without_a_number_the_operators_latest_that_is_not_undone(pair: Any) -> None:
    assert pair.json("undo") == {"operation": 6, "undone": 5, "later": [], "rows": 1}
    assert pair.json("undo") == {"operation": 7, "undone": 4, "later": [], "rows": 1}
    assert pair.json("undo") == {"operation": 8, "undone": 3, "later": [], "rows": 1}
    assert pair.json("undo") == {"operation": 9, "undone": 2, "later": [], "rows": 1}
    assert pair.refused(4, "undo")["message"] == "There is nothing of yours to take back."
    assert states(pair) == {**dict.fromkeys((1, 6, 7, 8, 9), "done"), **dict.fromkeys((2, 3, 4, 5), "undone")}


def test_another_operators_work_is_not_the_latest(colleague: Any) -> None:
    colleague.ok("member", "edit", "m1", "--note", "怕疼", "--as", "李娜")
    assert colleague.json("undo")["undone"] == 4


def test_an_undo_in_a_line_names_both_ways(pair: Any) -> None:
    assert pair.ok("undo").out == "Operation 5 taken back, 1 rows · give back: crmcli redo 5\n"
    assert pair.ok("redo").out == "Operation 5 given back, 1 rows · undo: crmcli undo 5\n"


def test_undo_of_the_older_of_two_purchases_and_the_tier_follows(pair: Any) -> None:
    before = pair.json("member", "show", "m1")
    pair.ok("undo", 4)
    after = pair.json("member", "show", "m1")
    assert (before["spend"], before["tier"]) == ("50000.00", "prestige")
    assert (after["spend"], after["tier"]) == ("30000.00", "platinum")
    assert [entry["id"] for entry in after["purchases"]] == [2]
    pair.ok("redo", 4)
    assert pair.json("member", "show", "m1") == before


def test_undo_and_redo_change_every_fact_and_derived_row_and_back(two: Any, everything: Any) -> None:
    before = everything(two)
    two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    after = everything(two)
    assert before != after
    rows = two.json("undo")["rows"]
    assert rows == 7
    assert everything(two) == before
    assert two.json("redo") == {"operation": 6, "undone": 4, "rows": rows}
    assert everything(two) == after


def test_what_later_work_stands_on_is_refused_with_the_list(pair: Any, everything: Any) -> None:
    before = everything(pair)
    error = pair.refused(5, "undo", 2)
    assert error == {
        "kind": "refused",
        "message": "Later work stands on operation 2: 4, 5. Take all of it back with --with-later.",
        "value": 2,
        "candidates": [{"operation": 4, "command": "purchase add"}, {"operation": 5, "command": "purchase add"}],
    }
    assert everything(pair) == before
    lines = pair("undo", 2).err.splitlines()
    assert [line.split()[:4] for line in lines[1:]] == [
        ["4", "purchase", "add", "陈静"],
        ["5", "purchase", "add", "陈静"],
    ]


def test_with_later_takes_all_of_it_and_redo_gives_all_of_it(pair: Any, everything: Any) -> None:
    before = everything(pair)
    assert pair.json("undo", 2, "--with-later") == {"operation": 6, "undone": 2, "later": [4, 5], "rows": 3}
    assert [row["no"] for row in pair.json("member", "list")] == ["M-00002"]
    assert pair.json("redo", 2) == {"operation": 7, "undone": 2, "rows": 3}
    assert everything(pair) == before


def test_later_work_on_another_column_is_not_in_the_way(two: Any) -> None:
    two.ok("member", "edit", "m1", "--note", "怕疼")
    two.ok("member", "edit", "m1", "--email", "ming@example.com")
    two.ok("member", "edit", "m1", "--note", "不怕疼")
    assert two.refused(5, "undo", 4)["candidates"] == [{"operation": 6, "command": "member edit"}]
    assert two.json("undo", 4, "--with-later")["later"] == [6]
    with_mail = two.json("member", "show", "m1")
    assert (with_mail["note"], with_mail["email"]) == (None, "m***@example.com")


def test_work_that_was_given_back_is_named_by_its_own_number(pair: Any) -> None:
    """A redo is an operation too, but what is taken back is the work."""
    pair.ok("undo", 4)
    pair.ok("redo", 4)
    assert [entry["operation"] for entry in pair.refused(5, "undo", 2)["candidates"]] == [4, 5]
    assert pair.json("undo", 2, "--with-later")["later"] == [4, 5]


def test_what_only_one_may_hold_and_has_been_given_on(two: Any, everything: Any) -> None:
    two.ok("member", "edit", "m1", "--card-no", "A1")
    two.ok("member", "edit", "m1", "--card-no", "A2")
    two.ok("member", "edit", "m2", "--card-no", "A1")
    before = everything(two)
    assert two.refused(5, "undo", 5)["candidates"] == [{"operation": 6, "command": "member edit"}]
    assert everything(two) == before
    assert two.json("undo", 5, "--with-later")["later"] == [6]
    assert [row["card_no"] for row in two.json("member", "list", "--sort", "no")] == ["A1", None]


def test_what_pointed_at_a_row_that_is_taken_back(two: Any) -> None:
    """李小红 was introduced by 王小明, then not; 王小明 is taken back; the edit cannot be, until he is there again."""
    two.ok("member", "edit", "m2", "--introduced-by", "m1")
    two.ok("member", "edit", "m2", "--clear", "introduced_by")
    two.ok("undo", 2)
    assert two.refused(5, "undo", 5)["candidates"] == [{"operation": 6, "command": "undo"}]
    assert two.json("undo", 5, "--with-later")["later"] == [6]
    assert two.json("member", "show", "m2")["introduced_by"] == "M-00001"


def test_a_call_made_since_stands_on_the_purchase(two: Any) -> None:
    two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    two.ok("followup", "done", "m1", "接通")
    assert two.refused(5, "undo", 4)["candidates"] == [{"operation": 5, "command": "followup done"}]


def test_redo_is_refused_where_later_work_is_in_its_way(two: Any) -> None:
    two.ok("member", "edit", "m1", "--note", "怕疼")
    two.ok("undo")
    two.ok("member", "edit", "m1", "--note", "怕冷")
    error = two.refused(5, "redo", 4)
    assert error["message"] == (
        "Operation 4 cannot be given back, later work is in its way: 6. Take that back first: crmcli undo NO"
    )
    two.ok("undo", 6)
    two.ok("redo", 4)
    assert two.json("member", "show", "m1")["note"] == "怕疼"


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["undo", 99], 4, "There is no operation 99. See: crmcli operations"),
        (["redo", 99], 4, "There is no operation 99. See: crmcli operations"),
        (["undo", 1], 5, "The beginning of the file cannot be taken back."),
        (["redo", 3], 5, "Operation 3 is in force; there is nothing to give back."),
        (["redo"], 4, "Nothing of yours is taken back."),
    ],
)
def test_what_cannot_be_taken_back_or_given_back(
    two: Any, everything: Any, words: list[Any], status: int, message: str
) -> None:
    before = everything(two)
    assert two.refused(status, *words)["message"] == message
    assert everything(two) == before


def test_twice_is_refused(two: Any) -> None:
    two.ok("undo", 3)
    assert two.refused(5, "undo", 3)["message"] == ("Operation 3 is taken back already; crmcli redo 3 gives it back.")


def test_an_undo_can_be_undone_by_its_number(two: Any, everything: Any) -> None:
    before = everything(two)
    two.ok("undo", 3)
    two.ok("undo", 4)
    assert everything(two) == before
    assert two.refused(5, "redo", 3)["message"] == "Operation 3 is in force; there is nothing to give back."


QUESTION = "Take back operation {numbers}, {command} of {at} by {who}, {rows} rows? Answer it with --yes."


def at(desk: Any, number: int) -> str:
    found: str = next(row["at"] for row in desk.json("operations") if row["operation"] == number)
    return found[:16].replace("T", " ")


def test_above_ten_rows_it_asks(two: Any, everything: Any) -> None:
    two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    two.ok("purchase", "refund", 1, "--amount", "100")
    lines = two.json("undo", 4, "--with-later", "--yes")
    assert lines["rows"] == 9
    two.ok("redo", 4)
    for number in range(4):
        two.ok("purchase", "refund", 1, "--amount", str(number + 1))
    before = everything(two)
    error = two.refused(5, "undo", 4, "--with-later")
    assert error["message"] == QUESTION.format(
        numbers="4, 5, 8, 9, 10, 11", command="purchase add", at=at(two, 4), who="陈静", rows=17
    )
    assert everything(two) == before
    assert two.json("undo", 4, "--with-later", "--yes")["rows"] == 17


def test_ten_rows_are_not_asked_about(two: Any) -> None:
    # too little to earn a point, so that no refund has one to take back
    two.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "0.50")
    for _number in range(3):
        two.ok("purchase", "refund", 1, "--amount", "0.10")
    assert two.json("undo", 4, "--with-later")["rows"] == 10


def test_for_another_operators_work_it_asks(colleague: Any, everything: Any) -> None:
    colleague.ok("member", "edit", "m1", "--note", "怕疼", "--as", "李娜")
    before = everything(colleague)
    error = colleague.refused(5, "undo", 5)
    assert error["message"] == QUESTION.format(
        numbers="5", command="member edit", at=at(colleague, 5), who="李娜", rows=1
    )
    assert everything(colleague) == before
    assert colleague.json("undo", 5, "--yes") == {"operation": 6, "undone": 5, "later": [], "rows": 1}


def test_for_another_operators_later_work_it_asks_too(colleague: Any) -> None:
    colleague.ok("purchase", "add", "m2", "--item", "假体隆鼻", "--amount", "1", "--treatment", "none", "--as", "李娜")
    assert colleague.refused(5, "undo", 3, "--with-later")["message"] == QUESTION.format(
        numbers="3, 5", command="member add", at=at(colleague, 3), who="陈静, 李娜", rows=2
    )
    assert colleague.json("undo", 3, "--with-later", "--yes")["later"] == [5]


def test_a_write_that_changed_nothing_is_no_operation(two: Any, everything: Any) -> None:
    two.ok("member", "edit", "m1", "--note", "怕疼")
    before, listed = everything(two), two.json("operations")
    answer = two.json("member", "edit", "m1", "--note", "怕疼")
    assert answer["operation"] is None
    assert everything(two) == before
    assert two.json("operations") == listed
    assert two.ok("member", "edit", "m1", "--note", "怕疼").out.endswith(" · nothing changed\n")
    assert two.json("member", "edit", "m1", "--note", "怕冷")["operation"] == 5


def test_numbers_are_never_given_twice(two: Any) -> None:
    two.ok("undo", 3)
    assert two.json("member", "add", "赵红", "--mobile", "19900001236")["no"] == "M-00003"


def test_operations_lists_the_log_newest_first(colleague: Any) -> None:
    colleague.ok("undo", 3, "--as", "李娜", "--yes")
    listed = colleague.json("operations")
    assert [{key: value for key, value in row.items() if key != "at"} for row in listed] == [
        line(5, "李娜", "undo", 1, undoes="3"),
        line(4, "陈静", "staff add", 1),
        line(3, "陈静", "member add", 1, state="undone"),
        line(2, "陈静", "member add", 1),
        line(1, None, "init", listed[-1]["rows"]),
    ]
    assert [row["operation"] for row in colleague.json("operations", "--limit", 2)] == [5, 4]
    assert [row["operation"] for row in colleague.json("operations", "--member", "m1")] == [2]


def line(number: int, operator: str | None, command: str, rows: int, **more: str) -> dict[str, Any]:
    base = {"operation": number, "day": "2026-10-31", "operator": operator, "command": command, "rows": rows}
    return {**base, "state": "done", "undoes": None, **more}


def test_an_operations_time_is_the_machines_and_its_command_holds_no_name(two: Any) -> None:
    from datetime import datetime

    # the file itself may have been made a while ago
    for row in [one for one in two.json("operations") if one["command"] != "init"]:
        assert abs((datetime.now().astimezone() - datetime.fromisoformat(row["at"])).total_seconds()) < 600
        assert row["day"] == "2026-10-31"
        assert "王" not in row["command"]
        assert "1990" not in row["command"]
