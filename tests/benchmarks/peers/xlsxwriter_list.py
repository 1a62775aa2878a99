"""The stock writer of large workbooks: the same rows through XlsxWriter in constant memory."""

import sys

import xlsxwriter
from values import HEADS, KINDS, rows

book = xlsxwriter.Workbook(sys.argv[1], {"constant_memory": True})
sheet = book.add_worksheet("members")
formats = {
    "money": book.add_format({"num_format": "#,##0.00"}),
    "day": book.add_format({"num_format": "yyyy-mm-dd"}),
}
sheet.freeze_panes(1, 0)
sheet.write_row(0, 0, HEADS)
for place, row in enumerate(rows(int(sys.argv[2])), 1):
    for column, (kind, value) in enumerate(zip(KINDS, row, strict=True)):
        if value is None:
            continue
        if kind == "money":
            sheet.write_number(place, column, value / 100, formats["money"])
        elif kind == "day":
            sheet.write_datetime(place, column, value, formats["day"])
        elif kind == "int":
            sheet.write_number(place, column, value)
        else:
            sheet.write_string(place, column, value)
sheet.autofilter(0, 0, place, len(HEADS) - 1)
book.close()
