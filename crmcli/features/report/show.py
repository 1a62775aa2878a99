"""The month in the form the session asks for: page, JSON, CSV, workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.report.figure import groups
from crmcli.ui.output import Column, emit_json, show_list

if TYPE_CHECKING:
    from crmcli.features.report.period import Period
    from crmcli.session import Session

COLUMNS = (
    Column("figure", N_("figure")),
    Column("value", N_("value")),
    Column("previous", N_("before")),
    Column("year_before", N_("year before")),
)


def show_monthly(session: Session, answer: dict[str, Any], period: Period) -> None:
    """Shows or writes the month. Raises Failure where a workbook is wanted and no file is named."""
    form = session.shared.format
    if form == "json":
        emit_json(session, answer)
    elif form == "xlsx":
        from crmcli.features.report.book import write_monthly

        write_monthly(session, answer, period, target(session, period, answer["store"]))
    else:
        from crmcli.features.report.screen import draw_monthly

        rows = [] if form != "csv" else _figures(session, answer)
        show_list(session, COLUMNS, rows, title=N_("monthly report"), text=lambda: draw_monthly(session, answer))


def target(session: Session, period: Period, store: str | None) -> str:
    """The file named with --xlsx or --output, {date}, {month} and {store} filled in."""
    if not session.shared.output:
        raise Failure("usage", N_("A workbook needs a file: --xlsx FILE."), field="--output")
    from crmcli.features.followup.workbook import file_name

    return file_name(session.shared.output, period.until, store or "")


def _figures(session: Session, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Every figure as a row, for programs: English keys, rates from 0 to 1."""
    return [
        {
            "figure": figure.key,
            "value": _plain(figure.now),
            "previous": _plain(figure.before),
            "year_before": _plain(figure.year_before),
        }
        for group in groups(answer, session.pack)
        for figure in group.figures
    ]


def _plain(value: Any) -> str | None:
    return None if value is None else str(value)
