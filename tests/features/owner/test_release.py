"""Until when a customer is held: the rule's time from the later of assignment and last real contact."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opened import opened

from crmcli.features import derived
from crmcli.features.owner.release import Held, release_on, rule_for
from crmcli.packs.deskrule import ReleaseRule
from crmcli.storage import verify

RULES = (
    ReleaseRule("2", "natural, never bought", "3mo", ("natural",), bought=False),
    ReleaseRule("5", "of the house", "3mo", ("pool",)),
)


@pytest.mark.parametrize(
    ("source", "bought", "assigned", "contact", "until"),
    [
        ("natural", False, "2026-01-15", None, "2026-04-15"),  # without a contact from the assignment
        ("natural", False, "2026-01-15", "2026-02-01", "2026-05-01"),  # from the contact, which came later
        ("natural", False, "2026-01-15", "2025-12-31", "2026-04-15"),  # a contact before the assignment counts no more
        ("natural", False, "2026-01-15", "2026-01-15", "2026-04-15"),
        ("natural", False, "2025-11-30", None, "2026-02-28"),  # clamped to the month's end
        ("natural", False, "2023-11-30", None, "2024-02-29"),  # in a leap year
        ("natural", False, "2026-08-31", None, "2026-11-30"),
        ("natural", True, "2026-01-15", None, None),  # who has bought stays
        ("pool", True, "2026-01-15", None, "2026-04-15"),  # of the house: bought or not
        ("pool", False, "2026-01-15", None, "2026-04-15"),
        ("self-brought", False, "2026-01-15", None, None),  # rule 1: with or without a record
        ("online", False, "2026-01-15", None, None),
        (None, False, "2026-01-15", None, None),  # nobody said how they came
    ],
)
def test_the_last_day(source: str | None, bought: bool, assigned: str, contact: str | None, until: str | None) -> None:
    held = Held(source, bought, date.fromisoformat(assigned), date.fromisoformat(contact) if contact else None)
    found = release_on(RULES, held)
    assert (found.isoformat() if found else None) == until


def test_a_rule_that_says_nothing_fits_anybody_and_the_first_that_fits_decides() -> None:
    every = ReleaseRule("9", "everybody", "1y")
    held = Held(None, True, date(2026, 1, 31), None)
    assert rule_for((*RULES, every), held) == every
    assert rule_for((every, *RULES), Held("pool", False, date(2026, 1, 31), None)) == every
    assert release_on((every,), held) == date(2027, 1, 31)
    assert release_on((), held) is None


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_contact_never_shortens_the_time(assigned: date, contact: date) -> None:
    alone, with_contact = (release_on(RULES, Held("pool", False, assigned, day)) for day in (None, contact))
    assert alone is not None
    assert with_contact is not None
    assert with_contact >= alone
    assert 89 <= (with_contact - max(assigned, contact)).days <= 92


@pytest.fixture
def wang(desk: Any) -> Any:
    """李娜 of the team, and 王小明 of the natural flow who is hers since 31 August."""
    desk.env(CRMCLI_AS="陈静")
    desk.ok("staff", "add", "李娜", "--role", "形象客服")
    desk.ok("staff", "add", "孙丽", "--role", "网电咨询员")
    words = ("--owner", "李娜", "--owner-source", "自然流量")
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", *words, "--today", "2026-08-31")
    return desk


def kept(desk: Any) -> str | None:
    """What is kept of 王小明, once it was seen to be what the facts make."""
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path)))
    with opened(desk.path) as db:
        assert verify.derived_differences(db, derived.derivation(session)) == {}
        day: str | None = db.execute("SELECT release_on FROM member_state WHERE member_id = 1").fetchone()[0]
    session.close()
    return day


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ([], "2026-11-30"),
        (["followup", "log", "m1", "接通", "--as", "李娜"], "2027-01-31"),
        (["followup", "log", "m1", "未接", "--as", "李娜"], "2026-11-30"),  # nobody was reached
        (["followup", "log", "m1", "接通", "--as", "孙丽"], "2026-11-30"),  # not of the team
        (["member", "edit", "m1", "--owner-source", "自带"], None),
        (["member", "edit", "m1", "--owner-source", "医院原有资源"], "2026-11-30"),  # a source is no new beginning
        (["member", "edit", "m1", "--owner", "孙丽"], "2027-01-31"),  # from the day of the assignment
        (["member", "edit", "m1", "--clear", "owner"], None),
        (["purchase", "add", "m1", "--item", "洗牙", "--amount", "100"], None),
    ],
)
def test_what_moves_it_and_undo_brings_it_back(wang: Any, words: list[str], until: str | None) -> None:
    if words:
        wang.ok(*words)
    assert kept(wang) == until
    if words:
        wang.ok("undo", "--yes", *words[-2:]) if "--as" in words else wang.ok("undo", "--yes")
        assert kept(wang) == "2026-11-30"


def test_a_contact_of_a_colleague_of_the_team_counts(wang: Any) -> None:
    wang.ok("staff", "add", "周敏", "--role", "VIP专员")
    wang.ok("followup", "log", "m1", "接通", "--as", "周敏")
    assert kept(wang) == "2027-01-31"


def lines(desk: Any, day: str) -> list[tuple[Any, ...]]:
    due = desk.json("followup", "due", "--all", "--kind", "owner", "--date", day)
    return [(line["id"], line["assigned_to"], line["why"]) for line in due]


def test_the_owner_is_told_from_fourteen_days_before_until_the_day_itself(wang: Any) -> None:
    why = "no contact since assigned on 2026-08-31, to be reassigned after 2026-11-30"
    line = ("owner:M-00001:2026-11-30", "李娜", why)
    assert lines(wang, "2026-11-15") == []
    assert lines(wang, "2026-11-16") == [line]
    assert lines(wang, "2026-11-30") == [line]
    assert lines(wang, "2026-12-01") == []  # from then on it is for the review


def test_a_real_contact_ends_it_and_it_comes_again(wang: Any) -> None:
    day = ("--today", "2026-11-20")
    wang.ok("followup", "done", "owner:M-00001:2026-11-30", "未接", *day, "--as", "李娜")
    assert kept(wang) == "2026-11-30"
    wang.ok("followup", "done", "owner:M-00001:2026-11-30", "接通", *day, "--as", "李娜")
    assert kept(wang) == "2027-02-20"
    assert lines(wang, "2026-11-30") == []
    why = "last contact on 2026-11-20, to be reassigned after 2027-02-20"
    assert lines(wang, "2027-02-06") == [("owner:M-00001:2027-02-20", "李娜", why)]
