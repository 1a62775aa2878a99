"""What is promoted in spite of the recovery guard is kept, listed, counted in the month, and taken back by undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from opened import opened

from crmcli.features.derived import derivation
from crmcli.features.followup.permit import allowed
from crmcli.session import Session
from crmcli.storage import verify
from crmcli.ui.options import Shared

PROMOTE = ("followup", "add", "王小明", "--due", "12-01", "--purpose", "周年庆", "--promotional")
KEPT = {
    "id": 1,
    "day": "2026-10-31",
    "member": "M-00001",
    "name": "王小明",
    "what": "周年庆",
    "followup": "7",
    "guards": ["recovery"],
    "reason": "主任同意",
    "by": "陈静",
}


@pytest.fixture
def treated(desk: Any) -> Any:
    """王小明 a month after a surgery."""
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800", "--date", "2026-09-30")
    return desk


def guard_of_month(desk: Any, month: str = "2026-10") -> Any:
    return desk.json("report", "monthly", "--month", month)["guard"]


def test_an_override_is_a_fact_that_is_listed(treated: Any) -> None:
    treated.ok(*PROMOTE, "--override", " 主任同意 ")
    assert treated.json("followup", "overrides") == [KEPT]
    assert treated.json("followup", "overrides", "--month", "2026-10", "--member", "王小明") == [KEPT]
    assert treated.json("followup", "overrides", "--month", "2026-09") == []
    table = treated.ok("followup", "overrides").out
    assert "周年庆" in table
    assert "recovering" in table


def test_what_needs_no_override_is_none(treated: Any) -> None:
    treated.ok("followup", "done", "4", "接通", "--recovered")
    treated.ok(*PROMOTE, "--override", "主任同意")
    assert treated.json("followup", "overrides") == []
    assert treated.json("operations")[0]["command"] == "followup add"


def test_every_guard_is_named(treated: Any) -> None:
    treated.ok("followup", "log", "王小明", "勿扰", "--feeling", "1")
    treated.ok("complaint", "log", "王小明", "--matter", "等候", "--summary", "久")
    treated.ok(*PROMOTE, "--override", "院长同意")
    (row,) = treated.json("followup", "overrides")
    assert row["guards"] == ["recovery", "distress", "complaint", "do-not-contact"]


def test_undo_takes_it_back_and_redo_gives_it_again(treated: Any, everything: Callable[..., Any]) -> None:
    before = everything(treated.path)
    treated.ok(*PROMOTE, "--override", "主任同意")
    after = everything(treated.path)
    treated.ok("undo")
    assert treated.json("followup", "overrides") == []
    assert everything(treated.path) == before
    treated.ok("redo")
    assert everything(treated.path) == after


def test_the_month_counts_them_by_person(treated: Any, hire: Callable[..., None]) -> None:
    hire(treated, "赵敏", "客服主任")
    assert guard_of_month(treated, "2026-10") == {"overrides": 0, "guarded_members": 1, "by": []}
    for reason, who in (("一", "赵敏"), ("二", "陈静"), ("三", "赵敏")):
        treated.ok(*PROMOTE, "--override", reason, "--as", who)
    assert guard_of_month(treated) == {
        "overrides": 3,
        "guarded_members": 1,
        "by": [{"name": "赵敏", "overrides": 2}, {"name": "陈静", "overrides": 1}],
    }
    page = treated.ok("report", "monthly", "--month", "2026-10").out
    (line,) = [line.split() for line in page.splitlines() if line.startswith("  promoted in spite of the guard")]
    assert line[-4:] == ["3", "0", "+3", "0"]


@pytest.mark.parametrize(
    ("steps", "october"),
    [
        ((), 1),
        ((("followup", "done", "4", "接通", "--recovered"),), 0),
        ((("followup", "done", "4", "接通", "--recovered", "--feeling", "2"),), 1),
        (
            (
                ("followup", "log", "王小明", "--recovered", "--feeling", "2"),
                ("followup", "log", "王小明", "--feeling", "4"),
            ),
            0,
        ),
        (
            (
                ("followup", "log", "王小明", "--recovered"),
                ("complaint", "log", "王小明", "--matter", "等", "--summary", "x"),
            ),
            1,
        ),
        (
            (
                ("followup", "log", "王小明", "--recovered"),
                ("complaint", "log", "王小明", "--matter", "等", "--summary", "x"),
                ("complaint", "close", "1", "--reason", "误会"),
            ),
            0,
        ),
    ],
)
def test_who_was_guarded_at_the_end_of_a_month(treated: Any, steps: tuple[tuple[str, ...], ...], october: int) -> None:
    """Told by what was on record then; September ended the day of the treatment, August before it."""
    for step in steps:
        treated.ok(*step, "--as", "陈静")
    treated.env(CRMCLI_TODAY="2026-11-05")
    treated.ok("followup", "log", "王小明", "--recovered", "--feeling", "5", "--as", "陈静")
    found = [guard_of_month(treated, month)["guarded_members"] for month in ("2026-08", "2026-09", "2026-10")]
    assert found == [0, 1, october]


def test_the_workbook_has_the_list_behind_it(treated: Any) -> None:
    from openpyxl import load_workbook

    treated.ok(*PROMOTE, "--override", "主任同意")
    treated.ok("report", "monthly", "--month", "2026-10", "--xlsx", treated.folder / "m.xlsx")
    sheet = load_workbook(treated.folder / "m.xlsx")["Overrides of the guard"]
    rows = [[value for value in row if value is not None] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert rows[0] == ["day", "no.", "name", "what was promoted", "in spite of", "reason", "by"]
    assert rows[1][1:] == ["M-00001", "王小明", "周年庆", "recovering", "主任同意", "陈静"]


def test_many_are_asked_at_once(treated: Any) -> None:
    """For call lists and campaigns: who may be promoted to, in order, and why each other may not."""
    treated.ok("member", "add", "李四", "--mobile", "19900005678")
    treated.ok("member", "add", "张三", "--mobile", "19900005679")
    treated.ok("member", "add", "赵六", "--mobile", "19900005680")
    treated.ok("complaint", "log", "张三", "--matter", "等候", "--summary", "久")
    treated.ok("followup", "log", "赵六", "勿扰", "别打")
    session = Session(Shared(db=str(treated.path), today="2026-10-31", operator="陈静"))
    said: list[str] = []
    session.db.set_trace_callback(said.append)
    found = allowed(session, [4, 3, 2, 1, 99])
    session.db.set_trace_callback(None)
    session.close()
    assert found.allowed == [2]
    assert found.refused == {
        4: ["wishes no contact since 2026-10-31 (别打), until crmcli member edit M-00004 --clear do_not_contact"],
        3: [
            "has a complaint open since 2026-10-31: promote nothing until it is closed (crmcli complaint close)",
        ],
        1: ["recovering since 2026-09-30: promote nothing until a follow-up records --recovered"],
    }
    assert len([sql for sql in said if "json_each" in sql]) == 1


def test_the_house_period_ends_a_recovery_for_many_too(treated: Any) -> None:
    session = Session(Shared(db=str(treated.path), today="2026-10-31", operator="陈静"))
    pack = session.pack
    for days, expected in ((31, []), (30, [1])):
        session.__dict__["pack"] = pack._replace(follow=pack.follow._replace(recovery_days=days))
        assert allowed(session, [1]).allowed == expected
    session.close()


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        (("接通", "下周再说"), True),
        (("接通", "--recovered"), False),
        (("接通", "--recovered", "--feeling", "2"), True),
        (("接通", "--recovered", "--feeling", "3"), False),
        (("未接",), False),
    ],
)
def test_no_further_promotional_call_is_planned_while_the_guard_is_on(
    treated: Any, everything: Callable[..., Any], words: tuple[str, ...], refused: bool
) -> None:
    """What the call itself records counts; nothing of a refused one is written. A call not taken is only moved."""
    treated.ok(*PROMOTE, "--override", "主任同意")
    before = everything(treated.path)
    result = treated("followup", "done", "7", *words, "--next", "12-20", "--json")
    assert result.status == (5 if refused else 0), result
    if refused:
        assert result.error["message"].startswith("No further promotional call can be planned for 王小明: ")
        assert result.error["message"].endswith("crmcli followup add M-00001 --promotional --override REASON")
        assert everything(treated.path) == before


DAY = "2026-10-31"
CASES: list[tuple[str, list[tuple[str, ...]], str | None]] = [
    ("nothing", [], None),
    ("1 is distress", [(DAY, "1")], DAY),
    ("2 is distress", [(DAY, "2")], DAY),
    ("3 is none", [(DAY, "3")], None),
    ("3 leaves it", [(DAY, "2"), ("2026-11-01", "3")], DAY),
    ("4 lifts it", [(DAY, "2"), ("2026-11-01", "4")], None),
    ("5 lifts it", [(DAY, "1"), ("2026-11-01", "5")], None),
    ("since the first of several", [(DAY, "2"), ("2026-11-01", "1")], DAY),
    ("lifted and on again", [(DAY, "2"), ("2026-11-01", "4"), ("2026-11-02", "2")], "2026-11-02"),
    ("an earlier 5 lifts nothing", [(DAY, "5"), ("2026-11-01", "2")], "2026-11-01"),
    ("of one day the later counts, up", [(DAY, "2"), (DAY, "4")], None),
    ("of one day the later counts, down", [(DAY, "4"), (DAY, "2")], DAY),
]


@pytest.mark.parametrize(("told", "feelings", "since"), CASES, ids=[case[0] for case in CASES])
def test_distress(desk: Any, told: str, feelings: list[tuple[str, ...]], since: str | None) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    for day, feeling in feelings:
        desk.ok("followup", "log", "王小明", "--feeling", feeling, "--today", day)
    with opened(desk.path) as db:
        assert db.execute("SELECT distress_since FROM member_state").fetchone()[0] == since


@pytest.mark.parametrize(
    ("order", "since"),
    [
        (("treatment", "recovered"), None),
        (("recovered", "treatment"), DAY),
        (("treatment", "recovered", "treatment"), DAY),
        (("treatment", "recovered", "treatment", "recovered"), None),
    ],
)
def test_a_treatment_on_the_day_of_a_recovery_goes_by_the_order_of_entry(
    desk: Any, everything: Callable[..., Any], order: tuple[str, ...], since: str | None
) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    steps = {
        "treatment": ("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280"),
        "recovered": ("followup", "log", "王小明", "--recovered"),
    }
    for step in order:
        desk.ok(*steps[step])
    after = everything(desk.path)
    desk.ok("undo", "--yes")
    desk.ok("redo")
    assert everything(desk.path) == after
    with opened(desk.path) as db:
        assert db.execute("SELECT recovering_since FROM member_state").fetchone()[0] == since


@pytest.mark.parametrize("plan", ["surgery", "laser"])
@pytest.mark.parametrize("step", ["month-1", "month-3", "month-6"])
def test_selling_sentences_are_said_only_to_who_has_recovered(desk: Any, plan: str, step: str) -> None:
    item = {"surgery": "假体隆鼻", "laser": "激光祛斑"}[plan]
    found = Session(Shared(db=str(desk.path))).pack.plan(plan)
    selling = found.step(step).promotional_script  # type: ignore[union-attr]
    assert selling
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("purchase", "add", "王小明", "--item", item, "--amount", "1", "--date", "2026-10-31")
    number = next(line["id"] for line in desk.json("followup", "list") if line["step"] == step)
    desk.env(CRMCLI_TODAY={"month-1": "2026-11-30", "month-3": "2027-01-31", "month-6": "2027-04-30"}[step])
    guarded = desk.json("followup", "show", number)["script"]
    desk.ok("followup", "log", "王小明", "--recovered")
    assert selling not in guarded
    assert desk.json("followup", "show", number)["script"] == guarded + selling


def test_a_complaint_guards_until_closed_and_again_once_reopened(desk: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("complaint", "log", "王小明", "--matter", "等候", "--summary", "久")
    assert desk(*PROMOTE).status == 5
    desk.ok("complaint", "close", "1", "--reason", "误会")
    assert desk(*PROMOTE).status == 0
    desk.ok("complaint", "reopen", "1", "--reason", "又来电")
    assert desk(*PROMOTE).status == 5


def test_what_is_kept_of_the_guard_is_what_the_facts_make(treated: Any) -> None:
    treated.ok("followup", "log", "王小明", "--recovered", "--feeling", "2")
    treated.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280")
    treated.ok(*PROMOTE, "--override", "主任同意")
    session = Session(Shared(db=str(treated.path), today="2026-10-31"))
    with opened(treated.path) as db:
        assert verify.derived_differences(db, derivation(session)) == {}
    session.close()


def test_a_wrong_month_is_a_sentence(desk: Any) -> None:
    error = desk.refused(2, "followup", "overrides", "--month", "2026-13")
    assert error["field"] == "--month"
    assert desk.refused(2, "followup", "overrides", "--limit", "0")["field"] == "--limit"
