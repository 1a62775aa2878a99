"""`crmcli staff store`"""

from __future__ import annotations

from typing import Annotated

import typer

from crmcli.core.findings import N_, Refused
from crmcli.errors import Failure, bad_field
from crmcli.features.staff import store
from crmcli.features.staff.present import STORE_COLUMNS
from crmcli.language import _
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list, wrote

app = Single()


@app.command("store", help=N_("The stores of the house with their staff and customers; --add NAME makes another."))
def store_command(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Option("--add", metavar="NAME", help=N_("name of a new store"))] = None,
) -> None:
    """Lists the stores, or makes one."""
    session: Session = ctx.obj
    if name is None:
        rows = [{key: row[key] for key in ("name", "people", "customers")} for row in store.stores_counted(session.db)]
        show_list(session, STORE_COLUMNS, rows, title=N_("stores"))
        return
    with session.write("staff store --add") as operation:
        plain = _new_store(session, name)
        store.add_store(operation.db, plain)
    answer = {"name": plain, "people": 0, "customers": 0, "operation": operation.number}
    wrote(session, answer, _("store {name} added").format(name=plain))


def _new_store(session: Session, text: str) -> str:
    from crmcli.core.text import normal_name

    try:
        name = normal_name(text)
    except Refused as refused:
        raise bad_field("--add", refused, text) from refused
    if name in {one["name"] for one in store.stores(session.db)}:
        message = N_("There is a store {value} already; give another name.")
        raise Failure("refused", message, field="--add", value=name)
    return name
