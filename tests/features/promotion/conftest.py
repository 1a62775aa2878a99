"""A desk with two people and a promotion that runs today."""

from __future__ import annotations

import pytest

from harness import Desk

STEPS = ("--give", "3000=毛巾+200", "--give", "5000=球拍+500")


@pytest.fixture
def people(desk: Desk) -> Desk:
    """王小明, a member, and 李四, a prospect."""
    desk.ok("member", "add", "王小明", "--mobile", "19900005678", "--address", "江海路1号")
    desk.ok("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    return desk


@pytest.fixture
def autumn(people: Desk) -> Desk:
    """The same with 金秋回馈, HD-2026-0001, from 2026-10-01 to 2026-11-05."""
    people.ok("promotion", "add", "金秋回馈", "--from", "2026-10-01", "--to", "2026-11-05", *STEPS)
    return people
