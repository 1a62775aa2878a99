"""Which files are opened, and with which sentence and status the others are refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.storage.schema import SCHEMA


def foreign_text(path: Path) -> None:
    path.write_text("Linux version 6.1.0 (gcc 12.2.0) #1 SMP\n", "ascii")


def foreign_database(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT)")
    db.close()


def empty(path: Path) -> None:
    path.touch()


def cut_short(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + bytes(20))


FOREIGN = "{file} is no crmcli file (empty, or of another program). Name yours with --db."
LOCKED = "{file} is no crmcli file, or it is protected by a key. Name yours with --db."


@pytest.mark.parametrize(
    ("make", "message"),
    [(foreign_text, LOCKED), (foreign_database, FOREIGN), (empty, FOREIGN), (cut_short, LOCKED)],
)
def test_what_is_not_ours_is_refused_and_left_as_it_is(
    bare: Any, make: Callable[[Path], None], message: str, tmp_path: Path
) -> None:
    make(bare.path)
    before = bare.path.read_bytes()
    for words in (["member", "list"], ["member", "add", "王小明", "--mobile", "19900001234"], ["backup"], ["undo"]):
        error = bare.refused(7, *words)
        assert error == {"kind": "data", "message": message.format(file=bare.path), "value": str(bare.path)}
    assert bare.path.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["crm.db"]


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs /proc")
def test_a_file_of_the_system_is_refused(bare: Any) -> None:
    assert bare.refused(7, "member", "list", "--db", "/proc/version")["kind"] == "data"


def test_a_folder_is_refused_by_that_name(bare: Any, tmp_path: Path) -> None:
    error = bare.refused(7, "member", "list", "--db", tmp_path)
    assert error["message"] == f"{tmp_path} is a folder; name the file in it, such as {tmp_path}/crm.db."


def test_a_missing_file_names_init_and_is_not_made(bare: Any) -> None:
    error = bare.refused(4, "member", "list")
    assert error == {
        "kind": "not-found",
        "message": f"There is no file {bare.path}. Make one with `crmcli init`, or name yours with --db.",
        "value": str(bare.path),
    }
    assert not bare.path.exists()
    assert bare("member", "list").err == error["message"] + "\n"


def test_a_file_of_a_newer_program_is_refused(desk: Any) -> None:
    with opened(desk.path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    assert desk.refused(7, "member", "list")["message"] == (
        f"{desk.path} was written by a newer crmcli (schema {SCHEMA + 1}, this one knows {SCHEMA}). "
        "Update: pip install -U crmcli"
    )


def test_an_engine_that_can_damage_a_file_is_refused(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlcipher3 import dbapi2

    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 2))
    assert desk.refused(7, "member", "list")["message"] == (
        "The SQLite engine is 3.51.2; at least 3.51.3 is needed, older ones can damage a file that two programs "
        "write. Run: pip install -U sqlcipher3"
    )
    monkeypatch.setattr(dbapi2, "sqlite_version_info", (3, 51, 3))
    assert desk.ok("member", "list", "--json").json == []


def test_sqlite_utils_knows_the_engine_by_its_own_name() -> None:
    """Else every `except OperationalError` of sqlite-utils misses; in a process of its own, as the first import."""
    program = (
        "from crmcli.storage.engine import load_engine\n"
        "engine = load_engine()\n"
        "import sqlite_utils.db, sqlite_utils.utils\n"
        "assert sqlite_utils.utils.OperationalError is engine.OperationalError\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def powerless() -> list[str]:
    """What has to stand before a command so that the rights of files count for it, also where tests run as root."""
    if os.name == "nt":
        pytest.skip("rights of folders are something else on Windows")
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root without setpriv may write anywhere")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


@pytest.mark.parametrize("words", [["member", "list"], ["member", "add", "王小明", "--mobile", "19900001234"]])
def test_a_read_only_folder_is_refused_with_what_to_do(desk: Any, tmp_path: Path, words: list[str]) -> None:
    program = [*powerless(), sys.executable, "-m", "crmcli", *words]
    desk.path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        done = subprocess.run(program, capture_output=True, text=True, check=False, cwd=tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr == (
        f"{desk.path} cannot be written: the folder or the file is read-only. Put it where you may write.\n"
    )


def test_a_read_only_file_can_be_read_and_not_written(desk: Any, tmp_path: Path) -> None:
    """The folder takes SQLite's side files, the file takes nothing."""
    before = powerless()
    desk.path.chmod(0o444)

    def run(*words: str) -> tuple[int, str, str]:
        program = [*before, sys.executable, "-m", "crmcli", *words]
        done = subprocess.run(program, capture_output=True, text=True, check=False, cwd=tmp_path)
        return done.returncode, done.stdout, done.stderr

    assert run("member", "list", "--json") == (0, "[]\n", "")
    status, out, err = run("member", "add", "王小明", "--mobile", "19900001234")
    assert (status, out) == (7, ""), err
    assert err == (f"{desk.path} cannot be written: the folder or the file is read-only. Put it where you may write.\n")


def test_a_new_file_forgets_what_an_older_one_has_left_beside_it(desk: Any) -> None:
    """The old head would speak of lost operations, the old log would be taken for the new file's."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    with opened(desk.path) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE setting SET value = 'other' WHERE key = 'organisation'")
        db.execute("COMMIT")
        log = desk.path.with_name("crm.db-wal").read_bytes()
    assert log
    desk.path.unlink()
    desk.path.with_name("crm.db-wal").write_bytes(log)
    desk.ok("init", "--pack", "clinic", "--open", "--operator", "李敏")
    checks = {check["check"]: check for check in desk.json("doctor")}
    assert {name: check["ok"] for name, check in checks.items() if not check["ok"]} == {}
    assert [person["name"] for person in desk.json("staff", "list")] == ["李敏"]


def test_init_never_goes_over_a_file(desk: Any) -> None:
    before = desk.path.read_bytes()
    error = desk.refused(5, "init", "--pack", "clinic", "--open")
    assert error["message"] == f"{desk.path} is there already and is left as it is. Choose another name with --db."
    assert desk.path.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of a process")
@pytest.mark.parametrize("room", [0, 4096, 20_000, 60_000])
def test_a_full_disk_stops_a_write_with_a_sentence_and_loses_nothing(desk: Any, tmp_path: Path, room: int) -> None:
    """A limit on the size of files stands for the disk; SQLite meets it within the write or at the commit."""
    import resource

    before = desk.json("operations")
    program = [sys.executable, "-m", "crmcli", "purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800"]
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    limit = (room, resource.RLIM_INFINITY)
    done = subprocess.run(
        program,
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit),
    )
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.startswith(("The disk under", f"{desk.path} cannot be written")), done.stderr
    assert len(desk.json("operations")) == len(before) + 1
    assert not [check for check in desk.json("doctor") if not check["ok"]]
    assert desk.json("purchase", "list") == []
