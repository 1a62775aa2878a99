"""IDs and birthdays of members: what an ID fills, what contradicts it, lunar and impossible days."""

from __future__ import annotations

from typing import Any

import pytest

from harness import Desk


def made_up(front: str) -> str:
    """An invented ID with the check character GB 11643 wants."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return front + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(front, weights, strict=True)) % 11]


@pytest.fixture
def add(desk: Desk) -> Any:
    def run(*options: str) -> Any:
        return desk.json("member", "add", "王小明", "--mobile", "19900005678", *options)

    return run


def test_an_id_fills_birthday_and_gender(desk: Desk, add: Any) -> None:
    answer = add("--id-no", made_up("11010519900503002"))
    assert (answer["birthday"], answer["birthday_calendar"], answer["gender"]) == ("1990-05-03", "solar", "female")
    assert answer["warnings"] == []
    shown = desk.json("member", "show", "王小明")
    assert (shown["id_type"], shown["id_no"][:3], "*" in shown["id_no"]) == ("身份证", "110", True)


CONTRADICTED = [
    (["--birthday", "1990-05-04"], "1990-05-04", 1),
    (["--birthday", "1990-05-03"], "1990-05-03", 0),
    (["--birthday", "05-04"], "--05-04", 0),
    (["--gender", "男"], "1990-05-03", 1),
    (["--birthday", "1991-01-01", "--gender", "男"], "1991-01-01", 2),
]


@pytest.mark.parametrize(("options", "birthday", "warnings"), CONTRADICTED)
def test_what_contradicts_the_id_is_kept_and_told(add: Any, options: list[str], birthday: str, warnings: int) -> None:
    answer = add("--id-no", made_up("11010519900503002"), *options)
    assert (answer["birthday"], len(answer["warnings"])) == (birthday, warnings)


REFUSED = [
    ("110105199005030021", "1 at position 18"),
    ("11010519900231002X", None),
    ("1101051990", None),
    (made_up("00010519900503002"), None),
]


@pytest.mark.parametrize(("number", "says"), REFUSED)
def test_an_id_that_cannot_be_one(desk: Desk, number: str, says: str | None) -> None:
    error = desk.refused(2, "member", "add", "王小明", "--mobile", "19900005678", "--id-no", number)
    assert (error["field"], error["value"]) == ("id_no", number)
    assert says is None or says in error["message"]
    assert desk.json("member", "list") == []


def test_born_in_the_future_is_refused_and_today_is_not_the_future(desk: Desk) -> None:
    tomorrow, today = made_up("11010520261101002"), made_up("11010520261031002")
    words = ["member", "add", "王小明", "--mobile", "19900005678", "--id-no"]
    assert "future" in desk.refused(2, *words, tomorrow)["message"]
    assert desk.refused(5, *words, today)["field"] == "guardian"
    guardian = ["--guardian", "王大", "--guardian-phone", "19900000045", "--guardian-consent-on", "今天"]
    assert desk.json(*words, today, *guardian)["birthday"] == "2026-10-31"


def test_another_kind_of_id_is_not_checked_like_a_resident_id(desk: Desk, add: Any) -> None:
    answer = add("--id-type", "护照", "--id-no", "e12345678")
    assert answer["birthday"] is None
    assert desk.json("member", "show", "王小明")["id_type"] == "护照"


def test_the_same_id_twice_is_refused_unless_yes_is_said(desk: Desk, add: Any) -> None:
    number = made_up("11010519900503002")
    add("--id-no", number)
    words = ["member", "add", "李四", "--mobile", "19900000045", "--id-no", number]
    error = desk.refused(5, *words)
    assert (error["field"], [c["no"] for c in error["candidates"]]) == ("id_no", ["M-00001"])
    assert desk.json(*words, "--yes")["no"] == "M-00002"


def test_the_same_mobile_twice_passes_with_yes(desk: Desk, add: Any) -> None:
    add()
    assert desk.json("member", "add", "李四", "--mobile", "19900005678", "--yes")["no"] == "M-00002"
    warned = desk.json("member", "show", "李四")["warnings"]
    assert warned == ["same mobile as M-00001"]


BIRTHDAYS = [
    ("1990-05-03", "1990-05-03", "solar", False, "1990-05-03"),
    ("1990年5月3日", "1990-05-03", "solar", False, "1990-05-03"),
    ("5月3日", "--05-03", "solar", False, "05-03"),
    ("2月29日", "--02-29", "solar", False, "02-29"),
    ("农历腊月三十", "--12-30", "lunar", False, "lunar 12-30"),
    ("农历1990年五月初三", "1990-05-03", "lunar", False, "lunar 1990-05-03"),
    ("农历1990年闰五月初三", "1990-05-03", "lunar", True, "lunar 1990-05-03 leap month"),
]


@pytest.mark.parametrize(("text", "kept", "calendar", "leap", "shown"), BIRTHDAYS)
def test_birthdays_as_people_say_them(
    desk: Desk, add: Any, text: str, kept: str, calendar: str, leap: bool, shown: str
) -> None:
    answer = add("--birthday", text)
    assert (answer["birthday"], answer["birthday_calendar"], answer["birthday_leap"]) == (kept, calendar, leap)
    assert f"  {shown}\n" in desk.ok("member", "show", "王小明").out
    assert shown in desk.ok("member", "list").out


NO_DAYS = ["1990-02-31", "1991-02-29", "农历1990年闰三月初三", "13-01", "2026-11-01", "1990", "五月"]


@pytest.mark.parametrize("text", NO_DAYS)
def test_days_that_do_not_exist(desk: Desk, text: str) -> None:
    error = desk.refused(2, "member", "add", "王小明", "--mobile", "19900005678", "--birthday", text)
    assert (error["field"], error["value"]) == ("birthday", text)
