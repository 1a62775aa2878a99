"""`init`: what a new file holds, and what it refuses."""

from __future__ import annotations

import contextlib
import getpass
import io
import os
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.app import run
from crmcli.place import data_dir
from crmcli.storage.schema import FACTS, SCHEMA

KILLS = 20
PROTECTING = "Protecting a file with a passphrase is not possible yet; give --open to make one without."


def test_pack_and_open_are_enough(bare: Any) -> None:
    login = getpass.getuser()
    assert bare.json("init", "--pack", "clinic", "--open") == {
        "file": str(bare.path),
        "pack": "clinic",
        "schema": SCHEMA,
        "organisation": "医疗美容医院",
        "store": "医疗美容医院",
        "operator": login,
        "operation": 1,
    }
    assert bare.json("staff", "list") == [
        {
            "no": "S-001",
            "name": login,
            "role": "客服主管",
            "role_code": "service-supervisor",
            "store": "医疗美容医院",
            "department": None,
            "supervisor": None,
            "customers": 0,
            "followups": 0,
            "since": "2026-10-31",
            "until": None,
        }
    ]
    assert [line for line in bare.json("doctor") if not line["ok"]] == []


def test_everything_named(bare: Any) -> None:
    words = ["--organisation", "某 某 医院", "--store", "崇川店", "--operator", "陈　静"]
    answer = bare.json("init", "--pack", "clinic", "--open", *words)
    assert (answer["organisation"], answer["store"], answer["operator"]) == ("某某医院", "崇川店", "陈静")
    assert bare.json("config", "get", "organisation")["value"] == "某某医院"
    (person,) = bare.json("staff", "list")
    assert (person["name"], person["store"]) == ("陈静", "崇川店")


def test_what_it_says(bare: Any) -> None:
    assert bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静").out.splitlines() == [
        f"{bare.path} is ready: 医疗美容医院, 陈静 at the desk.",
        "  It is protected by nothing: whoever gets the file can read it all.",
        "  Next: take over your list with `crmcli import members FILE`, or `crmcli member add NAME`.",
    ]


@pytest.mark.parametrize("words", ["clinic", "医疗", "yiliaomeirong", "CLINIC", "clin"])
def test_a_pack_is_given_by_any_part_of_its_name_or_title(bare: Any, words: str) -> None:
    assert bare.json("init", "--pack", words, "--open")["pack"] == "clinic"


@pytest.mark.parametrize(
    ("words", "status", "message", "field"),
    [
        (["--pack", "clinic"], 5, PROTECTING, "--open"),
        (["--open"], 2, "Trade is missing: give --pack clinic (医疗美容医院), club (运动俱乐部).", "--pack"),
        (["--open", "--pack", "nix"], 4, "There is no pack nix; there are clinic, club.", "--pack"),
        (
            ["--open", "--pack", "clinic", "--operator", " "],
            2,
            "A name is missing; give 1 to 60 characters",
            "--operator",
        ),
        (["--open", "--pack", "clinic", "--store", "　"], 2, "A name is missing; give 1 to 60 characters", "--store"),
        (
            ["--open", "--pack", "clinic", "--organisation", "\u200b"],
            2,
            "A name is missing; give 1 to 60 characters",
            "--organisation",
        ),
    ],
)
def test_what_is_refused_makes_no_file(
    bare: Any, words: list[str], status: int, message: str, field: str, tmp_path: Path
) -> None:
    error = bare.refused(status, "init", *words)
    assert (error["message"], error["field"]) == (message, field)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(bare: Any, tmp_path: Path) -> None:
    place = tmp_path / "no" / "crm.db"
    error = bare.refused(4, "init", "--pack", "clinic", "--open", "--db", place)
    assert error["message"] == f"There is no folder {place.parent}; create it first"
    assert not place.parent.exists()


def test_a_faulty_pack_makes_no_file(bare: Any, tmp_path: Path) -> None:
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "mine"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    tiers = folder / "tiers.toml"
    tiers.write_text(tiers.read_text("utf-8").replace("from = 20000", 'from = "viel"'), "utf-8")
    error = bare.refused(7, "init", "--pack", "mine", "--open")
    assert error["message"].startswith("mine/tiers.toml:38 tiers.platinum.from: viel is not an amount")
    assert list(tmp_path.iterdir()) == []


def test_where_the_file_lies_without_db(bare: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    named = tmp_path / "named.db"
    monkeypatch.setenv("CRMCLI_DB", str(named))
    assert bare.json("init", "--pack", "clinic", "--open")["file"] == str(named)
    assert bare.json("staff", "list", "--db", named) == bare.json("staff", "list")


def test_the_beginning_is_noted_with_the_log_and_in_the_head(desk: Any) -> None:
    head = desk.path.with_name("crm.db-head").read_text("ascii")
    assert head.split()[0] == "1"
    (first,) = desk.json("operations")
    assert (first["operation"], first["command"], first["state"]) == (1, "init", "done")
    with opened(desk.path) as db:
        facts = sum(db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in FACTS)
    # every row of the beginning is of this operation
    assert first["rows"] == facts


def test_an_init_on_a_day_that_is_none_leaves_nothing(bare: Any, tmp_path: Path) -> None:
    assert bare.refused(2, "init", "--pack", "clinic", "--open", "--today", "nonsense")["field"] == "--today"
    assert list(tmp_path.iterdir()) == []


def test_what_a_stopped_init_left_is_no_hindrance(bare: Any, tmp_path: Path) -> None:
    for name in ("crm.db.new", "crm.db.new-wal", "crm.db-head"):
        (tmp_path / name).write_bytes(b"unfinished")
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["crm.db", "crm.db-head"]
    assert [line for line in bare.json("doctor") if not line["ok"]] == []


def init_in_a_process(place: Path) -> int:
    """Starts `init` in a process of its own that has everything imported; gives its number."""
    place.mkdir()
    child = os.fork()
    if child == 0:
        with contextlib.redirect_stdout(io.StringIO()):
            run(["init", "--pack", "clinic", "--open", "--operator", "陈静", "--db", str(place / "crm.db")])
        os._exit(0)
    return child


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_anywhere_there_is_no_file_or_a_whole_one(bare: Any, tmp_path: Path) -> None:
    """F3, for init: each time a little later, until it has had the time to finish."""
    began = time.monotonic()
    os.waitpid(init_in_a_process(tmp_path / "undisturbed"), 0)
    step = (time.monotonic() - began) / (KILLS - 4)
    made = 0
    for turn in range(KILLS):
        place = tmp_path / f"turn-{turn}"
        child = init_in_a_process(place)
        time.sleep(turn * step)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        file = ["--db", place / "crm.db"]
        if (place / "crm.db").exists():
            made += 1
        else:
            bare.ok("init", "--pack", "clinic", "--open", "--operator", "李敏", *file)
        assert [line for line in bare.json("doctor", *file) if not line["ok"]] == []
    assert made < KILLS
