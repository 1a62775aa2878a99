"""The plan of a prospect: its days, its words, a second inquiry, and its end when the prospect is one no more."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk


def calls(desk: Desk, *words: object) -> list[tuple[str, ...]]:
    lines = desk.json("followup", "list", *words)
    return sorted((line["due_on"], line["state"], line["reason"]) for line in lines)


@pytest.mark.parametrize(
    ("day", "daily", "weekdays"),
    [
        # Saturday 31 January 2026; February has 28 days, a Saturday that is made up is worked
        ("2026-01-31", ["2026-02-01", "2026-02-07", "2026-02-28"], ["2026-02-02", "2026-02-09", "2026-02-28"]),
        # the seven days of National Day, the Saturday after it is made up
        ("2026-09-30", ["2026-10-01", "2026-10-07", "2026-10-30"], ["2026-10-08", "2026-10-08", "2026-10-30"]),
        ("2026-10-03", ["2026-10-04", "2026-10-10", "2026-11-03"], ["2026-10-08", "2026-10-10", "2026-11-03"]),
        # month ends; from a leap day
        ("2024-02-29", ["2024-03-01", "2024-03-07", "2024-03-29"], ["2024-03-01", "2024-03-07", "2024-03-29"]),
        ("2026-08-31", ["2026-09-01", "2026-09-07", "2026-09-30"], ["2026-09-01", "2026-09-07", "2026-09-30"]),
    ],
)
@pytest.mark.parametrize("pack", ["clinic", "closing"])
def test_days_of_the_plan(
    request: pytest.FixtureRequest, ask: Any, pack: str, day: str, daily: list[str], weekdays: list[str]
) -> None:
    desk = request.getfixturevalue("desk" if pack == "clinic" else "closing")
    answer = ask(desk, "--date", day)
    assert [step["due_on"] for step in answer["plan"]] == (daily if pack == "clinic" else weekdays)
    assert answer["followup"]["due_on"] == answer["plan"][0]["due_on"]


def test_a_year_whose_days_off_nobody_has_entered_is_told_of(closing: Desk, ask: Any) -> None:
    closing.env(CRMCLI_TODAY="2026-12-31T09:30")
    assert ask(closing)["warnings"] == ["The days off of 2027 are not entered yet, weekends are assumed"]


def test_the_words_name_what_was_asked_about(team: Desk, ask: Any) -> None:
    ask(team, "--item", "双眼皮修复")
    team.env(CRMCLI_TODAY="2026-11-01T09:30")
    line = team.json("followup", "due", "--all", "--kind", "inquiry")[0]
    assert (line["mobile"], line["why"], line["assigned_to"]) == (
        "199****5678",
        "asked about 双眼皮修复 on 2026-10-31, day 1",
        "周婷",
    )
    assert line["script"].startswith("王小明您好，我是院里的咨询客服。10月31日您问过双眼皮修复，")
    assert "{item}" not in line["script"]
    shown = team.json("followup", "show", line["id"])
    assert (shown["script"], shown["treatment"]) == (line["script"], None)


def test_of_two_inquiries_of_a_day_the_words_name_the_later(team: Desk, ask: Any) -> None:
    ask(team, "--item", "洁面")
    ask(team, "--item", "隆鼻")
    team.env(CRMCLI_TODAY="2026-11-01T09:30")
    assert [line["why"] for line in team.json("due", "--all", "--kind", "inquiry")] == [
        "asked about 隆鼻 on 2026-10-31, day 1"
    ]


def test_a_second_inquiry_begins_the_plan_anew_and_says_what_is_off(team: Desk, ask: Any, everything: Any) -> None:
    ask(team, "--date", "10-30")
    team.ok("done", 1, "接通")
    before = everything(team.path)
    answer = ask(team, "--item", "隆鼻")
    assert (answer["added"], answer["cancelled"], answer["followup"]) == (
        False,
        ["2", "3"],
        {"id": "4", "due_on": "2026-11-01"},
    )
    assert calls(team) == [
        ("2026-10-31", "done", None),
        ("2026-11-01", "open", None),
        ("2026-11-06", "cancelled", "asked again on 2026-10-31"),
        ("2026-11-07", "open", None),
        ("2026-11-30", "cancelled", "asked again on 2026-10-31"),
        ("2026-11-30", "open", None),
    ]
    team.ok("undo", "--yes")
    assert everything(team.path) == before


def test_an_inquiry_written_down_late_leaves_the_later_plan(team: Desk, ask: Any) -> None:
    ask(team)
    answer = ask(team, "--date", "10-20", "--item", "隆鼻")
    assert (answer["plan"], answer["cancelled"], answer["followup"]) == ([], [], {"id": "1", "due_on": "2026-11-01"})
    assert [line[1] for line in calls(team)] == ["open", "open", "open"]


@pytest.mark.parametrize("way", ["purchase", "convert", "first deal"])
def test_who_becomes_a_member_is_called_about_it_no_more(team: Desk, ask: Any, everything: Any, way: str) -> None:
    ask(team, "--date", "10-20")
    before = everything(team.path)
    if way == "purchase":
        team.json("purchase", "add", "王小明", "--item", "其他", "--amount", "10")
    elif way == "convert":
        team.json("inquiry", "convert", 1)
    else:
        answer = ask(team, "--channel", "on-site", "--first-deal", "--amount", "10")
        assert (answer["converted"], answer["standing"], answer["cancelled"]) == (True, "member", ["1", "2", "3"])
    became = ("cancelled", "became a member on 2026-10-31")
    assert [line[1:] for line in calls(team)] == [became, became, became]
    shown = team.json("member", "show", "王小明")
    assert (shown["standing"], shown["joined_on"], shown["followups"]) == ("member", "2026-10-31", [])
    led = [one["converted_on"] for one in shown["inquiries"]]
    assert led == (["2026-10-31", None] if way == "first deal" else ["2026-10-31"])
    assert len(team.json("operations")) == 4
    team.ok("undo", "--yes")
    assert everything(team.path) == before


def test_a_purchase_of_a_member_leaves_other_calls_alone(team: Desk) -> None:
    team.json("member", "add", "王小明", "--mobile", "19900005678")
    team.json("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "10")
    team.json("purchase", "add", "王小明", "--item", "其他", "--amount", "10")
    assert {line[1] for line in calls(team)} == {"open"}


def test_convert_answers_whole_and_only_once(team: Desk, ask: Any) -> None:
    ask(team)
    assert team.json("inquiry", "convert", "王小明") == {
        "id": 1,
        "member": "M-00001",
        "name": "王小明",
        "standing": "member",
        "tier": "silver",
        "joined_on": "2026-10-31",
        "spend": "0.00",
        "cancelled": ["1", "2", "3"],
        "plan": [],
        "operation": 4,
    }
    for which in (1, "王小明"):
        error = team.refused(5, "inquiry", "convert", which)
        assert error["message"] == "王小明 (M-00001) is a member already, since 2026-10-31."
    team.ok("undo", "--yes")
    lines = team.ok("inquiry", "convert", "王小明").out.splitlines()
    assert lines[1:] == ["  3 calls after an earlier inquiry cancelled", "  card and form: crmcli member apply M-00001"]


def test_convert_can_fill_in_the_application_at_once(team: Desk, ask: Any, everything: Any) -> None:
    ask(team, "--date", "10-29")
    before = everything(team.path)
    answer = team.json("inquiry", "convert", "王小明", "--apply", "--date", "10-30")
    told = ("no", "standing", "joined", "inquiry", "date", "cancelled")
    assert [answer[key] for key in told] == ["M-00001", "member", True, 1, "2026-10-30", ["1", "2", "3"]]
    assert team.json("inquiry", "show", 1)["converted_on"] == "2026-10-30"
    team.ok("undo", "--yes")
    assert everything(team.path) == before


def test_who_never_asked_can_be_converted_and_the_day_may_be_given(team: Desk) -> None:
    team.json("member", "add", "李四", "--mobile", "19900000045", "--prospect")
    answer = team.json("inquiry", "convert", "李四", "--date", "10-29")
    assert (answer["id"], answer["joined_on"], answer["cancelled"]) == (None, "2026-10-29", [])


@pytest.mark.parametrize(
    ("words", "status", "field"),
    [
        ((99,), 4, "ID"),
        (("没有的人",), 4, "member"),
        ((), 2, "ID"),
        ((1, "--date", "10-30"), 2, "--date"),
        ((1, "--date", "明天"), 2, "--date"),
    ],
)
def test_what_convert_refuses(team: Desk, ask: Any, words: tuple[Any, ...], status: int, field: str) -> None:
    ask(team)
    assert team.refused(status, "inquiry", "convert", *words)["field"] == field
    assert team.json("member", "show", "王小明")["standing"] == "prospect"
