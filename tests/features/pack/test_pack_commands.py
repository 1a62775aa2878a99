"""`pack list|show|check`: with and without a file, by any part of a name, faults with file and line."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from crmcli.place import data_dir

CLINIC = data_dir() / "packs" / "clinic"


@pytest.fixture
def mine() -> Path:
    """A pack of the user's own: a copy of the clinic's."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "mine"
    shutil.copytree(CLINIC, folder)
    title = folder / "pack.toml"
    title.write_text(title.read_text("utf-8").replace("医疗美容医院", "我的诊所"), "utf-8")
    return folder


def spoil(folder: Path) -> None:
    tiers = folder / "tiers.toml"
    tiers.write_text(tiers.read_text("utf-8").replace("from = 20000", 'from = "viel"'), "utf-8")


def test_list_needs_no_file_and_knows_whose_a_pack_is(bare: Any, mine: Path) -> None:
    assert bare.json("pack", "list") == [
        {"name": "clinic", "title": "医疗美容医院", "origin": "shipped"},
        {"name": "club", "title": "运动俱乐部", "origin": "shipped"},
        {"name": "mine", "title": "我的诊所", "origin": "own"},
    ]


def test_show_has_the_contracts_keys(bare: Any) -> None:
    shown = bare.json("pack", "show", "clinic")
    assert (shown["name"], shown["title"]) == ("clinic", "医疗美容医院")
    assert [(tier["code"], tier["name"], tier["from"]) for tier in shown["tiers"]] == [
        ("silver", "银卡", "0.00"),
        ("platinum", "白金卡", "20000.00"),
        ("prestige", "尊享卡", "50000.00"),
    ]
    (nose,) = (item for item in shown["items"] if item["name"] == "假体隆鼻")
    assert {key: nose[key] for key in ("group", "price", "treatment")} == {
        "group": "整形",
        "price": "9800.00",
        "treatment": "整形",
    }
    (surgery,) = (plan for plan in shown["plans"] if plan["name"] == "整形")
    assert surgery["anchor"] == "treatment"
    assert [(step["step"], step["after"]) for step in surgery["steps"]] == [
        ("day-1", "1d"),
        ("day-3", "3d"),
        ("day-6", "6d"),
        ("month-1", "1mo"),
        ("month-3", "3mo"),
        ("month-6", "6mo"),
    ]
    assert all(step["purpose"] for step in surgery["steps"])


@pytest.mark.parametrize("words", ["clinic", "CLIN", "美容", "ylmryy"])
def test_show_by_any_part(bare: Any, mine: Path, words: str) -> None:
    assert bare.json("pack", "show", words)["name"] == "clinic"


def test_show_without_a_name_is_the_files_own(desk: Any) -> None:
    assert desk.json("pack", "show") == desk.json("pack", "show", "clinic")


def test_show_in_words(bare: Any) -> None:
    lines = bare.ok("pack", "show", "clinic").out.splitlines()
    assert lines[:6] == [
        "clinic  医疗美容医院",
        "",
        "Tiers",
        "  银卡    from 0.00",
        "  白金卡  from 20,000.00",
        "  尊享卡  from 50,000.00",
    ]
    assert [line for line in lines if line and not line.startswith(" ")][2:] == [
        "How tiers are counted",
        "Points",
        "Rewards",
        "Prepaid cards",
        "Told beforehand",
        "Plan 整形, from the treatment",
        "Plan 激光, from the treatment",
        "Plan 准会员跟进, from the inquiry",
        "Roles",
        "Price list",
    ]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (["show", "nix"], 4, "There is no pack nix; there are clinic, club, mine."),
        (["show", "i"], 4, "i fits several packs: clinic, mine."),
        (["show"], 2, "Pack is missing: give clinic, club, mine."),
        (["check"], 2, "Pack is missing: give clinic, club, mine."),
        (["check", "./nix"], 4, "There is no folder ./nix."),
        (["check", "nix"], 4, "There is no pack nix; there are clinic, club, mine."),
    ],
)
def test_what_cannot_be_meant(bare: Any, mine: Path, words: list[str], status: int, message: str) -> None:
    assert bare.refused(status, "pack", *words)["message"] == message


def test_a_sound_pack(desk: Any, mine: Path) -> None:
    for words in (["clinic"], [], ["mine"], [str(mine)]):
        assert desk.json("pack", "check", *words) == []
    assert desk.ok("pack", "check").out == f"{CLINIC}: nothing is wrong\n"


def test_faults_come_with_file_and_line_and_end_with_7(bare: Any, mine: Path) -> None:
    spoil(mine)
    result = bare("pack", "check", "mine", "--json")
    assert (result.status, result.err) == (7, "")
    assert result.json == [
        {
            "file": "tiers.toml",
            "line": 38,
            "key": "tiers.platinum.from",
            "message": "viel is not an amount in yuan; write it such as 20000 or 19999.99",
        }
    ]
    said = bare("pack", "check", "mine")
    assert said.status == 7
    assert said.out.splitlines() == [
        "tiers.toml:38  tiers.platinum.from",
        "  viel is not an amount in yuan; write it such as 20000 or 19999.99",
        f"{mine}: 1 faults",
    ]


def test_a_folder_that_is_no_pack(bare: Any, tmp_path: Path) -> None:
    (tmp_path / "leer").mkdir()
    result = bare("pack", "check", tmp_path / "leer", "--json")
    assert result.status == 7
    assert [(fault["file"], fault["line"]) for fault in result.json] == [("pack.toml", None)]


def test_a_file_goes_by_its_own_copy_when_the_folder_is_gone(bare: Any, mine: Path) -> None:
    bare.ok("init", "--pack", "mine", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900001234")
    shown = bare.json("pack", "show")
    shutil.rmtree(mine)
    assert bare.json("pack", "show") == shown
    assert bare.json("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")["tier_after"] == "silver"
    (note,) = (line for line in bare.json("doctor") if line["check"] == "pack")
    assert note["level"] == "note"
    assert bare.refused(4, "pack", "check")["message"] == (
        "The folder of the pack mine is not there; the file goes by its own copy."
    )


def test_a_file_whose_pack_became_faulty_says_where(bare: Any, mine: Path) -> None:
    bare.ok("init", "--pack", "mine", "--open", "--operator", "陈静")
    spoil(mine)
    error = bare.refused(7, "member", "add", "王小明", "--mobile", "19900001234")
    assert error["message"].startswith("mine/tiers.toml:38 tiers.platinum.from: viel is not an amount")
    # what stands in the file can still be copied
    bare.ok("backup", "copy.db")
