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
from crmcli.packs.model import Birthday, Item, Pack, Plan, Step, Tier

WORDS = st.text(min_size=1, max_size=8)
TIERS = st.builds(
    Tier,
    code=WORDS,
    name=WORDS,
    from_fen=st.integers(0, 10**12),
    points_per_yuan=st.none() | WORDS,
    discount=st.none() | WORDS,
    benefits=st.text(),
)
ITEMS = st.builds(Item, WORDS, WORDS, WORDS, st.none() | st.integers(0, 10**12), st.none() | WORDS)
STEPS = st.builds(Step, WORDS, WORDS, WORDS, WORDS, WORDS, st.text(), WORDS, st.booleans(), st.booleans())
PLANS = st.builds(
    Plan,
    code=WORDS,
    name=WORDS,
    anchor=st.sampled_from(["treatment", "joining", "inquiry"]),
    steps=st.lists(STEPS, max_size=3).map(tuple),
    groups=st.lists(WORDS, max_size=2).map(tuple),
    items=st.lists(WORDS, max_size=2).map(tuple),
    care=st.booleans(),
    recovery=st.booleans(),
)


@pytest.fixture(scope="module")
def clinic() -> Pack:
    return load("clinic", None)


def test_the_copy_is_the_pack(clinic: Pack) -> None:
    text = to_json(clinic)
    assert from_json(text) == clinic
    assert to_json(from_json(text)) == text
    assert "\n" not in text


def test_the_copy_of_a_pack_with_less(write_pack: Callable[..., Path]) -> None:
    pack = read(write_pack())._replace(birthday=None)
    assert from_json(to_json(pack)) == pack


@given(
    tiers=st.lists(TIERS, min_size=1, max_size=3).map(tuple),
    items=st.lists(ITEMS, max_size=3).map(tuple),
    plans=st.lists(PLANS, max_size=3).map(tuple),
    birthday=st.none() | st.builds(Birthday, st.integers(), st.integers(), WORDS, WORDS, WORDS, st.booleans()),
)
def test_any_pack_comes_back_with_its_types(
    clinic: Pack,
    tiers: tuple[Tier, ...],
    items: tuple[Item, ...],
    plans: tuple[Plan, ...],
    birthday: Birthday | None,
) -> None:
    pack = clinic._replace(tiers=tiers, items=items, plans=plans, birthday=birthday)
    back = from_json(to_json(pack))
    assert back == pack
    assert repr(back) == repr(pack)  # named tuples equal plain ones, their words do not


def test_keys_are_the_fields_and_amounts_are_fen(clinic: Pack) -> None:
    kept = json.loads(to_json(clinic))
    assert [tier["from_fen"] for tier in kept["tiers"]] == [0, 2000000, 5000000]
    assert kept["follow"] == {
        "retry": {"after": ["1d", "1d", "2d"]},
        "dormant_after": "12mo",
        "call_minutes_limit": 20,
        "recovery_days": None,
        "complaint_role": "service-supervisor",
    }
    assert not [key for key in kept if key.startswith("_")]
