"""A clinic with somebody to be booked, and customers."""

from __future__ import annotations

import pytest

from harness import Desk


@pytest.fixture
def clinic(desk: Desk) -> Desk:
    """陈静 is at the desk, 李娜 is the consultant, 周敏 makes the calls; 王小红, 李四, and 孙小妹 who is 15."""
    desk.ok("staff", "add", "李娜", "--role", "咨询师")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("staff", "add", "周敏", "--role", "回访专员")
    desk.ok("member", "add", "王小红", "--mobile", "19900005678")
    desk.ok("member", "add", "李四", "--mobile", "19900000045")
    desk.ok("member", "add", "孙小妹", "--mobile", "19900000015", "--birthday", "2011-05-03")
    return desk
