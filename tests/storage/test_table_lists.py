"""Every table is a fact, derived or of the log; every fact is noted; every derived row is what its facts make."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from opened import opened

from crmcli.features import derived
from crmcli.place import data_dir
from crmcli.storage import verify
from crmcli.storage.migration import STEPS as MIGRATIONS
from crmcli.storage.migration import statements
from crmcli.storage.schema import CHANGED_IN, DERIVED, FACTS, LOG, MEMBER_COLUMN, SCHEMA
from crmcli.storage.trigger import make_triggers

#: Of sqlite-utils, which notes its steps there.
STEPS = {"_sqlite_migrations"}
EVENTS = ("insert", "update", "delete")


def tables(db: Any) -> set[str]:
    return {
        row[0]
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not row[0].startswith("sqlite_")
    }


def test_every_table_of_a_file_is_in_exactly_one_list(desk: Any) -> None:
    listed = [*FACTS, *DERIVED, *LOG]
    assert len(listed) == len(set(listed))
    with opened(desk.path) as db:
        assert tables(db) == set(listed) | STEPS


def test_a_table_in_no_list_would_be_seen(desk: Any) -> None:
    with opened(desk.path) as db:
        db.execute("CREATE TABLE forgotten (id INTEGER PRIMARY KEY) STRICT")
        assert tables(db) - {*FACTS, *DERIVED, *LOG} - STEPS == {"forgotten"}


def test_every_fact_table_has_its_three_triggers_and_no_other_table_any(desk: Any) -> None:
    wanted = {f"{table}_{event}_image": table for table in FACTS for event in EVENTS}
    with opened(desk.path) as db:
        found = {
            row["name"]: row["tbl_name"]
            for row in db.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        }
        assert found == wanted
        assert verify.trigger_faults(db) == []


def test_a_lost_trigger_comes_back_with_the_next_migration(desk: Any) -> None:
    with opened(desk.path) as db:
        db.execute("DROP TRIGGER member_update_image")
        assert [fault.facts for fault in verify.trigger_faults(db)] == [{"name": "member_update_image"}]
        make_triggers(db)
        assert verify.trigger_faults(db) == []


def test_an_update_notes_the_changed_columns_an_insert_and_a_delete_the_row(desk: Any) -> None:
    with opened(desk.path) as db:
        db.execute("INSERT INTO setting (key, value) VALUES ('area-code', '010')")
        db.execute("UPDATE setting SET value = '0513', key = key WHERE key = 'area-code'")
        db.execute("UPDATE setting SET value = '0513' WHERE key = 'area-code'")
        db.execute("DELETE FROM setting WHERE key = 'area-code'")
        found = db.execute("SELECT action, before, after FROM image ORDER BY id DESC LIMIT 3").fetchall()[::-1]
    assert [tuple(row) for row in found] == [
        ("insert", None, '{"id":4,"key":"area-code","value":"010"}'),
        ("update", '{"value":"010"}', '{"value":"0513"}'),
        ("delete", '{"id":4,"key":"area-code","value":"0513"}', None),
    ]


def test_without_the_seal_no_fact_takes_a_change(desk: Any) -> None:
    """Another program cannot change a fact by the way: the trigger fails."""
    from crmcli.storage import engine

    db = engine.connect(desk.path)
    with pytest.raises(engine.load_engine().OperationalError, match="no such function: seal"):
        db.execute("UPDATE setting SET value = 'x'")
    db.close()


def test_every_fact_of_a_member_is_known_by_its_column(desk: Any) -> None:
    """A table that points at a member and is not listed would leave its derived rows old."""
    with opened(desk.path) as db:
        of_members = {
            table
            for table in FACTS
            for column in db.execute(f"PRAGMA table_info({table})")
            if column["name"] == "member_id"
        }
    assert set(MEMBER_COLUMN) == of_members | {"member"}


def test_every_fact_table_says_since_which_schema_it_has_its_shape() -> None:
    assert set(CHANGED_IN) == set(FACTS)
    assert all(1 <= number <= SCHEMA for number in CHANGED_IN.values())


def test_money_and_keys_are_as_the_house_wants_them() -> None:
    """STRICT everywhere, numbers never given again, money as whole 分."""
    tables = [part for _name, sql in MIGRATIONS for part in statements(sql) if "CREATE TABLE" in part]
    assert len(tables) == len([*FACTS, *DERIVED, *LOG])
    for statement in tables:
        assert re.search(r"\) STRICT(, WITHOUT ROWID)?$", statement.strip()), statement
        assert not re.search(r"\b(REAL|ANY)\b", statement), statement
    for table in FACTS:
        body = next(part for part in tables if f"CREATE TABLE {table} (" in part)
        assert "id INTEGER PRIMARY KEY AUTOINCREMENT" in body
        assert all("_fen INTEGER" in line for line in body.splitlines() if "_fen" in line)


@pytest.fixture
def club(bare: Any) -> Any:
    """A sports club whose tiers are counted over the last twelve months, so that something lies ahead of a tier."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "house"
    shutil.copytree(data_dir() / "packs" / "club", folder)
    tiers = (folder / "tiers.toml").read_text("utf-8")
    (folder / "tiers.toml").write_text(tiers.replace('basis = "lifetime"', 'basis = "12mo"'), "utf-8")
    bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
    return bare


def test_every_derived_table_is_made_by_a_derivation(club: Any) -> None:
    """Emptied of a member's rows, the derivations make every one again."""
    desk = club
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "m1", "--item", "健身年卡", "--amount", "9800")
    desk.ok("card", "open", "m1", "--kind", "stored", "--amount", "300")
    desk.ok("fee", "assign", "m1", "储物柜")
    desk.ok("fee", "raise", "--period", "2026-10")
    desk.ok("followup", "add", "m1", "--due", "+3d", "--purpose", "回电")
    desk.ok("complaint", "log", "m1", "--matter", "疼痛", "--summary", "还是疼")
    desk.ok("complaint", "log", "--name", "周九", "--phone", "19900000081", "--matter", "排队", "--summary", "久")
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    with opened(desk.path) as db:
        kept = {table: [tuple(row) for row in db.execute(f"SELECT * FROM {table}")] for table in DERIVED}
        assert all(kept.values())
        for table in DERIVED:
            db.execute(f"DELETE FROM {table}")
        assert verify.derived_differences(db, derived.derivation(session)) == {
            table: len(rows) for table, rows in kept.items()
        }
    session.close()


BEGINS = re.compile(r'execute\(\s*f?"(?:BEGIN|COMMIT|END)|\.commit\(|\.atomic\(|isolation_level')
#: Beside the one write: the access log, what a repair does, the steps of a migration, and a snapshot that only reads.
MAY = {
    "write.py": {"begin", "write", "aside"},
    "repair.py": {"remake_triggers"},
    "migration.py": {"migrate"},
    "backup.py": {"snapshot", "open_still"},
    "engine.py": {"connect"},
    "verify.py": {"_model"},
}


def test_nothing_but_the_one_write_begins_or_commits() -> None:
    import ast

    package = Path(verify.__file__).parents[1]
    found: dict[str, set[str]] = {}
    for path in package.rglob("*.py"):
        text = path.read_text("utf-8")
        if not BEGINS.search(text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and BEGINS.search(ast.get_source_segment(text, node) or ""):
                name = path.name if path.parent.name == "storage" else str(path.relative_to(package))
                found.setdefault(name, set()).add(node.name)
    assert found == MAY
