"""Where sheets go: a file or folder named, the folder of sheets; whole or not at all; on to screen and printer."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from kept import LI, inquiry, keep, log_of, people, promotion, read

from harness import Desk

NO_WORKBOOK = "A sheet is written as a workbook; give --output a name that ends in .xlsx"
posix_only = pytest.mark.skipif(os.name != "posix", reason="the programs are shell scripts")


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk with something in every register."""
    people(desk)
    keep(desk, "inquiry", inquiry(1, "2026-10-30"), inquiry(2, "2026-10-31"))
    promotion(desk)
    return desk


def files(folder: Path) -> list[str]:
    """What lies in a folder, hidden files included, but for the database's own."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.name.startswith("crm.db"))


def test_the_usual_folder_is_beside_the_file_and_its_owners_alone(full: Desk) -> None:
    elsewhere = full.folder / "elsewhere"
    elsewhere.mkdir()
    full.ok("--db", full.path, "export", "intake")
    assert files(full.folder) == ["elsewhere", "sheets", "sheets/intake-ZX-2026-0001-2026-10-31.xlsx"]
    if os.name == "posix":
        assert (full.folder / "sheets").stat().st_mode & 0o777 == 0o700
        assert next((full.folder / "sheets").iterdir()).stat().st_mode & 0o777 == 0o600


def test_the_house_has_a_folder_of_its_own(full: Desk) -> None:
    (full.folder / "表格").mkdir()
    full.ok("config", "set", "sheets-folder", "表格")
    answer = full.json("export", "promotion", "国庆")
    assert answer["file"] == str(full.folder / "表格" / "promotion-HD-2026-0001-2026-10-31.xlsx")
    (full.folder / "表格").rename(full.folder / "新表格")
    error = full.refused(2, "export", "promotion", "国庆")
    assert error["message"] == f"there is no folder {full.folder / '表格'}: create it, or name another one"


def test_a_folder_as_output_takes_the_usual_name(full: Desk) -> None:
    (full.folder / "out").mkdir()
    for named in ("out", "out/"):
        answer = full.json("export", "intake", "--output", named)
        assert answer["file"] == str(full.folder / "out" / "intake-ZX-2026-0001-2026-10-31.xlsx")


def test_one_workbook_a_sheet(full: Desk) -> None:
    answer = full.json("export", "application", "王小明", "李红", "--each")
    folder = full.folder / "sheets" / "application-2026-10-31"
    assert (answer["file"], answer["rows"], answer["sheets"]) == (str(folder), 2, 2)
    assert files(folder) == ["M-00001.xlsx", "M-00002.xlsx"]
    assert [record.values["name"] for record in read("application", folder / "M-00002.xlsx").records] == [LI[0]]
    (full.folder / "out").mkdir()
    assert full.json("export", "application", "李红", "--output", "out/")["file"] == str(full.folder / "out")
    assert files(full.folder / "out") == ["M-00002.xlsx"]
    assert log_of(full) == [
        ("export", "export application", 2),
        ("export", "export application M-00002", 1),
        ("reveal", "export application M-00002", 1),
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["intake", "--output", "a.pdf"], NO_WORKBOOK),
        (["promotion", "国庆", "--output", "a"], NO_WORKBOOK),
        (["application", "王小明", "--output", "a.csv"], NO_WORKBOOK),
        (
            ["application", "王小明", "--each", "--output", "a.xlsx"],
            "One workbook a sheet goes into a folder, and a.xlsx is a file: give --output a folder.",
        ),
        (
            ["intake", "--from", "10-31", "--to", "10-30"],
            "2026-10-31 lies after 2026-10-30: turn --from and --to round.",
        ),
        (["application"], "Member (name, phone tail, number) is missing: write it after the command."),
        (["promotion"], "Promotion is missing: write it after the command."),
    ],
)
def test_what_is_refused_leaves_nothing(full: Desk, words: list[str], message: str) -> None:
    assert full.refused(2, "export", *words)["message"] == message
    assert (files(full.folder), log_of(full)) == ([], [])


def test_a_sheet_is_no_csv(full: Desk) -> None:
    result = full("export", "intake", "--csv")
    assert (result.status, result.out, result.err) == (2, "", f"{NO_WORKBOOK}\n")
    assert files(full.folder) == []


@pytest.mark.parametrize("words", [["intake", "--output", "no/a.xlsx"], ["application", "m1", "--output", "no/"]])
def test_a_folder_that_is_not_there(full: Desk, words: list[str]) -> None:
    error = full.refused(2, "export", *words)
    assert error["message"] == f"there is no folder {full.folder / 'no'}: create it, or name another one"
    assert (files(full.folder), log_of(full)) == ([], [])


def test_a_day_that_is_none(full: Desk) -> None:
    assert full.refused(2, "export", "intake", "--from", "32号")["field"] == "--from"


def test_a_target_open_elsewhere_is_left_alone(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (full.folder / "a.xlsx").write_text("somebody's")
    held = Path.replace

    def replace(self: Path, target: Any) -> Path:
        # Windows refuses to put a file over one that a program holds open
        if Path(target).name == "a.xlsx":
            raise PermissionError(13, "in use")
        return held(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = full.ok("export", "intake", "--output", "a.xlsx")
    assert f"written to {full.folder / 'a (2).xlsx'}" in result.out
    assert result.err == "a.xlsx is open in another program; the sheet was written beside it.\n"
    assert (full.folder / "a.xlsx").read_text() == "somebody's"
    assert files(full.folder) == ["a (2).xlsx", "a.xlsx"]


def program(folder: Path, name: str, *lines: str) -> None:
    """A program of the system, as a script."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("\n".join(["#!/bin/sh", *lines, ""]))
    path.chmod(0o755)


def told(path: Path) -> str:
    """What a program that runs on its own wrote, once it has."""
    for _attempt in range(200):
        if path.exists() and path.read_text().endswith("\n"):
            return path.read_text()
        time.sleep(0.05)
    raise AssertionError(f"{path} was not written")


@posix_only
def test_it_is_opened_with_the_systems_program(full: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    apart = tmp_path_factory.mktemp("apart")
    program(apart, "open" if sys.platform == "darwin" else "xdg-open", f'echo "$@" >> {apart / "opened"}')
    full.env(PATH=f"{apart}:/bin:/usr/bin", DISPLAY=":9")
    answer = full.json("export", "intake", "--view")
    assert told(apart / "opened") == f"{answer['file']}\n"
    (apart / "opened").unlink()
    answer = full.json("form", "blank", "intake", "--view")
    assert told(apart / "opened") == f"{answer['file']}\n"


@posix_only
def test_it_is_printed_by_libreoffice(full: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    apart = tmp_path_factory.mktemp("apart")
    program(apart, "soffice", f'echo "$@" >> {apart / "printed"}')
    program(apart, "lpstat", 'echo "system default destination: desk"')
    full.env(PATH=f"{apart}:/bin:/usr/bin")
    one = full.json("export", "promotion", "国庆", "--print")["file"]
    several = full.json("export", "application", "m1", "m2", "--each", "--print")["file"]
    empty = full.json("form", "blank", "complaint", "--print")["file"]
    assert (apart / "printed").read_text().splitlines() == [
        f"--headless --norestore -p {one}",
        f"--headless --norestore -p {several}/M-00001.xlsx {several}/M-00002.xlsx",
        f"--headless --norestore -p {empty}",
    ]
    program(apart, "soffice", "exit 1")
    error = full.refused(1, "export", "promotion", "国庆", "--print")
    assert error["message"] == f"{one} is written, but could not be printed: open it and print it there."


NO_PRINTER = "No usual printer is set up here: leave out --print and print the file yourself."
NO_OFFICE = (
    "Nothing can be printed from here, LibreOffice (soffice) is missing: leave out --print and print the file yourself."
)
NO_VIEWER = "Nothing can be shown here, {missing} is missing: leave out --view and open the file yourself."


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system opens files itself")
@pytest.mark.parametrize(
    ("option", "programs", "display", "message"),
    [
        ("--view", [], ":9", NO_VIEWER.format(missing="xdg-open")),
        ("--view", ["xdg-open"], "", NO_VIEWER.format(missing="DISPLAY")),
        ("--print", [], "", NO_OFFICE),
        ("--print", ["soffice"], "", NO_PRINTER),
        ("--print", ["soffice", "lpstat"], "", NO_PRINTER),
    ],
)
@pytest.mark.parametrize("words", [["export", "intake"], ["export", "application", "m1"], ["form", "blank", "intake"]])
def test_what_is_missing_is_said_before_anything_is_written(
    full: Desk,
    tmp_path_factory: pytest.TempPathFactory,
    option: str,
    programs: list[str],
    display: str,
    message: str,
    words: list[str],
) -> None:
    apart = tmp_path_factory.mktemp("apart")
    for name in programs:
        program(apart, name, 'echo "no system default destination"')
    full.env(PATH=str(apart), DISPLAY=display, WAYLAND_DISPLAY="")
    assert full.refused(1, *words, option)["message"] == message
    assert (files(full.folder), log_of(full)) == ([], [])


def test_what_a_killed_run_left_is_found_and_deleted(full: Desk) -> None:
    left = full.folder / "sheets" / ".crmcli-abc"
    left.mkdir(parents=True)
    (left / "openpyxl.xyz").write_text("王小明")
    os.utime(left / "openpyxl.xyz", (1, 1))
    lines = {line["check"]: line["message"] for line in full("doctor", "--json").json}
    assert lines["leftovers"] == "1 unfinished files, such as openpyxl.xyz"
    full("doctor", "--repair", "--yes")
    assert files(left) == []
