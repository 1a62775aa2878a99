"""Regular care: when those for whom nothing is planned are due, how many a day, and what takes them off the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.storage.verify import derived_differences

BEGAN = "2026-01-10"


def _care(desk: Any, *options: str) -> list[str]:
    return [line["id"] for line in desk.json("due", "--kind", "unplanned", *options)]


def _take_in(desk: Any, count: int, owner: int | None = None, recorded_on: str = BEGAN) -> None:
    """So many members of a list taken over, of the day they came."""
    from crmcli.features.member.store import add_member
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(desk.path), operator="陈静"))
    with session.write("import members") as operation:
        for number in range(count):
            add_member(operation.db, {"name": f"会员{number}", "recorded_on": recorded_on, "owner_id": owner})
    session.close()


@pytest.fixture
def quiet(desk: Any, hire: Callable[..., None]) -> Any:
    """李娜 makes the calls; M-00001 王小明 came on 10 January 2026 and nothing is planned."""
    hire(desk, "李娜", "follow-up")
    desk.env(CRMCLI_AS="陈静", CRMCLI_TODAY=f"{BEGAN}T09:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    return desk


@pytest.mark.parametrize(
    ("change", "due"),
    [
        ([], "2026-07-10"),
        (["member", "upgrade", "王小明", "--to", "白金卡", "--reason", "院长批"], "2026-04-10"),
        (["member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "院长批"], "2026-03-10"),
        # given until 1 March only: from the next day on the term of what was earned holds
        (["member", "upgrade", "王小明", "--to", "尊享卡", "--reason", "试用", "--until", "2026-03-01"], "2026-07-10"),
        (["member", "edit", "王小明", "--class", "重点"], "2026-04-10"),
        (["member", "edit", "王小明", "--class", "普通"], "2026-07-10"),
        # five months of silence count from the purchase, not from the joining
        (["purchase", "add", "王小明", "--item", "水光注射", "--amount", "980", "--date", "today"], "2026-07-10"),
    ],
    ids=["all", "platinum", "prestige", "lapsed", "key", "ordinary", "purchase"],
)
def test_each_has_the_term_of_tier_and_class(quiet: Any, change: list[str], due: str) -> None:
    from datetime import date, timedelta

    if change:
        quiet.ok(*change)
    before = (date.fromisoformat(due) - timedelta(days=1)).isoformat()
    listed = {day: _care(quiet, "--date", day) for day in (before, due, "2029-01-01")}
    key = f"unplanned:M-00001:{due}"
    assert listed == {before: [], due: [key], "2029-01-01": [key]}


def test_a_prospect_is_called_as_well(quiet: Any) -> None:
    quiet.ok("inquiry", "log", "--name", "岳清荷", "--phone", "19900002718", "--channel", "电话", "--item", "光子嫩肤")
    while lines := quiet.json("due", "--ahead", "366", "--kind", "prospect"):
        quiet.ok("followup", "skip", lines[0]["id"], "--reason", "其他")
    assert _care(quiet, "--date", "2026-07-10") == ["unplanned:M-00001:2026-07-10", "unplanned:M-00002:2026-07-10"]


@pytest.mark.parametrize(
    "planned",
    [
        ["followup", "add", "王小明", "--due", "2026-12-01", "--purpose", "年底问候"],
        ["purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280"],
        ["complaint", "log", "王小明", "--matter", "等候太久", "--summary", "三点一刻才叫到"],
    ],
    ids=["call", "plan", "case"],
)
def test_whoever_something_is_planned_for_is_not_unplanned(quiet: Any, planned: list[str]) -> None:
    quiet.ok(*planned)
    assert _care(quiet, "--date", "2027-12-01") == []
    quiet.ok("undo")
    assert _care(quiet, "--date", "2027-12-01") == ["unplanned:M-00001:2026-07-10"]


def test_a_wish_not_to_be_contacted_stops_it(quiet: Any) -> None:
    quiet.ok("member", "edit", "王小明", "--do-not-contact", "别打", "--do-not-contact-until", "2026-08-01")
    assert _care(quiet, "--date", "2026-08-01") == []
    assert _care(quiet, "--date", "2026-08-02") == ["unplanned:M-00001:2026-07-10"]


def test_the_line_says_since_when_and_is_never_late(quiet: Any) -> None:
    line = quiet.json("due", "--date", "2026-09-01", "--kind", "unplanned")[0]
    shown = ("part", "due_on", "days_late", "assigned_to", "why", "purpose")
    assert {key: line[key] for key in shown} == {
        "part": "today",
        "due_on": "2026-07-10",
        "days_late": 0,
        "assigned_to": "李娜",
        "why": "nothing planned, nothing heard since 2026-01-10",
        "purpose": "日常关怀：问问近况，有没有要帮忙的",
    }


def test_it_stands_behind_all_that_is_due_today(quiet: Any) -> None:
    quiet.ok("member", "add", "刘敏", "--mobile", "19900005678")
    quiet.ok("followup", "add", "刘敏", "--due", "2026-09-01", "--purpose", "快递", "--to", "李娜")
    lines = quiet.json("due", "--date", "2026-09-01", "--owner", "李娜")
    assert [line["id"] for line in lines if line["kind"] != "duty"] == ["1", "unplanned:M-00001:2026-07-10"]


def test_a_call_made_ends_it_for_another_term_and_undo_brings_it_back(quiet: Any, everything: Any) -> None:
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    key = "unplanned:M-00001:2026-07-10"
    before = everything(quiet.path)
    answer = quiet.json("followup", "done", key, "接通", "一切都好")
    assert (answer["id"], answer["state"]) == (key, "done")
    assert _care(quiet, "--date", "2027-01-14") == []
    assert _care(quiet, "--date", "2027-01-15") == ["unplanned:M-00001:2027-01-15"]
    quiet.ok("undo")
    assert everything(quiet.path) == before
    quiet.ok("redo")
    assert _care(quiet) == []


@pytest.mark.parametrize(
    "closing",
    [["done", "unplanned:M-00001:2026-07-10", "拒绝"], ["skip", "unplanned:M-00001:2026-07-10", "--reason", "其他"]],
    ids=["refused", "skipped"],
)
def test_what_was_closed_without_a_contact_comes_again_after_another_term(quiet: Any, closing: list[str]) -> None:
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    quiet.ok("followup", *closing)
    assert _care(quiet, "--date", "2027-01-14") == []
    assert _care(quiet, "--date", "2027-01-15") == ["unplanned:M-00001:2027-01-15"]


def test_nobody_answering_leaves_it_open_with_its_number(quiet: Any) -> None:
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    quiet.ok("followup", "done", "unplanned:M-00001:2026-07-10", "未接")
    lines = quiet.json("due", "--date", "2026-07-17", "--kind", "unplanned")
    assert [(line["id"], line["part"], line["days_late"], line["why"]) for line in lines] == [
        ("1", "overdue", 1, "regular care, due since 2026-07-10, due since 2026-07-10, tried 1 time")
    ]


def test_ten_a_person_and_day_the_longest_silent_first(quiet: Any) -> None:
    _take_in(quiet, 25, recorded_on="2026-01-02")
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    first = _care(quiet)
    assert first == [f"unplanned:M-{number:05}:2026-07-02" for number in range(2, 12)]
    assert quiet.ok("due", "--kind", "unplanned").out.splitlines()[1] == (
        "! 16 more wait for a regular call: crmcli member list --unplanned"
    )
    listed = [row["no"] for row in quiet.json("member", "list", "--unplanned")]
    assert listed == [*(f"M-{number:05}" for number in range(2, 27)), "M-00001"]


def test_doing_ten_does_not_bring_ten_more(quiet: Any) -> None:
    _take_in(quiet, 25, recorded_on="2026-01-02")
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    first = _care(quiet)
    quiet.ok("followup", "done", *first[:4], "接通")
    assert _care(quiet) == first[4:]
    quiet.ok("followup", "skip", first[4], "--reason", "其他")
    quiet.ok("followup", "done", first[5], "未接")
    quiet.ok("followup", "reschedule", first[6], "--to", "2026-07-20", "--reason", "出差")
    assert _care(quiet) == first[7:]
    quiet.ok("followup", "done", *first[7:], "接通")
    assert _care(quiet) == []
    # the two that are still open count until they are closed
    assert _care(quiet, "--date", "2026-07-16") == [
        "6",
        *(f"unplanned:M-{number:05}:2026-07-02" for number in range(12, 20)),
    ]


def test_each_caller_has_ten_of_their_own(quiet: Any, hire: Callable[..., None], facts: Any) -> None:
    """The owner calls where the owner holds the role; who has none, or one who does other things, is called by the
    first of the role.
    """
    hire(quiet, "周婷", "follow-up")
    ids = {row["name"]: row["id"] for row in facts(quiet.path, "staff", "id", "name")}
    _take_in(quiet, 12, ids["李娜"])
    _take_in(quiet, 12, ids["周婷"])
    _take_in(quiet, 12, ids["陈静"])
    lines = quiet.json("due", "--date", "2026-07-10", "--kind", "unplanned")
    told = {name: [line["member"] for line in lines if line["assigned_to"] == name] for name in ("李娜", "周婷")}
    assert told == {
        "李娜": [f"M-{number:05}" for number in range(1, 11)],
        "周婷": [f"M-{number:05}" for number in range(14, 24)],
    }
    out = quiet.ok("due", "--date", "2026-07-10", "--kind", "unplanned", "--owner", "周婷").out.splitlines()
    assert out[1] == "! 2 more wait for a regular call: crmcli member list --unplanned"


def test_counting_stops_where_it_says_no_more(quiet: Any) -> None:
    _take_in(quiet, 1005)
    out = quiet.ok("due", "--date", "2026-07-10", "--kind", "unplanned").out.splitlines()
    assert out[1] == "! more than 990 others wait for a regular call: crmcli member list --unplanned"


def test_whoever_is_spoken_to_needs_no_second_call(quiet: Any) -> None:
    """A member means all that is due to them, the regular call that had to wait included."""
    _take_in(quiet, 10, recorded_on="2026-01-02")
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    quiet.ok("followup", "add", "王小明", "--due", "today", "--purpose", "停车票")
    assert "unplanned:M-00001:2026-07-10" not in _care(quiet)
    quiet.ok("done", "王小明", "接通")
    assert _care(quiet, "--date", "2026-07-16", "--owner", "李娜") == [
        f"unplanned:M-{number:05}:2026-07-02" for number in range(2, 12)
    ]


def test_another_trade_has_its_own_terms(bare: Any) -> None:
    bare.env(CRMCLI_TODAY=f"{BEGAN}T09:00")
    bare.ok("init", "--pack", "club", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小明", "--mobile", "19900001234")
    assert _care(bare, "--date", "2026-04-09") == []
    assert _care(bare, "--date", "2026-04-10") == ["unplanned:M-00001:2026-04-10"]


def test_what_is_kept_is_what_would_be_worked_out_anew(quiet: Any) -> None:
    from crmcli.features.derived import derivation
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    _take_in(quiet, 3, 1)
    quiet.ok("member", "upgrade", "王小明", "--to", "白金卡", "--reason", "院长批")
    quiet.env(CRMCLI_TODAY="2026-07-15T09:00")
    quiet.ok("followup", "skip", "unplanned:M-00002:2026-07-10", "--reason", "其他")
    quiet.ok("followup", "done", "unplanned:M-00003:2026-07-10", "未接")
    session = Session(Shared(db=str(quiet.path)))
    kept = [
        tuple(row)
        for row in session.db.execute("SELECT member_id, unplanned_since, unplanned_of FROM member_state ORDER BY 1")
    ]
    assert kept == [
        (1, "2026-01-10", " platinum "),
        (2, "2026-07-15", "1 silver "),
        (3, None, None),
        (4, "2026-01-10", "1 silver "),
    ]
    assert derived_differences(session.db, derivation(session)) == {}
    session.close()
