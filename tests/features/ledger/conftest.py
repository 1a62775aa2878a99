"""Desks for the ledger: entries written straight into it, and a house whose rules of money are quick to reach."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.place import data_dir
from harness import Desk

#: Tiers by hundreds, points that lapse in weeks.
TIERS = """
[policy]
basis = "lifetime"
counts = "consumption"

[referral]
introducer_points = 50
introduced_points = 30
from = 100

[[tiers]]
code = "plain"
name = "普通"
from = 0
points_per_yuan = 1

[[tiers]]
code = "gold"
name = "金卡"
from = 1000
points_per_yuan = 2
"""
POINTS = """
[points]
valid = "1mo"
return_window = "3d"

[[rewards]]
code = "voucher"
name = "返现券"
kind = "voucher"
points = 100
amount = 10
valid = "10d"

[[rewards]]
code = "cup"
name = "杯子"
kind = "gift"
points = 20
stock = 3
"""

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


@pytest.fixture
def quick(bare: Desk) -> Desk:
    """王小明 brought 赵六; 陈静 is at the desk."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "quick"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    (folder / "tiers.toml").write_text(TIERS, "utf-8")
    (folder / "points.toml").write_text(POINTS, "utf-8")
    # regular care names the tiers of the clinic
    (folder / "care.toml").unlink()
    bare.ok("init", "--pack", "quick", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    bare.ok("member", "add", "赵六", "--mobile", "19900005679", "--introduced-by", "王小明")
    return bare
