"""A clinic with somebody on the phone team, a way to ask there, and the same clinic closed on weekends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

SHIPPED = Path(__file__).parents[3] / "data" / "packs" / "clinic"
WANG = ("--name", "王小明", "--phone", "19900005678")


@pytest.fixture
def team(desk: Desk) -> Desk:
    """The operator is 陈静; 周婷 does the phone team's calls, nobody the supervisor's."""
    desk.ok("staff", "add", "周婷", "--role", "网电咨询员")
    desk.env(CRMCLI_AS="陈静")
    return desk


@pytest.fixture
def closing(bare: Desk) -> Desk:
    """A clinic closed on Saturdays and Sundays whose plans move away from days off."""
    from crmcli.storage.packcopy import own_packs

    folder = own_packs() / "closing"
    folder.mkdir(parents=True)
    for file in SHIPPED.glob("*.toml"):
        text = file.read_text("utf-8").replace("days_off_count = false", "days_off_count = true")
        (folder / file.name).write_text(text.replace("days_off = []", 'days_off = ["sat", "sun"]'), "utf-8")
    bare.ok("init", "--pack", "closing", "--open", "--operator", "陈静")
    return bare


@pytest.fixture
def ask() -> Callable[..., Any]:
    """One phone inquiry of 王小明 about 激光祛斑, with what is said differently; gives the answer."""

    def ask(desk: Desk, *words: object, who: tuple[str, ...] = WANG) -> Any:
        usual = {"--channel": "phone", "--item": "激光祛斑"}
        missing = [word for option, value in usual.items() if option not in words for word in (option, value)]
        return desk.json("inquiry", "log", *who, *missing, *words)

    return ask


@pytest.fixture
def everything(dump: Any) -> Any:
    """Every row of every fact and derived table of a file."""
    return lambda path: dump(path, (*FACTS, *DERIVED))
