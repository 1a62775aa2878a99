"""The sheets of a month's workbook behind the registers: complaints, inquiries, promotions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from crmcli.features.case.words import CLOSINGS, STATES, code_word
from crmcli.features.inquiry.rules import CHANNELS, RESULTS
from crmcli.features.report.paper import Column, Look, day, put
from crmcli.features.report.told import Told, sources, table_of
from crmcli.features.report.words import value_words
from crmcli.language import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: Amounts of a promotion in the line that sums it up, and where they stand in the answer.
_AMOUNTS = (("amount", "amount"), ("bonus", "bonus"), ("open", "not_booked"))


def complaints(sheet: Worksheet, told: Told) -> int:
    """The complaints logged, closed, judged or open; gives the last row."""
    columns = [
        Column(_("no."), "text", 14),
        Column(_("day"), "day", 11),
        Column(_("complainant"), "text", 10),
        Column(_("phone"), "text", 13),
        Column(_("matter"), "text", 14),
        Column(_("what was said"), "text", 34),
        Column(_("state"), "text", 10),
        Column(_("answered in time"), "text", 9),
        Column(_("resolved in time"), "text", 9),
        Column(_("closed on"), "day", 11),
        Column(_("how it was closed"), "text", 12),
        Column(_("opinion"), "text", 10),
    ]
    rows = (
        (
            row["no"],
            day(row["day"]),
            row["who"],
            row["phone"],
            row["matter"],
            row["summary"],
            _(STATES[row["state"]]),
            _kept(row["answered"]),
            _kept(row["resolved"]),
            day(row["closed_on"]),
            _(CLOSINGS[row["how"]]) if row["how"] else None,
            code_word(told.session.pack, "opinion", row["opinion"]),
        )
        for row in told.complaints
    )
    return table_of(sheet, told, _("Complaints"), columns, rows)


def _kept(in_time: bool | None) -> str | None:
    return None if in_time is None else (_("yes") if in_time else _("no"))


def inquiries(sheet: Worksheet, told: Told) -> int:
    """Who asked; gives the last row."""
    columns = [
        Column(_("day"), "day", 12),
        Column(_("no."), "text", 11),
        Column(_("name"), "text", 12),
        Column(_("phone"), "text", 14),
        Column(_("channel"), "text", 12),
        Column(_("item"), "text", 22),
        Column(_("source"), "text", 16),
        Column(_("first deal"), "text", 9),
        Column(_("amount"), "money", 13),
        Column(_("result"), "text", 14),
        Column(_("received by"), "text", 10),
    ]
    channels = {one.code: one.label for one in CHANNELS}
    results = {one.code: one.label for one in RESULTS}
    rows = (
        (
            day(row["on_day"]),
            row["no"],
            row["name"],
            row["phone"],
            _(channels[row["channel"]]),
            row["item"],
            sources(told.session, row["source"]),
            _("yes") if row["first_deal"] else _("no"),
            _yuan(row["amount_fen"]),
            _(results[row["result"]]) if row["result"] in results else None,
            row["by"],
        )
        for row in told.inquiries
    )
    return table_of(sheet, told, _("Inquiries"), columns, rows)


def promotions(sheet: Worksheet, told: Told) -> int:
    """What was registered at promotions, and below a line that sums each up; gives the last row of the list."""
    columns = [
        Column(_("name of the promotion"), "text", 24),
        Column(_("day"), "day", 12),
        Column(_("no."), "text", 11),
        Column(_("name"), "text", 12),
        Column(_("amount"), "money", 14),
        Column(_("gift"), "text", 16),
        Column(_("amount given"), "money", 12),
        Column(_("booked"), "text", 8),
        Column(_("by"), "text", 10),
    ]
    rows = [
        (
            row["promotion"],
            day(row["on_day"]),
            row["no"],
            row["name"],
            _yuan(row["amount_fen"]),
            row["gift"],
            _yuan(row["bonus_fen"] or None),
            _("yes") if row["booked_id"] else _("no"),
            row["by"],
        )
        for row in told.promotions
    ]
    last = table_of(sheet, told, _("Promotion register"), columns, rows)
    row = max(last, 4) + 2
    for promotion in told.answer["promotions"]:
        text = _("{name}, {first} to {last}: {rows} rows, {people} people, {amount}, given {bonus}, not booked {open}")
        words = text.format(
            name=promotion["name"],
            first=promotion["from"],
            last=promotion["to"],
            rows=promotion["entries"],
            people=promotion["members"],
            **{to: value_words(Decimal(promotion[key]), "money") for to, key in _AMOUNTS},
        )
        put(sheet, row, 1, words, Look(framed=False))
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(columns))
        row += 1
    return last


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100
