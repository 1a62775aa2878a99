"""`crmcli followup add`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup import store
from crmcli.features.followup.ahead import Ahead, ahead_given, day_words, time_on
from crmcli.features.followup.answer import row_answer
from crmcli.features.followup.consequence import MANUAL, PROMOTION
from crmcli.features.followup.permit import note_override, refuse_promotion
from crmcli.features.member.find import resolve
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

app = Single()


@app.command(help=N_("Plan a call of your own. Nothing is promoted to who is recovering or wishes no contact."))
def add(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whom to call"))] = None,
    due: Annotated[str | None, typer.Option("--due", help=N_("the day, a time with it if promised"))] = None,
    purpose: Annotated[str | None, typer.Option("--purpose", help=N_("what the call is for"))] = None,
    promotional: Annotated[bool, typer.Option("--promotional", help=N_("it is to sell something"))] = False,
    to: Annotated[str | None, typer.Option("--to", metavar="STAFF", help=N_("who calls; you where not given"))] = None,
    at: Annotated[str | None, typer.Option("--at", help=N_("the time that was promised, 15:30"))] = None,
    override: Annotated[
        str | None, typer.Option("--override", help=N_("reason to promote all the same; not for clerks"))
    ] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = resolve(session, member)
    ahead = due_given(session, due, at)
    what = required(session, purpose, "--purpose", _("Purpose")).strip()
    overrides = refuse_promotion(session, row, override, promotional=promotional)
    values = values_of(session, row, ahead, what, to, promotional=promotional)
    with session.write("followup add --override" if overrides else "followup add") as operation:
        # a complaint may have come in meanwhile
        overrides = refuse_promotion(session, row, override, promotional=promotional)
        if overrides:
            # as care it is not withheld; its kind still says what it is, and the reason why it was allowed
            values |= {"care": 1, "promotional": 0, "reason": override}
        number = store.add_followup(operation.db, values)
        if overrides:
            note_override(session, operation.db, row["id"], what, override or "", number)
    made = store.followup(session.db, number) or {}
    text = _("{id} {name} · {purpose}: due {day}").format(
        id=number, name=row["name"], purpose=what, day=day_words(made["due_on"], made["due_at"])
    )
    wrote(session, row_answer(str(number), row["name"], made, operation.number), text)


def due_given(session: Session, due: str | None, at: str | None) -> Ahead:
    """The day, and the promised time; a time alone is of today."""
    if due is None and at is not None:
        return time_on(session, None, at, "--at")
    text = required(session, due, "--due", _("Due (day)"), check=lambda typed: ahead_given(session, typed, "--due"))
    ahead = ahead_given(session, text, "--due")
    if at is None:
        return ahead
    if ahead.at is not None:
        raise Failure("usage", N_("--due {due} says a time already; leave --at away."), field="--at", value=at, due=due)
    return time_on(session, ahead.on, at, "--at")


def values_of(
    session: Session, member: dict[str, Any], ahead: Ahead, purpose: str, to: str | None, *, promotional: bool
) -> dict[str, Any]:
    """The columns of the new follow-up; what sells something is no care."""
    day = ahead.on.isoformat()
    return {
        "member_id": member["id"],
        "kind": PROMOTION if promotional else MANUAL,
        "purpose": purpose,
        "assigned_id": _assigned(session, to),
        "care": int(not promotional),
        "promotional": int(promotional),
        "due_on": day,
        "due_at": ahead.at,
        "original_due_on": day,
    }


def _assigned(session: Session, text: str | None) -> int:
    if text is None:
        return session.require_operator().id
    from crmcli.features.staff.operator import choose_person
    from crmcli.features.staff.store import people

    return int(choose_person(people(session.db), text, "--to")["id"])
