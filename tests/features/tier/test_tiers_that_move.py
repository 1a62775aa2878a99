"""Tiers that move by themselves, through the real commands: lists, the card, the day's list, and doing what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from harness import Desk

MakeDesk = Callable[..., Desk]


def buy(desk: Desk, amount: str, day: str, who: str = "王小明") -> dict[str, Any]:
    return dict(desk.json("purchase", "add", who, "--item", "其他", "--amount", amount, "--date", day))


def tiers_seen(desk: Desk, day: str) -> set[str]:
    """The tier of 王小明 as every command shows it on a day, nothing being written."""
    desk.env(CRMCLI_TODAY=day)
    listed = desk.json("member", "list", "--standing", "member")[0]["tier"]
    return {
        listed,
        desk.json("member", "find", "王小明")[0]["tier"],
        desk.json("member", "show", "王小明")["tier"],
        desk.json("member", "tier", "王小明")["tier"],
        desk.json("member", "list", "--tier", listed)[0]["tier"],
    }


def test_a_window_lowers_without_any_write(house: MakeDesk, dump: Any) -> None:
    desk = house(basis="12mo")
    buy(desk, "30000", "2025-11-20")
    buy(desk, "20000", "2026-05-01")
    before = dump(desk.path, ("member_state", "tier_ahead"))
    assert before["tier_ahead"] == [
        (1, "2026-11-20", "platinum", 1, "window"),
        (1, "2027-05-01", "silver", 0, "window"),
    ]
    assert tiers_seen(desk, "2026-11-19") == {"prestige"}
    assert tiers_seen(desk, "2026-11-20") == {"platinum"}
    assert tiers_seen(desk, "2027-04-30") == {"platinum"}
    assert tiers_seen(desk, "2027-05-01") == {"silver"}
    assert dump(desk.path, ("member_state", "tier_ahead")) == before


def test_the_sort_by_tier_is_of_today(house: MakeDesk) -> None:
    desk = house(basis="12mo")
    desk.ok("member", "add", "李娜", "--mobile", "19900005679")
    buy(desk, "50000", "2025-11-20")
    buy(desk, "20000", "2026-10-01", "李娜")
    assert [one["name"] for one in desk.json("member", "list", "--sort", "-tier")] == ["王小明", "李娜"]
    desk.env(CRMCLI_TODAY="2026-11-20")
    assert [one["name"] for one in desk.json("member", "list", "--sort", "-tier")] == ["李娜", "王小明"]


@pytest.mark.parametrize(
    "policy", [{"basis": "12mo"}, {"every": "12mo"}, {"basis": "6mo", "every": "12mo", "fall": "earned"}]
)
def test_undo_brings_back_what_lay_ahead(house: MakeDesk, policy: dict[str, str], dump: Any) -> None:
    from crmcli.storage.schema import DERIVED

    desk = house(**policy)
    buy(desk, "30000", "2025-12-20")
    before = dump(desk.path, DERIVED)
    buy(desk, "55000", "2026-10-30")
    after = dump(desk.path, DERIVED)
    assert after["tier_ahead"] != before["tier_ahead"]
    desk.ok("undo", "--yes")
    assert dump(desk.path, DERIVED) == before
    desk.ok("redo", "--yes")
    assert dump(desk.path, DERIVED) == after
    # and kept rows are what they are derived to be
    desk.ok("doctor", "--repair")
    assert dump(desk.path, ("member_state", "tier_ahead")) == {
        table: after[table] for table in ("member_state", "tier_ahead")
    }


def test_a_kept_tier_falls_after_its_last_day(house: MakeDesk) -> None:
    desk = house(every="12mo")
    buy(desk, "50000", "2025-11-20")
    # renewed on 2026-11-20 by the 50 000, then nothing more
    assert tiers_seen(desk, "2026-11-20") == {"prestige"}
    assert tiers_seen(desk, "2027-11-19") == {"prestige"}
    assert tiers_seen(desk, "2027-11-20") == {"platinum"}
    assert tiers_seen(desk, "2028-11-20") == {"silver"}


def test_who_will_fall_is_in_the_list_of_the_days_before(house: MakeDesk) -> None:
    desk = house(basis="12mo")
    buy(desk, "30000", "2025-11-20")
    key = "tier:M-00001:2026-11-19"
    [line] = [one for one in desk.json("due", "--ahead", "0") if one["kind"] == "tier"]
    assert line == {
        "id": key,
        "member": "M-00001",
        "name": "王小明",
        "mobile": "19900005678",
        "kind": "tier",
        "plan": None,
        "plan_code": None,
        "step": None,
        "purpose": "会员等级到期：告诉顾客哪天到期、还差多少",
        "script": line["script"],
        "due_on": "2026-10-20",
        "original_due_on": "2026-10-20",
        "due_at": None,
        "days_late": 0,
        "attempt": 0,
        "assigned_to": None,
        "call_by": None,
        "why": "白金卡 until 2026-11-19, then 银卡; 20000.00 more keeps it",
        "part": "today",
        "rides": [],
    }
    assert "您现在是白金卡，这一期到11月19日为止，要保住这个等级还差20000.00元" in line["script"]
    for day, there in (("2026-10-19", 0), ("2026-10-20", 1), ("2026-11-19", 1), ("2026-11-20", 0)):
        assert len([one for one in desk.json("due", "--date", day) if one["kind"] == "tier"]) == there, day


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (("followup", "done", "{key}", "reached"), "done"),
        (("followup", "skip", "{key}", "--reason", "不用说"), "skipped"),
        (("followup", "reschedule", "{key}", "--to", "2026-11-05", "--reason", "出差"), "open"),
    ],
)
def test_the_line_is_done_skipped_or_moved_like_any_other(
    house: MakeDesk, words: tuple[str, ...], state: str, facts: Any, dump: Any
) -> None:
    from crmcli.storage.schema import DERIVED, FACTS

    desk = house(basis="12mo")
    buy(desk, "30000", "2025-11-20")
    key = "tier:M-00001:2026-11-19"
    script = desk.json("followup", "show", key)["script"]
    before = dump(desk.path, (*FACTS, *DERIVED))
    # as a clerk may type it
    desk.ok(*(word.replace("{key}", "TIER:m-1:2026-11-19") for word in words))
    [row] = [row for row in facts(desk.path, "followup") if row["kind"] == "tier"]
    assert (row["key"], row["state"], row["anchor_on"], row["script"]) == (key, state, "2026-11-19", script)
    assert [one["id"] for one in desk.json("due") if one["kind"] == "tier"] == []
    later = [one for one in desk.json("due", "--date", "2026-11-05") if one["kind"] == "tier"]
    if state == "open":
        assert [(one["id"], one["why"]) for one in later] == [
            (str(row["id"]), "tier held until 2026-11-19, moved from 2026-10-20: 出差")
        ]
    else:
        assert later == []
    assert desk.json("followup", "show", key)["id"] == str(row["id"])
    desk.ok("undo", "--yes")
    assert dump(desk.path, (*FACTS, *DERIVED)) == before
    assert [one["id"] for one in desk.json("due") if one["kind"] == "tier"] == [key]


def test_nobody_did_it_in_time(house: MakeDesk) -> None:
    desk = house(basis="12mo")
    buy(desk, "30000", "2025-11-20")
    desk.env(CRMCLI_TODAY="2026-11-25")
    [past] = desk.json("followup", "list", "--kind", "tier")
    assert (past["id"], past["state"], past["closed_on"]) == ("tier:M-00001:2026-11-19", "missed", "2026-11-19")
    error = desk.refused(5, "done", "tier:M-00001:2026-11-19", "reached")
    assert "missed, nobody made it in time" in error["message"]
    assert desk.refused(4, "done", "tier:M-00001:2026-11-18", "reached")["kind"] == "not-found"


def test_a_hand_given_tier_that_ends_is_told_where_it_lowers(house: MakeDesk) -> None:
    desk = house()
    buy(desk, "20000", "2026-10-01")
    desk.ok("member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "合作", "--until", "2026-11-15")
    [line] = [one for one in desk.json("due") if one["kind"] == "tier"]
    assert (line["id"], line["why"]) == (
        "tier:M-00001:2026-11-15",
        "尊享卡 until 2026-11-15, then 白金卡; 30000.00 more keeps it",
    )
    buy(desk, "30000", "2026-10-31")
    assert [one["id"] for one in desk.json("due") if one["kind"] == "tier"] == []


def test_a_kept_tier_says_what_it_lacks(house: MakeDesk) -> None:
    desk = house(every="12mo")
    buy(desk, "15000", "2025-10-01")
    buy(desk, "5000", "2025-11-20")
    buy(desk, "700.50", "2026-03-01")
    [line] = [one for one in desk.json("due") if one["kind"] == "tier"]
    assert line["why"] == "白金卡 until 2026-11-19, then 银卡; 4299.50 more keeps it"
    buy(desk, "4299.50", "2026-10-31")
    assert [one["id"] for one in desk.json("due") if one["kind"] == "tier"] == []
