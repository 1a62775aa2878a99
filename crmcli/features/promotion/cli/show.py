"""`crmcli promotion show`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.promotion import store
from crmcli.features.promotion.choose import only_running, promotion_given
from crmcli.features.promotion.present import ENTRY_COLUMNS, entry_listed
from crmcli.features.promotion.total import draw_totals, promotion_totals
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list, show_object

app = Single()


@app.command(help=N_("A promotion with its rows and totals; as csv or xlsx its rows."))
def show(
    ctx: typer.Context,
    promotion: Annotated[
        str | None, typer.Argument(help=N_("name or number; the only one running where not given"))
    ] = None,
) -> None:
    """Shows one promotion."""
    session: Session = ctx.obj
    found = _meant(session, promotion)
    totals = promotion_totals(session, found["id"])
    entries = [entry_listed(entry) for entry in store.entries_of(session.db, found["id"])]
    if session.shared.format in ("csv", "xlsx"):
        show_list(session, ENTRY_COLUMNS, entries, title=N_("promotion"), note=f"{totals['no']} {totals['promotion']}")
        return
    show_object(session, totals | {"entries": entries}, lambda: _draw(session, totals, entries))


def _meant(session: Session, text: str | None) -> dict[str, Any]:
    if text is not None:
        return promotion_given(session, text)
    try:
        return only_running(session, session.today)
    except Failure as failure:
        if failure.kind != "not-found" or not session.interactive:
            raise
        return promotion_given(session, None)


def _draw(session: Session, totals: dict[str, Any], entries: list[dict[str, Any]]) -> None:
    print(f"{totals['no']}  {totals['promotion']}")
    draw_totals(totals)
    if entries:
        print()
        show_list(session, ENTRY_COLUMNS, entries, title=N_("promotion"))
