"""`crmcli points balance`"""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.member.find import resolve
from crmcli.features.points.lot import balance_on, balance_seen
from crmcli.features.points.present import balance_told, draw_balance, voucher_listed
from crmcli.features.points.voucher import live_vouchers
from crmcli.features.purchase.entry import day_given
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command(help=N_("What a member holds: points that are free, locked or owed, the lots, and live vouchers."))
def balance(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("as it was at the end of this day"))] = None,
) -> None:
    """Shows the balance of one member."""
    session: Session = ctx.obj
    row = resolve(session, member)
    given = day_given(session, on, "--on")
    day = given.isoformat()
    held = balance_seen(session.db, row["id"], day) if on is None else balance_on(session.db, row["id"], day)
    answer = balance_told(row, held, day) | {"vouchers": _vouchers(session, row["id"], given)}
    show_object(session, answer, lambda: draw_balance(session, answer))


def _vouchers(session: Session, member_id: int, day: date) -> list[dict[str, object]]:
    return [voucher_listed(one, day.isoformat()) for one in live_vouchers(session.db, member_id, day)]
