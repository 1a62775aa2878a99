"""`crmcli inquiry convert`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.followup.begin import welcome
from crmcli.features.inquiry import store
from crmcli.features.inquiry.answer import say_converted
from crmcli.features.inquiry.prospect import make_member
from crmcli.features.inquiry.select import Meant, inquiry_meant
from crmcli.features.member import store as members
from crmcli.features.member.field import STANDINGS
from crmcli.features.member.store import member_no
from crmcli.features.purchase.entry import day_given
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Lazy, Single, load_command

app = Single()


@app.command(help=N_("Make a member of a prospect, once; calls after the inquiry are off. Also: crmcli member apply."))
def convert(
    ctx: typer.Context,
    which: Annotated[str | None, typer.Argument(metavar="ID|MEMBER", help=N_("an inquiry, or who asked"))] = None,
    day: Annotated[str | None, typer.Option("--date", help=N_("the day they joined; today where not given"))] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help=N_("fill in the application form at once, as crmcli member apply does"))
    ] = False,
) -> None:
    """Checks the standing, writes, says what it did."""
    session: Session = ctx.obj
    meant = inquiry_meant(session, which)
    person, on_day = meant.person, day_given(session, day)
    if person["standing"] != "prospect":
        raise _refused(person)
    _refuse_before(session, meant.inquiry_id, on_day.isoformat())
    if apply:
        _apply(session, meant, on_day.isoformat())
        return
    with session.write("inquiry convert") as operation:
        member = members.member(operation.db, person["id"]) or {}
        made = make_member(operation.db, member, on_day, meant.inquiry_id if meant.by_id else None)
        steps = welcome(operation.db, session.pack, person["id"], on_day)
    say_converted(session, person, made, steps, operation.number)


def _apply(session: Session, meant: Meant, day: str) -> None:
    """Runs `member apply` with what is known: it converts the inquiry in one operation with the application."""
    command = load_command("apply", Lazy("crmcli.features.member.cli.apply", ""))
    known = ["--inquiry", str(meant.inquiry_id)] if meant.inquiry_id is not None else [member_no(meant.person["id"])]
    command.main([*known, "--date", day], prog_name="crmcli member apply", standalone_mode=False, obj=session)


def _refuse_before(session: Session, inquiry_id: int | None, day: str) -> None:
    """Nobody joins before they asked."""
    asked = store.inquiry(session.db, inquiry_id) if inquiry_id is not None else None
    if asked is not None and day < asked["on_day"]:
        message = N_("{value} lies before the inquiry of {day}")
        raise Failure("usage", message, field="--date", value=day, day=asked["on_day"])


def _refused(person: dict[str, Any]) -> Failure:
    facts: dict[str, Any] = {"name": person["name"], "no": member_no(person["id"]), "since": person["joined_on"]}
    message = N_("{name} ({no}) is a member already, since {since}.")
    if person["standing"] != "member":
        message = N_("{name} ({no}) is no prospect: {standing}.")
        facts["standing"] = _(STANDINGS[person["standing"]])
    return Failure("refused", message, field="ID", value=facts["no"], **facts)
