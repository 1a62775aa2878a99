"""`backup`: a copy is proved by opening and checking it before it has its name."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from opened import opened, spoil

from crmcli.storage.schema import DERIVED, FACTS, LOG

EVERYTHING = (*FACTS, *DERIVED, *LOG)


@pytest.fixture
def worked(desk: Any) -> Any:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    return desk


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_holds_everything_and_opens_by_itself(worked: Any, tmp_path: Path, dump: Any) -> None:
    target = tmp_path / "elsewhere" / "copy.db"
    target.parent.mkdir()
    assert worked.json("backup", target) == {
        "file": str(target),
        "operation_count": 3,
        "members": 1,
        "checked": True,
        "size": target.stat().st_size,
        "last_operation": 3,
        "warnings": [],
    }
    assert dump(target, EVERYTHING) == dump(worked.path, EVERYTHING)
    # nothing else is needed to read it
    alone = tmp_path / "alone.db"
    shutil.copy(target, alone)
    assert [row["name"] for row in worked.json("member", "list", "--db", alone)] == ["王小明"]


def test_only_its_owner_can_read_a_copy(worked: Any, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("rights of files are something else on Windows")
    worked.ok("backup")
    (copy,) = (path for path in (tmp_path / "backups").iterdir() if path.suffix == ".db")
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700


def test_without_a_name_it_goes_to_the_folder_backups_and_never_over_another(worked: Any, tmp_path: Path) -> None:
    files = [Path(worked.json("backup")["file"]) for _turn in range(3)]
    assert {path.parent for path in files} == {tmp_path / "backups"}
    assert all(path.name.startswith("crm-") and path.suffix == ".db" for path in files)
    assert len(set(files)) == 3


def test_date_and_month_are_filled_in_and_a_folder_is_enough(worked: Any, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    worked.ok("backup", "crm-{date}-{month}.db")
    assert (tmp_path / "crm-2026-10-31-2026-10.db").exists()
    assert Path(worked.json("backup", "folder")["file"]).parent == Path("folder")


def test_what_it_says(worked: Any, tmp_path: Path) -> None:
    done = worked.ok("backup", "copy.db")
    size = (tmp_path / "copy.db").stat().st_size // 1024
    assert done.out.splitlines() == [
        f"copy.db: copied and checked, 1 members, 3 operations, {size} KiB",
        "  Put it back with: crmcli restore copy.db",
    ]


def test_over_another_copy_only_with_yes(worked: Any, tmp_path: Path) -> None:
    worked.ok("backup", "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    worked.ok("member", "add", "李小红", "--mobile", "19900001235")
    error = worked.refused(5, "backup", "copy.db")
    assert error["message"] == "copy.db is there already. Replace it? Answer it with --yes."
    assert (tmp_path / "copy.db").read_bytes() == before
    assert worked.json("backup", "copy.db", "--yes")["members"] == 2


def test_what_an_older_copy_left_beside_does_not_reach_the_new_one(worked: Any, tmp_path: Path, dump: Any) -> None:
    """A -wal file under the old copy's name would be read into the new one."""
    copy = tmp_path / "copy.db"
    worked.ok("backup", copy)
    with opened(copy) as db:
        db.execute("UPDATE member SET name = '别人' WHERE id = 1")
        log = copy.with_name("copy.db-wal").read_bytes()
    copy.with_name("copy.db-wal").write_bytes(log)
    worked.ok("backup", copy, "--yes")
    assert not copy.with_name("copy.db-wal").exists()
    assert dump(copy, FACTS) == dump(worked.path, FACTS)


def test_not_over_the_file_itself(worked: Any) -> None:
    before = worked.path.read_bytes()
    error = worked.refused(5, "backup", "crm.db", "--yes")
    assert error["message"] == "crm.db is the file itself; name another place for the copy."
    assert worked.path.read_bytes() == before


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        ("UPDATE operation SET command = 'x' WHERE id = 2", "operation 2 does not fit the chain"),
        ("UPDATE member SET store_id = 77 WHERE id = 1", "points at a row of store that is not there"),
    ],
)
def test_a_copy_of_a_spoiled_file_does_not_count(worked: Any, tmp_path: Path, harm: str, problem: str) -> None:
    spoil(worked.path, harm)
    error = worked.refused(7, "backup", "copy.db")
    assert problem in error["message"]
    assert error["message"].endswith(f"Run: crmcli --db {worked.path} doctor")
    assert not [name for name in names(tmp_path) if "copy" in name]
    assert next(check["message"] for check in worked("doctor", "--json").json if check["check"] == "backups").endswith(
        "came to nothing"
    )


def test_a_missing_trigger_stops_a_copy_too(worked: Any, tmp_path: Path) -> None:
    with opened(worked.path) as db:
        db.execute("DROP TRIGGER ledger_insert_image")
    assert "ledger_insert_image" in worked.refused(7, "backup", "copy.db")["message"]
    assert "copy.db" not in names(tmp_path)


def test_where_nothing_can_be_written_it_says_so(worked: Any, tmp_path: Path) -> None:
    error = worked.refused(1, "backup", "nowhere/copy.db")
    assert error["message"].startswith("nowhere/copy.db cannot be written: ")
    assert error["message"].endswith(". Choose another folder, or make room.")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
def test_a_full_disk_leaves_nothing_behind(worked: Any, tmp_path: Path) -> None:
    import resource
    import subprocess

    done = subprocess.run(
        [sys.executable, "-m", "crmcli", "backup", "copy.db"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY)),
    )
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.startswith("copy.db cannot be written: "), done.stderr
    assert not [name for name in names(tmp_path) if "copy" in name]


def test_a_loss_in_the_file_is_told_with_the_copy(worked: Any, tmp_path: Path) -> None:
    head = tmp_path / "crm.db-head"
    number, link = head.read_text("ascii").split()
    head.write_text(f"{int(number) + 2} {link}\n", "ascii")
    assert worked.json("backup", "copy.db")["warnings"] == [
        "2 operations that were acknowledged are not in the file any more. Run: crmcli doctor"
    ]


def test_while_somebody_writes_a_copy_is_of_one_moment(worked: Any, tmp_path: Path) -> None:
    with opened(worked.path) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO store (name) VALUES ('未完成')")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("crmcli.storage.write.PATIENCE_SECONDS", 0.1)
            worked.ok("backup", "copy.db")
        db.execute("ROLLBACK")
    with opened(tmp_path / "copy.db") as db:
        assert db.execute("SELECT COUNT(*) FROM store WHERE name = '未完成'").fetchone()[0] == 0
