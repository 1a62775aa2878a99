"""Tiers in a month's report where a window rolls or tiers are kept: what `member tier --on` says of each, added up."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from crmcli.place import data_dir
from harness import Desk

LADDER = ["silver", "platinum", "prestige"]
BOUGHT = [
    ("王小明", "30000", "2025-11-20"),
    ("王小明", "20000", "2026-05-01"),
    ("李娜", "20000", "2025-12-10"),
    ("李娜", "20000", "2026-11-05"),
    ("李娜", "1000", "2026-11-25"),
    ("张伟", "19999.99", "2026-11-02"),
    ("张伟", "0.01", "2026-11-02"),
    ("陈红", "50000", "2025-11-15"),
    ("陈红", "300", "2026-11-16"),
]
POLICIES = [("12mo", ""), ("12mo", "6mo"), ("lifetime", "6mo"), ("lifetime", "")]


def house(bare: Desk, basis: str, every: str) -> Desk:
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "house"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    tiers = (folder / "tiers.toml").read_text("utf-8").replace('basis = "lifetime"', f'basis = "{basis}"')
    if every:
        tiers = tiers.replace("[referral]", f'[policy.retention]\nevery = "{every}"\nfall = "step"\n\n[referral]')
        tiers = tiers.replace("from = 20000\n", "from = 20000\nkeep = 10000\n")
        tiers = tiers.replace("from = 50000\n", "from = 50000\nkeep = 30000\n")
    (folder / "tiers.toml").write_text(tiers, "utf-8")
    bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
    return bare


def tier_on(desk: Desk, name: str, day: str) -> str:
    return str(desk.json("member", "tier", name, "--on", day)["tier"])


@pytest.mark.parametrize(("basis", "every"), POLICIES)
def test_a_month_adds_up_what_is_told_of_each(bare: Desk, basis: str, every: str) -> None:
    desk = house(bare, basis, every)
    names = sorted({name for name, _amount, _day in BOUGHT} | {"赵六"})
    for place, name in enumerate(names):
        desk.ok("member", "add", name, "--mobile", f"1990000567{place}", "--joined-on", "2025-01-01")
    desk.env(CRMCLI_TODAY="2026-12-05T10:00")
    for name, amount, day in BOUGHT:
        desk.ok("purchase", "add", name, "--item", "其他", "--amount", amount, "--date", day)
    desk.env(CRMCLI_TODAY="2026-11-10T10:00")
    desk.ok("member", "upgrade", "赵六", "--to", "尊享卡", "--reason", "合作", "--until", "2026-11-20")
    desk.env(CRMCLI_TODAY="2026-12-05T10:00")

    report = desk.json("report", "monthly", "--month", "2026-11")
    held = Counter(tier_on(desk, name, "2026-11-30") for name in names)
    assert report["members"]["by_tier"] == {tier: held[tier] for tier in LADDER}
    moves: list[dict[str, Any]] = [
        move
        for name in names
        for move in desk.json("member", "tier", name, "--on", "2026-11-30")["history"]
        if move["on"] >= "2026-11-01"
    ]
    ups = sum(LADDER.index(move["to"]) > LADDER.index(move["from"]) for move in moves)
    assert (report["members"]["upgraded"], report["members"]["downgraded"]) == (ups, len(moves) - ups)
    assert ups >= 2
    assert len(moves) - ups >= 1
    # the tier of a purchase is what was held before it; on a day with another before it this is looked up by hand
    spent: Counter[str] = Counter()
    for name, amount, day in BOUGHT:
        if day.startswith("2026-11"):
            before = tier_on(desk, name, f"{day[:8]}{int(day[8:]) - 1:02d}") if amount != "0.01" else "silver"
            spent[before] += int(Decimal(amount) * 100)
    assert report["spend"]["by_tier"] == {tier: f"{spent[tier] / 100:.2f}" for tier in LADDER}
