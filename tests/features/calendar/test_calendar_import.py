"""A year taken over from a list or the kept library, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

YEAR_2027 = """日期,类型,名称
2027-01-01,休,元旦
2027年2月6日,放假,春节
2027/2/14,班,春节
20271001,off,国庆节
2027-10-09,work,国庆节
"""
DAYS_2027 = [
    ("2027-01-01", "off", "元旦"),
    ("2027-02-06", "off", "春节"),
    ("2027-02-14", "work", "春节"),
    ("2027-10-01", "off", "国庆节"),
    ("2027-10-09", "work", "国庆节"),
]


def write(desk: Any, text: str, name: str = "days.csv") -> Path:
    path: Path = desk.folder / name
    path.write_text(text, "utf-8")
    return path


def days(desk: Any, year: int) -> list[tuple[str, str, str]]:
    return [(row["day"], row["kind"], row["name"]) for row in desk.json("calendar", "show", year)]


def counts(answer: Any) -> tuple[int, ...]:
    return tuple(answer[key] for key in ("read", "added", "changed", "unchanged", "kept", "removed", "elsewhere"))


def test_a_list(desk: Any) -> None:
    path = write(desk, YEAR_2027)
    assert desk.json("calendar", "import", path) == {
        "source": "file",
        "file": str(path),
        "years": [2027],
        "read": 5,
        "added": 5,
        "changed": 0,
        "unchanged": 0,
        "kept": 0,
        "removed": 0,
        "elsewhere": 0,
        "warnings": [],
        "operation": 2,
    }
    assert days(desk, 2027) == DAYS_2027
    assert counts(desk.json("calendar", "import", path)) == (5, 0, 0, 5, 0, 0, 0)


def test_a_workbook_with_dates_as_dates(desk: Any) -> None:
    from datetime import date

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["2027年放假安排"])
    book.active.append(["日期", "星期", "休/班", "节日"])
    for day, kind, name in DAYS_2027:
        book.active.append([date.fromisoformat(day), "", {"off": "休", "work": "班"}[kind], name])
    book.save(desk.folder / "放假.xlsx")
    assert counts(desk.json("calendar", "import", desk.folder / "放假.xlsx")) == (5, 5, 0, 0, 0, 0, 0)
    assert days(desk, 2027) == DAYS_2027


def test_what_is_shown_can_be_edited_and_taken_over_again(desk: Any) -> None:
    desk.ok("calendar", "show", "--output", "days.csv")
    path = desk.folder / "days.csv"
    path.write_text(path.read_text("utf-8-sig").replace("2026-10-10,sat,work", "2026-10-10,sat,off"), "utf-8")
    answer = desk.json("calendar", "import", path)
    assert counts(answer) == (39, 0, 1, 38, 0, 0, 0)
    shown = desk.json("calendar", "show")
    assert [(row["day"], row["kind"]) for row in shown if row["source"] == "file"] == [("2026-10-10", "off")]


def test_a_workbook_in_the_readers_language_comes_back(desk: Any) -> None:
    for language in ("zh_CN", "en"):
        desk.env(CRMCLI_LANG=language)
        desk.ok("calendar", "show", "--xlsx", "days.xlsx")
        assert counts(desk.json("calendar", "import", "days.xlsx")) == (39, 0, 0, 39, 0, 0, 0)


def test_a_list_without_names_leaves_those_there_are(desk: Any) -> None:
    path = write(desk, "日期,类型\n2026-10-10,休\n2026-10-01,休\n")
    assert counts(desk.json("calendar", "import", path)) == (2, 0, 1, 1, 0, 0, 0)
    assert [day for day in days(desk, 2026) if day[2] == "国庆节"][-1] == ("2026-10-10", "off", "国庆节")


def test_one_year_of_a_list_whose_days_need_not_say_it(desk: Any) -> None:
    path = write(desk, "日期,类型\n10月1日,休\n2027-01-01,休\n2028-01-01,休\n")
    answer = desk.json("calendar", "import", path, "--year", "2027")
    assert (answer["years"], counts(answer)) == ([2027], (2, 2, 0, 0, 0, 0, 1))
    assert [row["day"] for row in desk.json("calendar", "show", 2027)] == ["2027-01-01", "2027-10-01"]


def test_a_list_goes_before_what_was_known(desk: Any) -> None:
    desk.ok("calendar", "set", "2026-12-25", "off")
    path = write(desk, "day,kind,name\n2026-12-25,work,\n2026-10-10,off,院庆\n")
    assert counts(desk.json("calendar", "import", path)) == (2, 0, 2, 0, 0, 0, 0)
    assert days(desk, 2026)[-2:] == [("2026-10-10", "off", "院庆"), ("2026-12-25", "work", None)]


def test_a_year_of_which_a_part_is_listed_is_asked_about(desk: Any) -> None:
    path = write(desk, "day,kind\n2027-01-01,off\n")
    text = desk.ok("calendar", "import", path).out
    assert text.splitlines() == [
        "2027: 1 days added, 0 changed, 0 taken out, 0 as they were · undo: crmcli undo 2",
        "  2027 has no National Day (1 October): is the list whole?",
    ]


def test_the_library_adds_a_year(desk: Any) -> None:
    answer = desk.json("calendar", "import", "--library", "--year", "2024")
    assert (answer["source"], answer["file"], answer["years"]) == ("library", None, [2024])
    assert counts(answer) == (36, 36, 0, 0, 0, 0, 0)
    assert ("2024-02-18", "work", "春节") in days(desk, 2024)


def test_the_library_again_changes_nothing(desk: Any) -> None:
    answer = desk.json("calendar", "import", "--library")
    assert (answer["years"], counts(answer), answer["operation"]) == ([2025, 2026], (72, 0, 0, 72, 0, 0, 0), None)


def test_the_library_leaves_the_houses_own_days_alone(desk: Any) -> None:
    desk.ok("calendar", "set", "10-10", "off")
    desk.ok("calendar", "set", "12-25", "off")
    result = desk.ok("calendar", "import", "--library", "--year", "2026")
    assert result.out.splitlines() == [
        "2026: 0 days added, 0 changed, 0 taken out, 38 as they were · nothing changed",
        "  1 days of the house's own were left as they are",
    ]
    assert days(desk, 2026)[-2:] == [("2026-10-10", "off", "国庆节"), ("2026-12-25", "off", None)]


def test_a_day_the_library_no_longer_holds_is_taken_out(desk: Any) -> None:
    """As if an earlier edition had held one more day and another name."""
    from opened import opened

    with opened(desk.path) as db:
        db.execute("UPDATE calendar_day SET day = '2026-10-08' WHERE day = '2026-10-07'")
        db.execute("UPDATE calendar_day SET name = '假' WHERE day = '2026-10-06'")
    answer = desk.json("calendar", "import", "--library", "--year", "2026")
    assert counts(answer) == (39, 1, 1, 37, 0, 1, 0)
    assert [day for day, _kind, _name in days(desk, 2026)][-2:] == ["2026-10-07", "2026-10-10"]


def test_a_year_the_library_does_not_know(desk: Any) -> None:
    error = desk.refused(4, "calendar", "import", "--library", "--year", "2030")
    assert (error["kind"], error["field"], error["value"]) == ("not-found", "--year", 2030)
    assert error["message"].startswith("The kept library ends with 2026; ")
    desk.env(CRMCLI_TODAY="2031-03-03")
    assert desk.refused(4, "calendar", "import", "--library")["value"] == 2031


def test_undo_takes_the_whole_list_back(desk: Any, everything: Any) -> None:
    desk.ok("calendar", "set", "2027-01-01", "work")
    before = everything(desk.path)
    number = desk.json("calendar", "import", write(desk, YEAR_2027))["operation"]
    after = everything(desk.path)
    desk.ok("undo", number, "--yes")
    assert everything(desk.path) == before
    desk.ok("redo", "--yes")
    assert everything(desk.path) == after


def test_rows_that_cannot_be_taken_stop_the_whole_list(desk: Any, everything: Any) -> None:
    before = everything(desk.path)
    path = write(desk, "日期,类型\n2027-01-01,休\n2027-02-30,休\n,班\n2027-03-01,\n2027-03-02,调休\n2027-01-01,班\n,\n")
    result = desk("calendar", "import", path)
    assert (result.status, result.out) == (2, "")
    lines = result.err.splitlines()
    assert lines[0] == "5 rows of days.csv cannot be taken, so nothing was written; mend them and import it again:"
    assert lines[2:] == [
        "  row 4: the day is missing",
        "  row 5: 2027-03-01 is neither off nor work; say which",
        "  row 6: 调休 is neither a day off nor a working day: write off (休) or work (班)",
        "  row 7: 2027-01-01 is listed both as a day off and as a working day",
    ]
    assert lines[1].startswith("  row 3: 2027-02-30 ")
    assert everything(desk.path) == before


def test_of_many_faulty_rows_ten_are_told(desk: Any) -> None:
    rows = "".join(f"2027-01-{day:02},?\n" for day in range(1, 14))
    lines = desk("calendar", "import", write(desk, "日期,类型\n" + rows)).err.splitlines()
    assert (len(lines), lines[-1]) == (12, "  and 3 more")


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        (
            "姓名,手机\n王,1\n",
            7,
            "days.csv has no row of heads with day and kind; write above the list: 日期 类型 名称",
        ),
        (
            "日期,名称\n2027-01-01,元旦\n",
            7,
            "days.csv has no row of heads with day and kind; write above the list: 日期 类型 名称",
        ),
        ("日期,类型\n", 7, "days.csv holds no day to take over."),
    ],
)
def test_what_is_no_such_list(desk: Any, text: str, status: int, message: str) -> None:
    assert desk.refused(status, "calendar", "import", write(desk, text))["message"] == message


def test_a_file_that_is_not_there(desk: Any) -> None:
    error = desk.refused(4, "calendar", "import", "none.csv")
    assert error["message"] == "There is no file none.csv. Give its path, or drag the file into the window."


def test_one_of_list_and_library(desk: Any) -> None:
    assert desk.refused(2, "calendar", "import")["message"] == "List is missing: give a list, or --library."
    path = write(desk, YEAR_2027)
    error = desk.refused(2, "calendar", "import", path, "--library")
    assert error["message"] == "Give a list or --library, not both."
