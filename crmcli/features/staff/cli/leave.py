"""`crmcli staff leave`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import people as offered
from crmcli.features.staff import store
from crmcli.features.staff.given import NOBODY, day_given
from crmcli.features.staff.operator import choose_person, staff_member
from crmcli.features.staff.present import person_of
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from sqlite3 import Connection

app = Single()

_COUNTS = (
    ("customers", N_("customers: {count}")),
    ("followups", N_("open calls: {count}")),
    ("bookings", N_("appointments: {count}")),
    ("cases", N_("open cases: {count}")),
    ("supervised", N_("people who answered to them: {count}")),
)


@app.command(
    help=N_(
        "Somebody leaves. Customers, open calls, appointments, cases and the people who answered to them go to the "
        "named person, or to nobody, in one step; undo brings all of it back."
    )
)
def leave(
    ctx: typer.Context,
    staff: Annotated[
        str | None, typer.Argument(help=N_("name, part, pinyin or number"), autocompletion=offered)
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="STAFF", help=N_("who takes over; none for nobody"), autocompletion=offered),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help=N_("last day; today where not given"))] = None,
    reason: Annotated[str | None, typer.Option("--reason", help=N_("why"))] = None,
) -> None:
    """Reads, checks, writes, counts what went where."""
    from crmcli.features.staff.leaving import Leaving
    from crmcli.features.staff.leaving import leave as leave_all

    session: Session = ctx.obj
    text = required(session, staff, "STAFF", _("Who of the staff"))
    wanted = required(session, to, "--to", _("Who takes over"), default="none") if session.interactive else to
    with session.write("staff leave") as operation:
        db = operation.db
        person = store.person(db, staff_member(db, text, "STAFF")["id"]) or {}
        heir = _heir(db, wanted, person)
        last = _last_day(session, on, person)
        moved = leave_all(session, db, Leaving(person, last, heir["id"] if heir else None, reason))
    answer = {
        **person_of(session, person["id"]),
        **moved,
        "to": heir["name"] if heir else None,
        "reason": reason,
        "operation": operation.number,
    }
    said = _("{no} {name} left on {day}").format(no=answer["no"], name=answer["name"], day=last)
    wrote(session, answer, said, hint="\n  ".join(_hints(answer)))


def _heir(db: Connection, text: str | None, person: dict[str, Any]) -> dict[str, Any] | None:
    """Who takes over; None for nobody."""
    if text is None or text.strip().lower() in NOBODY:
        return None
    found = choose_person(store.people(db), text, "--to")
    if found["id"] == person["id"]:
        raise Failure("usage", N_("{value} cannot take over from themselves."), field="--to", value=found["name"])
    return found


def _last_day(session: Session, text: str | None, person: dict[str, Any]) -> str:
    """The last day, which has come: until then the calls are still theirs."""
    day = day_given(session, text, "--on")
    if day > session.today.isoformat():
        message = N_("{value} lies ahead; {name} is here until then. Say it on the day.")
        raise Failure("usage", message, field="--on", value=day, name=person["name"])
    if day < person["since_on"]:
        message = N_("{name} came on {since}; {value} lies before that.")
        raise Failure("usage", message, field="--on", value=day, name=person["name"], since=person["since_on"])
    return day


def _hints(answer: dict[str, Any]) -> list[str]:
    to = answer["to"] or _("nobody (未分配)")
    counts = [_(words).format(count=answer["moved"][key]) for key, words in _COUNTS if answer["moved"][key]]
    hints = [_("to {name}: {counts}").format(name=to, counts=listed(counts))] if counts else []
    for one in answer["to_rebook"]:
        text = _("to be rebooked: appointment {id} of {name}, {day} {time}")
        hints.append(text.format(id=one["id"], name=one["name"], day=one["date"], time=one["from"]))
    if answer["vacant"]:
        hints.append(_("Nobody holds the role {role} any more.").format(role=answer["vacant"]))
    return hints
