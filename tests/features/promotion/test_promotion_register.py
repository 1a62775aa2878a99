"""`promotion add` and `register`: what is written, proposed, warned of and refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from process import environment, run_on_terminal

from crmcli.complete import offers
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

AUTUMN = {
    "id": 1,
    "no": "HD-2026-0001",
    "promotion": "金秋回馈",
    "from": "2026-10-01",
    "to": "2026-11-05",
    "state": "running",
    "steps": [
        {"from": "3000.00", "gift": "毛巾", "bonus": "200.00"},
        {"from": "5000.00", "gift": "球拍", "bonus": "500.00"},
    ],
    "rows": 0,
    "persons": 0,
    "amount": "0.00",
    "gift_count": 0,
    "bonus": "0.00",
    "closed_on": None,
    "note": None,
}
ROW = {
    "id": 1,
    "no": "HD-2026-0001",
    "promotion": "金秋回馈",
    "member": "M-00001",
    "name": "王小明",
    "date": "2026-10-31",
    "amount": "3500.00",
    "gift": "毛巾",
    "bonus": "200.00",
    "by": "陈静",
    "note": None,
    "booked": None,
    "bonus_booked": None,
    "card": None,
    "tier_before": "silver",
    "tier_after": "silver",
    "plan": [],
    "replanned": [],
    "warnings": [],
    "operation": 5,
}


def register(desk: Desk, *words: object) -> Any:
    return desk.json("promotion", "register", *words)


def test_a_promotion_is_numbered_and_has_no_row_yet(people: Desk) -> None:
    steps = ("--give", "3000=毛巾+200", "--give", "5000=球拍+500")
    answer = people.json("promotion", "add", "金秋回馈", "--from", "10-01", "--to", "2026-11-05", *steps)
    none = {"member": None, "amount": None, "gift": None, "bonus": None}
    assert answer == AUTUMN | none | {"operation": 4}
    assert people.json("promotion", "list") == [AUTUMN]
    second = people.ok("promotion", "add", "一日", "--from", "2026-12-01", "--to", "2026-12-01").out
    assert second == (
        "HD-2026-0002 一日 added: 2026-12-01, 1 day · undo: crmcli undo 5\n"
        "  no steps of gifts; what is given is said with each row\n"
    )


REFUSED_ADD = [
    (2, ["--from", "2026-10-01", "--to", "2026-10-02"], "NAME", "Name is missing: write it after the command."),
    (2, ["冬", "--to", "2026-10-02"], "--from", "First day is missing: give --from."),
    (2, ["冬", "--from", "2026-10-02"], "--to", "Last day is missing: give --to."),
    (2, ["冬", "--from", "几号", "--to", "2026-10-02"], "--from", None),
    (2, ["冬", "--from", "2026-02-30", "--to", "2026-10-02"], "--from", None),
    (
        2,
        ["冬", "--from", "2026-10-02", "--to", "2026-10-01"],
        "--to",
        "It would end on 2026-10-01, before it begins on 2026-10-02",
    ),
    (2, ["冬", "--from", "2026-10-01", "--to", "2026-10-02", "--give", "毛巾"], "--give", None),
    (2, ["长" * 61, "--from", "2026-10-01", "--to", "2026-10-02"], "NAME", None),
    (
        5,
        ["金秋 回馈", "--from", "2026-12-01", "--to", "2026-12-02"],
        "NAME",
        "金秋回馈 is there already (HD-2026-0001, 2026-10-01 to 2026-11-05) and not closed; "
        "close it, or give another name.",
    ),
]


@pytest.mark.parametrize(("status", "words", "field", "sentence"), REFUSED_ADD)
def test_a_promotion_refused_names_the_field(
    autumn: Desk, status: int, words: list[str], field: str, sentence: str | None
) -> None:
    error = autumn.refused(status, "promotion", "add", *words)
    assert error["field"] == field
    assert sentence is None or error["message"] == sentence
    assert autumn.json("promotion", "list") == [AUTUMN]


def test_a_name_is_free_again_once_its_promotion_is_closed(autumn: Desk) -> None:
    autumn.ok("promotion", "close", "金秋", "--yes")
    again = autumn.json("promotion", "add", "金秋回馈", "--from", "2026-10-31", "--to", "2026-12-31")
    assert again["no"] == "HD-2026-0002"
    # of two of one name the one that is open is meant
    assert register(autumn, "金秋回馈", "王小明", "--amount", 1)["no"] == "HD-2026-0002"
    assert autumn.json("promotion", "show", "hd-2026-0001")["state"] == "closed"


def test_gift_and_amount_given_are_proposed(autumn: Desk) -> None:
    assert register(autumn, "金秋回馈", "王小明", "--amount", "3500元") == ROW
    below = register(autumn, "李四", "--amount", "2999.99", "--by", "陈", "--date", "2026-10-01", "--note", "来看看")
    assert below == ROW | {
        "id": 2,
        "member": "M-00002",
        "name": "李四",
        "date": "2026-10-01",
        "amount": "2999.99",
        "gift": None,
        "bonus": "0.00",
        "note": "来看看",
        "tier_before": None,
        "tier_after": None,
        "operation": 6,
    }
    # noted only: nothing was bought, and a prospect stays one
    assert autumn.json("purchase", "list") == []
    assert autumn.json("member", "show", "李四")["standing"] == "prospect"


def test_the_line_says_what_was_given(autumn: Desk) -> None:
    assert autumn.ok("promotion", "register", "王小明", "--amount", "6000").out == (
        "金秋回馈: 王小明 6,000.00, given 球拍+500 · undo: crmcli undo 5\n  noted, not booked\n"
        "  500.00 given is on no card yet: crmcli purchase book M-00001\n"
    )
    assert autumn.ok("promotion", "register", "王小明", "--amount", "0").out == (
        "金秋回馈: 王小明 0.00, given nothing · undo: crmcli undo 6\n"
    )


@pytest.mark.parametrize("named", ["金秋回馈", "金秋", "jqhk", "jinqiu", "HD-2026-0001", "hd-2026-0001", "0001"])
def test_a_promotion_is_named_by_part_number_or_pinyin(autumn: Desk, named: str) -> None:
    autumn.ok("promotion", "add", "春节", "--from", "2027-01-20", "--to", "2027-02-10")
    assert register(autumn, named, "王小明", "--amount", "3500") == ROW | {"operation": 6}


def test_a_member_is_named_as_everywhere(autumn: Desk) -> None:
    for member in ("xm", "5678", "m1", "王小明5678", "."):
        assert register(autumn, member, "--amount", "1")["member"] == "M-00001"


REFUSED = [
    (2, ["王小明"], "--amount", "Amount is missing: give --amount."),
    (2, [], "member", None),
    (2, ["金秋", "王小明", "李四", "--amount", "5"], "MEMBER", None),
    (2, ["王小明", "--amount", "几百"], "--amount", None),
    (2, ["王小明", "--amount", "-5"], "--amount", None),
    (2, ["王小明", "--amount", "5000", "--bonus", "多"], "--bonus", None),
    (2, ["王小明", "--amount", "5000", "--date", "2026-11-01"], "--date", None),
    (4, ["王小明", "--amount", "5000", "--by", "没有的人"], "--by", None),
    (4, ["没有", "--amount", "5000"], "member", None),
    (4, ["没有", "王小明", "--amount", "5000"], "PROMOTION", "No promotion fits 没有; there are 金秋回馈."),
    (
        5,
        ["王小明", "--amount", "5000", "--gift", "毛巾"],
        "--gift",
        "For 5,000.00 this promotion gives 球拍+500; say in --note why it is 毛巾+500",
    ),
    (
        5,
        ["王小明", "--amount", "5000", "--bonus", "0"],
        "--bonus",
        "For 5,000.00 this promotion gives 球拍+500; say in --note why it is 球拍",
    ),
    (
        5,
        ["金秋", "王小明", "--amount", "5000", "--date", "2026-09-30"],
        "--date",
        "金秋回馈 runs from 2026-10-01 to 2026-11-05; 2026-09-30 is none of its days.",
    ),
    (
        4,
        ["王小明", "--amount", "5000", "--date", "2026-09-30"],
        "PROMOTION",
        "No promotion runs on 2026-09-30. Those there are: crmcli promotion list",
    ),
]


@pytest.mark.parametrize(("status", "words", "field", "sentence"), REFUSED)
def test_a_row_refused_names_the_field_and_writes_nothing(
    autumn: Desk, status: int, words: list[str], field: str, sentence: str | None
) -> None:
    error = autumn.refused(status, "promotion", "register", *words)
    assert error["field"] == field
    assert sentence is None or error["message"] == sentence
    assert autumn.json("promotion", "show")["entries"] == []
    assert len(autumn.json("operations")) == 4


def test_of_several_that_run_one_is_named(autumn: Desk) -> None:
    autumn.ok("promotion", "add", "会员日", "--from", "2026-10-31", "--to", "2026-10-31")
    error = autumn.refused(4, "promotion", "register", "王小明", "--amount", "5")
    assert (error["kind"], error["message"]) == ("ambiguous", "2 promotions run on 2026-10-31; name one of them.")
    assert error["candidates"] == [
        {"no": "HD-2026-0002", "name": "会员日", "from": "2026-10-31", "to": "2026-10-31"},
        {"no": "HD-2026-0001", "name": "金秋回馈", "from": "2026-10-01", "to": "2026-11-05"},
    ]
    # the day before only one ran
    assert register(autumn, "王小明", "--amount", "5", "--date", "昨天")["no"] == "HD-2026-0001"


def test_the_same_written_twice_and_a_guard_are_said(autumn: Desk) -> None:
    register(autumn, "王小明", "--amount", "3500")
    autumn.ok("purchase", "add", "王小明", "--item", "激光祛斑", "--amount", "1280")
    assert register(autumn, "王小明", "--amount", "3500")["warnings"] == [
        "recovering since 2026-10-31: promote nothing until a follow-up records --recovered",
        "the same day and amount stand in row 1 already",
    ]
    assert autumn.ok("promotion", "register", "王小明", "--amount", "3500").out.splitlines()[1:3] == [
        "  Note: recovering since 2026-10-31: promote nothing until a follow-up records --recovered",
        "  Note: the same day and amount stand in row 1 already",
    ]


def test_before_there_is_any_it_says_how_to_add_one(people: Desk) -> None:
    assert people.refused(4, "promotion", "show", "金秋")["message"] == (
        "There is no promotion yet. Add one: crmcli promotion add NAME --from DAY --to DAY"
    )


def test_undo_and_redo_of_a_row(autumn: Desk, dump: Callable[..., Any]) -> None:
    before = dump(autumn.path, FACTS + DERIVED)
    register(autumn, "王小明", "--amount", "3500")
    after = dump(autumn.path, FACTS + DERIVED)
    autumn.ok("undo")
    assert dump(autumn.path, FACTS + DERIVED) == before
    autumn.ok("redo")
    assert dump(autumn.path, FACTS + DERIVED) == after
    # the promotion itself is built upon
    assert autumn.refused(5, "undo", 4)["candidates"] == [{"operation": 5, "command": "promotion register"}]


def test_in_a_terminal_what_is_missing_is_asked(autumn: Desk) -> None:
    autumn.ok("promotion", "add", "会员日", "--from", "2026-10-31", "--to", "2026-10-31")
    keys = ["2\n", "王小明\n", "三千\n"]
    screen = run_on_terminal(
        autumn.folder, "promotion", "register", keys=keys, env=environment(autumn.folder, CRMCLI_LANG="en")
    )
    assert screen.status == 0
    assert screen.lines[-4:] == [
        "金秋回馈: 王小明 3,000.00, given 毛巾+200 · undo: crmcli undo 6",
        "  noted, not booked",
        "  200.00 given is on no card yet: crmcli purchase book M-00001",
        "",
    ]


def test_the_shell_offers_promotions_then_members(autumn: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(*words: str) -> list[str]:
        return [value for value, _told in offers(words, "zsh")]

    autumn.ok("promotion", "add", "金 秋 2", "--from", "2026-10-31", "--to", "2026-10-31")
    assert offered("promotion", "register", "jq") == ["HD-2026-0002", "金秋回馈"]
    assert offered("promotion", "register", "wxm") == ["王小明"]
    autumn.ok("promotion", "close", "HD-2026-0002", "--yes")
    assert offered("promotion", "close", "") == ["金秋回馈", "HD-2026-0002"]
    assert offered("promotion", "show", "hui") == ["金秋回馈"]


def test_rows_come_out_as_a_list(autumn: Desk, tmp_path: Path) -> None:
    register(autumn, "王小明", "--amount", "3500")
    lines = autumn.ok("promotion", "show", "--csv").out.splitlines()
    assert lines == [
        "\ufeffid,date,member,name,amount,gift,bonus,booked,by,note",
        "1,2026-10-31,M-00001,王小明,3500.00,毛巾,200.00,,陈静,",
    ]
    autumn.ok("promotion", "show", "--xlsx", tmp_path / "rows.xlsx")
    assert (tmp_path / "rows.xlsx").exists()
