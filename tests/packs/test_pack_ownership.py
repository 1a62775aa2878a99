"""What the clinic rules about whom customers belong to; every fault in such rules is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.findings import in_a_row
from crmcli.packs.check import check, read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.deskrule import OwnerRule, Ownership, ReleaseRule
from crmcli.packs.load import load

Write = Callable[..., Path]

RULES = """owner_source = [{ code = "brought", name = "自带" }, { code = "walk-in", name = "散客" }]

[ownership]
team = ["waiter"]
online = ["keeper"]
notice_days = [3, 14]
capacity = 20
block_days = 30

[[ownership.rules]]
rule = "1"
text = "自带的归茶艺师"
earns = "owner"
sources = ["brought"]

[[ownership.rules]]
rule = "2"
text = "电话问来的归掌柜"
earns = "asked"
sources = ["walk-in"]
asked = true
same_group = false

[[ownership.release]]
rule = "3"
text = "两个月没联系就重新分配"
after = "2mo"
bought = false
"""


@pytest.fixture
def write_rules(write_pack: Write) -> Write:
    """Writes the teahouse's pack with rules of ownership, one passage of those changed; gives its folder."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in RULES
        folder = write_pack()
        (folder / "ownership.toml").write_text(RULES.replace(old, new, 1), encoding="utf-8")
        return folder

    return write


def test_the_clinic_tries_the_five_rules_in_their_order() -> None:
    """Source: domain/ownership.md, the five rules and their order 1, 3, 5, 4."""
    rules = load("clinic", None).ownership
    assert rules is not None
    assert [(rule.rule, rule.earns, *rule[3:]) for rule in rules.rules] == [
        ("1", "owner", ("self-brought",), None, None, None, None),
        ("3", "owner", ("natural",), True, True, True, None),
        ("3", "asked", ("natural",), True, False, None, None),
        ("5", "owner", ("pool",), None, None, True, None),
        ("4", "owner", ("natural",), None, None, True, None),
    ]
    assert [(rule.rule, rule.after, rule.sources, rule.bought) for rule in rules.release] == [
        ("2", "3mo", ("natural",), False),
        ("5", "3mo", ("pool",), None),
    ]
    assert rules.notice_days == (14, 7, 3)


def test_what_no_source_gives_is_marked() -> None:
    assert {"ownership.capacity", "ownership.block_days"} <= set(load("clinic", None).assumed)


def test_who_holds_customers_and_who_only_serves_are_different_posts() -> None:
    rules = load("clinic", None).ownership
    assert rules is not None
    assert rules.online == ("online-consultant", "phone-supervisor")
    assert not set(rules.team) & set(rules.online)


def test_the_club_has_no_such_rules() -> None:
    assert load("club", None).ownership is None


def test_every_key_is_read_and_the_copy_is_the_pack(write_rules: Write) -> None:
    pack = read(write_rules())
    assert pack.ownership == Ownership(
        rules=(
            OwnerRule("1", "自带的归茶艺师", "owner", ("brought",)),
            OwnerRule("2", "电话问来的归掌柜", "asked", ("walk-in",), asked=True, same_group=False),
        ),
        release=(ReleaseRule("3", "两个月没联系就重新分配", "2mo", (), bought=False),),
        team=("waiter",),
        online=("keeper",),
        notice_days=(14, 3),
        capacity=20,
        block_days=30,
    )
    assert from_json(to_json(pack)) == pack


FAULTS = [
    ('team = ["waiter"]', 'team = ["cook"]', ":4 ownership.team: cook is not known; take one of keeper, waiter"),
    ('team = ["waiter"]\n', "", ":3 ownership.team: team is missing; add it"),
    ('online = ["keeper"]', 'online = ["cook"]', ":5 ownership.online: cook is not known; take one of keeper, waiter"),
    (
        'sources = ["brought"]',
        'sources = ["bought"]',
        ":14 ownership.rules.1.sources: bought is not known; did you mean brought?",
    ),
    (
        "asked = true\n",
        "",
        ":19 ownership.rules.2.earns: only where somebody asked can it be theirs; add asked = true",
    ),
    (
        'earns = "owner"',
        'earns = "team"',
        ":13 ownership.rules.1.earns: team is not known; take one of owner, asked",
    ),
    ('after = "2mo"', 'after = "0d"', ":27 ownership.release.1.after: 0d is not a time from 1d to 10y"),
    ("[3, 14]", "[3, -1]", ":6 ownership.notice_days: this is not a list of days; write it such as [14, 7, 3]"),
    ("capacity = 20", "capacity = 0", ":7 ownership.capacity: 0 is not a whole number from 1 to 1000000"),
]


@pytest.mark.parametrize(("old", "new", "told"), FAULTS)
def test_faults(write_rules: Write, old: str, new: str, told: str) -> None:
    faults = [fault.message.format(**in_a_row(fault.facts)) for fault in check(write_rules(old, new))]
    assert len(faults) == 1, faults
    assert faults[0].startswith(f"tea/ownership.toml{told}")
