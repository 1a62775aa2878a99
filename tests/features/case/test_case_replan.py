"""While a complaint is open the calls of the member's plans are made by the post the pack names; closing gives them
back to who would hold them, and the change is shown.
"""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened

from crmcli.features.derived import derivation
from crmcli.session import Session
from crmcli.storage import verify
from crmcli.storage.schema import DERIVED, FACTS
from crmcli.ui.options import Shared

LOG = ("complaint", "log", "王小明", "--matter", "等候", "--summary", "久")


@pytest.fixture
def two(desk: Any) -> Any:
    """陈静, the supervisor, and 李娜, who calls; 王小明 is a day after a surgery."""
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "1", "--date", "2026-10-30")
    return desk


def callers(desk: Any) -> list[str | None]:
    """Who makes the open calls of plans, in order of day."""
    with opened(desk.path) as db:
        found = db.execute(
            "SELECT s.name FROM followup f LEFT JOIN staff s ON s.id = f.assigned_id "
            "WHERE f.plan IS NOT NULL AND f.state IN ('open', 'blocked') ORDER BY f.due_on, f.id"
        )
        return [row[0] for row in found]


def handed(answer: Any) -> list[tuple[Any, ...]]:
    return [
        (one["id"], one["due_before"] == one["due_after"], one["assigned_before"], one["assigned_after"], one["change"])
        for one in answer["replanned"]
    ]


def test_logging_hands_the_open_calls_over_and_closing_gives_them_back(two: Any) -> None:
    two.ok("followup", "done", "1", "接通")
    answer = two.json(*LOG)
    assert handed(answer) == [(str(number), True, "李娜", "陈静", "handed") for number in range(2, 7)]
    assert callers(two) == ["陈静"] * 5
    answer = two.json("complaint", "close", "1", "--reason", "误会")
    assert handed(answer) == [(str(number), True, "陈静", "李娜", "handed") for number in range(2, 7)]
    assert callers(two) == ["李娜"] * 5


def test_a_clerk_reads_how_many_go_to_whom(two: Any) -> None:
    assert "  6 planned calls go to 陈静" in two.ok(*LOG).out.splitlines()
    assert "  6 planned calls go to 李娜" in two.ok("complaint", "close", "1", "--reason", "误会").out.splitlines()


def test_opened_again_they_go_over_again(two: Any) -> None:
    two.ok(*LOG)
    two.ok("complaint", "close", "1", "--reason", "误会")
    assert len(handed(two.json("complaint", "reopen", "1", "--reason", "又来电"))) == 6
    assert callers(two) == ["陈静"] * 6


def test_what_begins_meanwhile_is_theirs_as_well(two: Any) -> None:
    two.ok(*LOG)
    two.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1")
    two.ok("inquiry", "log", "--name", "王小明", "--phone", "19900001234", "--channel", "电话", "--item", "光子嫩肤")
    assert set(callers(two)) == {"陈静"}
    two.ok("complaint", "close", "1", "--reason", "误会")
    assert set(callers(two)) - {"李娜", None} == set()


def test_of_two_complaints_the_last_one_closed_gives_them_back(two: Any) -> None:
    two.ok(*LOG)
    assert two.json(*LOG)["replanned"] == []
    assert two.json("complaint", "close", "1", "--reason", "误会")["replanned"] == []
    assert callers(two) == ["陈静"] * 6
    assert len(two.json("complaint", "close", "2", "--reason", "误会")["replanned"]) == 6
    assert callers(two) == ["李娜"] * 6


def test_settled_on_the_spot_nothing_changes(two: Any) -> None:
    answer = two.json(*LOG, "--resolve", "道歉", "--opinion", "满意", "--close")
    assert (answer["state"], answer["replanned"]) == ("closed", [])
    assert callers(two) == ["李娜"] * 6


def test_a_strangers_complaint_does_nothing(two: Any) -> None:
    stranger = ("--name", "张三", "--phone", "19900005679", "--matter", "等候", "--summary", "久")
    assert two.json("complaint", "log", *stranger)["replanned"] == []
    assert callers(two) == ["李娜"] * 6


def test_where_nobody_holds_the_post_they_stay(two: Any) -> None:
    with opened(two.path) as db:
        db.execute("UPDATE staff SET role = 'desk' WHERE id = 1")
    assert two.json(*LOG)["replanned"] == []
    assert callers(two) == ["李娜"] * 6


def test_the_due_list_follows(two: Any) -> None:
    two.ok(*LOG)
    (line,) = [line for line in two.json("due") if line["plan_code"] == "surgery"]
    assert line["assigned_to"] == "陈静"


def test_undo_and_redo_give_back_exactly(two: Any, dump: Any) -> None:
    def everything() -> Any:
        return dump(two.path, (*FACTS, *DERIVED))

    seen = [everything()]
    for step in (LOG, ("complaint", "close", "1", "--reason", "误会")):
        two.ok(*step)
        seen.append(everything())
    session = Session(Shared(db=str(two.path), today="2026-10-31"))
    with opened(two.path) as db:
        assert verify.derived_differences(db, derivation(session)) == {}
    session.close()
    for state in (seen[1], seen[0]):
        two.ok("undo", "--yes")
        # numbers of cases are never given again
        assert {key: value for key, value in everything().items() if key != "series"} == {
            key: value for key, value in state.items() if key != "series"
        }
    for state in (seen[1], seen[2]):
        two.ok("redo")
        assert everything() == state
