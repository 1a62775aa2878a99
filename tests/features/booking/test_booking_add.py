"""`booking add`, `list`, `show` and `move`: what is written, warned of and refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crmcli.complete import offers
from crmcli.place import data_dir
from crmcli.storage.schema import DERIVED, FACTS
from harness import Desk

TALK = ("--kind", "面诊", "--with", "李娜")
BOOKED = {
    "id": 1,
    "member": "M-00001",
    "name": "王小红",
    "mobile": "199****5678",
    "kind": "consultation",
    "kind_name": "面诊",
    "date": "2026-11-01",
    "time": "15:30–16:00",
    "from": "2026-11-01T15:30:00+08:00",
    "until": "2026-11-01T16:00:00+08:00",
    "minutes": 30,
    "with": "李娜",
    "state": "booked",
    "made_on": "2026-10-31",
    "made_by": "陈静",
    "followup": None,
    "call": None,
    "closed_on": None,
    "reason": None,
    "note": "先看鼻子",
}


def at(desk: Desk, moment: str) -> None:
    """The day goes on."""
    desk.env(CRMCLI_TODAY=moment)


def book(desk: Desk, *words: object) -> Any:
    return desk.json("booking", "add", *words)


def test_an_appointment_is_written_whole(clinic: Desk) -> None:
    made = book(clinic, "王小红", *TALK, "--at", "明天15:30", "--note", "先看鼻子")
    assert made == BOOKED | {"warnings": [], "operation": 7}
    assert clinic.json("booking", "show", "王小红") == clinic.json("booking", "show", 1) == BOOKED
    assert clinic.json("member", "show", "王小红")["bookings"] == [BOOKED]
    out = clinic.ok("show", "王小红").out
    assert "Appointments\n  2026-11-01  15:30–16:00  1  面诊  李娜\n" in out


def test_said_in_one_line_and_taken_back(clinic: Desk, dump: Callable[..., Any]) -> None:
    before = dump(clinic.path, (*FACTS, *DERIVED))
    done = clinic.ok("booking", "add", "王小红", *TALK, "--on", "11-05", "--at", "10:00")
    assert done.out == (
        "booked: 1 王小红 · 面诊: 2026-11-05 (Thursday) 10:00–10:30, with 李娜 · 陈静 · undo: crmcli undo 7\n"
    )
    after = dump(clinic.path, (*FACTS, *DERIVED))
    clinic.ok("undo")
    assert dump(clinic.path, (*FACTS, *DERIVED)) == before
    clinic.ok("redo")
    assert dump(clinic.path, (*FACTS, *DERIVED)) == after


@pytest.mark.parametrize(
    ("words", "status", "field", "message"),
    [
        (
            ("李四", *TALK, "--at", "明天15:40"),
            5,
            "--at",
            "李娜 is taken: appointment 1 of 王小红, 15:30–16:00 on 2026-11-01. Free again: 16:00–16:30.",
        ),
        (
            ("李四", *TALK, "--at", "明天15:01"),
            5,
            "--at",
            "李娜 is taken: appointment 1 of 王小红, 15:30–16:00 on 2026-11-01. Free again: 16:00–16:30.",
        ),
        (
            ("王小红", "--kind", "换药", "--at", "明天15:50"),
            5,
            "--at",
            "王小红 has another appointment then: 1, 面诊, 15:30–16:00 on 2026-11-01. Free again: 16:00–16:15.",
        ),
        (("李四", *TALK, "--at", "昨天15:30"), 2, "--at", "昨天15:30 has passed; give a time from now on"),
        (("李四", *TALK, "--at", "9:29"), 2, "--at", "9:29 has passed; give a time from now on"),
        (
            ("李四", *TALK, "--at", "23:45"),
            2,
            "--minutes",
            "30 minutes from 23:45 on end after midnight; begin earlier, or give fewer --minutes.",
        ),
        (("李四", *TALK, "--at", "明天"), 2, "--at", "明天 has no time: write for example 明天 15:30"),
        (("李四", *TALK, "--on", "2月30日", "--at", "9:30"), 2, "--on", None),
        (("李四", *TALK), 2, "--at", "When (day and time) is missing: give --at."),
        (("李四", *TALK, "--on", "明天"), 2, "--at", "Time is missing: give --at."),
        (("李四", *TALK, "--at", "明天9:30", "--minutes", "0"), 2, "--minutes", "--minutes takes 1 to 1440, not 0."),
        (
            ("李四", "--kind", "美甲", "--at", "明天9:30"),
            4,
            "--kind",
            "美甲 is no kind of appointment; there are 面诊, 换药, 拆线, 复查, 课程.",
        ),
        (
            ("李四", "--at", "明天9:30"),
            2,
            "--kind",
            "What for (面诊, 换药, 拆线, 复查, 课程) is missing: give --kind.",
        ),
        (
            ("李四", "--kind", "面诊", "--at", "明天9:30", "--with", "周敏"),
            5,
            "--with",
            "周敏 cannot be booked for 面诊; that takes 咨询师: 李娜.",
        ),
        (("李四", "--kind", "换药", "--at", "明天9:30", "--with", "赵"), 4, "--with", None),
        (("没有", *TALK, "--at", "明天9:30"), 4, "MEMBER|ID", None),
        (
            ("孙小妹", "--kind", "换药", "--at", "明天9:30"),
            5,
            "MEMBER",
            "孙小妹 is 15: below 18 a treatment needs the guardian's consent on record. "
            "crmcli member edit 孙小妹 --guardian NAME --guardian-consent-on DAY",
        ),
    ],
)
def test_what_is_refused(
    clinic: Desk,
    dump: Callable[..., Any],
    words: tuple[str, ...],
    status: int,
    field: str,
    message: str | None,
) -> None:
    book(clinic, "王小红", *TALK, "--at", "明天15:30")
    before = dump(clinic.path, FACTS)
    error = clinic.refused(status, "booking", "add", *words)
    assert error["field"] == field
    assert message is None or error["message"] == message
    assert dump(clinic.path, FACTS) == before


@pytest.mark.parametrize("start", ["明天15:00", "明天16:00", "后天15:30"])
def test_beside_another_there_is_room(clinic: Desk, start: str) -> None:
    book(clinic, "王小红", *TALK, "--at", "明天15:30")
    assert book(clinic, "李四", *TALK, "--at", start)["id"] == 2


def test_who_came_early_still_takes_the_time_and_who_did_not_come_none(clinic: Desk) -> None:
    book(clinic, "王小红", *TALK, "--at", "15:30")
    clinic.ok("booking", "came", 1)
    assert clinic.refused(5, "booking", "add", "李四", *TALK, "--at", "15:30")["candidates"] == [
        {"id": 1, "date": "2026-10-31", "from": "15:30", "until": "16:00"}
    ]
    clinic.ok("undo")
    at(clinic, "2026-10-31T15:45")
    clinic.ok("booking", "no-show", 1)
    assert book(clinic, "李四", *TALK, "--at", "15:45")["time"] == "15:45–16:15"


def test_the_nobody_of_two_appointments_is_not_one_person(clinic: Desk) -> None:
    """Without anybody named only the member's own time is taken."""
    book(clinic, "王小红", "--kind", "换药", "--at", "明天9:30")
    assert book(clinic, "李四", "--kind", "换药", "--at", "明天9:30")["with"] is None


def test_a_minor_with_consent_is_treated_and_talks_without(clinic: Desk) -> None:
    assert book(clinic, "孙小妹", *TALK, "--at", "明天9:30")["id"] == 1
    clinic.ok("member", "edit", "孙小妹", "--guardian", "孙大明", "--guardian-consent-on", "10-30")
    assert book(clinic, "孙小妹", "--kind", "换药", "--at", "明天10:30")["id"] == 2


def test_from_a_call_of_the_due_list(clinic: Desk) -> None:
    clinic.ok("followup", "add", "王小红", "--due", "今天", "--purpose", "问问恢复")
    made = book(clinic, "1", *TALK, "--at", "明天15:30")
    assert (made["member"], made["followup"]) == ("M-00001", "1")
    clinic.ok("undo")
    out = clinic.ok("booking", "add", "#1", *TALK, "--at", "明天15:30").out
    assert "the call is still open: crmcli followup done 1 reached" in out
    assert book(clinic, "王小红", *TALK, "--at", "后天15:30", "--from-followup", "1")["followup"] == "1"
    error = clinic.refused(2, "booking", "add", "李四", *TALK, "--at", "后天15:30", "--from-followup", "1")
    assert error["message"] == "Follow-up 1 is of 王小红, not of 李四."
    assert clinic.refused(4, "booking", "add", "12", *TALK, "--at", "后天15:30")["value"] == "12"
    clinic.ok("followup", "done", "1", "接通")
    assert clinic.json("followup", "due", "--kind", "manual") == []


def test_a_call_about_nobody_of_the_members_books_nothing(clinic: Desk) -> None:
    about = ("--matter", "态度", "--summary", "没人理")
    clinic.ok("complaint", "log", "--name", "周九", "--phone", "19900000081", *about)
    error = clinic.refused(5, "booking", "add", "complaint:TS-2026-0001", *TALK, "--at", "明天9:30")
    assert error["message"].startswith("complaint:TS-2026-0001 is about no member; add 周九 first")


def test_another_appointment_is_told_of(clinic: Desk) -> None:
    book(clinic, "王小红", *TALK, "--at", "明天15:30")
    told = "there is another appointment: 1  2026-11-01 (Sunday) 15:30–16:00  面诊  李娜"
    assert book(clinic, "王小红", *TALK, "--at", "后天15:30")["warnings"] == [told]


def test_a_time_nobody_works_at_is_warned_of(bare: Desk) -> None:
    """A house with hours and days off, which the clinic has none of."""
    folder = Path(os.environ["XDG_DATA_HOME"]) / "crmcli" / "packs" / "house"
    shutil.copytree(data_dir() / "packs" / "clinic", folder)
    pack = (folder / "pack.toml").read_text("utf-8")
    pack = pack.replace("days_off_count = false", 'hours = ["09:00-12:00", "13:30-18:00"]\ndays_off_count = true')
    (folder / "pack.toml").write_text(pack.replace("days_off = []", 'days_off = ["sun"]'), "utf-8")
    bare.ok("init", "--pack", "house", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小红", "--mobile", "19900005678")
    bare.ok("calendar", "set", "2026-10-01", "off")
    hours = "outside the working hours, 09:00-12:00, 13:30-18:00"
    seen = {
        start: book(bare, "王小红", "--kind", "复查", "--at", start)["warnings"][:2]
        for start in ("2026-10-31 10:00", "2026-10-31 12:10", "2026-11-01 10:30", "2026-11-01 19:00")
    }
    off = "2026-11-01 (Sunday) is a day off"
    assert [[text for text in said if "another appointment" not in text] for said in seen.values()] == [
        [],
        [hours],
        [off],
        [off, hours],
    ]


def test_somebody_who_has_left_is_booked_no_more(clinic: Desk) -> None:
    from opened import opened

    with opened(clinic.path) as db:
        db.execute("UPDATE staff SET until_on = '2026-10-30' WHERE name = '李娜'")
    error = clinic.refused(5, "booking", "add", "李四", "--kind", "换药", "--at", "明天9:30", "--with", "李娜")
    assert error["message"] == "李娜 has left; there are 陈静, 周敏."


def test_a_day_sheet(clinic: Desk) -> None:
    book(clinic, "李四", *TALK, "--at", "16:00")
    book(clinic, "王小红", "--kind", "换药", "--at", "10:00")
    book(clinic, "王小红", "--kind", "拆线", "--at", "11-07 10:00")

    def ids(*words: object) -> list[int]:
        return [one["id"] for one in clinic.json("booking", "list", *words)]

    assert clinic.ok("booking", "list").out.splitlines()[0] == "2026-10-31 (Saturday) · 2 appointments"
    assert ids() == [2, 1]
    assert ids("--with", "李娜") == [1]
    assert ids("--member", "王小红") == [2, 3]
    assert ids("--date", "11-07") == [3]
    assert ids("--from", "11-01") == [3]
    assert ids("--to", "11-01") == [2, 1]
    assert ids("--from", "10-31", "--to", "11-30", "--state", "came") == []
    clinic.ok("booking", "came", 2)
    assert ids("--state", "came") == [2]
    assert clinic.refused(2, "booking", "list", "--state", "late")["field"] == "--state"
    assert clinic.refused(2, "booking", "list", "--date", "今天", "--to", "明天")["field"] == "--date"
    assert clinic.ok("booking", "list", "--date", "12-24").out == "No appointments.\n"
    clinic.ok("booking", "list", "--xlsx", "day.xlsx")
    from openpyxl import load_workbook

    sheet = load_workbook(clinic.folder / "day.xlsx").active
    grid = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["2026-10-31 (Saturday) · 2 appointments"] in grid
    assert any("10:00–10:15" in row and "换药" in row and "came" in row for row in grid)


def test_an_appointment_is_moved(clinic: Desk, dump: Callable[..., Any]) -> None:
    book(clinic, "王小红", *TALK, "--at", "11-05 15:30")
    book(clinic, "李四", *TALK, "--at", "11-06 15:30")
    before = dump(clinic.path, (*FACTS, *DERIVED))
    moved = clinic.json("booking", "move", "王小红", "--at", "11-06 16:00", "--reason", "临时有事")
    assert (moved["id"], moved["moved_from"], moved["from"], moved["reason"], moved["warnings"]) == (
        1,
        "2026-11-05T15:30:00+08:00",
        "2026-11-06T16:00:00+08:00",
        "临时有事",
        [],
    )
    assert clinic.refused(5, "booking", "move", 1, "--at", "11-06 15:45")["message"].startswith("李娜 is taken")
    assert clinic.refused(5, "booking", "move", 1, "--at", "11-06 16:00")["field"] == "--at"
    clinic.ok("undo")
    assert dump(clinic.path, (*FACTS, *DERIVED)) == before


@pytest.mark.parametrize(
    ("words", "becomes"),
    [
        (("--on", "11-09"), ("2026-11-09", "15:30–16:00", "李娜")),
        (("--minutes", "60"), ("2026-11-05", "15:30–16:30", "李娜")),
        (("--with", "王芳"), ("2026-11-05", "15:30–16:00", "王芳")),
        (("--at", "明天9:00", "--minutes", "10"), ("2026-11-01", "09:00–09:10", "李娜")),
    ],
)
def test_what_is_not_said_of_a_move_stays(clinic: Desk, words: tuple[str, ...], becomes: tuple[str, ...]) -> None:
    clinic.ok("staff", "add", "王芳", "--role", "咨询师")
    book(clinic, "王小红", *TALK, "--at", "11-05 15:30")
    moved = clinic.json("booking", "move", 1, *words)
    assert (moved["date"], moved["time"], moved["with"]) == becomes


def test_the_history_tells_it_in_words(clinic: Desk) -> None:
    book(clinic, "王小红", *TALK, "--at", "11-05 15:30")
    at(clinic, "2026-11-02T10:00")
    clinic.ok("booking", "move", 1, "--at", "11-06 16:00")
    clinic.ok("booking", "cancel", 1, "--reason", "不想做了")
    told = [(line["what"], line["values"]) for line in clinic.json("member", "history", "王小红")][:3]
    assert told == [
        (
            "appointment 1 changed",
            "state agreed → cancelled · closed - → 2026-11-02 · reason - → 不想做了",
        ),
        (
            "appointment 1 changed",
            "day 2026-11-05 → 2026-11-06 · begins 15:30 → 16:00 · ends 16:00 → 16:30 "
            "· agreed on 2026-10-31 → 2026-11-02",
        ),
        ("appointment 1 added", "面诊 · 李娜 · 2026-11-05 · 15:30"),
    ]


def test_a_pack_without_kinds_books_nothing(bare: Desk) -> None:
    bare.ok("init", "--pack", "club", "--open", "--operator", "陈静")
    bare.ok("member", "add", "王小红", "--mobile", "19900005678")
    error = bare.refused(5, "booking", "add", "王小红", "--at", "明天9:30")
    assert error["message"] == "The pack club has no kinds of appointments; write [[bookings]] into it."


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["booking", "add", "王小红", "--kind", "面"], ["面诊"]),
        (["booking", "add", "王小红", "--with", "李"], ["李娜"]),
        (["booking", "came", ""], ["1"]),
        (["booking", "came", "王"], ["王小红"]),
        (["booking", "list", "--state", "no"], ["no-show"]),
    ],
)
def test_the_shell_offers(clinic: Desk, words: list[str], offered: list[str]) -> None:
    book(clinic, "王小红", *TALK, "--at", "明天15:30")
    assert [str(value) for value, _told in offers(words)] == offered
