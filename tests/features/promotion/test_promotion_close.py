"""`promotion close`, `list` and `show`: the summary, and that nothing is registered afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from process import environment, run_on_terminal

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk


@pytest.fixture
def held(autumn: Desk) -> Desk:
    """金秋回馈 with four rows, one booked, of two people."""
    autumn.ok("promotion", "register", "王小明", "--amount", "3500", "--date", "2026-10-03", "--book", "其他")
    autumn.ok("promotion", "register", "李四", "--amount", "8000", "--date", "2026-10-04")
    autumn.ok("promotion", "register", "李四", "--amount", "3000", "--gift", "毛 巾", "--note", "又来了")
    autumn.ok("promotion", "register", "王小明", "--amount", "0")
    return autumn


CLOSED = {
    "id": 1,
    "no": "HD-2026-0001",
    "promotion": "金秋回馈",
    "from": "2026-10-01",
    "to": "2026-11-05",
    "state": "closed",
    "steps": [
        {"from": "3000.00", "gift": "毛巾", "bonus": "200.00"},
        {"from": "5000.00", "gift": "球拍", "bonus": "500.00"},
    ],
    "rows": 4,
    "persons": 2,
    "amount": "14500.00",
    "gift_count": 3,
    "bonus": "900.00",
    "closed_on": "2026-10-31",
    "note": None,
    "gifts": [{"gift": "毛巾", "count": 2}, {"gift": "球拍", "count": 1}],
    "not_booked": {"count": 2, "amount": "11000.00"},
    "summary": "来了两个人。\n毛巾不够。",
    "closed_by": "陈静",
}
ENTRY = {"member": "M-00002", "name": "李四", "booked": None, "by": "陈静"}
ENTRIES = [
    ENTRY
    | {"id": 1, "date": "2026-10-03", "member": "M-00001", "name": "王小明", "amount": "3500.00"}
    | {"gift": "毛巾", "bonus": "200.00", "booked": 1, "note": None},
    ENTRY | {"id": 2, "date": "2026-10-04", "amount": "8000.00", "gift": "球拍", "bonus": "500.00", "note": None},
    ENTRY | {"id": 3, "date": "2026-10-31", "amount": "3000.00", "gift": "毛 巾", "bonus": "200.00", "note": "又来了"},
    ENTRY
    | {"id": 4, "date": "2026-10-31", "member": "M-00001", "name": "王小明", "amount": "0.00"}
    | {"gift": None, "bonus": "0.00", "note": None},
]


def test_the_summary_is_handed_in(held: Desk) -> None:
    answer = held.ok(
        "promotion", "close", "金秋", "--yes", "--summary", "-", "--json", stdin="来了两个人。 \n毛巾不够。\n\n"
    )
    assert answer.json == CLOSED | {"sheet": None, "operation": 9}
    assert held.json("promotion", "show", "金秋") == CLOSED | {"entries": ENTRIES}


def test_the_summary_as_a_person_reads_it(held: Desk) -> None:
    assert held.ok("promotion", "close", "金秋", "--yes", "--summary", "顺利").out == (
        "HD-2026-0001 金秋回馈 closed · undo: crmcli undo 9\n"
        "  days          2026-10-01 – 2026-11-05\n"
        "  state         closed, handed in\n"
        "  steps         3000=毛巾+200 · 5000=球拍+500\n"
        "  rows          4\n"
        "  persons       2\n"
        "  amount        14,500.00\n"
        "  gifts         毛巾 × 2, 球拍 × 1\n"
        "  amount given  900.00\n"
        "  not booked    2 rows, 11,000.00\n"
        "  summary       顺利\n"
    )


def test_before_its_last_day_it_is_asked(held: Desk) -> None:
    error = held.refused(5, "promotion", "close", "金秋")
    assert error["message"] == "金秋回馈 runs until 2026-11-05. Close it already today? Answer it with --yes."
    env = environment(held.folder, CRMCLI_LANG="en")
    screen = run_on_terminal(held.folder, "promotion", "close", "金秋", keys=["n\n"], env=env)
    assert (screen.status, screen.lines[-2]) == (130, "金秋回馈 stays open.")
    assert held.json("promotion", "list")[0]["state"] == "running"
    held.env(CRMCLI_TODAY="2026-11-05T18:00")
    assert held.json("promotion", "close", "金秋")["closed_on"] == "2026-11-05"


def test_after_closing_nothing_is_registered(held: Desk, dump: Callable[..., Any]) -> None:
    open_ = dump(held.path, FACTS + DERIVED)
    held.ok("promotion", "close", "金秋", "--yes")
    closed = dump(held.path, FACTS + DERIVED)
    sentence = "金秋回馈 was closed on 2026-10-31; nothing more can be registered, unless crmcli undo 9 opens it."
    for words in (("金秋", "王小明"), ("王小明",)):
        error = held.refused(5, "promotion", "register", *words, "--amount", "5")
        assert (error["field"], error["value"], error["message"]) == ("PROMOTION", "HD-2026-0001", sentence)
    assert held.refused(5, "promotion", "close", "金秋")["message"] == (
        "金秋回馈 was closed on 2026-10-31 already; crmcli undo 9 opens it again."
    )
    held.ok("undo", 9)
    assert dump(held.path, FACTS + DERIVED) == open_
    held.ok("redo")
    assert dump(held.path, FACTS + DERIVED) == closed
    # the number that opens it is the closing's, also once it was given back
    assert held.refused(5, "promotion", "register", "王小明", "--amount", "5")["message"] == sentence
    held.ok("undo", 9)
    held.ok("promotion", "register", "王小明", "--amount", "5")


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ([], ["春节", "金秋回馈", "中秋", "清明"]),
        (["--running"], ["金秋回馈"]),
        (["--from", "2026-09-20"], ["春节", "金秋回馈", "中秋"]),
        (["--from", "2026-09-20", "--to", "2026-10-31"], ["金秋回馈", "中秋"]),
        (["--to", "2026-04-05"], ["清明"]),
        (["--running", "--to", "2026-04-05"], []),
    ],
)
def test_the_list_by_days(autumn: Desk, options: list[str], names: list[str]) -> None:
    for name, first, last in (
        ("清明", "2026-04-01", "2026-04-06"),
        ("中秋", "2026-09-15", "2026-09-26"),
        ("春节", "2027-01-20", "2027-02-10"),
    ):
        autumn.ok("promotion", "add", name, "--from", first, "--to", last)
    autumn.ok("promotion", "close", "清明")
    found = autumn.json("promotion", "list", *options)
    assert [row["promotion"] for row in found] == names
    states = {"清明": "closed", "中秋": "over", "金秋回馈": "running", "春节": "planned"}
    assert {row["promotion"]: row["state"] for row in found} == {name: states[name] for name in names}


def test_the_list_as_a_table_and_a_wrong_day(held: Desk) -> None:
    assert held.ok("promotion", "list").out == (
        "no.           promotion  from        to          state    rows  persons     amount  gifts  amount given\n"
        "HD-2026-0001  金秋回馈   2026-10-01  2026-11-05  running     4        2  14,500.00      3        900.00\n"
    )
    assert held.refused(2, "promotion", "list", "--from", "昨日前")["field"] == "--from"


def test_the_values_of_its_sheet(held: Desk) -> None:
    from datetime import date

    from crmcli.features.promotion.sheet import promotion_sheet
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    session = Session(Shared(db=str(held.path)))
    context, rows = promotion_sheet(session, 1)
    with pytest.raises(LookupError):
        promotion_sheet(session, 2)
    session.close()
    assert context == {
        "no": "HD-2026-0001",
        "promotion": "金秋回馈",
        "from_on": date(2026, 10, 1),
        "to_on": date(2026, 11, 5),
        "made_by": "陈静",
        "checked_by": None,
    }
    wang = {"name": "王小明", "phone": "19900005678", "address": "江海路1号", "received_by": "陈静"}
    li = {"name": "李四", "phone": "19900000045", "address": None, "received_by": "陈静"}
    assert rows == [
        wang | {"registered_on": date(2026, 10, 3), "amount": 350000, "gift": "毛巾", "bonus": 20000, "note": None},
        li | {"registered_on": date(2026, 10, 4), "amount": 800000, "gift": "球拍", "bonus": 50000, "note": None},
        li | {"registered_on": date(2026, 10, 31), "amount": 300000, "gift": "毛 巾", "bonus": 20000, "note": "又来了"},
        wang | {"registered_on": date(2026, 10, 31), "amount": 0, "gift": None, "bonus": None, "note": None},
    ]
