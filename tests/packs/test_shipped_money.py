"""What the shipped packs rule about money, and which of it no source gives."""

from __future__ import annotations

from fnmatch import fnmatchcase

import pytest

from crmcli.packs.load import load
from crmcli.packs.model import TierPolicy
from crmcli.packs.moneyrule import CardPolicy, Fee, Points

PACKS = ("clinic", "club")


@pytest.mark.parametrize("name", PACKS)
def test_rules_of_both(name: str) -> None:
    pack = load(name, None)
    assert pack.policy == TierPolicy("lifetime", "consumption")
    assert [tier.keep_fen for tier in pack.tiers] == [None, None, None]
    assert pack.points == Points("2y", 7)
    assert pack.card_rules == CardPolicy()  # the law's figures, written out
    about_money = {"points", "card", "tier", "fee"}
    assert {kind: notice.promotional for kind, notice in pack.notices.items() if kind in about_money} == {
        "points": False,
        "card": False,
        "tier": False,
        "fee": False,
    }


@pytest.mark.parametrize(
    ("name", "rewards"),
    [
        (
            "clinic",
            [
                ("100元返现金券", "voucher", 5000, 10000, "6mo", None),
                ("500元返现金券", "voucher", 22000, 50000, "6mo", None),
                ("防晒伞", "gift", 3000, None, None, 50),
            ],
        ),
        (
            "club",
            [
                ("50元返现金券", "voucher", 2500, 5000, "6mo", None),
                ("运动毛巾", "gift", 800, None, None, 100),
                ("羽毛球一筒", "gift", 2000, None, None, 30),
            ],
        ),
    ],
)
def test_rewards(name: str, rewards: list[tuple[object, ...]]) -> None:
    assert [tuple(reward)[1:] for reward in load(name, None).rewards] == rewards


def test_only_the_club_charges_a_fee_and_to_whom_it_names() -> None:
    assert load("clinic", None).fees == ()
    assert load("club", None).fees == (Fee("locker", "储物柜月租", 5000, "个", "month", "9d", ()),)


def test_the_clubs_session_cards_say_how_many_uses() -> None:
    club = load("club", None)
    cards = {item.name: (item.sessions, item.valid) for item in club.items if item.group == "单项卡"}
    assert cards == {
        "游泳20次卡": (20, "1y"),
        "游泳50次卡": (50, "1y"),
        "羽毛球20小时卡": (20, "1y"),
        "网球20小时卡": (20, "1y"),
        "乒乓球30小时卡": (30, "1y"),
        "瑜伽20次卡": (20, "1y"),
    }
    assert {item.sessions for item in club.items if item.group != "单项卡"} == {None}
    assert {item.sessions for item in load("clinic", None).items} == {None}


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("points", {"name": "陈女士", "points": "300", "day": "11月20日"}),
        ("card", {"name": "陈女士", "card": "游泳20次卡", "left": "6次", "day": "11月20日"}),
        ("tier", {"name": "陈女士", "tier": "银卡", "amount": "800.00", "day": "11月20日"}),
        ("fee", {"name": "陈女士", "amount": "50.00", "day": "11月20日"}),
    ],
)
def test_a_notice_says_everything_it_is_given(name: str, kind: str, facts: dict[str, str]) -> None:
    said = load(name, None).notices[kind].script.format(**facts)
    assert [word for word in facts.values() if word not in said] == []
    assert " " not in said
    assert "元元" not in said


@pytest.mark.parametrize("name", PACKS)
def test_a_notice_sells_nothing(name: str) -> None:
    selling = ("推荐", "活动", "优惠", "划算", "办一张", "续", "想改善", "想法", "需求")
    spoken = {kind: notice.script.partition("【")[0] for kind, notice in load(name, None).notices.items()}
    assert {kind: [word for word in selling if word in words] for kind, words in spoken.items()} == {
        kind: [] for kind in spoken
    }


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        (
            "clinic",
            "points.valid points.return_window rewards.voucher-100.points rewards.sunscreen.stock card.order "
            "notices.tier.ahead_days",
        ),
        (
            "club",
            "points.valid points.return_window rewards.towel.points rewards.towel.stock card.order "
            "notices.fee.ahead_days items.dx-01.sessions items.dx-01.valid fees.locker.price fees.locker.due",
        ),
    ],
)
def test_what_no_source_gives_is_marked_and_what_the_law_gives_is_not(name: str, keys: str) -> None:
    assumed = load(name, None).assumed
    assert [key for key in keys.split() if not any(fnmatchcase(key, one) for one in assumed)] == []
    law = ("card.named_limit", "card.unnamed_limit", "card.unnamed_valid", "card.register_from", "card.transfer_from")
    assert [key for key in law if any(fnmatchcase(key, one) for one in assumed)] == []
