"""Duties in the month's report: due, done, in time, missed, as things stood at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dutycase import WEEKLY, on

PLAN = WEEKLY | {"code": "plan", "name": "月计划", "rule": "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"}
NOTHING = {"due": 0, "done": 0, "in_time": 0, "missed": 0, "skipped": 0, "in_time_rate": None, "by_duty": []}


def november(desk: Any) -> Any:
    return desk.json("report", "monthly", "--month", "2026-11")


def worked(begin: Callable[..., Any]) -> Any:
    """Five Mondays and a plan in November: in time, late, missed, skipped, done in December; the plan never."""
    desk = begin(WEEKLY, PLAN)
    on(desk, "2026-11-02").ok("duty", "done", "周报")
    on(desk, "2026-11-11").ok("duty", "done", "周报")
    on(desk, "2026-11-23").ok("duty", "skip", "周报", "--reason", "院庆")
    on(desk, "2026-12-02").ok("duty", "done", "周报", "补交")
    return desk


def test_what_became_of_them_by_the_months_end(begin: Callable[..., Any]) -> None:
    desk = worked(begin)
    counts = {"due": 5, "done": 2, "in_time": 1, "missed": 1, "skipped": 1, "in_time_rate": 0.2}
    plan = {"due": 1, "done": 0, "in_time": 0, "missed": 0, "skipped": 0, "in_time_rate": 0.0}
    report = november(desk)
    assert report["duties"] == {
        **{"due": 6, "done": 2, "in_time": 1, "missed": 1, "skipped": 1, "in_time_rate": 0.1667},
        "by_duty": [{"duty": "weekly", "name": "周报", **counts}, {"duty": "plan", "name": "月计划", **plan}],
    }
    assert report["previous"]["duties"] == report["year_before"]["duties"] == NOTHING


def test_the_month_that_runs_counts_what_has_come(begin: Callable[..., Any]) -> None:
    desk = on(begin(WEEKLY, PLAN), "2026-11-10")
    assert november(desk)["duties"] | {"by_duty": []} == NOTHING | {"due": 2, "missed": 1, "in_time_rate": 0.0}


def test_on_the_page(begin: Callable[..., Any]) -> None:
    page = worked(begin).ok("report", "monthly", "--month", "2026-11").out.splitlines()
    start = next(number for number, line in enumerate(page) if line.startswith("Duties of the department"))
    figures = [" ".join(line.split()[:-4]) for line in page[start + 1 : start + 7]]
    values = [line.split()[-4] for line in page[start + 1 : start + 7]]
    assert list(zip(figures, values, strict=True)) == [
        ("duties due", "6"),
        ("duties done", "2"),
        ("in time", "1"),
        ("share in time", "17%"),
        ("duties missed", "1"),
        ("duties skipped", "1"),
    ]
    assert [line.split()[0] for line in page[start + 9 : start + 11]] == ["周报", "月计划"]


def test_in_the_workbook(begin: Callable[..., Any]) -> None:
    from openpyxl import load_workbook

    desk = worked(begin)
    desk.ok("report", "monthly", "--month", "2026-11", "--xlsx", "month.xlsx")
    cells = {
        str(row[0].value).strip(): row[1].value
        for sheet in load_workbook(desk.folder / "month.xlsx").worksheets
        for row in sheet.iter_rows(min_col=1, max_col=2)
    }
    assert (cells["duties due"], cells["duties missed"]) == (6, 1)
    assert any(str(head).startswith("周报") for head in cells)


def test_a_pack_without_duties_has_none(begin: Callable[..., Any]) -> None:
    assert november(on(begin(), "2026-11-10"))["duties"] == NOTHING
