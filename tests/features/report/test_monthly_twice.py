"""Every figure of `report monthly` counted a second way, in plain Python from what the commands of a month answered."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from features.report.shop import Count, Shop

from harness import Desk

NAMES = ("王小明", "钱小美", "孙大圣", "李四光", "周芷若", "吴用", "郑和", "冯程程", "陈圆圆", "褚时健")
ITEMS = ("激光祛斑", "假体隆鼻", "其他")
#: Days on which something happens: the year before, the month before, the month, and some days after it.
SPANS = (("2025-10-02", 12), ("2026-09-03", 16), ("2026-10-01", 31), ("2026-11-01", 5))
MONTHS = {"": ("2026-10-01", "2026-10-31"), "previous": ("2026-09-01", "2026-09-30")}
MONTHS["year_before"] = ("2025-10-01", "2025-10-31")
NOW = "2026-11-05T20:00"


def live(shop: Shop, seed: int) -> None:
    """Some months of a clinic, other ones for each seed."""
    chance = Random(seed)
    shop.desk.ok("staff", "add", "李娜", "--role", "回访专员")
    for begin, days in SPANS:
        for number in range(days):
            day = date.fromisoformat(begin) + timedelta(days=number)
            shop.on(f"{day}T10:00")
            busy: set[str] = set()
            for _turn in range(chance.randint(0, 3)):
                happen(shop, chance, busy)
    shop.on(NOW)


def happen(shop: Shop, chance: Random, busy: set[str]) -> None:
    """One thing; nobody has two a day, since the order within a day is another test's."""
    name = chance.choice(NAMES)
    if name in busy:
        return
    busy.add(name)
    mobile = f"1990000{NAMES.index(name):04}"
    if name not in shop.people:
        how = chance.choice(["member", "prospect", "asks", "deals"])
        known = [one for one in shop.people if shop.people[one]["joined"]]
        if how in ("asks", "deals"):
            shop.ask(name, mobile, chance.choice(["phone", "on-site"]), "激光祛斑", deal=how == "deals")
        else:
            by = chance.choice(known) if known and chance.random() < 0.6 else None
            shop.add(name, mobile, prospect=how == "prospect", by=by)
        return
    kind = chance.choice(["buy", "buy", "buy", "refund", "call", "call", "call", "upgrade", "register"])
    if kind == "buy":
        options = {"pay": "cash"} if chance.random() < 0.5 else {"by": "李娜"}
        shop.buy(name, chance.choice(ITEMS), chance.choice([300, 2_500, 9_999, 10_000, 20_000]), note="面膜", **options)
    elif kind == "refund":
        bought = [one for one in shop.ledger if one["name"] == name and one["kind"] == "purchase"]
        left = [one for one in bought if "back" not in one]
        if left:
            entry = chance.choice(left)
            entry["back"] = True
            shop.refund(entry["id"], int(entry["amount"]) // chance.choice([1, 2, 3]))
    elif kind == "call":
        shop.done(name, chance.choice(["reached", "reached", "no-answer", "refused"]))
    elif kind == "upgrade" and shop.people[name]["joined"]:
        until = (date.fromisoformat(shop.day) + timedelta(days=chance.randint(1, 20))).isoformat()
        shop.upgrade(name, chance.choice(["platinum", "prestige"]), until if chance.random() < 0.8 else None)
    elif kind == "register":
        open_ones = [key for key, one in shop.promotions.items() if one["from"] <= shop.day <= one["to"]]
        if not open_ones:
            shop.promote(f"活动{shop.day}", shop.day, (date.fromisoformat(shop.day) + timedelta(days=9)).isoformat())
        else:
            shop.register(open_ones[0], name, chance.choice([500, 3_000]))


def reduced(figures: dict[str, Any]) -> dict[str, Any]:
    """A month's answer with its lists as mappings, to be compared with the count."""
    spend, calls = figures["spend"], figures["followups"]
    rates = ("due", "done", "in_time", "completion_rate", "in_time_rate")
    return {
        "members": figures["members"],
        "spend": spend
        | {
            "by_item": {one["item"]: (one["amount"], one["purchases"]) for one in spend["by_item"]},
            "by_person": {one["name"]: one["amount"] for one in spend["by_person"]},
        },
        "followups": {key: value for key, value in calls.items() if key != "by_step"}
        | {"by_owner": {one["name"]: {key: one[key] for key in rates} for one in calls["by_owner"] if one["due"]}},
        "inquiries": figures["inquiries"],
        "promotions": {one["name"]: (one["entries"], one["amount"]) for one in figures["promotions"]},
        "referrals": figures["referrals"],
    }


@pytest.mark.parametrize("seed", range(6))
def test_the_month_the_month_before_and_the_year_before_agree_with_the_count(bare: Desk, seed: int) -> None:
    shop = Shop(bare)
    live(shop, seed)
    answer = bare.json("report", "monthly", "--month", "2026-10")
    for key, (first, last) in MONTHS.items():
        count = Count(shop, first, last, NOW)
        told = reduced(answer[key] if key else answer)
        assert told == {section: getattr(count, section)() for section in told}, key or "month"


@pytest.mark.parametrize("seed", range(6, 9))
def test_the_parts_sum_to_their_whole(bare: Desk, seed: int) -> None:
    from decimal import Decimal

    live(Shop(bare), seed)
    for month in ("2026-10", "2026-09"):
        answer = bare.json("report", "monthly", "--month", month)
        spend, calls, asked = answer["spend"], answer["followups"], answer["inquiries"]
        whole = Decimal(spend["amount"])
        assert sum(map(Decimal, spend["by_tier"].values())) == whole
        assert sum(Decimal(one["amount"]) for one in spend["by_item"]) == whole
        assert sum(Decimal(one["amount"]) for one in spend["by_person"]) == whole
        assert sum(answer["members"]["by_tier"].values()) == answer["members"]["total"]
        for part in ("by_owner", "by_step"):
            for key in ("due", "done", "in_time"):
                assert sum(one[key] for one in calls[part]) == calls[key]
        assert sum(one["attempts"] for one in calls["by_owner"]) == calls["attempts"]
        assert sum(asked["by_channel"].values()) == asked["count"]
