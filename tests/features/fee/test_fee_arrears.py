"""What is owed on any day, by age, and the statement of a member."""

from __future__ import annotations

import io
import shutil
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crmcli.core.money import parse_amount
from harness import Desk


def at(desk: Desk, day: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=f"{day}T09:30")


@pytest.fixture
def year(estate: Desk) -> Desk:
    """3栋501 is charged 物业费 100.00 for six months, in time; 3栋502 停车费 of October; they pay some of it."""
    estate.ok("fee", "assign", "3栋501", "物业费", "--quantity", "40", "--price", "2.5", "--from", "2026-01-01")
    estate.ok("fee", "assign", "3栋502", "停车费", "--from", "2026-01-01")
    for month in range(5, 11):
        at(estate, f"2026-{month:02d}-01")
        estate.ok("fee", "raise", "物业费", "3栋501", "--period", f"2026-{month:02d}")
    estate.ok("fee", "raise", "停车费", "--period", "2026-10")
    at(estate, "2026-10-05")
    estate.ok("fee", "pay", "3栋501", "--amount", "130", "--pay", "cash", "--date", "2026-06-20")
    estate.ok("fee", "waive", "3", "--amount", "40", "--reason", "停水")
    at(estate, "2026-10-31")
    return estate


def test_by_member_and_by_fee(year: Desk) -> None:
    assert year.ok("fee", "arrears").out.split("\n") == [
        "arrears at the end of 2026-10-31",
        "member   name    current  1–30 days  31–60 days  61–90 days  over 90 days    owed  oldest due",
        "M-00001  3栋501     0.00     100.00      100.00      100.00        130.00  430.00  2026-06-10",
        "M-00002  3栋502     0.00     150.00        0.00        0.00          0.00  150.00  2026-10-15",
        "total               0.00     250.00      100.00      100.00        130.00  580.00  2026-06-10",
        "",
    ]
    ages = {"current": "0.00", "days_1_30": "100.00", "days_31_60": "100.00", "days_61_90": "100.00"}
    parking = {"current": "0.00", "days_1_30": "150.00", "days_31_60": "0.00", "days_61_90": "0.00", "over_90": "0.00"}
    assert year.json("fee", "arrears", "--by", "fee") == {
        "on": "2026-10-31",
        "by": "fee",
        "rows": [
            {
                "fee": "property",
                "fee_name": "物业费",
                **ages,
                "over_90": "130.00",
                "total": "430.00",
                "since": "2026-06-10",
            },
            {"fee": "parking", "fee_name": "停车费", **parking, "total": "150.00", "since": "2026-10-15"},
        ],
        "total": {**ages, "days_1_30": "250.00", "over_90": "130.00", "total": "580.00", "since": "2026-06-10"},
    }


BOUNDARIES = [
    # the charge of October is due on the 10th
    ("2026-10-09", "current"),
    ("2026-10-10", "current"),
    ("2026-10-11", "days_1_30"),
    ("2026-11-09", "days_1_30"),
    ("2026-11-10", "days_31_60"),
    ("2026-12-09", "days_31_60"),
    ("2026-12-10", "days_61_90"),
    ("2027-01-08", "days_61_90"),
    ("2027-01-09", "over_90"),
]


@pytest.mark.parametrize(("day", "age"), BOUNDARIES)
def test_ages_at_their_boundaries(estate: Desk, day: str, age: str) -> None:
    at(estate, "2026-10-01")
    estate.ok("fee", "raise", "物业费", "3栋501", "--period", "2026-10")
    at(estate, day)
    for words in ((), ("--on", day)):
        total = estate.json("fee", "arrears", *words)["total"]
        assert {key: total[key] for key in total if total[key] == "3.50"} == {age: "3.50", "total": "3.50"}
    assert estate.json("fee", "owed")[0]["age"] == age


PAST = [
    # day, what was owed at its end in all
    ("2026-04-30", "0.00"),
    ("2026-05-01", "100.00"),
    ("2026-06-19", "200.00"),
    ("2026-06-20", "70.00"),
    ("2026-07-01", "170.00"),
    ("2026-10-04", "620.00"),
    ("2026-10-05", "580.00"),
    ("2026-10-31", "580.00"),
]


@pytest.mark.parametrize(("day", "total"), PAST)
def test_any_day_gone_by(year: Desk, day: str, total: str) -> None:
    assert year.json("fee", "arrears", "--on", day)["total"]["total"] == total
    charges = year.json("fee", "owed", "--on", day)
    assert sum(parse_amount(charge["left"]) for charge in charges) == parse_amount(total)


def test_what_is_owed(year: Desk) -> None:
    found = year.json("fee", "owed")
    assert [(charge["id"], charge["left"]) for charge in found] == [
        (2, "70.00"),
        (3, "60.00"),
        (4, "100.00"),
        (5, "100.00"),
        (6, "100.00"),
        (7, "150.00"),
    ]
    assert found[1] == {
        "id": 3,
        "member": "M-00001",
        "name": "3栋501",
        "fee": "property",
        "fee_name": "物业费",
        "period": "2026-07",
        "date": "2026-07-01",
        "due_on": "2026-07-10",
        "days_late": 113,
        "age": "over_90",
        "amount": "100.00",
        "paid": "0.00",
        "waived": "40.00",
        "left": "60.00",
    }
    assert year.json("fee", "owed", "--on", "2026-10-31") == found
    assert [charge["id"] for charge in year.json("fee", "owed", "--fee", "停车费")] == [7]
    assert [charge["id"] for charge in year.json("fee", "owed", "3栋501", "--on", "2026-06-01")] == [1, 2]


def test_the_statement(year: Desk) -> None:
    assert year.ok("fee", "statement", "3栋501", "--to", "2026-07-01").out.split("\n") == [
        "M-00001 3栋501",
        "day         kind     fee     period   due day      amount  owed then  by    note",
        "2026-05-01  charged  物业费  2026-05  2026-05-10   100.00     100.00  陈静  40平方米 × 2.50",
        "2026-06-01  charged  物业费  2026-06  2026-06-10   100.00     200.00  陈静  40平方米 × 2.50",
        "2026-06-20  paid     物业费  2026-05              -100.00     100.00  陈静",
        "2026-06-20  paid     物业费  2026-06               -30.00      70.00  陈静",
        "2026-07-01  charged  物业费  2026-07  2026-07-10   100.00     170.00  陈静  40平方米 × 2.50",
        "",
    ]
    lines = year.json("fee", "statement", "3栋501", "--from", "2026-10-02")
    assert [(line["id"], line["date"], line["kind"], line["amount"], line["balance"]) for line in lines] == [
        (None, "2026-10-02", "brought-forward", "0.00", "470.00"),
        (10, "2026-10-05", "fee-waiver", "-40.00", "430.00"),
    ]
    assert lines[1]["note"] == "停水"
    assert year.json("fee", "statement", "岳清荷") == []


def test_files(year: Desk) -> None:
    year.ok("fee", "arrears", "--xlsx", "a.xlsx")
    rows = [list(row) for row in load_workbook(year.folder / "a.xlsx").active.iter_rows(values_only=True)]
    assert [row[0] for row in rows if row[0]][-3:] == ["M-00001", "M-00002", "total"]
    assert rows[-1][-2] == 580
    text = year.ok("fee", "owed", "--csv").out
    assert io.StringIO(text).readline().lstrip("\ufeff").split(",")[:4] == ["id", "member", "name", "fee"]


def test_nothing_is_owed(estate: Desk) -> None:
    assert estate.ok("fee", "owed").out == "Nothing is owed.\n"
    assert estate.ok("fee", "arrears").out == "Nothing is owed.\n"
    nothing = {"current": "0.00", "days_1_30": "0.00", "days_31_60": "0.00", "days_61_90": "0.00", "over_90": "0.00"}
    total = {**nothing, "total": "0.00", "since": None}
    assert estate.json("fee", "arrears") == {"on": "2026-10-31", "by": "member", "rows": [], "total": total}


@pytest.mark.parametrize(
    ("status", "words", "field"),
    [
        (2, ("arrears", "--by", "store"), "--by"),
        (2, ("arrears", "--on", "明天"), "--on"),
        (2, ("owed", "--on", "2026-02-31"), "--on"),
        (4, ("owed", "--fee", "水费"), "--fee"),
        (4, ("owed", "没有"), "member"),
        (2, ("statement",), "member"),
        (2, ("statement", "3栋501", "--from", "2026-10-02", "--to", "2026-10-01"), "--to"),
    ],
)
def test_what_cannot_be_asked_for(estate: Desk, status: int, words: tuple[str, ...], field: str) -> None:
    assert estate.refused(status, "fee", *words)["field"] == field


FIRST_DAY = date(2026, 1, 1)
STEP = st.tuples(
    st.sampled_from(("raise", "raise", "pay", "waive", "undo")),
    st.integers(0, 25),
    st.integers(1, 500),
    st.sampled_from(("3栋501", "3栋502")),
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEP, min_size=4, max_size=14), asked=st.lists(st.integers(0, 300), min_size=3, max_size=3))
def test_charges_less_what_was_paid_and_let_off_is_what_is_owed(
    estate: Desk, steps: list[tuple[str, int, int, str]], asked: list[int]
) -> None:
    day = play(estate, steps)
    entries = entries_of(estate)
    for number in [*asked, (day - FIRST_DAY).days]:
        on = (FIRST_DAY + timedelta(days=min(number, (day - FIRST_DAY).days))).isoformat()
        wanted = sum(fen if kind == "fee-charge" else -fen for kind, at_day, fen in entries if at_day <= on)
        arrears = estate.json("fee", "arrears", "--on", on)
        assert parse_amount(arrears["total"]["total"]) == wanted
        assert sum(parse_amount(row["total"]) for row in arrears["rows"]) == wanted
    assert estate.json("fee", "arrears")["rows"] == estate.json("fee", "arrears", "--on", day.isoformat())["rows"]


def play(desk: Desk, steps: list[tuple[str, int, int, str]]) -> date:
    """The steps one after the other, some of which are refused, from a file as it was; gives the last day."""
    as_it_was = desk.folder.with_name("as_it_was")
    if as_it_was.exists():
        shutil.copytree(as_it_was, desk.folder, dirs_exist_ok=True)
    else:
        shutil.copytree(desk.folder, as_it_was)
    day = FIRST_DAY
    written: list[int] = []
    for what, days, fen, who in steps:
        day += timedelta(days=days)
        at(desk, day.isoformat())
        amount, result = f"{fen / 100:.2f}", None
        if what == "raise":
            result = desk("fee", "raise", "物业费", "--period", day.strftime("%Y-%m"), "--json")
        elif what == "pay":
            result = desk("fee", "pay", who, "--amount", amount, "--pay", "cash", "--json")
        elif what == "waive" and (owed := desk.json("fee", "owed", who)):
            result = desk("fee", "waive", owed[0]["id"], "--amount", amount, "--reason", "x", "--json")
        elif what == "undo" and written:
            desk.ok("undo", written.pop(), "--yes")
        if result and result.status == 0 and result.json["operation"]:
            written.append(result.json["operation"])
    return day


def entries_of(desk: Desk) -> list[tuple[Any, ...]]:
    from crmcli.storage.engine import connect

    db = connect(desk.path)
    try:
        found = db.execute("SELECT kind, on_day, amount_fen FROM ledger WHERE kind LIKE 'fee-%'")
        return [tuple(row) for row in found]
    finally:
        db.close()
