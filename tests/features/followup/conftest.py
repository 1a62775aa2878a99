"""A desk with a member to whom one of each kind of follow-up is due on 2026-10-31."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS

BIRTHDAY = "birthday:M-00001:2026"


@pytest.fixture
def called(desk: Any) -> Any:
    """M-00001 王小明: 1 promotion for 20 November, 2 a call of one's own, 3 to 8 the steps after a surgery
    of the day before, and a birthday on 2 November; 2, 3 and the birthday are due.
    """
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--birthday", "1990-11-02")
    desk.ok("followup", "add", "王小明", "--due", "11-20", "--purpose", "周年庆邀请", "--promotional")
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "问停车票开了没有")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    return desk


@pytest.fixture
def hire() -> Callable[[Any, str, str], None]:
    """Puts another person on the staff; from then on a write needs --as or CRMCLI_AS."""

    def hire(desk: Any, name: str, role: str) -> None:
        from crmcli.features.staff.store import add_person
        from crmcli.session import Session
        from crmcli.ui.options import Shared

        session = Session(Shared(db=str(desk.path), operator="陈静"))
        with session.write("staff add") as operation:
            add_person(operation.db, name, role, None, "2026-10-01")
        session.close()

    return hire


@pytest.fixture
def everything(dump: Any) -> Callable[[Path], Any]:
    """Every row of every fact and derived table of a file."""
    return lambda path: dump(path, (*FACTS, *DERIVED))


@pytest.fixture
def facts(dump: Any) -> Callable[..., list[dict[str, Any]]]:
    """The rows of a table as dicts, in order of id; only some columns where they are named."""

    def facts(path: Path, table: str, *columns: str) -> list[dict[str, Any]]:
        from crmcli.storage.engine import connect

        db = connect(path)
        try:
            return [dict(row) for row in db.execute(f"SELECT {', '.join(columns) or '*'} FROM {table} ORDER BY id")]
        finally:
            db.close()

    return facts
