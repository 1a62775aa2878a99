"""What the steps of a case make of it: state, what is missing, the next call; all by tables."""

from __future__ import annotations

from typing import Any

import pytest

from crmcli.errors import Failure
from crmcli.features.case.life import (
    ANSWERED,
    BY_SUPERVISOR,
    CALLED,
    CLOSED,
    CONFIRMED,
    KINDS,
    LOGGED,
    ON_THE_SPOT,
    PROMISED,
    RATED,
    REOPENED,
    RESOLVED,
    ROUTED,
    WAITING,
    Event,
    Wait,
    standing,
    waits,
)
from crmcli.features.case.matter import category_of
from crmcli.features.case.nextcall import next_call
from crmcli.features.case.step import missing, refuse_step
from crmcli.packs.casekind import CaseKind
from crmcli.packs.load import load


def kind(code: str) -> CaseKind:
    found = load("clinic", None).case(code)
    assert found is not None
    return found


COMPLAINT, SUGGESTION = kind("complaint"), kind("suggestion")


def step(words: str) -> Event:
    """2 called no-answer: on the second, at ten, a call nobody took; until=… and other columns behind it."""
    day, name, *more = words.split()
    hour = "10:00"
    if "T" in day:
        day, hour = day.split("T")
    on = f"2026-11-{int(day):02}"
    values: dict[str, Any] = {}
    for word in more:
        key, _sign, value = word.partition("=")
        values[key if value else {CALLED: "outcome", CONFIRMED: "opinion", CLOSED: "outcome"}[name]] = value or key
    if "until" in values:
        until = values.pop("until")
        values["until_at"] = f"2026-11-{until}:00+08:00" if "T" in until else f"2026-11-{until}"
    if name == LOGGED:
        values["severity"] = "normal"
    return Event(name, on, f"{on}T{hour}:00+08:00", 1, **values)


def steps(*words: str) -> list[Event]:
    return [step(f"1 {LOGGED}"), *(step(one) for one in words)]


ALL, BACK = ["done", "call", "opinion"], ["call", "opinion"]
#: steps after logging, state, what is missing, the next call
LIVES = [
    ([], LOGGED, ALL, "first 2026-11-01"),
    (["2 routed department=skin"], ROUTED, ALL, "first 2026-11-01"),
    (["2 answered"], ANSWERED, ALL, "chase 2026-11-03"),
    (["2 answered", "3 routed"], ANSWERED, ALL, "chase 2026-11-03"),
    (["2 resolved"], RESOLVED, BACK, "back 2026-11-02"),
    (["2 resolved", "3 called reached"], RESOLVED, ["opinion"], "back 2026-11-04"),
    (["2 resolved", "3 confirmed satisfied"], CONFIRMED, [], None),
    (["2 resolved", "3 confirmed unsatisfied", "4 resolved"], RESOLVED, BACK, "back 2026-11-04"),
    (["2 resolved", "3 confirmed satisfied", "3 closed"], CLOSED, [], None),
    # a call before anything else is the answer; one nobody took leaves it owed, on the day of the next try
    (["2 called reached"], ANSWERED, ALL, "chase 2026-11-03"),
    (["1 called no-answer until=02"], LOGGED, ALL, "first 2026-11-02"),
    (["1 called no-answer until=02", "2 called busy until=03"], LOGGED, ALL, "first 2026-11-03"),
    (["1 called no-answer until=02", "2 called reached"], ANSWERED, ALL, "chase 2026-11-03"),
    (["2 called rescheduled until=02T15:30"], LOGGED, ALL, "first 2026-11-02T15:30"),
    (["2 resolved", "2 called no-answer until=03"], RESOLVED, BACK, "back 2026-11-03"),
    # a promise is kept by what comes after the answer, not by the answer in which it was given
    (["1 promised until=02T15:30"], LOGGED, ALL, "first 2026-11-01"),
    (["1 promised until=02T15:30", "1 answered"], ANSWERED, ALL, "promise 2026-11-02T15:30"),
    (["1 answered", "1 promised until=02T15:30"], ANSWERED, ALL, "promise 2026-11-02T15:30"),
    (["1 promised until=02T15:30", "3 answered"], ANSWERED, ALL, "chase 2026-11-04"),
    (["1 answered", "1 promised until=03T15:30", "2 answered"], ANSWERED, ALL, "chase 2026-11-03"),
    (["1 answered", "1 promised until=03T15:30", "2 resolved"], RESOLVED, BACK, "back 2026-11-02"),
    # a wait hides the stage until the next step
    (["2 waiting waits_for=customer until=05T00:00"], WAITING, ALL, "wait 2026-11-05"),
    (["2 waiting waits_for=customer until=05T15:00"], WAITING, ALL, "wait 2026-11-05T15:00"),
    (["1 answered", "2 waiting until=05T00:00", "3 called reached"], ANSWERED, ALL, "chase 2026-11-04"),
    (["1 answered", "2 waiting until=05T00:00", "3 rated severity=serious"], WAITING, ALL, "wait 2026-11-05"),
    # opened again: everything is owed again, at once
    (["2 resolved", "3 confirmed satisfied", "3 closed", "9 reopened"], LOGGED, ALL, "first 2026-11-09"),
    (["2 routed", "2 resolved", "3 confirmed x", "3 closed", "9 reopened"], ROUTED, ALL, "first 2026-11-09"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "state", "wanted", "call"), LIVES)
def test_what_steps_make_of_a_complaint(words: list[str], state: str, wanted: list[str], call: str | None) -> None:
    found = standing(steps(*words))
    assert found.state == state
    assert missing(found, COMPLAINT) == wanted
    owed = next_call(found, COMPLAINT, None)
    assert (f"{owed.why} {(owed.at or owed.on)[:16]}" if owed else None) == call


def test_with_a_resolution_clock_the_call_after_the_answer_is_on_its_last_day() -> None:
    found = standing(steps("1 answered"))
    for ends, day in (("2026-11-05T18:00:00+08:00", "2026-11-05"), ("2026-11-06T00:00:00+08:00", "2026-11-05")):
        owed = next_call(found, COMPLAINT, ends)
        assert owed is not None
        assert (owed.why, owed.on, owed.at) == ("resolution", day, None)


def test_attempts_move_the_day_and_leave_the_first_one_told() -> None:
    found = standing(steps("1 called no-answer until=02", "2 called busy until=03", "3 called rescheduled until=07"))
    owed = next_call(found, COMPLAINT, None)
    assert owed is not None
    assert (found.attempts, owed.on, owed.first_on) == (2, "2026-11-07", "2026-11-01")


@pytest.mark.parametrize(
    ("words", "wanted", "call"),
    [([], ["answer"], "first"), (["2 answered"], [], None), (["2 resolved"], ["answer"], "first")],
)
def test_a_suggestion_wants_its_answer_and_nothing_else(words: list[str], wanted: list[str], call: str | None) -> None:
    found = standing(steps(*words))
    owed = next_call(found, SUGGESTION, None)
    assert (missing(found, SUGGESTION), owed.why if owed else None) == (wanted, call)


def test_a_round_reopened_keeps_the_first_answer_and_forgets_the_rest() -> None:
    whole = ["2 answered", "2 promised until=03T15:30", "2 resolved", "3 confirmed satisfied", "3 closed on-the-spot"]
    before, after = standing(steps(*whole)), standing(steps(*whole, "9 reopened reason=again"))
    assert (before.closed_how, before.opinion, before.reopened) == (ON_THE_SPOT, "satisfied", 0)
    assert after.answered_at == before.answered_at == "2026-11-02T10:00:00+08:00"
    assert (after.opened_at, after.reopened) == ("2026-11-09T10:00:00+08:00", 1)
    told = ("resolved_at", "reached_at", "opinion", "promise_at", "promise_kept_at", "closed_at", "closed_how")
    assert {name: getattr(after, name) for name in told} == dict.fromkeys(told)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        # until it says; until the next step; a call nobody took and a severity end nothing
        (["2 waiting until=05T00:00"], [("02T10:00", "05T00:00")]),
        (["2 waiting until=05T00:00", "3 routed"], [("02T10:00", "03T10:00")]),
        (["2 waiting until=05T00:00", "3 called busy", "3 rated severity=serious"], [("02T10:00", "05T00:00")]),
        (["2 waiting until=05T00:00", "4 called reached"], [("02T10:00", "04T10:00")]),
        (["2 waiting until=05T00:00", "9 answered"], [("02T10:00", "05T00:00")]),
        (["2 waiting until=05T00:00", "3 waiting until=07T00:00"],
         [("02T10:00", "03T10:00"), ("03T10:00", "07T00:00")]),
        # recorded for a day before it
        (["4 waiting until=05T00:00", "3 routed"], [("04T10:00", "04T10:00")]),
    ],
)  # fmt: skip
def test_how_long_a_wait_lasts(words: list[str], expected: list[tuple[str, str]]) -> None:
    stamp = "2026-11-{}:00+08:00"
    assert waits(steps(*words)) == [Wait(stamp.format(begin), stamp.format(end), "", None) for begin, end in expected]


OPEN_LIVES: list[list[str]] = [[], ["1 answered"], ["1 resolved"], ["1 resolved", "1 confirmed satisfied"]]


@pytest.mark.parametrize("words", OPEN_LIVES)
def test_a_closed_case_takes_nothing_but_being_opened_again(words: list[str]) -> None:
    closed = standing(steps(*words, "2 closed by-supervisor"))
    for name in KINDS:
        if name in (LOGGED, REOPENED):
            continue
        with pytest.raises(Failure) as failure:
            refuse_step("TS-2026-0001", closed, COMPLAINT, step(f"3 {name}"))
        assert failure.value.sentence() == (
            "TS-2026-0001 has been closed since 2026-11-02; open it again first: crmcli complaint reopen TS-2026-0001"
        )
    refuse_step("TS-2026-0001", closed, COMPLAINT, step("3 reopened"))
    with pytest.raises(Failure, match="is open as it is"):
        refuse_step("TS-2026-0001", standing(steps(*words)), COMPLAINT, step("3 reopened"))


SPARED = (ROUTED, ANSWERED, PROMISED, CALLED, WAITING, RESOLVED, RATED)


@pytest.mark.parametrize("words", OPEN_LIVES)
@pytest.mark.parametrize("name", SPARED)
def test_an_open_case_takes_every_other_step(words: list[str], name: str) -> None:
    refuse_step("TS-2026-0001", standing(steps(*words)), COMPLAINT, step(f"3 {name}"))


REFUSALS = [
    (COMPLAINT, [], "3 closed",
     "JY-1 cannot be closed yet. Missing: what was done, a call-back that reached the customer, the customer's "
     "opinion. First: crmcli complaint resolve JY-1. A supervisor closes it all the same: --reason."),
    (COMPLAINT, ["1 resolved"], "3 closed",
     "JY-1 cannot be closed yet. Missing: a call-back that reached the customer, the customer's opinion. "
     "All at once: crmcli complaint confirm JY-1 --opinion O --close. A supervisor closes it all the same: --reason."),
    (COMPLAINT, ["1 resolved", "1 called reached"], "3 closed",
     "JY-1 cannot be closed yet. Missing: the customer's opinion. "
     "All at once: crmcli complaint confirm JY-1 --opinion O --close. A supervisor closes it all the same: --reason."),
    (SUGGESTION, [], "3 closed",
     "JY-1 cannot be closed yet. Missing: an answer to the customer. "
     "First: crmcli case answer JY-1. A supervisor closes it all the same: --reason."),
    (COMPLAINT, ["1 answered"], "3 confirmed satisfied",
     "JY-1 cannot be confirmed yet: what was done is missing. First: crmcli complaint resolve JY-1"),
    (COMPLAINT, ["1 resolved"], "3 confirmed", "JY-1 cannot be confirmed without the customer's opinion: --opinion."),
    (SUGGESTION, [], "3 confirmed",
     "JY-1 cannot be confirmed yet: an answer to the customer is missing. First: crmcli case answer JY-1"),
]  # fmt: skip


@pytest.mark.parametrize(("of", "words", "taken", "sentence"), REFUSALS)
def test_too_early_says_what_is_missing(of: CaseKind, words: list[str], taken: str, sentence: str) -> None:
    with pytest.raises(Failure) as failure:
        refuse_step("JY-1", standing(steps(*words)), of, step(taken))
    assert (failure.value.kind, failure.value.sentence()) == ("refused", sentence)


def test_a_supervisor_may_close_at_any_time() -> None:
    for words in OPEN_LIVES:
        refuse_step("TS-1", standing(steps(*words)), COMPLAINT, step(f"3 closed {BY_SUPERVISOR}"))


@pytest.mark.parametrize(
    ("matter", "category"),
    [
        ("术后效果不好", "result"),
        ("result", "result"),
        ("服务态度", "attitude"),
        ("前台没人理我", "attitude"),
        ("换药时很疼", "care"),  # the longest word decides, of equals the earlier category
        ("疼", "reaction"),
        ("护士态度差", "attitude"),
        ("收费", "price"),
        ("说好送积分又没送", "promise"),
        ("ＷＩＦＩ连不上", "other"),
        ("其他", "other"),
        ("", "other"),
    ],
)
def test_a_matter_finds_its_category(matter: str, category: str) -> None:
    assert category_of(COMPLAINT, matter) == category
