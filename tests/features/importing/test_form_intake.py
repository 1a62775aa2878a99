"""`import inquiries`: the printed intake sheet, and plain lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from features.importing.filledforms import ROW, counts, filled, typed
from features.importing.lists import book

from harness import Desk

Dumped = Callable[..., Any]
FACTS = ("member", "inquiry", "followup", "operation")
NO = {"first_deal": "no", "amount": None}


def rows(desk: Desk) -> list[tuple[Any, ...]]:
    """The inquiries as they are kept, oldest first."""
    keys = ("date", "name", "channel", "item", "first_deal", "amount", "source", "by")
    return [tuple(row[key] for key in keys) for row in reversed(desk.json("inquiry", "list"))]


def test_a_sheet_of_inquiries(club: Desk, schema_holds: Callable[[Any], None]) -> None:
    other = ROW | NO | {"name": "王小红", "phone": "19900001111", "channel": "on-site", "source": ["other"]}
    path = filled(club.folder / "f1.xlsx", "intake", ROW, other, no="ZX-2026-0001")
    done = club.json("import", path, "--apply")
    schema_holds(done)
    assert (counts(done), done["form"]) == ((2, 2, 0, 0, 0), "intake")
    assert rows(club) == [
        ("2026-10-31", "王小明", "phone", "健身年卡", True, "1280.00", ["户外广告", "报纸"], "陈静"),
        ("2026-10-31", "王小红", "on-site", "健身年卡", False, None, ["其他"], "陈静"),
    ]
    assert {row["name"]: row["standing"] for row in club.json("member", "list")} == {
        "王小明": "member",
        "王小红": "prospect",
    }
    assert {(line["name"], line["kind"]) for line in club.json("followup", "list")} == {
        ("王小明", "joining"),
        ("王小红", "inquiry"),
    }


def test_twice_is_once_and_back_again(club: Desk, dump: Dumped) -> None:
    path = filled(club.folder / "f1.xlsx", "intake", ROW, ROW, ROW | NO | {"name": "王小红", "phone": "19900001111"})
    before = dump(club.path, FACTS)
    first = club.json("import", "inquiries", path, "--apply")
    # the same line twice is two inquiries, and nobody has two first deals
    assert counts(first) == (3, 2, 0, 0, 1)
    kept = dump(club.path, FACTS)
    again = club.json("import", "inquiries", path, "--apply")
    assert (counts(again), again["operation"]) == ((3, 0, 0, 2, 1), None)
    assert dump(club.path, FACTS) == kept
    club.json("undo", first["operation"], "--yes")
    assert {name: dump(club.path, FACTS)[name] for name in FACTS[:-1]} == {n: before[n] for n in FACTS[:-1]}


def test_an_item_put_right_by_hand_stays_the_same_inquiry(club: Desk) -> None:
    from crmcli.storage.engine import connect

    path = filled(club.folder / "f1.xlsx", "intake", ROW | NO)
    club.json("import", path, "--apply")
    db = connect(club.path)
    (key,) = db.execute("SELECT source_key FROM inquiry").fetchone()
    db.close()
    assert key == "import:1:2026-10-31:健身年卡:1"
    assert counts(club.json("import", path)) == (1, 0, 0, 1, 0)


def test_what_was_exported_comes_back_as_it_was(club: Desk) -> None:
    club.json("import", filled(club.folder / "f1.xlsx", "intake", ROW), "--apply")
    club.ok("export", "intake", "--reveal", "--yes", "--output", "out.xlsx")
    club.ok("inquiry", "list", "--reveal", "--yes", "--xlsx", "list.xlsx")
    assert counts(club.json("import", "out.xlsx")) == (1, 0, 0, 1, 0)
    assert counts(club.json("import", "list.xlsx")) == (1, 0, 0, 1, 0)


def test_a_masked_sheet_changes_nothing(club: Desk) -> None:
    club.json("import", filled(club.folder / "f1.xlsx", "intake", ROW), "--apply")
    club.ok("export", "intake", "--output", "masked.xlsx")
    assert counts(club.json("import", "masked.xlsx")) == (1, 0, 0, 1, 0)
    nobody = filled(club.folder / "star.xlsx", "intake", ROW | {"name": "王小红", "phone": "199****1111"})
    assert counts(club.json("import", nobody)) == (1, 0, 0, 0, 1)


def test_somebody_known_keeps_what_is_on_record(club: Desk) -> None:
    club.ok("member", "add", "王小明", "--mobile", "19900005678", "--address", "旧址1号")
    answer = club.json("import", filled(club.folder / "f1.xlsx", "intake", ROW | NO), "--apply")
    assert counts(answer) == (1, 1, 0, 0, 0)
    assert [remark["message"] for remark in answer["remarks"]] == [
        "M-00001 王小明 has another address on record, which is kept"
    ]
    assert len(club.json("member", "list")) == 1
    shown = club.json("member", "show", "王小明", "--reveal", "--yes")
    assert shown["address"] == "旧址1号"


@pytest.mark.parametrize(
    ("change", "cells", "words"),
    [
        ({"phone": "1990000"}, ["E4"], "1990000 is not a phone number"),
        ({"channel": None}, ["C4"], "咨询情况 is missing"),
        ({"item": None}, ["G4"], "咨询项目 is missing"),
        ({"name": None}, ["D4"], "the name is missing"),
        ({"first_deal": "no"}, ["I4", "J4"], "an amount goes with a first deal"),
        ({"asked_on": date(2026, 11, 5)}, ["B4"], "2026-11-05 lies ahead"),
    ],
)
def test_a_row_that_cannot_be_taken(club: Desk, change: dict[str, Any], cells: list[str], words: str) -> None:
    answer = club.json("import", filled(club.folder / "f1.xlsx", "intake", ROW | change), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    (reject,) = answer["rejects"]
    assert (reject["row"], reject["cells"]) == (4, cells)
    assert words in reject["reasons"][0]


@pytest.mark.parametrize(
    ("cell", "typed_in", "words"),
    [
        ("C4", "☑电话咨询 ☑现场咨询", "only one may be"),
        ("C4", "☑微信咨询 □电话咨询", "微信咨询 is none of the options"),
        ("J4", "一千多", "一千多"),
        ("H4", "☑电视 □户外广告", "电视 is none of the options"),
    ],
)
def test_a_cell_typed_wrongly_is_named(club: Desk, cell: str, typed_in: str, words: str) -> None:
    path = typed(filled(club.folder / "f1.xlsx", "intake", ROW), **{cell: typed_in})
    answer = club.json("import", path, "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert answer["rejects"][0]["cells"] == [cell]
    assert words in answer["rejects"][0]["reasons"][0]


HEAD = ["咨询日期", "咨询方式", "客户姓名", "联系电话", "咨询项目", "信息来源", "是否首次办理", "首次办理金额", "备注"]


def test_a_plain_list(club: Desk) -> None:
    path = book(
        club.folder / "list.xlsx",
        ["电话咨询登记"],
        HEAD,
        ["2026.10.30", "电话", "周八", "19900008888", "羽毛球", "朋友介绍(张三)、路过", "否", None, "晚上联系"],
        ["2026-10-31", "现场", "周八", "19900008888", "健身年卡", "报纸", "是", "2,680元", None],
        ["2026-10-31", "传真", "周九", "19900009999", "羽毛球", None, "否", None, None],
    )
    done = club.json("import", path, "--apply")
    assert (counts(done), "form" in done) == ((3, 2, 0, 0, 1), False)
    assert done["rejects_file"].endswith("list-rejected.xlsx")
    assert rows(club) == [
        ("2026-10-30", "周八", "phone", "羽毛球", False, None, ["朋友介绍", "路过"], None),
        ("2026-10-31", "周八", "on-site", "健身年卡", True, "2680.00", ["报纸"], None),
    ]
    assert [row["standing"] for row in club.json("member", "list")] == ["member"]
    assert counts(club.json("import", "inquiries", path)) == (3, 0, 0, 2, 1)
