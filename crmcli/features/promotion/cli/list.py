"""`crmcli promotion list`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.day import parse_day
from crmcli.core.findings import N_, Refused
from crmcli.errors import bad_field
from crmcli.features.promotion import store
from crmcli.features.promotion.present import COLUMNS, promotion_listed
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command("list", help=N_("Promotions, the latest first; those running today, or those of some days."))
def list_promotions(
    ctx: typer.Context,
    running: Annotated[bool, typer.Option("--running", help=N_("only those running today"))] = False,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
) -> None:
    """Lists the promotions with the sums of their rows."""
    session: Session = ctx.obj
    first, last = _day(session, "--from", from_day, "0000"), _day(session, "--to", to_day, "9999")
    today = session.today.isoformat()
    rows = [promotion_listed(row, today) for row in store.promotions(session.db, first, last)]
    if running:
        rows = [row for row in rows if row["state"] == "running"]
    show_list(session, COLUMNS, rows, title=N_("promotions"))


def _day(session: Session, field: str, text: str | None, otherwise: str) -> str:
    if text is None:
        return otherwise
    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field(field, refused, text) from refused
