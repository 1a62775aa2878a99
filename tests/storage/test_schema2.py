"""A file of the program's second schema, as that program wrote it: it opens, works, can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from olderfile import desk_of
from opened import opened

from crmcli.storage import verify
from crmcli.storage.schema import SCHEMA
from harness import Desk

#: A clinic with 陈静 and 李娜: operation 3 an import with points and a card balance, 5 and 6 purchases, 7 a refund,
#: 8 an inquiry, 9 a complaint, 10 a promotion.
DUMP = Path(__file__).with_name("schema2.sql")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return desk_of(DUMP, 2, tmp_path, monkeypatch)


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


def test_its_sums_are_what_they_were(old: Desk) -> None:
    found = old.json("member", "list", "--as", "陈静", "--sort", "no")
    assert [(one["name"], one["tier"], one["spend"], one["points"]) for one in found] == [
        ("王小明", "platinum", "24800.00", 120),
        ("赵六", "prestige", "52000.00", 0),
        ("周涛", "silver", "1000.00", 0),
        ("钱七", None, "0.00", 0),
    ]
    assert old.json("member", "show", "王小明", "--as", "陈静")["balance"] == "300.00"


def test_its_operations_can_be_undone(old: Desk) -> None:
    for number in (7, 6, 5, 3):
        assert old.json("undo", number, "--as", "陈静", "--yes", "--with-later")["undone"] == number
    assert [one["name"] for one in old.json("member", "list", "--as", "陈静")] == ["钱七"]
