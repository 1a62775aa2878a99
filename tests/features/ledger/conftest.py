"""A desk whose entries are written straight into the ledger, one operation each, as its commands would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Row = tuple[str, dict[str, Any]]
DAY = "2026-10-31"


@pytest.fixture
def book() -> Callable[..., int]:
    """Writes rows of facts as one operation; gives its number. A row without an entry's columns is filled in."""

    def book(desk: Any, *rows: Row | Callable[[Any], None], on_day: str = DAY) -> int:
        from crmcli.session import Session
        from crmcli.storage.row import insert

        session = Session()
        try:
            with session.write("test") as operation:
                for row in rows:
                    if callable(row):
                        row(operation.db)
                        continue
                    table, values = row
                    filled = {"member_id": 1, "on_day": on_day} if table in ("ledger", "lot_use") else {}
                    insert(operation.db, table, {**filled, **values})
            assert operation.number is not None
            return operation.number
        finally:
            session.close()

    return book


@pytest.fixture
def two(desk: Any) -> Any:
    """M-00001 王小明 (operation 2) and M-00002 李小红 (operation 3)."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    return desk
