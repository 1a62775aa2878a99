"""The clinic's pack holds what its sources say."""

from __future__ import annotations

from string import Formatter

import pytest

from crmcli.packs.load import load
from crmcli.packs.model import Pack, TierPolicy


@pytest.fixture(scope="module")
def clinic() -> Pack:
    return load("clinic", None)


def test_ladder(clinic: Pack) -> None:
    assert [(tier.code, tier.name, tier.from_fen) for tier in clinic.tiers] == [
        ("silver", "银卡", 0),
        ("platinum", "白金卡", 2000000),
        ("prestige", "尊享卡", 5000000),
    ]
    assert {(tier.points_per_yuan, tier.discount) for tier in clinic.tiers} == {("1", None)}
    assert clinic.policy == TierPolicy("lifetime", "consumption")
    assert clinic.referral == (0, 0, 0)


def test_what_no_source_gives_is_marked(clinic: Pack) -> None:
    marked = set(clinic.assumed)
    for tier in clinic.tiers:
        assert {f"tiers.{tier.code}.points_per_yuan", f"tiers.{tier.code}.discount"} <= marked
    assert {"referral.introducer_points", "referral.introduced_points", "items.*.price"} <= marked


@pytest.mark.parametrize("plan", ["surgery", "laser"])
def test_after_treatment_steps(clinic: Pack, plan: str) -> None:
    found = clinic.plan(plan)
    assert found is not None
    assert (found.anchor, found.care, found.recovery) == ("treatment", True, True)
    assert [(step.code, step.after, step.day_off, step.asks_recovered) for step in found.steps] == [
        ("day-1", "1d", "keep", False),
        ("day-3", "3d", "keep", False),
        ("day-6", "6d", "keep", False),
        ("month-1", "1mo", "later", True),
        ("month-3", "3mo", "later", True),
        ("month-6", "6mo", "later", True),
    ]
    assert {(step.role, step.promotional) for step in found.steps} == {("follow-up", False)}
    assert [bool(step.promotional_script) for step in found.steps] == [False] * 3 + [True] * 3


FACTS = [
    ("surgery", "day-1", ["干燥", "辛辣", "刺激", "发物", "烟", "酒", "阿司匹林", "明天", "看看伤口", "换一次药"]),
    ("surgery", "day-3", ["感觉怎么样", "疑问", "一条一条", "纠纷"]),
    ("surgery", "day-6", ["感觉怎么样", "明天", "拆线"]),
    ("surgery", "month-1", ["惦记", "疑问", "复查", "恢复"]),
    ("surgery", "month-3", ["恢复", "转给科室"]),
    ("surgery", "month-6", ["恢复", "转给科室"]),
    ("laser", "day-1", ["防晒", "痂", "干燥", "辛辣", "烟", "酒"]),
    ("laser", "day-3", ["感觉怎么样", "疑问", "一条一条", "纠纷"]),
    ("laser", "day-6", ["防晒", "痂还没掉", "干燥"]),
    ("laser", "month-1", ["惦记", "疑问", "复查", "恢复"]),
    ("laser", "month-3", ["恢复", "转给科室"]),
    ("laser", "month-6", ["恢复", "转给科室"]),
]


@pytest.mark.parametrize(("plan", "step", "words"), FACTS)
def test_a_script_says_every_fact_of_its_step(clinic: Pack, plan: str, step: str, words: list[str]) -> None:
    found = clinic.plan(plan)
    assert found is not None
    said = found.step(step)
    assert said is not None
    assert [word for word in words if word not in said.script] == []


@pytest.mark.parametrize("plan", ["surgery", "laser"])
@pytest.mark.parametrize("step", ["month-1", "month-3", "month-6"])
def test_other_wishes_are_asked_for_only_where_nothing_guards_the_member(clinic: Pack, plan: str, step: str) -> None:
    found = clinic.plan(plan)
    assert found is not None
    said = found.step(step)
    assert said is not None
    selling = [word for word in ("想改善", "想法", "需求") if word in said.promotional_script]
    assert selling
    assert [word for word in selling if word in said.words(guarded=True) + said.purpose] == []
    assert said.words(guarded=False).endswith(said.promotional_script)


def test_the_two_treatments_have_words_of_their_own(clinic: Pack) -> None:
    surgery, laser = clinic.plan("整形"), clinic.plan("激光")
    assert surgery is not None
    assert laser is not None
    scripts = [step.script for plan in (surgery, laser) for step in plan.steps]
    assert len(set(scripts)) == 12


def test_every_script_reads_with_its_placeholders_filled(clinic: Pack) -> None:
    facts = {"name": "陈女士", "item": "切开双眼皮", "day": "11月20日"}
    steps = [step for plan in clinic.plans for step in plan.steps]
    scripts = [step.words(guarded=False) for step in steps]
    assert clinic.birthday is not None
    for script in [*scripts, clinic.birthday.script]:
        assert "陈女士" in script.format(**facts)
        assert {name for _text, name, _form, _way in Formatter().parse(script) if name} <= facts.keys()
        assert " " not in script


@pytest.mark.parametrize(("group", "plan"), [("整形", "surgery"), ("激光", "laser")])
def test_every_item_of_a_group_starts_its_plan(clinic: Pack, group: str, plan: str) -> None:
    items = [item for item in clinic.items if item.group == group]
    assert len(items) >= 9
    assert {clinic.plan_for(item) for item in items} == {clinic.plan(plan)}


def test_catalogue(clinic: Pack) -> None:
    assert len(clinic.items) >= 40
    groups = dict.fromkeys(item.group for item in clinic.items)
    assert list(groups) == ["整形", "激光", "注射", "皮肤", "口腔", "其他"]
    assert [item for item in clinic.items if item.price_fen is None] == [clinic.item("other")]
    assert {clinic.plan_for(item) for item in clinic.items if item.group not in ("整形", "激光")} == {None}


def test_prospects_are_followed_by_the_phone_team(clinic: Pack) -> None:
    (plan,) = clinic.plans_at("inquiry")
    assert not plan.care
    assert [(step.after, step.role, step.promotional) for step in plan.steps] == [
        ("1d", "online-consultant", False),
        ("7d", "online-consultant", True),
        ("1mo", "phone-supervisor", True),
    ]


def test_posts(clinic: Pack) -> None:
    names = (
        "形象客服 涉外VIP营销 电话咨询主管 网电咨询员 总助 院长 客服主任 客服主管 前台主管 "
        "前台咨询员 VIP专员 回访专员 咨询师 异业营销 网络管理员"
    )
    assert sorted(role.name for role in clinic.roles) == sorted(names.split())
    operator = clinic.role(clinic.operator_role)
    assert operator is not None
    assert operator.name == "客服主管"


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("source", "户外广告 单页 业务员 报纸 广播 朋友介绍 路过 媒体 邮政 其他"),
        ("industry", "金融 IT 商贸 建筑房产 政府机构 文教 娱乐传媒 其他"),
        ("occupation", "外企/私企职员 国家公务员 企业管理者 私营业主 自由职业者 其他"),
        ("interest", "爱好 健身 减肥塑身 其他"),
        ("id_type", "护照 身份证 港澳台居民居住证 其他"),
        ("via", "电话 微信 短信 当面"),
    ],
)
def test_the_printed_forms_options_are_in_the_lists(clinic: Pack, kind: str, names: str) -> None:
    assert [name for name in names.split() if clinic.code(kind, name) is None] == []


def test_follow_up_figures(clinic: Pack) -> None:
    assert clinic.follow.call_minutes_limit == 20
    assert clinic.follow.recovery_days is None  # only a record ends a recovery
    assert (clinic.days_off, clinic.days_off_count) == ((), False)  # open every day
    assert clinic.birthday is not None
    assert not clinic.birthday.promotional
