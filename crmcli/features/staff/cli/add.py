"""`crmcli staff add`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_
from crmcli.features.complete import people, roles, stores
from crmcli.features.staff import store
from crmcli.features.staff.choose import choose_role, choose_store
from crmcli.features.staff.duecall import take_over
from crmcli.features.staff.given import day_given, department_given, new_name, supervisor_given
from crmcli.features.staff.present import person_of
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from crmcli.packs.model import Role

app = Single()

#: From so many on the file no longer knows by itself who is at the desk.
SEVERAL = 2


@app.command(help=N_("Add somebody to the staff. Open calls of the role that nobody has go to whoever held it first."))
def add(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("name"))] = None,
    role: Annotated[
        str | None, typer.Option("--role", help=N_("role of the pack: name, part or code"), autocompletion=roles)
    ] = None,
    store_: Annotated[
        str | None, typer.Option("--store", help=N_("store or branch; the first one else"), autocompletion=stores)
    ] = None,
    department: Annotated[str | None, typer.Option("--department", help=N_("department, in words"))] = None,
    supervisor: Annotated[
        str | None, typer.Option("--supervisor", metavar="STAFF", help=N_("whom they answer to"), autocompletion=people)
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help=N_("first day; today where not given"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    name = new_name(session.db, required(session, name, "NAME", _("Name")), "NAME")
    label = _("Role, one of {names}").format(names=listed(one.name for one in session.pack.roles))
    chosen = choose_role(session.pack, required(session, role, "--role", label))
    store_id, since_on = choose_store(session.db, store_), day_given(session, since, "--since")
    part = department_given(department) if department else None
    above = supervisor_given(session.db, supervisor) if supervisor else None
    with session.write("staff add") as operation:
        name = new_name(operation.db, name, "NAME")
        number = store.add_person(
            operation.db, name, chosen.code, store_id, since_on, department=part, supervisor_id=above
        )
        assigned = take_over(operation.db, session.pack, chosen)
    answer = {**person_of(session, number), "assigned": assigned, "operation": operation.number}
    text = _("{no} {name} added as {role}").format(no=answer["no"], name=name, role=chosen.name)
    wrote(session, answer, text, hint="\n  ".join(_hints(session, chosen, assigned)))


def _hints(session: Session, role: Role, assigned: int) -> list[str]:
    hints = []
    if assigned:
        text = _("{count} open calls nobody had go to {role} now")
        hints.append(text.format(count=assigned, role=role.name))
    if len(store.people(session.db)) == SEVERAL:
        hints.append(_("There are two of you now: say who is at the desk with `crmcli as NAME`, or --as."))
    return hints
