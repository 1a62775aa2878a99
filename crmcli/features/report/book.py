"""The month as a workbook a manager prints: cover, figures, charts, and a sheet for each list behind them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.features.report.chart import Drawn, add_charts
from crmcli.features.report.figure import Figure, Group, groups, is_empty
from crmcli.features.report.listsheet import LISTS
from crmcli.features.report.paper import Column, Look, put, put_heads, put_section, put_title, set_page
from crmcli.features.report.screen import EMPTY
from crmcli.features.report.told import Told, personal_rows
from crmcli.features.report.words import change_words, month_words, value_words
from crmcli.language import _
from crmcli.sheets.bookpart import sheet_title
from crmcli.ui.output import saved

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.period import Period
    from crmcli.session import Session

#: What stands on the cover: the figures a manager asks for first.
FIRST = (
    "members.new",
    "members.total",
    "spend.amount",
    "spend.purchases",
    "spend.repeat_rate",
    "followups.completion_rate",
    "followups.reached_rate",
    "complaints.logged",
    "complaints.closed_loop_rate",
    "inquiries.count",
)
_LABEL_INDENT = 1


def write_monthly(session: Session, answer: dict[str, Any], period: Period, target: str) -> None:
    """Writes the workbook in one go; what it shows unmasked is noted in the access log."""
    from crmcli.sheets.write import replace_atomically

    told = Told.of(session, answer, period)
    book = monthly_book(session, told)
    if session.shared.reveal:
        session.log_access("reveal", "report monthly", personal_rows(told))
    saved(replace_atomically(Path(target), book.save))


def monthly_book(session: Session, told: Told) -> Workbook:
    """The whole workbook."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "crmcli"
    cover: Any = book.active
    found = groups(told.answer, session.pack)
    _cover(cover, session, told, found)
    figures = book.create_sheet(sheet_title(_("Figures")))
    places = _figures(figures, told, found)
    lists: dict[str, Drawn] = {}
    for entry in LISTS:
        sheet = book.create_sheet(sheet_title(_(entry.title)))
        lists[entry.key] = Drawn(sheet, entry.fill(sheet, told))
    add_charts(book, told, figures, places, lists)
    return book


def _cover(sheet: Worksheet, session: Session, told: Told, found: list[Group]) -> None:
    """What the report is of, made when and by whom, and the figures asked for first."""
    answer = told.answer
    sheet.title = sheet_title(_("Cover"))
    organisation = session.settings.get("organisation", "")
    for letter, width in (("A", 28), ("B", 20), ("C", 20), ("D", 20)):
        sheet.column_dimensions[letter].width = width
    put(sheet, 2, 1, organisation, Look(framed=False, size=16, align="center"))
    title = _("Monthly report of customer service {month}").format(month=month_words(answer["month"]))
    put(sheet, 4, 1, title, Look(framed=False, size=22, bold=True, align="center"))
    for row, height in ((2, 28), (4, 40)):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=4)
        sheet.row_dimensions[row].height = height
    row = 7
    for label, value in _cover_lines(session, told):
        put(sheet, row, 1, label, Look(bold=True, indent=1))
        for column in (2, 3, 4):
            put(sheet, row, column, value if column == 2 else None, Look(indent=1))
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
        sheet.row_dimensions[row].height = 21
        row += 1
    _cover_figures(sheet, row + 2, answer, {one.key: one for group in found for one in group.figures})
    set_page(sheet, one_page=True)


def _cover_lines(session: Session, told: Told) -> list[tuple[str, str]]:
    answer, period = told.answer, told.period
    days = _("{first} to {last}").format(first=answer["from"], last=answer["to"])
    if answer["until"] != answer["to"]:
        days += " · " + _("The month still runs; counted up to {day}.").format(day=answer["until"])
    months = _("{before} and {year_before}").format(
        before=month_words(answer["previous"]["month"]), year_before=month_words(answer["year_before"]["month"])
    )
    return [
        (_("Period"), days),
        (_("Store"), answer["store"] or _("all stores")),
        (_("Compared with"), months),
        (_("Made"), period.now[:16].replace("T", " ")),
        (_("By"), session.operator.name if session.operator else "–"),
        (_("Phone numbers"), _("masked") if session.masked else _("in full")),
        (_("Figures"), _(EMPTY) if is_empty(answer) else _("as the file stood then; later corrections change them")),
    ]


def _cover_figures(sheet: Worksheet, top: int, answer: dict[str, Any], known: dict[str, Figure]) -> None:
    heads = ("", month_words(answer["month"]), _("before"), _("change"))
    for column, head in enumerate(heads, 1):
        put(sheet, top, column, head or None, Look(bold=True, fill="E7E6E6", align="center"))
    for row, key in enumerate((key for key in FIRST if key in known), top + 1):
        one = known[key]
        values = (value_words(one.now, one.kind), value_words(one.before, one.kind), change_words(one.change, one.kind))
        put(sheet, row, 1, _first_label(one), Look(indent=1))
        for column, value in enumerate(values, 2):
            put(sheet, row, column, value, Look(align="right", indent=1))
        sheet.row_dimensions[row].height = 21


def _first_label(figure: Figure) -> str:
    """What a figure is called where its section is not written above it."""
    return {
        "members.new": _("new members"),
        "spend.amount": _("spend, refunds taken off"),
        "spend.repeat_rate": _("buyers who had bought before"),
        "followups.completion_rate": _("follow-ups completed"),
        "followups.reached_rate": _("calls that reached"),
        "complaints.logged": _("complaints logged"),
        "complaints.closed_loop_rate": _("complaints closed loop"),
    }.get(figure.key, figure.label)


def _figures(sheet: Worksheet, told: Told, found: list[Group]) -> dict[str, int]:
    """Every figure beside the months compared with; gives the row of each."""
    answer = told.answer
    columns = [
        Column(_("figure"), "text", 40),
        Column(month_words(answer["month"]), "count", 15),
        Column(month_words(answer["previous"]["month"]), "count", 15),
        Column(_("change"), "count", 14),
        Column(_("change %"), "count", 10),
        Column(month_words(answer["year_before"]["month"]), "count", 15),
        Column(_("change"), "count", 14),
        Column(_("change %"), "count", 10),
    ]
    put_title(sheet, _("Figures {month}").format(month=month_words(answer["month"])), told.note, len(columns))
    put_heads(sheet, 3, columns)
    row, places = 4, {}
    for group in found:
        put_section(sheet, row, group.title, len(columns))
        for figure in group.figures:
            row += 1
            places[figure.key] = row
            _figure_row(sheet, row, figure)
        row += 1
    set_page(sheet, heads="3:3", landscape=True)
    return places


def _figure_row(sheet: Worksheet, row: int, figure: Figure) -> None:
    kind: Any = figure.kind
    moved: Any = f"{kind}-change"
    sheet.row_dimensions[row].height = 18
    put(sheet, row, 1, figure.label, Look(indent=_LABEL_INDENT + figure.part))
    put(sheet, row, 2, figure.now, Look(kind, bold=not figure.part))
    for column, other in ((3, figure.before), (6, figure.year_before)):
        put(sheet, row, column, other, Look(kind))
        change, share = _changes(figure, other)
        put(sheet, row, column + 1, change, Look(moved))
        put(sheet, row, column + 2, share, Look("rate"))


def _changes(figure: Figure, other: Any) -> tuple[Any, Any]:
    """The difference (of rates in points) and, but for rates, its share of what was."""
    if figure.now is None or other is None:
        return None, None
    change: Any = figure.now - other
    if figure.kind == "rate":
        return change * 100, None
    return change, (float(change / other) if other else None)
