"""Every cell, merge, width, height and page setting of every sheet, blank and filled in, and the workbook made of it.

After a change that is meant: CRMCLI_SNAPSHOTS=write python -m pytest tests/forms, and read the difference.
"""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from formcase import FORMS, NAMES, RECORDS, context, written
from openpyxl import load_workbook

from crmcli.forms.fill import grids
from crmcli.forms.grid import Grid, Placed
from crmcli.forms.workbook import NUMBER_FORMATS, workbook

SNAPSHOTS = Path(__file__).parent / "snapshots"
#: Records of a list: more than a page of them.
COUNTS = {"intake": 12, "promotion": 10}


def filled(name: str) -> list[Grid]:
    return list(grids(FORMS[name], context(name), [RECORDS[name]] * COUNTS.get(name, 1)))


def drawn(grid: Grid) -> str:
    """A grid as text, a line for each thing."""
    page = grid.page
    lines = [
        f"sheet {grid.name}",
        f"page {page.orientation} single={page.single} repeat={page.repeat} breaks={page.breaks}",
        f"widths {' '.join(f'{width:g}' for width in grid.widths)}",
        f"heights {' '.join(f'{height:g}' for height in grid.heights)}",
        f"merges {' '.join(map(str, grid.merges))}",
        *(_line(placed) for placed in grid.cells),
    ]
    return "\n".join(lines) + "\n"


def _line(placed: Placed) -> str:
    return f"{placed.at} {' '.join(placed.look)} {placed.value!r}"


@pytest.mark.parametrize("name", NAMES)
def test_the_grid_is_as_it_was(name: str) -> None:
    empty = next(grids(FORMS[name], {**context(name), "no": None}, []))
    text = "".join(drawn(grid) for grid in [empty, *filled(name)])
    kept = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("CRMCLI_SNAPSHOTS") == "write":
        SNAPSHOTS.mkdir(exist_ok=True)
        kept.write_text(text, "utf-8")
    assert text == kept.read_text("utf-8")


def value_of(placed: Placed) -> Any:
    value = placed.value
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("name", NAMES)
def test_the_workbook_holds_the_grid(name: str, tmp_path: Path) -> None:
    book = load_workbook(written(tmp_path, name, [RECORDS[name]] * COUNTS.get(name, 1)))
    for sheet, grid in zip(book.worksheets, filled(name), strict=True):
        assert sheet.title == grid.name
        assert sorted(map(str, sheet.merged_cells.ranges)) == sorted(map(str, grid.merges))
        widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJK"[: len(grid.widths)]]
        assert widths == list(grid.widths)
        assert [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)] == grid.heights
        for placed in grid.cells:
            cell = sheet.cell(*placed.at[:2])
            found = cell.value.date() if placed.look.form == "day" and placed.value else cell.value
            assert found == value_of(placed), placed
            assert cell.number_format == NUMBER_FORMATS[placed.look.form]
            assert (cell.alignment.horizontal, cell.alignment.vertical) == (placed.look.align, placed.look.valign)


@pytest.mark.parametrize("name", NAMES)
def test_page_fonts_and_frames(name: str) -> None:
    sheet: Any = workbook(filled(name)).worksheets[0]
    form = FORMS[name]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth) == (9, form.orientation, 1)
    assert setup.fitToHeight == (1 if form.kind == "card" else 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第 &P 页 共 &N 页"
    assert sheet.print_options.horizontalCentered
    title = sheet["A1"]
    assert (title.font.name, title.font.size, title.font.bold, title.alignment.horizontal) == (
        "宋体",
        20,
        True,
        "center",
    )
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.font.name == "宋体", cell.coordinate
            assert cell.font.size in (11, 9, 7.5), cell.coordinate
            border = cell.border
            sides = (border.left.style, border.right.style, border.top.style, border.bottom.style)
            assert sides == ("thin",) * 4, cell.coordinate


@pytest.mark.parametrize(("name", "repeat", "breaks"), [("intake", "$1:$3", [13]), ("promotion", "$1:$3", [12])])
def test_a_list_repeats_its_head_and_ends_its_pages(name: str, repeat: str, breaks: list[int], tmp_path: Path) -> None:
    sheet = load_workbook(written(tmp_path, name, [RECORDS[name]] * COUNTS[name])).worksheets[0]
    assert sheet.print_title_rows == repeat
    assert [one.id for one in sheet.row_breaks.brk] == breaks


def test_a_long_list_has_no_more_breaks_than_excel_takes() -> None:
    grid = next(grids(FORMS["intake"], {}, [{}] * 12_000))
    assert (len(grid.page.breaks), grid.page.breaks[-1]) == (1000, 10_003)


def test_a_plan_with_more_than_a_page_repeats_its_head() -> None:
    tasks = [{"task": f"第{number}项"} for number in range(1, 11)]
    grid = next(grids(FORMS["plan"], {}, [{"tasks": tasks}]))
    assert grid.page == grid.page._replace(single=False, repeat=(6, 6), breaks=(14,))
    assert {str(placed.at): placed.value for placed in grid.cells if placed.at.top == 23}["A23:B23"] == "响应机制"


def test_totals_are_those_of_the_rows() -> None:
    rows = [{"amount": 500000, "gift": "杯子", "bonus": 10000}, {"amount": 1}, {"gift": "伞", "bonus": 5050}]
    grid = next(grids(FORMS["promotion"], {}, rows))
    shown = {str(placed.at): placed.value for placed in grid.cells}
    assert shown["F13"] == Decimal("5000.01")
    assert shown["G13:J13"] == "小礼品 2 份，赠送金额 150.50"
    assert shown["G4"] == "小礼品(杯子) 赠送金额(100.00)"
    assert shown["G5"] == "小礼品(    ) 赠送金额(    )"


def test_a_certificate_that_is_not_printed_stands_before_its_number() -> None:
    grid = next(grids(FORMS["application"], {}, [{"id_type": "军官证", "id_no": "军字第00001号"}]))
    shown = {str(placed.at): placed.value for placed in grid.cells}
    assert (shown["B8:D8"], shown["G8:H8"]) == ("□护照 □身份证", "军官证 军字第00001号")


def test_an_unlisted_value_ticks_the_other_option() -> None:
    grid = next(grids(FORMS["application"], {}, [{"source": ["passing", "抖音"], "industry": "农业"}]))
    shown = {str(placed.at): placed.value for placed in grid.cells}
    assert str(shown["B10:H10"]).endswith("☑路过\n☑其他_抖音_")
    assert str(shown["B11:H11"]).endswith("☑其他（请注明：农业）")


def test_an_option_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match="fax is none of the options"):
        list(grids(FORMS["intake"], {}, [{"channel": "fax"}]))


def test_long_text_gets_a_smaller_font_and_then_a_higher_row() -> None:
    rows = [{"item": "激光"}, {"item": "皮秒激光嫩肤和光子嫩肤"}, {"item": "玻尿酸" * 60}]
    grid = next(grids(FORMS["intake"], {}, rows))
    fonts = {
        placed.at.top: placed.look.font for placed in grid.cells if placed.at.left == 7 and 4 <= placed.at.top <= 6
    }
    assert fonts == {4: "body", 5: "body", 6: "tiny"}
    assert grid.heights[3:5] == [34, 34]
    assert grid.heights[5] > 100


def test_sheets_are_named_after_their_numbers_never_after_people() -> None:
    cards = [{"no": "TS-2026-0001"}, {"no": "ts-2026-0001"}, {"name": "王小明"}, {"no": "a/b:c" + "x" * 40}]
    names = [sheet.title for sheet in workbook(grids(FORMS["complaint"], {}, cards)).worksheets]
    assert names == ["TS-2026-0001", "ts-2026-0001 (2)", "客户投诉登记表", "a b c" + "x" * 26]


def test_days_before_excels_first_are_text() -> None:
    grid = next(grids(FORMS["application"], {}, [{"birthday": date(1900, 1, 1)}]))
    assert {str(placed.at): placed.value for placed in grid.cells}["H4"] == "1900-01-01"
