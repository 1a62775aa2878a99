"""The recovery guard: what it withholds, what it never does, what lifts it, who may pass it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from crmcli.packs.load import load

STEP = load("clinic", None).plan("surgery").step("month-1")  # type: ignore[union-attr]
SELLING = STEP.promotional_script  # type: ignore[union-attr]
RECOVERING = "recovering since 2026-09-30: promote nothing until a follow-up records --recovered"
UNWELL = "was not well on 2026-10-31: promote nothing until a later call records --feeling 4 or 5"


@pytest.fixture
def month_1(desk: Any) -> Any:
    """王小明 a month after a surgery: steps 1 to 6, the fourth of them due today."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "2026-09-30")
    return desk


def _script(desk: Any) -> str:
    lines = desk.json("due", "--date", "2026-12-30")
    script: str = next(line["script"] for line in lines if line["plan_code"] == "surgery")
    return script


def _promote(desk: Any, *options: str) -> Any:
    return desk(
        "followup", "add", "王小明", "--due", "12-01", "--purpose", "周年庆", "--promotional", *options, "--json"
    )


def test_the_call_is_made_but_its_selling_sentences_are_left_out(month_1: Any) -> None:
    (line,) = month_1.json("due")
    assert (line["step"], line["script"]) == ("month-1", STEP.script.format(name="王小明", item="假体隆鼻"))  # type: ignore[union-attr]
    assert SELLING not in month_1.json("followup", "show", "4")["script"]


@pytest.mark.parametrize("step", ["month-3", "month-6"])
def test_once_recovered_the_later_steps_sell_again(month_1: Any, step: str) -> None:
    found = load("clinic", None).plan("surgery")
    assert found is not None
    selling = found.step(step).promotional_script  # type: ignore[union-attr]
    day = {"month-3": "2026-12-30", "month-6": "2027-03-30"}[step]
    before = {line["step"]: line["script"] for line in month_1.json("due", "--date", day)}
    month_1.ok("followup", "done", "4", "接通", "--recovered")
    after = {line["step"]: line["script"] for line in month_1.json("due", "--date", day)}
    assert selling not in before[step]
    assert after[step] == before[step] + selling


def test_distress_leaves_the_selling_sentences_out_as_well(month_1: Any) -> None:
    month_1.ok("followup", "done", "4", "接通", "--recovered", "--feeling", "2")
    selling = load("clinic", None).plan("surgery").step("month-3").promotional_script  # type: ignore[union-attr]
    assert selling not in _script(month_1)
    month_1.ok("followup", "log", "王小明", "--feeling", "3")
    assert selling not in _script(month_1)
    month_1.ok("followup", "log", "王小明", "--feeling", "4")
    assert selling in _script(month_1)


def test_a_new_treatment_puts_the_guard_on_again(month_1: Any) -> None:
    month_1.ok("followup", "done", "4", "接通", "--recovered")
    assert _promote(month_1).status == 0
    month_1.env(CRMCLI_TODAY="2026-11-01")
    month_1.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280")
    assert _promote(month_1).status == 5


def test_a_promotion_is_refused_with_since_when_and_what_lifts_it(month_1: Any, everything: Callable[..., Any]) -> None:
    before = everything(month_1.path)
    result = _promote(month_1)
    assert (result.status, result.error) == (
        5,
        {
            "kind": "refused",
            "message": f"Nothing may be promoted to 王小明: {RECOVERING}. A supervisor may: --override REASON",
            "field": "--promotional",
            "value": "M-00001",
        },
    )
    assert everything(month_1.path) == before


def test_every_reason_is_said(month_1: Any) -> None:
    month_1.ok("followup", "log", "王小明", "勿扰", "别再打了", "--feeling", "1")
    assert _promote(month_1).error["message"] == (
        f"Nothing may be promoted to 王小明: {RECOVERING}; {UNWELL}; wishes no contact since 2026-10-31 (别再打了), "
        "until crmcli member edit M-00001 --clear do_not_contact. A supervisor may: --override REASON"
    )


def test_care_is_never_refused(month_1: Any) -> None:
    month_1.ok("followup", "log", "王小明", "勿扰", "--feeling", "1")
    month_1.ok("followup", "add", "王小明", "--due", "today", "--purpose", "问伤口")
    assert [line["id"] for line in month_1.json("due")] == ["4", "7"]


def test_what_promotes_is_held_back_while_the_guard_is_on(called: Any) -> None:
    """Planned before the treatment: withheld and counted on its day, listed once recovered."""
    called.env(CRMCLI_TODAY="2026-11-20")
    assert "1" not in [line["id"] for line in called.json("due")]
    assert (
        "! 1 held back: recovering, not well or with an open complaint, nothing is promoted"
        in called.ok("due").out.splitlines()
    )
    called.ok("followup", "log", "王小明", "--recovered")
    assert "1" in [line["id"] for line in called.json("due")]


def test_an_override_needs_a_reason_and_the_role_and_is_kept(
    month_1: Any, hire: Callable[..., None], facts: Any
) -> None:
    hire(month_1, "李娜", "follow-up")
    refused = _promote(month_1, "--override", "主任同意", "--as", "李娜")
    assert (refused.status, refused.error["kind"]) == (6, "not-allowed")
    assert _promote(month_1, "--override", "  ", "--as", "陈静").status == 2
    assert _promote(month_1, "--override", "主任同意", "--as", "陈静").status == 0
    row = facts(month_1.path, "followup", "kind", "reason", "assigned_id")[6]
    assert row == {"kind": "promotion", "reason": "主任同意", "assigned_id": 1}
    assert month_1.json("operations", "--as", "陈静")[0]["command"] == "followup add --override"
    due = month_1.json("due", "--date", "2026-12-01", "--as", "陈静")
    assert "周年庆" in [line["purpose"] for line in due]


def test_an_override_of_nothing_is_a_slip(month_1: Any) -> None:
    error = month_1.refused(2, "followup", "add", "王小明", "--due", "today", "--purpose", "x", "--override", "x")
    assert error["message"] == "--override goes with --promotional."
