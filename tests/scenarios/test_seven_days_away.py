"""Seven days without anybody using the program, then `followup due`: nothing lost, oldest first, one block a person."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import Any

import pytest

from crmcli.features.followup.dueline import PARTS
from harness import Desk

AWAY = 7
LEFT = date(2026, 10, 24)
BACK = LEFT + timedelta(days=AWAY)
Lines = list[dict[str, Any]]


def _days(first: date) -> list[date]:
    return [first + timedelta(days=away) for away in range(AWAY + 1)]


def _lists(desk: Desk, first: date) -> list[Lines]:
    """The list of each day, as it would have been seen had somebody looked."""
    lists = []
    for day in _days(first):
        desk.env(CRMCLI_TODAY=f"{day}T09:30")
        lists.append(desk.json("due"))
    return lists


@pytest.fixture
def left(bare: Desk) -> Desk:
    """A clinic with something of every kind to come due from 24 to 31 October, and nobody there in between.

    李娜 is the 回访专员, 周婷 the VIP专员; the desk's role is held by nobody.
    """
    desk = bare
    _staff_and_members(desk)
    desk.env(CRMCLI_AS="陈静", CRMCLI_TODAY="2024-11-15T09:00")
    # her points lapse two years later
    desk.ok("purchase", "add", "何琳", "--item", "水光注射", "--amount", "980")
    desk.env(CRMCLI_TODAY="2026-08-03T09:00")
    desk.ok("member", "edit", "孙秀英", "--owner", "李娜", "--owner-source", "自然流量")
    desk.ok(
        "card", "open", "赵丽华", "--kind", "stored", "--amount", "3000", "--pay", "现金", "--expires", "2026-11-26"
    )
    desk.ok("member", "upgrade", "赵丽华", "--to", "尊享卡", "--reason", "院长批", "--until", "2026-11-25")
    desk.env(CRMCLI_TODAY="2026-10-23T09:00")
    desk.ok("purchase", "add", "王小明", "--item", "假体隆鼻", "--amount", "9800")
    desk.ok("inquiry", "log", "--name", "岳清荷", "--phone", "19900002718", "--channel", "电话", "--item", "光子嫩肤")
    desk.ok("complaint", "log", "刘敏", "--matter", "等候太久", "--summary", "三点一刻才叫到")
    desk.ok("followup", "add", "周桂英", "--due", "10-28", "--at", "15:30", "--purpose", "发报价", "--to", "周婷")
    desk.ok("followup", "add", "王小明", "--due", "10-26", "--purpose", "停车票", "--to", "周婷")
    desk.ok("booking", "add", "周桂英", "--kind", "面诊", "--on", "10-27", "--at", "10:00")
    desk.ok("goods", "hold", "刘敏", "--item", "修复面膜", "--remind", "10-29")
    return desk


def _staff_and_members(desk: Desk) -> None:
    desk.env(CRMCLI_TODAY="2024-01-10T09:00", CRMCLI_AS="陈静")
    desk.ok("init", "--pack", "clinic", "--open", "--operator", "陈静")
    desk.ok("staff", "add", "李娜", "--role", "回访专员")
    desk.ok("staff", "add", "周婷", "--role", "VIP专员")
    born = {
        "王小明": "1990-10-27",
        "刘敏": "农历九月十九",
        "赵丽华": "1988-11-02",
        "周桂英": "",
        "何琳": "",
        "吴桂芳": "",
        "孙秀英": "",
    }
    for number, (name, birthday) in enumerate(born.items(), 1):
        given = ["--birthday", birthday] if birthday else []
        desk.ok("member", "add", name, "--mobile", f"1990000{number:04d}", *given)


def _kinds(lists: list[Lines]) -> set[str]:
    return {line["kind"] for lines in lists for line in lines}


def test_every_kind_of_line_is_among_them(left: Desk) -> None:
    """Or nothing would be said of the ones that are missing."""
    assert _kinds(_lists(left, LEFT)) == {
        *("treatment", "inquiry", "manual", "complaint", "birthday", "points", "card", "tier", "owner"),
        *("booking", "attendance", "goods", "duty", "unplanned"),
    }


def test_nothing_is_lost(left: Desk) -> None:
    """What was due on any day of the week stands in the list of the day they are back, or goes with a line there.

    A reminder of an appointment goes with its day: whether the customer came is asked instead. A duty that comes
    anew stands for its earlier days, which it counts.
    """
    lists = _lists(left, LEFT)
    left.env(CRMCLI_TODAY=f"{BACK}T09:30")
    back = left.json("due")
    listed = {line["id"] for line in back} | {number for line in back for number in line["rides"]}
    gone = {line["id"] for lines in lists for line in lines} - listed
    duties = {line["id"].split(":")[1] for line in back if line["kind"] == "duty"}
    assert {key for key in gone if key.split(":")[0] != "duty"} == {"booking:M-00004:2026-10-27:1"}
    assert {key.split(":")[1] for key in gone if key.startswith("duty:")} <= duties
    assert [line["id"] for line in back if line["kind"] == "attendance"] == ["attendance:M-00004:2026-10-28:1"]


def test_the_list_is_the_same_whether_anybody_looked_or_not(left: Desk) -> None:
    """Looking writes nothing, and what was seen ahead is what comes; whether somebody came is known afterwards only."""
    ahead = left.json("due", "--date", BACK.isoformat())
    _lists(left, LEFT)
    back = [line for line in left.json("due") if line["kind"] != "attendance"]
    seen = ("id", "part", "due_on", "days_late", "assigned_to", "rides")
    assert sorted(_of(line, seen) for line in back) == sorted(_of(line, seen) for line in ahead)


def _of(line: dict[str, Any], keys: tuple[str, ...]) -> list[str]:
    return [str(line[key]) for key in keys]


def test_oldest_first_within_each_part(left: Desk) -> None:
    left.env(CRMCLI_TODAY=f"{BACK}T09:30")
    firsts = [next(block) for _member, block in groupby(left.json("due"), key=_person)]
    places = [
        (line["call_by"] is not None, PARTS.index(line["part"]), line["kind"] == "unplanned", line["due_on"])
        for line in firsts
    ]
    assert places == sorted(places)


def test_one_block_a_person_and_one_caller(left: Desk) -> None:
    left.env(CRMCLI_TODAY=f"{BACK}T09:30")
    lines = left.json("due")
    people = [person for person, _block in groupby(lines, key=_person)]
    assert len(people) == len(set(people))
    callers = {line["member"]: set() for line in lines if line["member"]}
    for line in lines:
        # whether somebody came is no call and leads none
        if line["kind"] != "attendance":
            callers.get(line["member"], set()).add(line["call_by"])
    assert all(len(who) == 1 for who in callers.values())
    assert {member for member in callers if [line["member"] for line in lines].count(member) > 1} >= {
        "M-00001",
        "M-00002",
        "M-00003",
    }


def test_late_days_are_counted_from_the_first_day(left: Desk) -> None:
    """A day later everything that is late is one day later, and nothing has moved."""
    for before, after in zip(_lists(left, LEFT), _lists(left, LEFT)[1:], strict=False):
        then = {line["id"]: line for line in after}
        for line in before:
            later = then.get(line["id"])
            if later is None:
                continue
            assert (later["due_on"], later["original_due_on"]) == (line["due_on"], line["original_due_on"])
            if line["days_late"]:
                assert later["days_late"] == line["days_late"] + 1


def test_everybodys_lists_together_are_the_whole(left: Desk) -> None:
    left.env(CRMCLI_TODAY=f"{BACK}T09:30")
    whole = [line["id"] for line in left.json("due", "--all")]
    parts = [line["id"] for name in ("陈静", "李娜", "周婷", "none") for line in left.json("due", "--owner", name)]
    assert sorted(parts) == sorted(whole)


def test_the_whole_list_of_the_day_they_are_back(left: Desk) -> None:
    left.env(CRMCLI_TODAY=f"{BACK}T09:30")
    lines = [line for line in left.json("due") if line["kind"] != "duty"]
    told = [(line["name"], line["part"], line["days_late"], line["kind"], line["call_by"]) for line in lines]
    assert told == [
        # nobody is at the desk, where it is asked whether she came and where the goods lie
        ("周桂英", "overdue", 3, "attendance", None),
        ("周桂英", "cannot-wait", 3, "manual", "周婷"),
        ("刘敏", "overdue", 2, "goods", None),
        ("刘敏", "cannot-wait", 8, "complaint", None),
        ("刘敏", "overdue", 3, "birthday", None),
        ("岳清荷", "overdue", 1, "inquiry", None),
        ("王小明", "cannot-wait", 2, "treatment", "李娜"),
        ("王小明", "overdue", 4, "birthday", "李娜"),
        ("王小明", "overdue", 5, "manual", "李娜"),
        ("何琳", "today", 0, "points", "李娜"),
        ("何琳", "today", 0, "unplanned", "李娜"),
        ("孙秀英", "today", 0, "owner", "李娜"),
        ("孙秀英", "today", 0, "unplanned", "李娜"),
        ("赵丽华", "today", 0, "tier", "周婷"),
        ("赵丽华", "today", 0, "card", "周婷"),
        ("赵丽华", "today", 0, "birthday", "周婷"),
        ("赵丽华", "today", 0, "unplanned", "周婷"),
        ("吴桂芳", "today", 0, "unplanned", "李娜"),
    ]


def _person(line: dict[str, Any]) -> str:
    """The member, or for what is about nobody the line itself."""
    return str(line["member"] or line["id"])


@pytest.mark.parametrize(
    ("first", "birthdays"),
    [
        # across New Year: of the old year, of the day itself and of the new year
        (date(2026, 12, 28), {"1990-12-26": "2026", "1990-12-31": "2026", "1990-01-01": "2027", "1990-01-06": "2027"}),
        # 29 February is kept on the 28th in common years, on the day in leap years
        (date(2027, 2, 24), {"2000-02-29": "2027", "1990-02-28": "2027", "1990-03-01": "2027"}),
        (date(2028, 2, 24), {"2000-02-29": "2028", "1990-02-28": "2028", "1990-03-01": "2028"}),
        # lunar: the last days of a year of the snake's successor and the first of the next, a leap-month birthday
        (date(2027, 2, 1), {"农历腊月三十": "2027", "农历正月初一": "2027", "农历腊月廿八": "2027"}),
        (date(2026, 6, 13), {"农历1990年闰五月初三": "2026"}),
    ],
    ids=["new year", "common year", "leap year", "spring festival", "leap month"],
)
def test_no_birthday_is_lost_while_nobody_was_there(desk: Desk, first: date, birthdays: dict[str, str]) -> None:
    desk.env(CRMCLI_TODAY="2024-01-10T09:00")
    for number, birthday in enumerate(birthdays, 1):
        desk.ok("member", "add", f"会员{number}", "--mobile", f"1990000{number:04d}", "--birthday", birthday)
    seen = {
        line["id"] for day in _days(first) for line in desk.json("due", "--date", day.isoformat(), "--kind", "birthday")
    }
    back = {line["id"]: line for line in desk.json("due", "--date", _days(first)[-1].isoformat(), "--kind", "birthday")}
    keys = {f"birthday:M-{number:05}:{year}" for number, year in enumerate(birthdays.values(), 1)}
    assert seen == keys
    # a greeting is listed until a week after the day
    lapsed = {"birthday:M-00001:2026"} if first == date(2026, 12, 28) else set()
    assert set(back) == keys - lapsed
