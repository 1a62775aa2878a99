"""The club's pack holds what its source says."""

from __future__ import annotations

from string import Formatter

import pytest

from crmcli.features.form.words import word_faults
from crmcli.forms.catalogue import entries
from crmcli.forms.load import load as load_form
from crmcli.forms.model import Form
from crmcli.packs.load import load
from crmcli.packs.model import Pack, TierPolicy


@pytest.fixture(scope="module")
def club() -> Pack:
    return load("club", None)


@pytest.fixture(scope="module")
def forms() -> dict[str, Form]:
    return {entry.name: load_form(entry.path) for entry in entries()}


def test_no_source_names_a_threshold_so_the_whole_ladder_is_marked(club: Pack) -> None:
    assert [(tier.code, tier.name, tier.from_fen) for tier in club.tiers] == [
        ("standard", "普通会员", 0),
        ("silver", "银卡会员", 300000),
        ("gold", "金卡会员", 1000000),
    ]
    assert {"tiers.*", "referral.*", "items.*.price", "hours", "days_off"} <= set(club.assumed)
    assert club.policy == TierPolicy("lifetime", "consumption")


def test_posts(club: Pack) -> None:
    names = "高级经理 经理 前厅主管 大厅接待 业务办理 呼出专员 呼入专员 场地主管 场地服务"
    assert sorted(role.name for role in club.roles) == sorted(names.split())
    operator = club.role(club.operator_role)
    assert operator is not None
    assert operator.name == "经理"


def test_catalogue(club: Pack) -> None:
    groups = dict.fromkeys(item.group for item in club.items)
    assert list(groups) == ["会籍", "单项卡", "场地", "私教", "团课", "培训班", "其他"]
    assert [item for item in club.items if item.price_fen is None] == [club.item("other")]
    assert {club.plan_for(item) for item in club.items} == {None}


def test_prospects_go_to_the_phone_team(club: Pack) -> None:
    (plan,) = club.plans_at("inquiry")
    assert (plan.name, plan.care) == ("准会员跟进", False)
    assert [(step.after, step.role, step.promotional) for step in plan.steps] == [
        ("1d", "call-out", False),
        ("3d", "call-out", True),
        ("10d", "call-out", True),
    ]


def test_new_members_are_looked_after(club: Pack) -> None:
    (plan,) = club.plans_at("joining")
    assert (plan.care, plan.recovery) == (True, False)
    assert [(step.after, bool(step.promotional_script)) for step in plan.steps] == [
        ("3d", False),
        ("1mo", True),
        ("3mo", True),
    ]


def test_every_script_reads_with_its_placeholders_filled(club: Pack) -> None:
    facts = {"name": "陈女士", "item": "健身年卡", "day": "11月20日"}
    scripts = [step.words(guarded=False) for plan in club.plans for step in plan.steps]
    assert club.birthday is not None
    for script in [*scripts, club.birthday.script]:
        assert "陈女士" in script.format(**facts)
        assert {name for _text, name, _form, _way in Formatter().parse(script) if name} <= facts.keys()
        assert " " not in script


def test_a_guarded_member_is_sold_nothing(club: Pack) -> None:
    steps = [step for plan in club.plans for step in plan.steps if not step.promotional]
    selling = ("过来看看", "哪些课", "下一阶段")
    assert [step.code for step in steps if any(word in step.words(guarded=True) for word in selling)] == []
    assert [step.code for step in steps if any(word in step.promotional_script for word in selling)] == [
        "day-1",
        "month-1",
        "month-3",
    ]


@pytest.mark.parametrize(
    ("form", "field", "kind"),
    [
        ("intake", "source", "source"),
        ("application", "source", "source"),
        ("application", "card_type", "card_type"),
        ("application", "interest", "interest"),
        ("application", "industry", "industry"),
        ("application", "occupation", "occupation"),
        ("application", "id_type", "id_type"),
    ],
)
def test_every_printed_option_is_an_entry_of_the_one_list(
    club: Pack, forms: dict[str, Form], form: str, field: str, kind: str
) -> None:
    names = {code.code: code.name for code in club.codes[kind]}
    options = forms[form].fields[field].options
    said = club.forms.get(form)
    assert said is None or field not in said.options
    # 其他____ is 其他 with a line to write on
    assert {option.code: option.text.rstrip("_").removesuffix("（请注明：____）") for option in options} == {
        option.code: names[option.code] for option in options
    }


def test_two_sheets_print_two_lists_of_one_table(club: Pack, forms: dict[str, Form]) -> None:
    intake, application = (
        {option.code for option in forms[name].fields["source"].options} for name in ("intake", "application")
    )
    assert intake & application == {"outdoor", "newspaper", "other"}
    assert intake | application == {code.code for code in club.codes["source"]}


def test_interests_are_those_of_the_sheet(club: Pack) -> None:
    assert [code.name for code in club.codes["interest"]] == ["爱好", "健身", "减肥塑身", "其他"]
    assert [(code.code, code.name) for code in club.codes["card_type"]] == [
        ("stored", "充值卡"),
        ("sessions", "单项卡"),
    ]


def test_words_stand_on_sheets_that_there_are(club: Pack, forms: dict[str, Form]) -> None:
    assert word_faults(club, forms, list(forms)) == []
    assert {name: {field: len(said) for field, said in words.words.items()} for name, words in club.forms.items()} == {
        "intake": {"remark": 1},
        "promotion": {"remark": 1},
        "application": {"statements": 3},
    }


def test_working_time(club: Pack) -> None:
    assert club.hours == ((540, 720), (810, 1080))
    assert (club.days_off, club.days_off_count) == ((5, 6), True)


def test_a_complaint_has_both_clocks_and_both_are_assumed(club: Pack) -> None:
    complaint = club.case("投诉")
    assert complaint is not None
    assert (complaint.prefix, complaint.needs_call, complaint.needs_opinion, complaint.guards) == (
        "TS",
        True,
        True,
        True,
    )
    terms = {
        clock: complaint.term(clock, severity.code, None)
        for clock in ("answer", "resolution")
        for severity in complaint.severities
    }
    assert {clock: (term.within, term.working) for clock, term in terms.items() if term} == {
        "answer": ("4h", True),
        "resolution": ("3d", True),
    }
    assert "cases.*.clocks.*" in club.assumed


def test_major_complaints_go_to_the_senior_manager_others_to_the_manager(club: Pack) -> None:
    complaint = club.case("complaint")
    assert complaint is not None
    posts = {severity.name: club.role(complaint.role_for(severity.code)) for severity in complaint.severities}
    assert {name: role.name for name, role in posts.items() if role} == {
        "一般": "经理",
        "严重": "经理",
        "重大": "高级经理",
    }
    assert complaint.role_for("gone") == "manager"
