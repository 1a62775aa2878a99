"""A clinic of one's own that is closed on weekends and moves its calls away from days off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS

SHIPPED = Path(__file__).parents[3] / "data" / "packs" / "clinic"
HOURS = 'hours = ["09:00-12:00", "13:30-18:00"]'


@pytest.fixture
def begin(bare: Any) -> Callable[[str], Any]:
    """Makes a desk whose pack differs from the clinic's in nothing but this line and hours; one member is there."""

    def begin(days_off: str) -> Any:
        from crmcli.storage.packcopy import own_packs

        folder = own_packs() / "closing"
        folder.mkdir(parents=True)
        for file in SHIPPED.glob("*.toml"):
            text = file.read_text("utf-8").replace("days_off_count = false", f"days_off_count = true\n{HOURS}")
            (folder / file.name).write_text(text.replace("days_off = []", days_off), "utf-8")
        bare.ok("init", "--pack", "closing", "--open", "--operator", "陈静")
        bare.ok("member", "add", "王小明", "--mobile", "19900001234")
        return bare

    return begin


@pytest.fixture
def closing(begin: Callable[[str], Any]) -> Any:
    """The same, closed on Saturdays and Sundays."""
    return begin('days_off = ["sat", "sun"]')


@pytest.fixture
def everything(dump: Any) -> Any:
    """Every row of every fact and derived table of a file."""
    return lambda path: dump(path, (*FACTS, *DERIVED))
