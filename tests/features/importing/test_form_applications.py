"""`import applications`: membership forms read back create or update the member, after a preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from features.importing.filledforms import PERSON, counts, filled

from harness import Desk

Dumped = Callable[..., Any]
FACTS = ("member", "application", "inquiry", "followup", "operation")


def test_a_form_of_somebody_new(club: Desk, schema_holds: Callable[[Any], None]) -> None:
    path = filled(club.folder / "f4.xlsx", "application", PERSON)
    seen = club.json("import", "applications", path)
    assert (counts(seen), seen["operation"], seen["form"]) == ((1, 1, 0, 0, 0), None, "application")
    assert club.json("member", "list") == []
    done = club.json("import", "applications", path, "--apply")
    schema_holds(done)
    assert counts(done) == (1, 1, 0, 0, 0)
    (row,) = club.json("member", "list", "--reveal", "--yes")
    assert (row["no"], row["name"], row["standing"], row["mobile"], row["card_no"], row["birthday"]) == (
        "M-00001",
        "王小明",
        "member",
        "19900005678",
        "0012",
        "1990-05-03",
    )


def test_read_again_it_changes_nothing(club: Desk, dump: Dumped) -> None:
    path = filled(club.folder / "f4.xlsx", "application", PERSON)
    club.json("import", path, "--apply")
    before = dump(club.path, FACTS)
    again = club.json("import", path, "--apply")
    assert (counts(again), again["operation"]) == ((1, 0, 0, 1, 0), None)
    assert dump(club.path, FACTS) == before


def test_what_was_exported_comes_back_as_it_was(club: Desk) -> None:
    club.json("import", filled(club.folder / "f4.xlsx", "application", PERSON), "--apply")
    club.ok("export", "application", "王小明", "--reveal", "--yes", "--output", "out.xlsx")
    assert counts(club.json("import", "out.xlsx")) == (1, 0, 0, 1, 0)


def test_a_masked_value_never_overwrites(club: Desk) -> None:
    club.json("import", filled(club.folder / "f4.xlsx", "application", PERSON), "--apply")
    other = PERSON | {"name": "赵敏", "phone": "19900002222", "card_no": None, "id_type": None, "id_no": None}
    club.json("import", filled(club.folder / "other.xlsx", "application", other), "--apply")
    club.ok("export", "application", "王小明", "赵敏", "--output", "masked.xlsx")
    answer = club.json("import", "masked.xlsx", "--apply")
    assert counts(answer) == (2, 0, 0, 2, 0)
    assert all(remark["message"].startswith("masked, so it counts as not given: ") for remark in answer["remarks"])
    assert {row["mobile"] for row in club.json("member", "list", "--reveal", "--yes")} == {"19900005678", "19900002222"}
    masked = filled(club.folder / "star.xlsx", "application", PERSON | {"name": "王*明"})
    answer = club.json("import", masked, "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)


def test_a_prospect_is_taken_over_with_the_inquiry(club: Desk) -> None:
    words = ("--name", "王小明", "--phone", "19900005678", "--channel", "phone", "--item", "健身年卡")
    club.ok("inquiry", "log", *words, "--date", "2026-10-30")
    answer = club.json("import", filled(club.folder / "f4.xlsx", "application", PERSON), "--apply")
    assert counts(answer) == (1, 0, 1, 0, 0)
    (row,) = club.json("member", "list")
    assert (row["no"], row["standing"]) == ("M-00001", "member")
    (inquiry,) = club.json("inquiry", "list")
    assert inquiry["converted_on"] == "2026-10-31"
    states = {line["plan"]: line["state"] for line in club.json("followup", "list")}
    assert states == {"准会员跟进": "cancelled", "新会员关怀": "open"}


def test_what_differs_is_shown_old_and_new_before_it_is_written(club: Desk, dump: Dumped) -> None:
    club.ok("member", "add", "王小明", "--mobile", "19900005678", "--address", "旧址1号", "--email", "a@b.cn")
    changed = PERSON | {"email": None, "card_no": None}
    path = filled(club.folder / "f4.xlsx", "application", changed)
    before = dump(club.path, FACTS)
    seen = club.json("import", path)
    assert dump(club.path, FACTS) == before
    told = {change["field"]: (change["old"], change["new"]) for change in seen["changes"]}
    assert told["address"] == ("旧址1号", "南通市崇川区青年中路10号")
    assert told["gender"] == (None, "male")
    assert "email" not in told
    done = club.json("import", path, "--apply")
    assert counts(done) == (1, 0, 1, 0, 0)
    club.json("undo", done["operation"])
    after = dump(club.path, FACTS)
    assert {name: after[name] for name in FACTS[:-1]} == {name: before[name] for name in FACTS[:-1]}
    club.json("redo", done["operation"])
    assert counts(club.json("import", path)) == (1, 0, 0, 1, 0)


def test_an_application_of_the_day_is_put_right(club: Desk) -> None:
    club.json("import", filled(club.folder / "f4.xlsx", "application", PERSON), "--apply")
    right = PERSON | {"card_type": "sessions", "amount": 200000}
    answer = club.json("import", filled(club.folder / "new.xlsx", "application", right), "--apply")
    assert counts(answer) == (1, 0, 1, 0, 0)
    assert [(change["field"], change["old"], change["new"]) for change in answer["changes"]] == [
        ("card_type", "stored", "sessions"),
        ("amount", "19800.00", "2000.00"),
    ]


def test_what_is_ticked_and_written_beside(club: Desk) -> None:
    ticked = PERSON | {
        "interest": ["fitness", "other"],
        "interest_other": "游泳",
        "source": ["salesperson", "other"],
        "salesperson": "李娜",
        "source_other": "邮政、展会",
        "industry": "other",
        "industry_other": "农业",
    }
    club.json("import", filled(club.folder / "f4.xlsx", "application", ticked), "--apply")
    club.ok("export", "application", "王小明", "--reveal", "--yes", "--output", "out.xlsx")
    from openpyxl import load_workbook

    sheet = load_workbook(club.folder / "out.xlsx").worksheets[0]
    assert "☑健身" in sheet["B9"].value
    assert "游泳" in sheet["B9"].value
    assert "☑业务员_李娜_" in sheet["B10"].value
    assert "邮政、展会" in sheet["B10"].value or "展会、邮政" in sheet["B10"].value
    assert "☑其他（请注明：农业）" in sheet["B11"].value


def test_several_sheets_of_one_person(club: Desk) -> None:
    path = filled(club.folder / "f4.xlsx", "application", PERSON, PERSON | {"employer": None})
    answer = club.json("import", path, "--apply")
    assert counts(answer) == (2, 1, 0, 1, 0)
    assert len(club.json("member", "list")) == 1


def test_what_cannot_be_taken_says_where_and_why(club: Desk, dump: Dumped) -> None:
    club.ok("member", "add", "赵敏", "--mobile", "19900002222", "--card-no", "0012")
    ahead = PERSON | {"name": "钱七", "phone": "19900007777", "card_no": None, "applied_on": date(2027, 1, 1)}
    path = filled(
        club.folder / "f4.xlsx",
        "application",
        PERSON,
        ahead,
        PERSON | {"name": "孙八", "phone": "1990", "card_no": "9"},
    )
    before = dump(club.path, FACTS)
    answer = club.json("import", path, "--apply")
    assert counts(answer) == (3, 0, 0, 0, 3)
    assert [(reject["sheet"], reject["cells"]) for reject in answer["rejects"]] == [
        ("入会申请表", ["B4", "A3:D3"]),
        ("入会申请表 (2)", ["A2:D2"]),
        ("入会申请表 (3)", ["B6:D6"]),
    ]
    assert "M-00001 赵敏" in answer["rejects"][0]["reasons"][0]
    assert dump(club.path, FACTS) == before


def test_the_clinic_reads_the_same_sheet_with_its_own_lists(desk: Desk) -> None:
    skin = PERSON | {"interest": ["other"], "interest_other": "美白祛斑"}
    desk.json("import", filled(desk.folder / "f4.xlsx", "application", skin), "--apply")
    (row,) = desk.json("member", "find", "王小明")
    assert desk.json("member", "show", row["no"])["interest"] in (["美白祛斑"], "美白祛斑", ["skin"], "skin")
