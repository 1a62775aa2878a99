"""A desk with two members and a backup of the first one only."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Kept(NamedTuple):
    """A desk that has gone on since its backup was taken."""

    desk: Any
    backup: Path


@pytest.fixture
def kept(desk: Any, tmp_path: Path) -> Kept:
    """M-00001 王小明 is in the backup (operation 2), M-00002 李小红 (operation 3) is not."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("backup", "copy.db")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    return Kept(desk, tmp_path / "copy.db")
