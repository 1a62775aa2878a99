"""`import complaints`: new cases from sheets, and what was written by hand on the sheet of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from features.importing.filledforms import CASE, counts, filled

from harness import Desk

Dumped = Callable[..., Any]
FACTS = ("case_file", "case_event", "case_clock", "member", "operation")
OPEN = CASE | {"handling": None, "opinion": None}


def test_a_sheet_is_a_case_with_its_clocks(club: Desk, schema_holds: Callable[[Any], None]) -> None:
    done = club.json("import", filled(club.folder / "f2.xlsx", "complaint", OPEN), "--apply")
    schema_holds(done)
    assert (counts(done), done["form"]) == ((1, 1, 0, 0, 0), "complaint")
    shown = club.json("complaint", "show", "TS-2026-0001")
    assert (shown["name"], shown["matter"], shown["state"], shown["member"]) == ("李红", "更衣室卫生", "logged", None)
    # Saturday: four working hours and three working days of the club's week
    assert (shown["answer_by"], shown["resolve_by"]) == ("2026-11-02T14:30:00+08:00", "2026-11-04T18:00:00+08:00")


def test_twice_is_once_and_back_again(club: Desk, dump: Dumped) -> None:
    path = filled(club.folder / "f2.xlsx", "complaint", OPEN, OPEN | {"name": "赵八", "phone": "19900008888"}, OPEN)
    before = dump(club.path, FACTS)
    first = club.json("import", "complaints", path, "--apply")
    assert counts(first) == (3, 2, 0, 1, 0)
    kept = dump(club.path, FACTS)
    again = club.json("import", "complaints", path, "--apply")
    assert (counts(again), again["operation"]) == ((3, 0, 0, 3, 0), None)
    assert dump(club.path, FACTS) == kept
    club.json("undo", first["operation"])
    assert {name: dump(club.path, FACTS)[name] for name in FACTS[:-1]} == {n: before[n] for n in FACTS[:-1]}
    club.json("redo", first["operation"])


def test_what_was_exported_comes_back_as_it_was(club: Desk) -> None:
    club.json("import", filled(club.folder / "f2.xlsx", "complaint", CASE | {"opinion": "满意\n希望保持"}), "--apply")
    assert club.json("complaint", "show", "TS-2026-0001")["state"] == "confirmed"
    for words in (("--reveal", "--yes"), ()):
        club.ok("export", "complaint", *words, "--output", "out.xlsx")
        assert counts(club.json("import", "out.xlsx")) == (1, 0, 0, 1, 0)


def test_what_was_written_on_the_sheet_is_the_next_step(club: Desk) -> None:
    club.json("import", filled(club.folder / "f2.xlsx", "complaint", OPEN), "--apply")
    back = OPEN | {"no": "TS-2026-0001", "handling": "当天重新打扫", "opinion": "基本满意"}
    path = filled(club.folder / "back.xlsx", "complaint", back)
    seen = club.json("import", path)
    assert [(change["name"], change["field"], change["new"]) for change in seen["changes"]] == [
        ("TS-2026-0001", "answered", None),
        ("TS-2026-0001", "resolved", "当天重新打扫"),
        ("TS-2026-0001", "confirmed", "acceptable"),
    ]
    assert counts(club.json("import", path, "--apply")) == (1, 0, 1, 0, 0)
    assert club.json("complaint", "show", "TS-2026-0001")["state"] == "confirmed"
    assert counts(club.json("import", path)) == (1, 0, 0, 1, 0)


def test_what_cannot_be_taken_says_where_and_why(club: Desk) -> None:
    club.json("import", filled(club.folder / "f2.xlsx", "complaint", OPEN), "--apply")
    path = filled(
        club.folder / "bad.xlsx",
        "complaint",
        OPEN | {"name": "孙七", "phone": None, "phone2": None},
        OPEN | {"name": "周九", "phone": "19900009999", "summary": None},
        OPEN | {"no": "TS-2026-0001", "name": "别人"},
    )
    answer = club.json("import", path, "--apply")
    assert counts(answer) == (3, 0, 0, 0, 3)
    assert [(reject["cells"], reject["reasons"]) for reject in answer["rejects"]] == [
        (["F4:G4"], ["孙七 is nobody of the file and has no phone to be called back on"]),
        (["C11:G11"], ["what is missing: 投诉内容摘要"]),
        (["F3:G3"], ["TS-2026-0001 was brought by 李红; the sheet names 别人"]),
    ]


def test_an_opinion_nobody_can_place_is_left_to_a_person(club: Desk) -> None:
    answer = club.json("import", filled(club.folder / "f2.xlsx", "complaint", CASE), "--apply")
    assert "接受。 is none of the opinions 满意, 基本满意, 不满意, 不表态" in answer["remarks"][-1]["message"]
    assert club.json("complaint", "show", "TS-2026-0001")["state"] == "resolved"


def test_a_closed_case_takes_no_more(club: Desk) -> None:
    words = ("--name", "李红", "--phone", "19900001234", "--matter", "更衣室卫生", "--summary", "脏")
    settled = ("--resolve", "打扫了", "--opinion", "satisfied", "--close")
    club.ok("complaint", "log", *words, *settled)
    back = OPEN | {"no": "TS-2026-0001", "summary": "脏", "handling": "又打扫了一次"}
    answer = club.json("import", filled(club.folder / "f2.xlsx", "complaint", back), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert "has been closed since 2026-10-31" in answer["rejects"][0]["reasons"][0]


def test_a_members_card_tells_who_complains(club: Desk) -> None:
    club.ok("member", "add", "李红", "--mobile", "19900001234", "--card-no", "000123")
    club.json("import", filled(club.folder / "f2.xlsx", "complaint", OPEN | {"card_no": "000123"}), "--apply")
    assert club.json("complaint", "show", "TS-2026-0001")["member"] == "M-00001"
