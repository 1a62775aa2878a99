"""`import promotions`: the rows of promotion sheets read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from features.importing.filledforms import GUEST, PERIOD, counts, filled

from harness import Desk

Dumped = Callable[..., Any]
FACTS = ("promotion", "promotion_entry", "member", "operation")


@pytest.fixture
def known(club: Desk) -> Desk:
    """A club that knows 王小明."""
    club.ok("member", "add", "王小明", "--mobile", "19900005678")
    return club


def entries(desk: Desk) -> list[tuple[Any, ...]]:
    found = desk.json("promotion", "show", "国庆优惠")["entries"]
    return [(row["date"], row["name"], row["amount"], row["gift"], row["bonus"]) for row in found]


def test_a_sheet_adds_its_promotion_and_its_rows(known: Desk, schema_holds: Callable[[Any], None]) -> None:
    second = GUEST | {"registered_on": date(2026, 10, 2), "amount": 10000, "gift": None, "bonus": None}
    path = filled(known.folder / "f3.xlsx", "promotion", GUEST, second, **PERIOD)
    done = known.json("import", path, "--apply")
    schema_holds(done)
    assert (counts(done), done["form"]) == ((2, 2, 0, 0, 0), "promotion")
    assert entries(known) == [
        ("2026-10-01", "王小明", "5000.00", "玻璃杯", "500.00"),
        ("2026-10-02", "王小明", "100.00", None, "0.00"),
    ]


def test_twice_is_once_and_back_again(known: Desk, dump: Dumped) -> None:
    path = filled(known.folder / "f3.xlsx", "promotion", GUEST, GUEST, **PERIOD)
    before = dump(known.path, FACTS)
    first = known.json("import", "promotions", path, "--apply")
    # two equal rows are two purchases
    assert counts(first) == (2, 2, 0, 0, 0)
    kept = dump(known.path, FACTS)
    again = known.json("import", "promotions", path, "--apply")
    assert (counts(again), again["operation"]) == ((2, 0, 0, 2, 0), None)
    assert dump(known.path, FACTS) == kept
    known.json("undo", first["operation"])
    assert {name: dump(known.path, FACTS)[name] for name in FACTS[:-1]} == {n: before[n] for n in FACTS[:-1]}


def test_what_was_exported_comes_back_as_it_was(known: Desk) -> None:
    known.json("import", filled(known.folder / "f3.xlsx", "promotion", GUEST, **PERIOD), "--apply")
    known.ok("export", "promotion", "国庆优惠", "--reveal", "--yes", "--output", "out.xlsx")
    assert counts(known.json("import", "out.xlsx")) == (1, 0, 0, 1, 0)


def test_another_gift_than_the_step_gives_is_told(known: Desk) -> None:
    days = ("--from", "2026-10-01", "--to", "2026-10-07")
    known.ok("promotion", "add", "国庆优惠", *days, "--give", "3000=毛巾+200")
    path = filled(known.folder / "f3.xlsx", "promotion", GUEST | {"note": None}, **PERIOD)
    answer = known.json("import", path, "--apply")
    assert counts(answer) == (1, 1, 0, 0, 0)
    assert "毛巾" in answer["remarks"][0]["message"]
    assert entries(known) == [("2026-10-01", "王小明", "5000.00", "玻璃杯", "500.00")]


@pytest.mark.parametrize(
    ("change", "cells", "words"),
    [
        ({"name": "某某", "phone": "19900009999"}, ["C4"], "某某 is nobody of the file"),
        ({"amount": None}, ["F4"], "the amount is missing"),
        ({"registered_on": None}, ["B4"], "the day is missing"),
        ({"registered_on": date(2026, 9, 1)}, ["B4"], "2026-09-01 is none of its days"),
    ],
)
def test_a_row_that_cannot_be_taken(known: Desk, change: dict[str, Any], cells: list[str], words: str) -> None:
    answer = known.json("import", filled(known.folder / "f3.xlsx", "promotion", GUEST | change, **PERIOD), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert answer["rejects"][0]["cells"] == cells
    assert words in answer["rejects"][0]["reasons"][0]
    assert known.json("promotion", "list") == []


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ({}, "names no promotion"),
        ({"promotion": "国庆优惠"}, "does not say from when to when"),
        (PERIOD | {"to_on": date(2026, 9, 1)}, "would end before it begins"),
    ],
)
def test_a_sheet_of_no_promotion(known: Desk, period: dict[str, Any], words: str) -> None:
    answer = known.json("import", filled(known.folder / "f3.xlsx", "promotion", GUEST, **period), "--apply")
    assert counts(answer) == (1, 0, 0, 0, 1)
    assert words in answer["rejects"][0]["reasons"][0]


def test_a_closed_promotion_takes_no_more(known: Desk) -> None:
    known.json("import", filled(known.folder / "f3.xlsx", "promotion", GUEST, **PERIOD), "--apply")
    known.ok("promotion", "close", "国庆优惠", "--yes")
    more = filled(known.folder / "more.xlsx", "promotion", GUEST, GUEST | {"amount": 100}, **PERIOD)
    answer = known.json("import", more, "--apply")
    assert counts(answer) == (2, 0, 0, 1, 1)
    assert "was closed on 2026-10-31" in answer["rejects"][0]["reasons"][0]
