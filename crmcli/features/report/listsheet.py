"""The sheets of a month's workbook that hold the lists behind its figures: one entry of LISTS each."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from crmcli.core.findings import N_
from crmcli.features.report.figure import NOT_SAID, UNASSIGNED, step_name
from crmcli.features.report.guardsheet import overrides
from crmcli.features.report.paper import Column, day, put_heads, put_row
from crmcli.features.report.registersheet import complaints, inquiries, promotions
from crmcli.features.report.told import List, Told, sources, table_of
from crmcli.language import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


def _new_members(sheet: Worksheet, told: Told) -> int:
    pack = told.session.pack
    columns = [
        Column(_("no."), "text", 11),
        Column(_("name"), "text", 12),
        Column(_("mobile"), "text", 14),
        Column(_("joined on"), "day", 12),
        Column(_("tier"), "text", 10),
        Column(_("source"), "text", 14),
        Column(_("introduced by"), "text", 12),
        Column(_("owner"), "text", 10),
        Column(_("store"), "text", 16),
    ]
    tiers = {tier.code: tier.name for tier in pack.tiers}
    rows = (
        (
            row["no"],
            row["name"],
            row["phone"],
            day(row["joined_on"]),
            tiers.get(row["tier"], row["tier"]),
            sources(told.session, row["source"]),
            row["introduced_by"],
            row["owner"],
            row["store"],
        )
        for row in told.new_members
    )
    return table_of(sheet, told, _("New members"), columns, rows)


def _items(sheet: Worksheet, told: Told) -> int:
    total = Decimal(told.answer["spend"]["amount"])
    columns = [
        Column(_("item"), "text", 28),
        Column(_("group"), "text", 14),
        Column(_("purchases"), "count", 10),
        Column(_("quantity"), "count", 10),
        Column(_("amount"), "money", 16),
        Column(_("share"), "rate", 9),
    ]
    items = told.answer["spend"]["by_item"]
    rows = [
        (
            item["item"] or _(NOT_SAID),
            item["group"],
            item["purchases"],
            item["quantity"],
            Decimal(item["amount"]),
            float(Decimal(item["amount"]) / total) if total > 0 else None,
        )
        for item in items
    ]
    last = table_of(sheet, told, _("Spend by item"), columns, rows)
    if rows:
        sums = (sum(item["purchases"] for item in items), sum(item["quantity"] for item in items), total)
        put_row(sheet, last + 1, columns, (_("together"), None, *sums, 1.0 if total > 0 else None))
    return last


def _followups(sheet: Worksheet, told: Told) -> int:
    """By person, and below by step. Gives the last row of the first."""
    found = told.answer["followups"]
    columns = [
        Column(_("staff"), "text", 30),
        Column(_("calls due"), "count", 9),
        Column(_("calls done"), "count", 9),
        Column(_("completion"), "rate", 11),
        Column(_("in time"), "count", 8),
        Column(_("share in time"), "rate", 11),
        Column(_("attempts"), "count", 9),
        Column(_("reached"), "count", 9),
        Column(_("share reached"), "rate", 11),
    ]
    keys = ("due", "done", "completion_rate", "in_time", "in_time_rate", "attempts", "reached", "reached_rate")
    people = [(row["name"] or _(UNASSIGNED), *(row[key] for key in keys)) for row in found["by_owner"]]
    last = table_of(sheet, told, _("Follow-ups"), columns, people)
    if not people:
        return last
    put_row(sheet, last + 1, columns, (_("together"), *(found[key] for key in keys)))
    row = last + 3
    heads = [Column(_("step"), "text", 30), *columns[1:6]]
    put_heads(sheet, row, heads)
    for step in found["by_step"]:
        row += 1
        put_row(sheet, row, heads, (step_name(step, told.session.pack), *(step[key] for key in keys[:5])))
    return last


LISTS = (
    List("new_members", N_("New members"), _new_members),
    List("by_item", N_("Spend by item"), _items),
    List("followups", N_("Follow-ups"), _followups),
    List("overrides", N_("Overrides of the guard"), overrides),
    List("complaints", N_("Complaints"), complaints),
    List("inquiries", N_("Inquiries"), inquiries),
    List("promotions", N_("Promotion register"), promotions),
)
