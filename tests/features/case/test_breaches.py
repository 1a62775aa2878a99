"""First-asked responsibility: which clocks ran out unmet, whose they are, which rung they climb to, who decides."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.features.case.breach import Ended, climbed, ended

NOW = "2026-11-10T09:00:00+08:00"


def _at(text: str) -> str:
    """05T15 is 15:00 on 5 November."""
    return f"2026-11-{text}:00:00+08:00"


def _steps(*told: tuple[Any, ...]) -> list[dict[str, Any]]:
    """Steps from kind, time and, where they have one, the promised time or the outcome."""
    steps = []
    for number, (kind, at, *more) in enumerate(told, 1):
        extra = more[0] if more else None
        until_at = _at(extra) if kind == "promised" else None
        outcome = extra if kind != "promised" else None
        steps.append({"id": number, "kind": kind, "at": _at(at), "outcome": outcome, "until_at": until_at})
    return steps


def _clock(name: str, event_id: int, due_at: str | None) -> dict[str, Any]:
    return {"name": name, "event_id": event_id, "due_at": _at(due_at) if due_at else None}


LOGGED = ("logged", "02T09")
ANSWER, RESOLUTION = _clock("answer", 1, "02T13"), _clock("resolution", 1, "05T18")


@pytest.mark.parametrize(
    ("steps", "clocks", "found"),
    [
        ([LOGGED, ("called", "02T12", "reached"), ("resolved", "05T17")], [ANSWER, RESOLUTION], []),
        ([LOGGED, ("answered", "02T13"), ("resolved", "05T18")], [ANSWER, RESOLUTION], []),
        (
            [LOGGED, ("called", "02T12", "no-answer"), ("called", "02T14", "reached")],
            [ANSWER, RESOLUTION],
            [("answer", "02T13", "02T14"), ("resolution", "05T18", None)],
        ),
        # what was done answers as well
        ([LOGGED, ("resolved", "02T14")], [ANSWER, RESOLUTION], [("answer", "02T13", "02T14")]),
        ([LOGGED, ("closed", "02T12")], [ANSWER, RESOLUTION], []),
        ([LOGGED, ("closed", "03T12")], [ANSWER, RESOLUTION], [("answer", "02T13", None)]),
        # a clock set anew holds, one called off does not run
        ([LOGGED, ("rated", "02T10")], [ANSWER, _clock("answer", 2, "02T11")], [("answer", "02T11", None)]),
        ([LOGGED, ("rated", "02T10")], [ANSWER, _clock("answer", 2, None)], []),
        # still to come
        ([LOGGED], [_clock("answer", 1, "10T10")], []),
        # each round of a reopened case has a resolution of its own
        (
            [LOGGED, ("resolved", "06T09"), ("closed", "06T10"), ("reopened", "06T11"), ("resolved", "09T09")],
            [_clock("resolution", 1, "05T18"), _clock("resolution", 4, "08T18")],
            [("resolution", "05T18", "06T09"), ("resolution-2", "08T18", "09T09")],
        ),
        # done again in the same round: the first time counts
        ([LOGGED, ("resolved", "05T17"), ("resolved", "07T09")], [RESOLUTION], []),
        # promises: kept, kept late, given anew in time, given anew too late
        ([LOGGED, ("promised", "02T10", "02T15"), ("called", "02T15", "reached")], [], []),
        ([LOGGED, ("promised", "02T10", "02T15"), ("called", "02T16", "reached")], [], [("promise", "02T15", "02T16")]),
        ([LOGGED, ("promised", "02T10", "02T15"), ("promised", "02T14", "12T09")], [], []),
        (
            [LOGGED, ("promised", "02T10", "02T15"), ("promised", "02T16", "03T09"), ("closed", "04T09")],
            [],
            [("promise", "02T15", None), ("promise-2", "03T09", None)],
        ),
    ],
)
def test_which_clocks_ran_out(steps: Any, clocks: Any, found: list[tuple[str, str, str | None]]) -> None:
    wanted = [Ended(name, _at(due_at), _at(met_at) if met_at else None) for name, due_at, met_at in found]
    assert ended(_steps(*steps), clocks, NOW) == wanted


def _breach(staff_id: int, due_at: str, decision: str = "proposed", rung: str | None = None) -> dict[str, Any]:
    told = {"case_id": 1, "clock": "answer", "due_at": due_at, "rung": rung}
    return told | {"staff_id": staff_id, "decision": decision}


@pytest.mark.parametrize(
    ("breaches", "found"),
    [
        ([_breach(1, "3"), _breach(1, "1"), _breach(1, "2")], [(1, "a"), (2, "b"), (3, "c")]),
        ([_breach(1, "1"), _breach(2, "2"), _breach(1, "3")], [(1, "a"), (1, "a"), (2, "b")]),
        # dismissed counts for nothing
        ([_breach(1, "1", "dismissed"), _breach(1, "2")], [(None, None), (1, "a")]),
        # past the top the top stays; what was confirmed keeps its rung
        ([_breach(1, str(day)) for day in range(1, 6)], [(1, "a"), (2, "b"), (3, "c"), (4, "c"), (5, "c")]),
        ([_breach(1, "1"), _breach(1, "2", "confirmed", "a"), _breach(1, "3")], [(1, "a"), (2, "a"), (3, "c")]),
    ],
)
def test_how_they_climb(breaches: list[dict[str, Any]], found: list[tuple[int | None, str | None]]) -> None:
    assert [(one["count"], one["rung"]) for one in climbed(breaches, ["a", "b", "c"])] == found


def test_without_a_ladder_they_are_counted_only() -> None:
    assert [(one["count"], one["rung"]) for one in climbed([_breach(1, "1")], [])] == [(1, None)]


@pytest.fixture
def club(bare: Any) -> Any:
    """A club: 周敏 (reception) took two complaints on Monday 2 November, 陈静 (manager) one; it is Friday.

    The first was answered a day late and never settled, the second was answered at once, the third never.
    """
    bare.env(CRMCLI_TODAY="2026-11-02T09:30")
    bare.init("club")
    bare.ok("staff", "add", "周敏", "--role", "大厅接待")
    bare.env(CRMCLI_AS="周敏")
    _log(bare, "李四", "淋浴没热水")
    _log(bare, "赵六", "教练迟到")
    bare.ok("complaint", "answer", "2")
    bare.ok("complaint", "resolve", "2", "--text", "道歉")
    bare.env(CRMCLI_AS="陈静")
    _log(bare, "孙七", "订场被占")
    bare.env(CRMCLI_TODAY="2026-11-03T10:00")
    bare.ok("complaint", "answer", "1")
    bare.env(CRMCLI_TODAY="2026-11-06T09:00")
    return bare


def _log(desk: Any, name: str, matter: str) -> None:
    phone = f"1990000{len(matter):04d}"
    desk.ok("complaint", "log", "--name", name, "--phone", phone, "--matter", matter, "--summary", "见记录")


def _short(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [(r["no"][-1], r["staff"], r["clock"], r["date"], r["count"], r["rung"], r["decision"]) for r in rows]


ALL = [
    ("1", "周敏", "answer", "2026-11-02", 1, "reminder", "proposed"),
    ("3", "陈静", "answer", "2026-11-02", 1, "reminder", "proposed"),
    ("1", "周敏", "resolution", "2026-11-05", 2, "notice", "proposed"),
    ("3", "陈静", "resolution", "2026-11-05", 2, "notice", "proposed"),
]


def test_whose_they_are_wherever_the_case_went(club: Any) -> None:
    assert _short(club.json("complaint", "breaches")) == ALL
    club.ok("complaint", "route", "1", "--to", "工程部", "--person", "陈静")
    assert _short(club.json("complaint", "breaches")) == ALL
    assert _short(club.json("complaint", "breaches", "--staff", "周敏")) == [ALL[0], ALL[2]]
    first = club.json("complaint", "breaches")[0]
    assert (first["due_at"], first["met_at"], first["rung_name"]) == (
        "2026-11-02T15:00:00+08:00",
        "2026-11-03T10:00:00+08:00",
        "口头提醒",
    )


def test_for_the_eye(club: Any) -> None:
    said = club.ok("complaint", "breaches", "--staff", "周敏").out.splitlines()
    assert said[0] == (
        "The ladder: 1. 口头提醒, 2. 书面通报, 3. 经理约谈. Each is a proposal until a supervisor confirms it."
    )
    assert said[2].split() == [
        "TS-2026-0001", "周敏", "first", "answer", "2026-11-02", "15:00", "2026-11-03", "10:00", "1", "口头提醒",
        "proposed",
    ]  # fmt: skip


def test_a_supervisor_confirms_or_dismisses_and_undo_takes_it_back(club: Any) -> None:
    answer = club.json("complaint", "breach", "1", "answer", "--dismiss", "--reason", "电话线路故障")
    assert (answer["decision"], answer["decided_by"], answer["reason"], answer["rung"]) == (
        "dismissed",
        "陈静",
        "电话线路故障",
        None,
    )
    dismissed = ("1", "周敏", "answer", "2026-11-02", None, None, "dismissed")
    climbs = ("1", "周敏", "resolution", "2026-11-05", 1, "reminder", "proposed")
    assert _short(club.json("complaint", "breaches", "--staff", "周敏")) == [dismissed, climbs]
    said = club.ok("complaint", "breach", "1", "res", "--confirm").out
    assert said.startswith("TS-2026-0001 · resolution · 周敏: 口头提醒 · 陈静 · undo: crmcli undo ")
    assert _short(club.json("complaint", "breaches", "--staff", "周敏", "--open")) == []
    # the rung it was confirmed for stays when the other one counts after all
    club.ok("complaint", "breach", "1", "answer", "--confirm")
    assert [row[4:] for row in _short(club.json("complaint", "breaches", "--staff", "周敏"))] == [
        (1, "reminder", "confirmed"),
        (2, "reminder", "confirmed"),
    ]
    for _time in range(3):
        club.ok("undo")
    assert _short(club.json("complaint", "breaches")) == ALL


@pytest.mark.parametrize(
    ("status", "who", "words", "message"),
    [
        (6, "周敏", ("1", "answer", "--confirm"), "周敏 (大厅接待) may not decide this; ask a supervisor to do it."),
        (6, "陈静", ("3", "answer", "--confirm"), "陈静 cannot decide about a breach of their own."),
        (4, "陈静", ("2", "answer", "--confirm"), "No clock of TS-2026-0002 ran out unmet."),
        (
            4,
            "陈静",
            ("1", "promise", "--confirm"),
            "promise is none of the clocks of TS-2026-0001 that ran out: answer, resolution.",
        ),
        (2, "陈静", ("1", "answer"), "Give one of --confirm and --dismiss."),
        (2, "陈静", ("1", "answer", "--dismiss"), "Reason is missing: give --reason."),
    ],
)
def test_what_is_refused(status: int, who: str, words: tuple[str, ...], message: str, club: Any) -> None:
    assert club.refused(status, "complaint", "breach", *words, "--as", who)["message"] == message
    assert _short(club.json("complaint", "breaches")) == ALL


def test_where_no_clock_is_set_only_what_was_promised_can_break(desk: Any) -> None:
    _log(desk, "李四", "多收费")
    desk.ok("complaint", "promise", "1", "--at", "15:30", "--text", "财务查账")
    desk.env(CRMCLI_TODAY="2026-10-31T16:00")
    assert _short(desk.json("complaint", "breaches")) == [
        ("1", "陈静", "promise", "2026-10-31", 1, "notice", "proposed"),
    ]
