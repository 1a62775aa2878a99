"""`complaint hotspots`: what complaints gather around, in whole answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crmcli.features.case.hotspot import Period

KEYS = ("what", "count", "share", "cumulative", "previous", "change", "complainers", "repeated", "visits", "rate")


@pytest.fixture
def quarter(desk: Any) -> Any:
    """September: two complaints. October: four by 王小明 (2), 李四 by phone (1) and 赵六 (1); four visits by two."""
    desk.env(CRMCLI_TODAY="2026-09-10T10:00")
    desk.ok("member", "add", "王小明", "--mobile", "19900001234")
    desk.ok("member", "add", "赵六", "--mobile", "19900001235")
    _log(desk, "王小明", "打针太疼", "--against-department", "皮肤科")
    _log(desk, "赵六", "前台态度差", "--against-department", "护理部", "--channel", "letter")
    desk.env(CRMCLI_TODAY="2026-10-31T09:30")
    for day, who, item in (
        ("10-02", "王小明", "激光祛斑"),
        ("10-02", "王小明", "假体隆鼻"),
        ("10-09", "王小明", "激光祛斑"),
        ("10-20", "赵六", "激光祛斑"),
        ("10-31", "赵六", "切开双眼皮"),
        ("09-05", "赵六", "切开双眼皮"),
    ):
        desk.ok("purchase", "add", who, "--item", item, "--amount", "1000", "--date", day)
    _log(desk, "王小明", "咨询师不耐烦", "--against", "周医生", "--against-department", "皮肤科", "--item", "激光祛斑")
    _log(desk, "王小明", "前台态度差", "--against-department", "护理部", "--item", "激光祛斑")
    _log(desk, "赵六", "多收费", "--channel", "letter")
    stranger = ("--name", "李四", "--phone", "19900005678", "--matter", "没人理", "--summary", "等了一天")
    desk.ok("complaint", "log", *stranger, "--against-department", "皮肤科")
    desk.ok("case", "log", "赵六", "--kind", "建议", "--matter", "停车", "--summary", "多划几个车位")
    return desk


def _log(desk: Any, who: str, matter: str, *options: str) -> None:
    desk.ok("complaint", "log", who, "--matter", matter, "--summary", "见录音", *options)


def _of(rows: list[dict[str, Any]], by: str) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in KEYS) for row in rows if row["by"] == by]


def test_every_way_of_counting(quarter: Any) -> None:
    # October has 31 days: the time before begins on 31 August
    rows = quarter.json("complaint", "hotspots")
    assert _of(rows, "all") == [(None, 4, 1.0, None, 2, 2, 3, 1, 4, 100.0)]
    assert _of(rows, "matter") == [
        ("服务态度", 3, 0.75, 0.75, 1, 2, 2, 1, 4, 75.0),
        ("收费价格", 1, 0.25, 1.0, 0, 1, 1, 0, 4, 25.0),
        ("医疗护理", 0, 0.0, 1.0, 1, -1, 0, 0, 4, 0.0),
    ]
    assert _of(rows, "department") == [
        ("皮肤科", 2, 0.5, 0.5, 1, 1, 2, 0, 4, 50.0),
        ("护理部", 1, 0.25, 0.75, 1, 0, 1, 0, 4, 25.0),
        (None, 1, 0.25, 1.0, 0, 1, 1, 0, 4, 25.0),
    ]
    assert _of(rows, "person") == [
        ("周医生", 1, 0.25, 0.25, 0, 1, 1, 0, 4, 25.0),
        (None, 3, 0.75, 1.0, 2, 1, 3, 0, 4, 75.0),
    ]
    # of an item its own visits count: three days on which 激光祛斑 was bought
    assert _of(rows, "item") == [
        ("激光祛斑", 2, 0.5, 0.5, 0, 2, 1, 1, 3, 66.67),
        (None, 2, 0.5, 1.0, 2, 0, 2, 0, 4, 50.0),
    ]
    assert _of(rows, "channel") == [
        ("电话", 3, 0.75, 0.75, 1, 2, 2, 1, 4, 75.0),
        ("来信", 1, 0.25, 1.0, 1, 0, 1, 0, 4, 25.0),
    ]
    (repeated,) = [row for row in rows if row["by"] == "complainer"]
    assert (repeated["member"], repeated["what"], repeated["count"], repeated["previous"], repeated["cases"]) == (
        "M-00001", "王小明", 2, 1, ["TS-2026-0003", "TS-2026-0004"],
    )  # fmt: skip


def test_days_named_and_another_kind(quarter: Any) -> None:
    rows = quarter.json("complaint", "hotspots", "--from", "2026-09-01", "--to", "2026-09-30")
    assert _of(rows, "all") == [(None, 2, 1.0, None, 0, 2, 2, 0, 1, 200.0)]
    rows = quarter.json("case", "hotspots", "--kind", "建议")
    assert [(row["what"], row["count"]) for row in rows if row["by"] == "matter"] == [("环境设施", 1)]
    assert quarter.json("case", "hotspots")[0]["count"] == 5


def test_on_the_screen_a_table_for_each_way(quarter: Any) -> None:
    said = quarter.ok("complaint", "hotspots").out.splitlines()
    assert said[0] == (
        "2026-10-01 to 2026-10-31: 4; the 31 days before, 2026-08-31 to 2026-09-30: 2. "
        "Visits are days on which a member bought something: 4."
    )
    place = said.index("by department")
    assert said[place + 1].split() == [
        "gathered", "around", "count", "share", "cumulative", "before", "change", "people", "more", "than", "once",
        "visits", "per", "100", "visits",
    ]  # fmt: skip
    assert said[place + 4].split() == ["not", "recorded", "1", "25%", "100%", "0", "1", "1", "0", "4", "25.0"]
    assert said[said.index("who complained repeatedly") + 2].split() == ["王小明", "2", "50%", "1", "1"]


def test_as_a_workbook(quarter: Any) -> None:
    from openpyxl import load_workbook

    quarter.ok("complaint", "hotspots", "--xlsx", "hot.xlsx")
    sheet = load_workbook(quarter.folder / "hot.xlsx").worksheets[0]
    values = [list(row) for row in sheet.iter_rows(values_only=True)]
    assert ["by matter", "服务态度", 3, 0.75, 0.75, 1, 2, 2, 1, 4, 75] in values
    assert ["by department", "not recorded", 1, 0.25, 1, 0, 1, 1, 0, 4, 25] in values


def test_nothing_was_complained_of(desk: Any) -> None:
    assert _of(desk.json("complaint", "hotspots"), "all") == [(None, 0, None, None, 0, 0, 0, 0, 0, None)]
    assert len(desk.ok("complaint", "hotspots").out.splitlines()) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--from", "10-31", "--to", "10-30"), "--from 2026-10-31 lies after --to 2026-10-30."),
        (("--from", "32号"), "32号 is not a day: 2026-10 has 31 days"),
    ],
)
def test_days_that_cannot_be_meant(options: tuple[str, ...], message: str, desk: Any) -> None:
    assert desk.refused(2, "complaint", "hotspots", *options)["message"] == message


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-10-01", "2026-10-31", ("2026-08-31", "2026-09-30")),
        ("2026-10-31", "2026-10-31", ("2026-10-30", "2026-10-30")),
        ("2027-01-01", "2027-01-07", ("2026-12-25", "2026-12-31")),
        ("2028-02-01", "2028-02-29", ("2028-01-03", "2028-01-31")),
    ],
)
def test_the_time_before_has_as_many_days(first: str, last: str, before: tuple[str, str]) -> None:
    found = Period(date.fromisoformat(first), date.fromisoformat(last)).before()
    assert (found.first.isoformat(), found.last.isoformat()) == before
