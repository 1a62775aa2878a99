"""`crmcli complaint route`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.case.answer import take_steps
from crmcli.features.case.entry import department_given
from crmcli.features.case.life import ROUTED
from crmcli.features.case.moment import event_now
from crmcli.features.case.options import Case, Text
from crmcli.features.case.select import select_case
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.lines import lines_given

app = Single()


@app.command(help=N_("Pass it on. Whoever took it stays answerable until it is closed."))
def route(
    ctx: typer.Context,
    case: Case = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DEPARTMENT", help=N_("to which department"))] = None,
    person: Annotated[str | None, typer.Option("--person", help=N_("to whom there"))] = None,
    text: Text = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    row = select_case(ctx, case)
    if person is None:
        to = required(session, to, "--to", _("Department"))
    department = department_given(session, to) if to else None
    values = person_given(session, person) if person else {}
    take_steps(ctx, row, [event_now(session, ROUTED, department=department, text=lines_given(text), **values)])


def person_given(session: Session, text: str) -> dict[str, Any]:
    """The person of the staff a text names, by id; somebody of another house in words. Several are refused."""
    from crmcli.core.searchkey import choose
    from crmcli.features.staff.store import people, person_no

    found = choose(text, people(session.db), lambda one: (one["name"], person_no(one["id"])))
    if len(found) == 1:
        return {"person_id": found[0]["id"]}
    if found:
        names = [one["name"] for one in found]
        message = N_("{value} fits several: {names}.")
        candidates = [{"name": name} for name in names]
        raise Failure("ambiguous", message, field="--person", value=text, names=names, candidates=candidates)
    return {"person": " ".join(text.split())}
