"""`crmcli booking move`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.core.interval import clock
from crmcli.errors import Failure
from crmcli.features.booking import store
from crmcli.features.booking.entry import When, minutes_given, person_given, when_given
from crmcli.features.booking.present import booking_listed, whole_words
from crmcli.features.booking.record import move as put
from crmcli.features.booking.select import booking_given, refuse_closed
from crmcli.features.booking.warning import warnings_of
from crmcli.language import _
from crmcli.packs.deskrule import BookingKind
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Give an appointment another time, or somebody else's time; its number stays."))
def move(
    ctx: typer.Context,
    booking: Annotated[
        str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an appointment, or whose the open one is"))
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="TIME", help=N_("day and time, 明天15:30; with --on the time alone"))
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("the day"))] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", help=N_("how long; as before"))] = None,
    with_: Annotated[str | None, typer.Option("--with", metavar="STAFF", help=N_("whose time it takes"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    found = booking_given(session, booking)
    length = minutes_given(minutes, found["until_minute"] - found["from_minute"])
    when = when_given(session, *_as_before(found, at, on, kept=minutes is not None or with_ is not None), length)
    person_id = _person(session, with_, found)
    if (when.day, *when.span, person_id) == _times(found):
        message = N_("{words} is when it is booked for already.")
        raise Failure("refused", message, field="--at", value=found["id"], words=whole_words(session.pack, found))
    warnings = warnings_of(session, when, found["member_id"], found["id"])
    with session.write("booking move") as operation:
        fresh = refuse_closed(session, store.booking(operation.db, found["id"]), found["id"])
        put(session, operation.db, fresh, when, person_id, lines_given(reason))
    _say(session, found, when, warnings, operation.number)


def _as_before(booking: dict[str, Any], at: str | None, on: str | None, *, kept: bool) -> tuple[str | None, str | None]:
    """Time and day as typed; what is not said of them stays, once anything is said at all."""
    if at is not None or not (kept or on is not None):
        return at, on
    return clock(booking["from_minute"]), on or booking["on_day"]


def _times(booking: dict[str, Any]) -> tuple[str, int, int, int | None]:
    return booking["on_day"], booking["from_minute"], booking["until_minute"], booking["person_id"]


def _person(session: Session, text: str | None, booking: dict[str, Any]) -> int | None:
    """Who was named, else whom it was with."""
    if text is None:
        held: int | None = booking["person_id"]
        return held
    kind = session.pack.booking(booking["kind"]) or BookingKind(booking["kind"], booking["kind"], 1)
    person = person_given(session, text, kind)
    return int(person["id"]) if person else None


def _say(session: Session, before: dict[str, Any], when: When, warnings: list[str], number: int | None) -> None:
    now = store.booking(session.db, before["id"]) or {}
    moved_from = booking_listed(session, before)["from"]
    answer = booking_listed(session, now) | {"moved_from": moved_from, "warnings": warnings, "operation": number}
    text = _("moved: {words}").format(words=whole_words(session.pack, now))
    wrote(session, answer, text, hint="\n  ".join(f"! {warning}" for warning in warnings))
