"""`owner inspect`, and who changed hands in the month's report."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def month(bare: Any) -> Any:
    """李娜 with two customers, 陈静 with one, 周敏 of no team with none; October as it went."""
    bare.env(CRMCLI_TODAY="2026-09-10T09:00", CRMCLI_AS="陈静")
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    bare.ok("staff", "add", "李娜", "--role", "形象客服")
    bare.ok("staff", "add", "周敏", "--role", "网电咨询员")
    for number, owner in ((1, "李娜"), (2, "李娜"), (3, "陈静")):
        bare.ok("member", "add", f"顾客{number}", "--mobile", f"1990000567{number}", "--owner", owner)
    call = ("--purpose", "回电", "--to", "李娜")
    bare.ok("followup", "add", "m1", "--due", "2026-10-02", *call)
    bare.ok("followup", "add", "m2", "--due", "2026-10-03", *call)
    bare.ok("followup", "add", "m2", "--due", "2026-10-20", *call)
    bare.ok("followup", "done", "1", "接通", "--today", "2026-10-02", "--as", "李娜")
    bare.ok("followup", "done", "2", "接通", "--today", "2026-10-05", "--as", "李娜")
    bare.env(CRMCLI_TODAY="2026-10-31T18:00")
    return bare


def test_the_whole_line_and_who_is_in_the_list(month: Any) -> None:
    first, second = month.json("owner", "inspect")
    assert second == {
        "no": "S-002",
        "name": "李娜",
        "role": "形象客服",
        "customers": 2,
        "contacted": 2,
        "contacted_rate": 1.0,
        "due": 3,
        "in_time": 1,
        "in_time_rate": 0.3333,
        "overdue": 1,
        "silent_days": 29,
        "silent_member": "M-00001",
        "silent_name": "顾客1",
        "completeness": second["completeness"],
    }
    assert second["completeness"] == month.json("member", "list")[0]["completeness"]
    assert (first["name"], first["customers"], first["contacted"], first["contacted_rate"]) == ("陈静", 1, 0, 0.0)
    assert (first["due"], first["in_time_rate"], first["silent_days"], first["silent_name"]) == (0, None, 51, "顾客3")


def test_another_month_the_order_and_somebody_without_customers(month: Any) -> None:
    month.ok("owner", "assign", "m3", "--to", "李娜")
    rows = month.json("owner", "inspect", "--month", "2026-09", "--sort=-customers")
    assert [(row["name"], row["customers"], row["contacted"], row["due"]) for row in rows] == [
        ("李娜", 3, 0, 0),
        ("陈静", 0, 0, 0),
    ]
    assert (rows[1]["silent_days"], rows[1]["completeness"], rows[1]["contacted_rate"]) == (None, None, None)
    out = month.ok("owner", "inspect").out.splitlines()
    assert out[0] == "2026-10, as it stands on 2026-10-31"
    assert month.refused(2, "owner", "inspect", "--month", "2027-05")["field"] == "--month"
    assert month.refused(2, "owner", "inspect", "--sort", "age")["field"] == "--sort"


def test_the_months_report_counts_who_was_reassigned_and_who_changed_hands_otherwise(month: Any) -> None:
    month.ok("member", "edit", "m1", "--owner-source", "自然流量")
    month.ok("member", "edit", "m2", "--owner-source", "医院原有资源")
    month.ok("owner", "review", "--apply", "--today", "2027-02-01")
    for owner in ("周敏", "李娜"):
        month.ok("member", "edit", "m3", "--owner", owner, "--today", "2027-02-02")
    month.ok("staff", "leave", "李娜", "--today", "2027-02-03")
    told = month.json("report", "monthly", "--month", "2027-02", "--today", "2027-03-01")["ownership"]
    assert (told["reassigned"], told["by_cause"]) == (
        2,
        [
            {"cause": "review", "members": 2},
            {"cause": "edited", "members": 1},
            {"cause": "staff-left", "members": 1},
        ],
    )
    before = month.json("report", "monthly", "--month", "2027-01", "--today", "2027-03-01")["ownership"]
    assert (before["reassigned"], before["by_cause"]) == (0, [])
