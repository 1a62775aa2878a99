"""`card statement`, `card balance` and `card list`: what moved, what was left on any day, which cards there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from process import environment, run_on_terminal
from wallet import SESSIONS, STORED

from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk


@pytest.fixture
def week(both: Desk) -> Desk:
    """Five days of 20260001: used, topped up, paid back, lost, replaced by N1, handed to 李四; one use of the other."""
    days = [
        ("2026-11-01", "card use 20260001 --amount 250 --item 洗牙 --quantity 2"),
        ("2026-11-02", "card topup 20260001 --amount 500 --bonus 50 --pay transfer --note 生日"),
        ("2026-11-02", "purchase refund 3 --amount 100"),
        ("2026-11-03", "card lost 20260001 --reason 丢在车上"),
        ("2026-11-04", "card replace 20260001 --to N1"),
        ("2026-11-04", "card use 20260002 --sessions 2"),
        ("2026-11-05", "card transfer N1 --to 李四"),
    ]
    for day, line in days:
        both.env(CRMCLI_TODAY=day)
        both.ok(*line.split())
    return both


STATEMENT = """\
N1  李四  stored-value card
day         movement                   moved   balance  principal    bonus  by    no.  note
2026-10-31  opened                  1,100.00  1,100.00   1,000.00   100.00  陈静    1
2026-11-01  洗牙 ×2                  -250.00    850.00    -250.00     0.00  陈静    3
2026-11-02  top-up                    550.00  1,400.00     500.00    50.00  陈静    4  生日
2026-11-02  refund onto the card 洗牙   100.00  1,500.00     100.00     0.00  陈静    5
2026-11-03  reported lost                     1,500.00                      陈静    6  丢在车上
2026-11-04  replaced                          1,500.00                      陈静    7
2026-11-05  transferred 王小明     -1,500.00      0.00  -1,350.00  -150.00  陈静    9
2026-11-05  transferred 李四        1,500.00  1,500.00   1,350.00   150.00  陈静   10
"""


def words(text: str) -> list[list[str]]:
    """A table line by line and word by word, whatever its widths."""
    return [line.split() for line in text.splitlines()]


def test_every_movement_with_the_balance_after_it(week: Desk) -> None:
    assert words(week.ok("card", "statement", "N1").out) == words(STATEMENT)
    assert week.ok("card", "statement", "20260001").out.splitlines()[0] == "20260001 was replaced by N1 on 2026-11-04"
    lines = week.json("card", "statement", "N1")
    assert lines[2] == {
        "id": 4,
        "card_no": "N1",
        "date": "2026-11-02",
        "kind": "card-topup",
        "item": None,
        "quantity": None,
        "member": "M-00001",
        "name": "王小明",
        "principal": "500.00",
        "bonus": "50.00",
        "moved": "550.00",
        "sessions": None,
        "principal_after": "1250.00",
        "bonus_after": "150.00",
        "total": "1400.00",
        "sessions_left": None,
        "refers_to": None,
        "pay": "transfer",
        "by": "陈静",
        "note": "生日",
    }
    assert (lines[4]["kind"], lines[4]["moved"], lines[4]["total"]) == ("card-lost", None, "1500.00")
    balance = week.json("card", "balance", "N1")
    last = lines[-1]
    assert [last[key] for key in ("total", "principal_after", "bonus_after")] == [
        balance[key] for key in ("total", "principal", "bonus")
    ]


def test_uses_are_counted(week: Desk) -> None:
    assert words(week.ok("card", "statement", "20260002").out) == words(
        "20260002  王小明  光子嫩肤\n"
        "day         movement  uses  uses left    worth  by    no.  note\n"
        "2026-10-31  opened       6          6  1,000.00  陈静    2\n"
        "2026-11-04  used        -2          4   -333.33  陈静    8\n"
    )


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (
            ("--from", "2026-11-02"),
            [(None, "2026-11-02", "850.00"), (4, "2026-11-02", "1400.00"), (5, "2026-11-02", "1500.00")],
        ),
        (("--from", "2026-11-05"), [(None, "2026-11-05", "1500.00"), (9, "2026-11-05", "0.00")]),
        (("--to", "2026-11-01"), [(1, "2026-10-31", "1100.00"), (3, "2026-11-01", "850.00")]),
        (("--from", "2026-10-01", "--to", "2026-10-30"), [(None, "2026-10-01", "0.00")]),
        (
            ("--from", "2026-11-01", "--to", "2026-11-01"),
            [(None, "2026-11-01", "1100.00"), (3, "2026-11-01", "850.00")],
        ),
    ],
    ids=str,
)
def test_some_days_of_it(week: Desk, days: tuple[str, ...], lines: list[tuple[int | None, str, str]]) -> None:
    found = [(line["id"], line["date"], line["total"]) for line in week.json("card", "statement", "N1", *days)]
    assert found[: len(lines)] == lines
    if "--to" in days:
        assert len(found) == len(lines)


def test_days_that_are_none(week: Desk) -> None:
    error = week.refused(2, "card", "statement", "N1", "--from", "2026-11-03", "--to", "2026-11-02")
    assert error["message"] == "2026-11-03 lies after 2026-11-02; nothing lies between."


def test_on_a_narrow_terminal(week: Desk) -> None:
    env = environment(week.folder, CRMCLI_LANG="en", CRMCLI_TODAY="2026-11-05", COLUMNS="40")
    screen = run_on_terminal(week.folder, "card", "statement", "N1", "--to", "2026-11-03", env=env, columns=40)
    assert [line for line in screen.lines if line and not line.startswith("working")] == [
        "N1  李四  stored-value card",
        "2026-10-31  opened",
        "    moved 1,100.00 · balance 1,100.00",
        "2026-11-01  洗牙 ×2",
        "    moved -250.00 · balance 850.00",
        "2026-11-02  top-up",
        "    moved 550.00 · balance 1,400.00",
        "2026-11-02  refund onto the card 洗牙",
        "    moved 100.00 · balance 1,500.00",
        "2026-11-03  reported lost",
        "    balance 1,500.00",
    ]


ON_DAYS = [
    ("2026-10-31", "20260001", "M-00001", "live", "1000.00", "100.00"),
    ("2026-11-01", "20260001", "M-00001", "live", "750.00", "100.00"),
    ("2026-11-02", "20260001", "M-00001", "live", "1350.00", "150.00"),
    ("2026-11-03", "20260001", "M-00001", "lost", "1350.00", "150.00"),
    ("2026-11-04", "N1", "M-00001", "live", "1350.00", "150.00"),
    ("2026-11-05", "N1", "M-00002", "live", "1350.00", "150.00"),
]


@pytest.mark.parametrize("expected", ON_DAYS, ids=lambda case: case[0])
def test_the_balance_of_any_day(week: Desk, expected: tuple[str, ...]) -> None:
    answer = week.json("card", "balance", "N1", "--on", expected[0])
    keys = ("on", "card_no", "member", "state", "principal", "bonus")
    assert tuple(answer[key] for key in keys) == expected


def test_the_balance_today(week: Desk) -> None:
    numbers = [
        {"no": "20260001", "from": "2026-10-31", "until": "2026-11-04"},
        {"no": "N1", "from": "2026-11-04", "until": None},
    ]
    held = {"card_no": "N1", "member": "M-00002", "name": "李四", "principal": "1350.00", "bonus": "150.00"}
    assert week.json("card", "balance", "20260001") == STORED | held | {
        "total": "1500.00",
        "on": "2026-11-05",
        "numbers": numbers,
        "warnings": ["20260001 was replaced by N1 on 2026-11-04"],
    }
    assert week.ok("card", "balance", "N1").out == (
        "N1  M-00002  李四\n"
        "  kind            stored-value card\n"
        "  balance         1,500.00\n"
        "  principal       1,350.00\n"
        "  bonus           150.00\n"
        "  state           live\n"
        "  opened          2026-10-31\n"
        "  named           yes\n"
        "  former numbers  20260001\n"
    )
    error = week.refused(5, "card", "balance", "N1", "--on", "2026-10-30")
    assert error["message"] == "Card N1 of 李四 was opened on 2026-10-31; 2026-10-30 lies before that."
    assert week.refused(2, "card", "balance", "N1", "--on", "2026-11-06")["field"] == "--on"


def test_reading_writes_nothing(week: Desk, dump: Callable[..., Any]) -> None:
    before = dump(week.path, (*FACTS, *DERIVED, "operation"))
    for line in ("balance N1", "statement N1", "list", "list 王小明", "balance N1 --on 2026-11-02"):
        week.ok("card", *line.split())
    assert dump(week.path, (*FACTS, *DERIVED, "operation")) == before


@pytest.fixture
def many(both: Desk) -> Desk:
    """Beside the two cards one that is frozen, one lost, one closed, and one that ended yesterday."""
    uses = ("--item", "洗牙", "--sessions", 2, "--amount", 200, "--card-no")
    for no, ending in (("F1", "2026-11-30"), ("L1", "2026-11-14"), ("E1", "2026-11-13")):
        both.ok("card", "open", "李四", *uses, no, "--expires", ending)
    both.ok("card", "open", "李四", "--kind", "stored", "--unnamed", "--card-no", "C1")
    both.ok("card", "freeze", "F1", "--reason", "x")
    both.ok("card", "lost", "L1")
    both.ok("card", "close", "C1", "--yes")
    both.env(CRMCLI_TODAY="2026-11-14")
    return both


LISTS = [
    ([], ["C1", "E1", "L1", "F1", "20260002", "20260001"]),
    (["王小明"], ["20260002", "20260001"]),
    (["--kind", "stored"], ["C1", "20260001"]),
    (["--kind", "单项卡", "李四"], ["E1", "L1", "F1"]),
    (["--state", "live"], ["20260002", "20260001"]),
    (["--state", "expired"], ["E1"]),
    (["--state", "frozen"], ["F1"]),
    (["--state", "lost"], ["L1"]),
    (["--state", "closed"], ["C1"]),
    (["--expiring-within", "0"], ["L1"]),
    (["--expiring-within", "16"], ["L1", "F1"]),
    (["--expiring-within", "60"], ["L1", "F1", "20260002"]),
    (["--limit", "1"], ["C1"]),
]


@pytest.mark.parametrize(("options", "numbers"), LISTS, ids=str)
def test_which_cards_there_are(many: Desk, options: list[str], numbers: list[str]) -> None:
    assert [card["card_no"] for card in many.json("card", "list", *options)] == numbers


def test_the_list_whole(both: Desk) -> None:
    assert both.json("card", "list") == [SESSIONS, STORED]
    assert words(both.ok("card", "list").out) == words(
        "card no.  name    kind               balance   uses left  state  valid until  item  principal  bonus  opened "
        "     member\n"
        "20260002  王小明  card of uses  1,000.00  6  live  2026-12-31  光子嫩肤  1,000.00  0.00  2026-10-31 M-00001\n"
        "20260001  王小明  stored-value card  1,100.00  live  1,000.00  100.00  2026-10-31  M-00001\n"
    )


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (["--state", "tired"], "--state"),
        (["--kind", "gold"], "--kind"),
        (["--expiring-within", "-1"], "--expiring-within"),
        (["--limit", "0"], "--limit"),
    ],
    ids=str,
)
def test_a_list_of_nothing_there_is(both: Desk, options: list[str], field: str) -> None:
    assert both.refused(2, "card", "list", *options)["field"] == field


def test_in_chinese(week: Desk) -> None:
    week.env(CRMCLI_LANG="zh_CN")
    for line in ("statement N1", "balance N1", "list"):
        assert "1,500.00" in week.ok("card", *line.split()).out


def test_what_a_shell_offers(both: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from crmcli.complete import offers

    assert offers(["use", "2026"], "bash") == [
        ("20260001", "王小明 20260001  stored-value card  1,100.00  live"),
        ("20260002", "王小明 20260002  光子嫩肤  6 uses  live  until 2026-12-31"),
        ("王小明", "M-00001 王小明 银卡"),
    ]
    assert [value for value, _told in offers(["card", "list", "--state", "fro"], "bash")] == ["frozen"]
