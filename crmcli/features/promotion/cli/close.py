"""`crmcli promotion close`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.export.options import SheetToo, ToPrinter, View
from crmcli.features.export.written import sheet_wanted, written_sheet
from crmcli.features.promotion import store
from crmcli.features.promotion.choose import FIELD, closing, promotion_given
from crmcli.features.promotion.total import draw_totals, promotion_totals
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import confirm
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("End a promotion and hand in its summary; nothing more can be registered then."))
def close(
    ctx: typer.Context,
    promotion: Annotated[str | None, typer.Argument(help=N_("name or number"))] = None,
    summary: Annotated[
        str | None, typer.Option("--summary", metavar="TEXT", help=N_("in your words; - reads standard input"))
    ] = None,
    sheet: SheetToo = False,
    view: View = False,
    to_printer: ToPrinter = False,
) -> None:
    """Asks where it is early, writes, prints the summary."""
    session: Session = ctx.obj
    handing = sheet_wanted(sheet, view, to_printer)
    found = promotion_given(session, promotion)
    _refuse_again(session, found)
    words = lines_given(summary)
    day = session.today.isoformat()
    if day < found["to_on"]:
        _ask_early(session, found)
    with session.write("promotion close") as operation:
        store.close_promotion(operation.db, found["id"], day, session.operator_id, words)
    totals = promotion_totals(session, found["id"])
    file = written_sheet(session, "promotion", [found["id"]], handing)
    answer = totals | {"sheet": file, "operation": operation.number}
    wrote(session, answer, _("{no} {promotion} closed").format(**totals))
    if not session.shared.json:
        draw_totals(totals)


def _refuse_again(session: Session, found: dict[str, Any]) -> None:
    if found["closed_on"] is None:
        return
    message = N_("{name} was closed on {day} already.")
    number = closing(session, found["id"])
    if number is not None:
        message = N_("{name} was closed on {day} already; crmcli undo {number} opens it again.")
    facts = {"name": found["name"], "day": found["closed_on"], "number": number}
    raise Failure("refused", message, field=FIELD, value=found["no"], **facts)


def _ask_early(session: Session, found: dict[str, Any]) -> None:
    question = _("{name} runs until {to_on}. Close it already today?").format(**found)
    if not confirm(session, question):
        raise Failure("interrupted", N_("{name} stays open."), name=found["name"])
