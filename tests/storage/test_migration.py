"""Bringing a file to the present schema: whole or not at all, and what an older operation may still undo."""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened

from crmcli.storage import migration, verify
from crmcli.storage.schema import APPLICATION_ID, CHANGED_IN, FACTS, SCHEMA


def test_what_a_new_file_is_marked_with(desk: Any) -> None:
    with opened(desk.path) as db:
        marks = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in MARKS}
    assert marks == MARKS


MARKS = {"application_id": APPLICATION_ID, "user_version": SCHEMA, "journal_mode": "wal", "foreign_keys": 1}


def test_every_connection_waits_for_the_disk(desk: Any) -> None:
    """synchronous = FULL (2): NORMAL lost acknowledged work in simulated power cuts."""
    with opened(desk.path) as db:
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_again_changes_nothing_but_makes_the_triggers_anew(desk: Any, dump: Any) -> None:
    before = dump(desk.path, FACTS)
    with opened(desk.path) as db:
        db.execute("DROP TRIGGER staff_delete_image")
        migration.migrate(db)
        assert verify.trigger_faults(db) == []
        assert verify.schema_faults(db) == []
    assert dump(desk.path, FACTS) == before


def test_a_file_of_an_older_schema_is_brought_up_when_it_is_opened(desk: Any) -> None:
    with opened(desk.path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA - 1}")
        db.execute("DROP TRIGGER staff_delete_image")
    assert desk.json("member", "list") == []
    with opened(desk.path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        assert verify.trigger_faults(db) == []


def test_an_operation_of_a_table_that_has_changed_since_cannot_be_undone(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    monkeypatch.setitem(CHANGED_IN, "member", SCHEMA + 1)
    for number in (2, 3):
        assert desk.refused(5, "undo", number)["message"] == (
            f"Operation {number} cannot be undone: the program has changed how it keeps member since then."
        )
    desk.ok("config", "set", "mask", "off")
    assert desk.json("undo")["undone"] == 4
