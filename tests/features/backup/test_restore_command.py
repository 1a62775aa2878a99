"""`restore`: what was there is kept, what is broken is refused, there is always the old file or the new one."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import opened, spoil

from crmcli.storage.schema import DERIVED, FACTS, LOG, SCHEMA

EVERYTHING = (*FACTS, *DERIVED, *LOG)


def members(desk: Any, path: Path | None = None) -> list[str]:
    place = ["--db", path] if path else []
    return [row["name"] for row in desk.json("member", "list", "--sort", "no", *place)]


def test_the_backup_is_there_again_and_what_was_there_is_kept(kept: Any, tmp_path: Path, dump: Any) -> None:
    desk, backup = kept
    before = dump(desk.path, EVERYTHING)
    answer = desk.json("restore", backup, "--yes")
    beside = Path(answer["kept"])
    assert answer == {
        "file": str(desk.path),
        "restored_from": str(backup),
        "kept": str(beside),
        "operation_count": 2,
        "members": 1,
        "checked": True,
        "last_operation": 2,
        "operation": None,
    }
    assert beside.name.startswith("crm.db.before-restore-")
    assert dump(desk.path, EVERYTHING) == dump(backup, EVERYTHING)
    assert dump(beside, EVERYTHING) == before
    assert members(desk) == ["王小明"]
    assert members(desk, beside) == ["王小明", "李小红"]
    assert not [check for check in desk.json("doctor") if not check["ok"]]
    assert desk.json("member", "add", "赵红", "--mobile", "19900001236")["no"] == "M-00002"


def test_back_again_with_what_was_kept(kept: Any, dump: Any) -> None:
    desk, backup = kept
    before = dump(desk.path, EVERYTHING)
    beside = desk.json("restore", backup, "--yes")["kept"]
    desk.ok("restore", beside, "--yes")
    assert dump(desk.path, EVERYTHING) == before
    assert not [check for check in desk.json("doctor") if not check["ok"]]


def test_it_asks_and_says_what_it_did(kept: Any) -> None:
    desk, _backup = kept
    before = desk.path.read_bytes()
    error = desk.refused(5, "restore", "copy.db")
    assert error["message"] == (
        "Put copy.db (up to operation 2) in the place of crm.db (up to operation 3)? Answer it with --yes."
    )
    assert desk.path.read_bytes() == before
    said = desk.ok("restore", "copy.db", "--yes").out.splitlines()
    assert said[0] == f"{desk.path}: copy.db put back, 1 members, 2 operations"
    assert said[1].startswith(f"  What was there is kept: {desk.path}.before-restore-")


def test_by_the_name_in_the_folder_backups(kept: Any) -> None:
    desk, _backup = kept
    taken = Path(desk.json("backup")["file"])
    desk.ok("member", "add", "赵红", "--mobile", "19900001236")
    assert desk.json("restore", taken.name, "--yes")["members"] == 2


def test_where_there_is_no_file_yet(kept: Any) -> None:
    desk, backup = kept
    for name in ("crm.db", "crm.db-head"):
        desk.path.with_name(name).unlink()
    answer = desk.json("restore", backup, "--yes")
    assert (answer["kept"], answer["members"]) == (None, 1)
    assert members(desk) == ["王小明"]


def test_on_another_machine_from_the_copy_alone(kept: Any, tmp_path: Path, dump: Any) -> None:
    """F13: a backup, an empty folder, every check, the same rows."""
    desk, backup = kept
    place = tmp_path / "machine"
    place.mkdir()
    shutil.copy(backup, place / "from-usb.db")
    there = ["--db", place / "crm.db"]
    desk.ok("restore", place / "from-usb.db", "--yes", *there)
    assert not [check for check in desk.json("doctor", *there) if not check["ok"]]
    assert dump(place / "crm.db", EVERYTHING) == dump(backup, EVERYTHING)


def test_a_file_that_cannot_be_opened_is_moved_aside_whole(kept: Any) -> None:
    desk, backup = kept
    broken = b"SQLite format 3\0" + b"\xff" * 5000
    desk.path.write_bytes(broken)
    answer = desk.json("restore", backup, "--yes")
    assert Path(answer["kept"]).read_bytes() == broken
    assert members(desk) == ["王小明"]


def test_a_damaged_file_that_still_opens_is_kept_and_replaced(kept: Any) -> None:
    desk, backup = kept
    content = bytearray(desk.path.read_bytes())
    content[4096 * 3 : 4096 * 60] = b"\xff" * (4096 * 57)
    desk.path.write_bytes(content)
    answer = desk.json("restore", backup, "--yes")
    assert answer["kept"] is not None
    assert members(desk) == ["王小明"]
    assert not [check for check in desk.json("doctor") if not check["ok"]]


def foreign_text(path: Path) -> None:
    path.write_text("不是备份\n" * 100, "utf-8")


def foreign_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE x (a)")
    db.close()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100_000])


def trampled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 4] = b"\xff" * 8192
    path.write_bytes(content)


def altered(path: Path) -> None:
    spoil(path, "UPDATE operation SET day = '2020-01-01' WHERE id = 2")


def pointing_nowhere(path: Path) -> None:
    spoil(path, "UPDATE member SET owner_id = 77")


def without_trigger(path: Path) -> None:
    with opened(path) as db:
        db.execute("DROP TRIGGER member_insert_image")


def newer(path: Path) -> None:
    with opened(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")


def behind_its_head(path: Path) -> None:
    head = path.with_name("copy.db-head")
    number, link = head.read_text("ascii").split()
    head.write_text(f"{int(number) + 3} {link}\n", "ascii")


NO_BACKUP = "is no crmcli file: it is empty, damaged, or of another program. Take another backup."


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (foreign_text, NO_BACKUP),
        (foreign_database, NO_BACKUP),
        (empty, NO_BACKUP),
        (cut, ""),
        (trampled, ""),
        (altered, "operation 2 does not fit the chain"),
        (pointing_nowhere, "points at a row of staff that is not there"),
        (without_trigger, "the trigger member_insert_image is missing or changed"),
        (newer, "was written by a newer crmcli"),
        (behind_its_head, "lacks its last 3 operations"),
    ],
)
def test_a_broken_backup_is_refused_and_nothing_is_touched(
    kept: Any, harm: Callable[[Path], None], message: str, tmp_path: Path
) -> None:
    desk, backup = kept
    harm(backup)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    error = desk.refused(7, "restore", backup, "--yes")
    assert message in error["message"]
    assert str(backup) in error["message"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_missing_backup_names_the_newest_there_are(kept: Any) -> None:
    desk, _backup = kept
    names = sorted((Path(desk.json("backup")["file"]).name for _turn in range(2)), reverse=True)
    message = desk.refused(4, "restore", "none.db", "--yes")["message"]
    assert message.startswith("There is no backup none.db. The newest are: ")
    assert sorted(message.removesuffix(".").split(": ")[1].split(", "), reverse=True) == names


def test_not_the_file_itself(kept: Any) -> None:
    assert kept.desk.refused(5, "restore", "crm.db", "--yes")["message"] == (
        "crm.db is the file itself; name a backup of it."
    )


def test_somebody_who_has_the_file_open_goes_on_with_what_was_put_back(kept: Any) -> None:
    desk, backup = kept
    with opened(desk.path) as beside:
        assert beside.execute("SELECT COUNT(*) FROM member").fetchone()[0] == 2
        desk.ok("restore", backup, "--yes")
        assert beside.execute("SELECT COUNT(*) FROM member").fetchone()[0] == 1
        beside.execute("INSERT INTO store (name) VALUES ('分店')")
    with opened(desk.path) as db:
        assert db.execute("SELECT COUNT(*) FROM store").fetchone()[0] == 2


def test_while_somebody_writes_it_is_busy_and_nothing_is_changed(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, backup = kept
    monkeypatch.setattr("crmcli.storage.restore.PATIENCE_SECONDS", 0.2)
    with opened(desk.path) as beside:
        beside.execute("BEGIN IMMEDIATE")
        assert desk.refused(8, "restore", backup, "--yes")["message"] == (
            f"{desk.path} is in use by another program. Close it there and try again; nothing was changed."
        )
        beside.execute("ROLLBACK")
    assert members(desk) == ["王小明", "李小红"]
    assert not list(desk.path.parent.glob("*before-restore*"))
