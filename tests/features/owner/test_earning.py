"""Each of the five rules on a table of cases, who fits two of them, and what may never change a decision."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.owner.earning import (
    UNDECIDED,
    Asking,
    Bought,
    Contact,
    Decision,
    Facts,
    Owner,
    Tried,
    decide,
)
from crmcli.packs.load import load

OWNERSHIP = load("clinic", None).ownership
assert OWNERSHIP is not None
RULES = OWNERSHIP.rules

OWNER, ONLINE = 7, 9
#: 2026-08-01 assigned, 2026-10-31 sold: laser, where nothing else is said.
LI_NA = Owner(OWNER, "2026-08-01")
SOLD = "2026-10-31"


def sale(
    source: str | None = "natural", owner: Owner | None = LI_NA, group: str | None = "激光", **facts: object
) -> Facts:
    return Facts(SOLD, group, source, owner, **facts)  # type: ignore[arg-type]


def phoned(day: str, number: int = 1, group: str | None = None, **said: object) -> Asking:
    return Asking(day, number, by_phone=True, group=group, **{"person_id": ONLINE, "online": True, **said})  # type: ignore[arg-type]


def called(day: str, number: int = 1) -> Contact:
    return Contact(day, number)


#: What is known, who earned it, the rule, the contact and the inquiry that decided.
CASES: dict[str, tuple[Facts, tuple[int | None, str, int | None, int | None]]] = {
    # 1: who brought the customer earns, maintained or not
    "1 without any contact": (sale("self-brought"), (OWNER, "1", None, None)),
    "1 with a contact it does not hang on": (
        sale("self-brought", contacts=[called("2026-10-01")]),
        (OWNER, "1", None, None),
    ),
    "1 whoever was asked by phone": (
        sale("self-brought", group="整形", askings=[phoned("2026-10-20")]),
        (OWNER, "1", None, None),
    ),
    "1 nobody owns": (sale("self-brought", owner=None), (None, UNDECIDED, None, None)),
    "1 the owner is not of the team": (
        sale("self-brought", owner=Owner(OWNER, "2026-08-01", of_team=False)),
        (None, UNDECIDED, None, None),
    ),
    # 2: natural flow that was never maintained is nobody's sale
    "2 no contact": (sale(), (None, UNDECIDED, None, None)),
    "2 a contact before the assignment": (sale(contacts=[called("2026-07-31")]), (None, UNDECIDED, None, None)),
    # 3: asked again by phone
    "3 same group and a contact": (
        sale(
            bought=[Bought("2026-09-01", "激光")], contacts=[called("2026-10-10", 4)], askings=[phoned("2026-10-20", 6)]
        ),
        (OWNER, "3", 4, 6),
    ),
    "3 same group from an earlier inquiry on site": (
        sale(
            contacts=[called("2026-10-10", 4)],
            askings=[Asking("2026-08-03", 5, by_phone=False, group="激光"), phoned("2026-10-20", 6)],
        ),
        (OWNER, "3", 4, 6),
    ),
    "3 same group without a contact": (
        sale(bought=[Bought("2026-09-01", "激光")], askings=[phoned("2026-10-20")]),
        (None, UNDECIDED, None, None),
    ),
    "3 developed into another group": (
        sale(group="整形", bought=[Bought("2026-09-01", "激光")], askings=[phoned("2026-10-20", 6)]),
        (ONLINE, "3", None, 6),
    ),
    "3 another group, whatever the owner's contact": (
        sale(
            group="整形",
            bought=[Bought("2026-09-01", "激光")],
            contacts=[called("2026-10-30")],
            askings=[phoned("2026-10-20", 6, "整形")],
        ),
        (ONLINE, "3", None, 6),
    ),
    "3 asking twice for the new thing does not make it known": (
        sale(group="整形", askings=[phoned("2026-10-02", 5, "整形"), phoned("2026-10-20", 6, "整形")]),
        (ONLINE, "3", None, 6),
    ),
    "3 who took it last": (
        sale(group="整形", askings=[phoned("2026-10-20", 6), phoned("2026-10-21", 7, person_id=11)]),
        (11, "3", None, 7),
    ),
    "3 another group, nobody owns": (
        sale(group="整形", owner=None, askings=[phoned("2026-10-20", 6)]),
        (ONLINE, "3", None, 6),
    ),
    "3 another group, nobody noted for the inquiry: not the owner's silently": (
        sale(
            group="整形", contacts=[called("2026-10-10")], askings=[phoned("2026-10-20", person_id=None, online=None)]
        ),
        (None, UNDECIDED, None, None),
    ),
    "3 the desk took the call: no sale of online's": (
        sale(
            group="整形", contacts=[called("2026-10-10", 4)], askings=[phoned("2026-10-20", person_id=3, online=False)]
        ),
        (OWNER, "4", 4, None),
    ),
    "3 asked before the assignment": (
        sale(group="整形", contacts=[called("2026-10-10", 4)], askings=[phoned("2026-07-31")]),
        (OWNER, "4", 4, None),
    ),
    "3 the inquiry that brought them in": (
        sale(group="整形", contacts=[called("2026-10-10", 4)], askings=[phoned("2026-10-05", first=True)]),
        (OWNER, "4", 4, None),
    ),
    "3 that inquiry has had its sale": (
        sale(
            group="形体",
            bought=[Bought("2026-10-05", "整形")],
            contacts=[called("2026-10-10", 4)],
            askings=[phoned("2026-10-02", 6, "整形")],
        ),
        (OWNER, "4", 4, None),
    ),
    "3 a use of a card in between does not end it": (
        sale(
            group="整形",
            bought=[Bought("2026-09-01", "激光"), Bought("2026-10-05", "激光")],
            askings=[phoned("2026-10-02", 6, "整形")],
        ),
        (ONLINE, "3", None, 6),
    ),
    "3 asked on site is no phone": (
        sale(
            group="整形",
            contacts=[called("2026-10-10", 4)],
            askings=[Asking("2026-10-20", 6, by_phone=False, person_id=ONLINE, online=True)],
        ),
        (OWNER, "4", 4, None),
    ),
    # 4: natural flow after maintenance
    "4 the first purchase after a contact": (sale(contacts=[called("2026-10-10", 4)]), (OWNER, "4", 4, None)),
    "4 and buys again": (
        sale(contacts=[called("2026-08-10", 4)], bought=[Bought("2026-09-01", "激光")]),
        (OWNER, "4", 4, None),
    ),
    "4 the latest contact decides": (
        sale(contacts=[called("2026-10-10", 4), called("2026-10-12", 5), called("2026-09-12", 6)]),
        (OWNER, "4", 5, None),
    ),
    "4 on the day of the assignment": (sale(contacts=[called("2026-08-01", 4)]), (OWNER, "4", 4, None)),
    "4 on the day of the sale, before it": (sale(contacts=[called(SOLD, 4)]), (OWNER, "4", 4, None)),
    "4 the day after the sale": (sale(contacts=[called("2026-11-01")]), (None, UNDECIDED, None, None)),
    # 5: the hospital's own
    "5 with maintenance": (sale("pool", contacts=[called("2026-10-10", 4)]), (OWNER, "5", 4, None)),
    "5 without": (sale("pool"), (None, UNDECIDED, None, None)),
    "5 phone does not matter": (
        sale("pool", group="整形", contacts=[called("2026-10-10", 4)], askings=[phoned("2026-10-20")]),
        (OWNER, "5", 4, None),
    ),
    # no rule is about them
    "online customers": (sale("online", contacts=[called("2026-10-10")]), (None, UNDECIDED, None, None)),
    "no source": (sale(None, contacts=[called("2026-10-10")]), (None, UNDECIDED, None, None)),
    # two fit, the first in order decides
    "3 before 4, same group": (
        sale(
            contacts=[called("2026-10-10", 4)], bought=[Bought("2026-09-01", "激光")], askings=[phoned("2026-10-11", 6)]
        ),
        (OWNER, "3", 4, 6),
    ),
    "3 before 4, another group": (
        sale(group="整形", contacts=[called("2026-10-10", 4)], askings=[phoned("2026-10-11", 6)]),
        (ONLINE, "3", None, 6),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_who_earned_it(case: str) -> None:
    facts, expected = CASES[case]
    assert decide(RULES, facts)[:4] == expected


def test_each_rule_tried_says_why_it_does_not_fit_and_none_behind_the_one_that_does() -> None:
    assert decide(RULES, sale(group="整形", contacts=[called("2026-10-10", 4)])) == Decision(
        OWNER,
        "4",
        4,
        None,
        (
            Tried(0, "1", "source"),
            Tried(1, "3", "not-asked"),
            Tried(2, "3", "not-asked"),
            Tried(3, "5", "source"),
            Tried(4, "4", None),
        ),
    )
    undecided = decide(RULES, sale(group="整形", askings=[phoned("2026-10-20", online=None)]))
    assert [(one.rule, one.misfit) for one in undecided.tried] == [
        ("1", "source"),
        ("3", "other-group"),
        ("3", "nobody-noted"),
    ]


DAYS = st.integers(-200, 60).map(lambda days: (date(2026, 10, 31) + timedelta(days)).isoformat())
GROUPS = st.sampled_from(["激光", "整形", "形体", None])
OWNERS = st.none() | st.builds(Owner, st.just(OWNER), DAYS, st.booleans())


@st.composite
def _facts(draw: st.DrawFn) -> Facts:
    days = draw(st.lists(DAYS, max_size=5))
    asked = draw(st.lists(st.tuples(DAYS, st.booleans(), GROUPS, st.none() | st.booleans()), max_size=4))
    askings = [Asking(day, n, phone, group, ONLINE, online) for n, (day, phone, group, online) in enumerate(asked)]
    bought = draw(st.lists(st.builds(Bought, DAYS.filter(lambda day: day <= SOLD), GROUPS), max_size=4))
    contacts = [Contact(day, n) for n, day in enumerate(days)]
    source = draw(st.sampled_from(["self-brought", "natural", "online", "pool", None]))
    return Facts(SOLD, draw(GROUPS), source, draw(OWNERS), contacts, askings, bought)


@given(_facts(), st.randoms())
def test_the_order_in_which_things_are_told_changes_nothing(facts: Facts, random: Random) -> None:
    mixed: dict[str, Any] = {key: list(getattr(facts, key)) for key in ("contacts", "askings", "bought")}
    for rows in mixed.values():
        random.shuffle(rows)
    assert decide(RULES, facts._replace(**mixed)) == decide(RULES, facts)


@given(_facts(), DAYS.filter(lambda day: day > SOLD), GROUPS)
def test_what_comes_after_the_sale_never_changes_it(facts: Facts, day: str, group: str | None) -> None:
    later = facts._replace(
        contacts=[*facts.contacts, Contact(day, 99)],
        askings=[*facts.askings, Asking(day, 99, by_phone=True, group=group, person_id=3, online=True)],
        bought=[*facts.bought, Bought(day, group)],
    )
    assert decide(RULES, later) == decide(RULES, facts)


@given(_facts())
def test_nobody_earns_who_is_neither_the_owner_of_the_team_nor_who_was_asked(facts: Facts) -> None:
    found = decide(RULES, facts)
    assert found.earned_by in (None, OWNER, ONLINE)
    assert (found.earned_by is None) == (found.rule == UNDECIDED)
    if found.earned_by == OWNER:
        assert facts.owner is not None
        assert facts.owner.of_team
    if found.earned_by == ONLINE:
        assert found.inquiry_id is not None
        assert found.contact_id is None
