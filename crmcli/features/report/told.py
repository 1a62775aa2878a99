"""What a month's workbook is made of, and how a list of it becomes a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.features.member.card import code_name
from crmcli.features.report import behind
from crmcli.features.report.paper import Column, put_heads, put_row, put_section, put_title, set_page
from crmcli.features.report.words import month_words
from crmcli.language import _, listed

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]


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


def table_of(
    sheet: Worksheet, told: Told, title: str, columns: Sequence[Column], values: Iterable[Sequence[Any]]
) -> int:
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


def sources(session: Session, kept: str | None) -> str | None:
    """The ways somebody heard of us, in the words of the pack."""
    return listed(code_name(session, "source", one) for one in kept.split("\n")) if kept else None
