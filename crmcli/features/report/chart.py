"""The charts of a month's workbook: the spreadsheet's own, drawn from the cells of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.report.paper import put_title, set_page
from crmcli.features.report.words import month_words
from crmcli.language import _
from crmcli.sheets.bookpart import sheet_title

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.chart import BarChart
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.told import Told

#: A chart's size in cm, and the cells the four of a page begin in.
WIDTH, HEIGHT = 14.8, 8.4
_ANCHORS = ("A4", "I4", "A22", "I22", "A40", "I40")
_COLUMNS, _MOST_BARS = 16, 12
#: The columns of the figures' sheet that hold the month, the month before and the year before.
_MONTHS = (2, 3, 6)


class Drawn(NamedTuple):
    """A list on its sheet, from row 4 to its last."""

    sheet: Worksheet
    last: int


def add_charts(
    book: Workbook, told: Told, figures: Worksheet, places: Mapping[str, int], lists: Mapping[str, Drawn]
) -> None:
    """A sheet of charts behind the figures; none where there is nothing to draw."""
    found = [chart for chart in _charts(told, figures, places, lists) if chart is not None]
    if not found:
        return
    sheet = book.create_sheet(sheet_title(_("Charts")), 2)
    put_title(sheet, _("Charts {month}").format(month=month_words(told.answer["month"])), told.note, _COLUMNS)
    for anchor, chart in zip(_ANCHORS, found, strict=False):
        sheet.add_chart(chart, anchor)
    set_page(sheet, landscape=True, one_page=True)


def _charts(
    told: Told, figures: Worksheet, places: Mapping[str, int], lists: Mapping[str, Drawn]
) -> list[BarChart | None]:
    answer = told.answer
    spent = any(float(month["spend"]["amount"]) for month in (answer, answer["previous"], answer["year_before"]))
    return [
        _compared(figures, _rows(places, "spend.by_tier."), _("Spend by tier"), "#,##0") if spent else None,
        _compared(figures, _rows(places, "members.by_tier."), _("Members by tier"), "0")
        if answer["members"]["total"]
        else None,
        _listed(lists["by_item"], 5, _("Spend by item, yuan"), "#,##0"),
        _listed(lists["followups"], 4, _("Follow-ups completed, by person"), "0%"),
        _compared(figures, _rows(places, "complaints.by_matter."), _("Complaints by matter"), "0"),
        _compared(figures, _rows(places, "inquiries.by_channel."), _("Inquiries"), "0")
        if answer["inquiries"]["count"]
        else None,
    ]


def _rows(places: Mapping[str, int], beginning: str) -> Sequence[int]:
    return [row for key, row in places.items() if key.startswith(beginning)]


def _compared(sheet: Worksheet, rows: Sequence[int], title: str, form: str) -> BarChart | None:
    """Columns side by side: the month, the month before, the year before. The rows follow each other."""
    if not rows:
        return None
    from openpyxl.chart import Reference, Series

    chart = _bars(title, form, "col")
    first, last = rows[0], rows[min(len(rows), _MOST_BARS) - 1]
    for column in _MONTHS:
        series = Series(
            Reference(sheet, min_col=column, min_row=first, max_row=last), title=sheet.cell(3, column).value
        )
        chart.series.append(series)
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.legend.position = "b"
    return chart


def _listed(drawn: Drawn, column: int, title: str, form: str) -> BarChart | None:
    """Bars of one column of a list, the first lines of it."""
    sheet, last = drawn
    if last < 4:
        return None
    from openpyxl.chart import Reference, Series

    chart = _bars(title, form, "bar")
    end = min(last, 3 + _MOST_BARS)
    chart.series.append(Series(Reference(sheet, min_col=column, min_row=4, max_row=end), title=title))
    chart.set_categories(Reference(sheet, min_col=1, min_row=4, max_row=end))
    chart.legend = None
    # the first line of the list on top
    chart.x_axis.scaling.orientation = "maxMin"
    # every bar bears its value
    chart.y_axis.delete = True
    if form.endswith("%"):
        chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    return chart


def _bars(title: str, form: str, direction: str) -> BarChart:
    from openpyxl.chart import BarChart
    from openpyxl.chart.label import DataLabelList

    chart: Any = BarChart()
    chart.type, chart.title, chart.style = direction, title, 10
    chart.width, chart.height, chart.gapWidth = WIDTH, HEIGHT, 60
    chart.y_axis.number_format, chart.y_axis.majorGridlines = form, None
    # without these newer Excel draws no axes
    chart.x_axis.delete = chart.y_axis.delete = False
    if direction == "bar" or form == "0":
        chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    _smaller_title(chart)
    found: BarChart = chart
    return found


def _smaller_title(chart: Any) -> None:
    """The library's own 18 points leave little of a small chart."""
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties

    size = ParagraphProperties(defRPr=CharacterProperties(sz=1200, b=True))
    for paragraph in chart.title.tx.rich.p:
        paragraph.pPr = size
    small = CharacterProperties(sz=900)
    for axis in (chart.x_axis, chart.y_axis):
        axis.txPr = RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=small), endParaRPr=small)])
