"""`crmcli booking add`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.booking import store
from crmcli.features.booking.entry import Whom, kind_given, minutes_given, person_given, when_given, whom_given
from crmcli.features.booking.present import booking_listed, whole_words
from crmcli.features.booking.record import book
from crmcli.features.booking.warning import warnings_of
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(
    help=N_(
        "Make an appointment. On the phone give the number of the call, crmcli booking add 12 --at 明天15:30; the call "
        "itself is finished with crmcli followup done 12."
    )
)
def add(
    ctx: typer.Context,
    whom: Annotated[
        str | None, typer.Argument(metavar="MEMBER|ID", help=N_("who comes, or the number of the call it comes from"))
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", help=N_("what for: a part of its name will do"))] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=N_("day and time, 明天15:30; with --on the time alone"))
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("the day"))] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=N_("how long; as the kind takes"))] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="STAFF", help=N_("whose time it takes"))] = None,
    call: Annotated[
        str | None, typer.Option("--from-followup", metavar="ID", help=N_("the call it comes from"))
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help=N_("free text"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    meant = whom_given(session, whom, call)
    what = kind_given(session, kind)
    when = when_given(session, at, on, minutes_given(minutes, what.minutes))
    person = person_given(session, with_, what)
    warnings = warnings_of(session, when, meant.member_id)
    with session.write("booking add") as operation:
        person_id = person["id"] if person else None
        number = book(session, operation.db, meant, what, when, person_id, lines_given(note))
    made = store.booking(session.db, number) or {}
    answer = booking_listed(session, made) | {"warnings": warnings, "operation": operation.number}
    hints = [f"! {warning}" for warning in warnings] + _to_finish(meant)
    wrote(session, answer, _("booked: {words}").format(words=whole_words(session.pack, made)), hint="\n  ".join(hints))


def _to_finish(meant: Whom) -> list[str]:
    """What is left to do of the call it came from."""
    if meant.call is None or meant.call.state != "open":
        return []
    return [_("the call is still open: crmcli followup done {id} reached").format(id=meant.call.id)]
