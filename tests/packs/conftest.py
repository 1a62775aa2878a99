"""A small pack of an invented trade, to be changed in one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

TEAHOUSE = (Path(__file__).parent / "teahouse.toml").read_text(encoding="utf-8")

MONEY = (Path(__file__).parent / "teahouse_money.toml").read_text(encoding="utf-8")

Write = Callable[..., Path]


@pytest.fixture
def write_pack(tmp_path: Path) -> Write:
    """Writes the teahouse's pack with one passage changed; gives its folder."""

    def write(old: str = "", new: str = "", name: str = "tea") -> Path:
        assert old in TEAHOUSE
        folder = tmp_path / name
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text(TEAHOUSE.replace(old, new, 1), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def write_money(write_pack: Write) -> Write:
    """Writes the teahouse's pack with its rules about money, one passage of those changed; gives its folder."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in MONEY
        folder = write_pack()
        (folder / "money.toml").write_text(MONEY.replace(old, new, 1), encoding="utf-8")
        return folder

    return write
