"""A file of the program's third schema, as that program wrote it: it opens, works, can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from olderfile import desk_of
from opened import opened

from crmcli.storage import verify
from crmcli.storage.schema import SCHEMA
from harness import Desk

#: A clinic with 陈静, 李娜 and 张敏. Operations 4 and 5 two members, the first of them 李娜's; 6 a treatment, 7 its
#: first call, 8 a card, 9 a use of it, 10 a complaint, 11 an inquiry, 12 a call planned by hand.
DUMP = Path(__file__).with_name("schema3.sql")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(DUMP, 3, tmp_path, monkeypatch)


def test_it_opens_as_one_of_the_present_schema(old: Desk) -> None:
    assert [person["name"] for person in old.json("staff", "list")] == ["陈静", "李娜", "张敏"]
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
    found = old.json("followup", "due", "--as", "陈静", "--kind", "treatment", "--date", "2026-11-24")
    assert [(one["id"], one["name"], one["assigned_to"], one["days_late"]) for one in found] == [
        ("4", "王小明", "李娜", 15)
    ]


def test_its_operations_can_be_undone(old: Desk) -> None:
    for number in (12, 11, 10, 9, 8, 7, 6, 5, 4):
        assert old.json("undo", number, "--as", "陈静", "--yes", "--with-later")["undone"] == number
    assert old.json("member", "list", "--as", "陈静") == []
