"""The sheets of a month's workbook that hold the lists behind its figures: one entry of LISTS each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.features.case.words import CLOSINGS, STATES, code_word
from crmcli.features.inquiry.rules import CHANNELS, RESULTS
from crmcli.features.member.card import code_name
from crmcli.features.report import behind
from crmcli.features.report.figure import NOT_SAID, UNASSIGNED, step_name
from crmcli.features.report.paper import Column, Look, day, put, put_heads, put_row, put_section, put_title, set_page
from crmcli.features.report.words import month_words, value_words
from crmcli.language import _, listed

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]
#: Amounts of a promotion in the line that sums it up, and where they stand in the answer.
_AMOUNTS = (("amount", "amount"), ("bonus", "bonus"), ("open", "not_booked"))


class Told(NamedTuple):
    """What a workbook is made of: the answer, the lists behind it, and the line under every title."""

    session: Session
    answer: Row
    period: Period
    new_members: list[Row]
    complaints: list[Row]
    inquiries: list[Row]
    promotions: list[Row]
    note: str

    @classmethod
    def of(cls, session: Session, answer: Row, period: Period) -> Told:
        """The month with its lists, read."""
        organisation = session.settings.get("organisation", "")
        parts = (organisation, answer["store"] or _("all stores"), f"{answer['from']} – {answer['until']}")
        return cls(
            session,
            answer,
            period,
            behind.new_members(session, period),
            behind.complaints_of(session, period),
            behind.inquiries_of(session, period),
            behind.promotion_rows(session, period),
            " · ".join(part for part in parts if part),
        )


class List(NamedTuple):
    """A sheet: what it is known by, its tab, and what fills it and gives its last row."""

    key: str
    title: str
    fill: Callable[[Worksheet, Told], int]


def personal_rows(told: Told) -> int:
    """How many rows carry a phone number."""
    return len(told.new_members) + len(told.complaints) + len(told.inquiries)


def _table(sheet: Worksheet, told: Told, title: str, columns: Sequence[Column], values: Iterable[Sequence[Any]]) -> int:
    """A titled table; an empty one says so. Gives its last row."""
    put_title(sheet, f"{title} {month_words(told.answer['month'])}", told.note, len(columns))
    put_heads(sheet, 3, columns)
    row = 3
    for one in values:
        row += 1
        put_row(sheet, row, columns, one)
    if row == 3:
        put_section(sheet, 4, _("None in this month."), len(columns))
    set_page(sheet, heads="3:3", landscape=sum(column.width for column in columns) > 95)
    return row


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
            _sources(told.session, row["source"]),
            row["introduced_by"],
            row["owner"],
            row["store"],
        )
        for row in told.new_members
    )
    return _table(sheet, told, _("New members"), columns, rows)


def _sources(session: Session, kept: str | None) -> str | None:
    return listed(code_name(session, "source", one) for one in kept.split("\n")) if kept else None


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
    last = _table(sheet, told, _("Spend by item"), columns, rows)
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
    last = _table(sheet, told, _("Follow-ups"), columns, people)
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


def _complaints(sheet: Worksheet, told: Told) -> int:
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
    return _table(sheet, told, _("Complaints"), columns, rows)


def _kept(in_time: bool | None) -> str | None:
    return None if in_time is None else (_("yes") if in_time else _("no"))


def _inquiries(sheet: Worksheet, told: Told) -> int:
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
            _sources(told.session, row["source"]),
            _("yes") if row["first_deal"] else _("no"),
            _yuan(row["amount_fen"]),
            _(results[row["result"]]) if row["result"] in results else None,
            row["by"],
        )
        for row in told.inquiries
    )
    return _table(sheet, told, _("Inquiries"), columns, rows)


def _promotions(sheet: Worksheet, told: Told) -> int:
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
    last = _table(sheet, told, _("Promotion register"), columns, rows)
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


LISTS = (
    List("new_members", N_("New members"), _new_members),
    List("by_item", N_("Spend by item"), _items),
    List("followups", N_("Follow-ups"), _followups),
    List("complaints", N_("Complaints"), _complaints),
    List("inquiries", N_("Inquiries"), _inquiries),
    List("promotions", N_("Promotion register"), _promotions),
)
