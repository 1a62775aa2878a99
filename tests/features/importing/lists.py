"""Lists as files, and what the file of a desk holds of them, for the tests of the import."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

#: Columns of a member that no list gives.
_GIVEN_BY_US = {"id", "standing", "recorded_on", "mobile_typed", "phone2_typed"}


def book(path: Path, *rows: Sequence[object]) -> Path:
    """A workbook of these rows, the head first; every text stays text, also "=1"."""
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = "会员"
    for row in rows:
        sheet.append(list(row))
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str) and not cell.value.startswith("#"):
                cell.data_type = "s"
    made.save(path)
    return path


def cells_of(path: Path) -> list[list[Any]]:
    """What stands in the first sheet of a workbook."""
    return [[cell.value for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]


def query(path: Path, sql: str) -> list[dict[str, Any]]:
    """Rows of a desk's file by column."""
    from crmcli.storage.engine import connect

    with closing(connect(path)) as db:
        found = db.execute(sql)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found]


def members(path: Path) -> dict[str, dict[str, Any]]:
    """The members by name, without what is empty and what the program adds by itself."""
    return {
        row["name"]: {
            key: value
            for key, value in row.items()
            if value is not None and key not in _GIVEN_BY_US and (key, value) != ("kind", "person")
        }
        for row in query(path, "SELECT * FROM member ORDER BY id")
    }


def entries(path: Path) -> list[tuple[Any, ...]]:
    """The ledger as (name, kind, day, 分, points)."""
    sql = (
        "SELECT m.name AS name, l.kind AS kind, on_day, amount_fen, points "
        "FROM ledger l JOIN member m ON m.id = l.member_id ORDER BY l.id"
    )
    return [tuple(row.values()) for row in query(path, sql)]


def counts(answer: dict[str, Any]) -> tuple[int, int, int, int]:
    """Rows created, updated, unchanged and rejected; together they are all that were read."""
    found = (answer["create"], answer["update"], answer["unchanged"], answer["rejected"])
    assert answer["read"] == sum(found)
    return found


def reasons(answer: dict[str, Any]) -> dict[int, list[str]]:
    """Why rows were rejected, by row of the sheet."""
    return {reject["row"]: reject["reasons"] for reject in answer["rejects"]}


def remarks(answer: dict[str, Any]) -> dict[int, list[str]]:
    """What was worth telling, by row of the sheet."""
    found: dict[int, list[str]] = {}
    for remark in answer["remarks"]:
        found.setdefault(remark["row"], []).append(remark["message"])
    return found
