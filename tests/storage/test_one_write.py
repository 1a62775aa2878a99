"""The one write: all or nothing, waiting for others, busy after a while, the head behind it."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from opened import opened

from crmcli.session import Session
from crmcli.storage.head import Head, last_head, read_head, write_head
from crmcli.storage.schema import DERIVED, FACTS, LOG
from crmcli.ui.options import Shared

EVERYTHING = (*FACTS, *DERIVED, *LOG)


@pytest.fixture
def session(desk: Any) -> Any:
    run = Session(Shared(db=str(desk.path)))
    yield run
    run.close()


def test_a_write_that_fails_leaves_nothing(desk: Any, session: Session, dump: Any) -> None:
    before, head = dump(desk.path, EVERYTHING), read_head(desk.path)

    def fail() -> None:
        with session.write("trial") as operation:
            operation.db.execute("INSERT INTO store (name) VALUES ('分店')")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert dump(desk.path, EVERYTHING) == before
    assert read_head(desk.path) == head


def test_a_derivation_that_fails_takes_the_change_with_it(
    desk: Any, session: Session, dump: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crmcli.features import derived

    def fail(db: Any, pack: Any) -> None:
        raise ZeroDivisionError

    before = dump(desk.path, EVERYTHING)
    monkeypatch.setattr(derived, "DERIVATIONS", (*derived.DERIVATIONS, fail))
    with pytest.raises(ZeroDivisionError), session.write("trial") as operation:
        operation.db.execute("INSERT INTO store (name) VALUES ('分店')")
    assert dump(desk.path, EVERYTHING) == before


def test_a_write_that_changes_nothing_is_no_operation(desk: Any, session: Session, dump: Any) -> None:
    before = dump(desk.path, (*EVERYTHING, "sqlite_sequence"))
    with session.write("trial") as operation:
        operation.db.execute("UPDATE setting SET value = value")
    assert (operation.number, operation.rows) == (None, 0)
    assert dump(desk.path, (*EVERYTHING, "sqlite_sequence")) == before


def test_what_a_write_leaves(desk: Any, session: Session) -> None:
    (before,) = desk.json("operations")
    with session.write("trial") as operation:
        operation.db.execute("INSERT INTO store (name) VALUES ('分店')")
        operation.db.execute("UPDATE setting SET value = '医院' WHERE key = 'organisation'")
    assert (operation.number, operation.rows) == (2, 2)
    with opened(desk.path) as db:
        row = dict(db.execute("SELECT * FROM operation WHERE id = 2").fetchone())
        last = last_head(db)
    assert {key: row[key] for key in ("command", "kind", "day", "staff_id", "first_image", "last_image")} == {
        "command": "trial",
        "kind": "do",
        "day": "2026-10-31",
        "staff_id": 1,
        "first_image": before["rows"] + 1,
        "last_image": before["rows"] + 2,
    }
    assert read_head(desk.path) == last == Head(2, row["link"])


def test_while_another_holds_the_file_it_is_busy_with_a_sentence(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmcli.storage.write.PATIENCE_SECONDS", 1.0)
    with opened(desk.path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert desk.json("member", "list") == []
        for words in (["member", "add", "王小明", "--mobile", "19900001234"], ["config", "set", "mask", "off"]):
            assert desk.refused(8, *words) == {
                "kind": "busy",
                "message": "Another program has been writing to the file for 1 s; try again in a moment.",
            }
        other.execute("ROLLBACK")
    assert desk.json("member", "add", "王小明", "--mobile", "19900001234")["operation"] == 2


def test_undo_is_busy_too(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    monkeypatch.setattr("crmcli.storage.write.PATIENCE_SECONDS", 0.2)
    with opened(desk.path) as other:
        other.execute("BEGIN IMMEDIATE")
        assert desk.refused(8, "undo")["kind"] == "busy"
        other.execute("ROLLBACK")
    assert desk.json("undo")["undone"] == 2


def test_a_file_held_alone_is_busy_for_readers_too(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmcli.storage.engine.READ_WAIT_MS", 100)
    with opened(desk.path) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        assert desk.refused(8, "member", "list")["message"] == (
            f"{desk.path} is in use by another program; try again in a moment."
        )
        other.execute("ROLLBACK")


def test_a_write_waits_for_the_one_before_it(desk: Any) -> None:
    def hold() -> None:
        with opened(desk.path) as other:
            other.execute("BEGIN IMMEDIATE")
            taken.set()
            time.sleep(0.3)
            other.execute("COMMIT")

    taken = threading.Event()
    other = threading.Thread(target=hold)
    other.start()
    taken.wait()
    assert desk.json("member", "add", "王小明", "--mobile", "19900001234")["operation"] == 2
    other.join()


def test_a_head_never_goes_back(desk: Any) -> None:
    write_head(desk.path, Head(9, bytes(32)))
    write_head(desk.path, Head(8, bytes(32)))
    assert read_head(desk.path) == Head(9, bytes(32))


def test_a_head_that_cannot_be_written_does_not_stop_the_work(desk: Any) -> None:
    head = desk.path.with_name("crm.db-head")
    head.unlink()
    head.mkdir()
    assert desk.json("member", "add", "王小明", "--mobile", "19900001234")["operation"] == 2
    assert [path.name for path in head.parent.glob("crm.db-head.*")] == []


@pytest.mark.parametrize("text", ["", "x", "1", "1 zz", "1 00 2", "一 00"])
def test_a_head_of_nonsense_is_as_if_there_were_none(desk: Any, text: str) -> None:
    desk.path.with_name("crm.db-head").write_text(text, "utf-8")
    assert read_head(desk.path) is None


def test_derived_rows_follow_whatever_touches_a_member(desk: Any, session: Session) -> None:
    """Also a row that leaves a member, and one that is deleted: both members are recomputed."""
    for tail in (1, 2):
        desk.ok("member", "add", f"客人{'甲乙'[tail - 1]}", "--mobile", f"1990000000{tail}")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "20000", "--treatment", "none")

    def spend() -> list[str]:
        return [row["spend"] for row in desk.json("member", "list", "--sort", "no")]

    assert spend() == ["20000.00", "0.00"]
    with session.write("trial") as operation:
        operation.db.execute("UPDATE ledger SET member_id = 2 WHERE id = 1")
    assert spend() == ["0.00", "20000.00"]
    with session.write("trial") as operation:
        operation.db.execute("DELETE FROM ledger WHERE id = 1")
    assert spend() == ["0.00", "0.00"]
    desk.ok("undo")
    desk.ok("undo")
    assert spend() == ["20000.00", "0.00"]


def test_a_connection_learns_the_seal_once(desk: Any) -> None:
    """Defined again, every statement of the connection would be prepared anew: half of the time of a write."""
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    learned: list[str] = []
    define = session.db.create_function
    session.db.create_function = lambda name, *rest: (learned.append(name), define(name, *rest))[1]  # type: ignore[method-assign]
    for value in ("one", "two"):
        with session.write("config set") as operation:
            operation.db.execute("UPDATE setting SET value = ? WHERE key = 'organisation'", (value,))
    session.close()
    assert learned == ["seal"]
