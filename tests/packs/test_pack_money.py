"""What a pack rules about money: read exactly, and kept whole in the file's copy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.packs.check import read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.load import load
from crmcli.packs.model import Item, Tier, TierPolicy
from crmcli.packs.moneyrule import CardPolicy, Fee, Notice, Points, Retention, Reward

BASIS = 'basis = "lifetime"'
COUNTS = 'counts = "consumption"\n'
RETAINED = COUNTS + '[policy.retention]\nevery = "1y"\nfall = "step"\n'
KEPT = 'name = "熟客"\nkeep = 500\n'
LESSON = 'group = "课", price = "1280.50"'

Write = Callable[..., Path]


def test_rules_are_read_exactly(write_money: Write) -> None:
    pack = read(write_money("", ""))
    assert pack.points == Points("2y", 7)
    assert pack.card_rules == CardPolicy("bonus-first", 300000, 50050, "4y", 800000, 2000000)
    assert pack.rewards == (
        Reward("voucher", "茶券", "voucher", 300, 3000, "6mo", None),
        Reward("cup", "茶杯", "gift", 1, None, None, 0),
    )
    assert pack.fees == (Fee("shelf", "存茶费", 1250, "格", "quarter", "1mo", ("unit", "person")),)
    assert pack.notices == {
        "points": Notice(30, "积分", "{name}，{points}分{day}到期", "waiter"),
        "card": Notice(0, "卡", "{name}，{card}还剩{left}，{day}到期", "waiter", promotional=True),
        "tier": Notice(366, "等级", "{name}，{tier}到{day}，还差{amount}元", "keeper"),
        "fee": Notice(3, "费用", "{name}，{amount}元{day}该交", "keeper"),
    }
    assert pack.reward("cup") == pack.reward("茶杯") == pack.rewards[1]
    assert pack.fee("shelf") == pack.fee("存茶费") == pack.fees[0]
    assert (pack.reward("茶"), pack.fee("存茶")) == (None, None)


def test_a_pack_that_says_nothing_goes_by_the_law(write_pack: Write) -> None:
    pack = read(write_pack())
    assert (pack.points, pack.rewards, pack.fees, pack.notices) == (Points(None, 0), (), (), {})
    assert pack.card_rules == CardPolicy("principal-first", 500000, 100000, "3y", 1000000, 5000000)
    assert (pack.policy.retention, pack.policy.months) == (None, None)


def test_an_empty_section_goes_by_the_law_too(write_pack: Write) -> None:
    pack = read(write_pack("[weights]", "[points]\n[card]\n[notices]\n[weights]"))
    assert (pack.points, pack.card_rules, pack.notices) == (Points(), CardPolicy(), {})


@pytest.mark.parametrize(
    ("written", "basis", "months"),
    [
        ("lifetime", "lifetime", None),
        ("12mo", "12mo", 12),
        ("1y", "12mo", 12),
        ("18mo", "18mo", 18),
        ("10y", "120mo", 120),
        ("6个月", "6mo", 6),
    ],
)
@pytest.mark.parametrize("counts", ["consumption", "payment"])
def test_the_time_an_amount_is_counted_over(
    write_pack: Write, written: str, basis: str, months: int | None, counts: str
) -> None:
    policy = read(write_pack(f"{BASIS}\n{COUNTS}", f'basis = "{written}"\ncounts = "{counts}"\n')).policy
    assert policy == TierPolicy(basis, counts)
    assert policy.months == months


def test_a_tier_to_be_earned_again(write_pack: Write) -> None:
    folder = write_pack(COUNTS, RETAINED)
    text = (folder / "pack.toml").read_text(encoding="utf-8").replace('name = "熟客"\n', KEPT)
    (folder / "pack.toml").write_text(text, encoding="utf-8")
    pack = read(folder)
    assert pack.policy == TierPolicy("lifetime", "consumption", Retention(12, "step"))
    assert [tier.keep_fen for tier in pack.tiers] == [None, 50000]
    assert from_json(to_json(pack)) == pack


def test_an_item_for_so_many_uses(write_pack: Write) -> None:
    pack = read(write_pack(LESSON, 'group = "课", sessions = 10, valid = "1y"'))
    assert pack.items[1] == Item("lesson", "茶艺课", "课", sessions=10, valid="1y")
    assert read(write_pack(LESSON, f"{LESSON}, sessions = 10", "other")).items[1].valid is None


WORDS = st.text(min_size=1, max_size=8)
FEN = st.integers(0, 10**12)
MAYBE = st.none() | WORDS
RETENTION = st.none() | st.builds(Retention, st.integers(1, 120), st.sampled_from(["step", "earned"]))


@given(
    policy=st.builds(TierPolicy, WORDS, WORDS, RETENTION),
    points=st.builds(Points, MAYBE, st.integers()),
    rewards=st.lists(st.builds(Reward, WORDS, WORDS, WORDS, FEN, st.none() | FEN, MAYBE, st.none() | FEN), max_size=3),
    card=st.builds(CardPolicy, WORDS, FEN, FEN, WORDS, FEN, FEN),
    fees=st.lists(st.builds(Fee, WORDS, WORDS, FEN, WORDS, WORDS, WORDS, st.lists(WORDS).map(tuple)), max_size=3),
    notices=st.dictionaries(WORDS, st.builds(Notice, FEN, WORDS, WORDS, WORDS, st.booleans()), max_size=3),
)
def test_any_rules_come_back_from_the_copy_with_their_types(
    policy: TierPolicy,
    points: Points,
    rewards: list[Reward],
    card: CardPolicy,
    fees: list[Fee],
    notices: dict[str, Notice],
) -> None:
    pack = load("club", None)._replace(
        policy=policy, points=points, rewards=tuple(rewards), card_rules=card, fees=tuple(fees), notices=notices
    )
    back = from_json(to_json(pack))
    assert back == pack
    assert repr(back) == repr(pack)  # named tuples equal plain ones, their words do not


def test_a_copy_of_the_version_before_still_opens(write_pack: Write) -> None:
    pack = read(write_pack())
    kept = json.loads(to_json(pack))
    for key in ("points", "rewards", "card_rules", "fees", "notices"):
        del kept[key]
    del kept["policy"]["retention"]
    for tier in kept["tiers"]:
        del tier["keep_fen"]
    for item in kept["items"]:
        del item["sessions"], item["valid"]
    back = from_json(json.dumps(kept))
    assert back == pack
    assert repr(back) == repr(pack)
    assert isinstance(back.tiers[0], Tier)
