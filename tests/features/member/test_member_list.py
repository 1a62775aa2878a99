"""`member list`, `edit`, `history`, `duplicates`, `upgrade` by hand."""

from __future__ import annotations

import csv
import io

import pytest

from harness import Desk


@pytest.fixture
def three(desk: Desk) -> Desk:
    desk.json("member", "add", "王小明", "--mobile", "19900005678", "--birthday", "1990-05-03")
    desk.json("member", "add", "单小姐", "--mobile", "19900000012", "--owner", "陈静")
    desk.json("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    desk.json("purchase", "add", "单小姐", "--item", "其他", "--amount", "20000")
    return desk


FILTERS = [
    ([], ["王小明", "单小姐", "李四"]),
    (["--tier", "银卡"], ["王小明"]),
    (["--tier", "platinum"], ["单小姐"]),
    (["--standing", "prospect"], ["李四"]),
    (["--owner", "陈静"], ["单小姐"]),
    (["--owner", "-"], ["王小明", "李四"]),
    (["--sort", "-spend"], ["单小姐", "王小明", "李四"]),
    (["--sort", "-no", "--limit", "2"], ["李四", "单小姐"]),
    (["--tier", "尊享卡"], []),
]


@pytest.mark.parametrize(("options", "names"), FILTERS)
def test_filters_and_order(three: Desk, options: list[str], names: list[str]) -> None:
    assert [row["name"] for row in three.json("member", "list", *options)] == names


REFUSED = [
    (4, ["--tier", "钻石卡"], "--tier"),
    (4, ["--owner", "没有的人"], "--owner"),
    (4, ["--store", "没有的店"], "--store"),
    (2, ["--sort", "luck"], None),
    (2, ["--limit", "0"], "--limit"),
]


@pytest.mark.parametrize(("status", "options", "field"), REFUSED)
def test_filters_that_fit_nothing_known(three: Desk, status: int, options: list[str], field: str | None) -> None:
    assert three.refused(status, "member", "list", *options).get("field") == field


def test_csv_is_for_programs_and_the_workbook_for_people(three: Desk) -> None:
    from openpyxl import load_workbook

    three.ok("member", "list", "--output", "list.csv")
    text = (three.folder / "list.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["no"], row["name"], row["mobile"], row["spend"]) for row in rows] == [
        ("M-00001", "王小明", "199****5678", "0.00"),
        ("M-00002", "单小姐", "199****0012", "20000.00"),
        ("M-00003", "李四", "199****0045", "0.00"),
    ]
    three.ok("member", "list", "--xlsx", "list.xlsx")
    sheet = load_workbook(three.folder / "list.xlsx").worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(row for row in cells if row[0] == "no.")
    assert head[:4] == ["no.", "name", "tier", "mobile"]
    assert [row[:3] for row in cells[cells.index(head) + 1 :]] == [
        ["M-00001", "王小明", "银卡"],
        ["M-00002", "单小姐", "白金卡"],
        ["M-00003", "李四", None],
    ]


def test_edit_writes_only_what_differs_and_history_tells(three: Desk) -> None:
    answer = three.json("member", "edit", "王小明", "--name", "王晓明", "--note", "周末才有空")
    assert (answer["no"], answer["name"]) == ("M-00001", "王晓明")
    last = three.json("member", "history", "王晓明")[0]
    assert (last["operation"], last["operator"], last["action"]) == (answer["operation"], "陈静", "update")
    assert last["changes"] == [
        {"column": "name", "before": "王小明", "after": "王晓明"},
        {"column": "note", "before": None, "after": "周末才有空"},
    ]
    assert three.json("member", "edit", "王晓明", "--note", "周末才有空")["operation"] is None
    three.json("member", "edit", "王晓明", "--clear", "note", "--clear", "birthday")
    shown = three.json("member", "show", "王晓明")
    assert (shown["note"], shown["birthday"], shown["birthday_calendar"]) == (None, None, None)
    assert three.refused(2, "member", "edit", "王晓明", "--clear", "name")["field"] == "--clear"
    assert three.refused(2, "member", "edit", "王晓明", "--clear", "mobile")["field"] == "mobile"
    assert three.refused(2, "member", "edit", "王晓明")["kind"] == "usage"


def test_duplicates_are_scored_and_can_be_told_apart_for_good(three: Desk) -> None:
    three.json("member", "add", "王小明", "--mobile", "19900005678", "--same-phone-ok", "--birthday", "1990-05-03")
    three.json("member", "add", "王小红", "--mobile", "19900005678", "--same-phone-ok")
    assert three.json("member", "duplicates") == [
        {
            "no": "M-00001",
            "name": "王小明",
            "other": "M-00004",
            "other_name": "王小明",
            "score": 100,
            "why": ["mobile", "birthday"],
            "why_words": "same mobile, same name and birthday",
        }
    ]
    assert len(three.json("member", "duplicates", "--least", "40")) == 3
    three.json("member", "duplicates", "--distinct", "m1", "m4")
    assert three.json("member", "duplicates") == []


def test_a_tier_by_hand_is_a_floor_until_a_day(three: Desk) -> None:
    answer = three.json(
        "member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "老板的朋友", "--until", "2026-11-30"
    )
    assert (answer["from"], answer["to"], answer["cause"], answer["counted"]) == ("silver", "prestige", "hand", "0.00")
    three.env(CRMCLI_TODAY="2026-11-30")
    assert three.json("member", "tier", "王小明")["tier"] == "prestige"
    three.env(CRMCLI_TODAY="2026-12-01")
    tier = three.json("member", "tier", "王小明")
    assert (tier["tier"], [move["cause"] for move in tier["history"]]) == ("silver", ["hand", "floor-ended"])
    assert three.json("member", "list", "--tier", "尊享卡") == []


UPGRADES = [
    (4, ["王小明", "--to", "钻石卡", "--reason", "x"]),
    (2, ["王小明", "--to", "尊享卡"]),
    (5, ["单小姐", "--to", "银卡", "--reason", "x"]),
    (5, ["李四", "--to", "尊享卡", "--reason", "x"]),
    (2, ["王小明", "--to", "尊享卡", "--reason", "x", "--until", "2026-10-30"]),
]


@pytest.mark.parametrize(("status", "words"), UPGRADES)
def test_tiers_that_cannot_be_given(three: Desk, status: int, words: list[str]) -> None:
    three.refused(status, "member", "upgrade", *words)
    assert three.json("member", "tier", words[0])["history"] in (
        [],
        [three.json("member", "tier", "单小姐")["history"][0]],
    )


def test_all_is_evaluated_against_the_packs_ladder_of_today(three: Desk) -> None:
    assert three.json("member", "upgrade", "--all", "--dry-run") == []
    own = three.folder.parent / "packs"
    assert three.json("member", "upgrade", "--all") == []
    assert not own.exists()


def test_a_new_ladder_moves_people_from_that_day_and_can_be_undone(
    three: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import shutil

    from crmcli.place import data_dir, user_data_dir

    own = user_data_dir() / "packs" / "clinic"
    shutil.copytree(data_dir() / "packs" / "clinic", own)
    ladder = own / "tiers.toml"
    ladder.write_text(ladder.read_text("utf-8").replace("20000", "15000").replace("50000", "18000"), "utf-8")
    three.env(CRMCLI_TODAY="2026-11-01")
    assert three.json("member", "tier", "单小姐")["tier"] == "platinum"
    moved = three.json("member", "upgrade", "--all", "--dry-run")
    assert [(row["name"], row["from"], row["to"], row["operation"]) for row in moved] == [
        ("单小姐", "platinum", "prestige", None)
    ]
    done = three.json("member", "upgrade", "--all")
    assert three.json("member", "tier", "单小姐")["history"][-1]["cause"] == "ladder"
    assert three.json("member", "upgrade", "--all") == []
    three.json("undo", done[0]["operation"])
    assert three.json("member", "tier", "单小姐")["tier"] == "platinum"
