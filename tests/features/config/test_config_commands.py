"""`config`: every setting read, changed, taken back; what it does not take; short names of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

KEYS = ["organisation", "department", "mask", "area-code", "sheets-folder", "confirmed", "pack", "protection"]


def line(key: str, value: str | None, default: str | None, *, is_set: bool) -> dict[str, Any]:
    return {"key": key, "value": value, "default": default, "set": is_set}


def listed(desk: Any) -> list[dict[str, Any]]:
    return [{key: row[key] for key in ("key", "value", "default", "set")} for row in desk.json("config", "list")]


def test_what_a_new_file_is_set_to(desk: Any) -> None:
    usual = str(desk.folder / "sheets")
    assert listed(desk) == [
        line("organisation", "医疗美容医院", "医疗美容医院", is_set=True),
        line("department", None, None, is_set=False),
        line("mask", "on", "on", is_set=False),
        line("area-code", None, None, is_set=False),
        line("sheets-folder", usual, usual, is_set=False),
        line("confirmed", None, None, is_set=False),
        line("pack", "clinic", None, is_set=True),
        line("protection", "open", None, is_set=True),
    ]


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_says_what_it_is_for(desk: Any, key: str) -> None:
    answer = desk.json("config", "get", key)
    assert answer["description"]
    assert desk.ok("config", "get", key).out == f"{answer['value'] or ''}\n"


def test_set_get_undo(desk: Any) -> None:
    assert desk.json("config", "set", "area-code", "0513") == {
        "key": "area-code",
        "value": "0513",
        "before": None,
        "operation": 2,
    }
    assert desk.json("config", "get", "area_code")["value"] == "0513"
    assert desk.ok("config", "set", "area-code", "010").out == "area-code is 010 · undo: crmcli undo 3\n"
    desk.ok("undo")
    assert desk.json("config", "get", "AREA-CODE")["value"] == "0513"
    desk.ok("undo")
    assert desk.json("config", "get", "area-code")["value"] is None


def test_an_area_code_is_put_before_landlines_typed_without_one(desk: Any, dump: Any) -> None:
    desk.ok("config", "set", "area-code", "0513")
    desk.ok("member", "add", "王小明", "--mobile", "85101234")
    assert desk.json("member", "find", "051385101234")[0]["no"] == "M-00001"


def test_the_same_again_changes_nothing(desk: Any) -> None:
    desk.ok("config", "set", "mask", "off")
    answer = desk.json("config", "set", "mask", "关")
    assert (answer["value"], answer["operation"]) == ("off", None)
    assert desk.ok("config", "set", "mask", "off").out == "mask is off · nothing changed\n"


def test_mask_off_shows_phones(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert desk.json("member", "list")[0]["mobile"] == "199****1234"
    desk.ok("config", "set", "mask", "off")
    assert desk.json("member", "list")[0]["mobile"] == "19900001234"


def test_a_protected_file_stays_masked(desk: Any) -> None:
    from opened import opened

    with opened(desk.path) as db:
        db.execute("UPDATE setting SET value = 'key' WHERE key = 'protection'")
    assert desk.refused(5, "config", "set", "mask", "off")["message"] == (
        "In a protected file phones and IDs stay masked; --reveal shows them once"
    )


def test_unset_gives_back_what_holds_otherwise(desk: Any) -> None:
    desk.ok("config", "set", "organisation", "某某医院")
    assert desk.json("config", "unset", "organisation") == {
        "key": "organisation",
        "value": "医疗美容医院",
        "before": "某某医院",
        "operation": 3,
    }
    assert desk.json("config", "unset", "organisation")["operation"] is None
    desk.ok("undo")
    assert desk.json("config", "get", "organisation")["value"] == "某某医院"


def test_taken_out_set_anew_and_the_first_taken_back(desk: Any) -> None:
    """The old row cannot come back beside the new one: the later change is in its way."""
    desk.ok("config", "unset", "organisation")
    desk.ok("config", "set", "organisation", "某某医院")
    assert desk.refused(5, "undo", 2)["candidates"] == [{"operation": 3, "command": "config set"}]
    desk.ok("undo", 2, "--with-later")
    assert desk.json("config", "get", "organisation")["value"] == "医疗美容医院"


def test_confirmed_figures_add_up_and_the_doctor_asks_for_fewer(desk: Any) -> None:
    def assumed() -> str:
        found: str = next(row["message"] for row in desk.json("doctor") if row["check"] == "assumed")
        return found

    known = desk.json("pack", "show")["assumed"]
    assert assumed().startswith(f"{len(known)} figures of the pack are assumed")
    desk.ok("config", "set", "confirmed", "weights.*")
    assert desk.json("config", "set", "confirmed", "referral.from", "weights.*")["value"] == "weights.* referral.from"
    assert assumed().startswith(f"{len(known) - 2} figures of the pack are assumed")
    assert desk.json("config", "set", "confirmed", "all")["value"].split()[:2] == ["weights.*", "referral.from"]
    assert assumed() == "every figure of the pack is confirmed"


def test_a_folder_is_kept_whole(desk: Any, tmp_path: Path) -> None:
    (tmp_path / "表 单").mkdir()
    assert desk.json("config", "set", "sheets-folder", "表", "单")["value"] == str(tmp_path / "表 单")


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        (["get", "maks"], 2, "KEY", "There is no setting maks. Nearest: mask, pack. All: crmcli config list"),
        (["set", "mask", "maybe"], 2, "VALUE", "maybe is neither on nor off"),
        (["set", "mask"], 2, "VALUE", "Value is missing: write it after the command."),
        (["set"], 2, "KEY", "Setting is missing: write it after the command."),
        (["set", "area-code", "513"], 2, "VALUE", "513 is no area code; it looks like 010 or 0513"),
        (["set", "organisation", " "], 2, "VALUE", "A name is missing; give 1 to 60 characters"),
        (["set", "sheets-folder", "/no/such"], 2, "VALUE", "There is no folder /no/such; create it first"),
        (["set", "pack", "gym"], 5, "KEY", "pack was settled when the file was made and stays."),
        (["set", "protection", "open"], 5, "KEY", "protection was settled when the file was made and stays."),
        (["unset", "pack"], 5, "KEY", "pack was settled when the file was made and stays."),
        (["alias", "due", "member", "list"], 5, "NAME", "due is a command already; choose another short name."),
        (["alias", "-x", "due"], 2, None, None),
        (
            ["alias", "a b", "due"],
            2,
            "NAME",
            "a b is no short name; take letters, digits or Chinese characters without blanks.",
        ),
        (["alias", "mine", "dew"], 2, "WORDS", "There is no command dew to stand for. See: due, done, demo"),
        (["alias", "none", "--remove"], 4, None, "There is no short name none; there are: -"),
        (["alias", "none"], 4, None, "There is no short name none; there are: -"),
    ],
)
def test_what_is_refused_changes_nothing(
    desk: Any, words: list[str], status: int, field: str | None, message: str | None
) -> None:
    error = desk.refused(status, "config", *words)
    if message is not None:
        assert (error["message"], error.get("field")) == (message, field)
    assert len(desk.json("operations")) == 1


def test_a_short_name_stands_for_a_command_and_its_options(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    answer = desk.json("config", "alias", "名单", "member", "list", "--sort", "-no")
    assert answer == {"name": "名单", "words": "member list --sort -no", "before": None, "operation": 3}
    assert desk.json("名单") == desk.json("member", "list", "--sort", "-no")
    assert desk.json("config", "alias") == [{"name": "名单", "words": "member list --sort -no"}]
    assert desk.json("config", "alias", "m", "buy", "m1")["words"] == "purchase add m1"
    assert desk.json("m", "--item", "假体隆鼻", "--amount", "9800")["member"] == "M-00001"


def test_a_short_name_is_changed_removed_and_given_back(desk: Any) -> None:
    desk.ok("config", "alias", "mine", "due", "--mine")
    assert desk.json("config", "alias", "mine", "due")["before"] == "followup due --mine"
    assert desk.json("config", "alias", "mine", "--remove")["operation"] == 4
    assert desk("mine").status == 2
    desk.ok("undo")
    assert desk.json("mine") == []
