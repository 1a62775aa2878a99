"""Complaints of a month counted a second way from the answers of commands: clocks kept and broken, loops, reopening."""

from __future__ import annotations

import pytest
from features.report.shop import Count, Shop

from harness import Desk

NOW = "2026-11-05T20:00"
MONTHS = {
    "": ("2026-10-01", "2026-10-31"),
    "previous": ("2026-09-01", "2026-09-30"),
    "year_before": ("2025-10-01", "2025-10-31"),
}


@pytest.fixture
def club(bare: Desk) -> Shop:
    """A club, whose complaints have two clocks; the operator is its manager, who may close without a call-back."""
    shop = Shop(bare, pack="club", start="2025-10-09T09:00")
    for name, mobile in (("王小明", "19900005678"), ("钱小美", "19900000012"), ("孙大圣", "19900000013")):
        shop.add(name, mobile)
    return shop


def settle(shop: Shop, no: str) -> None:
    """The whole way, in one moment."""
    shop.step("answer", no, "--text", "已致歉")
    shop.step("resolve", no, "--text", "已处理")
    shop.step("confirm", no, "--opinion", "满意", "--close")


def live(shop: Shop) -> None:
    shop.on("2025-10-14T10:00")
    settle(shop, shop.complain("王小明", "更衣室卫生"))
    shop.on("2026-09-29T16:00")
    # both clocks run out in the next month: the answer on the first day after the holidays
    late = shop.complain("钱小美", "教练态度")
    shop.on("2026-09-30T10:00")
    quick = shop.complain("孙大圣", "教练态度")
    shop.on("2026-09-30T11:00")
    shop.step("answer", quick, "--text", "已致歉")
    shop.on("2026-10-12T10:00")
    shop.step("answer", late, "--text", "已致歉")
    shop.on("2026-10-13T10:00")
    shop.complain("王小明", "水温", "--resolve", "当场调好", "--opinion", "满意", "--close")
    shop.on("2026-10-14T10:00")
    settle(shop, quick)
    shop.on("2026-10-20T10:00")
    refused = shop.complain("王小明", "退费")
    shop.on("2026-10-21T10:00")
    shop.step("answer", refused, "--text", "说明了规定")
    shop.step("resolve", refused, "--text", "按合同不退")
    shop.step("close", refused, "--reason", "客人不接电话")
    shop.on("2026-10-30T17:00")
    shop.complain("钱小美", "停车")
    shop.on("2026-11-04T10:00")
    settle(shop, late)
    shop.on(NOW)


def test_the_complaints_of_three_months_agree_with_the_count(club: Shop) -> None:
    live(club)
    answer = club.desk.json("report", "monthly", "--month", "10月")
    for key, (first, last) in MONTHS.items():
        told = (answer[key] if key else answer)["complaints"]
        counted = Count(club, first, last, NOW).complaints()
        assert {name: told[name] for name in counted} == counted, key or "month"
    # the count itself has something of everything
    assert {
        key: answer["complaints"][key] for key in ("logged", "closed", "closed_loop", "on_the_spot", "by_supervisor")
    } == {
        "logged": 3,
        "closed": 3,
        "closed_loop": 1,
        "on_the_spot": 1,
        "by_supervisor": 1,
    }
    assert answer["complaints"]["closed_loop_rate"] == 0.3333
    assert answer["previous"]["complaints"]["answered_in_time"] == 1


def test_what_was_complained_of_sums_to_all_that_was_logged(club: Shop) -> None:
    live(club)
    found = club.desk.json("report", "monthly", "--month", "2026-09")["complaints"]
    assert [(one["logged"], one["share"]) for one in found["by_matter"]] == [(2, 1.0)]
    assert sum(one["logged"] for one in found["by_matter"]) == found["logged"]


def test_a_case_opened_again_in_the_month_is_not_closed_but_stays_closed_in_the_month_before(club: Shop) -> None:
    club.on("2026-09-10T10:00")
    no = club.complain("王小明", "更衣室卫生")
    settle(club, no)
    club.on("2026-10-09T10:00")
    club.desk.json("complaint", "reopen", no, "--reason", "又脏了")
    club.on("2026-10-10T10:00")
    answer = club.desk.json("report", "monthly", "--month", "10月")
    assert (answer["complaints"]["closed"], answer["complaints"]["open"]) == (0, 1)
    assert (answer["previous"]["complaints"]["closed"], answer["previous"]["complaints"]["open"]) == (1, 0)


def test_a_clock_that_still_runs_is_not_judged(club: Shop) -> None:
    club.on("2026-10-30T10:00")
    club.complain("王小明", "水温")
    club.on("2026-10-30T10:30")
    found = club.desk.json("report", "monthly")["complaints"]
    assert (found["logged"], found["answer_clocks"], found["answered_in_time_rate"]) == (1, 0, None)
    club.on("2026-10-30T17:30")
    found = club.desk.json("report", "monthly")["complaints"]
    assert (found["answer_clocks"], found["answered_in_time"], found["answered_in_time_rate"]) == (1, 0, 0.0)


def test_what_was_undone_counts_nowhere(club: Shop) -> None:
    club.on("2026-10-30T10:00")
    club.complain("王小明", "水温")
    before = club.desk.json("report", "monthly")
    club.desk.ok("undo")
    assert club.desk.json("report", "monthly")["complaints"]["logged"] == 0
    club.desk.ok("redo")
    assert club.desk.json("report", "monthly") == before
