from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.packs.check import read
from crmcli.packs.load import load
from crmcli.packs.model import Item, Pack


@pytest.fixture(scope="module")
def clinic() -> Pack:
    return load("clinic", None)


@pytest.fixture
def teahouse(write_pack: Callable[..., Path]) -> Pack:
    return read(write_pack())


@pytest.mark.parametrize(
    ("yuan_fen", "name"),
    [
        (-100, "银卡"),
        (0, "银卡"),
        (1999999, "银卡"),
        (2000000, "白金卡"),
        (4999999, "白金卡"),
        (5000000, "尊享卡"),
        (10**12, "尊享卡"),
    ],
)
def test_a_threshold_is_reached_by_exactly_its_amount(clinic: Pack, yuan_fen: int, name: str) -> None:
    assert clinic.tier_for(yuan_fen).name == name


@given(fen=st.integers(-(10**9), 10**12))
def test_the_tier_is_the_highest_one_reached(clinic: Pack, fen: int) -> None:
    reached = [tier for tier in clinic.tiers if tier.from_fen <= fen] or [clinic.tiers[0]]
    assert clinic.tier_for(fen) == reached[-1]


@pytest.mark.parametrize(
    ("word", "rank"), [("silver", 0), ("白金卡", 1), ("prestige", 2), ("尊享卡", 2), ("diamond", -1)]
)
def test_rank(clinic: Pack, word: str, rank: int) -> None:
    assert clinic.rank(word) == rank


def test_look_ups_take_code_or_name_and_know_what_they_do_not_have(teahouse: Pack) -> None:
    assert teahouse.tier("regular") == teahouse.tier("熟客") == teahouse.tiers[1]
    assert teahouse.item("tea") == teahouse.item("泡茶") == teahouse.items[0]
    assert teahouse.plan("course") == teahouse.plan("课程") == teahouse.plans[0]
    assert teahouse.role("keeper") == teahouse.role("掌柜") == teahouse.roles[0]
    assert teahouse.code("pay", "cash") == teahouse.code("pay", "现金") == teahouse.codes["pay"][0]
    assert teahouse.plans[0].step("month-1") == teahouse.plans[0].steps[1]
    assert [
        teahouse.tier("x"),
        teahouse.item("x"),
        teahouse.plan("x"),
        teahouse.role("x"),
        teahouse.code("pay", "x"),
        teahouse.code("x", "cash"),
        teahouse.plans[0].step("x"),
    ] == [None] * 7


def test_the_plan_of_an_item_is_its_own_then_one_naming_it_then_its_group(
    write_pack: Callable[..., Path],
) -> None:
    second = (
        '[[plans]]\ncode = "tasting"\nname = "品茶"\nanchor = "treatment"\nitems = ["tea"]\n[[plans.steps]]\n'
        'code = "day-1"\nafter = "1d"\npurpose = "问"\nscript = "好"\nrole = "keeper"\n\n[[plans]]\ncode = "welcome"'
    )
    pack = read(write_pack('[[plans]]\ncode = "welcome"', second))

    def started(item: Item) -> str | None:
        plan = pack.plan_for(item)
        return plan.code if plan else None

    assert [started(item) for item in pack.items] == ["tasting", "course", None]
    assert started(pack.items[0]._replace(treatment="course")) == "course"
    assert started(Item("new", "新课", "课")) == "course"
    assert [plan.code for plan in pack.plans_at("treatment")] == ["course", "tasting"]
    assert [plan.code for plan in pack.plans_at("joining")] == ["welcome"]
    assert pack.plans_at("inquiry") == ()


def test_a_guarded_member_hears_no_selling_sentence(teahouse: Pack) -> None:
    step = teahouse.plans[0].steps[1]
    assert step.words(guarded=True) == "{name}好"
    assert step.words(guarded=False) == "{name}好再来一课？"


def test_a_pack_does_not_change_in_use(teahouse: Pack) -> None:
    with pytest.raises(AttributeError):
        teahouse.title = "别的"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        teahouse.tiers[0].name = "别的"  # type: ignore[misc]
