"""The day in the form the session asks for: page, JSON, workbook. Its tables are said once, for page and workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount, show_yuan
from crmcli.features.inquiry.rules import CHANNELS, RESULTS
from crmcli.features.purchase.noted import REGISTERS
from crmcli.features.report.figure import NOT_SAID, UNASSIGNED
from crmcli.language import _, aside, listed
from crmcli.ui.output import Column, saved, show_object, shown
from crmcli.ui.table import plain_table, rich_table

if TYPE_CHECKING:
    from datetime import date

    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]
NOTHING = N_("none")
_SUMS = ("purchases", "refunds", "topups", "card_refunds", "fees", "money", "card_uses", "vouchers")
_CHANNELS = {one.code: one.label for one in CHANNELS}
_RESULTS = {one.code: one.label for one in RESULTS}

_ASKED = (
    Column("name", N_("name")),
    Column("phone", N_("phone")),
    Column("item", N_("item")),
)
_CHANNEL = Column("channel", N_("channel"), "text", _CHANNELS)
_BY = Column("by", N_("received by"))
_PAID = (
    Column("purchases", N_("bought"), "money"),
    Column("refunds", N_("refunds"), "money"),
    Column("topups", N_("onto cards"), "money"),
)
_BY_PERSON = (
    Column("net", N_("sold"), "money"),
    Column("money", N_("money"), "money"),
    Column("expected_cash", N_("cash expected"), "money"),
    Column("counted", N_("cash counted"), "money"),
    Column("difference", N_("difference"), "money"),
)


class Table(NamedTuple):
    """A part of the day: heading, columns, rows, and figures said in a line above them."""

    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    line: str = ""


def show_daily(session: Session, answer: Row, period: Period) -> None:
    """Shows or writes the day; phones shown unmasked are noted in the access log."""
    rows = len(answer["inquiries"]["first_deals"]) + len(answer["inquiries"]["prospects"])
    if session.shared.reveal and rows:
        session.log_access("reveal", "report daily", rows)
    if session.shared.format == "xlsx":
        from crmcli.features.report.dailybook import daily_book
        from crmcli.features.report.show import target
        from crmcli.sheets.write import replace_atomically

        book = daily_book(session, answer, period)
        path = Path(target(session, period, answer["store"]))
        saved(replace_atomically(path, book.save))
        return
    show_object(session, answer, lambda: _draw(session, answer, period))


def head(session: Session, answer: Row, day: date) -> str:
    """The day with its weekday, whose, of which store."""
    from crmcli.core.day import weekday_name

    organisation = session.settings.get("organisation", "")
    parts = (f"{answer['date']} {_(weekday_name(day))}", organisation, answer["store"] or _("all stores"))
    return " · ".join(part for part in parts if part)


def tables(session: Session, answer: Row) -> Iterator[Table]:
    """The parts of the day in the order they are read."""
    asked = answer["inquiries"]
    deals = (*_ASKED, Column("amount", N_("amount"), "money"), _CHANNEL, _BY)
    yield Table(_counted(_("First deals"), asked["first_deals"]), deals, asked["first_deals"])
    prospects = (*_ASKED, _CHANNEL, Column("result", N_("result"), "text", _RESULTS), _BY)
    yield Table(_counted(_("Prospects"), asked["prospects"]), prospects, asked["prospects"])
    yield _calls(answer["calls"])
    yield _cases(answer["cases"])
    yield from _takings(answer["takings"])
    noted = (
        Column("noted_in", N_("where"), "text", REGISTERS),
        Column("no", N_("no.")),
        Column("name", N_("name")),
    )
    amounts = (*noted, Column("amount", N_("amount"), "money"))
    yield Table(_counted(_("Noted and not booked"), answer["not_booked"]), amounts, answer["not_booked"])
    if answer["not_on_card"]:
        bonuses = (*noted, Column("bonus", N_("amount given"), "money"))
        way_out = _("onto a card with: crmcli purchase book MEMBER")
        yield Table(_counted(_("Given and on no card"), answer["not_on_card"]), bonuses, answer["not_on_card"], way_out)


def _counted(title: str, rows: list[Row]) -> str:
    return aside(title, str(len(rows)))


def _calls(calls: Row) -> Table:
    line = _("{due} due, {carried} carried over, {done} done; {reached} of {attempts} attempts reached").format(**calls)
    columns = (
        Column("name", N_("staff")),
        Column("due", N_("calls due"), "int"),
        Column("carried", N_("carried over"), "int"),
        Column("done", N_("calls done"), "int"),
        Column("attempts", N_("attempts"), "int"),
        Column("reached", N_("reached"), "int"),
    )
    rows = [{**row, "name": row["name"] or _(UNASSIGNED)} for row in calls["by_person"]]
    return Table(_("Calls"), columns, rows, line)


def _cases(cases: Row) -> Table:
    line = _("{logged} logged, {answered} answered, {closed} closed; {open} open, {late} of them late").format(**cases)
    columns = (
        Column("no", N_("late case")),
        Column("name", N_("complainant")),
        Column("matter", N_("matter")),
        Column("answer_by", N_("answer by"), "time"),
        Column("resolve_by", N_("resolve by"), "time"),
        Column("promise_at", N_("promised for"), "time"),
    )
    return Table(_("Complaints and other cases"), columns, cases["late_cases"], line)


def _takings(takings: Row) -> Iterator[Table]:
    sums = {key: show_yuan(parse_amount(takings[key], allow_negative=True)) for key in _SUMS}
    line = _(
        "money {money}; purchases {purchases}, refunds {refunds}, onto cards {topups}, off cards {card_refunds}, "
        "fees {fees}; paid by card {card_uses}, by voucher {vouchers}"
    ).format(**sums)
    by_pay = [{**row, "pay_name": row["pay_name"] or _(NOT_SAID)} for row in takings["by_pay"]]
    ways = (Column("pay_name", N_("way of paying")), *_PAID, Column("net", N_("together"), "money"))
    yield Table(_("Takings by way of paying"), ways, by_pay, line)
    by_operator = [{**row, "name": row["name"] or _(NOT_SAID)} for row in takings["by_operator"]]
    yield Table(_("Takings by person"), (Column("name", N_("staff")), *_BY_PERSON), by_operator)


def _draw(session: Session, answer: Row, period: Period) -> None:
    print(head(session, answer, period.first))
    draw_tables(session, tables(session, answer))


def draw_tables(session: Session, drawn: Iterable[Table]) -> None:
    """Prints tables one below the other, and which heads there was no room for."""
    left_out: dict[str, None] = {}
    for table in drawn:
        print()
        print(table.title)
        if table.line:
            print("  " + table.line)
        if table.rows:
            left_out |= dict.fromkeys(_draw_table(session, table))
        elif not table.line:
            print("  " + _(NOTHING))
    if left_out:
        print(_("No room for: {heads}. Everything: a wider window, or --xlsx FILE.").format(heads=listed(left_out)))


def _draw_table(session: Session, table: Table) -> list[str]:
    """Prints a table; gives the heads there was no room for."""
    heads = [_(column.label) for column in table.columns]
    cells = [[shown(column, row.get(column.key)) for column in table.columns] for row in table.rows]
    right = [column.kind in ("int", "money") for column in table.columns]
    if session.on_terminal:
        return rich_table(heads, cells, right)
    plain_table(heads, cells, right)
    return []
