"""A club's desk: plans for prospects and for new members, a promotion with steps."""

from __future__ import annotations

import pytest

from harness import Desk


@pytest.fixture
def club(bare: Desk) -> Desk:
    """A club's new file; the operator is 陈静, 李娜 sells."""
    bare.init("club")
    bare.ok("staff", "add", "李娜", "--role", "call-out")
    bare.env(CRMCLI_AS="陈静")
    return bare


@pytest.fixture
def asked(club: Desk) -> Desk:
    """王小明 asked by phone on the 29th and is a prospect; a promotion runs."""
    words = ("--phone", "19900005678", "--channel", "phone", "--item", "羽毛球", "--date", "2026-10-29")
    club.ok("inquiry", "log", "--name", "王小明", *words)
    days = ("--from", "2026-10-25", "--to", "2026-11-05")
    club.ok("promotion", "add", "秋季回馈", *days, "--give", "3000=毛巾+200", "--give", "5000=球拍+500")
    return club
