"""`crmcli as`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_
from crmcli.errors import FieldMissing
from crmcli.features.complete import people as offered
from crmcli.features.staff.operator import as_operator, ask_operator, remember, staff_member
from crmcli.features.staff.store import person_no
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_object

app = Single()


@app.command("as", help=N_("Say who is at the desk on this machine until the day ends."))
def at_desk(
    ctx: typer.Context,
    staff: Annotated[
        str | None, typer.Argument(help=N_("name, part, pinyin or number"), autocompletion=offered)
    ] = None,
) -> None:
    """Remembers it on this machine; the file is not changed."""
    session: Session = ctx.obj
    if staff is None and not session.interactive:
        raise FieldMissing("STAFF", _("Who is at the desk"))
    if staff is None:
        person = ask_operator(session)
    else:
        person = as_operator(staff_member(session.db, staff, "STAFF"))
    remember(session, person.id)
    answer = {
        "no": person_no(person.id),
        "name": person.name,
        "until": session.today.isoformat(),
        "operation": None,
    }
    show_object(session, answer, lambda: print(_("{name} is at the desk until the day ends.").format(name=person.name)))
