"""A desk with work done, and what the doctor says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Line = dict[str, Any]


@pytest.fixture
def worked(desk: Any) -> Any:
    """王小明 with a purchase and its calls, 李小红, a backup: operations 2 to 4."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "m1", "--item", "假体隆鼻", "--amount", "9800")
    desk.ok("member", "add", "李小红", "--mobile", "19900001235")
    desk.ok("backup")
    return desk


@pytest.fixture
def wrong(worked: Any) -> Callable[..., list[Line]]:
    """The lines of `doctor` that say something is wrong; its status has to fit, every line has its remedy."""

    def wrong(*words: str) -> list[Line]:
        result = worked("doctor", "--json", *words)
        lines: list[Line] = result.json
        assert result.err == ""
        found = [line for line in lines if not line["ok"]]
        assert result.status == (1 if found else 0)
        assert all(line["remedy"] for line in lines if line["level"] != "ok"), lines
        assert [line["ok"] for line in lines] == [line["level"] != "wrong" for line in lines]
        return found

    return wrong
