"""The recovery guard of an open complaint: what it withholds, what it says, what lifts it."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.packs.load import load
from crmcli.storage.schema import DERIVED, FACTS

SINCE = "has a complaint open since 2026-10-30: promote nothing until it is closed (crmcli complaint close)"
SELLING = load("clinic", None).plan("surgery").step("month-3").promotional_script  # type: ignore[union-attr]
DONE = ("--resolve", "当面道歉，免费换药", "--opinion", "satisfied", "--close")


@pytest.fixture
def complained(desk: Any) -> Any:
    """王小明, recovered from a surgery of July with a step due on 2026-10-31, complained the day before."""
    desk.env(CRMCLI_TODAY="2026-07-31T10:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800")
    desk.env(CRMCLI_TODAY="2026-09-30T10:00")
    desk.ok("followup", "done", "王小明", "接通", "--recovered")
    desk.ok("followup", "add", "王小明", "--due", "2026-10-31", "--purpose", "周年庆邀请", "--promotional")
    desk.env(CRMCLI_TODAY="2026-10-30T10:00")
    desk.ok("complaint", "log", "王小明", "--matter", "护士态度差", "--summary", "换药时没人理")
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    return desk


def _promote(desk: Any) -> Any:
    return desk("followup", "add", "王小明", "--due", "12-01", "--purpose", "满减", "--promotional", "--json")


def _script(desk: Any) -> str:
    return next(line["script"] for line in desk.json("due") if line["plan_code"] == "surgery")


def test_what_promotes_is_held_back_and_care_goes_on(complained: Any) -> None:
    assert [line["purpose"] for line in complained.json("due") if line["kind"] == "promotion"] == []
    assert SELLING not in _script(complained)
    said = complained.ok("due").out.splitlines()
    assert "! 1 held back: recovering, not well or with an open complaint, nothing is promoted" in said


def test_a_promotion_is_refused_with_since_when_and_what_lifts_it(complained: Any, dump: Any) -> None:
    before = dump(complained.path, (*FACTS, *DERIVED))
    refused = _promote(complained)
    message = f"Nothing may be promoted to 王小明: {SINCE}. A supervisor may: --override REASON"
    assert (refused.status, refused.error["message"]) == (5, message)
    assert dump(complained.path, (*FACTS, *DERIVED)) == before


def test_the_member_and_the_call_say_so(complained: Any) -> None:
    card = complained.json("member", "show", "王小明")
    assert (card["complaint_since"], card["warnings"]) == ("2026-10-30", [SINCE])
    assert complained.json("followup", "show", "complaint:TS-2026-0001")["warnings"] == [SINCE]


def test_closing_lifts_it_and_undo_of_the_closing_puts_it_on_again(complained: Any) -> None:
    complained.ok("complaint", "resolve", "TS-2026-0001", "--text", "道歉")
    assert _promote(complained).status == 5
    complained.ok("complaint", "confirm", "TS-2026-0001", "--opinion", "satisfied", "--close")
    assert complained.json("member", "show", "王小明")["complaint_since"] is None
    assert SELLING in _script(complained)
    complained.ok("undo")
    assert complained.json("member", "show", "王小明")["complaint_since"] == "2026-10-30"
    complained.ok("redo")
    assert _promote(complained).status == 0


def test_of_several_the_first_open_one_counts(complained: Any) -> None:
    complained.ok("complaint", "log", "王小明", "--matter", "收费", "--summary", "多收")
    assert complained.json("member", "show", "王小明")["complaint_since"] == "2026-10-30"
    complained.ok("complaint", "close", "TS-2026-0001", "--reason", "重复登记")
    assert complained.json("member", "show", "王小明")["complaint_since"] == "2026-10-31"


@pytest.mark.parametrize(
    "words",
    [
        ("case", "log", "李四", "--kind", "建议", "--matter", "停车", "--summary", "多划几个车位"),
        ("complaint", "log", "李四", "--matter", "停车", "--summary", "没车位", *DONE),
        ("complaint", "log", "--name", "李四", "--phone", "19900005678", "--matter", "停车", "--summary", "没车位"),
    ],
    ids=["suggestion", "settled at the desk", "of nobody known"],
)
def test_what_does_not_guard(words: tuple[str, ...], desk: Any) -> None:
    desk.ok("member", "add", "李四", "--mobile", "19900005678")
    desk.ok(*words)
    assert desk.json("member", "show", "M-00001")["complaint_since"] is None
    desk.ok("followup", "add", "M-00001", "--due", "12-01", "--purpose", "满减", "--promotional")
