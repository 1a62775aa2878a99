"""`crmcli` alone: the day at a glance, and how to begin where there is no file."""

from __future__ import annotations

from harness import Desk


def test_without_a_file_it_says_how_to_begin(bare: Desk) -> None:
    assert bare.ok().out == (
        "There is no file here yet.\n"
        "  crmcli init   make the file the desk works in\n"
        "  crmcli demo   see a worked example first\n"
    )
    assert not bare.path.exists()


def test_a_new_file_asks_for_the_list(desk: Desk) -> None:
    said = desk.ok().out.splitlines()
    assert said[0] == "2026-10-31 Saturday · 医疗美容医院 · 陈静 at the desk"
    assert said[1] == "  to call         Nothing is due."
    assert said[2].startswith("  last operation  1 · init · 20")
    assert said[3:] == ["  last backup     none yet: crmcli backup", "Next: crmcli import members FILE"]


def test_the_day_in_figures(desk: Desk) -> None:
    desk.ok("member", "add", "王小明", "--mobile", "19900005678")
    desk.ok("member", "add", "李四", "--mobile", "19900000045")
    desk.ok("buy", "王小明", "--item", "切开双眼皮", "--amount", "6800", "--date", "2026-10-30")
    desk.ok("buy", "李四", "--item", "激光祛斑", "--amount", "1280", "--date", "2026-10-28")
    desk.ok("followup", "add", "李四", "--due", "2026-10-31", "--purpose", "问发票抬头")
    desk.ok("backup")
    answer = desk.json()
    # of the laser's steps day 1 rides on day 3: two people, one of whom has two lines
    assert answer["due"] == {
        "lines": 3,
        "people": 2,
        "duties": 0,
        "cannot_wait": 2,
        "overdue": 0,
        "today": 1,
        "others": 0,
    }
    assert answer["last_operation"]["command"] == "followup add"
    assert answer["members"] is True
    said = desk.ok().out.splitlines()
    assert said[1] == "  to call         2 people · 2 cannot wait · 1 today"
    assert said[-1] == "Next: crmcli due"
    assert said[2] == "  ownership       2 sales undecided: crmcli owner undecided"
    assert said[4] == f"  last backup     {answer['last_backup'][:16].replace('T', ' ')}"


def test_reading_the_day_writes_nothing(desk: Desk) -> None:
    before = desk.json("operations")
    desk.ok()
    assert desk.json("operations") == before


def test_appointments_ownership_and_missed_runs_stand_there(desk: Desk) -> None:
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.ok(
        "member",
        "add",
        "王小明",
        "--mobile",
        "19900005678",
        "--owner",
        "李娜",
        "--owner-source",
        "自然流量",
        "--as",
        "陈静",
    )
    desk.ok("booking", "add", "王小明", "--kind", "复查", "--at", "今天15:30", "--as", "陈静")
    desk.ok("followup", "due", "--all", "--quiet-if-empty", "--scheduled", "daily@08:30", "--today", "2026-10-31T08:30")
    desk.env(CRMCLI_AS="陈静")
    answer = desk.json("--today", "2026-10-31T09:30")
    assert (answer["appointments"], answer["ownership"], answer["missed_runs"]) == (
        1,
        {"due": 0, "undecided": 0},
        [],
    )
    later = desk.json("--today", "2027-02-01T09:30")
    assert (later["appointments"], later["ownership"]) == (0, {"due": 1, "undecided": 0})
    said = desk.ok("--today", "2027-02-01T09:30").out.splitlines()
    assert said[1] == (
        "! the day's due list did not run 93 times since 2026-11-01, 08:30; the last run was on 2026-10-31. "
        "Now: crmcli followup due --all --scheduled daily@08:30"
    )
    assert "  ownership       1 to be reassigned: crmcli owner review" in said
