"""A desk with two members, whose operations may be taken back."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def two(desk: Any) -> Any:
    """M-00001 王小明 (operation 2) and M-00002 李小红 (operation 3)."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234", "--birthday", "1990-11-02")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    return desk
