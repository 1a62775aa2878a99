"""Lists as text and web pages: encodings, delimiters, spans."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmcli.sheets.delimited import read_text
from crmcli.sheets.encoding import decoded, without_mark
from crmcli.sheets.html import read_html
from crmcli.sheets.read import read_grids
from crmcli.sheets.spreadsheetml import read_spreadsheetml


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("姓名,手机".encode(), "姓名,手机"),
        ("姓名,手机".encode("utf-8-sig"), "姓名,手机"),
        ("姓名,手机".encode("gbk"), "姓名,手机"),
        ("𠮷·㐂".encode("gb18030"), "𠮷·㐂"),
        ("姓名\t手机".encode("utf-16"), "姓名\t手机"),
        ("姓名\t手机".encode("utf-16-be"), "姓名\t手机"),
        (b"\xfe\xff" + "姓名".encode("utf-16-be"), "姓名"),
        ("name,mobile\r\n1,2".encode("utf-16-le"), "name,mobile\r\n1,2"),
        (b"\xef\xbb\xbf" + "姓名".encode("gbk"), "姓名"),
        (b"name", "name"),
    ],
)
def test_decodes(data: bytes, text: str) -> None:
    assert decoded(data, "a.csv") == text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("锘縸姓名", "姓名"),
        ("锘?姓名", "姓名"),
        ("锘縄D,姓名", "ID,姓名"),
        ("锘姓名", "姓名"),
        ("\ufeff姓名", "姓名"),
        ("姓名", "姓名"),
        ("锘", ""),
    ],
)
def test_takes_a_mark_off_that_was_read_as_text(text: str, plain: str) -> None:
    assert without_mark(text) == plain


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a\tb\r1\t2\r", [["a", "b"], ["1", "2"]]),
        ("a；b\n1；2", [["a", "b"], ["1", "2"]]),
        ("a|b|c\n1,5|2|3\n", [["a", "b", "c"], ["1,5", "2", "3"]]),
        (
            "姓名;地址\n王小明;一路,二号\n李四;三路,四号\n",
            [["姓名", "地址"], ["王小明", "一路,二号"], ["李四", "三路,四号"]],
        ),
        ("姓名\n王小明\n李四，二号\n", [["姓名"], ["王小明"], ["李四，二号"]]),
        ("甲,乙\n1,2\n3,4\n5,;;;;;;;;;;;;;\n", [["甲", "乙"], ["1", "2"], ["3", "4"], ["5", ";" * 13]]),
        ("sep=;\r\na;b\r\n1,1,1;2\r\n", [["a", "b"], ["1,1,1", "2"]]),
        ('"sep=,"\na,b\n', [["a", "b"]]),
        ('a,b\n"x\n""y""",\n', [["a", "b"], ['x\n"y"', None]]),
        ('a,b\n12"x,5" y\n', [["a", "b"], ['12"x', '5" y']]),
        ('a,b\n"12" x,5\n', [["a", "b"], ["12 x", "5"]]),
        ('a,b\n="0012",\'+86\n', [["a", "b"], ["0012", "+86"]]),
        ("a,b\n''=x,'quoted\n", [["a", "b"], ["'=x", "'quoted"]]),
        ("a,b\n,\n\n1,2\n", [["a", "b"], [None, None], [], ["1", "2"]]),
        ("会员,\na,b\n1,2\n3,4\n", [["会员", None], ["a", "b"], ["1", "2"], ["3", "4"]]),
        ("a,b\n#N/A,#1\n", [["a", "b"], [None, "#1"]]),
    ],
)
def test_splits_text(text: str, rows: list[list[str | None]]) -> None:
    (grid,) = read_text(text, "list", "list.csv")
    assert (grid.name, grid.rows) == ("list", rows)


plain_cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).filter(
    lambda text: text[:1] not in ("=", "'", "#", "锘", "\ufeff")
)


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(plain_cells, min_size=width, max_size=width), max_size=8)
    ),
    st.sampled_from(["utf-8-sig", "utf-8", "gb18030", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_quoted_table_comes_back(rows: list[list[str]], codec: str, end: str) -> None:
    """The width is told from the rows, so a head of plain titles stands above."""
    head = [f"标题{'一二三四五'[index]}" for index in range(len(rows[0]) if rows else 2)]
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_ALL).writerows([head, head, *rows])
    (grid,) = read_text(decoded(stream.getvalue().encode(codec), "x"), "x", "x")
    assert grid.rows == [[cell or None for cell in row] for row in [head, head, *rows]]


@pytest.mark.parametrize(
    ("page", "tables"),
    [
        ("<table><tr><td>a</td><td>b</td></tr></table>", [("p", [["a", "b"]], [])]),
        ("<TABLE><TR><TD>a<TD>b<TR><TD>1</TABLE>", [("p", [["a", "b"], ["1"]], [])]),
        ("<table><td>a<td>&lt;b&gt;&nbsp;</table>", [("p", [["a", "<b>"]], [])]),
        ("<table><tr><td> a \n b<br/>c<p>d</p></td></tr></table>", [("p", [["a b\nc\nd"]], [])]),
        (
            "<table><tr><td rowspan=2>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
            [("p", [["a", "b", None], [None, "c", "d"]], [(0, 0, 1, 0), (0, 1, 0, 2)])],
        ),
        (
            "<table><tr><td>a<table><tr><td>in</td></tr></table>b</td></tr></table><table><tr><th>c</th></tr></table>",
            [("p", [["ab"]], []), ("p 2", [["in"]], []), ("p 3", [["c"]], [])],
        ),
        ("<script>'<table><tr><td>x'</script><table></table><table><td>y</table>", [("p", [["y"]], [])]),
        ("<!-- <table><td>x</table> --><style>td{}</style><table><td>y</td></table>", [("p", [["y"]], [])]),
        (
            "<table><tr><td x:num=\"19900005678\">1.99E+10<td x:num='1.5'>2<td x:num>3</table>",
            [("p", [[19900005678, 1.5, "3"]], [])],
        ),
        ("<table><tr><td>5 < 6<td>#N/A</table>", [("p", [["5 < 6", None]], [])]),
        ("<table><tr><td>open", [("p", [["open"]], [])]),
        ("<p>no table", []),
        ("<table><tr><td>x</table><!-- never closed <table><td>y", [("p", [["x"]], [])]),
    ],
)
def test_reads_tables_of_a_page(page: str, tables: list[tuple[str, list[list[object]], list[tuple[int, ...]]]]) -> None:
    assert [(grid.name, grid.rows, grid.merged) for grid in read_html(page, "p", "p.xls")] == tables


def test_a_page_of_broken_tags_takes_one_pass() -> None:
    page = "<table><tr><td>" + "<a " * 200_000 + "<!-- " * 200_000
    assert [grid.rows for grid in read_html(page, "p", "p.xls")] == [[["<" + "a <" * 199_999 + "a"]]]


def test_reads_the_kinds_of_xml_cells() -> None:
    cells = "".join(
        f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>'
        for kind, text in (
            ("Number", "19900005678"),
            ("Number", "1.5"),
            ("Number", "x"),
            ("DateTime", "1990-05-03T00:00:00.000"),
            ("DateTime", "1990-05-03T08:30:00.000"),
            ("DateTime", "1899-12-31T08:30:00.000"),
            ("Boolean", "1"),
            ("Error", "#REF!"),
            ("String", "a<B>b</B>&#10;c"),
        )
    )
    text = (
        '<?xml version="1.0" encoding="gb2312"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><ExcelWorkbook'
        ' xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
        f'<Worksheet ss:Name="s"><Table><Row>{cells}<Cell/></Row></Table></Worksheet></Workbook>'
    )
    (grid,) = read_spreadsheetml(text, "a.xls")
    moments = [date(1990, 5, 3), datetime(1990, 5, 3, 8, 30), time(8, 30)]
    assert grid.rows == [[19900005678, 1.5, "x", *moments, True, None, "ab\nc", None]]
    assert (grid.errors, grid.date1904) == ({(0, 7)}, True)


def test_the_name_says_nothing(tmp_path: Path) -> None:
    for name in ("list.xlsx", "list.ods", "list", "名单.dat"):
        (tmp_path / name).write_bytes("姓名,手机\n王小明,1\n".encode("gbk"))
        assert [grid.rows for grid in read_grids(tmp_path / name)] == [[["姓名", "手机"], ["王小明", "1"]]]
