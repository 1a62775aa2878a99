"""A clinic that gives more points the higher the tier, and points for bringing somebody."""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from buying import Buy

from crmcli.place import data_dir
from crmcli.storage.packcopy import own_packs
from harness import Desk

REWARDS = """
[points]
valid = "1y"
return_window = "7d"

[[rewards]]
code = "voucher-50"
name = "50元返现金券"
kind = "voucher"
points = 100
amount = 50
valid = "6mo"

[[rewards]]
code = "towel"
name = "毛巾"
kind = "gift"
points = 40
stock = 3
"""
REFERRAL = """[referral]
introducer_points = 300
introduced_points = 200
from = 1000
"""


def write_pack(name: str = "house") -> None:
    """The clinic's pack: 1, 1.5 and 2 points a yuan, which live a year."""
    folder = own_packs() / name
    shutil.copytree(data_dir() / "packs" / "clinic", folder, dirs_exist_ok=True)
    (folder / "points.toml").write_text(REWARDS, "utf-8")
    tiers = (folder / "tiers.toml").read_text("utf-8")
    head, *rungs = tiers.split("[[tiers]]")
    head = head[: head.index("[referral]")] + REFERRAL
    head = head[head.index("[policy]") :]
    rates = [
        rung.replace("points_per_yuan = 1", f"points_per_yuan = {rate}")
        for rung, rate in zip(rungs, (1, "1.5", 2), strict=True)
    ]
    (folder / "tiers.toml").write_text("\n[[tiers]]".join([head, *rates]), "utf-8")


@pytest.fixture
def house(bare: Desk) -> Desk:
    """Its file, with M-00001 王小明 (operation 2)."""
    write_pack()
    bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    return bare


@pytest.fixture
def buy(house: Desk) -> Buy:
    """Records a purchase of 其他 and gives its answer; `on` is the day it is of and entered on."""

    def buy(amount: object, on: str | None = None, member: str = "m1", *more: object) -> dict[str, Any]:
        if on is not None:
            house.env(CRMCLI_TODAY=on)
        answer: dict[str, Any] = house.json("buy", member, "--item", "其他", "--amount", amount, "--note", "x", *more)
        return answer

    return buy
