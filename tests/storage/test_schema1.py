"""A file of the program's first schema, as that program wrote it: it opens, works, and its operations can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from olderfile import desk_of
from opened import opened

from crmcli.storage import verify
from crmcli.storage.schema import SCHEMA
from harness import Desk

#: A clinic with 陈静 and 李娜; operation 5 is a surgery of 王小明, 6 a call that was undone by 7.
DUMP = Path(__file__).with_name("schema1.sql")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(DUMP, 1, tmp_path, monkeypatch)


def test_it_opens_as_one_of_the_present_schema(old: Desk) -> None:
    assert [person["name"] for person in old.json("staff", "list")] == ["陈静", "李娜"]
    with opened(old.path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
        assert (verify.schema_faults(db), verify.trigger_faults(db), verify.fact_faults(db)) == ([], [], [])


def test_what_was_kept_is_what_the_program_would_keep_now(old: Desk) -> None:
    from crmcli.features.derived import derivation
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(old.path)))
    assert verify.derived_differences(session.db, derivation(session)) == {}
    session.close()


def test_its_calls_are_due(old: Desk) -> None:
    due = old.json("followup", "due", "--all", "--as", "陈静", "--today", "2026-11-01")
    assert [(line["name"], line["step"] or line["kind"], line["due_on"]) for line in due] == [
        ("王小明", "day-1", "2026-11-01"),
        ("王小明", "birthday", "2026-10-30"),
    ]


def test_its_operations_can_be_undone(old: Desk) -> None:
    assert old.json("undo", 5, "--as", "陈静", "--yes")["undone"] == 5
    assert old.json("purchase", "list", "--as", "陈静") == []
    assert old.json("redo", 5, "--as", "陈静", "--yes")["operation"] == 9
    assert [entry["amount"] for entry in old.json("purchase", "list", "--as", "陈静")] == ["19800.00"]


def test_new_work_stands_in_it(old: Desk) -> None:
    answer: dict[str, Any] = old.json("buy", "李小红", "--item", "激光祛斑", "--amount", "1280", "--as", "陈静")
    assert answer["operation"] == 8
    assert old.json("member", "show", "李小红")["standing"] == "member"
