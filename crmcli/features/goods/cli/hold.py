"""`crmcli goods hold`"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.followup.ahead import day_words
from crmcli.features.goods import store
from crmcli.features.goods.present import goods_listed, whole_words
from crmcli.features.goods.reminder import wait_days
from crmcli.features.member.find import resolve
from crmcli.features.staff.store import store_of
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Put something aside for a customer; the due list says when to tell them, until it is fetched."))
def hold(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("for whom"))] = None,
    item: Annotated[str | None, typer.Option("--item", metavar="TEXT", help=N_("what, in your words"))] = None,
    quantity: Annotated[int, typer.Option("--quantity", help=N_("how many"))] = 1,
    place: Annotated[str | None, typer.Option("--place", metavar="TEXT", help=N_("where it lies"))] = None,
    remind: Annotated[
        str | None, typer.Option("--remind", metavar="DAY", help=N_("tell them from this day on; as the pack waits"))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    what = required(session, item, "--item", _("What is held")).strip()
    if quantity < 1:
        message = N_("{value} is no quantity; give 1 or more.")
        raise Failure("usage", message, field="--quantity", value=quantity)
    values = {
        "member_id": row["id"],
        "item": what,
        "quantity": quantity,
        "place": lines_given(place),
        "held_on": session.today.isoformat(),
        "remind_on": _remind(session, remind).isoformat(),
        "staff_id": session.require_operator().id,
        "store_id": store_of(session.db, session.operator_id),
        "note": lines_given(note),
    }
    with session.write("goods hold") as operation:
        number = store.add_goods(operation.db, values)
    made = store.goods(session.db, number) or {}
    text = _("{words}: held, to be told from {day} on")
    answer = goods_listed(session, made) | {"operation": operation.number}
    wrote(session, answer, text.format(words=whole_words(made), day=day_words(made["remind_on"])))


def _remind(session: Session, text: str | None) -> date:
    """The day to tell them from: as given, else so many days on as the pack says. One that has passed is refused."""
    if text is None:
        return session.today + timedelta(days=wait_days(session.pack))
    from crmcli.core.day import parse_day

    try:
        day = parse_day(text, session.today)
        if day < session.today:
            raise Refused(N_("{value} has passed; give today or a later day"), value=text)
    except Refused as refused:
        raise bad_field("--remind", refused, text) from refused
    return day
