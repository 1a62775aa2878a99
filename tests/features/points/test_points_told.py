"""Balances, statements, what lapses: whole answers, for any day, in lists, in the day's list and in the report."""

from __future__ import annotations

from typing import Any

import pytest
from buying import Buy

from harness import Desk


@pytest.fixture
def year(house: Desk, buy: Buy) -> Desk:
    """A year of 王小明: 150 and 60 bought, a voucher, a refund that leaves a debt, points by hand."""
    buy(150, "2026-10-31")
    buy(60, "2026-11-07")
    house.ok("points", "redeem", "m1", "50元")
    house.env(CRMCLI_TODAY="2026-11-10")
    house.ok("purchase", "refund", 1, "--amount", 120)
    house.ok("points", "adjust", "m1", "--points", 90, "--reason", "道歉")
    house.ok("points", "adjust", "m1", "--points", -5, "--reason", "更正")
    return house


STATEMENT = [
    "M-00001  王小明",
    "day         movement               points  balance  free from   last day    no.  by    note",
    "2026-10-31  purchase 其他             150      150  2026-11-07  2027-10-31    1  陈静  x",
    "2026-11-07  purchase 其他              60      210  2026-11-14  2027-11-07    2  陈静  x",
    "2026-11-07  redeemed 50元返现金券    -100      110                            3  陈静",
    "2026-11-10  refund 其他              -120      -10                            4  陈静",
    "2026-11-10  by hand                    90       80              2027-11-10    5  陈静  道歉",
    "2026-11-10  by hand                    -5       75                            6  陈静  更正",
]
LAPSED = [
    "2027-11-08  lapsed                    -60       15                            {}",
    "2027-11-11  lapsed                    -15        0                            {}",
]


def test_the_statement_reads_like_one_of_a_bank(year: Desk) -> None:
    assert year.ok("points", "statement", "m1").out.splitlines() == STATEMENT


def test_what_has_lapsed_stands_there_booked_or_not(year: Desk) -> None:
    year.env(CRMCLI_TODAY="2027-12-01")
    told = [line.format("").rstrip() for line in LAPSED]
    assert year.ok("points", "statement", "m1").out.splitlines() == STATEMENT + told
    year.ok("points", "expire")
    booked = [line.format(f"{number}  陈静") for number, line in zip((7, 8), LAPSED, strict=True)]
    assert year.ok("points", "statement", "m1").out.splitlines() == STATEMENT + booked


def test_a_part_of_a_statement_begins_with_what_was_held(year: Desk) -> None:
    lines = year.json("points", "statement", "m1", "--from", "2026-11-07", "--to", "2026-11-09")
    assert [(one["date"], one["kind"], one["points"], one["balance"]) for one in lines] == [
        ("2026-11-07", "brought-forward", None, 150),
        ("2026-11-07", "purchase", 60, 210),
        ("2026-11-07", "points-redeem", -100, 110),
    ]
    refused = year.refused(2, "points", "statement", "m1", "--from", "2026-11-09", "--to", "2026-11-07")
    assert refused["message"] == "2026-11-09 lies after 2026-11-07; nothing lies between."


def test_the_balance_for_programs(year: Desk) -> None:
    assert year.json("points", "balance", "m1") == {
        "member": "M-00001",
        "no": "M-00001",
        "name": "王小明",
        "on": "2026-11-10",
        "available": 15,
        "locked": 60,
        "debt": 0,
        "redeemable": 15,
        "expired": 0,
        "lots": [
            {
                "entry": 2,
                "earned_on": "2026-11-07",
                "unlocks_on": "2026-11-14",
                "expires_on": "2027-11-07",
                "points": 60,
                "left": 60,
                "locked": True,
            },
            {
                "entry": 5,
                "earned_on": "2026-11-10",
                "unlocks_on": None,
                "expires_on": "2027-11-10",
                "points": 90,
                "left": 15,
                "locked": False,
            },
        ],
        "vouchers": [
            {
                "no": "DJ-2026-0001",
                "member": "M-00001",
                "reward": "50元返现金券",
                "amount": "50.00",
                "state": "live",
                "issued_on": "2026-11-07",
                "expires_on": "2027-05-07",
                "used_on": None,
                "used_by": None,
            }
        ],
    }


def test_the_balance_for_the_eye(year: Desk) -> None:
    assert year.ok("points", "balance", "m1", "--on", "2026-11-07").out.splitlines() == [
        "M-00001  王小明  2026-11-07",
        "  50 points free · 60 locked",
        "",
        "earned      points  still there  free from   last day",
        "2026-10-31     150           50  2026-11-07  2027-10-31",
        "2026-11-07      60           60  2026-11-14  2027-11-07",
        "",
        "number        reward        amount  state  given out   last day",
        "DJ-2026-0001  50元返现金券   50.00  live   2026-11-07  2027-05-07",
    ]


#: Day asked for from later on: free, locked, owed, lapsed and not booked.
PAST = [
    ("2026-10-30", 0, 0, 0, 0),
    ("2026-10-31", 0, 150, 0, 0),
    ("2026-11-06", 0, 150, 0, 0),
    ("2026-11-07", 50, 60, 0, 0),
    ("2026-11-10", 15, 60, 0, 0),
    ("2026-11-14", 75, 0, 0, 0),
    ("2027-11-07", 75, 0, 0, 0),
    ("2027-11-08", 15, 0, 0, 60),
    ("2027-11-11", 0, 0, 0, 75),
]


@pytest.mark.parametrize(("day", "free", "locked", "debt", "expired"), PAST)
def test_any_day_can_be_asked(year: Desk, day: str, free: int, locked: int, debt: int, expired: int) -> None:
    keys = ("available", "locked", "debt", "expired")
    asked = year.json("points", "balance", "m1", "--on", day, "--today", "2027-12-01")
    assert [asked[key] for key in keys] == [free, locked, debt, expired]
    # and so was it on that day, seen from there
    seen = year.json("points", "balance", "m1", "--today", day)
    assert [seen[key] for key in keys] == [free, locked, debt, expired]


def test_lists_show_what_is_held_today(year: Desk) -> None:
    days = ("2026-11-10", "2027-11-07", "2027-11-08", "2027-11-11")
    assert [year.json("member", "find", "王小明", "--today", day)[0]["points"] for day in days] == [75, 75, 15, 0]
    year.ok("points", "expire", "--today", "2027-11-08")
    assert [year.json("member", "list", "--today", day)[0]["points"] for day in days[2:]] == [15, 0]


def test_member_show_tells_free_locked_owed_and_vouchers(year: Desk) -> None:
    shown = year.json("show", "m1")
    keys = ("points_available", "points_locked", "points_owed")
    assert [*[shown[key] for key in keys], [one["no"] for one in shown["vouchers"]]] == [15, 60, 0, ["DJ-2026-0001"]]
    lines = year.ok("show", "m1").out.splitlines()
    assert " · 15 points · 60 points locked · " in lines[1]
    assert lines[lines.index("Vouchers") + 1] == "  DJ-2026-0001  50元返现金券  50.00  until 2027-05-07"


def test_who_loses_how_many_when(year: Desk) -> None:
    year.env(CRMCLI_TODAY="2027-11-01")
    assert year.json("points", "expiring") == [
        {
            "member": "M-00001",
            "name": "王小明",
            "mobile": "199****5678",
            "points": points,
            "expires_on": day,
            "days_left": left,
        }
        for points, day, left in ((60, "2027-11-07", 6), (15, "2027-11-10", 9))
    ]
    assert [one["points"] for one in year.json("points", "expiring", "--ahead", 6)] == [60]
    assert year.ok("points", "expiring", "--ahead", 5).out == "No points lapse by then.\n"
    refused = year.refused(2, "points", "expiring", "--ahead", -1)
    assert refused["message"] == "-1 is no number of days; give 0 to 36500."


def test_booking_what_has_lapsed_is_one_operation_and_changes_no_balance(year: Desk, buy: Buy) -> None:
    year.ok("member", "add", "李四", "--mobile", "19900000045")
    buy(30, "2026-11-10", "李四")
    year.env(CRMCLI_TODAY="2027-11-11")
    before = [year.json("points", "balance", who)["available"] for who in ("m1", "m2")]
    dry = year.json("points", "expire", "--dry-run")
    done = year.json("points", "expire")
    told: dict[str, Any] = {
        "members": 2,
        "points": 105,
        "lots": 3,
        "lapsed": [
            {"member": "M-00001", "name": "王小明", "points": 75, "lots": 2, "last_day": "2027-11-07"},
            {"member": "M-00002", "name": "李四", "points": 30, "lots": 1, "last_day": "2027-11-10"},
        ],
    }
    assert dry == told | {"dry_run": True, "operation": None}
    assert done == told | {"dry_run": False, "operation": 11}
    assert [year.json("points", "balance", who)["available"] for who in ("m1", "m2")] == before
    again = year.ok("points", "expire").out
    assert again == "booked as lapsed: 0 points of 0 members · nothing changed\n"
    year.ok("undo", "--yes")
    assert year.json("points", "balance", "m1")["expired"] == 75
    year.ok("redo", "--yes")
    assert year.json("points", "balance", "m1")["expired"] == 0
    assert year.ok("check", "ledger").status == 0


def test_a_write_books_what_the_member_has_lost(year: Desk, buy: Buy) -> None:
    year.env(CRMCLI_TODAY="2027-11-09")
    year.ok("points", "adjust", "m1", "--points", 1, "--reason", "x")
    lines = year.json("points", "statement", "m1")
    assert [(one["date"], one["kind"], one["points"], one["entry"]) for one in lines[-2:]] == [
        ("2027-11-08", "points-expire", -60, 7),
        ("2027-11-09", "points-hand", 1, 8),
    ]


ADJUSTED = [
    (("--points", "0", "--reason", "x"), 2, "0 moves nothing; give 1 or more"),
    (("--points", "一百", "--reason", "x"), 2, "一百 is no whole number"),
    (("--points", "5"), 2, "Reason is missing: give --reason."),
    (("--reason", "x"), 2, "Points is missing: give --points."),
    (
        ("--points", "-16", "--reason", "x"),
        5,
        "16 points cannot be taken; 王小明 has 75, 60 of them are locked until 2026-11-14.",
    ),
    (("--points", "99999999", "--reason", "x"), 2, "99999999 is more than 10000000, surely a slip of the finger"),
]


@pytest.mark.parametrize(("words", "status", "said"), ADJUSTED)
def test_points_by_hand_never_go_below_what_is_free(year: Desk, words: tuple[str, ...], status: int, said: str) -> None:
    assert year.refused(status, "points", "adjust", "m1", *words)["message"] == said


def test_points_by_hand(year: Desk) -> None:
    assert year.ok("points", "adjust", "m1", "--points", "-15", "--reason", "更正").out == (
        "王小明: -15 points by hand, 0 free · undo: crmcli undo 9\n"
    )


def test_points_about_to_lapse_are_in_the_days_list(year: Desk) -> None:
    year.env(CRMCLI_TODAY="2027-10-08")
    (line,) = [one for one in year.json("due") if one["kind"] == "points"]
    keys = ("id", "member", "name", "due_on", "original_due_on", "why", "step")
    assert {key: line[key] for key in keys} == {
        "id": "points:M-00001:2027-11-07",
        "member": "M-00001",
        "name": "王小明",
        "due_on": "2027-10-08",
        "original_due_on": "2027-10-08",
        "why": "60 points lapse after 2027-11-07",
        "step": None,
    }
    assert "您有60积分，11月7日到期" in line["script"]
    year.ok("done", line["id"], "接通")
    assert [one for one in year.json("due") if one["kind"] == "points"] == []
    year.ok("undo")
    assert [one["id"] for one in year.json("due") if one["kind"] == "points"] == ["points:M-00001:2027-11-07"]
    year.env(CRMCLI_TODAY="2027-11-08")
    assert [one["id"] for one in year.json("due") if one["kind"] == "points"] == ["points:M-00001:2027-11-10"]


#: month asked for from later on: earned, spent, expired, outstanding
MONTHS = [
    ("2026-09", 0, 0, 0, 0),
    ("2026-10", 150, 0, 0, 150),
    ("2026-11", 60 - 120 + 90 - 5, 100, 0, 75),
    ("2027-10", 0, 0, 0, 75),
    ("2027-11", 0, 0, 75, 0),
    ("2027-12", 0, 0, 0, 0),
]


@pytest.mark.parametrize("booked", [False, True])
@pytest.mark.parametrize(("month", "earned", "spent", "expired", "outstanding"), MONTHS)
def test_the_month_in_points(
    year: Desk, month: str, earned: int, spent: int, expired: int, outstanding: int, booked: bool
) -> None:
    year.env(CRMCLI_TODAY="2027-12-31")
    if booked:
        year.ok("points", "expire")
    told = year.json("report", "monthly", "--month", month)
    assert told["points"] == {"earned": earned, "spent": spent, "expired": expired, "outstanding": outstanding}
    assert told["previous"]["points"]["outstanding"] + earned - spent - expired == outstanding


def test_the_day_before_anything_lapses_it_is_outstanding(year: Desk) -> None:
    year.env(CRMCLI_TODAY="2027-11-07")
    points = year.json("report", "monthly", "--month", "2027-11")["points"]
    assert points == {"earned": 0, "spent": 0, "expired": 0, "outstanding": 75}
