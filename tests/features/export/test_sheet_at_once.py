"""`--sheet` of the commands that write a record: its sheet at once, whatever becomes of it the record stands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from kept import log_of, read

from harness import Desk

APPLY = ("member", "apply", "王小明", "--mobile", "19900005678", "--amount", "19800", "--card-type", "stored")
APPLICATION = "application-M-00001-2026-10-31.xlsx"


@pytest.fixture
def running(desk: Desk) -> Desk:
    """A promotion with one row."""
    desk.ok("member", "add", "李红", "--mobile", "19900001234")
    desk.ok("promotion", "add", "国庆", "--from", "10-01", "--to", "10-31")
    desk.ok("promotion", "register", "国庆", "李红", "--amount", "500", "--gift", "杯子")
    return desk


def test_an_application_is_there_to_be_signed(desk: Desk) -> None:
    answer = desk.json(*APPLY, "--sheet")
    assert answer["sheet"] == str(desk.folder / "sheets" / APPLICATION)
    [record] = read("application", answer["sheet"]).records
    shown = {key: record.values[key] for key in ("name", "phone", "amount", "card_type")}
    assert shown == {"name": "王小明", "phone": "19900005678", "amount": 1980000, "card_type": "stored"}
    told = "export application M-00001"
    assert log_of(desk) == [("export", told, 1), ("reveal", told, 1)]


def test_without_it_nothing_is_written(desk: Desk) -> None:
    assert desk.json(*APPLY)["sheet"] is None
    assert not (desk.folder / "sheets").exists()


def test_a_promotion_is_handed_in_with_who_closed_it(running: Desk) -> None:
    answer = running.json("promotion", "close", "国庆", "--yes", "--sheet")
    assert Path(answer["sheet"]).name == "promotion-HD-2026-0001-2026-10-31.xlsx"
    reading = read("promotion", answer["sheet"])
    assert (reading.context["made_by"], [record.values["amount"] for record in reading.records]) == ("陈静", [50000])
    assert reading.records[0].masked == {"phone"}


def test_a_reader_is_told_where_it_is(desk: Desk) -> None:
    result = desk.ok(*APPLY, "--sheet")
    assert result.err == f"written: {desk.folder / 'sheets' / APPLICATION}\n"
    assert result.out.startswith("M-00001 王小明 joined")


def test_the_record_stands_where_its_sheet_cannot_be_written(desk: Desk) -> None:
    (desk.folder / "表格").mkdir()
    desk.ok("config", "set", "sheets-folder", "表格")
    (desk.folder / "表格").rmdir()
    result = desk.ok(*APPLY, "--sheet", "--json")
    assert (result.json["sheet"], result.json["no"]) == (None, "M-00001")
    assert result.err == f"there is no folder {desk.folder / '表格'}: create it, or name another one\n"
    assert log_of(desk) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system opens files itself")
def test_what_is_missing_to_show_it_is_said_before_the_record_is_written(desk: Desk, tmp_path: Path) -> None:
    desk.env(PATH=str(tmp_path))
    error = desk.refused(1, *APPLY, "--view")
    assert error["field"] == "--view"
    assert desk.json("member", "list") == []


def test_the_sheet_is_no_part_of_the_operation(desk: Desk) -> None:
    answer = desk.json(*APPLY, "--sheet")
    desk.ok("undo", "--yes")
    assert Path(answer["sheet"]).exists()
    assert desk.json("member", "list") == []
