"""Runs by themselves: stamped whatever came of them, missed ones told of, a job no longer wanted forgotten."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from process import environment, run_on_terminal, run_piped

from crmcli.features.schedule.missed import missed_runs
from crmcli.session import Session
from crmcli.ui.options import Shared
from harness import Desk

DAILY = ("--scheduled", "daily@08:30")
LATER = ("--today", "2026-11-03T12:00")


@pytest.fixture
def stamps(dump: Any) -> Any:
    """What stands in the stamps, without their numbers and times."""

    def read(desk: Desk) -> list[tuple[Any, ...]]:
        rows = sorted(dump(desk.path, ("run_stamp",))["run_stamp"])
        return [(job, day, term, state, detail, count) for _id, job, _at, day, term, state, detail, count in rows]

    return read


def told(desk: Desk, today: str) -> list[str]:
    """What home and the terminal say of a day."""
    session = Session(Shared(db=str(desk.path), today=today))
    try:
        return missed_runs(session)
    finally:
        session.close()


def test_every_kind_of_run_is_stamped_also_with_nothing_due(desk: Desk, stamps: Any) -> None:
    desk.ok("due", "--all", "--kind", "birthday", "--xlsx", "due.xlsx", "--quiet-if-empty", *DAILY)
    desk.ok("backup", "copy.db", "--scheduled", "weekly:sat@12:30")
    desk.ok("report", "monthly", "--month", "last", "--xlsx", "m.xlsx", "--scheduled", "monthly:1@09:00")
    assert stamps(desk) == [
        ("due", "2026-10-31", "daily@08:30", "done", None, 0),
        ("backup", "2026-10-31", "weekly:sat@12:30", "done", None, 0),
        ("report", "2026-10-31", "monthly:1@09:00", "done", None, 1),
    ]


def test_without_a_term_nothing_is_stamped_and_no_run_is_an_operation(desk: Desk, stamps: Any) -> None:
    desk.ok("due")
    desk.ok("backup")
    before = desk.json("operations")
    desk.ok("due", *DAILY)
    assert desk.json("operations") == before
    assert [stamp[0] for stamp in stamps(desk)] == ["due"]


def test_a_run_that_fails_is_stamped_without_anybodys_data(desk: Desk, stamps: Any) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    assert desk("due", "--owner", "王小明", *DAILY).status == 4
    assert desk("backup", "/nowhere/王小明.db", *DAILY).status == 1
    assert desk("report", "monthly", "--month", "2027-01", *DAILY).status == 2
    assert stamps(desk) == [
        ("due", "2026-10-31", "daily@08:30", "failed", "not-found --owner", 0),
        ("backup", "2026-10-31", "daily@08:30", "failed", "failed", 0),
        ("report", "2026-10-31", "daily@08:30", "failed", "usage --month", 0),
    ]


@pytest.mark.parametrize("words", [("due",), ("backup", "b.db"), ("report", "monthly")])
def test_no_term_no_run(words: tuple[str, ...], desk: Desk, stamps: Any) -> None:
    error = desk.refused(2, *words, "--scheduled", "hourly")
    assert (error["field"], error["value"]) == ("--scheduled", "hourly")
    assert stamps(desk) == []
    assert not Path("b.db").exists()


def test_nothing_ever_run_is_nothing_expected(desk: Desk) -> None:
    assert told(desk, "2027-10-31") == []
    assert desk.ok("schedule", "list").out == (
        "Nothing has run by itself yet. To begin: crmcli schedule due, crmcli schedule backup\n"
    )


def test_a_machine_off_for_a_week_gives_one_sentence(desk: Desk) -> None:
    desk.ok("due", "--xlsx", "due.xlsx", *DAILY)
    assert told(desk, "2026-11-01T08:59") == []
    assert told(desk, "2026-11-01T09:00") == [
        "the day's due list did not run on 2026-11-01 at 08:30; the last run was on 2026-10-31. "
        "Now: crmcli followup due --all --scheduled daily@08:30"
    ]
    assert told(desk, "2026-11-07T09:00") == [
        "the day's due list did not run 7 times since 2026-11-01, 08:30; the last run was on 2026-10-31. "
        "Now: crmcli followup due --all --scheduled daily@08:30"
    ]
    desk.ok("followup", "due", "--all", *DAILY, "--today", "2026-11-07T09:05")
    assert told(desk, "2026-11-07T23:00") == []


def test_a_failed_run_is_told_of_until_one_succeeds(desk: Desk) -> None:
    assert desk("backup", "/nowhere/b.db", *DAILY).status == 1
    assert told(desk, "2026-10-31T09:30") == [
        "the backup: the run of 2026-10-31 failed (failed). Once more: crmcli backup --scheduled daily@08:30"
    ]
    desk.ok("backup", *DAILY)
    assert told(desk, "2026-10-31T09:30") == []


def test_the_list_says_how_each_job_stands(desk: Desk) -> None:
    desk.ok("due", *DAILY)
    desk.ok("report", "monthly", "--scheduled", "monthly:5@09:00")
    rows = desk.json("schedule", "list", *LATER)
    kept = ("job", "term", "last_day", "last_state", "state", "missed", "missed_since", "next_at", "remedy")
    again = "crmcli followup due --all --scheduled daily@08:30"
    assert [tuple(row[key] for key in kept) for row in rows] == [
        *[("due", "daily@08:30", "2026-10-31", "done", "missed", 3, "2026-11-01", "2026-11-04T08:30:00+08:00", again)],
        *[("report", "monthly:5@09:00", "2026-10-31", "done", "done", 0, None, "2026-11-05T09:00:00+08:00", None)],
    ]


def test_a_job_no_longer_wanted_is_not_missed_and_comes_back_with_its_next_run(desk: Desk) -> None:
    desk.ok("due", *DAILY)
    desk.ok("backup", *DAILY)
    answer = desk.json("schedule", "stop", "due")
    assert answer == {"job": "due", "term": "daily@08:30", "state": "stopped", "changed": True}
    assert desk.json("schedule", "stop", "due list")["changed"] is False
    assert [line.split(" did")[0] for line in told(desk, "2026-11-03T12:00")] == ["the backup"]
    assert [row["state"] for row in desk.json("schedule", "list", *LATER)] == ["missed", "stopped"]
    desk.ok("due", *DAILY)
    assert len(told(desk, "2026-11-03T12:00")) == 2


def test_what_cannot_be_stopped(desk: Desk) -> None:
    assert desk.refused(4, "schedule", "stop", "due")["message"].startswith("Nothing has run by itself yet")
    desk.ok("due", *DAILY)
    error = desk.refused(4, "schedule", "stop", "faxes")
    assert error["message"] == "There is no job faxes that ran by itself; there are due."
    assert desk.refused(2, "schedule", "stop")["field"] == "JOB"


def test_the_doctor_names_the_commands(desk: Desk) -> None:
    def line(*words: str) -> dict[str, Any]:
        (found,) = [row for row in desk(*words, "doctor", "--json").json if row["check"] == "schedule"]
        return dict(found)

    assert line()["message"].startswith("nothing runs by itself; to begin: crmcli schedule due")
    desk.ok("backup", "--scheduled", "weekly:mon,fri@20:15")
    assert line()["message"] == "1 jobs run by themselves, none was missed"
    found = line(*LATER)
    assert (found["ok"], found["message"]) == (
        False,
        "the backup did not run 1 times since 2026-11-02; the last run was on 2026-10-31",
    )
    assert found["remedy"] == (
        "Now: crmcli backup --scheduled weekly:mon,fri@20:15. See that the machine still does it: "
        "crmcli schedule backup --at 20:15 --weekday mon,fri. Not wanted any more: crmcli schedule stop backup"
    )
    assert desk("doctor", *LATER).status == 1


def test_who_is_at_the_desk_does_not_run_what_runs_by_itself(desk: Desk) -> None:
    """The morning's list is for the people it lists: their numbers stand in it whoever said `crmcli as` before."""
    desk.ok("staff", "add", "赵敏", "--role", "网络管理员")
    desk.env(CRMCLI_AS="陈静")
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    desk.ok("followup", "add", "王小明", "--due", "today", "--purpose", "问发票抬头")
    desk.env(CRMCLI_AS="")
    desk.ok("as", "赵敏")

    def mobile(*words: str) -> str:
        (row,) = [row for row in desk.json("due", "--all", *words) if row["member"] == "M-00001"]
        return str(row["mobile"])

    assert mobile() == "199****5678"
    assert mobile(*DAILY) == "19900005678"


def test_the_terminal_is_told_once_a_day_before_any_answer_a_pipe_never(desk: Desk) -> None:
    desk.ok("backup", *DAILY)
    env = environment(desk.folder, CRMCLI_LANG="en", CRMCLI_TODAY="2026-11-03T12:00", CRMCLI_DB=str(desk.path))
    said = (
        "! the backup did not run 3 times since 2026-11-01, 08:30; the last run was on 2026-10-31. "
        "Now: crmcli backup --scheduled daily@08:30"
    )
    assert run_piped(desk.folder, "operations", env=env).err == ""
    first = run_on_terminal(desk.folder, "staff", "list", env=env, columns=200).lines
    assert said in first
    assert first.index(said) < next(number for number, line in enumerate(first) if "陈静" in line)
    assert said not in run_on_terminal(desk.folder, "operations", env=env, columns=200).lines
    env["CRMCLI_TODAY"] = "2026-11-04T12:00"
    again = run_on_terminal(desk.folder, "operations", env=env, columns=200).text
    assert "did not run 4 times" in again


def test_a_file_that_can_only_be_read_is_listed_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list is what the job is for; that it could not be noted is said."""
    desk.ok("due", *DAILY)
    from crmcli.storage.engine import connect

    db = connect(desk.path)
    db.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("crmcli.storage.write.PATIENCE_SECONDS", 0.01)
    result = desk("due", "--kind", "birthday", "--scheduled", "daily@08:30")
    db.execute("ROLLBACK")
    db.close()
    assert (result.status, result.out.splitlines()[-1]) == (0, "Nothing is due.")
    assert "The run could not be noted: Another program has been writing" in result.err
