"""The services played by a local server, and a desk with people to call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from robots import Robots

from harness import Desk


@pytest.fixture
def robots(monkeypatch: pytest.MonkeyPatch) -> Iterator[Robots]:
    """The services; between two tries only a moment passes."""
    for name in ("CRMCLI_PUSH", "http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("crmcli.features.push.send.MOMENT_SECONDS", 0.05)
    robots = Robots()
    yield robots
    robots.server.shutdown()
    robots.server.server_close()


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """Somebody after a surgery, a call of one's own whose purpose and note name people, a birthday, a promised time."""
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--birthday", "1990-11-02")
    desk.ok("member", "add", "欧阳娜娜", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "yesterday")
    desk.ok("followup", "add", "欧阳娜娜", "--due", "today", "--at", "15:30", "--purpose", "给李雷 19900009999 发报价")
    return desk


@pytest.fixture
def stamps(dump: Any) -> Callable[[Desk], list[tuple[Any, ...]]]:
    """The pushes noted: job, state, how many parts of how many."""

    def read(desk: Desk) -> list[tuple[Any, ...]]:
        rows = sorted(dump(desk.path, ("run_stamp",))["run_stamp"])
        return [(row[1], row[5], row[6].split()[0]) for row in rows if row[1].startswith("push:")]

    return read
