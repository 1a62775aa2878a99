"""What a register notes is booked once: by an entry named, by a purchase made with it, or afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from process import environment, run_on_terminal

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk


@pytest.fixture
def noted(desk: Desk) -> Desk:
    """王小明 and 李四 with a purchase each, a promotion that runs today."""
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    desk.ok("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    desk.ok("promotion", "add", "金秋", "--from", "2026-10-01", "--to", "2026-11-05")
    desk.ok("purchase", "add", "王小明", "--item", "其他", "--amount", "3000", "--note", "面膜")
    return desk


def register(desk: Desk, *words: object) -> Any:
    return desk.json("promotion", "register", *words)


def left(desk: Desk) -> list[tuple[str, str, str]]:
    """What is noted and not booked: row, member, amount."""
    from crmcli.features.purchase.noted import noted_listed, noted_not_booked
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    found = [noted_listed(note) for note in noted_not_booked(session.db, "2026-10-01", "2026-10-31")]
    session.close()
    return [(note["row"], note["name"], note["amount"]) for note in found]


def test_an_entry_that_is_there_is_pointed_at_once(noted: Desk) -> None:
    assert register(noted, "王小明", "--amount", "3000", "--booked", "1")["booked"] == 1
    assert len(noted.json("purchase", "list")) == 1
    error = noted.refused(5, "promotion", "register", "王小明", "--amount", "3000", "--booked", "1")
    assert (error["field"], error["message"]) == (
        "--booked",
        "Purchase 1 is booked for promotion HD-2026-0001, row 1 already; an entry stands in a register once.",
    )
    words = ("--channel", "on-site", "--item", "其他", "--first-deal", "--amount", "3000", "--booked", "1")
    # the first deal noted in another register is the same money
    assert noted.json("inquiry", "log", "--name", "王小明", "--phone", "19900005678", *words)["booked"] == 1


def test_a_first_deal_that_a_promotion_notes_as_well_is_noted_once(noted: Desk) -> None:
    words = ("--channel", "on-site", "--item", "其他", "--first-deal", "--amount", "3600")
    noted.ok("inquiry", "log", "--name", "赵敏", "--phone", "19900000046", *words)
    assert left(noted) == [("inquiry:1", "赵敏", "3600.00")]
    register(noted, "赵敏", "--amount", "3600")
    assert left(noted) == [("promotion:1", "赵敏", "3600.00")]
    noted.ok("purchase", "book", "赵敏", "--book", "其他")
    assert left(noted) == []


def test_a_purchase_is_made_with_the_row_and_goes_with_it(noted: Desk, dump: Callable[..., Any]) -> None:
    before = dump(noted.path, FACTS + DERIVED)
    answer = register(noted, "李四", "--amount", "20000", "--date", "2026-10-30", "--book", "激光祛斑")
    assert answer == {
        "id": 1,
        "no": "HD-2026-0001",
        "promotion": "金秋",
        "member": "M-00002",
        "name": "李四",
        "date": "2026-10-30",
        "amount": "20000.00",
        "gift": None,
        "bonus": "0.00",
        "by": "陈静",
        "note": None,
        "booked": 2,
        "bonus_booked": None,
        "card": None,
        "tier_before": None,
        "tier_after": "platinum",
        "replanned": [],
        "plan": [
            {"step": "day-1", "due_on": "2026-10-31"},
            {"step": "day-3", "due_on": "2026-11-02"},
            {"step": "day-6", "due_on": "2026-11-05"},
            {"step": "month-1", "due_on": "2026-11-30"},
            {"step": "month-3", "due_on": "2027-01-30"},
            {"step": "month-6", "due_on": "2027-04-30"},
        ],
        "warnings": [],
        "operation": 6,
    }
    bought = noted.json("purchase", "list", "李四")[0]
    assert (bought["id"], bought["item"], bought["amount"], bought["date"]) == (2, "激光祛斑", "20000.00", "2026-10-30")
    shown = noted.json("member", "show", "李四")
    assert (shown["standing"], shown["joined_on"]) == ("member", "2026-10-30")
    after = dump(noted.path, FACTS + DERIVED)
    noted.ok("undo")
    assert dump(noted.path, FACTS + DERIVED) == before
    noted.ok("redo")
    assert dump(noted.path, FACTS + DERIVED) == after


def test_a_purchase_that_a_row_points_at_is_not_undone_alone(noted: Desk) -> None:
    register(noted, "王小明", "--amount", "3000", "--booked", "1")
    error = noted.refused(5, "undo", 5)
    assert error["candidates"] == [{"operation": 6, "command": "promotion register"}]
    assert noted.json("purchase", "list")[0]["id"] == 1
    noted.ok("undo", 5, "--with-later", "--yes")
    assert (noted.json("purchase", "list"), noted.json("promotion", "show")["entries"]) == ([], [])
    assert all(check["ok"] for check in noted.json("doctor"))


def test_a_note_booked_afterwards_holds_its_purchase_too(noted: Desk) -> None:
    register(noted, "王小明", "--amount", "3000")
    noted.ok("purchase", "book", "王小明", "--booked", "1")
    assert noted.refused(5, "undo", 5)["candidates"] == [{"operation": 7, "command": "purchase book"}]
    noted.ok("undo", 7)
    assert left(noted) == [("promotion:1", "王小明", "3000.00")]
    noted.ok("undo", 5)
    assert noted.json("purchase", "list") == []


REFUSED = [
    (2, ["--amount", "3000", "--booked", "1", "--book", "其他"], "--book", "give only one of them"),
    (2, ["--amount", "0", "--book", "其他"], "--book", "--book needs an amount that can be booked"),
    (2, ["--amount", "0", "--booked", "1"], "--booked", "--booked needs an amount that can be booked"),
    (4, ["--amount", "3000", "--booked", "99"], "--booked", "There is no purchase 99."),
    (4, ["--amount", "3000", "--booked", "1号"], "--booked", "There is no purchase 1号."),
    (4, ["--amount", "3000", "--booked", "-1"], "--booked", "There is no purchase -1."),
    (5, ["--amount", "1", "--booked", "2"], "--booked", "Entry 2 is no purchase"),
    (5, ["--amount", "2999", "--booked", "1"], None, "Purchase 1 is of 3,000.00, noted are 2,999.00."),
    (4, ["--amount", "3000", "--book", "没有的项目"], "--book", "没有的项目 is not in the price list"),
    (4, ["--amount", "3000", "--book", "双眼皮"], "--book", "双眼皮 fits several items"),
    (4, ["--amount", "3000", "--book", "card:游泳"], "--book", "游泳 is neither a card of 王小明 nor an item"),
]


@pytest.mark.parametrize(("status", "options", "field", "sentence"), REFUSED)
def test_what_cannot_be_booked_is_refused(
    noted: Desk, status: int, options: list[str], field: str | None, sentence: str
) -> None:
    noted.ok("purchase", "refund", "1", "--amount", "1")
    error = noted.refused(status, "promotion", "register", "王小明", *options)
    assert error.get("field") == field
    assert sentence in error["message"]
    assert noted.json("promotion", "show")["entries"] == []


def test_somebody_elses_entry_is_refused_and_another_amount_agreed_to(noted: Desk) -> None:
    error = noted.refused(5, "promotion", "register", "李四", "--amount", "3000", "--booked", "1")
    assert error["message"] == "Purchase 1 is of M-00001, not of 李四."
    assert register(noted, "王小明", "--amount", "2999", "--booked", "1", "--yes")["booked"] == 1


def test_a_minor_is_not_treated_by_the_way(noted: Desk) -> None:
    noted.ok("member", "add", "小周", "--mobile", "19900000046", "--birthday", "2010-01-01")
    error = noted.refused(5, "promotion", "register", "小周", "--amount", "1280", "--book", "激光祛斑")
    assert error["field"] == "--book"
    assert register(noted, "小周", "--amount", "10", "--book", "其他")["booked"] == 2


OFFERED = [
    ("1\n", "  booked: purchase 1", []),
    ("\n", "  noted, not booked", [("promotion:1", "王小明", "3000.00")]),
]


@pytest.mark.parametrize(("key", "line", "open_"), OFFERED)
def test_in_a_terminal_the_entry_is_offered(
    noted: Desk, key: str, line: str, open_: list[tuple[str, str, str]]
) -> None:
    env = environment(noted.folder, CRMCLI_LANG="en")
    words = ("promotion", "register", "王小明", "--amount", "3000")
    screen = run_on_terminal(noted.folder, *words, keys=[key], env=env)
    assert "  1  1  2026-10-31  其他  3,000.00" in screen.lines
    assert screen.lines[-2] == line
    assert left(noted) == open_


def test_an_entry_of_another_day_amount_or_note_is_not_offered(noted: Desk) -> None:
    env = environment(noted.folder, CRMCLI_LANG="en")
    words = ("promotion", "register", "王小明")
    for more in (["--amount", "3001"], ["--amount", "3000", "--date", "昨天"], ["--amount", "3000", "--booked", "1"]):
        assert run_on_terminal(noted.folder, *words, *more, env=env).status == 0
    screen = run_on_terminal(noted.folder, *words, "--amount", "3000", env=env)
    assert screen.lines[-2] == "  noted, not booked"


def test_what_is_noted_and_not_booked_is_told(noted: Desk) -> None:
    register(noted, "王小明", "--amount", "3000", "--booked", "1")
    register(noted, "王小明", "--amount", "0")
    assert left(noted) == []
    told = next(check for check in noted.json("doctor") if check["check"] == "noted")
    assert (told["level"], told["message"]) == ("ok", "every amount noted is booked")
    register(noted, "李四", "--amount", "500", "--date", "2026-10-02")
    words = ("--channel", "on-site", "--item", "其他", "--first-deal", "--amount", "80")
    noted.ok("inquiry", "log", "--name", "赵六", "--phone", "19900000061", *words)
    assert left(noted) == [("promotion:3", "李四", "500.00"), ("inquiry:1", "赵六", "80.00")]
    told = next(check for check in noted.json("doctor") if check["check"] == "noted")
    assert told == {
        "check": "noted",
        "ok": True,
        "level": "note",
        "message": "amounts noted and not booked: 2, the first is of M-00002, 2026-10-02, 500.00 "
        "(promotion HD-2026-0001, row 3)",
        "remedy": "Book what is noted of a member: crmcli purchase book MEMBER",
    }


def test_of_several_notes_one_is_named_and_booked(noted: Desk) -> None:
    assert noted.refused(4, "purchase", "book", "王小明")["message"] == "Nothing is noted of 王小明 that is not booked."
    register(noted, "王小明", "--amount", "3000")
    register(noted, "王小明", "--amount", "500", "--date", "昨天")
    error = noted.refused(4, "purchase", "book", "王小明", "--booked", "1")
    assert (error["message"], error["candidates"]) == (
        "2 amounts are noted of 王小明; name one with --row.",
        [
            {"row": "promotion:2", "date": "2026-10-30", "amount": "500.00", "bonus": "0.00"},
            {"row": "promotion:1", "date": "2026-10-31", "amount": "3000.00", "bonus": "0.00"},
        ],
    )
    assert noted.refused(4, "purchase", "book", "王小明", "--row", "inquiry:1")["field"] == "--row"
    assert noted.refused(2, "purchase", "book", "王小明", "--row", "promotion:1")["field"] == "--booked"
    assert noted.json("purchase", "book", "王小明", "--row", "promotion:1", "--booked", "1") == {
        "row": "promotion:1",
        "member": "M-00001",
        "name": "王小明",
        "date": "2026-10-31",
        "amount": "3000.00",
        "bonus": "0.00",
        "booked": 1,
        "bonus_booked": None,
        "card": None,
        "tier_before": "silver",
        "tier_after": "silver",
        "plan": [],
        "replanned": [],
        "warnings": [],
        "operation": 8,
    }
    assert noted.ok("purchase", "book", "王小明", "--book", "其他").out == (
        "王小明 500.00, promotion HD-2026-0001, row 2: booked as purchase 2 · undo: crmcli undo 9\n"
    )
    assert noted.json("purchase", "list", "王小明")[1]["date"] == "2026-10-30"
    assert left(noted) == []


APPLIED = [
    ("promotion_entry_id", 3000, 3000, None, [("application:1", "王小明", "3000.00")]),
    ("promotion_entry_id", 3000, 3000, "row", []),
    ("promotion_entry_id", 3000, 3000, "application", []),
    (
        "promotion_entry_id",
        2000,
        3000,
        None,
        [("application:1", "王小明", "3000.00"), ("promotion:1", "王小明", "2000.00")],
    ),
    ("promotion_entry_id", 2000, 3000, "application", [("promotion:1", "王小明", "2000.00")]),
]


@pytest.mark.parametrize(("column", "row_yuan", "applied_yuan", "booked", "open_"), APPLIED)
def test_an_application_and_the_row_it_wrote_are_one_amount(
    noted: Desk,
    column: str,
    row_yuan: int,
    applied_yuan: int,
    booked: str | None,
    open_: list[tuple[str, str, str]],
) -> None:
    from crmcli.session import Session
    from crmcli.storage.row import insert
    from crmcli.ui.options import Shared

    words = ("--booked", "1", "--yes") if booked == "row" else ()
    register(noted, "王小明", "--amount", row_yuan, *words)
    session = Session(Shared(db=str(noted.path)))
    with session.write("member apply") as operation:
        values = {"member_id": 1, "applied_on": "2026-10-31", "amount_fen": applied_yuan * 100, column: 1}
        insert(operation.db, "application", values | {"booked_id": 1 if booked == "application" else None})
    session.close()
    assert left(noted) == open_
    totals = noted.json("promotion", "show")["not_booked"]
    open_row = any(row == "promotion:1" for row, _name, _amount in open_) or (open_ and row_yuan == applied_yuan)
    assert totals["count"] == int(bool(open_row))
