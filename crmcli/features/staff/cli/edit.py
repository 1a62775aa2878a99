"""`crmcli staff edit`"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.complete import people as offered
from crmcli.features.complete import roles, stores
from crmcli.features.staff import store
from crmcli.features.staff.choose import choose_role, choose_store
from crmcli.features.staff.duecall import is_held, pass_on, take_over
from crmcli.features.staff.given import department_given, new_name, supervisor_given
from crmcli.features.staff.leaving import refuse_without_supervisor
from crmcli.features.staff.operator import choose_person
from crmcli.features.staff.present import person_of
from crmcli.language import _, listed
from crmcli.session import Session
from crmcli.ui.ask import required
from crmcli.ui.command import Single
from crmcli.ui.output import wrote

if TYPE_CHECKING:
    from sqlite3 import Connection

app = Single()

_LABELS = {
    "name": N_("name"),
    "role": N_("role"),
    "store_id": N_("store"),
    "department": N_("department"),
    "supervisor_id": N_("supervisor"),
}


@app.command(
    help=N_(
        "Change what is known of somebody of the staff. With another role the open calls of the former one go to "
        "whoever holds it, and what nobody had of the new one comes along."
    )
)
def edit(
    ctx: typer.Context,
    staff: Annotated[
        str | None, typer.Argument(help=N_("name, part, pinyin or number"), autocompletion=offered)
    ] = None,
    name: Annotated[str | None, typer.Option("--name", help=N_("new name"))] = None,
    role: Annotated[
        str | None, typer.Option("--role", help=N_("role of the pack: name, part or code"), autocompletion=roles)
    ] = None,
    store_: Annotated[str | None, typer.Option("--store", help=N_("store or branch"), autocompletion=stores)] = None,
    department: Annotated[
        str | None, typer.Option("--department", help=N_("department, in words; none for none"))
    ] = None,
    supervisor: Annotated[
        str | None,
        typer.Option(
            "--supervisor", metavar="STAFF", help=N_("whom they answer to; none for nobody"), autocompletion=offered
        ),
    ] = None,
) -> None:
    """Reads, checks, writes what differs, says where calls went."""
    session: Session = ctx.obj
    text = required(session, staff, "STAFF", _("Who of the staff"))
    if all(value is None for value in (name, role, store_, department, supervisor)):
        raise Failure("usage", N_("Nothing to change was given. See: crmcli staff edit --help"))
    with session.write("staff edit") as operation:
        db = operation.db
        person = store.person(db, choose_person(store.people(db), text, "STAFF")["id"]) or {}
        wanted = _wanted(session, db, person["id"], (name, role, store_, department, supervisor))
        changed = {key: value for key, value in wanted.items() if value != person[key]}
        moved = _change(session, db, person, changed)
    answer = {**person_of(session, person["id"]), **moved, "operation": operation.number}
    names = listed(_(_LABELS[key]) for key in changed)
    said = _("{no} {name}: {fields} changed") if names else "{no} {name}"
    said = said.format(no=answer["no"], name=answer["name"], fields=names)
    wrote(session, answer, said, hint="\n  ".join(_hints(answer)))


def _wanted(session: Session, db: Connection, number: int, given: tuple[str | None, ...]) -> dict[str, Any]:
    """The columns as they are to be."""
    name, role, shop, department, supervisor = given
    wanted: dict[str, Any] = {}
    if name is not None:
        wanted["name"] = new_name(db, name, "--name", but=number)
    if role is not None:
        wanted["role"] = choose_role(session.pack, role).code
    if shop is not None:
        wanted["store_id"] = choose_store(db, shop)
    if department is not None:
        wanted["department"] = department_given(department)
    if supervisor is not None:
        wanted["supervisor_id"] = supervisor_given(db, supervisor, number)
    return wanted


def _change(session: Session, db: Connection, person: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Writes it; how many calls went to others, and came along, and the role nobody holds any more."""
    pack = session.pack
    if "role" in changed:
        refuse_without_supervisor(db, pack, person["id"], becomes=changed["role"], field="--role")
    store.edit_person(db, person["id"], changed)
    if "role" not in changed:
        return {"passed_on": 0, "assigned": 0, "vacant": None}
    before, after = pack.role(person["role"]), pack.role(changed["role"])
    return {
        "passed_on": pass_on(db, pack, before, person["id"]) if before else 0,
        "assigned": take_over(db, pack, after) if after else 0,
        "vacant": before.name if before and not is_held(db, before) else None,
    }


def _hints(answer: dict[str, Any]) -> list[str]:
    hints = []
    if answer["passed_on"]:
        hints.append(_("{count} open calls of the former role went on").format(count=answer["passed_on"]))
    if answer["assigned"]:
        text = _("{count} open calls nobody had go to {role} now")
        hints.append(text.format(count=answer["assigned"], role=answer["role"]))
    if answer["vacant"]:
        hints.append(_("Nobody holds the role {role} any more.").format(role=answer["vacant"]))
    return hints
