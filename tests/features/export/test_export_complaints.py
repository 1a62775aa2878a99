"""Complaints onto their sheets: one named is in full, many are masked, each on a sheet or in a workbook of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kept import LI, WANG, log_of, people, read
from openpyxl import load_workbook

from harness import Desk

PRIVATE = {"card_no", "phone", "id_no", "address"}
FIRST: dict[str, Any] = {
    "logged_on": date(2026, 10, 30),
    "no": "TS-2026-0001",
    "card_no": "000123",
    "name": WANG[0],
    "gender": "male",
    "phone": WANG[1],
    "phone2": None,
    "id_no": "E12345678",
    "address": WANG[2],
    "matter": "等候时间过长",
    "against": "张某",
    "against_department": None,
    "department": None,
    "person": None,
    "person_phone": None,
    "summary": "下午两点预约，四点才见到医生。\n要求书面答复。",
    "handling": "当日致歉，安排主任复诊。",
    "opinion": None,
}


@pytest.fixture
def heard(desk: Desk) -> Desk:
    """Three complaints: of 王小明, of 李红, of somebody who is no member; and a suggestion, which is none."""
    people(desk)
    said = ("--summary", FIRST["summary"])
    log = ("complaint", "log")
    desk.ok(*log, WANG[0], "--matter", FIRST["matter"], "--against", "张某", "--at", "2026-10-30 15:00", *said)
    desk.ok(*log, LI[0], "--matter", "态度", "--summary", "前台不耐烦")
    desk.ok(*log, "--name", "张三", "--phone", "19900007777", "--matter", "停车", "--summary", "没有车位")
    desk.ok("case", "log", LI[0], "--kind", "建议", "--matter", "饮水机", "--summary", "三楼放一台")
    desk.ok("complaint", "resolve", "1", "--text", FIRST["handling"])
    return desk


def test_one_is_printed_in_full_and_read_back_as_it_is_kept(heard: Desk) -> None:
    answer = heard.json("export", "complaint", "ts1", "--output", "a.xlsx")
    assert answer == {
        "file": str(heard.folder / "a.xlsx"),
        "form": "complaint",
        "no": "TS-2026-0001",
        "rows": 1,
        "sheets": 1,
        "masked": False,
    }
    reading = read("complaint", answer["file"])
    assert ([record.values for record in reading.records], reading.findings) == ([FIRST], [])
    told = "export complaint TS-2026-0001"
    assert log_of(heard) == [("export", told, 1), ("reveal", told, 1)]


def test_all_stand_on_worksheets_of_their_numbers_and_are_masked(heard: Desk) -> None:
    answer = heard.json("export", "complaint")
    assert (answer["no"], answer["rows"], answer["sheets"], answer["masked"]) == (None, 3, 3, True)
    assert load_workbook(answer["file"]).sheetnames == ["TS-2026-0001", "TS-2026-0002", "TS-2026-0003"]
    records = read("complaint", answer["file"]).records
    assert records[0].values == FIRST | dict.fromkeys(PRIVATE)
    assert [record.masked for record in records] == [PRIVATE, {"phone", "address"}, {"phone"}]
    assert log_of(heard) == [("export", "export complaint", 3)]


def test_all_revealed_come_back_as_they_are_kept(heard: Desk) -> None:
    answer = heard.json("export", "complaint", "--reveal")
    records = read("complaint", answer["file"]).records
    assert records[0].values == FIRST
    assert [(record.values["name"], record.values["phone"]) for record in records] == [
        WANG[:2],
        LI[:2],
        ("张三", "19900007777"),
    ]
    assert log_of(heard) == [("export", "export complaint", 3), ("reveal", "export complaint", 3)]


def test_one_that_happens_to_be_all_there_is_was_not_asked_for(desk: Desk) -> None:
    desk.ok("complaint", "log", "--name", "张三", "--phone", "19900007777", "--matter", "停车", "--summary", "没有")
    answer = desk.json("export", "complaint")
    assert (answer["no"], answer["masked"]) == ("TS-2026-0001", True)


def test_several_named_are_masked_and_each_counts_once(heard: Desk) -> None:
    answer = heard.json("export", "complaint", "2", "李红", "张三")
    assert (answer["rows"], answer["masked"]) == (2, True)


def test_a_folder_of_them(heard: Desk) -> None:
    (heard.folder / "out").mkdir()
    answer = heard.json("export", "complaint", "--output", "out/")
    assert (answer["file"], answer["rows"], answer["sheets"]) == (str(heard.folder / "out"), 3, 3)
    names = sorted(path.name for path in (heard.folder / "out").iterdir())
    assert names == ["TS-2026-0001.xlsx", "TS-2026-0002.xlsx", "TS-2026-0003.xlsx"]
    for name in names:
        [record] = read("complaint", heard.folder / "out" / name).records
        assert f"{record.values['no']}.xlsx" == name
    assert heard.json("export", "complaint", "--each")["file"].endswith("/sheets/complaint-2026-10-31")


def test_of_some_days(heard: Desk) -> None:
    def rows(*words: str) -> int:
        count: int = heard.json("export", "complaint", *words)["rows"]
        return count

    assert [rows("--to", "10-30"), rows("--from", "10-31"), rows("--from", "10-01", "--to", "+1mo")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("status", "words", "message"),
    [
        (4, ["99"], "There is no case 99."),
        (4, ["没有"], "没有 has brought no case."),
        (4, ["--to", "10-01"], "No complaint was logged in these days. All there are: crmcli complaint list"),
        (2, ["1", "--to", "10-01"], "Either name complaints, or give days with --from and --to."),
    ],
)
def test_what_is_refused(heard: Desk, status: int, words: list[str], message: str) -> None:
    assert heard.refused(status, "export", "complaint", *words)["message"] == message
    assert not (heard.folder / "sheets").exists()


def test_without_a_complaint_there_is_nothing_to_print(desk: Desk) -> None:
    message = desk.refused(4, "export", "complaint")["message"]
    assert message == "There is no complaint to print. Log one: crmcli complaint log"


def test_a_complaint_is_printed_as_it_is_taken_down(heard: Desk) -> None:
    words = ("--name", "赵六", "--phone", "19900006666", "--matter", "停车", "--summary", "没有车位")
    answer = heard.json("complaint", "log", *words, "--sheet")
    assert Path(answer["sheet"]).name == "complaint-TS-2026-0004-2026-10-31.xlsx"
    [record] = read("complaint", answer["sheet"]).records
    assert (record.values["name"], record.values["phone"]) == ("赵六", "19900006666")
    assert heard.json("complaint", "log", *words)["sheet"] is None
    error = heard.refused(2, "case", "log", *words, "--kind", "建议", "--sheet")
    assert error["message"] == "There is a sheet for complaints only; leave out --sheet."


def test_two_hundred_sheets_in_one_command(heard: Desk) -> None:
    words = ("--name", "张三", "--phone", "19900007777", "--matter", "停车", "--summary", "没有车位")
    for _number in range(197):
        heard.ok("complaint", "log", *words)
    answer = heard.json("export", "complaint", "--reveal")
    assert (answer["rows"], answer["sheets"]) == (200, 200)
    records = read("complaint", answer["file"]).records
    assert [record.sheet for record in records] == [f"TS-2026-{number:04}" for number in range(1, 201)]
    assert {record.values["phone"] for record in records[2:]} == {"19900007777"}
