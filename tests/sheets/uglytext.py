"""Ugly lists as text, web pages and hand-made XML; each function writes one into a folder."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from sheets.people import PEOPLE, TITLES, as_text_rows


def _table(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator=end).writerows(rows)
    return stream.getvalue()


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def gbk_csv(folder: Path) -> Path:
    """Excel's own "CSV（逗号分隔）" in China."""
    return _written(folder / "gbk.csv", _table([TITLES, *as_text_rows()]).encode("gb18030"))


def utf16_tab(folder: Path) -> Path:
    """Excel's "Unicode 文本": UTF-16 with tabs."""
    return _written(folder / "unicode.txt", _table([TITLES, *as_text_rows()], "\t").encode("utf-16"))


def cr_only_csv(folder: Path) -> Path:
    """Lines ended as old Macintoshes did."""
    return _written(folder / "mac.csv", _table([TITLES, *as_text_rows()], end="\r").encode("utf-8-sig"))


def semicolon_csv(folder: Path) -> Path:
    """Semicolons between fields, full-width commas inside them, a title line above."""
    rows = [["会员资料导出"], [], TITLES, *as_text_rows()]
    return _written(folder / "semicolon.csv", _table(rows, ";").encode("utf-8"))


def bar_text(folder: Path) -> Path:
    """Bars between fields, as accounting programs write them."""
    return _written(folder / "bars.txt", _table([TITLES, *as_text_rows()], "|", "\n").encode("gb18030"))


def mojibake_mark_csv(folder: Path) -> Path:
    """A byte-order mark that some program read as GBK and saved again: 锘 and half a sign."""
    rows = [TITLES[2:], *[row[2:] for row in as_text_rows()]]
    return _written(folder / "mojibake.csv", ("锘縸" + _table(rows)).encode("utf-8"))


def mark_before_gbk_csv(folder: Path) -> Path:
    """A UTF-8 mark in front of GBK text."""
    return _written(folder / "mixed.csv", b"\xef\xbb\xbf" + _table([TITLES, *as_text_rows()]).encode("gb18030"))


def quoted_newlines_csv(folder: Path) -> Path:
    """A head and remarks with line breaks inside quotation marks, doubled quotation marks too."""
    titles = ["手机\n（必填）" if title == "手机" else title for title in TITLES]
    rows = as_text_rows()
    rows[0][9] = '怕冷\n常说"随便"'
    return _written(folder / "newlines.csv", _table([titles, *rows]).encode("utf-8-sig"))


def excel_safe_csv(folder: Path) -> Path:
    """Numbers kept as text by ="…", remarks kept from running by an apostrophe, phones in scientific notation."""
    rows = as_text_rows()
    for row, person in zip(rows, PEOPLE, strict=True):
        row[1] = f'="{person.card}"'
        row[3] = f"{int(person.mobile[:1])}.{person.mobile[1:]}E+10"
    rows[1][9] = "'=拒接陌生电话"
    return _written(folder / "safe.csv", _table([TITLES, *rows]).encode("utf-8-sig"))


def two_row_head_csv(folder: Path) -> Path:
    """Groups over parts without a merge to show it."""
    above = ["序号", "会员卡号", "姓名", "联系方式", "", "生日", "会员等级", "消费", "", "备注"]
    below = ["", "", "", "手机", "性别", "", "", "累计消费", "积分", ""]
    return _written(folder / "tworow.csv", _table([above, below, *as_text_rows()]).encode("utf-8-sig"))


def html_named_xls(folder: Path) -> Path:
    """What web programs call an Excel export; a title over all columns, amounts with separators."""
    head = "".join(f"<th>{title}</th>" for title in TITLES)
    lines = "\n".join(
        "<tr>" + "".join(f"<td class=xl24>{escape(value) or '&nbsp;'}</td>" for value in row) for row in as_text_rows()
    )
    page = f"""<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<!--[if gte mso 9]><xml><x:Name>会员</x:Name><table><tr><td>姓名</td><td>手机</td></tr></table></xml><![endif]-->
<style>td {{ mso-number-format:"\\@" }}</style></head><body>
<TABLE border=1><tr><td colspan=10 align=center><b>会员资料<br>导出</b></td></tr>
<tr>{head}</tr>
{lines}
</TABLE></body></html>"""
    return _written(folder / "web.xls", page.encode("gb18030"))


def html_spans_xls(folder: Path) -> Path:
    """Rows that share a tier, and numbers Excel keeps beside what it shows."""
    order = [0, 2, 4, 1, 3]
    lines = []
    for place, index in enumerate(order):
        person = PEOPLE[index]
        tier = {0: "<td rowspan=3>银卡</td>", 3: "<td rowspan='2'>白金卡</td>"}.get(place, "")
        lines.append(
            f'<tr>{tier}<td>{person.name}</td><td x:num="{person.mobile}">1.99E+10</td><td>{person.gender}</td>'
            f"<td>{person.born}</td><td>{person.spend}</td>"
        )
    head = "<tr><td>会员等级<td>姓名<td>手机<td>性别<td>生日<td>累计消费"
    page = f"<html><body><table>{head}{''.join(lines)}</table></body></html>"
    return _written(folder / "spans.xls", page.encode("utf-8"))


def spreadsheetml_xls(folder: Path) -> Path:
    """Excel 2003's XML, with empty cells left out by their index and a hidden sheet."""
    lines = []
    for number, person in enumerate(PEOPLE, 1):
        note = f'<Cell ss:Index="10"><Data ss:Type="String">{person.note}</Data></Cell>' if person.note else ""
        lines.append(
            f'<Row><Cell><Data ss:Type="Number">{number}</Data></Cell>'
            f'<Cell><Data ss:Type="String">{person.card}</Data></Cell>'
            f'<Cell><Data ss:Type="String">{person.name}</Data></Cell>'
            f'<Cell><Data ss:Type="Number">{person.mobile}</Data></Cell>'
            f'<Cell><Data ss:Type="String">{person.gender}</Data></Cell>'
            f'<Cell ss:StyleID="d"><Data ss:Type="DateTime">{person.born}T00:00:00.000</Data></Cell>'
            f'<Cell><Data ss:Type="String">{person.tier}</Data></Cell>'
            f'<Cell><Data ss:Type="Number">{person.spend}</Data></Cell>'
            f'<Cell><Data ss:Type="Number">{person.points}</Data></Cell>{note}</Row>'
        )
    head = "".join(f'<Cell><Data ss:Type="String">{title}</Data></Cell>' for title in TITLES)
    title = '<Row ss:Index="2"><Cell ss:MergeAcross="9"><Data ss:Type="String">会员资料</Data></Cell></Row>'
    text = f"""<?xml version="1.0" encoding="gb2312"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="会员"><Table>{title}<Row ss:Index="4">{head}</Row>{"".join(lines)}</Table></Worksheet>
<Worksheet ss:Name="字典"><Table><Row>{head}</Row></Table><WorksheetOptions
 xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""
    return _written(folder / "xml.xls", text.encode("gb18030"))


_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"))
)


def ods_parts(tables: str, styles: str = "") -> dict[str, str]:
    """The parts of an .ods around its tables."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}


def zipped(path: Path, parts: dict[str, str]) -> Path:
    """A zip of text parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def _ods_cell(kind: str, value: object, shown: object) -> str:
    attribute = {"float": f' office:value="{value}"', "date": f' office:date-value="{value}"'}.get(kind, "")
    return f'<table:table-cell office:value-type="{kind}"{attribute}><text:p>{shown}</text:p></table:table-cell>'


def ods(folder: Path) -> Path:
    """LibreOffice's format: blank rows repeated above, the title merged, a million blank rows below, a hidden sheet."""
    lines = []
    for number, person in enumerate(PEOPLE, 1):
        cells = [
            _ods_cell("float", number, number),
            _ods_cell("string", "", person.card),
            _ods_cell("string", "", person.name),
            _ods_cell("float", person.mobile, "1.99E+10"),
            _ods_cell("string", "", person.gender),
            _ods_cell("date", person.born, f"{person.born:%y/%m/%d}"),
            _ods_cell("string", "", person.tier),
            _ods_cell("float", person.spend, f"￥{person.spend:,}"),
            _ods_cell("float", person.points, person.points),
            _ods_cell("string", "", person.note) if person.note else "<table:table-cell/>",
        ]
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    head = "".join(_ods_cell("string", "", title) for title in TITLES)
    title = '<table:table-cell office:value-type="string" table:number-columns-spanned="10"><text:p>会员</text:p>'
    tables = (
        '<table:table table:name="会员"><table:table-column table:number-columns-repeated="10"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="10"/>'
        f"</table:table-row><table:table-row>{title}</table:table-cell>"
        '<table:covered-table-cell table:number-columns-repeated="9"/></table:table-row>'
        f"<table:table-row>{head}</table:table-row>{''.join(lines)}"
        '<table:table-row table:number-rows-repeated="1048567"><table:table-cell'
        ' table:number-columns-repeated="16384"/></table:table-row></table:table>'
        f'<table:table table:name="旧" table:style-name="ta1"><table:table-row>{head}</table:table-row></table:table>'
    )
    hidden = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
    return zipped(folder / "list.ods", ods_parts(tables, f"{hidden}</style:style>"))
