"""A house whose rules of money are quick to reach: tiers by hundreds, points that lapse in weeks."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from crmcli.place import data_dir
from harness import Desk

TIERS = """
[policy]
basis = "lifetime"
counts = "consumption"

[referral]
introducer_points = 50
introduced_points = 30
from = 100

[[tiers]]
code = "plain"
name = "普通"
from = 0
points_per_yuan = 1

[[tiers]]
code = "gold"
name = "金卡"
from = 1000
points_per_yuan = 2
"""
POINTS = """
[points]
valid = "1mo"
return_window = "3d"

[[rewards]]
code = "voucher"
name = "返现券"
kind = "voucher"
points = 100
amount = 10
valid = "10d"

[[rewards]]
code = "cup"
name = "杯子"
kind = "gift"
points = 20
stock = 3
"""


@pytest.fixture
def quick(bare: Desk) -> Desk:
    """王小明 brought 赵六; 陈静 is at the desk."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "quick"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    (folder / "tiers.toml").write_text(TIERS, "utf-8")
    (folder / "points.toml").write_text(POINTS, "utf-8")
    bare.ok("init", "--pack", "quick", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900005678")
    bare.ok("member", "add", "赵六", "--mobile", "19900005679", "--introduced-by", "王小明")
    return bare
