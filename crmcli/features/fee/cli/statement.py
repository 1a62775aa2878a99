"""`crmcli fee statement`"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from crmcli.core.findings import N_
from crmcli.errors import Failure
from crmcli.features.fee import store
from crmcli.features.fee.entry import day_named
from crmcli.features.fee.present import STATEMENT_COLUMNS, statement_listed
from crmcli.features.member.find import resolve
from crmcli.features.member.store import member_no
from crmcli.session import Session
from crmcli.ui.command import Single
from crmcli.ui.output import show_list

app = Single()


@app.command(help=N_("Charges, payments and what was let off of a member, with what is owed after each."))
def statement(
    ctx: typer.Context,
    member: Annotated[str | None, typer.Argument(help=N_("whose"))] = None,
    from_day: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    to_day: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
) -> None:
    """Lists the entries; from a day on it begins with what was owed before it."""
    session: Session = ctx.obj
    row = resolve(session, member)
    first, last = day_named(session, from_day, "--from"), day_named(session, to_day, "--to")
    if first is not None and last is not None and last < first:
        message = N_("{value} lies before the first day, {day}.")
        raise Failure("usage", message, field="--to", value=last.isoformat(), day=first.isoformat())
    entries = statement_listed(store.statement(session.db, row["id"]))
    rows = _between(entries, first.isoformat() if first else None, last.isoformat() if last else "9999")
    note = f"{member_no(row['id'])} {row['name']}"
    show_list(session, STATEMENT_COLUMNS, rows, title=N_("fees of a member"), note=note)


def _between(entries: list[dict[str, Any]], first: str | None, last: str) -> list[dict[str, Any]]:
    """The entries of some days; what was owed before them stands in front as brought forward."""
    if first is None:
        return [entry for entry in entries if entry["date"] <= last]
    before = [entry for entry in entries if entry["date"] < first]
    keys = entries[0] if entries else {"id": None}
    forward = {
        **dict.fromkeys(keys),
        "date": first,
        "kind": "brought-forward",
        "amount": "0.00",
        "balance": before[-1]["balance"] if before else "0.00",
    }
    return [forward, *(entry for entry in entries if first <= entry["date"] <= last)]
