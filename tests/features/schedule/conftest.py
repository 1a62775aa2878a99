"""A machine whose clock is the desk's."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def in_china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Eight hours ahead of Greenwich, without a table of time zones."""
    monkeypatch.setenv("TZ", "CST-8")
    monkeypatch.delenv("CRMCLI_PUSH", raising=False)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
