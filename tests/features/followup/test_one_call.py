"""One person is phoned once: whose call a block is, in whose list it stands, and what the others are told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.features.followup.block import called_by
from crmcli.features.followup.due import Who
from crmcli.features.followup.dueline import AHEAD, DueLine
from crmcli.features.followup.line import LINE

DAY = "2026-10-31"
_EMPTY = DueLine(DAY, 1, *[None] * len(LINE))  # type: ignore[arg-type]


def _line(number: int, member: int, due_on: str, whose: int | None, fixed: int = 0, at: str | None = None) -> DueLine:
    return _EMPTY._replace(
        followup_id=number,
        member_id=member,
        due_on=due_on,
        original_due_on=due_on,
        assigned_id=whose,
        fixed=fixed,
        due_at=at,
        kind="manual",
    )


LINES = st.lists(
    st.builds(
        _line,
        st.integers(1, 10**6),
        st.integers(-2, 5),
        st.sampled_from(["2026-10-20", "2026-10-30", DAY, "2026-11-01", "2026-11-03"]),
        st.sampled_from([None, 1, 2, 3]),
        st.integers(0, 1),
        st.sampled_from([None, f"{DAY}T10:00:00+08:00", f"{DAY}T15:30:00+08:00"]),
    ),
    unique_by=lambda line: line.followup_id,
    max_size=12,
)


@given(LINES)
def test_every_line_is_in_exactly_one_list(lines: list[DueLine]) -> None:
    """The lists of everybody and that of nobody together are the list of all, and none stands in two."""
    everything = called_by(lines, DAY)
    assert sorted(line.id for line in everything) == sorted(line.id for line in lines)
    lists = [Who(owner=person) for person in (1, 2, 3)] + [Who(nobodys=True)]
    found = [line.id for who in lists for line in everything if who.is_theirs(line.caller)]
    assert sorted(found) == sorted(line.id for line in lines)


@given(LINES)
def test_what_is_due_to_a_person_is_one_call_and_what_is_ahead_stays(lines: list[DueLine]) -> None:
    everything = called_by(lines, DAY)
    for member in {line.member_id for line in lines}:
        due = [line for line in everything if line.member_id == member and line.part != AHEAD]
        assert len({line.caller for line in due}) <= 1
        assert not due or due[0].caller == due[0].assigned_id
    assert all(line.caller == line.assigned_id for line in everything if line.part == AHEAD)


@given(LINES)
def test_a_list_of_ones_own_and_nobodys_is_the_two_together(lines: list[DueLine]) -> None:
    everything = called_by(lines, DAY)
    mine = {line.id for line in everything if Who(mine=1).is_theirs(line.caller)}
    owned, nobodys = (
        {line.id for line in everything if who.is_theirs(line.caller)} for who in (Who(owner=1), Who(nobodys=True))
    )
    assert mine == owned | nobodys
    assert not owned & nobodys


@pytest.fixture
def shared(desk: Any, hire: Callable[..., None]) -> Any:
    """王小明 owes a call to 李娜 since yesterday, to 周婷 today and to 李娜 in two days; 刘敏 one to 周婷."""
    hire(desk, "李娜", "follow-up")
    hire(desk, "周婷", "follow-up")
    desk.env(CRMCLI_AS="陈静", CRMCLI_TODAY="2026-10-30T09:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "刘敏", "--mobile", "19900005678")
    for member, day, purpose, whose in (
        ("王小明", "10-30", "问停车票", "李娜"),
        ("王小明", "10-31", "报价", "周婷"),
        ("王小明", "11-02", "照片", "周婷"),
        ("刘敏", "10-31", "快递", "周婷"),
    ):
        desk.ok("followup", "add", member, "--due", day, "--purpose", purpose, "--to", whose)
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    return desk


def _told(lines: list[dict[str, Any]]) -> list[tuple[str, str | None, str | None]]:
    return [(line["purpose"], line["assigned_to"], line["call_by"]) for line in lines if line["kind"] != "duty"]


def test_the_whole_block_is_the_leaders(shared: Any) -> None:
    assert _told(shared.json("due", "--owner", "李娜")) == [("问停车票", "李娜", "李娜"), ("报价", "周婷", "李娜")]
    assert _told(shared.json("due", "--owner", "周婷")) == [("快递", "周婷", "周婷")]
    assert shared.json("due", "--owner", "none") == []


def test_what_lies_ahead_stays_where_it_is(shared: Any) -> None:
    assert _told(shared.json("due", "--owner", "周婷", "--ahead", "2")) == [
        ("快递", "周婷", "周婷"),
        ("照片", "周婷", "周婷"),
    ]
    assert _told(shared.json("due", "--all", "--ahead", "2")) == [
        ("问停车票", "李娜", "李娜"),
        ("报价", "周婷", "李娜"),
        ("照片", "周婷", "周婷"),
        ("快递", "周婷", "周婷"),
    ]


def test_whose_line_is_told_by_another_reads_it_in_the_head(shared: Any) -> None:
    assert shared.ok("due", "--as", "周婷").out.splitlines() == [
        "2026-10-31 Saturday · of 周婷 and nobody's · 1 line · 1 person · 2 of others",
        "! 1 line is told in somebody else's call: 王小明 (李娜)",
        "",
        "today: 1 line",
        "  刘敏  M-00002  19900005678",
        "    #4  快递",
        "      planned by hand",
    ]
    assert shared.ok("due", "--as", "李娜").out.splitlines() == [
        "2026-10-31 Saturday · of 李娜 and nobody's · 2 lines · 1 person · 1 of others",
        "",
        "overdue: 2 lines",
        "  王小明  M-00001  19900001234",
        "    #1  问停车票 · 1 day late",
        "      planned by hand",
        "    #2  报价 · 周婷",
        "      planned by hand",
    ]


def test_the_kinds_wanted_do_not_change_who_calls(shared: Any) -> None:
    """Or 周婷 would phone for the birthday while 李娜 phones for what is overdue."""
    shared.ok("member", "edit", "王小明", "--birthday", "1990-10-31")
    whose = {name: _told(shared.json("due", "--owner", name, "--kind", "birthday")) for name in ("李娜", "周婷")}
    assert whose == {"李娜": [("生日问候", "李娜", "李娜")], "周婷": []}
    shared.ok("done", "1", "接通")
    shared.ok("followup", "add", "王小明", "--due", "today", "--at", "10:00", "--purpose", "回电", "--to", "周婷")
    whose = {name: _told(shared.json("due", "--owner", name, "--kind", "birthday")) for name in ("李娜", "周婷")}
    assert whose == {"李娜": [], "周婷": [("生日问候", "李娜", "周婷")]}


def test_a_line_of_nobody_makes_the_block_nobodys(shared: Any) -> None:
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(shared.path), operator="陈静"))
    with session.write("staff leave") as operation:
        operation.db.execute("UPDATE staff SET until_on = '2026-10-30' WHERE name = '周婷'")
    session.close()
    assert _told(shared.json("due", "--owner", "none")) == [
        ("报价", None, None),
        ("问停车票", "李娜", None),
        ("快递", None, None),
    ]
    assert shared.ok("due", "--owner", "李娜").out.splitlines() == [
        "2026-10-31 Saturday · of 李娜 · 0 lines · 0 people · 3 of others",
        "! 1 line is told in somebody else's call: 王小明 (unassigned)",
        "Nothing is due.",
    ]


def test_the_walk_takes_the_whole_block(shared: Any) -> None:
    shared.ok("done", "王小明", "接通", "--as", "李娜")
    assert shared.json("due") != []
    assert _told(shared.json("due", "--ahead", "2")) == [("快递", "周婷", "周婷"), ("照片", "周婷", "周婷")]


def test_who_makes_the_call_sees_the_number(shared: Any) -> None:
    assert {line["mobile"] for line in shared.json("due", "--as", "李娜", "--owner", "李娜")} == {"19900001234"}
    assert {line["mobile"] for line in shared.json("due", "--as", "李娜", "--owner", "周婷")} == {"199****5678"}


def test_who_was_reached_today_is_not_phoned_again_unknowingly(shared: Any) -> None:
    shared.env(CRMCLI_TODAY="2026-10-31T10:20")
    shared.ok("followup", "log", "刘敏", "接通", "来电问停车", "--as", "李娜")
    assert [line["why"] for line in shared.json("due", "--owner", "周婷", "--ahead", "2")] == [
        "planned by hand, reached today by 李娜 at 10:20",
        "planned by hand",
    ]
    assert shared.json("followup", "show", "4")["why"] == "planned by hand, reached today by 李娜 at 10:20"
    shared.ok("undo", "--as", "李娜")
    assert [line["why"] for line in shared.json("due", "--owner", "周婷")] == ["planned by hand"]
    shared.ok("followup", "log", "刘敏", "未接", "--as", "李娜")
    assert [line["why"] for line in shared.json("due", "--owner", "周婷")] == ["planned by hand"]


def test_a_call_of_yesterday_is_not_todays(shared: Any) -> None:
    shared.ok("followup", "log", "刘敏", "接通", "--as", "李娜")
    shared.env(CRMCLI_TODAY="2026-11-01T09:00")
    assert [line["why"] for line in shared.json("due", "--owner", "周婷", "--kind", "manual")] == ["planned by hand"]


def test_each_store_has_the_lines_of_its_members(shared: Any) -> None:
    from crmcli.features.staff.store import add_store
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(shared.path), operator="陈静"))
    with session.write("staff store") as operation:
        add_store(operation.db, "东门分院")
    session.close()
    shared.ok("member", "edit", "刘敏", "--store", "东门分院")
    shared.ok("member", "edit", "王小明", "--store", "医疗美容医院")
    told = {name: _told(shared.json("due", "--store", name)) for name in ("东门", "医疗美容")}
    assert told == {
        "东门": [("快递", "周婷", "周婷")],
        "医疗美容": [("问停车票", "李娜", "李娜"), ("报价", "周婷", "李娜")],
    }
    assert _told(shared.json("due", "--store", "东门", "--owner", "李娜")) == []
