"""`crmcli points expiring`"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.mask import mask_phone
from crmcli.errors import Failure
from crmcli.features.member.present import note_reveal
from crmcli.features.member.store import member_no
from crmcli.features.points.lapsing import lapsing
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import Column, show_list

app = Single()

COLUMNS = (
    Column("member", N_("number")),
    Column("name", N_("name")),
    Column("points", N_("points"), "int"),
    Column("expires_on", N_("last day"), "day"),
    Column("days_left", N_("days left"), "int"),
    Column("mobile", N_("mobile")),
)
#: Days looked ahead where the pack has no words for points that lapse.
AHEAD_DAYS = 30


@app.command(help=N_("Who loses how many points when, soonest first."))
def expiring(
    ctx: typer.Context,
    ahead: Annotated[
        int | None,
        typer.Option("--ahead", metavar="DAYS", help=N_("so many days ahead; as the pack says if not given")),
    ] = None,
) -> None:
    """Lists the points that lapse in the next days."""
    session: Session = ctx.obj
    notice = session.pack.notices.get("points")
    days = (notice.ahead_days if notice else AHEAD_DAYS) if ahead is None else ahead
    if not 0 <= days <= 36500:
        message = N_("{value} is no number of days; give 0 to 36500.")
        raise Failure("usage", message, field="--ahead", value=days)
    last = session.today + timedelta(days=days)
    found = lapsing(session.db, session.today.isoformat(), last.isoformat())
    note_reveal(session, "points expiring", len(found))
    rows = [_listed(session, row) for row in found]
    show_list(session, COLUMNS, rows, title=N_("points that lapse"), empty=N_("No points lapse by then."))


def _listed(session: Session, row: dict[str, Any]) -> dict[str, Any]:
    phone = row["mobile"]
    return {
        "member": member_no(row["id"]),
        "name": row["name"],
        "mobile": mask_phone(phone) if phone and session.masked else phone,
        "points": row["points"],
        "expires_on": row["expires_on"],
        "days_left": (date.fromisoformat(row["expires_on"]) - session.today).days,
    }
