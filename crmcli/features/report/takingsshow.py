"""The takings of a day in the form the session asks for: page, JSON, CSV, workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.core.money import parse_amount, show_yuan
from crmcli.features.report.dailyshow import Table, draw_tables, head
from crmcli.features.report.figure import NOT_SAID
from crmcli.language import _
from crmcli.ui.output import Column, emit_json, saved, sheet_columns, sheet_row, show_list

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

Row = dict[str, Any]

#: Figure -> how a person calls it, in the order they are read; the ways of paying that are money stand before them.
FIGURES = {
    "money": N_("money together"),
    "purchases": N_("sold"),
    "refunds": N_("refunds"),
    "topups": N_("cards opened, topped up"),
    "card_refunds": N_("card refunds"),
    "fees": N_("fees"),
    "card_uses": N_("no money: by card"),
    "vouchers": N_("no money: by voucher"),
    "expected_cash": N_("cash expected"),
    "counted": N_("cash counted"),
    "difference": N_("difference"),
}
_COUNTS = (
    Column("name", N_("staff")),
    Column("recorded_at", N_("counted at"), "time"),
    Column("counted", N_("cash counted"), "money"),
    Column("recorded_by", N_("recorded by")),
)


def show_takings(session: Session, answer: Row, period: Period) -> None:
    """Shows or writes the day. Raises Failure where a workbook is wanted and no file is named."""
    form = session.shared.format
    if form == "json":
        emit_json(session, answer)
    elif form == "xlsx":
        _write_book(session, answer, period)
    else:
        rows = people(answer) if form == "csv" else [answer]
        show_list(session, (), rows, title=N_("takings"), text=lambda: _draw(session, answer, period))


def people(answer: Row) -> list[Row]:
    """A row for each person and one for all, the ways of paying as columns of their own."""
    whole = {**answer, "name": None}
    return [
        {
            "name": one["name"],
            **{f"pay_{way['pay'] or 'not_said'}": way["net"] for way in one["by_pay"] if way["is_money"]},
            **{figure: one[figure] for figure in FIGURES},
        }
        for one in (*answer["by_operator"], whole)
    ]


def _write_book(session: Session, answer: Row, period: Period) -> None:
    from crmcli.features.report.show import target
    from crmcli.sheets.write import Sheet, replace_atomically, write_xlsx

    path = Path(target(session, period, answer["store"]))
    ways = {
        f"pay_{way['pay'] or 'not_said'}": way["pay_name"] or _(NOT_SAID) for way in answer["by_pay"] if way["is_money"]
    }
    columns = (
        Column("name", N_("staff")),
        *(Column(key, name, "money") for key, name in ways.items()),
        *(Column(key, label, "money") for key, label in FIGURES.items()),
    )
    rows = people(answer)
    named = [{**row, "name": row["name"] or _(NOT_SAID)} for row in rows[:-1]] + [{**rows[-1], "name": _("together")}]
    sheet = Sheet(
        title=_("Takings"),
        columns=sheet_columns(columns),
        rows=(sheet_row(columns, row) for row in named),
        note=head(session, answer, period.first),
    )
    saved(replace_atomically(path, lambda place: write_xlsx(place, [sheet])))


def _draw(session: Session, answer: Row, period: Period) -> None:
    print(head(session, answer, period.first))
    draw_tables(session, [_figures(answer), *_history(answer)])


def _figures(answer: Row) -> Table:
    """A row for each figure, a column for each person and one for all."""
    whose = [*answer["by_operator"], answer]
    if len(whose) == 2:
        whose = whose[:1]
    labels = [one.get("name") or _(NOT_SAID) for one in whose]
    if len(whose) > 1 or not answer["by_operator"]:
        labels[-1] = _("together")
    columns = (Column("figure", N_("figure")), *(Column(str(n), label, "money") for n, label in enumerate(labels)))
    ways = [place for place, way in enumerate(answer["by_pay"]) if way["is_money"]]
    rows = [
        {
            "figure": answer["by_pay"][place]["pay_name"] or _(NOT_SAID),
            **{str(n): _way(one, answer["by_pay"][place]["pay"]) for n, one in enumerate(whose)},
        }
        for place in ways
    ]
    rows += [
        {"figure": _(label), **{str(n): one[key] for n, one in enumerate(whose)}} for key, label in FIGURES.items()
    ]
    return Table(_("Takings"), columns, rows)


def _way(one: Row, pay: str | None) -> str:
    return str(next((way["net"] for way in one["by_pay"] if way["pay"] == pay), "0.00"))


def _history(answer: Row) -> list[Table]:
    counted = [{"name": one["name"], **count} for one in answer["by_operator"] for count in one["counts"]]
    return [Table(_("Counted"), _COUNTS, counted)] if counted else []


def sentence(answer: Row, name: str) -> str:
    """What a count came to, in one line."""
    told = {key: show_yuan(parse_amount(answer[key], allow_negative=True)) for key in ("expected_cash", "counted")}
    difference = parse_amount(answer["difference"], allow_negative=True)
    words = _("it fits")
    if difference:
        words = _("{amount} too much") if difference > 0 else _("{amount} missing")
    return _("{name} {day}: cash expected {expected_cash}, counted {counted}: {difference}").format(
        name=name, day=answer["date"], **told, difference=words.format(amount=show_yuan(abs(difference)))
    )
