"""`crmcli fee arrears`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee.listing import day_of, open_charges
from crmcli.features.fee.present import ARREARS_COLUMNS, ARREARS_TAIL, arrears
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, draw_table, show_list, show_object

app = Single()


@app.command("arrears", help=N_("What is owed by age: current, 1–30, 31–60, 61–90 and over 90 days late, with totals."))
def list_arrears(
    ctx: typer.Context,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("at the end of this day"))] = None,
    grouping: Annotated[
        str, typer.Option("--by", metavar="BY", help=N_("a row for each member or each fee: member, fee"))
    ] = "member",
) -> None:
    """Adds up what is owed by how late it is."""
    session: Session = ctx.obj
    if grouping not in ARREARS_COLUMNS:
        message = N_("{value} is nothing to group by; there are {names}.")
        raise Failure("usage", message, field="--by", value=grouping, names=list(ARREARS_COLUMNS))
    day = day_of(session, on)
    rows, total = arrears(open_charges(session, on is not None, day), grouping, day)
    columns = (*ARREARS_COLUMNS[grouping], *ARREARS_TAIL)
    answer = {"on": day, "by": grouping, "rows": rows, "total": total}
    if session.shared.format in ("csv", "xlsx"):
        show_list(session, columns, _with_total(columns, rows, total), title=N_("arrears"))
        return
    show_object(session, answer, lambda: _draw(session, columns, rows, total, day))


def _draw(session: Session, columns: tuple[Column, ...], rows: list[Any], total: dict[str, Any], day: str) -> None:
    if not rows:
        print(_("Nothing is owed."))
        return
    note = _("arrears at the end of {day}").format(day=day)
    draw_table(session, columns, _with_total(columns, rows, total), note)


def _with_total(columns: tuple[Column, ...], rows: list[Any], total: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows and a last one with the totals, called so where the others have their first cell."""
    if not rows:
        return []
    return [*rows, {**dict.fromkeys(rows[0]), columns[0].key: _("total"), **total}]
