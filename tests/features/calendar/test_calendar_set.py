"""One day, set by hand, and taken back."""

from __future__ import annotations

from typing import Any

import pytest


def test_a_new_day(desk: Any) -> None:
    assert desk.json("calendar", "set", "2026-12-25", "off", "--name", "圣诞") == {
        "day": "2026-12-25",
        "weekday": "fri",
        "kind": "off",
        "name": "圣诞",
        "source": "hand",
        "before": None,
        "operation": 2,
    }
    assert [row["day"] for row in desk.json("calendar", "show")][-1] == "2026-12-25"


def test_a_known_day_keeps_its_name_unless_another_is_given(desk: Any) -> None:
    answer = desk.json("calendar", "set", "10-10", "休")
    assert (answer["kind"], answer["name"], answer["source"]) == ("off", "国庆节", "hand")
    assert answer["before"] == {
        "day": "2026-10-10",
        "weekday": "sat",
        "kind": "work",
        "name": "国庆节",
        "source": "library",
    }
    assert desk.json("calendar", "set", "10-10", "off", "--name", "院庆")["name"] == "院庆"


def test_the_sentence_repeats_the_day_with_its_weekday(desk: Any) -> None:
    assert desk.ok("calendar", "set", "tomorrow", "班").out == (
        "2026-11-01 Sunday is a working day · undo: crmcli undo 2\n"
    )
    assert desk.ok("calendar", "set", "10-07", "off").out == (
        "2026-10-07 Wednesday is a day off (国庆节) · undo: crmcli undo 3\n"
    )


def test_the_same_again_changes_nothing(desk: Any) -> None:
    desk.ok("calendar", "set", "12-25", "off")
    assert desk.json("calendar", "set", "12-25", "休息")["operation"] is None


@pytest.mark.parametrize("day", ["12-25", "10-10", "10-01"])
def test_undo_puts_the_day_back(desk: Any, everything: Any, day: str) -> None:
    before = everything(desk.path)
    desk.ok("calendar", "set", day, "off", "--name", "院庆")
    after = everything(desk.path)
    assert after != before
    desk.ok("undo")
    assert everything(desk.path) == before
    desk.ok("redo")
    assert everything(desk.path) == after


def test_undo_of_an_earlier_setting_is_refused_while_a_later_one_stands(desk: Any) -> None:
    desk.ok("calendar", "set", "12-25", "off")
    desk.ok("calendar", "set", "12-25", "work")
    assert desk.refused(5, "undo", 2)["kind"] == "refused"


NO_KIND = "{0} is neither a day off nor a working day: write off (休) or work (班)"


@pytest.mark.parametrize(
    ("words", "field", "message"),
    [
        (["12-25", "调休"], "KIND", NO_KIND.format("调休")),
        (["12-25", "maybe"], "KIND", NO_KIND.format("maybe")),
        (["2026-02-30", "off"], "DAY", None),
        (["12-25"], "KIND", None),
        ([], "DAY", None),
    ],
)
def test_refused(desk: Any, words: list[str], field: str, message: str | None) -> None:
    error = desk.refused(2, "calendar", "set", *words)
    assert error["field"] == field
    if message:
        assert error["message"] == message
    assert len(desk.json("operations")) == 1
