"""A clinic of one's own with duties as a test writes them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SHIPPED = Path(__file__).parents[3] / "data" / "packs"

Write = Callable[..., None]


@pytest.fixture
def duties() -> Write:
    """Writes the duties of the own pack, a dict each."""

    def write(*entries: dict[str, Any], pack: str = "own") -> None:
        from crmcli.storage.packcopy import own_packs

        lines: list[str] = []
        for entry in entries:
            lines += ["[[duties]]", *(f"{key} = {_toml(value)}" for key, value in entry.items()), ""]
        (own_packs() / pack / "duties.toml").write_text("\n".join(lines), "utf-8")

    return write


def _toml(value: Any) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'


@pytest.fixture
def begin(bare: Any, duties: Write) -> Callable[..., Any]:
    """A desk on a shipped pack under a name of its own, with these duties, begun on a day."""

    def begin(*entries: dict[str, Any], day: str = "2026-10-31", pack: str = "clinic") -> Any:
        from crmcli.storage.packcopy import own_packs

        shutil.copytree(SHIPPED / pack, own_packs() / "own")
        duties(*entries)
        bare.env(CRMCLI_TODAY=f"{day}T09:30")
        bare.ok("init", "--pack", "own", "--open", "--operator", "陈静")
        return bare

    return begin
