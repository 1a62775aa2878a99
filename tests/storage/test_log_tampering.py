"""The chain catches an operation that was edited, removed or put in by another program, and so does the doctor."""

from __future__ import annotations

from typing import Any

import pytest
from opened import opened, spoil

from crmcli.storage import chain, verify


@pytest.fixture
def worked(desk: Any) -> Any:
    """Operations 2 to 6: two members, a purchase, an undo of it, a redo."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    desk.ok("undo")
    desk.ok("redo")
    return desk


def breaks(desk: Any) -> list[tuple[int, str]]:
    with opened(desk.path) as db:
        return [(found.operation, found.reason) for found in chain.breaks(db)]


def faults(desk: Any) -> list[str]:
    with opened(desk.path) as db:
        return [fault.message.format(**fault.facts) for fault in verify.chain_faults(db)]


def test_an_untouched_log_holds(worked: Any) -> None:
    assert breaks(worked) == []
    assert faults(worked) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "'2026-01-01T00:00:00+08:00'"),
        ("day", "'2026-01-01'"),
        ("command", "'member edit'"),
        ("kind", "'undo'"),
        ("staff_id", "2"),
        ("schema", "0"),
        ("link", "zeroblob(32)"),
        ("link", "NULL"),
        ("last_image", "last_image + 1"),
        ("first_image", "first_image - 1"),
    ],
)
def test_an_edited_operation_is_found(worked: Any, column: str, value: str) -> None:
    spoil(worked.path, f"UPDATE operation SET {column} = {value} WHERE id = 3")
    found = breaks(worked)
    assert found[0] == (3, "link")
    # the next one stands on its stored link
    assert [number for number, _reason in found] == ([3, 4] if column == "link" else [3])


def test_a_removed_operation_is_found(worked: Any) -> None:
    spoil(worked.path, "DELETE FROM operation WHERE id = 3")
    assert breaks(worked) == [(4, "link")]


def test_an_operation_removed_at_the_end_is_found(worked: Any) -> None:
    spoil(worked.path, "DELETE FROM operation WHERE id = 6", "DELETE FROM operation_undone WHERE undo_id = 6")
    assert breaks(worked) == []
    assert faults(worked) == [
        "operations 6 to 6 were taken out of the file",
        "7 rows of the log belong to no operation",
    ]


def test_an_operation_put_in_is_found(worked: Any) -> None:
    values = "'2026-10-31T09:30:00+08:00', '2026-10-31', 'member add', 'do', 1, 1"
    spoil(
        worked.path,
        f"INSERT INTO operation (at, day, command, kind, staff_id, schema, link) VALUES ({values}, zeroblob(32))",
    )
    assert breaks(worked) == [(7, "link")]


def test_what_an_undo_took_back_cannot_be_changed(worked: Any) -> None:
    spoil(worked.path, "UPDATE operation_undone SET undone_id = 3 WHERE undo_id = 5")
    assert breaks(worked) == [(5, "link")]


def first_image(desk: Any, number: int) -> int:
    with opened(desk.path) as db:
        found: int = db.execute("SELECT first_image FROM operation WHERE id = ?", (number,)).fetchone()[0]
        return found


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("after = replace(after, '王小明', '王大明')", "image"),
        ("before = '{}'", "image"),
        ("seal = CAST(randomblob(16) || substr(seal, 17) AS BLOB)", "image"),
        # as if it had been erased, with something else put in its place
        ("seal = CAST(zeroblob(16) || substr(seal, 17) AS BLOB), after = '{}'", "image"),
        ("seal = randomblob(48)", "link"),
        ("row_id = 2", "link"),
        ("table_name = 'staff'", "link"),
        ("action = 'update'", "link"),
    ],
)
def test_an_edited_image_is_found(worked: Any, change: str, reason: str) -> None:
    spoil(worked.path, f"UPDATE image SET {change} WHERE id = {first_image(worked, 2)}")
    assert breaks(worked) == [(2, reason)]


def test_a_removed_image_is_found(worked: Any) -> None:
    spoil(worked.path, f"DELETE FROM image WHERE id = {first_image(worked, 4)}")
    assert breaks(worked) == [(4, "link")]


def test_an_erased_image_keeps_the_chain_whole(worked: Any) -> None:
    """Its content and its random bytes are gone, its commitment stays."""
    erased = "before = NULL, after = NULL, seal = CAST(zeroblob(16) || substr(seal, 17) AS BLOB)"
    spoil(worked.path, f"UPDATE image SET {erased} WHERE id = {first_image(worked, 2)}")
    assert breaks(worked) == []


def test_the_access_log_is_chained_too(worked: Any) -> None:
    worked.ok("backup")
    worked.ok("backup")
    with opened(worked.path) as db:
        assert verify.access_faults(db) == []
    spoil(worked.path, "UPDATE access_log SET count = 2 WHERE id = 1")
    with opened(worked.path) as db:
        assert [fault.facts for fault in verify.access_faults(db)] == [{"number": 1}]


def test_a_forged_fact_is_not_what_the_log_says(worked: Any) -> None:
    spoil(worked.path, "UPDATE ledger SET amount_fen = 98000000 WHERE id = 1")
    with opened(worked.path) as db:
        assert [fault.facts for fault in verify.fact_faults(db)] == [{"table": "ledger", "row": 1}]
    assert breaks(worked) == []


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("DELETE FROM followup WHERE id = 3", {"table": "followup", "row": 3}),
        (
            "INSERT INTO setting (id, key, value) VALUES (9, 'mask', 'off')",
            {"table": "setting", "row": 9},
        ),
    ],
)
def test_a_row_taken_out_or_put_in_is_seen(worked: Any, statement: str, row: dict[str, Any]) -> None:
    spoil(worked.path, statement)
    with opened(worked.path) as db:
        assert [fault.facts for fault in verify.fact_faults(db)] == [row]
