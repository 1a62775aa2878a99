"""Duties of a pack: read, checked, kept in the copy; what is no rule of days is told with its place and a remedy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from crmcli.core.findings import in_a_row
from crmcli.packs.check import check, read
from crmcli.packs.copy import from_json, to_json
from crmcli.packs.deskrule import Duty
from crmcli.packs.load import load

DUTY = """
[[duties]]
code = "weekly"
name = "周报"
rule = "freq=weekly;byday=mo"
role = "keeper"
deliver = "上周的数"
ahead_days = 2
day_off = "later"
"""
NO_RULE = "is no rule of days; write it such as FREQ=WEEKLY;BYDAY=MO, no hours, no end"
NO_STEP = "does not recur by day, week, month or year; write FREQ=WEEKLY or another of these"
Write = Callable[..., Path]


@pytest.fixture
def write_duty(write_pack: Write) -> Write:
    """The teahouse's pack with a duty, one passage of it changed."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in DUTY
        folder = write_pack()
        (folder / "duties.toml").write_text(DUTY.replace(old, new, 1), "utf-8")
        return folder

    return write


def told(folder: Path) -> list[str]:
    return [fault.message.format(**in_a_row(fault.facts)) for fault in check(folder)]


def test_a_duty_is_read_and_kept_in_the_copy(write_duty: Write) -> None:
    pack = read(write_duty())
    assert pack.duties == (
        Duty("weekly", "周报", "FREQ=WEEKLY;BYDAY=MO", "keeper", deliver="上周的数", ahead_days=2, day_off="later"),
    )
    assert from_json(to_json(pack)) == pack


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"freq=weekly;byday=mo"', '"BYDAY=MO"', f":5 duties.weekly.rule: BYDAY=MO {NO_RULE}"),
        ("freq=weekly;byday=mo", "FREQ=HOURLY", f":5 duties.weekly.rule: FREQ=HOURLY {NO_STEP}"),
        ("freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=XX", f":5 duties.weekly.rule: FREQ=WEEKLY;BYDAY=XX {NO_RULE}"),
        ("freq=weekly;byday=mo", "FREQ=DAILY;COUNT=3", f":5 duties.weekly.rule: FREQ=DAILY;COUNT=3 {NO_RULE}"),
        (
            "freq=weekly;byday=mo",
            "FREQ=DAILY;UNTIL=20271231",
            f":5 duties.weekly.rule: FREQ=DAILY;UNTIL=20271231 {NO_RULE}",
        ),
        ("freq=weekly;byday=mo", "每周一", f":5 duties.weekly.rule: 每周一 {NO_RULE}"),
        ("freq=weekly;byday=mo", "FREQ=DAILY;FREQ=DAILY", f":5 duties.weekly.rule: FREQ=DAILY;FREQ=DAILY {NO_RULE}"),
        ("freq=weekly;byday=mo", "FREQ=DAILY;INTERVAL=0", f":5 duties.weekly.rule: FREQ=DAILY;INTERVAL=0 {NO_RULE}"),
        ("freq=weekly;byday=mo", "FREQ=DAILY;INTERVAL=-1", f":5 duties.weekly.rule: FREQ=DAILY;INTERVAL=-1 {NO_RULE}"),
        (
            "freq=weekly;byday=mo",
            "FREQ=MONTHLY;BYMONTHDAY=32",
            f":5 duties.weekly.rule: FREQ=MONTHLY;BYMONTHDAY=32 {NO_RULE}",
        ),
        (
            "freq=weekly;byday=mo",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
            ":5 duties.weekly.rule: FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30 gives no day at all; mend or remove the rule",
        ),
        ('"freq=weekly;byday=mo"', "7", ":5 duties.weekly.rule: 7 is not text; put it in quotes"),
        ('rule = "freq=weekly;byday=mo"\n', "", ":2 duties.weekly.rule: rule is missing; add it"),
        ('"keeper"', '"keepr"', ":6 duties.weekly.role: keepr is not known; did you mean keeper?"),
        ("= 2", "= 32", ":8 duties.weekly.ahead_days: 32 is not a whole number from 0 to 31"),
        ('"later"', '"never"', ":9 duties.weekly.day_off: never is not known; take one of keep, earlier, later"),
    ],
)
def test_a_fault_is_told_with_its_place(write_duty: Write, old: str, new: str, fault: str) -> None:
    assert told(write_duty(old, new)) == [f"tea/duties.toml{fault}"]


def test_a_code_stands_once(write_duty: Write) -> None:
    folder = write_duty()
    (folder / "duties.toml").write_text(DUTY * 2, "utf-8")
    assert told(folder)[0].startswith("tea/duties.toml:12 duties.weekly")


@pytest.mark.parametrize("pack", ["clinic", "club"])
def test_the_shipped_packs_have_what_the_department_owes(pack: str) -> None:
    rules = {duty.code: duty.rule for duty in load(pack, None).duties}
    assert rules.items() >= {
        ("daily-check", "FREQ=DAILY"),
        ("weekly-report", "FREQ=WEEKLY;BYDAY=MO"),
        ("monthly-plan", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("monthly-report", "FREQ=MONTHLY;BYMONTHDAY=5"),
    }
    assert "data-check" in rules
