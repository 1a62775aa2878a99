"""Makes the two workbooks of the demo clinic, members.xlsx and purchases.xlsx.

Run it from anywhere:  python data/demo/make.py [--output FOLDER]
Without --output the workbooks beside this file are written anew. The same cells come out every time; the
bytes differ, since a workbook holds the time it was saved. The program itself never loads this file.
"""

import argparse
from datetime import date
from pathlib import Path

import member_row
import person
import purchase_row
from draw import Draw
from member import Cell, members
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

SEED = 20261102
TEXT = "@"
TITLE = Font(name="宋体", size=20, bold=True)
PLAIN = Font(name="宋体", size=11)
HEAD = Font(name="宋体", size=11, bold=True)
REQUIRED = Font(name="宋体", size=11, bold=True, color="FFFF0000")
THIN = Side(style="thin")
BORDER = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
DAY_FORMATS = ("yyyy/m/d", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"')
MEMBER_WIDTHS = (6, 11, 13, 6, 18, 18, 18, 21, 34, 10, 14, 9, 14, 10, 28)
PURCHASE_WIDTHS = (15, 11, 13, 15, 20, 6, 11, 11, 10, 22)
GUIDE = (
    "填表说明",
    "1. 带*的是必填项，没有填的不能办卡。",
    "2. 出生日期按顾客自己说的写；过农历生日的写“农历”。",
    "3. 联系电话写手机号，有两个的写在一格里，或写到“其他联系方式”。",
    "4. 累计消费是截至2026年5月31日的数，六月以后的看消费明细。",
    "5. 会员等级：银卡、白金卡（满2万）、尊享卡（满5万）。",
    "6. 朋友介绍来的，写清介绍人。",
)


def main() -> None:
    """Writes both workbooks into the folder asked for."""
    parser = argparse.ArgumentParser(description="Make the workbooks of the demo clinic.")
    parser.add_argument("--output", type=Path, default=Path(__file__).parent, help="folder to write into")
    folder: Path = parser.parse_args().output
    draw = Draw(SEED)
    known = members(draw)
    members_book(member_row.rows(draw, known)).save(folder / "members.xlsx")
    rows, total = purchase_row.rows(draw, known)
    purchases_book(rows, total).save(folder / "purchases.xlsx")


def members_book(rows: list[list[Cell]]) -> Workbook:
    """The members' list: title, sub-line, blank row, head in row 4, rows, total, note; a sheet 说明."""
    book, sheet = _begin("会员登记", MEMBER_WIDTHS)
    _line(sheet, 1, "美丽时光医疗美容会员登记表", TITLE)
    _line(sheet, 2, f"制表：{person.STAFF[0][0]}          更新日期：2026年5月31日", PLAIN)
    _table(sheet, 4, member_row.HEAD, rows, text_columns=(2, 6, 7, 8))
    below = 5 + len(rows)
    sheet.cell(below, 1, "合计")
    sheet.merge_cells(start_row=below, start_column=1, end_row=below, end_column=2)
    sheet.cell(below, 3, f"{len(rows)}人")
    _line(sheet, below + 1, "备注：以旧登记本和收银台账为准，缺的项目等顾客到店再补。", PLAIN)
    guide = book.create_sheet("说明")
    guide.column_dimensions["A"].width = 70
    for row, text in enumerate(GUIDE, start=1):
        guide.cell(row, 1, text)
    return book


def purchases_book(rows: list[list[Cell]], total: int) -> Workbook:
    """The purchases' list: title, sub-line, head in row 3, rows, total in yuan, a note."""
    book, sheet = _begin("消费明细", PURCHASE_WIDTHS)
    _line(sheet, 1, "美丽时光医疗美容消费明细", TITLE)
    _line(sheet, 2, f"2026年6月1日至10月31日          制表：{person.STAFF[1][0]}", PLAIN)
    _table(sheet, 3, purchase_row.HEAD, rows, text_columns=(2, 4))
    below = 4 + len(rows)
    sheet.cell(below, 1, "合计")
    sheet.cell(below, 7, total).number_format = "#,##0"
    _line(sheet, below + 1, "备注：金额为实收数，单位元。", PLAIN)
    return book


def _begin(title: str, widths: tuple[int, ...]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "landscape"
    return book, sheet


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    """One text over all columns, a title in the middle."""
    cell = sheet.cell(row, 1, text)
    cell.font = font
    cell.alignment = Alignment(horizontal="center" if font is TITLE else "left", vertical="center")
    width = len(MEMBER_WIDTHS) if sheet.title == "会员登记" else len(PURCHASE_WIDTHS)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)


def _table(
    sheet: Worksheet,
    head_row: int,
    head: tuple[str, ...],
    rows: list[list[Cell]],
    text_columns: tuple[int, ...],
) -> None:
    for column, title in enumerate(head, start=1):
        cell = sheet.cell(head_row, column, title)
        cell.font = REQUIRED if "*" in title else HEAD
        cell.alignment = Alignment(horizontal="center")
        cell.border = BORDER
    for row, values in enumerate(rows, start=head_row + 1):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.border = BORDER
            if isinstance(value, date):
                cell.number_format = DAY_FORMATS[value.day % 3]
            elif column in text_columns and isinstance(value, str):
                cell.number_format = TEXT


if __name__ == "__main__":
    main()
