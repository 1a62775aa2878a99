"""The month as people see it: which month, the page in windows of some widths and in a pipe, CSV, the workbook."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from features.report.shop import Shop

from crmcli.core.text import width
from harness import Desk


@pytest.fixture
def shop(bare: Desk) -> Shop:
    """A clinic with something in every section of October."""
    made = Shop(bare, start="2026-09-20T09:00")
    made.add("王小明", "19900005678")
    made.buy("王小明", "假体隆鼻", 12_000)
    made.on("2026-10-05T10:00")
    made.add("钱小美", "19900000012", by="王小明")
    made.buy("钱小美", "激光祛斑", 1_280, pay="cash")
    made.ask("周芷若", "19900000015", "phone", "激光祛斑")
    made.ask("令狐冲", "19900000016", "on-site", "=1+1", deal=True)
    made.promote("国庆", "2026-10-01", "2026-10-31")
    made.register("国庆", "钱小美", 3_000)
    made.complain("王小明", "态度不耐烦", "--resolve", "已致歉", "--opinion", "满意", "--close")
    made.on("2026-10-31T10:00")
    made.done("钱小美", "reached")
    return made


MONTHS = [
    ([], "2026-10"),
    (["--month", "2026-10"], "2026-10"),
    (["--month", "10月"], "2026-10"),
    (["--month", "last"], "2026-09"),
    (["--month", "上月"], "2026-09"),
    (["--month", "去年12月"], "2025-12"),
]


@pytest.mark.parametrize(("words", "month"), MONTHS, ids=str)
def test_which_month(desk: Desk, words: list[str], month: str) -> None:
    assert desk.json("report", "monthly", *words)["month"] == month


@pytest.mark.parametrize(
    ("status", "words", "field"),
    [
        (2, ["--month", "2026-11"], "--month"),
        (2, ["--month", "13"], "--month"),
        (2, ["--month", "soon"], "--month"),
        (4, ["--store", "没有的店"], "--store"),
        (2, ["--format", "xlsx"], "--output"),
    ],
)
def test_what_cannot_be_asked_for(desk: Desk, status: int, words: list[str], field: str) -> None:
    refused = (
        desk("report", "monthly", *words, "--json") if "--format" not in words else desk("report", "monthly", *words)
    )
    assert (refused.status, refused.out) == (status, "")
    assert field == "--output" or refused.error["field"] == field


def test_a_month_ahead_says_which_month_it_is(desk: Desk) -> None:
    message = desk.refused(2, "report", "monthly", "--month", "2027-01")["message"]
    assert message == "2027-01 lies ahead; there is nothing to report of it yet. This month is 2026-10."


def test_an_empty_month_gives_zeros_and_says_so(desk: Desk) -> None:
    out = desk.ok("report", "monthly", "--month", "2026-03").out.splitlines()
    assert out[1] == "Nothing is on record for this month."
    assert ["members", "in", "all", "0", "0", "=", "0"] in [line.split() for line in out]


def test_a_month_that_still_runs_says_up_to_when_it_counts(shop: Shop) -> None:
    shop.on("2026-10-20T10:00")
    assert shop.desk.ok("report", "monthly").out.splitlines()[:2] == [
        "2026-10 · 医疗美容医院 · all stores",
        "The month still runs; counted up to 2026-10-20.",
    ]
    assert shop.desk.json("report", "monthly")["until"] == "2026-10-20"


def test_a_pipe_gets_everything_plain_and_aligned(shop: Shop) -> None:
    lines = shop.desk.ok("report", "monthly").out.splitlines()
    place = lines.index(next(line for line in lines if line.startswith("Spend  ")))
    assert lines[place : place + 10] == [
        "Spend                              2026-10     before      change  year before",
        "  amount, refunds taken off       1,280.00  12,000.00  -10,720.00         0.00",
        "    银卡                          1,280.00  12,000.00  -10,720.00         0.00",
        "    白金卡                            0.00       0.00           =         0.00",
        "    尊享卡                            0.00       0.00           =         0.00",
        "  purchases                              1          1           =            0",
        "  average of a purchase           1,280.00  12,000.00  -10,720.00            –",
        "  buyers                                 1          1           =            0",
        "    bought before                       0%         0%           =            –",
        "",
    ]
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize(
    ("columns", "left_out"), [(80, ""), (50, "before, year before"), (40, "before, change, year before")]
)
def test_a_window_is_never_too_narrow(
    shop: Shop, columns: int, left_out: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from crmcli.features.report.asked import Place, month_given
    from crmcli.features.report.monthly import monthly
    from crmcli.features.report.screen import draw_monthly
    from crmcli.session import Session
    from crmcli.ui.options import Shared

    class Window(Session):
        on_terminal = True  # type: ignore[assignment]

    monkeypatch.setenv("COLUMNS", str(columns))
    session = Window(Shared(db=str(shop.desk.path), today=shop.at, operator="陈静"))
    draw_monthly(session, monthly(session, month_given(session, None, Place(None, None)), None))
    session.close()
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= columns
    said = f"No room for: {left_out}." if left_out else ""
    assert " ".join(out.split()).count("No room for: ") == bool(said)
    assert said in " ".join(out.split())
    assert "1,280.00" in out


def test_csv_is_for_programs(shop: Shop) -> None:
    rows = list(csv.DictReader(io.StringIO(shop.desk.ok("report", "monthly", "--csv").out.lstrip("\ufeff"))))
    found = {row["figure"]: row for row in rows}
    assert found["spend.amount"] == {
        "figure": "spend.amount",
        "value": "1280.00",
        "previous": "12000.00",
        "year_before": "0.00",
    }
    assert found["spend.average"]["year_before"] == ""
    assert len(found) == len(rows)


# The workbook


def book(shop: Shop, *words: str) -> Any:
    from openpyxl import load_workbook

    shop.desk.ok("report", "monthly", "--xlsx", "month-{month}.xlsx", *words)
    return load_workbook(shop.desk.folder / "month-2026-10.xlsx")


def cells(sheet: Any) -> list[list[Any]]:
    return [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_has_cover_figures_charts_and_the_lists_behind(shop: Shop) -> None:
    made = book(shop)
    assert made.sheetnames == [
        "Cover",
        "Figures",
        "Charts",
        "New members",
        "Spend by item",
        "Follow-ups",
        "Overrides of the guard",
        "Complaints",
        "Inquiries",
        "Promotion register",
    ]
    cover = {row[0]: row[1:] for row in cells(made["Cover"]) if len(row) > 1}
    assert cover["Period"] == ["2026-10-01 to 2026-10-31"]
    assert (cover["Made"], cover["By"], cover["Phone numbers"]) == (["2026-10-31 10:00"], ["陈静"], ["masked"])
    assert cover["Compared with"] == ["2026-09 and 2025-10"]
    assert cover["new members"] == ["2", "1", "+1"]


def test_the_figures_are_numbers_beside_the_months_compared_with(shop: Shop) -> None:
    found = {row[0]: row[1:] for row in cells(book(shop)["Figures"]) if row}
    assert found["figure"] == ["2026-10", "2026-09", "change", "change %", "2025-10", "change", "change %"]
    assert found["amount, refunds taken off"] == [1280, 12000, -10720, pytest.approx(-0.8933, abs=1e-4), 0, 1280, "–"]
    assert found["members in all"] == [3, 1, 2, 2, 0, 3, "–"]


def test_the_lists_behind_the_figures(shop: Shop) -> None:
    made = book(shop)
    assert [row[:3] for row in cells(made["New members"])[3:]] == [
        ["M-00002", "钱小美", "199****0012"],
        ["M-00004", "令狐冲", "199****0016"],
    ]
    assert cells(made["Spend by item"])[3:] == [["激光祛斑", "激光", 1, 1, 1280, 1], ["together", 1, 1, 1280, 1]]
    (complaint,) = cells(made["Complaints"])[3:]
    assert complaint[2:6] == ["王小明", "199****5678", "服务态度", "态度不耐烦"]
    assert complaint[-2:] == ["settled on the spot", "满意"]
    assert [row[2] for row in cells(made["Inquiries"])[3:]] == ["周芷若", "令狐冲"]
    assert cells(made["Promotion register"])[3][3:5] == ["钱小美", 3000]


def test_text_stays_text(shop: Shop) -> None:
    rows = [cell for row in book(shop)["Inquiries"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [(cell.data_type, cell.quotePrefix) for cell in rows] == [("s", True)]


def test_every_sheet_prints_on_a4_with_its_heads_repeated(shop: Shop) -> None:
    made = book(shop)
    for sheet in made:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1), sheet.title
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"宋体"}
    for name in made.sheetnames:
        if name not in ("Cover", "Charts"):
            assert made[name].print_title_rows == "$3:$3", name


def test_the_charts_draw_from_the_cells(shop: Shop) -> None:
    shop.desk.ok("report", "monthly", "--xlsx", "m.xlsx")
    from zipfile import ZipFile

    with ZipFile(shop.desk.folder / "m.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 6
    assert sum("'Spend by item'!$E$4" in chart for chart in charts) == 1
    assert sum("'Figures'!$B$" in chart for chart in charts) == 4


def test_an_empty_month_has_a_workbook_too(desk: Desk) -> None:
    from openpyxl import load_workbook

    desk.ok("report", "monthly", "--month", "2026-03", "--output", "m.xlsx")
    made = load_workbook(desk.folder / "m.xlsx")
    assert "Charts" not in made.sheetnames
    assert ["None in this month."] in cells(made["New members"])


def test_numbers_shown_in_full_are_noted(shop: Shop) -> None:
    from crmcli.storage.engine import connect

    assert cells(book(shop, "--reveal")["New members"])[3][2] == "19900000012"
    db = connect(shop.desk.path)
    noted = [tuple(row) for row in db.execute("SELECT what, detail, count FROM access_log ORDER BY id DESC LIMIT 1")]
    db.close()
    assert noted == [("reveal", "report monthly", 5)]


def test_reading_writes_nothing(shop: Shop, dump: Any) -> None:
    from crmcli.storage.schema import DERIVED, FACTS

    before = dump(shop.desk.path, FACTS + DERIVED)
    shop.desk.ok("report", "monthly")
    shop.desk.ok("report", "daily")
    assert dump(shop.desk.path, FACTS + DERIVED) == before


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_prints(shop: Shop, tmp_path: Path) -> None:
    shop.desk.ok("report", "monthly", "--xlsx", "m.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "m.xlsx"], cwd=shop.desk.folder, check=True, capture_output=True, timeout=120)
    text = (shop.desk.folder / "m.pdf").read_bytes()
    assert text.startswith(b"%PDF")
