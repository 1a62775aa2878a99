"""Desks of clinics that count and keep tiers in other ways."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.place import data_dir
from harness import Desk

MakeDesk = Callable[..., Desk]


def write_policy(
    *, basis: str = "lifetime", counts: str = "consumption", every: str = "", fall: str = "step", name: str = "house"
) -> None:
    """The clinic's pack under another name, its tiers counted and kept as said: 白金卡 by 10 000, 尊享卡 by 30 000."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / name
    if not folder.exists():
        shutil.copytree(data_dir() / "packs" / "clinic", folder)
    tiers = (data_dir() / "packs" / "clinic" / "tiers.toml").read_text("utf-8")
    tiers = tiers.replace('basis = "lifetime"', f'basis = "{basis}"').replace(
        'counts = "consumption"', f'counts = "{counts}"'
    )
    if every:
        tiers = tiers.replace("[referral]", f'[policy.retention]\nevery = "{every}"\nfall = "{fall}"\n\n[referral]')
        tiers = tiers.replace("from = 20000\n", "from = 20000\nkeep = 10000\n")
        tiers = tiers.replace("from = 50000\n", "from = 50000\nkeep = 30000\n")
    (folder / "tiers.toml").write_text(tiers, "utf-8")


@pytest.fixture
def house(bare: Desk) -> MakeDesk:
    """Makes a clinic's new file under another policy; the operator is 陈静, 王小明 is M-00001."""

    def make(**policy: str) -> Desk:
        write_policy(**policy)
        bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
        bare.ok("member", "add", "王小明", "--mobile", "19900005678", "--joined-on", "2025-01-01")
        return bare

    return make


@pytest.fixture
def change_policy() -> Callable[..., None]:
    """Changes the pack of a file that is there already."""
    return write_policy


@pytest.fixture
def facts() -> Callable[[Path, str], list[dict[str, Any]]]:
    """The rows of a table as dicts, in order of id."""

    def facts(path: Path, table: str) -> list[dict[str, Any]]:
        from crmcli.storage.engine import connect

        db = connect(path)
        try:
            return [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY id")]
        finally:
            db.close()

    return facts
