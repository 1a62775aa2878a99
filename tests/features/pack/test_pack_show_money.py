"""`pack show` tells what a pack rules about money, to programs and to people."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from crmcli.place import data_dir


@pytest.fixture
def strict() -> Path:
    """The clinic's pack with a year's spend counted, tiers to be earned again, and a fee for every unit."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "strict"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    tiers = (folder / "tiers.toml").read_text("utf-8")
    tiers = tiers.replace('basis = "lifetime"', 'basis = "2y"').replace('"consumption"', '"payment"')
    tiers = tiers.replace("[referral]", '[policy.retention]\nevery = "1y"\nfall = "earned"\n\n[referral]')
    tiers = tiers.replace("from = 20000\n", "from = 20000\nkeep = 8000\n")
    tiers = tiers.replace("from = 50000\n", "from = 50000\nkeep = 20000.50\n")
    (folder / "tiers.toml").write_text(tiers, "utf-8")
    fee = (
        '[[fees]]\ncode = "property"\nname = "物业费"\nprice = 2.80\nunit = "平方米"\nevery = "month"\n'
        'due = "9d"\nkinds = ["unit", "organisation"]\n'
    )
    (folder / "fees.toml").write_text(fee, "utf-8")
    return folder


def test_the_rules_as_values(bare: Any, strict: Path) -> None:
    shown = bare.json("pack", "show", "strict")
    assert shown["policy"] == {"basis": "24mo", "counts": "payment", "retention": {"months": 12, "fall": "earned"}}
    assert [tier["keep"] for tier in shown["tiers"]] == [None, "8000.00", "20000.50"]
    assert shown["points"] == {"valid": "2y", "return_days": 7}
    assert shown["rewards"][0] == {
        "code": "voucher-100",
        "name": "100元返现金券",
        "kind": "voucher",
        "points": 5000,
        "amount": "100.00",
        "valid": "6mo",
        "stock": None,
    }
    assert shown["card"] == {
        "order": "principal-first",
        "named_limit": "5000.00",
        "unnamed_limit": "1000.00",
        "unnamed_valid": "3y",
        "register_from": "10000.00",
        "transfer_from": "50000.00",
    }
    assert shown["fees"] == [
        {
            "code": "property",
            "name": "物业费",
            "price": "2.80",
            "unit": "平方米",
            "every": "month",
            "due": "9d",
            "kinds": ["unit", "organisation"],
        }
    ]
    assert list(shown["notices"])[:4] == ["points", "card", "tier", "fee"]
    assert shown["notices"]["goods"]["wait_days"] == 7


def test_the_rules_in_words(bare: Any, strict: Path) -> None:
    text = bare.ok("pack", "show", "strict").out
    begin, end = text.index("Tiers"), text.index("Told beforehand")
    assert text[begin:end].splitlines() == [
        "Tiers",
        "  银卡    from 0.00",
        "  白金卡  from 20,000.00  kept by 8,000.00",
        "  尊享卡  from 50,000.00  kept by 20,000.50",
        "",
        "How tiers are counted",
        "  counted over        the last 24 months",
        "  what counts         money paid in",
        "  to be earned again  every 12 months, else down to the tier earned",
        "",
        "Points",
        "  kept for                 2y",
        "  locked after a purchase  7 days",
        "",
        "Rewards",
        "  100元返现金券  5,000 points  a voucher for 100.00  valid 6mo",
        "  500元返现金券  22,000 points  a voucher for 500.00  valid 6mo",
        "  防晒伞         3,000 points  a gift  50 pieces to begin with",
        "",
        "Prepaid cards",
        "  used first                      principal, then bonus",
        "  a named card at most            5,000.00",
        "  an unnamed card at most         1,000.00",
        "  an unnamed card valid at least  3y",
        "  buyer recorded by name from     10,000.00",
        "  paid through the bank from      50,000.00",
        "",
        "Fees",
        "  物业费  2.80 each 平方米  every month  due 9d after the period began  charged to every unit, organisation",
        "",
    ]


def test_session_cards_and_notices_of_the_club(bare: Any) -> None:
    shown = bare.json("pack", "show", "club")
    (swim,) = (item for item in shown["items"] if item["code"] == "dx-01")
    assert (swim["price"], swim["sessions"], swim["valid"]) == ("700.00", 20, "1y")
    lines = bare.ok("pack", "show", "club").out.splitlines()
    assert "  游泳20次卡        单项卡  700.00  20 uses  valid 1y" in lines
    told = [" ".join(line.split()) for line in lines]
    assert "points lapse 30 days before: 积分到期：告诉会员有多少、哪天到期、能兑什么 (呼出专员)" in told
    held = "goods held after 7 days, and again so long after each call"
    assert f"{held}: 存货领用：告诉会员东西给留着，约好哪天来取 (业务办理)" in told
