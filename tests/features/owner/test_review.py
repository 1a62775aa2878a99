"""`owner review`, `owner assign`, `owner history`: who is about to be reassigned, who is, and to whom."""

from __future__ import annotations

from typing import Any

import pytest

THE_DAY = "2026-12-01"


@pytest.fixture
def team(bare: Any) -> Any:
    """李娜 of the team with five customers of the natural flow since 31 August; 孙丽 is of the team, 周敏 is not."""
    bare.env(CRMCLI_TODAY="2026-08-31", CRMCLI_AS="陈静")
    bare.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    for name, role in (("李娜", "形象客服"), ("孙丽", "VIP专员"), ("周敏", "网电咨询员")):
        bare.ok("staff", "add", name, "--role", role)
    for number in range(1, 6):
        words = ("--owner", "李娜", "--owner-source", "自然流量")
        bare.ok("member", "add", f"顾客{number}", "--mobile", f"1990000567{number}", *words)
    bare.env(CRMCLI_TODAY=THE_DAY)
    return bare


def owners(desk: Any) -> list[str | None]:
    return [row["owner"] for row in desk.json("member", "list")]


def test_the_whole_line(team: Any) -> None:
    team.ok("followup", "log", "m1", "接通", "--as", "李娜", "--today", "2026-09-02")
    lines = team.json("owner", "review")
    assert [line["member"] for line in lines] == ["M-00002", "M-00003", "M-00004", "M-00005", "M-00001"]
    assert lines[-1] == {
        "member": "M-00001",
        "name": "顾客1",
        "owner": "李娜",
        "owner_source": "natural",
        "owner_source_name": "自然流量",
        "assigned_on": "2026-08-31",
        "last_contact_on": "2026-09-02",
        "since": "2026-09-02",
        "release_on": "2026-12-02",
        "days_left": 1,
        "due": False,
        "notice": 3,
        "rule": "2",
        "rule_text": lines[0]["rule_text"],
    }
    assert (lines[0]["days_left"], lines[0]["due"], lines[0]["notice"]) == (-1, True, None)


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        ("2026-11-15", []),
        ("2026-11-16", [14]),
        ("2026-11-22", [14]),
        ("2026-11-23", [7]),
        ("2026-11-26", [7]),
        ("2026-11-27", [3]),
        ("2026-11-30", [3]),
        ("2026-12-01", [None]),
    ],
)
def test_the_groups_of_notice(team: Any, day: str, notice: list[int | None]) -> None:
    found = team.json("owner", "review", "--date", day)
    assert [line["notice"] for line in found] == notice * 5


def test_the_head_counts_and_the_order_can_be_chosen(team: Any) -> None:
    team.ok("followup", "log", "m1", "接通", "--as", "李娜", "--today", "2026-09-02")
    out = team.ok("owner", "review", "--sort=-name").out.splitlines()
    assert out[0] == "2026-12-01 · 4 due to be reassigned · 1 within 3 days"
    assert [line[:7] for line in out[2:]] == ["M-00005", "M-00004", "M-00003", "M-00002", "M-00001"]
    assert team.json("owner", "review", "--owner", "孙丽") == []
    assert len(team.json("owner", "review", "--notice", "0")) == 4
    empty = "Nobody is due to be reassigned, and nobody will be within 14 days.\n"
    assert team.ok("owner", "review", "--date", "2026-09-01").out == empty


def test_apply_reassigns_in_turn_and_undo_takes_all_of_it_back(team: Any) -> None:
    tried = team.json("owner", "review", "--apply", "--dry-run")
    assert (tried["operation"], tried["dry_run"], owners(team)) == (None, True, ["李娜"] * 5)
    done = team.json("owner", "review", "--apply")
    assert [one["to"] for one in done["reassigned"]] == [one["to"] for one in tried["reassigned"]]
    assert owners(team) == ["陈静", "孙丽", "陈静", "孙丽", "陈静"]
    assert done["received"] == [{"name": "陈静", "count": 3}, {"name": "孙丽", "count": 2}]
    assert (done["stayed"], done["date"], done["dry_run"]) == ([], THE_DAY, False)
    assert team.json("owner", "history", "m1")[0] == {
        "member": "M-00001",
        "on": THE_DAY,
        "from": "李娜",
        "to": "陈静",
        "source": "natural",
        "source_name": "自然流量",
        "cause": "review",
        "reason": None,
        "by": "陈静",
    }
    assert team.json("owner", "review") == []
    again = team.ok("owner", "review", "--apply").out
    assert again == "nobody is reassigned · nothing changed\n"
    team.ok("undo", done["operation"], "--yes")
    assert owners(team) == ["李娜"] * 5
    assert len(team.json("owner", "history", "m1")) == 1
    team.ok("redo", "--yes")
    assert owners(team) == ["陈静", "孙丽", "陈静", "孙丽", "陈静"]


def test_open_calls_go_along(team: Any) -> None:
    """A call of the former owner's own role goes to whoever has that role, one of no role to the new owner."""
    team.ok("followup", "add", "m1", "--due", "2026-12-10", "--purpose", "回电", "--to", "李娜")
    team.ok("followup", "add", "m1", "--due", "2026-12-11", "--purpose", "另问", "--to", "周敏")
    done = team.json("owner", "review", "--apply")
    assert (done["followups"], done["reassigned"][0]["followups"]) == (1, 1)
    calls = team.json("followup", "list")
    assert [(call["purpose"], call["assigned_to"]) for call in calls] == [("另问", "周敏"), ("回电", "陈静")]


def test_nobody_stays_with_the_present_owner_and_the_turn_goes_on(team: Any) -> None:
    team.ok("owner", "review", "--apply")
    later = team.json("owner", "review", "--apply", "--today", "2027-03-02")
    assert [(one["from"], one["to"]) for one in later["reassigned"]] == [
        ("陈静", "李娜"),
        ("孙丽", "陈静"),
        ("陈静", "孙丽"),
        ("孙丽", "李娜"),
        ("陈静", "孙丽"),
    ]


@pytest.fixture
def strict(bare: Any) -> Any:
    """A clinic of one's own whose people hold one customer each and get nobody back for a year."""
    import os
    import shutil
    from pathlib import Path

    from crmcli.place import data_dir

    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "house"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    rules = (folder / "ownership.toml").read_text("utf-8")
    rules = rules.replace("capacity = 500", "capacity = 1").replace("block_days = 90", "block_days = 365")
    (folder / "ownership.toml").write_text(rules, "utf-8")
    bare.env(CRMCLI_TODAY="2026-08-31", CRMCLI_AS="陈静")
    bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
    bare.ok("staff", "add", "李娜", "--role", "形象客服")
    for number in (1, 2):
        words = ("--owner", "李娜", "--owner-source", "医院原有资源")
        bare.ok("member", "add", f"顾客{number}", "--mobile", f"1990000567{number}", *words)
    return bare


def test_who_finds_no_taker_stays_and_is_named_with_the_reason(strict: Any) -> None:
    done = strict.json("owner", "review", "--apply", "--today", "2026-12-01")
    assert [(one["name"], one["to"]) for one in done["reassigned"]] == [("顾客1", "陈静")]
    assert done["stayed"] == [
        {
            "member": "M-00002",
            "name": "顾客2",
            "owner": "李娜",
            "release_on": "2026-11-30",
            "reason": "full",
            "reason_words": "everybody who could take them holds 1 customers already",
        }
    ]
    out = strict.ok("owner", "review", "--apply", "--today", "2027-03-03").out
    assert "everybody else of the team has had them within 365 days" in out
    assert "顾客1" in out


def test_assign_gives_several_to_somebody_or_to_nobody(team: Any) -> None:
    team.ok("followup", "add", "m1", "--due", "2026-12-10", "--purpose", "回电", "--to", "李娜")
    done = team.json("owner", "assign", "m1", "顾客2", "m1", "--to", "孙丽", "--source", "自带", "--reason", "介绍人")
    assert done == {
        "to": "孙丽",
        "members": [
            {
                "no": f"M-0000{number}",
                "name": f"顾客{number}",
                "from": "李娜",
                "to": "孙丽",
                "source": "self-brought",
                "source_name": "自带",
                "followups": calls,
            }
            for number, calls in ((1, 1), (2, 0))
        ],
        "followups": 1,
        "operation": done["operation"],
    }
    last = team.json("owner", "history", "m1")[0]
    assert (last["cause"], last["reason"], last["source"]) == ("by-hand", "介绍人", "self-brought")
    out = team.ok("owner", "assign", "m1", "--to", "none").out.splitlines()
    assert out[0].startswith("M-00001 顾客1 belong to nobody now · 陈静 · undo: crmcli undo ")
    assert out[1] == "  1 open call was handed over"
    assert owners(team)[0] is None
    same = team.json("owner", "assign", "m1", "--to", "未分配")
    assert same["operation"] is None


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        (["review", "--notice", "400"], 2, "--notice", "400 is no number of days ahead; give 0 to 366."),
        (["review", "--apply", "--date", "today"], 2, "--date", "Customers are reassigned as of today; leave"),
        (["review", "--sort", "age"], 2, "--sort", "This list cannot be sorted by age; there are member, name, "),
        (["review", "--owner", "赵云"], 4, "--owner", "Nobody here is 赵云; there are 陈静, 李娜, 孙丽, 周敏."),
        (["assign", "--to", "李娜"], 2, "MEMBER", "Member is missing: write it after the command."),
        (["assign", "m1"], 2, "--to", "Who gets them (none for nobody) is missing: give --to."),
        (["assign", "m1", "m99", "--to", "孙丽"], 4, "member", "No member fits m99."),
        (["assign", "m1", "--to", "孙丽", "--source", "天上"], 2, "--source", "天上 is no source of ownership; there"),
    ],
)
def test_what_is_refused_changes_nothing(team: Any, words: list[str], status: int, field: str, message: str) -> None:
    before = len(team.json("operations"))
    error = team.refused(status, "owner", *words)
    assert error["field"] == field
    assert error["message"].startswith(message)
    assert len(team.json("operations")) == before


def test_a_trade_without_such_rules_says_so(bare: Any) -> None:
    bare.ok("init", "--pack", "club", "--open", "--operator", "陈静")
    message = bare.refused(5, "owner", "review")["message"]
    assert message.endswith("no customer is taken from the owner: the pack has no rule for it.")
    error = bare.refused(2, "member", "add", "王小明", "--mobile", "19900005678", "--owner-source", "自带")
    assert (error["field"], error["value"]) == ("owner_source", "自带")
    assert error["message"] == "自带: this trade does not say how a customer came to the owner"


def test_a_list_brings_owners_and_sources_and_they_are_kept(team: Any) -> None:
    (team.folder / "l.csv").write_text(
        "姓名,手机,归属人,客户归属\n赵六,19900000061,孙丽,自带\n顾客1,19900005671,孙丽,医院原有资源\n钱七,19900000062,,\n"
        "孙八,19900000063,,网电\n周九,19900000064,,瞎编\n",
        "utf-8",
    )
    done = team.json("import", "members", "l.csv", "--apply")
    assert (done["create"], done["update"], done["rejected"]) == (3, 1, 1)
    moves = [
        [(one["from"], one["to"], one["source"], one["cause"]) for one in team.json("owner", "history", name)]
        for name in ("赵六", "顾客1", "钱七", "孙八")
    ]
    assert moves == [
        [(None, "孙丽", "self-brought", "imported")],
        [("李娜", "孙丽", "pool", "imported"), (None, "李娜", "natural", "added")],
        [],
        [(None, None, "online", "imported")],
    ]
    assert team.json("import", "members", "l.csv", "--apply")["operation"] is None
    team.ok("undo", "--yes")
    assert len(team.json("owner", "history", "顾客1")) == 1
