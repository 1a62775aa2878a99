"""The sheet of a month's workbook behind the recovery guard: every promotion made in spite of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmcli.features.followup.overridden import guards_words
from crmcli.features.member.store import member_no
from crmcli.features.report.guard import overrides_in
from crmcli.features.report.paper import Column, day
from crmcli.features.report.told import Told, table_of
from crmcli.language import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def overrides(sheet: Worksheet, told: Told) -> int:
    """Who was promoted to while something guarded them, what, why and by whom; gives the last row."""
    columns = [
        Column(_("day"), "day", 12),
        Column(_("no."), "text", 11),
        Column(_("name"), "text", 12),
        Column(_("what was promoted"), "text", 26),
        Column(_("in spite of"), "text", 22),
        Column(_("reason"), "text", 30),
        Column(_("by"), "text", 12),
    ]
    rows = (
        (
            day(row["on_day"]),
            member_no(row["member_id"]),
            row["name"],
            row["what"],
            guards_words(row["guards"].split(",")),
            row["reason"],
            row["by"],
        )
        for row in overrides_in(told.session, told.period)
    )
    return table_of(sheet, told, _("Promoted in spite of the guard"), columns, rows)
