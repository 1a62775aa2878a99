"""Ugly workbooks; each function writes one into a folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import xlsxwriter
import xlwt
from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from sheets.people import PEOPLE, TITLES, as_row, as_rows


def _book(rows: Iterable[Iterable[object]] = ()) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "会员"
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def _saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def tidy(folder: Path) -> Path:
    """Nothing ugly: what the others are held against."""
    return _saved(_book([TITLES, *as_rows()])[0], folder / "tidy.xlsx")


def titles_above(folder: Path) -> Path:
    """A blank row, a merged title, a merged line to fill in, a blank row, then the head."""
    book, sheet = _book([[], ["天使医院客服部会员登记表"], ["登记单位：", *[""] * 5, "填表时间：   年   月   日"], []])
    sheet.merge_cells("A2:J2")
    sheet.merge_cells("A3:F3")
    sheet.merge_cells("G3:J3")
    for row in [TITLES, *as_rows()]:
        sheet.append(list(row))
    return _saved(book, folder / "titles.xlsx")


def grouped_head(folder: Path) -> Path:
    """Two head rows: groups merged across, other titles merged down."""
    above = ["序号", "会员卡号", "姓名", "联系方式", None, "生日", "会员等级", "消费情况", None, "备注"]
    below = [None, None, None, "手机", "性别", None, None, "累计消费", "积分", None]
    book, sheet = _book([["会员名单"], above, below, *as_rows()])
    for area in ("A1:J1", "D2:E2", "H2:I2", *(f"{letter}2:{letter}3" for letter in "ABCFGJ")):
        sheet.merge_cells(area)
    return _saved(book, folder / "grouped.xlsx")


def groups_only_above(folder: Path) -> Path:
    """Two head rows of which the first holds nothing but groups."""
    above = ["", "基本资料", *[None] * 4, "消费情况", None, None, "其他"]
    book, sheet = _book([above, TITLES, *as_rows()])
    sheet.merge_cells("B1:F1")
    sheet.merge_cells("G1:I1")
    return _saved(book, folder / "groups.xlsx")


def english_names(folder: Path) -> Path:
    """The column names of a database below the Chinese titles."""
    names = ["seq", "card_no", "name", "mobile", "gender", "birthday", "tier", "spend_total", "points", "remark"]
    return _saved(_book([TITLES, names, *as_rows()])[0], folder / "names.xlsx")


def notes_below(folder: Path) -> Path:
    """An example row first, a subtotal in the middle, total, notes and signatures below, blank rows between."""
    rows = as_rows()
    example = ["例：", "C9999", "张三", "19900000000", "男", date(1990, 1, 1), "银卡", 100, 1, "此行请删除"]
    tail = [
        [None, "合计", None, None, None, None, None, 99269.3, 991],
        [],
        ["备注：1、会员卡号请勿重复。"],
        ["2、手机请填11位。", None, "谢谢"],
        ["制表人：", None, None, "审核：", None, None, "日期：2026年11月21日"],
    ]
    middle: list[list[object]] = [["小计", *[None] * 6, 48400.5], [None] * 10, [None]]
    return _saved(_book([TITLES, example, *rows[:2], *middle, *rows[2:], *tail])[0], folder / "notes.xlsx")


def phones_as_numbers(folder: Path) -> Path:
    """Phones that are numbers, one a formatted float, and points with decimals."""
    rows = as_rows()
    for row, person in zip(rows, PEOPLE, strict=True):
        row[3] = int(person.mobile)
        row[8] = float(person.points)
    book, sheet = _book([TITLES, *rows])
    sheet["D3"].number_format = "0.00E+00"
    return _saved(book, folder / "numbers.xlsx")


def _with_birthdays(birthdays: Iterable[object], path: Path) -> Path:
    rows = as_rows()
    for row, birthday in zip(rows, birthdays, strict=True):
        row[5] = birthday
    return _saved(_book([TITLES, *rows])[0], path)


def written_dates(folder: Path) -> Path:
    """Five ways to type a day."""
    days = ("1990.5.3", "1985年12月30日", "20010228", "1978/10/1 0:00:00", " １９６９－０７－１５ ")
    return _with_birthdays(days, folder / "dates1.xlsx")


def mixed_dates(folder: Path) -> Path:
    """Five more: a real day, a moment, a serial number, a number like 20010228, spelled out."""
    serial = (PEOPLE[2].born - date(1899, 12, 30)).days
    days = (PEOPLE[0].born, datetime(1985, 12, 30, 8, 30), serial, 19781001, "一九六九年七月十五日")
    return _with_birthdays(days, folder / "dates2.xlsx")


def chinese_date_formats(folder: Path) -> Path:
    """Days in formats that only Chinese Excel has, known by their number alone; openpyxl reads them as numbers."""
    path = folder / "formats.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("会员")
        sheet.write_row(0, 0, TITLES)
        for number, person in enumerate(PEOPLE, 1):
            row = as_row(number, person)
            sheet.write_row(number, 0, [*row[:5], None, *row[6:]])
            look = book.add_format()
            look.set_num_format((27, 28, 31, 57, 58)[number - 1])
            sheet.write_number(number, 5, (person.born - date(1899, 12, 30)).days, look)
    return path


def starred_head(folder: Path) -> Path:
    """Marks for what must be filled in, blanks and line breaks inside titles."""
    titles = [
        "序 号",
        "会员卡号：",
        "*姓  名",
        "手机（必填）",
        "* 性别",
        "生日\n",
        "会 员\n等 级",
        "累计消费",
        "积分",
        "备　注",
    ]
    book, sheet = _book([titles, *as_rows()])
    sheet["C1"].alignment = Alignment(wrap_text=True)
    return _saved(book, folder / "starred.xlsx")


def extra_sheets(folder: Path) -> Path:
    """The list stands behind a page of instructions and a sheet of options; two empty sheets follow."""
    book = Workbook()
    cover = book.worksheets[0]
    cover.title = "填写说明"
    for text in ("一、姓名、手机必填。", "二、手机为11位。"):
        cover.append([text])
    options = book.create_sheet("选项")
    for options_row in (["性别", "会员等级"], ["男", "银卡"], ["女", "白金卡"]):
        options.append(options_row)
    people = book.create_sheet("会员")
    for row in [TITLES, *as_rows()]:
        people.append(list(row))
    book.create_sheet("Sheet2")
    book.create_sheet("Sheet3")
    return _saved(book, folder / "sheets.xlsx")


def hidden_sheet(folder: Path) -> Path:
    """Last year's list, fuller than this year's, is still there, hidden twice."""
    book, _ = _book([TITLES[1:], *[row[1:] for row in as_rows()]])
    for name, state in (("去年", "hidden"), ("前年", "veryHidden")):
        old = book.create_sheet(name, 0)
        old.sheet_state = state
        for row in [TITLES, *as_rows(), *as_rows()]:
            old.append(list(row))
    book.active = 2
    return _saved(book, folder / "hidden.xlsx")


def macintosh_days(folder: Path) -> Path:
    """Days counted from 1904, two of them as bare serial numbers."""
    rows = as_rows()
    for index in (0, 3):
        rows[index][5] = (PEOPLE[index].born - date(1904, 1, 1)).days
    book, _ = _book([])
    book.epoch = CALENDAR_MAC_1904
    for row in [TITLES, *rows]:
        book.worksheets[0].append(list(row))
    return _saved(book, folder / "1904.xlsx")


def blank_edges(folder: Path) -> Path:
    """Three blank rows and two blank columns before everything."""
    rows = [[], [], [], *([None, None, *row] for row in [TITLES, *as_rows()])]
    return _saved(_book(rows)[0], folder / "edges.xlsx")


def wide_and_long(folder: Path) -> Path:
    """Seventeen empty columns with borders, rows numbered and formatted on to 1249."""
    book, sheet = _book([TITLES, *as_rows()])
    for number in range(6, 18):
        sheet.cell(number + 1, 1, number)
    for row in range(1, 1250):
        for column in (1, 10, 27):
            sheet.cell(row, column).alignment = Alignment(horizontal="center")
    sheet.cell(1249, 27, " ")
    return _saved(book, folder / "wide.xlsx")


def merged_data(folder: Path) -> Path:
    """Neighbours of one tier share its cell, a couple shares the remark."""
    order = [PEOPLE[index] for index in (0, 2, 4, 1, 3)]
    rows = [as_row(number, person) for number, person in enumerate(order, 1)]
    for place in (1, 2, 4):
        rows[place][6] = None
    book, sheet = _book([TITLES, *rows])
    sheet.merge_cells("G2:G4")
    sheet.merge_cells("G5:G6")
    return _saved(book, folder / "merged.xlsx")


def error_cells(folder: Path) -> Path:
    """Failed look-ups: a birthday #N/A, an amount #REF!, #N/A typed as text."""
    rows = as_rows()
    rows[1][5], rows[2][7], rows[4][9] = "#N/A", "#REF!", "#N/A"
    book, sheet = _book([TITLES, *rows])
    sheet["J6"].data_type = "s"
    return _saved(book, folder / "errors.xlsx")


def formulas(folder: Path) -> Path:
    """Everything that can be is computed, results kept beside the formulas as Excel keeps them."""
    path = folder / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("会员")
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.write_row(0, 0, TITLES)
        for number, person in enumerate(PEOPLE, 1):
            row = as_row(number, person)
            serial = (person.born - date(1899, 12, 30)).days
            sheet.write_formula(number, 0, "=ROW()-1", None, number)
            sheet.write_row(number, 1, row[1:4])
            sheet.write_formula(number, 4, f'=IF(A{number + 1}>0,"{person.gender}","")', None, person.gender)
            sheet.write_formula(number, 5, f"=DATE({person.born:%Y,%m,%d})", day, serial)
            sheet.write_row(number, 6, row[6:7])
            sheet.write_formula(number, 7, f"={person.spend}/2*2", None, float(person.spend))
            sheet.write_row(number, 8, row[8:9])
            if person.note:
                sheet.write_formula(number, 9, f'="{person.note}"&""', None, person.note)
    return path


def never_calculated(folder: Path) -> Path:
    """Amounts as formulas written by a program that cannot compute them."""
    rows = as_rows()
    for row, person in zip(rows, PEOPLE, strict=True):
        row[7] = f"={person.spend}/2*2"
    return _saved(_book([TITLES, *rows])[0], folder / "bare.xlsx")


def page_heads(folder: Path) -> Path:
    """The head again at the top of every printed page."""
    rows = as_rows()
    return _saved(_book([TITLES, *rows[:3], TITLES, *rows[3:]])[0], folder / "pages.xlsx")


def _legacy(path: Path, macintosh: bool = False) -> Path:
    book = xlwt.Workbook()
    book.dates_1904 = macintosh
    sheet = book.add_sheet("会员")
    day = xlwt.easyxf(num_format_str="yyyy-m-d")
    sheet.write_merge(1, 1, 0, 9, "会员名单")
    for column, title in enumerate(TITLES):
        sheet.write(3, column, title)
    for number, person in enumerate(PEOPLE, 1):
        for column, value in enumerate(as_row(number, person)):
            if value is not None:
                sheet.write(3 + number, column, value, day if column == 5 else xlwt.Style.default_style)
    sheet.row(4).set_cell_error(12, 0x2A)
    old = book.add_sheet("旧名单")
    old.visibility = 1
    old.write(0, 0, "姓名")
    book.save(str(path))
    return path


def real_xls(folder: Path) -> Path:
    """Excel 97, with an error cell off to the right and a hidden sheet."""
    return _legacy(folder / "old.xls")


def macintosh_xls(folder: Path) -> Path:
    """Excel 97 with days counted from 1904."""
    return _legacy(folder / "old1904.xls", macintosh=True)


def xls_named_xlsx(folder: Path) -> Path:
    """Excel 97 under the new name."""
    return _legacy(folder / "renamed.xlsx")
