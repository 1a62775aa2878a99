"""`crmcli staff add`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.complete import roles, stores
from crmcli.features.staff import store
from crmcli.features.staff.choose import choose_role, choose_store
from crmcli.features.staff.present import person_listed
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from sqlite3 import Connection

    from crmcli.packs.model import Pack, Role

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
    since: Annotated[str | None, typer.Option("--since", help=N_("first day; today where not given"))] = None,
) -> None:
    """Reads, checks, writes, says what it did."""
    session: Session = ctx.obj
    name = _new_name(session, required(session, name, "NAME", _("Name")))
    label = _("Role, one of {names}").format(names=listed(one.name for one in session.pack.roles))
    chosen = choose_role(session.pack, required(session, role, "--role", label))
    store_id, since_on = choose_store(session.db, store_), _day(session, since)
    with session.write("staff add") as operation:
        number = store.add_person(operation.db, name, chosen.code, store_id, since_on)
        assigned = _take_over(operation.db, session.pack, chosen)
    person = next(one for one in store.people(session.db) if one["id"] == number)
    answer = {**person_listed(session.pack, person), "assigned": assigned, "operation": operation.number}
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


def _take_over(db: Connection, pack: Pack, role: Role) -> int:
    """What nobody had goes to the first of the role, as it does when a plan starts."""
    from crmcli.features.followup.assign import assign_unassigned
    from crmcli.features.followup.plan import holder_of

    holder = holder_of(pack, role.code, None, store.people(db))
    return assign_unassigned(db, role, holder) if holder is not None else 0


def _new_name(session: Session, text: str) -> str:
    from crmcli.core.text import normal_name

    try:
        name = normal_name(text)
    except Refused as refused:
        raise bad_field("NAME", refused, text) from refused
    known = store.named(session.db, name)
    if known is not None:
        message = N_("{value} is on the staff already ({no}). Tell two people apart, e.g. {value}2.")
        number = store.person_no(known)
        candidates = [{"no": number, "name": name}]
        raise Failure("refused", message, field="NAME", value=name, no=number, candidates=candidates)
    return name


def _day(session: Session, text: str | None) -> str:
    if text is None:
        return session.today.isoformat()
    from crmcli.core.day import parse_day

    try:
        return parse_day(text, session.today).isoformat()
    except Refused as refused:
        raise bad_field("--since", refused, text) from refused
